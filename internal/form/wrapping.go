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

// A wrapping is what within returns for an input, asked for only when a
// character in it stands for nothing.
type wrapping struct {
	start, end int
	known      bool
}

// has reports whether the character at b[i] is outside of what is within the
// marks. b is the same in every call.
func (w *wrapping) has(f *Format, b []byte, i int) bool {
	if !w.known {
		w.start, w.end = f.within(b)
		w.known = true
	}
	return i < w.start || i >= w.end
}
