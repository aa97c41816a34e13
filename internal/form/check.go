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
	Start  uint16
	Accept uint16 // the state after the last symbol of a valid code

	// Next[Row(place, symbol)+state] is the state after a symbol, or States if
	// the symbol must not stand there. Back[Row(place, symbol)+state] is the one
	// state before the symbol if state is the one after it, or States if there is
	// none: a step never leads from two states to one.
	Next, Back []uint16

	// Table has the meaning of a byte at a check place, or is nil if that is
	// the same as elsewhere.
	Table *spell.Table

	length int
	rows   [spell.MaxLen]int32
	index  [256]uint8 // the index of a symbol among the symbols of all places, or noSymbol
	places uint32     // bit i is set if place i holds a check character
}

const noSymbol = 0xFF

func newCheck(s *Spec) *Check {
	scheme := s.Scheme
	c := &Check{Scheme: scheme, States: scheme.States(), Start: uint16(scheme.Start()), length: s.Length}
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
	for state := range c.States {
		if scheme.Accept(state) {
			c.Accept = uint16(state)
		}
	}
	c.compile(symbols, len(s.Alphabet))
	return c
}

// compile computes the steps over symbols, of which the alphabet comes first.
// Places with the same steps share them: most schemes have one or two kinds of
// place.
func (c *Check) compile(symbols string, alphabet int) {
	size := c.States * len(symbols)
	for place := range c.length {
		if c.Scheme.IsCheck(place, c.length) {
			c.places |= 1 << place
		}
		steps := make([]uint16, 0, size)
		for i := range len(symbols) {
			for state := range c.States {
				next := c.Scheme.Step(state, place, c.length, symbols[i])
				if next < 0 || !c.IsCheck(place) && i >= alphabet {
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

// Step returns the state after a symbol, or States if the symbol must not stand
// there.
func (c *Check) Step(state uint16, place int, symbol byte) uint16 {
	row, ok := c.Row(place, symbol)
	if !ok {
		return uint16(c.States)
	}
	return c.Next[row+int(state)]
}

// Walk returns the place at which it is certain that a check character is
// wrong, or the length if all are right.
func (c *Check) Walk(s spell.Symbols) int {
	text := s.Text()
	state := c.Start
	for place := range c.length {
		if state = c.Step(state, place, text[place]); int(state) == c.States {
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
				if to := c.Step(uint16(state), place, byte(x)); int(to) != c.States {
					next[to] = true
				}
			}
		}
		reached = next
	}
	return reached[c.Accept]
}
