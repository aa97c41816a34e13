package form

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// Canonical packs b if it is a code in canonical spelling, and reports whether
// it is one.
func (f *Format) Canonical(b []byte) (c spell.Symbols, ok bool) {
	switch {
	case f.sixteen:
		return f.Canonical16(b)
	case len(b) != f.Length || len(b) == 0:
		return spell.Symbols{}, false
	}
	return f.canonical(b)
}

// Canonical16 is like Canonical for a Format such as that of gift cards: 16
// letters and digits, the prefix among the first eight, and no check character.
// It calls no function, which saves a third of the time for callers that know
// their format.
func (f *Format) Canonical16(b []byte) (c spell.Symbols, ok bool) {
	if len(b) != 16 {
		return spell.Symbols{}, false
	}
	c = spell.Pack16(b)
	return c, c.A&f.mask.A == f.prefix.A && spell.Alnum16(c.A, c.B)
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

// Parse parses an input in any spelling, from left to right. Canonical is
// faster, so call it first. edits is the set of changes in the characters that
// were read. offset is the position of the fault, or -1 if there is none; for
// FaultCheck it is the place of the check character, which Offset converts. If
// there is a fault, c has the first symbol of those before it, or all of them
// if the input ends too soon.
func (f *Format) Parse(b []byte) (c spell.Symbols, edits spell.Edits, offset int, fault spell.Fault) {
	i, n := 0, 0
	if f.octets && len(b) <= spell.MaxInput {
		c, i, n, edits = readOctets(b, f.Length)
		switch {
		case c.And(f.mask) != f.prefix, f.digits && c.HasLetter():
			c, i, n, edits = spell.Symbols{}, 0, 0, 0 // the fault is before i, unless more of the prefix follows
		case i == len(b):
			if n == f.Length {
				if f.Check == nil {
					return c, edits, -1, 0
				}
				return f.finish(c, edits)
			}
		case b[i] < utf8.RuneSelf && spell.Alnum[b[i]] == 0 && spell.WrappingOf(rune(b[i])) == 0:
			return c, edits, i, spell.FaultSymbol
		}
	}
	return f.parseOn(b, c, i, n, edits)
}

// parseOn continues at byte i, after the n symbols of c, one character at a
// time.
func (f *Format) parseOn(b []byte, c spell.Symbols, i, n int, edits spell.Edits) (_ spell.Symbols, _ spell.Edits, offset int, fault spell.Fault) {
	if !f.Usable() {
		return spell.Symbols{}, 0, 0, spell.FaultSpec
	}
	size, more := len(b), false
	if size > spell.MaxInput {
		b, more = spell.Bounded(b)
	}
	excess := -1 // offset of the first symbol after the last one
	t, table := c.Text(), f.Table
	for i < len(b) {
		if f.placed {
			table = f.TableAt(n)
		}
		m, width := table[b[i]], 1
		if b[i] >= utf8.RuneSelf {
			m, width = table.NextRune(b, i)
		}
		if m == 0 {
			return f.parseWithin(b, more, size, i, first(t[0]), edits, spell.FaultOf(width))
		}
		edits |= m.Edits()
		if m.IsSymbol() {
			symbol := m.Symbol()
			if f.digits && symbol > '9' && n >= len(f.Prefix) {
				return first(t[0]), edits, i, spell.FaultSymbol
			}
			if n < f.Length {
				t[n&(spell.MaxLen-1)] = symbol
				if n < len(f.Prefix) && symbol != f.Prefix[n] {
					return first(t[0]), edits, i, spell.FaultPrefix
				}
				n++
			} else if excess < 0 {
				excess = i
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
	return f.finish(spell.PackText(&t), edits)
}

// finish checks the check characters once c has all its symbols.
func (f *Format) finish(c spell.Symbols, edits spell.Edits) (_ spell.Symbols, _ spell.Edits, offset int, fault spell.Fault) {
	if f.Check != nil {
		if place := f.Check.Walk(c); place != f.Length {
			return c, edits, f.Check.firstOf(place), spell.FaultCheck
		}
	}
	return c, edits, -1, 0
}

// MayBeSerial reports whether an input that Parse refuses could be a serial
// number. It uses the results of Parse: if letters and digits are symbols, the
// first symbol decides in most cases. Only ParseSerial is certain.
func (f *Format) MayBeSerial(c spell.Symbols, fault spell.Fault) bool {
	return (!f.alnum || c.A == 0 || kindOf(byte(c.A>>56)) != 0) &&
		fault != spell.FaultCheck && fault != spell.FaultEmpty && fault != spell.FaultSpec
}

func first(symbol byte) spell.Symbols { return spell.Symbols{A: uint64(symbol) << 56} }

// readOctets reads ASCII letters and digits at the beginning of b, in runs of
// eight or of two fours, with at most one separator between runs, and at most
// most symbols. Most people type most codes like that. It returns the number of
// bytes and of symbols that it read.
func readOctets(b []byte, most int) (c spell.Symbols, i, n int, edits spell.Edits) {
	var folded uint64 // not 0 if a letter was in lower case
	for i < len(b) && spell.Alnum[b[i]] == spell.Separator {
		edits = spell.EditSeparator
		i++
	}
	for i+8 <= len(b) && n+8 <= most {
		w, end := binary.BigEndian.Uint64(b[i:]), i+8
		if end < len(b) && spell.Alnum[b[i+4]] == spell.Separator {
			w = w>>32<<32 | uint64(binary.BigEndian.Uint32(b[i+5:]))
			end++
		}
		upper := spell.Upper8(w)
		if others := spell.Other8(upper); others != 0 {
			// The bytes before the first other one are read, unless a byte
			// beyond ASCII makes them uncertain.
			if k := bits.LeadingZeros64(others) / 8; k > 0 && k <= 4 && w&spell.HighBits == 0 {
				before := ^(^uint64(0) >> (8 * k))
				set(&c, n, upper&before)
				folded |= (w ^ upper) & before
				i, n = i+k, n+k
			}
			break
		}
		set(&c, n, upper)
		folded |= w ^ upper
		if end < len(b) && spell.Alnum[b[end]] == spell.Separator {
			end++
		}
		if end-i > 8 {
			edits |= spell.EditSeparator
		}
		i, n = end, n+8
	}
	if folded != 0 {
		edits |= spell.EditCase
	}
	return c, i, n, edits
}

// set sets eight places from n on. n is a multiple of eight.
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

// Accepts reports whether symbols, each of which is allowed at its place, are a
// code, that is, whether the check characters fit.
func (f *Format) Accepts(c spell.Symbols) bool {
	switch {
	case f.Check != nil:
		return f.Check.Walk(c) == f.Length
	case f.digits:
		return c.Or(f.fill).IsDigits()
	}
	return true
}

// Offset returns the byte offset in b of the symbol at a place. Parse must have
// read b to its end.
func (f *Format) Offset(b []byte, place int) int {
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
