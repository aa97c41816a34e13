// Package scan finds codes and serial numbers in running text, and masks codes.
package scan

import (
	"math/bits"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// Find yields the codes of a format in a text, from the left and without
// overlap.
func Find(f *form.Format, text []byte, yield func(start, end int, code spell.Symbols) bool) {
	if !f.Usable() {
		return
	}
	for from := 0; ; {
		h := format{f}.search(text, from, border{}, true)
		if h.state != hitFound || !yield(h.start, h.end, h.code) {
			return
		}
		from = h.end
	}
}

// format is a Format as a text is searched for its codes.
type format struct{ *form.Format }

// hit is a place in a text where a code begins, or may begin.
type hit struct {
	state      hitState
	start, end int
	shown      int // where the symbols begin that AppendMasked would show
	code       spell.Symbols
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
func (f format) search(b []byte, i int, prev border, final bool) hit {
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
func (f format) isInside(b []byte, i int, prev border) bool {
	if i > 0 && b[i-1] < utf8.RuneSelf {
		if c := asciiClass(b[i-1]); c != classInvisible {
			return f.touches(c) && (c != classWord || !prev.isEscaped(b, i))
		}
	}
	return f.touches(prev.near(b, i).seen())
}

// read reads a code that begins at b[i]. There, each character is a symbol, a
// separator or invisible, or ends the attempt: so there is one way to read on.
func (f format) read(b []byte, i int, final bool) hit {
	h := hit{start: i}
	var text [spell.MaxLen]byte
	var joints uint32 // the breaks at which there is a separator
	shown := f.Length - min(f.Length/4, 4)
	at := i
	for n := 0; n < f.Length; {
		if at == len(b) {
			return h.wait(final)
		}
		t := f.Table
		if f.Check != nil {
			t = f.TableAt(n)
		}
		x := b[at]
		e, size := t[x], 1
		if x >= utf8.RuneSelf {
			if isCut(b, at) {
				return h.wait(final)
			}
			e, size = t.NextRune(b, at)
		}
		isBreak := f.Breaks>>n&1 != 0
		switch {
		case e == 0, at+size > i+spell.MaxInput:
			return h
		case e.IsSymbol():
			if n < len(f.Prefix) && e.Symbol() != f.Prefix[n] || isBreak && joints != 0 && joints>>n == 0 {
				return h
			}
			if n == shown {
				h.shown = at
			}
			text[n] = e.Symbol()
			n++
		case e.Edits() == spell.EditSeparator:
			// All breaks before this one must have had theirs.
			if !isBreak || joints != f.Breaks&(1<<n-1) || !isJointAt(b, at) {
				return h
			}
			joints |= 1 << n
		}
		at += size
	}
	h.end, h.code = at, spell.PackText(&text)
	if shown == f.Length {
		h.shown = at
	}
	if !f.Accepts(h.code) {
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
func (f format) fits(b []byte, i int) bool {
	if f.Check != nil && f.Check.Table != nil {
		return true
	}
	n := 0
	if f.IsAlnum() && i+8 < len(b) {
		n = bits.TrailingZeros64(spell.Other8(spell.Upper8(spell.Word(b[i:])))) / 8
	}
	for n <= f.Length && f.Table[b[i+n]].IsSymbol() {
		if n++; i+n == len(b) {
			return true
		}
	}
	group := f.firstGroup()
	return n == group || n == f.Length || b[i+n] >= utf8.RuneSelf || spell.Alnum[b[i+n]] == invisible || f.Odd && n > f.Length
}

// firstGroup returns the length of the first group, more than any length if
// there is one group only.
func (f format) firstGroup() int { return bits.TrailingZeros32(f.Breaks) }

// wait is the answer where the text ends too soon.
func (h hit) wait(final bool) hit {
	if !final {
		h.state = hitMore
	}
	return h
}

func isJointAt(b []byte, i int) bool {
	r, _ := utf8.DecodeRune(b[i:])
	return spell.Joins(r)
}

// skip returns the next place from i on that may be the first symbol of a
// code, or len(b). If b is not all, a character that it cuts may be one.
func (f format) skip(b []byte, i int, final bool) int {
	t := f.Table // no code begins with a check character
	for i < len(b) {
		if x := b[i]; x >= utf8.RuneSelf {
			if !final && isCut(b, i) {
				return i
			}
			e, size := t.NextRune(b, i)
			if e.IsSymbol() && (f.Prefix == "" || e.Symbol() == f.Prefix[0]) {
				return i
			}
			i += max(size, 1)
			continue
		}
		switch {
		case f.First != 0:
			i = f.skipTo(b, i)
		case f.Odd || f.Prefix != "":
			for i < len(b) && b[i] < utf8.RuneSelf && !t[b[i]].IsSymbol() {
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
	return i >= 6 && spell.Alnum[b[i-1]].IsSymbol() &&
		b[i-2] != '\\' && b[i-3] != '%' && b[i-4] != '\\' && b[i-6] != '\\'
}

// skipTo returns the next place from i on of a byte that a code begins with and
// that may begin one, or of a byte beyond ASCII; or len(b). It is for formats
// that have First.
func (f format) skipTo(b []byte, i int) int {
	x, fold := f.First, f.FirstCase
	want, loose := uint64(x)*spell.LowBits, uint64(fold)*spell.LowBits
	for ; i+32 <= len(b); i += 32 {
		p := b[i : i+32 : i+32]
		m0, m1 := marks(spell.Word(p), want, loose), marks(spell.Word(p[8:]), want, loose)
		m2, m3 := marks(spell.Word(p[16:]), want, loose), marks(spell.Word(p[24:]), want, loose)
		if (m0|m1|m2|m3)&spell.HighBits == 0 {
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
func marks(w, want, loose uint64) uint64 { return ((w | loose) ^ want - spell.LowBits) | w }

// gather returns the high bits of the bytes of w, that of the lowest in bit 0.
func gather(w uint64) uint64 { return (w & spell.HighBits) >> 7 * 0x0102040810204080 >> 56 }

// skipWords returns the next place from i on that is, in a row of letters and
// digits, as far from its end as the end of a code or of its first group is
// from the begin, and may begin a word; or where a row meets a byte beyond
// ASCII or the end of b; or len(b). It is for formats all of whose symbols are
// letters and digits.
func (f format) skipWords(b []byte, i int) int {
	group := f.firstGroup()
	for inWord(b, i) && i < len(b) && spell.Alnum[b[i]].IsSymbol() {
		i++
	}
	for i < len(b) {
		for i < len(b) && b[i] < utf8.RuneSelf && !spell.Alnum[b[i]].IsSymbol() {
			i++
		}
		end := i
		for end < len(b) && spell.Alnum[b[end]].IsSymbol() {
			end++
		}
		if end == len(b) || b[end] >= utf8.RuneSelf || spell.Alnum[b[end]] == invisible {
			return i
		}
		// A row that an escape sequence begins has more than one such place.
		if at := end - f.Length; at >= i && !inWord(b, at) {
			return at
		}
		if at := end - group; at >= i && !inWord(b, at) {
			return at
		}
		i = end
	}
	return i
}
