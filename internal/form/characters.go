package form

import (
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// Characters writes one byte into text for each character of b that is not left
// out: an ASCII character in the case of the alphabet, even if it is not a
// symbol, or 0 or a control character if nothing printable was meant. It returns
// their number, or one more than the length of text if there are more. text must
// hold zeros, and at least spell.MaxLen of them.
//
// If there are more characters than a code has symbols, Characters leaves out
// what a paste adds at both ends. Otherwise that may be a misread symbol.
func (f *Format) Characters(b, text []byte) int {
	b, more := spell.Bounded(b)
	if more || !f.Usable() {
		return f.characters(b, text, more)
	}
	n := f.characters(b, text, false)
	if n > f.Length {
		if start, end := f.within(b); end-start < len(b) {
			clear(text)
			n = f.characters(b[start:end], text, false)
		}
	}
	return n
}

func (f *Format) characters(b, text []byte, more bool) int {
	i, n := 0, 0
	if f.octets {
		var c spell.Symbols
		c, i, n, _ = readOctets(b, spell.MaxLen)
		symbols := c.Text()
		copy(text, symbols[:])
	}
	for i < len(b) {
		x, edit, size := b[i], spell.Edits(0), 1
		if x >= utf8.RuneSelf {
			x, edit, size = spell.Fold(b[i:])
		} else {
			edit = spell.Alnum[x].Edits()
		}
		i += max(size, 1)
		if edit == spell.EditSeparator || edit == spell.EditInvisible {
			continue
		}
		if n == len(text) {
			return n + 1
		}
		text[n] = f.fold.Apply(x)
		n++
	}
	if more {
		return len(text) + 1
	}
	return n
}

// InCase returns an ASCII character in the case of the alphabet.
func (f *Format) InCase(x byte) byte { return f.fold.Apply(x) }
