package spell

import "unicode/utf8"

// An entry of the fold table is one of these values or an ASCII letter or
// digit. The high bit marks a homoglyph.
const (
	foldNothing   = 0
	foldSeparator = 1
	foldInvisible = 2
	foldDigit     = 3  // to 12: a digit by value
	foldMark      = 13 // nothing, and left out at both ends of an input
	foldTrailing  = 14 // nothing, and left out at its end
	foldHomoglyph = 0x80
)

func foldRune(r rune) uint8 {
	if i := uint(r) >> 7; i < uint(len(foldIndex)) {
		return foldBlocks[int(foldIndex[i])<<7|int(r&0x7F)]
	}
	if 0xE0000 <= r && r <= 0xE0FFF {
		return foldInvisible
	}
	return foldNothing
}

// Fold returns the ASCII letter or digit that the first character of b stands
// for, and the edit that leads to it. The character must not be ASCII. If the
// character may be left out, Fold returns 0 with EditSeparator or
// EditInvisible. If it stands for nothing, Fold returns 0 without an edit. size
// is 0 if b does not begin with valid UTF-8.
func Fold(b []byte) (x byte, edit Edits, size int) {
	r, size := utf8.DecodeRune(b)
	if size == 1 { // a character beyond ASCII has two bytes or more
		return 0, 0, 0
	}
	x, edit = FoldRune(r)
	return x, edit, size
}

// FoldRune is like Fold for a decoded character. ASCII characters stand for
// nothing.
func FoldRune(r rune) (x byte, edit Edits) {
	switch fold := foldRune(r); {
	case fold == foldNothing:
		return 0, 0
	case fold == foldSeparator:
		return 0, EditSeparator
	case fold == foldInvisible:
		return 0, EditInvisible
	case fold < '0':
		if fold >= foldMark {
			return 0, 0
		}
		return fold - foldDigit + '0', EditDigit
	case fold < foldHomoglyph:
		return fold, EditWidth
	default:
		return fold &^ foldHomoglyph, EditHomoglyph
	}
}

// MaxInput is the number of bytes of an input that parsing reads.
const MaxInput = 1024

// Bounded returns the first MaxInput bytes of b, without a character that is
// cut in two, and reports whether b has more bytes.
func Bounded(b []byte) (head []byte, more bool) {
	if len(b) <= MaxInput {
		return b, false
	}
	b = b[:MaxInput]
	last := len(b) - 1
	for last > len(b)-utf8.UTFMax && !utf8.RuneStart(b[last]) {
		last--
	}
	if !utf8.FullRune(b[last:]) {
		b = b[:last]
	}
	return b, true
}
