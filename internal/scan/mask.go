package scan

import (
	"strings"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// AppendRedacted appends src with the codes of a format masked.
func AppendRedacted(dst, src []byte, f *form.Format) []byte {
	if !f.Usable() {
		return append(dst, src...)
	}
	formats := [1]*form.Format{f}
	s := Set{formats: formats[:]}
	s.prepare()
	return s.AppendRedacted(dst, src)
}

// AppendRedacted appends src with the codes masked.
func (s *Set) AppendRedacted(dst, src []byte) []byte {
	m := newMasker(s)
	out, _, same := m.run(dst, src, 0, true)
	if same {
		return append(dst, src...)
	}
	return out
}

// masker masks codes in a text that comes in pieces. It goes from the left over
// the places where a code begins in the text as it came in, and over the edges: an
// edge is the first symbol that stays visible after masked ones, and a code that
// begins there begins a word now.
//
// Nothing that goes out is a code then. It would consist of characters that
// came in as they are, and be a code but for what touches it and was a symbol
// before it was masked. To a format with odd symbols a mask is like a letter,
// so nothing has changed. To any other, that symbol was a letter or digit. If
// it is before the code, the code begins at an edge. If it is after the code,
// it was masked as a symbol of another code: not as the first, which cannot
// begin within a word, nor behind an escape, with which no code ends that does
// not begin before it, nor, where all is visible, at an edge; and not as a later
// one, for then the symbol before it is masked as well.
//
// Nor does an escape, a terminal sequence or a UUID become another by masking:
// a code is all of one, or is no part of it, or takes the digits at its end with
// it, of which what remains is an escape again or begins none.
type masker struct {
	set *Set

	// Places in the text, between two calls of run in what comes next.
	shown int // symbols before are masked
	edge  int // a code may begin there that did not in the text as it came in; -1 if none may
	last  int // the last edge
	plain int // from odd to there, characters that are owned are symbols
	odd   int
	owned uint8
	kept  int // an escape that is no symbol ends there: nothing before is masked but by codes that begin in it
}

func newMasker(s *Set) masker { return masker{set: s, edge: -1} }

// run appends what becomes of b[from:] as far as that is known, and returns where
// in b the rest begins, which has to come again. b[:from] is what came before, as
// much as matters. final says that nothing follows. If nothing is masked, it
// appends nothing and says that the text stays the same.
func (m *masker) run(dst, b []byte, from int, final bool) (out []byte, used int, same bool) {
	m.shift(from)
	out, used, same = dst, from, m.shown <= from
	t := m.set.startsFrom(b, from, final)
	var next, h masked
	for {
		if next.state == hitNone {
			m.next(&t, b, final, &next)
		}
		h = next
		if at := m.edge; at >= 0 && at < h.start { // what begins at the edge anyway leaves no more visible
			m.edge = -1
			var e masked
			if m.read(b, at, final, true, &e); e.state != hitNone {
				h = e
			}
			if e.state == hitMore {
				m.edge = at
			}
		}
		same = same && h.state != hitFound
		if !same {
			out = m.emit(out, b, used, h.start)
		}
		used = h.start
		if h.state != hitFound {
			break
		}
		if h.start == next.start {
			next.state = hitNone
		}
		m.kept = min(m.kept, h.start)
		if m.plain <= h.start {
			m.owned, m.odd = 0, h.odd
		}
		if h.owned != 0 {
			m.plain, m.odd, m.owned = max(m.plain, h.plain), min(m.odd, h.odd), m.owned|h.owned
		}
		m.shown = max(m.shown, h.shown)
		if h.edge > m.last {
			m.edge, m.last = h.edge, h.edge
		}
	}
	m.shift(-used)
	return out, used, same
}

// shift moves all places by n bytes.
func (m *masker) shift(n int) {
	m.shown = max(m.shown+n, 0)
	m.plain = max(m.plain+n, 0)
	m.odd = max(m.odd+n, 0)
	m.last = max(m.last+n, 0)
	m.kept = max(m.kept+n, 0)
	if m.edge >= 0 {
		m.edge += n
	}
}

// masked is what becomes of the codes that begin at a place: the least that stays
// visible of any.
type masked struct {
	state hitState
	start int
	shown int // where the symbols begin that stay visible
	edge  int // see masker.edge
	plain int // see masker.plain, odd and owned
	odd   int
	owned uint8
}

// next finds the next code; it begins at the end of b if there is none.
func (m *masker) next(t *starts, b []byte, final bool, h *masked) {
	for h.state == hitNone {
		at := t.step(b)
		h.start = at
		if at == len(b) {
			return
		}
		m.read(b, at, final, false, h)
	}
}

// read reads the codes that begin at b[at].
func (m *masker) read(b []byte, at int, final, edge bool, all *masked) {
	m.set.ask(b, at, final, edge, func(n int, h hit) {
		all.start = at
		all.state = max(all.state, h.state)
		if h.state != hitFound {
			return
		}
		all.shown, all.edge = max(all.shown, h.shown), max(all.edge, h.edge)
		if set := (format{m.set.formats[n]}).owned(); set != 0 && h.odd >= 0 {
			if all.owned == 0 {
				all.odd = h.odd
			}
			all.plain, all.odd, all.owned = max(all.plain, h.shown), min(all.odd, h.odd), all.owned|set
		}
	})
}

// opening has the characters that begin an escape, and the plus sign, which may be one.
const opening = `\%=&#^+`

// owned returns the characters of opening, as bits, that are symbols of the format. From
// hit.odd on they are nothing else.
func (f format) owned() (set uint8) {
	if !f.Odd {
		return 0
	}
	for i, x := range []byte(opening) {
		if f.Table[x].IsSymbol() || !f.SameTable() && f.Check.Table[x].IsSymbol() {
			set |= 1 << i
		}
	}
	return set
}

// emit appends b[from:to].
func (m *masker) emit(dst, b []byte, from, to int) []byte {
	if end := min(m.kept, to); from < end {
		dst = append(dst, b[from:end]...)
		from = end
	}
	for from < min(to, m.shown) {
		x := b[from]
		if isAlnum(x) {
			dst = append(dst, m.set.mask)
			from++
			continue
		}
		meaning, size := spell.Meaning(0), 1
		switch {
		case m.owns(from, x):
		case x >= utf8.RuneSelf || roles[x]&(opens|control) != 0 || x == '+':
			meaning, size, _, _ = readChar(&spell.Alnum, b, from, true)
			if x < utf8.RuneSelf && m.owns(from, '+') {
				if e := readEscape(b, from, true); e.kind == spelled && e.r == '+' {
					meaning = 0
				}
			}
		default:
			meaning = spell.Alnum[x]
		}
		size = max(size, 1)
		end := min(from+size, to)
		if meaning != 0 && !meaning.IsSymbol() {
			dst = append(dst, b[from:end]...)
			m.kept = from + size
		} else {
			for ; from < end; from++ {
				if utf8.RuneStart(b[from]) {
					dst = append(dst, m.set.mask)
				}
			}
		}
		from = end
	}
	return append(dst, b[from:to]...)
}

// owns reports whether a character at a place is owned, and so a symbol.
func (m *masker) owns(at int, x byte) bool {
	if at < m.odd || at >= m.plain {
		return false
	}
	i := strings.IndexByte(opening, x)
	return i >= 0 && m.owned>>i&1 != 0
}
