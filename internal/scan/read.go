package scan

import (
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// format is a Format as a text is searched for its codes.
type format struct{ *form.Format }

// hit is a place in a text where a code begins, or may begin.
type hit struct {
	state      hitState
	start, end int
	shown      int // where the symbols begin that stay visible when the code is masked
	edge       int // where what is visible begins that somebody sees: see masker.edge
	odd        int // where the symbols begin that may be no letters or digits; -1 if all are
	code       spell.Symbols
}

type hitState uint8

const (
	hitNone  hitState = iota
	hitFound          // a code
	hitMore           // a code or not: the text ends too soon to tell
)

// maxJoint is how many blanks may stand where a separator may: a logger may have
// written a tab as four. Of other separators there may be one fewer.
const maxJoint = 4

// read reads a code that begins at b[i]. There, each character is a symbol, a
// separator or invisible, or ends the attempt, and what begins an escape is no
// symbol, or is always one: so there is one way to read on.
func (f format) read(b []byte, i int, final bool, h *hit) {
	h.state, h.start, h.odd = hitNone, i, i
	if !f.OddTable {
		h.odd = -1
	}
	var text [spell.MaxLen]byte
	var joints uint32 // the breaks at which there are separators
	shown := f.Length - min(f.Length/4, 4)
	between, blanks := 0, 0 // separators since the last symbol, and blanks among them
	t := f.Table
	same := f.SameTable()
	at := i
	for n := 0; n < f.Length; {
		if at == len(b) {
			h.wait(final)
			return
		}
		if !same {
			t = f.TableAt(n)
		}
		x := b[at]
		m, size, isJoint := t[x], 1, roles[x]&joins != 0
		if !m.IsSymbol() && (x >= utf8.RuneSelf || roles[x]&(opens|control) != 0 || x == '+') {
			var more bool
			if m, size, isJoint, more = readChar(t, b, at, final); more && len(b)-i <= spell.MaxInput {
				h.wait(final)
				return
			}
		}
		switch {
		case m == 0, at+size > i+spell.MaxInput:
			return
		case m.IsSymbol():
			if n < len(f.Prefix) && m.Symbol() != f.Prefix[n] || between == 0 && joints != 0 && f.Breaks>>n&1 != 0 {
				return
			}
			if n == shown {
				h.shown = at
			}
			if !same && h.odd < 0 && t != f.Table {
				h.odd = at
			}
			text[n] = m.Symbol()
			n++
			between, blanks = 0, 0
		case n == 0:
			return
		case m.Edits() == spell.EditSeparator:
			// All breaks before this one must have had theirs.
			if f.Breaks>>n&1 == 0 || joints&^(1<<n) != f.Breaks&(1<<n-1) || !isJoint {
				return
			}
			joints |= 1 << n
			between++
			if x == ' ' {
				blanks++
			}
			if between >= maxJoint && (between > maxJoint || blanks < maxJoint) {
				return
			}
		}
		at += size
	}
	h.end, h.code = at, spell.PackText(&text)
	if !f.Accepts(h.code) {
		return
	}
	c, wait := after(b, at, final)
	if wait {
		h.wait(final)
		return
	}
	if f.touches(c) {
		return
	}
	part, wait := f.isPart(b, h.start, h.end, final)
	h.edge = h.shown
	if shown == f.Length && !part && !wait {
		h.shown = at
		h.edge, wait = skipInvisible(b, at, final)
	}
	switch {
	case wait:
		h.wait(final)
	case !part:
		h.state = hitFound
	}
}

// skipInvisible returns where what nobody sees ends that begins at b[i], up to
// maxGap bytes: there a code begins a word if all before it is masked.
func skipInvisible(b []byte, i int, final bool) (at int, wait bool) {
	for at = i; at < len(b); {
		if x := b[at]; x < utf8.RuneSelf && roles[x]&(opens|control) == 0 {
			return at, false
		}
		m, size, _, more := readChar(&spell.Alnum, b, at, final)
		switch {
		case more:
			return at, len(b)-i <= maxGap
		case m.IsSymbol() || m.Edits() != spell.EditInvisible || at+size-i > maxGap:
			return at, false
		}
		at += size
	}
	return at, !final
}

// wait is the answer where the text ends too soon.
func (h *hit) wait(final bool) {
	if !final {
		h.state = hitMore
	}
}

// readChar reads the character at b[i], as it stands or as an escape spells it. more
// says that b ends too soon to tell.
func readChar(t *spell.Table, b []byte, i int, final bool) (m spell.Meaning, size int, isJoint, more bool) {
	var r rune
	switch x := b[i]; {
	case x == '+': // how a form spells a blank
		return blank, 1, true, false
	case x < utf8.RuneSelf && roles[x]&(opens|control) == 0:
		return t[x], 1, roles[x]&joins != 0, false
	case x < utf8.RuneSelf:
		e := readEscape(b, i, final)
		switch e.kind {
		case noEscape:
			return 0, 0, false, false
		case cutOff:
			return 0, 0, false, true
		case unseen:
			return spell.LeftOut(spell.EditInvisible), e.end - i, false, false
		}
		r, size = e.r, e.end-i
	case isCut(b, i):
		return 0, 0, false, !final
	default:
		if r, size = utf8.DecodeRune(b[i:]); size == 1 {
			return 0, 0, false, false
		}
		if r == 0x9B {
			if end, cut := terminal(b, i, i+size, r, true, final); cut {
				return 0, 0, false, true
			} else if end > 0 {
				return spell.LeftOut(spell.EditInvisible), end - i, false, false
			}
		}
	}
	if m = t.OfRune(r); m == 0 && r == '+' {
		return blank, size, true, false
	}
	return m, size, spell.Joins(r), false
}

// blank is the meaning of a plus sign that is no symbol.
const blank = spell.Meaning(spell.EditSeparator)<<8 | 1<<7
