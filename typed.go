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
	out, newCaret, progress := f.compiled().AppendTyped(dst, []byte(s), caret)
	return out, newCaret, Progress(progress)
}
