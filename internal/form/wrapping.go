package form

import (
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// within returns where in b that begins and ends which is between the marks that
// a paste brings along, and what else is left out at both ends. What a place of
// the format takes is no mark.
func (f *Format) within(b []byte) (start, end int) {
	for start < len(b) {
		r, size := utf8.DecodeRune(b[start:])
		if !f.leavesOut(r, size, spell.Leading) {
			break
		}
		start += size
	}
	end = len(b)
	for end > start {
		r, size := utf8.DecodeLastRune(b[start:end])
		if !f.leavesOut(r, size, spell.Trailing) {
			break
		}
		end -= size
	}
	return start, end
}

// leavesOut reports whether a character of so many bytes is left out at an end
// of an input.
func (f *Format) leavesOut(r rune, size int, end spell.Wrapping) bool {
	switch {
	case r >= utf8.RuneSelf:
		x, edit := spell.FoldRune(r)
		if x != 0 || r == utf8.RuneError && size == 1 {
			return false
		}
		if edit != 0 {
			return true
		}
	case f.Table[r] != 0:
		return !f.Table[r].IsSymbol()
	case f.placed && f.Check.Table[r] != 0:
		return false
	}
	return spell.WrappingOf(r)&end != 0
}

// parseWithin goes on where a character at b[i] stands for nothing: that is the
// fault, unless it is one of the marks at both ends of b. Then what is between
// them is parsed. more and size tell of the input of which b is the beginning;
// c and edits are of the characters before b[i].
func (f *Format) parseWithin(b []byte, more bool, size, i int, c spell.Symbols, edits spell.Edits, fault spell.Fault) (_ spell.Symbols, _ spell.Edits, offset int, _ spell.Fault) {
	start, end := f.within(b)
	if start <= i && i < end {
		return c, edits, i, fault
	}
	c, edits, offset, fault = f.Parse(b[start:end]) // no mark is at its ends
	edits |= f.leftOut(b[:start])
	switch fault {
	case spell.FaultEncoding, spell.FaultSymbol, spell.FaultPrefix:
		return c, edits, start + offset, fault // what is behind was not read
	}
	edits |= f.leftOut(b[end:])
	switch {
	case fault == spell.FaultTooLong:
		offset += start
	case more:
		return first(byte(c.A >> 56)), edits, spell.MaxInput, spell.FaultTooLong
	case fault == spell.FaultTooShort, fault == spell.FaultEmpty:
		offset = size
	}
	return c, edits, offset, fault
}

// leftOut returns what leaving out all of b changed.
func (f *Format) leftOut(b []byte) (edits spell.Edits) {
	for i := 0; i < len(b); {
		m, size := f.Table.Next(b, i)
		if m == 0 {
			m = spell.Separator
		}
		edits |= m.Edits()
		i += size
	}
	return edits
}
