package scan

import (
	"math/bits"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// firsts are the characters of ASCII that codes of a Set begin with, if they are one
// to three, letter case aside.
type firsts struct {
	n     int     // how many; 0 if there are more than three
	char  [3]byte // the last ones repeat the first
	fold  [3]byte // the bits of each that do not matter
	kinds int
	kind  [4]kind // what skip searches for: these characters and the backslash
}

// kind is a character in all bytes of a machine word, and the bits that do not matter.
type kind struct{ char, fold uint64 }

// find sets the high bits of the bytes of w that are of the kind, and of a few others.
func (k kind) find(w uint64) uint64 { return (w | k.fold ^ k.char) - spell.LowBits }

// add adds the characters that codes of a format begin with. If only is set, there are
// no others so far.
func (s *firsts) add(f format, only bool) {
	if f.First == 0 || !only && s.n == 0 {
		s.n = 0
		return
	}
	if only {
		x, fold := f.First, f.FirstCase
		*s = firsts{n: 1, char: [3]byte{x, x, x}, fold: [3]byte{fold, fold, fold}}
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

// nextFirst returns the next place from t.at on where a code may begin with one of the
// first characters, plain or spelled otherwise.
func (t *starts) nextFirst(b []byte) int {
	i := t.at
	for i < len(b) {
		if b[i] == ' ' && i+1 < len(b) && b[i+1] >= utf8.RuneSelf {
			i++ // as between two words beyond ASCII
		}
		if b[i] >= utf8.RuneSelf {
			var ok bool
			if i, ok = t.wide(b, i, len(b)); ok {
				return i
			}
			if i < len(b) && b[i] == '=' {
				t.slowly = max(t.slowly, i+1) // opening8 may take what is in front of it for a letter
			}
			continue
		}
		i = t.skip(b, i)
		if i < len(b) && b[i] < utf8.RuneSelf {
			return i
		}
	}
	return i
}

// prepare fills in what skip searches for. An x and a backslash differ only in the bits
// of 0x24, so they are one kind.
func (s *firsts) prepare() {
	const low = spell.LowBits
	backslash := kind{'\\' * low, 0}
	s.kinds = 0
	for i := range s.n {
		if s.char[i] == 'x' && s.fold[i] == 0x20 {
			backslash = kind{'|' * low, 0x24 * low}
			continue
		}
		s.kind[s.kinds] = kind{uint64(s.char[i]) * low, uint64(s.fold[i]) * low}
		s.kinds++
	}
	for i := s.kinds; i < len(s.kind); i++ {
		s.kind[i] = backslash
	}
	s.kinds++
}

// skip returns the next place from b[i] on that isFirst accepts or that has a byte
// beyond ASCII; len(b) if there is none.
func (t *starts) skip(b []byte, i int) int {
	if i < t.slowly {
		if i = t.skipTo(b, i, t.slowly); i < min(t.slowly, len(b)) {
			return i
		}
	}
	if t.set.firsts.kinds > 1 {
		return t.skipMore(b, i)
	}
	x := t.set.firsts.kind[0]
	for ; i+32 <= len(b); i += 32 {
		p := b[i-chained : i+32 : i+32]
		w0, w1, w2, w3 := spell.Word(p[3:]), spell.Word(p[11:]), spell.Word(p[19:]), spell.Word(p[27:])
		m0 := x.find(w0) | opening8(w0, spell.Word(p[2:]), spell.Word(p[0:]))
		m1 := x.find(w1) | opening8(w1, spell.Word(p[10:]), spell.Word(p[8:]))
		m2 := x.find(w2) | opening8(w2, spell.Word(p[18:]), spell.Word(p[16:]))
		m3 := x.find(w3) | opening8(w3, spell.Word(p[26:]), spell.Word(p[24:]))
		if (m0|m1|m2|m3)&spell.HighBits != 0 {
			if at := t.firstIn(b, i, m0, m1, m2, m3, w0|w1|w2|w3); at >= 0 {
				return at
			}
		}
	}
	return t.skipTo(b, i, len(b))
}

// skipMore is skip for two kinds or more.
func (t *starts) skipMore(b []byte, i int) int {
	kind := &t.set.firsts.kind
	x, y, rest := kind[0], kind[1], kind[2:max(t.set.firsts.kinds, 2)]
	for ; i+32 <= len(b); i += 32 {
		p := b[i-chained : i+32 : i+32]
		w0, w1, w2, w3 := spell.Word(p[3:]), spell.Word(p[11:]), spell.Word(p[19:]), spell.Word(p[27:])
		m0 := x.find(w0) | y.find(w0) | opening8(w0, spell.Word(p[2:]), spell.Word(p[0:]))
		m1 := x.find(w1) | y.find(w1) | opening8(w1, spell.Word(p[10:]), spell.Word(p[8:]))
		m2 := x.find(w2) | y.find(w2) | opening8(w2, spell.Word(p[18:]), spell.Word(p[16:]))
		m3 := x.find(w3) | y.find(w3) | opening8(w3, spell.Word(p[26:]), spell.Word(p[24:]))
		for k := range rest {
			z := &rest[k]
			m0, m1, m2, m3 = m0|z.find(w0), m1|z.find(w1), m2|z.find(w2), m3|z.find(w3)
		}
		if (m0|m1|m2|m3)&spell.HighBits != 0 {
			if at := t.firstIn(b, i, m0, m1, m2, m3, w0|w1|w2|w3); at >= 0 {
				return at
			}
		}
	}
	return t.skipTo(b, i, len(b))
}

// chained is the distance of two equal signs in quoted-printable that follow each
// other.
const chained = len("=3D")

// opening8 sets the high bits of the bytes of w that may begin an escape which spells a
// symbol, except for the backslash. These are # $ % & ', and an = that may not assign.
// last is the machine word that begins one byte before w, and chain that which begins
// chained bytes before. An = behind a letter assigns if there is a letter in chain too,
// because the letter is then no end of quoted-printable. All bytes beyond ASCII are
// set, because none loses its high bit in both subtractions, and a few others.
func opening8(w, last, chain uint64) uint64 {
	const low = spell.LowBits
	return (w ^ '\''*low - 5*low) | (w ^ '='*low | last&chain&(0x40*low) - low)
}

// assigns reports whether the equal sign at b[i] stands in front of a value. It does if
// a letter, or another character from @ on, is in front of it and ends no escape. Then
// no code begins with what the equal sign spells in quoted-printable.
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

// firstIn returns the first place of b[i:i+32] that is marked by a high bit of m0 to m3
// and that isFirst accepts or that is beyond ASCII; -1 if there is none. all has the
// bits of all bytes.
func (t *starts) firstIn(b []byte, i int, m0, m1, m2, m3, all uint64) int {
	const high = spell.HighBits
	places := uint64(0)
	if all&high == 0 && i+48 <= len(b) {
		// This is what the filter says of most words, without a branch that depends on it:
		// the processor would predict half of them wrong.
		behind := &t.set.filter.rows.behind
		p := b[i : i+48 : i+48]
		for m := m0&high>>7 | m1&high>>6 | m2&high>>5 | m3&high>>4; m != 0; m &= m - 1 {
			n := bits.TrailingZeros64(m)
			n = (n<<3 | n>>3) & 31
			if p[n] == '=' && !t.quotes(p, n) {
				continue
			}
			row := bits.TrailingZeros64(spell.NotAlnum8(spell.Word(p[n:]))) / 8
			may := (roles[p[n+row]] | noRole) & behind[row&15]
			places |= (uint64(may) + 0xFF) >> 8 << n
		}
	} else {
		places = gather(m0) | gather(m1)<<8 | gather(m2)<<16 | gather(m3)<<24
	}
	for ; places != 0; places &= places - 1 {
		at := i + bits.TrailingZeros64(places)
		if b[at] >= utf8.RuneSelf || t.isFirst(b, at) {
			return at
		}
		if t.extra > at {
			return t.skipTo(b, at+1, t.extra)
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
		if isAlnum(x) && (inside(b, i) || t.set.filter.word(b, i, row(b, i)) == 0) {
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
	return roles[x]&opens != 0 && (x != '=' || t.quotes(b, i) && !assigns(b, i)) && t.isSpelled(b, i)
}

// quotes reports whether quoted-printable may spell a symbol at b[i], an equal sign.
func (t *starts) quotes(b []byte, i int) bool {
	return t.set.filter.odds != 0 || quoted(b, i)&(symbol|goesOn) != 0
}

// isSpelled reports whether a code may begin with the escape at b[i]. If another
// follows that opening8 overlooks, it makes that an extra place.
func (t *starts) isSpelled(b []byte, i int) bool {
	e := readEscape(b, i, t.final)
	if e.kind == spelled && t.set.firsts.has(readAs(e.r)) {
		return true
	}
	if e.kind == spelled && chained <= e.end && e.end < len(b) && b[e.end] == '=' && b[e.end-1]&b[e.end-chained]&0x40 != 0 && t.extra < t.at {
		t.extra = e.end
	}
	return e.kind == cutOff
}
