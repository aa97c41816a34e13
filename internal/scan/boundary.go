package scan

import (
	"unicode"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// maxGap is how many bytes of invisible characters are looked through, from
// either end of a code in a text, for what it touches. It is the same to both
// sides, so that of two neighbours each sees the other or neither does.
const maxGap = 64

// maxContext is how much of the text before a place matters to it: where a
// terminal sequence begins, or a UUID and what it touches.
const maxContext = 2 * maxSequence

// class is what a character next to a code makes of it.
type class uint8

const (
	classOpen      class = iota // none of the others: the code may end here
	classWord                   // part of a word or number
	classMask                   // a character that stands in place of a symbol: see format.touches
	classInvisible              // what comes after it decides
)

// touches reports whether a character of the class c next to a code makes it
// part of something longer. To a format with symbols that are no letters or
// digits, what masks a symbol is like the symbol: masking one code must not
// cut another out of the text beside it.
func (f format) touches(c class) bool { return c == classWord || c == classMask && f.Odd }

// asciiClass returns the class of a character of ASCII. Control characters are
// open, though some of them may stand within a code: they are between fields.
func asciiClass(x byte) class {
	switch {
	case isAlnum(x):
		return classWord
	case x == '*', x == '_':
		return classMask
	}
	return classOpen
}

// classOf returns the class of a character. Scripts without case are written
// around a code without a blank, so their letters may touch one.
func classOf(r rune) class {
	if r < utf8.RuneSelf {
		return asciiClass(byte(max(r, 0)))
	}
	switch x, edit := spell.FoldRune(r); {
	case edit == spell.EditInvisible:
		return classInvisible
	case x != 0,
		edit == 0 && (unicode.In(r, unicode.Lu, unicode.Ll, unicode.Lt) || unicode.IsMark(r)):
		return classWord
	}
	return classOpen
}

// before returns what a code that begins at b[i] touches: the character that an
// escape spells which ends there, else plainly what stands there.
func before(b []byte, i int) class {
	for k := i; k > 0 && i-k <= maxGap; {
		var c class
		if x := b[k-1]; x < utf8.RuneSelf {
			c = asciiClass(x)
			k--
			if c == classWord || x == ';' || x == '}' {
				if e, start := escapeBefore(b, k+1); e.kind == unseen {
					c, k = classInvisible, start
				} else if e.kind == spelled {
					c, k = classOf(e.r), start
				}
			}
		} else {
			r, size := utf8.DecodeLastRune(b[:k])
			if size > 1 {
				c = classOf(r)
			}
			k -= size
		}
		if c != classInvisible {
			return c
		}
	}
	return classOpen
}

// mayEnd says of a character that what ends an escape may stand behind it, up to
// the letter or digit in which the escape ends: it begins one, or stands before a
// parameter or the final byte of a terminal sequence.
func mayEnd(x byte) bool {
	return roles[x]&(opens|control) != 0 || x&^0x1F == 0x20 || x == '[' || x == ']' || x == '}'
}

// escapeBefore returns the escape that ends at b[i] and where it begins: the
// longest, if there are several. b[i-1] is a letter or digit, a semicolon or a
// brace.
func escapeBefore(b []byte, i int) (e escape, start int) {
	if !isAlnum(b[i-1]) {
		if e, start = longestBefore(b, i); e.kind != noEscape {
			return e, start
		}
		return sequenceBefore(b, i)
	}
	if inside(b, i) {
		return escape{}, 0
	}
	j := i - rowBefore(b, i)
	if j <= 0 {
		return escape{}, 0
	}
	x := b[j-1]
	if !mayEnd(x) && (x != 0x9B || j < 2 || b[j-2] != 0xC2) && !isAlnum(x) {
		return escape{}, 0
	}
	if j == i-2 && isScanned(b, j-1) {
		return escape{kind: spelled, r: ']', end: i}, j - 1
	}
	if y := b[i-2]; isIntermediate(y) || y == 0x1B || b[i-1] >= 0x40 && (y < 0x40 || y == '[' || y == 0x9B || y|0x20 == 'b') {
		if e, start = sequenceBefore(b, i); e.kind != noEscape {
			return e, start
		}
	}
	if roles[x]&opens != 0 || x == ';' || x == '[' || x == '}' {
		return longestBefore(b, i)
	}
	return escape{}, 0
}

// inside reports whether the last two characters in front of b[i] show that it stands
// in the middle of a word: a letter, and then a letter or digit that ends no escape. If
// they end one,
//
//   - both are hexadecimal digits,
//   - or the first is the B of a spelled U+009B, and the second a final byte,
//   - or the first is the C of a spelled backslash, and the second a name, as in \x5cn,
//   - or a barcode scanner has sent them.
func inside(b []byte, i int) bool {
	return i > 2 && tails[b[i-1]]&(tails[b[i-2]]>>2) != 0 && b[i-3] != ']'
}

// tails has four bits for each byte. As the last character, it is a letter or digit, or
// a letter beyond F. As the one before, it rules out that the last is the end of an
// escape, or is so if that is a letter beyond F.
var tails = [256]uint8{
	'0': 1, '1': 1, '2': 1, '3': 1, '4': 1, '5': 1, '6': 1, '7': 1, '8': 1, '9': 1,
	'A': 9, 'B': 1, 'C': 1, 'D': 9, 'E': 9, 'F': 9,
	'G': 15, 'H': 15, 'I': 15, 'J': 15, 'K': 15, 'L': 15, 'M': 15, 'N': 15, 'O': 15, 'P': 15,
	'Q': 15, 'R': 15, 'S': 15, 'T': 15, 'U': 15, 'V': 15, 'W': 15, 'X': 15, 'Y': 15, 'Z': 15,
	'a': 9, 'b': 1, 'c': 1, 'd': 9, 'e': 9, 'f': 9,
	'g': 15, 'h': 15, 'i': 15, 'j': 15, 'k': 15, 'l': 15, 'm': 15, 'n': 15, 'o': 15, 'p': 15,
	'q': 15, 'r': 15, 's': 15, 't': 15, 'u': 15, 'v': 15, 'w': 15, 'x': 15, 'y': 15, 'z': 15,
}

// longestBefore returns the longest escape that ends at b[i], of those that do not
// begin with an ESC.
func longestBefore(b []byte, i int) (e escape, start int) {
	for p := max(0, i-maxEscape); p < i-1; p++ {
		if roles[b[p]]&opens == 0 {
			continue
		}
		if e = readEscape(b[:i], p, true); e.kind != noEscape && e.end == i && (e.kind != spelled || !isBehindESC(b, p)) {
			return e, p
		}
	}
	return escape{}, 0
}

// isBehindESC reports whether b[i] belongs to a sequence of an ESC and intermediate bytes
// in front of it. It spells no character then: what follows would be a word in one
// reading and behind an escape in the other, and masking it in one cuts a code out in the
// other.
func isBehindESC(b []byte, i int) bool {
	k := i
	for k > 0 && i-k < maxSequence && isIntermediate(b[k-1]) {
		k--
	}
	return k > 0 && b[k-1] == 0x1B
}

// sequenceBefore returns the terminal sequence that ends at b[i], and where it
// begins.
func sequenceBefore(b []byte, i int) (e escape, start int) {
	if p := introducer(b, i-1); p >= 0 {
		if e = sequenceAt(b[:i], p); e.end == i {
			return e, p
		}
	}
	return escape{}, 0
}

// sequenceAt reads the terminal sequence at b[i], raw or spelled.
func sequenceAt(b []byte, i int) escape {
	if b[i] == 0xC2 {
		end, _ := terminal(b, i, i+2, 0x9B, true, true)
		return escape{kind: unseen, end: end}
	}
	if e := readEscape(b, i, true); e.kind == unseen {
		return e
	}
	return escape{}
}

// after returns what a code that ends at b[i] touches. What begins an escape is
// no letter or digit, so the code may end there. final says that b is all there
// is; if not, the answer may have to wait for more.
func after(b []byte, i int, final bool) (c class, wait bool) {
	for k := i; k-i <= maxGap; {
		if k == len(b) {
			return classOpen, !final
		}
		if x := b[k]; x < utf8.RuneSelf {
			return asciiClass(x), false
		}
		if !final && isCut(b, k) {
			return classOpen, true
		}
		r, size := utf8.DecodeRune(b[k:])
		if size == 1 {
			return classOpen, false
		}
		if c = classOf(r); c != classInvisible {
			return c, false
		}
		k += size
	}
	return classOpen, false
}

// isCut reports whether b ends within the character at b[i].
func isCut(b []byte, i int) bool { return len(b)-i < utf8.UTFMax && !utf8.FullRune(b[i:]) }

// isScanned reports whether the prefix of a barcode scanner begins at b[i]: ]C1 or
// the like.
func isScanned(b []byte, i int) bool {
	return i >= 0 && i+2 < len(b) && b[i] == ']' && b[i+1] > '9' && isAlnum(b[i+1]) && isAlnum(b[i+2])
}

// isPart reports whether the code b[start:end] is only a part of something else: of an
// escape, of which it is the number or the name, or of a UUID. If it were a code, masking
// something beside it could end that, and most UUIDs would have one. wait says that b
// ends too soon to tell.
func (f format) isPart(b []byte, start, end int, final bool) (part, wait bool) {
	if end-start <= 2 && (isScanned(b, start-1) || isScanned(b, start-2)) {
		return true, false
	}
	if end-start <= maxBody {
		for p := max(0, start-maxUnit); p < start; p++ {
			if roles[b[p]]&opens == 0 || isBehindESC(b, p) {
				continue
			}
			switch u := readUnit(b, p, final); {
			case u.kind == cutOff:
				wait = true
			case u.kind == spelled && u.end >= end:
				return true, false
			}
		}
	}
	part, waitUUID := inUUID(b, start, end, final)
	return part, !part && (wait || waitUUID)
}
