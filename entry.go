package redeem

// Progress is how far the text of an input field has come.
type Progress uint8

const (
	ProgressImpossible Progress = iota // nothing typed at the end makes a code of it
	ProgressPossible                   // the beginning of a code; an empty field is one
	ProgressComplete                   // a code
)

// String returns "impossible", "possible" or "complete".
func (p Progress) String() string {
	switch p {
	case ProgressPossible:
		return "possible"
	case ProgressComplete:
		return "complete"
	}
	return "impossible"
}

// AppendTyped is for an input field, after each change by the person who types
// in it. Given the text of the field and the byte offset of the caret in it,
// it appends the text that the field should show instead, and returns that
// text's caret and what has become of it: symbols in canonical spelling, in the
// groups of the format, a dash between two groups but none at the end.
//
// The symbols left of the caret stay left of it. Between two groups the caret
// stays on its side of the dash. Where a dash was deleted, the symbol before it
// is deleted too: otherwise the dash would come back, and the person could not
// get past it. That is taken from the text alone: the caret is at the end of a
// group, two symbols or more follow, and all but the dash is as AppendTyped
// writes it. With one symbol behind the caret it could also have been inserted
// before that, so nothing is deleted, and the caret is before the dash. (Only
// pasting into the last group up to its very end can be mistaken for it.)
//
// Nothing is lost in silence: a text with a character that stands for no
// symbol, or of more than MaxInput bytes, is appended as it is, and is
// ProgressImpossible. Symbols beyond the last place are kept in the last group.
//
// newCaret counts from the start of what is appended. A caret outside of s is
// taken for the nearer end. The result reveals the code. It does not allocate
// if dst has room for twice len(s) bytes.
func (f *Format) AppendTyped(dst []byte, s string, caret int) (out []byte, newCaret int, p Progress) {
	caret = min(max(caret, 0), len(s))
	if len(s) > MaxInput {
		return append(dst, s...), caret, ProgressImpossible
	}
	start := len(dst)
	out, newCaret, ok := f.appendTyped(dst, []byte(s), caret, -1)
	if !ok {
		return append(dst, s...), caret, ProgressImpossible
	}
	if text := out[start:]; len(text) == len(s)+1 && len(s) > caret+1 &&
		string(text[:caret]) == s[:caret] && string(text[caret+1:]) == s[caret:] {
		out, newCaret, _ = f.appendTyped(dst, []byte(s), caret, caret-1)
	}
	return out, newCaret, f.progress(out[start:])
}

// appendTyped appends the symbols of b in groups, without the one at byte
// offset without, and returns the caret behind those that begin before it. ok
// is false if a character stands for no symbol.
func (f *Format) appendTyped(dst, b []byte, caret, without int) (out []byte, newCaret int, ok bool) {
	start, n := len(dst), 0
	var behind bool // a separator is between the last symbol and the caret
	for i := 0; i < len(b); {
		e, size := f.tableAt(n).next(b, i)
		if e == 0 {
			return dst, 0, false
		}
		at := i
		i += size
		if !e.isSymbol() {
			behind = behind || at < caret && e.edits() == EditSeparator
			continue
		}
		if at == without {
			continue
		}
		if f.breaks>>n&1 != 0 {
			dst = append(dst, '-')
			if behind {
				newCaret = len(dst) - start
			}
		}
		dst = append(dst, e.symbol())
		n++
		if at < caret {
			newCaret, behind = len(dst)-start, false
		} else {
			behind = false
		}
	}
	return dst, newCaret, true
}

// progress tells what has become of a text that appendTyped wrote.
func (f *Format) progress(text []byte) Progress {
	var symbols [MaxLen]byte
	n := 0
	for _, x := range text {
		if x == '-' {
			continue
		}
		if n == f.spec.Length || n < len(f.spec.Prefix) && x != f.spec.Prefix[n] {
			return ProgressImpossible
		}
		symbols[n] = x
		n++
	}
	c := codeOf(&symbols)
	switch {
	case f.checks != nil && f.checks.walk(c) < n:
		return ProgressImpossible
	case n == f.spec.Length:
		return ProgressComplete
	}
	return ProgressPossible
}
