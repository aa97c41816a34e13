package form

import (
	"slices"
	"strings"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/spell"
)

// Check is a check scheme, compiled into an automaton for the codes of one
// format. Reading a code takes one step for each symbol.
type Check struct {
	Scheme *checkdigit.Scheme
	States int
	Start  uint32
	Accept uint32 // the state after the last symbol of a valid code
	None   uint32 // stands for no state

	// Next[Row(place, symbol)+state] is the state after a symbol, or None if
	// the symbol must not stand there. Back[Row(place, symbol)+state] is the one
	// state before the symbol if state is the one after it, or None if there is
	// none: a step never leads from two states to one. Both are nil if there are
	// more than MostTabled states.
	Next, Back []uint16

	// Register computes the steps if there are more, and is nil otherwise.
	Register *Register

	// Table has the meaning of a byte at a check place, or is nil if that is
	// the same as elsewhere.
	Table *spell.Table

	length   int
	rows     [spell.MaxLen]int32
	index    [256]uint8 // the index of a symbol among the symbols of all places, or noSymbol
	alphabet int        // of those, the first ones may stand at any place
	places   uint32     // bit i is set if place i holds a check character
}

const noSymbol = 0xFF

// MostTabled is the greatest number of states for which there is a table of
// steps. With three check symbols the table would take megabytes, with four
// gigabytes.
const MostTabled = 2000

func newCheck(s *Spec) *Check {
	scheme, length := s.Scheme, s.Length
	c := &Check{Scheme: scheme, States: scheme.States(), Start: uint32(scheme.Start()), length: length}
	symbols := s.Alphabet
	for _, b := range []byte(scheme.CheckAlphabet()) {
		if strings.IndexByte(symbols, b) < 0 {
			symbols += string(rune(b))
		}
	}
	for i := range c.index {
		c.index[i] = noSymbol
	}
	for i := range len(symbols) {
		c.index[symbols[i]] = uint8(i)
	}
	if scheme.CheckAlphabet() != s.Alphabet {
		c.Table = newTable(scheme.CheckAlphabet(), s.Model)
	}
	for !scheme.Accept(int(c.Accept)) {
		c.Accept++
	}
	c.alphabet = len(s.Alphabet)
	for place := range c.length {
		if scheme.IsCheck(place, c.length) {
			c.places |= 1 << place
		}
	}
	if c.States > MostTabled {
		c.None, c.Register = NoState, newRegister(scheme)
	} else {
		c.None = uint32(c.States)
		c.compile(symbols)
	}
	return c
}

// compile computes the steps over symbols, of which the alphabet comes first.
// Places with the same steps share them: most schemes have one or two kinds of
// place.
func (c *Check) compile(symbols string) {
	size := c.States * len(symbols)
	for place := range c.length {
		steps := make([]uint16, 0, size)
		for i := range len(symbols) {
			for state := range c.States {
				next := -1
				if c.takes(place, symbols[i]) {
					next = c.Scheme.Step(state, place, c.length, symbols[i])
				}
				if next < 0 {
					next = c.States
				}
				steps = append(steps, uint16(next))
			}
		}
		same := -1
		for row := 0; row < len(c.Next); row += size {
			if slices.Equal(c.Next[row:row+size], steps) {
				same = row
			}
		}
		if same < 0 {
			same = len(c.Next)
			c.Next = append(c.Next, steps...)
		}
		c.rows[place] = int32(same)
	}
	c.invert()
}

// invert fills in the steps back.
func (c *Check) invert() {
	c.Back = slices.Repeat([]uint16{uint16(c.States)}, len(c.Next))
	for row := 0; row < len(c.Next); row += c.States {
		for state, next := range c.Next[row : row+c.States] {
			if int(next) != c.States {
				c.Back[row+int(next)] = uint16(state)
			}
		}
	}
}

// IsCheck reports whether a place holds a check character.
func (c *Check) IsCheck(place int) bool { return c.places>>place&1 != 0 }

// Row returns the index in Next at which the steps over a symbol at a place
// begin, and reports whether there are any.
func (c *Check) Row(place int, symbol byte) (row int, ok bool) {
	i := c.index[symbol]
	return int(c.rows[place]) + int(i)*c.States, i != noSymbol
}

// Certain reports whether a wrong symbol at a place leads to no state: the place of
// a check character, but for the last one, after which a state tells.
func (c *Check) Certain(place int) bool { return c.IsCheck(place) && place != c.length-1 }

// takes reports whether a symbol may stand at a place.
func (c *Check) takes(place int, symbol byte) bool {
	i := c.index[symbol]
	return i != noSymbol && (int(i) < c.alphabet || c.IsCheck(place))
}

// Step returns the state after a symbol, or None if the symbol must not stand
// there.
func (c *Check) Step(state uint32, place int, symbol byte) uint32 {
	switch {
	case c.Register == nil:
		return c.look(c.Next, state, place, symbol)
	case !c.takes(place, symbol):
		return NoState
	}
	return c.Register.Forth(state, symbol, c.Certain(place))
}

// StepBack returns the state before a symbol, or None if there is none.
func (c *Check) StepBack(state uint32, place int, symbol byte) uint32 {
	switch {
	case c.Register == nil:
		return c.look(c.Back, state, place, symbol)
	case !c.takes(place, symbol):
		return NoState
	}
	return c.Register.Back(state, symbol, c.Certain(place))
}

// look returns a step from the table.
func (c *Check) look(table []uint16, state uint32, place int, symbol byte) uint32 {
	row, ok := c.Row(place, symbol)
	if !ok {
		return c.None
	}
	return uint32(table[row+int(state)])
}

// Walk returns the place at which it is certain that a check character is
// wrong, or the length if all are right.
func (c *Check) Walk(s spell.Symbols) int {
	text := s.Text()
	state := c.Start
	for place := range c.length {
		if state = c.Step(state, place, text[place]); state == c.None {
			return place
		}
	}
	if state != c.Accept {
		return c.length - 1
	}
	return c.length
}

// firstOf returns the first of the check places that belong together with
// place.
func (c *Check) firstOf(place int) int {
	for place > 0 && c.IsCheck(place-1) {
		place--
	}
	return place
}

// satisfiable reports whether the scheme accepts any code with the prefix.
func (c *Check) satisfiable(prefix string) bool {
	if c.Next == nil {
		return c.IsCheck(c.length-1) && c.completes(c.Start, 0, prefix)
	}
	reached := make([]bool, c.States)
	reached[c.Start] = true
	for place := range c.length {
		next := make([]bool, c.States)
		for x, i := range c.index {
			if i == noSymbol || place < len(prefix) && byte(x) != prefix[place] {
				continue
			}
			for state, ok := range reached {
				if !ok {
					continue
				}
				if to := c.Step(uint32(state), place, byte(x)); to != c.None {
					next[to] = true
				}
			}
		}
		reached = next
	}
	return reached[c.Accept]
}

// completes reports whether a state before a place can still lead to a code. It
// keeps no set of states. It tries little, because every payload has check
// characters.
func (c *Check) completes(state uint32, place int, prefix string) bool {
	if place == c.length {
		return state == c.Accept
	}
	if place >= len(prefix) && !c.IsCheck(place) {
		return true
	}
	for x, i := range c.index {
		if i == noSymbol || place < len(prefix) && byte(x) != prefix[place] {
			continue
		}
		if to := c.Step(state, place, byte(x)); to != c.None && c.completes(to, place+1, prefix) {
			return true
		}
	}
	return false
}
