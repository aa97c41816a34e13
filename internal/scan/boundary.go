package scan

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// maxGap is how many bytes of invisible characters are looked through, from
// either end of a code in a text, for what it touches. It is the same to both
// sides, so that of two neighbours each sees the other or neither does.
const maxGap = 64

// class is what a character next to a code makes of it.
type class uint8

const (
	classOpen      class = iota // none of the others: the code may end here
	classWord                   // part of a word or number
	classMask                   // a character that stands in place of a symbol: see Format.touches
	classInvisible              // what comes after it decides
)

// touches reports whether a character of the class c next to a code makes it
// part of something longer. To a format with symbols that are no letters or
// digits, what masks a symbol is like the symbol: masking one code must not
// cut another out of the text beside it.
func (f format) touches(c class) bool { return c == classWord || c == classMask && f.Odd }

func asciiClass(x byte) class {
	switch {
	case spell.Alnum[x].IsSymbol():
		return classWord
	case x == '*', x == '_':
		return classMask
	case spell.Alnum[x] == invisible:
		return classInvisible
	}
	return classOpen
}

// invisible is the meaning of a character of ASCII that nobody sees.
const invisible = spell.Meaning(spell.EditInvisible)<<8 | 1<<7

// classOf returns the class of a character beyond ASCII. Scripts without case
// are written around a code without a blank, so their letters may touch one.
func classOf(r rune) class {
	switch x, edit := spell.FoldRune(r); {
	case edit == spell.EditInvisible:
		return classInvisible
	case x != 0,
		edit == 0 && (unicode.In(r, unicode.Lu, unicode.Ll, unicode.Lt) || unicode.IsMark(r)):
		return classWord
	}
	return classOpen
}

// border is what comes before a text: the class of the last character that is
// not invisible, the bytes of those after it, and the last bytes.
type border struct {
	class class
	gap   int
	last  uint64 // the very last in the lowest byte, 0 for those that do not matter
}

// seen returns the class that decides.
func (p border) seen() class {
	if p.gap > maxGap {
		return classOpen
	}
	return p.class
}

// before returns the border in front of b[i], where p is that of b.
func (p border) before(b []byte, i int) border {
	next := p.near(b, i)
	next.last = p.lastOf(b, i)
	return next
}

// near is before without the last bytes.
func (p border) near(b []byte, i int) border {
	for k := i; k > 0 && i-k <= maxGap; {
		c, size := classOpen, 1
		if x := b[k-1]; x < utf8.RuneSelf {
			if c = asciiClass(x); c == classWord && p.isEscaped(b, k) {
				c = classOpen
			}
		} else if r, n := utf8.DecodeLastRune(b[:k]); n > 1 {
			c, size = classOf(r), n
		}
		if c != classInvisible {
			return border{class: c, gap: i - k}
		}
		k -= size
	}
	return border{class: p.class, gap: min(p.gap+i, maxGap+1)}
}

// lastOf returns the last bytes before b[i].
func (p border) lastOf(b []byte, i int) uint64 {
	last := p.last
	for _, x := range b[max(i-8, 0):i] {
		last = last<<8 | uint64(x)
	}
	return last
}

// isEscaped reports whether an escape sequence ends before b[i], where a letter
// or digit does: then a code that begins there only looks like a part of a
// longer word, as in a JSON string (\nX8KD, \u00abX8KD), in Go's (\xabX8KD), or
// in a URL (%20X8KD).
func (p border) isEscaped(b []byte, i int) bool {
	last := p.lastOf(b, i)
	before := func(n int) byte { return byte(last >> (8 * n)) }
	digits := 0
	for digits < 4 && isHex(before(digits)) {
		digits++
	}
	return before(1) == '\\' && strings.IndexByte("abfnrtv0", before(0)) >= 0 ||
		digits >= 2 && (before(2) == '%' || before(2) == 'x' && before(3) == '\\') ||
		digits == 4 && before(4) == 'u' && before(5) == '\\'
}

// isEscape reports whether a code is but the end of an escape sequence, as the
// digits of %20 are of two. It would be one only as long as no code is behind
// it: masking that one would cut it out.
func (f format) isEscape(b []byte, h hit, prev border) bool {
	return f.Length <= len("u00a0") && !f.Odd && h.state == hitFound && prev.isEscaped(b, h.end)
}

func isHex(x byte) bool { return x-'0' < 10 || (x|0x20)-'a' < 6 }

// after reports whether what follows the code that ends at b[i] makes it part
// of something longer. final says that b is all there is; if not, the answer
// may have to wait for more.
func (f format) after(b []byte, i int, final bool) (touches, wait bool) {
	for k := i; k-i <= maxGap; {
		if k == len(b) {
			return false, !final
		}
		if x := b[k]; x < utf8.RuneSelf {
			if c := asciiClass(x); c != classInvisible {
				return f.touches(c), false
			}
			k++
			continue
		}
		if !final && isCut(b, k) {
			return false, true
		}
		r, size := utf8.DecodeRune(b[k:])
		if size == 1 {
			return false, false
		}
		c := classOf(r)
		if c != classInvisible {
			return f.touches(c), false
		}
		k += size
	}
	return false, false
}

// isCut reports whether b ends within the character at b[i].
func isCut(b []byte, i int) bool { return len(b)-i < utf8.UTFMax && !utf8.FullRune(b[i:]) }
