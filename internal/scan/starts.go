package scan

import (
	"math/bits"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// starts is the places of a text where a code of a Set may begin, from the left:
// where a word begins, and behind or with an escape. How long the word is rules
// most of them out.
type starts struct {
	set   *Set
	final bool
	at    int // the places before are done

	// For a Set whose codes begin with few characters.
	extra int // a place that is one besides those that are found

	// For one whose codes begin with more.
	base   int               // of the block
	todo   uint64            // places in it
	here   uint64            // further places in it
	this   block             // it
	next   block             // the next one
	carry  uint64            // places in it
	far    int               // a place behind it
	walked int               // what is beyond ASCII is done so far
	exact  [blockSize]uint64 // the words of each length in the block, as long as its words are
}

// startsFrom returns the places of b[i:].
func (s *Set) startsFrom(b []byte, i int, final bool) (t starts) {
	t = starts{set: s, final: final, at: i, extra: -1}
	if len(s.formats) == 0 {
		t.at = len(b)
		return t
	}
	if s.firsts.few() {
		return t
	}
	t.base = i - blockSize
	t.next = classify(b, i, final)
	t.carry = 1
	t.walked = i
	if i > 0 {
		t.resume(b, i)
	}
	return t
}

// resume finds the escapes that begin before b[i] and end behind it.
func (t *starts) resume(b []byte, i int) {
	if p := introducer(b, i); p >= 0 {
		t.mark(b, sequenceAt(b, p).end)
	}
	for p := max(0, i-maxEscape); p < i; p++ {
		switch role := roles[b[p]]; {
		case role&opens != 0:
			t.escape(b, p)
		case role&scanned != 0 && isScanned(b, p):
			t.mark(b, p+3)
		}
	}
}

// step returns the next place, len(b) if there is none.
func (t *starts) step(b []byte) int {
	if t.set.firsts.few() {
		if t.at >= len(b) {
			return len(b)
		}
		from := t.at
		i := t.stepToFirst(b)
		if t.extra >= from && t.extra < i {
			i = t.extra
		}
		t.at = i + 1
		return i
	}
	for {
		for ; t.todo != 0; t.todo &= t.todo - 1 {
			n := bits.TrailingZeros64(t.todo)
			i := t.base + n
			row := bits.TrailingZeros64(^(t.this.alnum>>n | t.next.alnum<<(blockSize-n)))
			if row == 0 || t.set.filter.word(b, i, row) != 0 {
				t.todo &= t.todo - 1
				return i
			}
		}
		if t.base += blockSize; t.base >= len(b) {
			return len(b)
		}
		t.todo = t.block(b)
	}
}

// block returns the places in the block, and reads the next one.
func (t *starts) block(b []byte) (places uint64) {
	k := t.next
	t.this = k
	t.next = classify(b, t.base+blockSize, t.final)
	places, t.carry, t.here = t.carry, 0, 0
	if n := t.far - t.base; n >= 0 && n < blockSize {
		places |= 1 << n
	}
	behind := k.alnum << 1 // letters and digits
	if t.base > 0 && isAlnum(b[t.base-1]) {
		behind |= 1
	}
	words := k.alnum &^ behind
	places |= t.rows(k.alnum, words)
	if k.alnum>>63 != 0 {
		// The last word may go on in the next block.
		if n := bits.TrailingZeros64(^t.next.alnum); (t.next.special|t.next.wide)>>n&1 != 0 {
			places |= lastOf(words)
		}
	}
	for m := k.wide &^ (k.wide << 1); m != 0; m &= m - 1 {
		places |= lastTwo(words & (m&-m - 1))
	}
	if k.wide != 0 {
		places |= t.widePlaces(b, k.wide)
	}
	if t.set.filter.odds != 0 {
		places |= t.oddPlaces(b)
	}
	for m := k.special; m != 0; m &= m - 1 {
		n := bits.TrailingZeros64(m)
		i := t.base + n
		if i < len(b) {
			role := roles[b[i]]
			if role&scanned != 0 && isScanned(b, i) {
				t.mark(b, i+3)
			}
			if role&(opens|control) != 0 && (b[i] != '=' || i+1 == len(b) || hexDigits[b[i+1]] != no) && t.escape(b, i) {
				places |= m & -m
			}
			if role&goesOn == 0 || b[i] == '=' && quoted(b, i) == 0 {
				continue
			}
		}
		places |= lastTwo(words & (m&-m - 1))
	}
	return places | t.here
}

// lastTwo returns the two highest bits of m: the word in front of an escape, which
// may go on with it, and the one before, which may be the group in front of that.
func lastTwo(m uint64) uint64 {
	last := lastOf(m)
	return last | lastOf(m&^last)
}

// lastOf returns the highest bit of m.
func lastOf(m uint64) uint64 {
	if m == 0 {
		return 0
	}
	return 1 << (63 - bits.LeadingZeros64(m))
}

// rows returns the words that are as long as a code of the Set, or as its first
// group and in front of one as long as the second. How long the next word is, it
// leaves open near the end of the block.
func (t *starts) rows(alnum, words uint64) (places uint64) {
	s, exact := &t.set.filter.rows, &t.exact
	next, rows, longest := t.next.alnum, s.any, 0
	for words != 0 && longest < s.longest {
		longest++
		on := alnum>>(longest&63) | next<<((blockSize-longest)&63)
		exact[longest&63] = words &^ on
		words &= on
	}
	rows &= 2<<longest - 1
	for m := s.whole & rows; m != 0; m &= m - 1 {
		places |= exact[bits.TrailingZeros64(m)&63]
	}
	for m := s.first & rows; m != 0; m &= m - 1 {
		n := bits.TrailingZeros64(m)
		first := exact[n&63]
		if first == 0 {
			continue
		}
		for m := s.second[n]; m != 0; m &= m - 1 {
			second := bits.TrailingZeros64(m)
			behind := uint64(0)
			if second <= longest {
				behind = exact[second&63] >> (n & 63)
			}
			places |= first & (behind>>1 | behind>>2 | behind>>3 | behind>>maxJoint | ^uint64(0)<<max(blockSize-1-maxJoint-n-second, 0))
		}
	}
	return places
}

// mark adds a place behind an escape.
func (t *starts) mark(b []byte, i int) {
	if i >= len(b) || !isAlnum(b[i]) || t.set.firsts.few() {
		return
	}
	switch n := i - t.base; {
	case n < 0:
	case n < blockSize:
		t.here |= 1 << n
	case n < 2*blockSize:
		t.carry |= 1 << (n - blockSize)
	default:
		t.far = i
	}
}

// escape marks the places behind the escapes that begin at b[i], and reports
// whether a code may begin with one.
func (t *starts) escape(b []byte, i int) (begins bool) {
	if x := b[i]; x == '=' && i+2 < len(b) {
		// What most of them spell is no symbol, or they stand in front of a value.
		high, low := hexDigits[b[i+1]], hexDigits[b[i+2]]
		if r := high<<4 | low; high|low < 16 && r < utf8.RuneSelf && roles[r]&(opens|control) == 0 {
			if !isAlnum(r) {
				t.mark(b, i+3)
			}
			return (isAlnum(r) || t.set.filter.odds != 0 && r > ' ') && !assigns(b, i)
		}
	}
	u := readBody(b, b[i], i+1, t.final)
	t.markNUL(b, i+1, rune(b[i]))
	if u.kind != spelled {
		return u.kind == cutOff
	}
	if u.r >= utf8.RuneSelf || u.r < 0 || !isAlnum(byte(u.r)) {
		t.mark(b, u.end)
		t.markNUL(b, u.end, u.r)
	}
	if u.isByte && u.r >= utf8.RuneSelf || u.r >= 0xD800 && u.r < 0xDC00 || u.r == 0x1B || u.r == 0x9B ||
		u.r > 0 && u.r < utf8.RuneSelf && roles[byte(u.r)]&opens != 0 {
		for v, n := u, 1; n < maxNested; n++ {
			if v = readNested(b, i, v, t.final); v.kind != spelled {
				break
			}
			t.mark(b, v.end)
			t.markNUL(b, v.end, v.r)
		}
		e := readEscape(b, i, t.final)
		if e.kind == cutOff {
			return !u.raw
		}
		if e.kind != spelled {
			t.mark(b, e.end)
			return false
		}
		if e.end != u.end {
			t.mark(b, e.end)
		}
		u.r = e.r
	}
	if b[i] == '=' && assigns(b, i) {
		return false
	}
	x := readAs(u.r)
	return isAlnum(x) || t.set.filter.odds != 0 && x > ' ' && x < 0x7F
}

// markNUL marks the place behind a \0, which may be more of an octal number, if r
// before b[i] is its backslash.
func (t *starts) markNUL(b []byte, i int, r rune) {
	if r == '\\' && i < len(b) && b[i] == '0' {
		t.mark(b, i+1)
	}
}

// widePlaces returns the places in the block where a character beyond ASCII
// begins a code.
func (t *starts) widePlaces(b []byte, wide uint64) (places uint64) {
	for i := t.walked; i < t.base+blockSize; t.walked = i {
		n := max(i-t.base, 0)
		m := wide >> n << n
		if m == 0 {
			break
		}
		i = t.base + bits.TrailingZeros64(m)
		var ok bool
		if i, ok = t.wide(b, i, t.base+blockSize); ok {
			places |= 1 << (i - t.base)
			_, size := utf8.DecodeRune(b[i:])
			i += size
		}
	}
	return places
}

// wide returns the first character beyond ASCII of those in a row at b[i], up to
// b[end], that may begin a code, or where the row ends.
func (t *starts) wide(b []byte, i, end int) (at int, ok bool) {
	for end = min(end, len(b)); i < end && b[i] >= utf8.RuneSelf; {
		if i >= 2 && isCyrillic(b[i-2], b[i-1]) && isCyrillic2(b, i) {
			i = skipCyrillic(b, i)
			continue
		}
		r, size := rune(b[i]&0x1F)<<6, 2
		if isCyrillic2(b, i) {
			r |= rune(b[i+1] & 0x3F)
		} else if !t.final && isCut(b, i) {
			return i, true
		} else if r, size = utf8.DecodeRune(b[i:]); r == 0x9B && size == 2 {
			end, _ := terminal(b, i, i+size, r, true, t.final)
			t.mark(b, end)
		}
		if x, _ := spell.FoldRune(r); x != 0 && (!t.set.firsts.few() || t.set.firsts.has(x)) {
			return i, true
		}
		i += size
	}
	return i, false
}

// isCyrillic reports whether two bytes are one of U+0400 to U+047F, all of which
// are letters that have case: behind one of them no code begins.
func isCyrillic(x, y byte) bool { return x&^1 == 0xD0 && y&^0x3F == 0x80 }

func isCyrillic2(b []byte, i int) bool { return i+1 < len(b) && isCyrillic(b[i], b[i+1]) }

// skipCyrillic returns where the letters end at b[i].
func skipCyrillic(b []byte, i int) int {
	const mask, letters = 0xC0FE * 0x0001000100010001, 0x80D0 * 0x0001000100010001
	for i+8 <= len(b) && spell.Word(b[i:])&mask == letters {
		i += 8
	}
	for isCyrillic2(b, i) {
		i += 2
	}
	return i
}

// oddPlaces returns the places in the block of characters of ASCII that may begin
// a code of a format with Odd symbols.
func (t *starts) oddPlaces(b []byte) (places uint64) {
	for n, x := range b[t.base:min(t.base+blockSize, len(b))] {
		if x < utf8.RuneSelf && t.set.filter.odd[x>>6]>>(x&63)&1 != 0 {
			places |= 1 << n
		}
	}
	return places
}

// noCharacter begins no code.
const noCharacter = 0x7F

// firstOf returns the character of ASCII that a character is read as, noCharacter
// if there is none.
func readAs(r rune) byte {
	if uint32(r) < utf8.RuneSelf {
		return max(byte(r), 1)
	}
	if x, _ := spell.FoldRune(r); x != 0 {
		return x
	}
	return noCharacter
}
