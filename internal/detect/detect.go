// Package detect counts the errors that a check scheme detects, over all codes
// and not over a sample. It needs only the automaton of the scheme (see States
// and Step in package checkdigit).
//
// An error in a few symbols is missed if and only if it does not change the
// state after them, because the same symbols lead from two states to two states
// (TestStepNeverMerges in package checkdigit). Whether an error is missed
// therefore depends only on its symbols and on the state before them, and the
// codes are counted by that state.
package detect

import (
	"math"
	"slices"
	"strings"

	"github.com/redeemkit/redeem/checkdigit"
)

// Codes describes the codes whose errors are counted. redeem.NewFormat must
// accept them.
type Codes struct {
	Length   int
	Prefix   string
	Alphabet string             // the symbols at places without a check character
	Check    *checkdigit.Scheme // nil = no check characters
}

// Count counts an error over all codes: all its occurrences, and those that are
// missed. The counts are as exact as a float64.
type Count struct{ All, Missed float64 }

// Detected returns the share of errors that are detected, rounded down to five
// decimals. It returns 1 only if all are, and also if the error cannot occur.
func (c Count) Detected() float64 {
	if c.Missed == 0 {
		return 1
	}
	// The addend compensates for shares such as 0.9 that have no exact binary
	// representation.
	return math.Floor((1-c.Missed/c.All)*1e5+1e-6) / 1e5
}

// Add adds another count.
func (c *Count) Add(d Count) {
	c.All += d.All
	c.Missed += d.Missed
}

// Counter holds the automaton of some codes as tables. It has one more state
// than the scheme, the last one, which is dead: a wrong check character, or a
// symbol that must not stand at a place, leads there, and no symbol leads away.
type Counter struct {
	length  int
	states  int // number of states, including the dead one
	symbols string
	may     [][]int     // by place: the symbols that may stand there
	next    [][][]int32 // by place, symbol, state
	prior   [][][]int32 // by place, symbol, state: the state that leads there, or the dead one if none does
	before  [][]float64 // by length and state: number of beginnings that lead there
	after   [][]float64 // by place and state: number of ends that lead from there to a code
	class   []int       // by place: the first place with the same steps
}

// NewCounter computes the tables.
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

// Symbols returns the symbols of all places, each once: first the alphabet,
// then the symbols that only a check character may be.
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

// symbolsAt returns the symbols that may stand at a place.
func (codes *Codes) symbolsAt(place int) string {
	switch {
	case place < len(codes.Prefix):
		return codes.Prefix[place : place+1]
	case codes.Check != nil && codes.Check.IsCheck(place, codes.Length):
		return codes.Check.CheckAlphabet()
	}
	return codes.Alphabet
}

// tabulate adds a place at which the symbols of here may stand.
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

// passRight moves from the states before a place to the states after it, for
// symbols that are read right.
func (c *Counter) passRight(to, from []float64, place int) {
	for _, i := range c.may[place] {
		for state, next := range c.next[place][i][:c.states-1] {
			to[next] += from[state]
		}
	}
}

// Codes returns the number of codes.
func (c *Counter) Codes() float64 {
	n := 0.0
	for state, w := range c.before[c.length] {
		n += w * c.after[c.length][state]
	}
	return n
}
