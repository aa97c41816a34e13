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

// AppendTyped appends the text that an input field for codes of the formats, at
// most 64, should show in place of b, which it holds after a change. The
// caret is before b[caret], old is what the field showed before, nothing if
// that is not known, and forward is set if what was deleted was behind the
// caret. It returns the caret of the text appended, and the index of the format
// in whose groups it is, -1 if it is b as it is.
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
	var deleted bool // one dash
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
	// The dash would come back, and nobody could get past it. A symbol beside it goes.
	t.without = before
	if forward {
		t.without = behind
	}
	if t.read(b) {
		out, newCaret = t.append(out[:start], b)
		return out, newCaret, t.progress, t.which
	}
	// The symbols behind it have moved, and one stands for nothing where it is now.
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

// typing is an input field while it is looked at, but for its text: that would
// be copied, since the compiler takes it for changed where a field is.
type typing struct {
	formats []*Format
	caret   int
	without int // offset of a symbol to leave out, or -1

	progress Progress
	which    int    // the format in whose groups the text is
	able     uint64 // bit i: the text may become a code of formats[i]; if of none, formats[i] can read it
}

// read reads the text as each of the formats would, and reports whether one
// can. Of those that have come equally far the first is taken.
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

// progress returns what has become of b without the symbol at an offset, and
// how many of its symbols are right, counted from the left: less than 0 if a
// character stands for no symbol.
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

// append appends the symbols in groups, and returns the caret behind those that
// begin before it.
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
// Where the formats that the text may become a code of take it for different
// symbols, it stays the character that it is, in ASCII: the others could not read
// it back if one of them changed its case, or took it for a look-alike.
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

// dash returns the offsets of the symbols on both sides of the caret, and
// whether a dash is put between them though nothing in b separates them.
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
