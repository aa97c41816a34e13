package form

import (
	"math/bits"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// Progress is how far the text of an input field has come. The numbers are
// those of the public Progress.
type Progress uint8

const (
	Impossible Progress = iota
	Possible
	Complete
)

// AppendTyped appends the text that an input field should show. The field takes
// codes of the formats, at most 64, and holds b after a change. The caret is
// before b[caret]. old is what the field showed before, or empty if that is not
// known. forward is set if the change deleted text behind the caret. AppendTyped
// returns the caret of the appended text, and the index of the format that
// groups it, or -1 if the text is b unchanged.
func AppendTyped(dst []byte, formats []*Format, old, b []byte, caret int, forward bool) (out []byte, newCaret int, p Progress, which int) {
	t := typing{formats: formats, caret: min(max(caret, 0), len(b)), without: -1}
	if len(b) > spell.MaxInput {
		return append(dst, b...), t.caret, Impossible, -1
	}
	start := len(dst)
	if !t.read(b) {
		return append(dst, b...), t.caret, Impossible, -1
	}
	out, newCaret = t.append(dst, b)
	var deleted bool // the change deleted one dash
	if len(old) == 0 {
		// A symbol alone behind the caret may as well have been there before.
		deleted = isWithout(b, out[start:], t.caret) && len(b) > t.caret+1
	} else {
		deleted = isWithout(b, old, t.caret)
	}
	before, behind, returns := t.dash(b)
	if !deleted || !returns {
		return out, newCaret, t.progress, t.which
	}
	// The dash would come back, so that nobody could delete past it. Leave out the
	// symbol beside it.
	t.without = before
	if forward {
		t.without = behind
	}
	if t.read(b) {
		out, newCaret = t.append(out[:start], b)
		return out, newCaret, t.progress, t.which
	}
	// The symbols behind it have moved to places where one of them stands for
	// nothing.
	_, size := utf8.DecodeRune(b[t.without:])
	out = append(append(out[:start], b[:t.without]...), b[t.without+size:]...)
	if t.without < t.caret {
		t.caret -= size
	}
	return out, t.caret, Impossible, -1
}

// isWithout reports whether b is shown without a dash at i.
func isWithout(b, shown []byte, i int) bool {
	return len(shown) == len(b)+1 && shown[i] == '-' && string(shown[:i]) == string(b[:i]) && string(shown[i+1:]) == string(b[i:])
}

// typing is the state of an input field without its text. As a field, the text
// would be copied, because the compiler would assume that it changes.
type typing struct {
	formats []*Format
	caret   int
	without int // offset of a symbol to leave out, or -1

	progress Progress
	which    int    // the format in whose groups the text is
	able     uint64 // bit i: the text may become a code of formats[i], or, if it fits no format, formats[i] can read it
}

// read reads the text in each of the formats, and reports whether one can read
// it. Among formats that come equally far, it chooses the first.
func (t *typing) read(b []byte) bool {
	t.progress, t.which, t.able = Impossible, -1, 0
	most := -1
	for i, f := range t.formats {
		p, good := f.progress(b, t.without)
		if good < 0 {
			continue
		}
		switch {
		case min(p, Possible) > min(t.progress, Possible):
			t.able = 1 << i
		case min(p, Possible) == min(t.progress, Possible):
			t.able |= 1 << i
		}
		// If the text is possible, as many symbols are right in one format as in another.
		if p > t.progress || good > most {
			t.progress, t.which, most = p, i, good
		}
	}
	return t.which >= 0
}

// progress returns the progress of b without the symbol at an offset, and the
// number of right symbols before the first wrong one, or -1 if a character stands
// for no symbol.
func (f *Format) progress(b []byte, without int) (p Progress, good int) {
	if !f.Usable() {
		return Impossible, -1
	}
	var symbols [spell.MaxLen]byte
	n, wrong := 0, false
	inner, end := -1, 0 // what is between the marks at both ends of b, if asked for
	for i := 0; i < len(b); {
		m, size := f.TableAt(n).Next(b, i)
		if m == 0 {
			if inner < 0 {
				inner, end = f.within(b)
			}
			if inner <= i && i < end {
				return Impossible, -1
			}
		}
		if m.IsSymbol() && i != without {
			wrong = wrong || n == f.Length || n < len(f.Prefix) && m.Symbol() != f.Prefix[n]
			if !wrong {
				symbols[n] = m.Symbol()
				good++
			}
			n++
		}
		i += size
	}
	if f.Check != nil {
		if place := f.Check.Walk(spell.PackText(&symbols)); place < good {
			wrong, good = true, place
		}
	}
	switch {
	case wrong:
		return Impossible, good
	case n == f.Length:
		return Complete, good
	}
	return Possible, good
}

// append appends the symbols in groups. It returns the caret behind the symbols
// that begin before t.caret.
func (t *typing) append(dst, b []byte) (out []byte, newCaret int) {
	start, n := len(dst), 0
	breaks := t.formats[t.which].Breaks
	var behind bool // a separator is between the last symbol and the caret
	for i := 0; i < len(b); {
		m, size := t.next(b, n, i)
		at := i
		i += size
		if !m.IsSymbol() {
			behind = behind || at < t.caret && m.Edits() == spell.EditSeparator
			continue
		}
		if at == t.without {
			continue
		}
		if breaks>>n&1 != 0 {
			dst = append(dst, '-')
			if behind {
				newCaret = len(dst) - start
			}
		}
		dst = append(dst, m.Symbol())
		n++
		if at < t.caret {
			newCaret = len(dst) - start
		}
		behind = false
	}
	return dst, newCaret
}

// next returns the Meaning and the length of the character at b[i], at place n.
// If the possible formats read different symbols, the character stays as it is,
// in ASCII. If one format changed its case or replaced a look-alike, the others
// could not read the result.
func (t *typing) next(b []byte, n, i int) (m spell.Meaning, size int) {
	for able := t.able; able != 0; able &= able - 1 {
		other, width := t.formats[bits.TrailingZeros64(able)].TableAt(n).Next(b, i)
		size = width
		if other == 0 { // a mark of a paste, or progress would have refused it
			other = spell.Separator
		}
		switch {
		case !m.IsSymbol():
			m = other
		case other.IsSymbol() && other.Symbol() != m.Symbol():
			x := b[i]
			if x >= utf8.RuneSelf {
				x, _, _ = spell.Fold(b[i:])
			}
			return spell.SymbolOf(x, 0), size
		}
	}
	return m, size
}

// dash returns the offsets of the symbols on both sides of the caret. It reports
// whether a dash belongs between them although b has no separator there.
func (t *typing) dash(b []byte) (before, behind int, ok bool) {
	n, separated := 0, false
	for i := 0; i < len(b); {
		m, size := t.next(b, n, i)
		switch {
		case !m.IsSymbol():
			separated = separated || m.Edits() == spell.EditSeparator
		case i < t.caret:
			before, separated = i, false
			n++
		default:
			return before, i, !separated && t.formats[t.which].Breaks>>n&1 != 0
		}
		i += size
	}
	return 0, 0, false
}
