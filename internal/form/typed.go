package form

import "github.com/redeemkit/redeem/internal/spell"

// Progress is how far the text of an input field has come. The numbers are
// those of the public Progress.
type Progress uint8

const (
	Impossible Progress = iota
	Possible
	Complete
)

// AppendTyped appends the text that an input field should show in place of b,
// whose caret is before b[caret], and returns the caret of that text.
func (f *Format) AppendTyped(dst, b []byte, caret int) (out []byte, newCaret int, p Progress) {
	caret = min(max(caret, 0), len(b))
	if len(b) > spell.MaxInput {
		return append(dst, b...), caret, Impossible
	}
	start := len(dst)
	out, newCaret, ok := f.appendTyped(dst, b, caret, -1)
	if !ok {
		return append(dst, b...), caret, Impossible
	}
	// A dash that was deleted before two symbols or more.
	if text := out[start:]; len(text) == len(b)+1 && len(b) > caret+1 &&
		string(text[:caret]) == string(b[:caret]) && string(text[caret+1:]) == string(b[caret:]) {
		out, newCaret, _ = f.appendTyped(dst, b, caret, caret-1)
	}
	return out, newCaret, f.progress(out[start:])
}

// appendTyped appends the symbols of b in groups, without the one at byte
// offset without, and returns the caret behind those that begin before it. ok
// is false if a character stands for no symbol.
func (f *Format) appendTyped(dst, b []byte, caret, without int) (out []byte, newCaret int, ok bool) {
	if !f.Usable() {
		return dst, 0, false
	}
	start, n := len(dst), 0
	var behind bool     // a separator is between the last symbol and the caret
	inner, end := -1, 0 // what is between the marks at both ends of b, if asked for
	for i := 0; i < len(b); {
		m, size := f.TableAt(n).Next(b, i)
		if m == 0 {
			if inner < 0 {
				inner, end = f.within(b)
			}
			if inner <= i && i < end {
				return dst, 0, false
			}
			m = spell.LeftOut(spell.EditSeparator)
		}
		at := i
		i += size
		if !m.IsSymbol() {
			behind = behind || at < caret && m.Edits() == spell.EditSeparator
			continue
		}
		if at == without {
			continue
		}
		if f.Breaks>>n&1 != 0 {
			dst = append(dst, '-')
			if behind {
				newCaret = len(dst) - start
			}
		}
		dst = append(dst, m.Symbol())
		n++
		if at < caret {
			newCaret = len(dst) - start
		}
		behind = false
	}
	return dst, newCaret, true
}

// progress returns what has become of a text that appendTyped wrote.
func (f *Format) progress(text []byte) Progress {
	var symbols [spell.MaxLen]byte
	n := 0
	for _, x := range text {
		if x == '-' {
			continue
		}
		if n == f.Length || n < len(f.Prefix) && x != f.Prefix[n] {
			return Impossible
		}
		symbols[n] = x
		n++
	}
	switch {
	case f.Check != nil && f.Check.Walk(spell.PackText(&symbols)) < n:
		return Impossible
	case n == f.Length:
		return Complete
	}
	return Possible
}
