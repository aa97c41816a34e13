package form

import (
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// Characters writes the characters of b that stand for symbols into text: one
// byte for each, in the case of the alphabet, whether it is a symbol or not, and
// 0 or a control character where nothing printable in ASCII was meant. It
// returns their number, or one more than text has room for if there are more.
// text has room for spell.MaxLen or more, and holds zeros.
//
// What a paste brings along at both ends is left out if the characters are more
// than a code has symbols. If not, it may be what a reader made of a symbol.
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
