package form

import (
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// within returns the part of b between its two ends. The ends are what a paste
// adds, such as quotation marks, and whatever else is left out. A character that
// is a symbol at some place of the format does not belong to an end.
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

// leavesOut reports whether the character r of size bytes is left out at an end
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

// parseWithin continues Parse at b[i], which stands for nothing. If b[i] is
// between the ends of b, it is the fault. Otherwise parseWithin parses the part
// between the ends. b is the beginning of an input of size bytes, and more
// reports that the input has more bytes than b. c and edits belong to the
// characters before b[i].
func (f *Format) parseWithin(b []byte, more bool, size, i int, c spell.Symbols, edits spell.Edits, fault spell.Fault) (_ spell.Symbols, _ spell.Edits, offset int, _ spell.Fault) {
	start, end := f.within(b)
	if start <= i && i < end {
		return c, edits, i, fault
	}
	c, edits, offset, fault = f.Parse(b[start:end]) // this part has no such ends
	edits |= f.leftOut(b[:start])
	switch fault {
	case spell.FaultEncoding, spell.FaultSymbol, spell.FaultPrefix:
		return c, edits, start + offset, fault // the rest was not read
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

// leftOut returns the edits of leaving out all of b.
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
