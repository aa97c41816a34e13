package spell

import "unicode/utf8"

// What the fold table says of a code point besides an ASCII letter or digit,
// whose high bit marks a homoglyph.
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

// Fold returns the ASCII letter or digit that the first character of b, which
// is beyond ASCII, stands for, and what makes it one. It returns 0 with
// EditSeparator or EditInvisible if the character may be left out, and 0 without an
// edit if it stands for nothing. Its size is 0 if it is not UTF-8.
func Fold(b []byte) (x byte, edit Edits, size int) {
	r, size := utf8.DecodeRune(b)
	if size == 1 { // no character beyond ASCII has one byte
		return 0, 0, 0
	}
	x, edit = FoldRune(r)
	return x, edit, size
}

// FoldRune is Fold for a decoded character. Those of ASCII stand for nothing.
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

// MaxInput is the number of bytes of one input that reading looks at.
const MaxInput = 1024

// Bounded returns the first MaxInput bytes of b, less a character cut in two,
// and whether there are more.
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
