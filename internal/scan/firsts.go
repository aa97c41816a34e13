package scan

import (
	"math/bits"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// firsts is the characters of ASCII that codes of a Set begin with, if they are
// one to three, but for their case.
type firsts struct {
	n    int // 0 if there are more
	char [3]byte
	fold [3]byte // bits that do not matter
}

// add adds what codes of a format begin with.
func (s *firsts) add(f format, only bool) {
	if f.First == 0 || !only && s.n == 0 {
		s.n = 0
		return
	}
	if only {
		x, fold := f.First, f.FirstCase
		*s = firsts{1, [3]byte{x, x, x}, [3]byte{fold, fold, fold}}
	} else {
		s.addOne(f.First, f.FirstCase)
	}
	if f.Second != 0 {
		s.addOne(f.Second, f.SecondCase)
	}
}

func (s *firsts) addOne(char, fold byte) {
	for i, x := range s.char {
		if x == char && s.fold[i] == fold {
			return
		}
	}
	switch s.n {
	case 1, 2:
		s.char[s.n], s.fold[s.n] = char, fold
		s.n++
	default:
		s.n = 0
	}
}

func (s *firsts) few() bool { return s.n != 0 }

// has reports whether a code may begin with a character of ASCII.
func (s *firsts) has(x byte) bool {
	return x|s.fold[0] == s.char[0] || x|s.fold[1] == s.char[1] || x|s.fold[2] == s.char[2]
}

// stepToFirst returns the next place from t.at on where one of the first
// characters stands in front of what may be a code, or is spelled otherwise.
func (t *starts) stepToFirst(b []byte) int {
	i := t.at
	for i < len(b) {
		if b[i] == ' ' && i+1 < len(b) && b[i+1] >= utf8.RuneSelf {
			i++ // mostly between two words beyond ASCII
		}
		if b[i] >= utf8.RuneSelf {
			var ok bool
			if i, ok = t.wide(b, i, len(b)); ok {
				return i
			}
			continue
		}
		if s := &t.set.firsts; s.n == 1 && s.char[0] == 'x' && s.fold[0] == 0x20 {
			i = t.skipToX(b, i)
		} else {
			i = t.skip(b, i)
		}
		if i < len(b) && b[i] < utf8.RuneSelf {
			return i
		}
	}
	return i
}

// skip returns the next place from b[i] on that isFirst, or of a byte beyond
// ASCII; or len(b).
func (t *starts) skip(b []byte, i int) int {
	const low = spell.LowBits
	s := &t.set.firsts
	x, xFold := uint64(s.char[0])*low, uint64(s.fold[0])*low
	y, yFold := uint64(s.char[1])*low, uint64(s.fold[1])*low
	z, zFold := uint64(s.char[2])*low, uint64(s.fold[2])*low
	if i = t.skipTo(b, i, chained); i < min(chained, len(b)) {
		return i
	}
	for ; i+32 <= len(b); i += 32 {
		p := b[i-chained : i+32 : i+32]
		w0, w1, w2, w3 := spell.Word(p[chained:]), spell.Word(p[chained+8:]), spell.Word(p[chained+16:]), spell.Word(p[chained+24:])
		m0 := (w0 | xFold ^ x - low) | (w0 | yFold ^ y - low) | (w0 | zFold ^ z - low) | (w0 ^ '\\'*low - low) | opening8(w0, spell.Word(p))
		m1 := (w1 | xFold ^ x - low) | (w1 | yFold ^ y - low) | (w1 | zFold ^ z - low) | (w1 ^ '\\'*low - low) | opening8(w1, spell.Word(p[8:]))
		m2 := (w2 | xFold ^ x - low) | (w2 | yFold ^ y - low) | (w2 | zFold ^ z - low) | (w2 ^ '\\'*low - low) | opening8(w2, spell.Word(p[16:]))
		m3 := (w3 | xFold ^ x - low) | (w3 | yFold ^ y - low) | (w3 | zFold ^ z - low) | (w3 ^ '\\'*low - low) | opening8(w3, spell.Word(p[24:]))
		if (m0|m1|m2|m3)&spell.HighBits != 0 {
			if at := t.firstOf(b, i, m0|w0, m1|w1, m2|w2, m3|w3); at >= 0 {
				return at
			}
		}
	}
	return t.skipTo(b, i, len(b))
}

// skipToX is skip for an x, which differs from the backslash in the bits of 0x24:
// both are looked for at once.
func (t *starts) skipToX(b []byte, i int) int {
	const low = spell.LowBits
	if i = t.skipTo(b, i, chained); i < min(chained, len(b)) {
		return i
	}
	for ; i+32 <= len(b); i += 32 {
		p := b[i-chained : i+32 : i+32]
		w0, w1, w2, w3 := spell.Word(p[chained:]), spell.Word(p[chained+8:]), spell.Word(p[chained+16:]), spell.Word(p[chained+24:])
		m0 := (w0 | 0x24*low ^ '|'*low - low) | opening8(w0, spell.Word(p))
		m1 := (w1 | 0x24*low ^ '|'*low - low) | opening8(w1, spell.Word(p[8:]))
		m2 := (w2 | 0x24*low ^ '|'*low - low) | opening8(w2, spell.Word(p[16:]))
		m3 := (w3 | 0x24*low ^ '|'*low - low) | opening8(w3, spell.Word(p[24:]))
		if (m0|m1|m2|m3)&spell.HighBits != 0 {
			if at := t.firstOf(b, i, m0|w0, m1|w1, m2|w2, m3|w3); at >= 0 {
				return at
			}
		}
	}
	return t.skipTo(b, i, len(b))
}

// chained is how far the equal signs of two neighbours of quoted-printable are
// apart.
const chained = len("=3D")

// opening8 sets the high bits of the bytes that begin an escape that may spell a
// symbol, but for the backslash: # $ % & ', and = where it does not assign. before
// is the word that begins chained bytes before w. Some are too many, and bytes
// beyond ASCII may be missing if others follow them.
func opening8(w, before uint64) uint64 {
	const low = spell.LowBits
	equal, chain := w^'='*low, before^'='*low
	return (w ^ '\''*low - 5*low) | (equal-low)&^(w<<9) | ((equal | chain) - low)
}

// assigns reports whether an equal sign at b[i] stands in front of a value: behind
// a letter, or another character from @ on, which spells nothing. Then it does not
// spell the first symbol of a code as quoted-printable does.
func assigns(b []byte, i int) bool {
	if i == 0 || b[i-1]&^0x3F != 0x40 {
		return false
	}
	if x := b[i-1]; isAlnum(x) || x == '}' || x == '\\' {
		e, _ := escapeBefore(b, i)
		return e.kind != spelled
	}
	return true
}

// firstOf returns the first of the marked places of b[i:] that isFirst or is
// beyond ASCII, -1 if there is none.
func (t *starts) firstOf(b []byte, i int, m0, m1, m2, m3 uint64) int {
	s := t.set
	for m := gather(m0) | gather(m1)<<8 | gather(m2)<<16 | gather(m3)<<24; m != 0; m &= m - 1 {
		at := i + bits.TrailingZeros64(m)
		if b[at] == '=' && !s.firsts.has('=') && (!mayGoOn(b, at) || assigns(b, at)) {
			continue
		}
		if at+9 <= len(b) {
			// What mayBegin says of most words.
			row := bits.TrailingZeros64(spell.NotAlnum8(spell.Word(b[at:]))) / 8
			if need := s.behind[row]; need != anyRole && roles[b[at+row]]&need == 0 && row < 8 {
				continue
			}
		}
		if b[at] >= utf8.RuneSelf || t.isFirst(b, at) {
			return at
		}
	}
	return -1
}

// skipTo is skip up to b[end].
func (t *starts) skipTo(b []byte, i, end int) int {
	for i < min(end, len(b)) && b[i] < utf8.RuneSelf && !t.isFirst(b, i) {
		i++
	}
	return i
}

// isFirst reports whether a code may begin at b[i], a character of ASCII.
func (t *starts) isFirst(b []byte, i int) bool {
	x := b[i]
	if t.set.firsts.has(x) {
		if isAlnum(x) && !t.set.mayBegin(b, i, row(b, i)) {
			return false
		}
		if roles[x]&opens != 0 {
			t.isSpelled(b, i)
		}
		if i > 0 && isAlnum(b[i-1]) {
			e, _ := escapeBefore(b, i)
			return e.kind != noEscape
		}
		return true
	}
	return roles[x]&opens != 0 && (x != '=' || mayGoOn(b, i) && !assigns(b, i)) && t.isSpelled(b, i)
}

// isSpelled reports whether a code may begin with the escape at b[i].
func (t *starts) isSpelled(b []byte, i int) bool {
	e := readEscape(b, i, t.final)
	if e.kind == spelled && t.set.firsts.has(firstOf(e.r)) {
		return true
	}
	if e.kind == spelled && e.end < len(b) && b[e.end] == '=' && t.extra < t.at {
		t.extra = e.end // skip takes it for one that assigns
	}
	return e.kind == cutOff
}
