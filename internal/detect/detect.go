// Package detect counts which errors in a code make it invalid: over all codes
// there are, not over a sample. It needs nothing but the automaton of a check
// scheme (see States and Step in package checkdigit).
//
// An error in a few symbols is missed if and only if it leaves the state after
// them as it was, for the right symbols behind them lead from two states to two
// states (TestStepNeverMerges in package checkdigit). So what is missed depends
// on those symbols and the state before them, and codes are counted by that.
package detect

import (
	"math"
	"slices"
	"strings"

	"github.com/redeemkit/redeem/checkdigit"
)

// Codes describes the codes whose errors are counted. They must be what
// redeem.NewFormat takes.
type Codes struct {
	Length   int
	Prefix   string
	Alphabet string             // of the places that hold no check character
	Check    *checkdigit.Scheme // nil = none
}

// Count is a kind of error, counted over all codes. The counts are as exact as
// a float64, and 0 is none.
type Count struct{ All, Missed float64 }

// Detected returns the share that is detected, cut to five decimals: 1 is every
// one, also if there is no such error.
func (c Count) Detected() float64 {
	if c.Missed == 0 {
		return 1
	}
	// The addend makes up for the binary representation of shares such as 0.9.
	return math.Floor((1-c.Missed/c.All)*1e5+1e-6) / 1e5
}

// Add adds another count.
func (c *Count) Add(d Count) {
	c.All += d.All
	c.Missed += d.Missed
}

// Counter is the automaton of some codes as tables. One state more than the
// scheme's, the last, is dead: a wrong check character or a symbol that may not
// stand at a place leads there, and nothing leads away.
type Counter struct {
	length  int
	states  int // the dead one included
	symbols string
	may     [][]int     // by place: the symbols that may stand there
	next    [][][]int32 // by place, symbol, state
	prior   [][][]int32 // by place, symbol, state: the one that leads there; the dead one if none
	before  [][]float64 // by length and state: how many beginnings lead there
	after   [][]float64 // by place and state: how many ends lead from there to a code
	class   []int       // by place: the first place that works alike
}

// NewCounter makes the tables.
func NewCounter(codes Codes) *Counter {
	c := &Counter{length: codes.Length, states: 2, symbols: codes.Symbols()}
	start, accept := 0, 0
	step := func(int, int, byte) int { return 0 }
	if s := codes.Check; s != nil {
		c.states, start = s.States()+1, s.Start()
		for !s.Accept(accept) {
			accept++
		}
		step = func(state, place int, symbol byte) int { return s.Step(state, place, codes.Length, symbol) }
	}
	for place := range c.length {
		c.tabulate(place, codes.symbolsAt(place), step)
	}
	c.before, c.after = make([][]float64, c.length+1), make([][]float64, c.length+1)
	for i := range c.before {
		c.before[i], c.after[i] = make([]float64, c.states), make([]float64, c.states)
	}
	c.before[0][start], c.after[c.length][accept] = 1, 1
	for place := range c.length {
		c.passRight(c.before[place+1], c.before[place], place)
	}
	for place := c.length - 1; place >= 0; place-- {
		for _, i := range c.may[place] {
			for state, to := range c.next[place][i] {
				c.after[place][state] += c.after[place+1][to]
			}
		}
	}
	return c
}

// Symbols returns the symbols of all places, each once: the alphabet, and then
// those that only a check position may hold.
func (codes *Codes) Symbols() string {
	symbols := codes.Alphabet
	if codes.Check != nil {
		for _, r := range codes.Check.CheckAlphabet() {
			if !strings.ContainsRune(symbols, r) {
				symbols += string(r)
			}
		}
	}
	return symbols
}

// symbolsAt returns the symbols that a place may hold.
func (codes *Codes) symbolsAt(place int) string {
	switch {
	case place < len(codes.Prefix):
		return codes.Prefix[place : place+1]
	case codes.Check != nil && codes.Check.IsCheck(place, codes.Length):
		return codes.Check.CheckAlphabet()
	}
	return codes.Alphabet
}

// tabulate adds a place that may hold the symbols of here.
func (c *Counter) tabulate(place int, here string, step func(state, place int, symbol byte) int) {
	var may []int
	next, prior := make([][]int32, len(c.symbols)), make([][]int32, len(c.symbols))
	dead := c.states - 1
	for i := range next {
		next[i], prior[i] = make([]int32, c.states), make([]int32, c.states)
		for state := range next[i] {
			next[i][state], prior[i][state] = int32(dead), int32(dead)
		}
		if strings.IndexByte(here, c.symbols[i]) < 0 {
			continue
		}
		may = append(may, i)
		for state := range dead {
			if to := step(state, place, c.symbols[i]); to >= 0 {
				next[i][state], prior[i][to] = int32(to), int32(state)
			}
		}
	}
	class := 0
	for class < place && !slices.EqualFunc(c.next[class], next, slices.Equal) {
		class++
	}
	c.may, c.next, c.prior, c.class = append(c.may, may), append(c.next, next), append(c.prior, prior), append(c.class, class)
}

// passRight adds the codes that lead to the states before a place to the
// states behind it.
func (c *Counter) passRight(to, from []float64, place int) {
	for _, i := range c.may[place] {
		for state, next := range c.next[place][i][:c.states-1] {
			to[next] += from[state]
		}
	}
}

// Codes returns how many codes there are.
func (c *Counter) Codes() float64 {
	n := 0.0
	for state, w := range c.before[c.length] {
		n += w * c.after[c.length][state]
	}
	return n
}
