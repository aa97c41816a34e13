package scan

import (
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// AppendRedacted appends src with the codes of a format masked.
func AppendRedacted(dst, src []byte, f *form.Format) []byte {
	if !f.Usable() {
		return append(dst, src...)
	}
	formats, next := [1]format{{f}}, [1]hit{}
	m := masker{formats: formats[:], next: next[:], mask: maskFor(formats[:])}
	out, _, same := m.run(dst, src, true)
	if same {
		return append(dst, src...)
	}
	return out
}

// masker masks codes of several formats in a text that comes in pieces. It
// goes from the left over the places where a code begins in the text as it
// came in, and over the edges: an edge is the first symbol that stays visible
// after masked ones, and a code that begins there begins a word now.
//
// Nothing that goes out is a code then. It would consist of characters that
// came in as they are, and be a code but for what touches it and was a symbol
// before it was masked. To a format with odd symbols a mask is like a letter,
// so nothing has changed. To any other, that symbol was a letter or digit. If
// it is before the code, the code begins at an edge. If it is after the code,
// it was masked as a symbol of another code: not as the first, which cannot
// begin within a word, nor behind an escape sequence, with which no code ends,
// nor, where all is visible, at an edge; and not as a later one, for then the
// symbol before it is masked as well.
type masker struct {
	formats []format
	next    []hit  // the first code of each format in what is left of the text
	prev    border // what comes before the text
	mask    byte
	shown   int  // symbols before this place of the text are masked
	edge    bool // whether a code may begin there that did not in the text as it came in
}

// maskFor returns the character to mask symbols with: none that is one of the
// formats' own.
func maskFor(formats []format) byte {
	for _, f := range formats {
		if f.Star {
			return '_'
		}
	}
	return '*'
}

// run appends what becomes of the text b as far as that is known, and returns
// how much of b that is; the rest has to come again in front of what follows.
// final says that nothing follows. If nothing is masked, it appends nothing and
// says that the text stays the same.
func (m *masker) run(dst, b []byte, final bool) (out []byte, used int, same bool) {
	out, same = dst, m.shown == 0
	for i := range m.next {
		m.next[i].start = -1
	}
	for at := 0; ; {
		h := m.first(b, at, final)
		if m.edge && m.shown < h.start { // what begins at the edge anyway leaves no more visible
			m.edge = false
			if e := m.atEdge(b, final); e.state != hitNone {
				h, m.edge = e, e.state == hitMore
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
		if h.shown > m.shown {
			m.shown, m.edge = h.shown, true
		}
		at = h.start + 1
	}
	m.prev = m.prev.before(b, used)
	m.shown = max(m.shown-used, 0)
	return out, used, same
}

// first returns where the first code at b[at] or later begins and what of it
// stays visible, if there is more than one the least.
func (m *masker) first(b []byte, at int, final bool) hit {
	first := hit{start: len(b)}
	for i, f := range m.formats {
		h := &m.next[i]
		if h.start < at {
			*h = f.search(b, at, m.prev, final)
		}
		switch {
		case h.start < first.start:
			first = *h
		case h.start == first.start && h.state > first.state: // which is not known yet
			first.state = h.state
		case h.start == first.start:
			first.shown = max(first.shown, h.shown)
		}
	}
	return first
}

// atEdge returns the code that begins at the first visible symbol.
func (m *masker) atEdge(b []byte, final bool) hit {
	all := hit{start: m.shown}
	for _, f := range m.formats {
		if f.Odd {
			continue
		}
		if h := f.read(b, m.shown, final); h.state != hitNone {
			all.state = max(all.state, h.state)
			all.shown = max(all.shown, h.shown)
		}
	}
	return all
}

// emit appends b[from:to].
func (m *masker) emit(dst, b []byte, from, to int) []byte {
	for from < min(to, m.shown) {
		if spell.Alnum[b[from]].IsSymbol() {
			dst = append(dst, m.mask)
			from++
			continue
		}
		e, size := spell.Alnum.Next(b, from)
		if e != 0 && !e.IsSymbol() {
			dst = append(dst, b[from:from+size]...)
		} else {
			dst = append(dst, m.mask)
		}
		from += size
	}
	return append(dst, b[from:to]...)
}

// source returns how many bytes of b made the first n bytes of out.
func source(b, out []byte, n int) int {
	i := 0
	for k := range n {
		size := 1
		if out[k] != b[i] {
			_, size = utf8.DecodeRune(b[i:])
		}
		i += size
	}
	return i
}
