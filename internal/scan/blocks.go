package scan

import (
	"math/bits"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// blocks finds the places where a code of a Set may begin, if codes of the Set begin
// with many characters. It looks at all words of a block of the text at once. A set of
// places has a bit for each byte of a block.
type blocks struct {
	base int    // where the block begins
	this block  // the block
	next block  // the one behind it
	todo uint64 // places in the block that step has not returned

	// Places behind escapes, as mark adds them.
	here  uint64 // in the block
	carry uint64 // in the next one
	far   int    // behind that

	wideTo int               // the characters beyond ASCII before are done
	exact  [blockSize]uint64 // the words of each length, up to the longest in the block
}

// blockSize is how much of a text is classified at a time: a bit of a machine
// word for each byte.
const blockSize = 64

// block classifies the bytes of a block: it has a bit for each.
type block struct {
	alnum   uint64 // letters and digits of ASCII
	special uint64 // characters of ASCII that have another role than those and joints, and a few more
	wide    uint64 // bytes beyond ASCII
}

// classify returns the block at b[i]. If b is not all of the text, the end of b is
// special, because nobody knows what follows.
func classify(b []byte, i int, final bool) (k block) {
	if i+blockSize > len(b) {
		if i > len(b) {
			return block{}
		}
		var rest [blockSize]byte
		n := copy(rest[:], b[i:])
		k = classify(rest[:], 0, true)
		inside := uint64(1)<<n - 1
		k.alnum, k.special, k.wide = k.alnum&inside, k.special&inside, k.wide&inside
		if !final {
			k.special |= 1 << n
		}
		return k
	}
	p := b[i : i+blockSize : i+blockSize]
	var alnum, special, all uint64
	for n := 0; n < blockSize; n += 8 {
		w := spell.Word(p[n:])
		all |= w
		alnum |= gather(alnum8(w)) << n
		special |= gather(special8(w)) << n
	}
	if all&spell.HighBits == 0 {
		return block{alnum: alnum, special: special}
	}
	return classifyWide(p)
}

// classifyWide is classify for a block with bytes beyond ASCII.
func classifyWide(p []byte) (k block) {
	for n := 0; n < blockSize; n += 8 {
		w := spell.Word(p[n:])
		ascii := w &^ spell.HighBits
		k.alnum |= gather(alnum8(ascii)&^w) << n
		k.special |= gather(special8(ascii)&^w) << n
		k.wide |= gather(w) << n
	}
	return k
}

// alnum8 sets the high bits of the bytes that are letters or digits, and special8
// those of the bytes that are special. Both may set other bits. The results are right
// if all bytes are ASCII.
func alnum8(w uint64) uint64 {
	const low = spell.LowBits
	lower := w | 0x20*low
	letters := (lower + (0x80-'a')*low) ^ (lower + (0x7F-'z')*low)
	digits := (w + (0x80-'0')*low) ^ (w + (0x7F-'9')*low)
	return letters | digits
}

func special8(w uint64) uint64 {
	const low = spell.LowBits
	return (w ^ '\''*low - 5*low) | // # $ % & '
		(w ^ '='*low - low) |
		((w | 0x20*low) + 4*low) | // \ ] ^ and DEL, but also _ | } ~
		(w - ' '*low) // control characters
}

// gather returns the high bits of the bytes of w. That of the lowest byte becomes bit
// 0.
func gather(w uint64) uint64 { return (w & spell.HighBits) >> 7 * 0x0102040810204080 >> 56 }

// startBlocks prepares a search of b[i:].
func (t *starts) startBlocks(b []byte, i int) {
	t.base = i - blockSize
	t.next = classify(b, i, t.final)
	t.carry = 1
	t.wideTo = i
	if i == 0 {
		return
	}
	// An escape that begins before b[i] may end behind it.
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

// nextInBlocks returns the next place, len(b) if there is none.
func (t *starts) nextInBlocks(b []byte) int {
	for {
		for t.todo != 0 {
			n := bits.TrailingZeros64(t.todo)
			t.todo &= t.todo - 1
			i := t.base + n
			row := bits.TrailingZeros64(^(t.this.alnum>>n | t.next.alnum<<(blockSize-n)))
			if row == 0 || t.set.filter.word(b, i, row) != 0 {
				return i
			}
		}
		if t.base += blockSize; t.base >= len(b) {
			return len(b)
		}
		t.todo = t.block(b)
	}
}

// block returns the places in the block, and classifies the next one.
func (t *starts) block(b []byte) (places uint64) {
	k := t.next
	t.this, t.next = k, classify(b, t.base+blockSize, t.final)
	places, t.carry, t.here = t.carry, 0, 0
	if n := t.far - t.base; n >= 0 && n < blockSize {
		places |= 1 << n
	}
	inside := k.alnum << 1 // of words, or behind one
	if t.base > 0 && isAlnum(b[t.base-1]) {
		inside |= 1
	}
	words := k.alnum &^ inside
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
		bit := m & -m
		i := t.base + bits.TrailingZeros64(m)
		if i == len(b) { // nobody knows what follows
			places |= lastTwo(words & (bit - 1))
			break
		}
		x := b[i]
		role := roles[x]
		if role&scanned != 0 && isScanned(b, i) {
			t.mark(b, i+3)
		}
		if role&(opens|control) != 0 && (x != '=' || i+1 == len(b) || hexDigits[b[i+1]] != no) && t.escape(b, i) {
			places |= bit
		}
		if role&goesOn != 0 && (x != '=' || quoted(b, i) != 0) {
			places |= lastTwo(words & (bit - 1))
		}
	}
	return places | t.here
}

// rows returns the words that are as long as a code, or as long as a first group and
// followed by a word as long as the second. Near the end of the block any word may
// follow.
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

// lastTwo returns the two highest bits of m. The last word in front of an escape may go
// on with it, and the one before may be the group in front of that word.
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

// mark adds a place behind an escape. The search by first characters needs none: it
// looks back for escapes.
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
	if e := readPlain(b, i); e.kind == spelled {
		if !isAlnum(byte(e.r)) {
			t.mark(b, e.end)
		}
		return t.isSymbol(byte(e.r)) && (b[i] != '=' || !assigns(b, i))
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
	return t.isSymbol(readAs(u.r))
}

// isSymbol reports whether a character of ASCII may be a symbol of any format.
func (t *starts) isSymbol(x byte) bool {
	return isAlnum(x) || t.set.filter.odds != 0 && spell.IsGraph(x)
}

// markNUL marks the place behind a 0 at b[i] if r, which is before it, is a backslash:
// \0 is an escape, though it may also begin an octal number.
func (t *starts) markNUL(b []byte, i int, r rune) {
	if r == '\\' && i < len(b) && b[i] == '0' {
		t.mark(b, i+1)
	}
}

// widePlaces returns the places in the block where a character beyond ASCII may begin
// a code.
func (t *starts) widePlaces(b []byte, wide uint64) (places uint64) {
	for i := t.wideTo; i < t.base+blockSize; t.wideTo = i {
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

// oddPlaces returns the places in the block where a code of a format with Odd symbols
// may begin.
func (t *starts) oddPlaces(b []byte) (places uint64) {
	for n, x := range b[t.base:min(t.base+blockSize, len(b))] {
		if x < utf8.RuneSelf && t.set.filter.odd[x>>6]>>(x&63)&1 != 0 {
			places |= 1 << n
		}
	}
	return places
}
