package form

import (
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// Characters writes one byte to text for each character of b that stands for a
// symbol, whether or not the alphabet has that symbol. The byte is in the case
// of the alphabet. It is 0 or a control character if nothing printable in ASCII
// was meant. Characters returns their number, or one more than text has room
// for if there are more. text must have room for at least spell.MaxLen.
func (f *Format) Characters(b, text []byte) int {
	b, more := spell.Bounded(b)
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
		} else if spell.Alnum[x] == separator {
			edit = spell.EditSeparator
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
