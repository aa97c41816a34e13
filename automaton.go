package redeem

import (
	"slices"
	"strings"

	"github.com/redeemkit/redeem/checkdigit"
)

// automaton is a check scheme compiled for the codes of one format: reading a
// code is a walk through its states, one symbol a step.
type automaton struct {
	scheme  *checkdigit.Scheme
	length  int
	states  int
	symbols string     // of all places, the alphabet's first
	index   [256]uint8 // of a symbol in symbols; noSymbol if it is none
	rows    [MaxLen]int32
	next    []uint16 // next[rows[place]+index*states+state] is the next state, or states: no way on
	accept  uint16   // the state after the last symbol of a valid code
	checks  uint32   // bit i: place i holds a check character
	table   *table   // the meaning of a byte at a check place; nil if it is the same as elsewhere
}

const noSymbol = 0xFF

func newAutomaton(spec *Spec) *automaton {
	s := spec.Check
	a := &automaton{scheme: s, length: spec.Length, states: s.States(), symbols: spec.Alphabet}
	for _, b := range []byte(s.CheckAlphabet()) {
		if strings.IndexByte(a.symbols, b) < 0 {
			a.symbols += string(rune(b))
		}
	}
	for i := range a.index {
		a.index[i] = noSymbol
	}
	for i := range len(a.symbols) {
		a.index[a.symbols[i]] = uint8(i)
	}
	if s.CheckAlphabet() != spec.Alphabet {
		a.table = newTable(s.CheckAlphabet(), spec.Lookalikes)
	}
	for state := range a.states {
		if s.Accept(state) {
			a.accept = uint16(state)
		}
	}
	a.compile(spec)
	return a
}

// compile fills in the steps. Places whose steps are the same share them:
// most schemes have one or two kinds of place.
func (a *automaton) compile(spec *Spec) {
	size := a.states * len(a.symbols)
	for place := range a.length {
		if a.scheme.IsCheck(place, a.length) {
			a.checks |= 1 << place
		}
		steps := make([]uint16, 0, size)
		for i := range len(a.symbols) {
			for state := range a.states {
				next := a.scheme.Step(state, place, a.length, a.symbols[i])
				if next < 0 || !a.isCheck(place) && i >= len(spec.Alphabet) {
					next = a.states
				}
				steps = append(steps, uint16(next))
			}
		}
		same := -1
		for row := 0; row < len(a.next); row += size {
			if slices.Equal(a.next[row:row+size], steps) {
				same = row
			}
		}
		if same < 0 {
			same = len(a.next)
			a.next = append(a.next, steps...)
		}
		a.rows[place] = int32(same)
	}
}

func (a *automaton) isCheck(place int) bool { return a.checks>>place&1 != 0 }

// row returns where in next the steps over a symbol at a place begin, and
// whether there are any.
func (a *automaton) row(place int, symbol byte) (row int, ok bool) {
	i := a.index[symbol]
	return int(a.rows[place]) + int(i)*a.states, i != noSymbol
}

// step returns the state after a symbol, a.states if it may not stand there.
func (a *automaton) step(state uint16, place int, symbol byte) uint16 {
	row, ok := a.row(place, symbol)
	if !ok {
		return uint16(a.states)
	}
	return a.next[row+int(state)]
}

// walk returns the place at which it is certain that a check character is
// wrong, a.length if none is.
func (a *automaton) walk(c Code) int {
	text := c.text()
	state := uint16(a.scheme.Start())
	for place := range a.length {
		if state = a.step(state, place, text[place]); int(state) == a.states {
			return place
		}
	}
	if state != a.accept {
		return a.length - 1
	}
	return a.length
}

// firstOf returns the first of the check places that place belongs with.
func (a *automaton) firstOf(place int) int {
	for place > 0 && a.isCheck(place-1) {
		place--
	}
	return place
}

// satisfiable reports whether any code of the format is accepted.
func (a *automaton) satisfiable(spec *Spec) bool {
	reached := make([]bool, a.states)
	reached[a.scheme.Start()] = true
	for place := range a.length {
		symbols := a.symbols
		if place < len(spec.Prefix) {
			symbols = spec.Prefix[place : place+1]
		}
		next := make([]bool, a.states)
		for state, ok := range reached {
			for i := 0; ok && i < len(symbols); i++ {
				if to := a.step(uint16(state), place, symbols[i]); int(to) != a.states {
					next[to] = true
				}
			}
		}
		reached = next
	}
	return reached[a.accept]
}
