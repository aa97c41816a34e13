package form

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// Canonical packs a code in canonical spelling, and reports whether b is one.
func (f *Format) Canonical(b []byte) (c spell.Symbols, ok bool) {
	switch {
	case len(b) != f.Length || len(b) == 0:
		return spell.Symbols{}, false
	case f.sixteen:
		c = spell.Pack16(b)
		return c, c.A&f.mask.A == f.prefix.A && spell.Alnum16(c.A, c.B)
	}
	return f.canonical(b)
}

func (f *Format) canonical(b []byte) (c spell.Symbols, ok bool) {
	c = spell.Pack(b)
	switch {
	case c.And(f.mask) != f.prefix:
		return c, false
	case f.Check != nil:
		return c, f.Check.Walk(c) == len(b)
	case f.digits:
		return c, c.Or(f.fill).IsDigits()
	case f.alnum:
		return c, c.Or(f.fill).IsAlnum()
	}
	wrong := spell.Meaning(0)
	for _, x := range b {
		wrong |= f.Table[x] ^ spell.SymbolOf(x, 0)
	}
	return c, wrong == 0
}

// Parse parses an input in any spelling; ask Canonical first, which is faster.
// If there is a fault, offset is where it lies, else -1; edits is what was
// changed in the characters that were read.
func (f *Format) Parse(b []byte) (c spell.Symbols, edits spell.Edits, offset int, fault spell.Fault) {
	c, edits, offset, fault = f.read(b)
	if fault == 0 || fault == spell.FaultCheck || fault == spell.FaultEmpty || fault == spell.FaultSpec {
		return c, edits, offset, fault
	}
	// With letters and digits as symbols, the first one tells most often that
	// this is no serial number.
	if !f.alnum || c.A == 0 || KindOf(c) != 0 {
		if _, _, e, serial := ParseSerial(b); serial == 0 {
			return spell.Symbols{}, e, 0, spell.FaultSerial
		}
	}
	return c, edits, offset, fault
}

// read parses any input, from the left, and returns the symbols before a fault.
func (f *Format) read(b []byte) (c spell.Symbols, edits spell.Edits, offset int, fault spell.Fault) {
	if !f.Usable() {
		return spell.Symbols{}, 0, 0, spell.FaultSpec
	}
	i, n := 0, 0
	if f.octets && len(b) <= spell.MaxInput {
		c, i, n, edits = readOctets(b, f.Length)
		if c.And(f.mask) != f.prefix || f.digits && c.HasLetter() {
			c, i, n, edits = spell.Symbols{}, 0, 0, 0 // the fault lies before i, if not more of the prefix follows
		} else if i == len(b) && n == f.Length && f.Check == nil {
			return c, edits, -1, 0
		} else if i < len(b) && b[i] < utf8.RuneSelf && spell.Alnum[b[i]] == 0 {
			return c, edits, i, spell.FaultSymbol
		}
	}
	return f.readOn(b, c, i, n, edits)
}

// readOn goes on at byte i behind the n symbols of c, one character at a time.
// Of the symbols before a fault it returns the first, or all if the input ends
// too soon.
func (f *Format) readOn(b []byte, c spell.Symbols, i, n int, edits spell.Edits) (_ spell.Symbols, _ spell.Edits, offset int, fault spell.Fault) {
	size, more := len(b), false
	if size > spell.MaxInput {
		b, more = spell.Bounded(b)
	}
	excess := -1 // where the first symbol after the last one is
	t := c.Text()
	for i < len(b) {
		table, width := f.Table, 1
		if f.Check != nil {
			table = f.TableAt(n)
		}
		m := table[b[i]]
		if b[i] >= utf8.RuneSelf {
			m, width = table.NextRune(b, i)
		}
		if m == 0 {
			return first(t[0]), edits, i, spell.FaultOf(width)
		}
		edits |= m.Edits()
		if m.IsSymbol() {
			symbol := m.Symbol()
			switch {
			case f.digits && symbol > '9' && n >= len(f.Prefix):
				return first(t[0]), edits, i, spell.FaultSymbol
			case n == f.Length:
				if excess < 0 {
					excess = i
				}
			case n < len(f.Prefix) && symbol != f.Prefix[n]:
				if n == 0 {
					t[0] = symbol
				}
				return first(t[0]), edits, i, spell.FaultPrefix
			default:
				t[n&(spell.MaxLen-1)] = symbol
				n++
			}
		}
		i += width
	}
	switch {
	case excess >= 0:
		return first(t[0]), edits, excess, spell.FaultTooLong
	case more:
		return first(t[0]), edits, spell.MaxInput, spell.FaultTooLong
	case n == 0:
		return spell.Symbols{}, edits, size, spell.FaultEmpty
	case n < f.Length:
		return spell.PackText(&t), edits, size, spell.FaultTooShort
	}
	c = spell.PackText(&t)
	if f.Check != nil {
		if place := f.Check.Walk(c); place != n {
			return first(t[0]), edits, f.offset(b, f.Check.firstOf(place)), spell.FaultCheck
		}
	}
	return c, edits, -1, 0
}

func first(symbol byte) spell.Symbols { return spell.Symbols{A: uint64(symbol) << 56} }

// readOctets reads b as far as it is ASCII letters and digits, eight in a row
// or four and four, with a separator between rows or none, and the symbols are
// no more than most. That is how most people type most codes. It returns how
// many bytes it took and how many symbols they are.
func readOctets(b []byte, most int) (c spell.Symbols, i, n int, edits spell.Edits) {
	for i < len(b) && spell.Alnum[b[i]] == separator {
		edits = spell.EditSeparator
		i++
	}
	for i+8 <= len(b) && n+8 <= most {
		w, width := binary.BigEndian.Uint64(b[i:]), 8
		if i+9 <= len(b) && spell.Alnum[b[i+4]] == separator {
			w = w>>32<<32 | uint64(binary.BigEndian.Uint32(b[i+5:]))
			width = 9
		}
		upper := spell.Upper8(w)
		others := spell.Other8(upper)
		if others != 0 {
			// What comes before the first other one is read, if no byte beyond ASCII
			// leaves that in doubt.
			if k := bits.LeadingZeros64(others) / 8; k > 0 && k <= 4 && w&spell.HighBits == 0 {
				before := ^(^uint64(0) >> (8 * k))
				set(&c, n, upper&before)
				if (w^upper)&before != 0 {
					edits |= spell.EditCase
				}
				i, n = i+k, n+k
			}
			break
		}
		set(&c, n, upper)
		if w != upper {
			edits |= spell.EditCase
		}
		i, n = i+width, n+8
		if width == 9 || i < len(b) && spell.Alnum[b[i]] == separator {
			edits |= spell.EditSeparator
		}
		if i < len(b) && spell.Alnum[b[i]] == separator {
			i++
		}
	}
	return c, i, n, edits
}

// set sets eight places from n on, a multiple of eight.
func set(c *spell.Symbols, n int, w uint64) {
	switch n {
	case 0:
		c.A = w
	case 8:
		c.B = w
	case 16:
		c.C = w
	default:
		c.D = w
	}
}

const separator = spell.Meaning(spell.EditSeparator)<<8 | 1<<7

// Accepts reports whether symbols, each of which may stand where it does, are a
// code: whether its check characters fit.
func (f *Format) Accepts(c spell.Symbols) bool {
	switch {
	case f.Check != nil:
		return f.Check.Walk(c) == f.Length
	case f.digits:
		return c.Or(f.fill).IsDigits()
	}
	return true
}

// offset returns where in b the symbol of a place is.
func (f *Format) offset(b []byte, place int) int {
	for i, n := 0, 0; ; {
		m, size := f.TableAt(n).Next(b, i)
		if m.IsSymbol() {
			if n == place {
				return i
			}
			n++
		}
		i += size
	}
}
