package redeem

import (
	"iter"
	"math/bits"
	"unicode/utf8"
)

// Match is a code in a text: text[Start:End] spells Code. Code does not print
// itself, but the offsets lead to the text that does.
type Match struct {
	Start, End int
	Code       Code
}

// Find returns the codes of the format in a text of any length, from the left
// and without overlap. A part of the text is a match if
//
//   - [Format.Inspect] accepts it, so that it has at most [MaxInput] bytes;
//   - it begins and ends with a symbol;
//   - separators stand at all breaks between groups ([Spec].Groups) or at
//     none, and nowhere else: each is one dash, or one blank that ends no line;
//     invisible characters may stand anywhere;
//   - it is not part of a longer word or number: it touches no letter or digit
//     of ASCII, no character that would be read as one, no letter of a script
//     that has case and no combining mark. Invisible characters between them
//     do not count, up to 64 bytes of them. What ends an escape sequence (\n,
//     \x0a, \u00a0, %20) is not part of the word behind it, nor a match itself.
//
// So a code may touch punctuation, an underscore, invalid UTF-8, and letters
// of scripts that are written without blanks. For a format that reads other
// characters than letters and digits as symbols, stars and underscores are
// part of words. Where a match begins decides where it ends.
//
// Words may happen to look like a code: "Xbox gift card here" has the form of
// one for a gift card. It does not allocate.
func (f *Format) Find(text string) iter.Seq[Match] {
	return func(yield func(Match) bool) { f.find([]byte(text), yield) }
}

// FindBytes is [Format.Find] for bytes. It keeps nothing of text.
func (f *Format) FindBytes(text []byte) iter.Seq[Match] {
	return func(yield func(Match) bool) { f.find(text, yield) }
}

func (f *Format) find(b []byte, yield func(Match) bool) {
	for from := 0; ; {
		h := f.search(b, from, border{}, true)
		if h.state != hitFound || !yield(Match{h.start, h.end, h.code}) {
			return
		}
		from = h.end
	}
}

// hit is a place in a text where a code begins, or may begin.
type hit struct {
	state      hitState
	start, end int
	shown      int // where the symbols begin that AppendMasked would show
	code       Code
}

type hitState uint8

const (
	hitNone  hitState = iota
	hitFound          // a code
	hitMore           // a code or not: the text ends too soon to tell
)

// search returns the first code that begins at b[i] or later; its start is
// len(b) if there is none. prev is what comes before b, and final says that
// nothing comes after.
func (f *Format) search(b []byte, i int, prev border, final bool) hit {
	for {
		i = f.skip(b, i, final)
		if i >= len(b) {
			return hit{start: len(b)}
		}
		if !final && isCut(b, i) {
			return hit{start: i, state: hitMore}
		}
		if !f.isInside(b, i, prev) {
			if h := f.read(b, i, final); h.state != hitNone && !f.isEscape(b, h, prev) {
				return h
			}
		}
		i++
		for i < len(b) && !utf8.RuneStart(b[i]) {
			i++
		}
	}
}

// isInside reports whether what comes before b[i] makes a code that begins
// there part of something longer. Mostly the byte before tells.
func (f *Format) isInside(b []byte, i int, prev border) bool {
	if i > 0 && b[i-1] < utf8.RuneSelf {
		c := asciiClass(b[i-1])
		return f.touches(c) && (c != classWord || !prev.isEscaped(b, i))
	}
	return f.touches(prev.near(b, i).seen())
}

// read reads a code that begins at b[i]. There, each character is a symbol, a
// separator or invisible, or ends the attempt: so there is one way to read on.
func (f *Format) read(b []byte, i int, final bool) hit {
	h := hit{start: i}
	var text [MaxLen]byte
	var joints uint32 // the breaks at which there is a separator
	shown := f.spec.Length - min(f.spec.Length/4, 4)
	at := i
	for n := 0; n < f.spec.Length; {
		if at == len(b) {
			return h.wait(final)
		}
		t := f.table
		if f.checks != nil {
			t = f.tableAt(n)
		}
		x := b[at]
		e, size := t[x], 1
		if x >= utf8.RuneSelf {
			if isCut(b, at) {
				return h.wait(final)
			}
			e, size = t.nextRune(b, at)
		}
		isBreak := f.breaks>>n&1 != 0
		switch {
		case e == 0, at+size > i+MaxInput:
			return h
		case e.isSymbol():
			if n < len(f.spec.Prefix) && e.symbol() != f.spec.Prefix[n] || isBreak && joints != 0 && joints>>n == 0 {
				return h
			}
			if n == shown {
				h.shown = at
			}
			text[n] = e.symbol()
			n++
		case e.edits() == EditSeparator:
			// All breaks before this one must have had theirs.
			if !isBreak || joints != f.breaks&(1<<n-1) || !isJointAt(b, at) {
				return h
			}
			joints |= 1 << n
		}
		at += size
	}
	h.end, h.code = at, codeOf(&text)
	if shown == f.spec.Length {
		h.shown = at
	}
	if f.checks != nil && f.checks.walk(h.code) != f.spec.Length {
		return h
	}
	switch touches, wait := f.after(b, at, final); {
	case wait:
		return h.wait(final)
	case !touches:
		h.state = hitFound
	}
	return h
}

// fits reports whether as many symbols of ASCII stand at b[i] as a code may
// have in a row. Most words that begin as a code does end too soon.
func (f *Format) fits(b []byte, i int) bool {
	if f.checks != nil && f.checks.table != nil {
		return true
	}
	n := 0
	if f.alnum && i+8 < len(b) {
		n = bits.TrailingZeros64(other8(upper8(word(b[i:])))) / 8
	}
	for n <= f.spec.Length && f.table[b[i+n]].isSymbol() {
		if n++; i+n == len(b) {
			return true
		}
	}
	group := f.firstGroup()
	return n == group || n == f.spec.Length || b[i+n] >= utf8.RuneSelf || f.odd && n > f.spec.Length
}

// firstGroup returns the length of the first group, more than any length if
// there is one group only.
func (f *Format) firstGroup() int { return bits.TrailingZeros32(f.breaks) }

// wait is the answer where the text ends too soon.
func (h hit) wait(final bool) hit {
	if !final {
		h.state = hitMore
	}
	return h
}

func isJointAt(b []byte, i int) bool {
	if b[i] < utf8.RuneSelf {
		return isJoint(rune(b[i]))
	}
	r, _ := utf8.DecodeRune(b[i:])
	return isJoint(r)
}

// skip returns the next place from i on that may be the first symbol of a
// code, or len(b). If b is not all, a character that it cuts may be one.
func (f *Format) skip(b []byte, i int, final bool) int {
	t := f.table // no code begins with a check character
	for i < len(b) {
		if x := b[i]; x >= utf8.RuneSelf {
			if !final && isCut(b, i) {
				return i
			}
			e, size := t.nextRune(b, i)
			if e.isSymbol() && (f.spec.Prefix == "" || e.symbol() == f.spec.Prefix[0]) {
				return i
			}
			i += max(size, 1)
			continue
		}
		switch {
		case f.first != 0:
			i = f.skipTo(b, i)
		case f.odd || f.spec.Prefix != "":
			for i < len(b) && b[i] < utf8.RuneSelf && !t[b[i]].isSymbol() {
				i++
			}
		default:
			i = f.skipWords(b, i)
		}
		if i >= len(b) || b[i] < utf8.RuneSelf {
			return i
		}
	}
	return i
}

// inWord reports whether the bytes before b[i] show that it is part of a longer
// word: a letter or digit that cannot be the end of an escape sequence.
func inWord(b []byte, i int) bool {
	return i >= 6 && alnumTable[b[i-1]].isSymbol() &&
		b[i-2] != '\\' && b[i-3] != '%' && b[i-4] != '\\' && b[i-6] != '\\'
}

// skipTo returns the next place from i on of a byte that a code begins with and
// that may begin one, or of a byte beyond ASCII; or len(b). It is for formats
// that have first.
func (f *Format) skipTo(b []byte, i int) int {
	x, fold := f.first, f.firstCase
	want, loose := uint64(x)*each, uint64(fold)*each
	for ; i+32 <= len(b); i += 32 {
		p := b[i : i+32 : i+32]
		m0, m1 := marks(word(p), want, loose), marks(word(p[8:]), want, loose)
		m2, m3 := marks(word(p[16:]), want, loose), marks(word(p[24:]), want, loose)
		if (m0|m1|m2|m3)&high == 0 {
			continue
		}
		for m := gather(m0) | gather(m1)<<8 | gather(m2)<<16 | gather(m3)<<24; m != 0; m &= m - 1 {
			at := i + bits.TrailingZeros64(m)
			if b[at] >= utf8.RuneSelf || b[at]|fold == x && !inWord(b, at) && f.fits(b, at) {
				return at
			}
		}
	}
	for ; i < len(b); i++ {
		if b[i] >= utf8.RuneSelf || b[i]|fold == x && !inWord(b, i) && f.fits(b, i) {
			break
		}
	}
	return i
}

// marks sets the high bits of the bytes that equal those of want, but for the
// bits in loose, and of those beyond ASCII. Above the lowest one there may be
// false ones, for a byte that is zero borrows from the next.
func marks(w, want, loose uint64) uint64 { return ((w | loose) ^ want - each) | w }

// gather returns the high bits of the bytes of w, that of the lowest in bit 0.
func gather(w uint64) uint64 { return (w & high) >> 7 * 0x0102040810204080 >> 56 }

// skipWords returns the next place from i on that is, in a row of letters and
// digits, as far from its end as the end of a code or of its first group is
// from the begin, and may begin a word; or where a row meets a byte beyond
// ASCII or the end of b; or len(b). It is for formats all of whose symbols are
// letters and digits.
func (f *Format) skipWords(b []byte, i int) int {
	group := f.firstGroup()
	for inWord(b, i) && i < len(b) && alnumTable[b[i]].isSymbol() {
		i++
	}
	for i < len(b) {
		for i < len(b) && b[i] < utf8.RuneSelf && !alnumTable[b[i]].isSymbol() {
			i++
		}
		end := i
		for end < len(b) && alnumTable[b[end]].isSymbol() {
			end++
		}
		if end == len(b) || b[end] >= utf8.RuneSelf {
			return i
		}
		// A row that an escape sequence begins has more than one such place.
		if at := end - f.spec.Length; at >= i && !inWord(b, at) {
			return at
		}
		if at := end - group; at >= i && !inWord(b, at) {
			return at
		}
		i = end
	}
	return i
}
