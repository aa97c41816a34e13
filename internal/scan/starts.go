package scan

import (
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// starts are the places of a text where a code of a Set may begin, from the left:
// where a word begins, and behind or with an escape. The filter rules most of them
// out.
type starts struct {
	set   *Set
	final bool
	at    int // the places before are done

	// If the codes begin with few characters.
	slowly int // skip looks at each character before
	extra  int // see isSpelled

	blocks // if they begin with more
}

// startsFrom returns the places of b[i:].
func (s *Set) startsFrom(b []byte, i int, final bool) (t starts) {
	t = starts{set: s, final: final, at: i, slowly: chained, extra: -1}
	switch {
	case len(s.formats) == 0:
		t.at = len(b)
	case !s.firsts.few():
		t.startBlocks(b, i)
	case i > 0:
		t.slowly = i + maxEscape + 1 // behind an escape that begins before b[i]
	}
	return t
}

// step returns the next place, len(b) if there is none.
func (t *starts) step(b []byte) int {
	from := t.at
	if from >= len(b) {
		return len(b)
	}
	i := from
	if t.set.firsts.few() {
		if i = t.nextFirst(b); t.extra >= from && t.extra < i {
			i = t.extra
		}
	} else {
		i = t.nextInBlocks(b)
	}
	t.at = i + 1
	return i
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

// noCharacter begins no code.
const noCharacter = 0x7F

// readAs returns the character of ASCII that a character is read as, noCharacter if
// there is none.
func readAs(r rune) byte {
	if uint32(r) < utf8.RuneSelf {
		return max(byte(r), 1)
	}
	if x, _ := spell.FoldRune(r); x != 0 {
		return x
	}
	return noCharacter
}
