package redeem

import (
	"fmt"
	"io"
	"log/slog"

	"github.com/redeemkit/redeem/internal/form"
)

// Progress is how far the text of an input field has come.
type Progress uint8

const (
	ProgressImpossible Progress = iota // no further typing can make it a code
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

// Change is one change that a person made to an input field. It prints and logs
// as a fixed word, since its texts may be a code.
type Change struct {
	// Old is the text that the field showed before the change, "" if that is
	// not known or the field was empty. It shows whether a dash was deleted. If
	// the caller knows that nothing was deleted, Old may be the same as New.
	Old string

	// New is the text that the field holds now.
	New string

	// Caret is the byte offset of the caret in New. If it is outside of New, the
	// nearer end is taken.
	Caret int

	// Forward is set if the character behind the caret was deleted, as the Delete
	// key does, and not the one before it.
	Forward bool
}

// Format implements [fmt.Formatter]: every verb prints the same word for every
// Change.
func (c Change) Format(s fmt.State, _ rune) { io.WriteString(s, redacted) }

// LogValue implements [slog.LogValuer]: it returns the word that Format prints.
func (c Change) LogValue() slog.Value { return slog.StringValue(redacted) }

// AppendTyped formats the text of an input field after each change. It appends
// the text that the field should show instead, and returns the byte offset of
// the caret in that text and its progress. The text has its symbols in
// canonical spelling, in the groups of the format, with a dash between two
// groups and none at the end.
//
// The symbols of the text are those of c.New, and the caret stays between the
// same two symbols. Between two groups the caret stays on its side of the dash.
// There is one exception: if the change deleted nothing but a dash, AppendTyped
// also deletes the symbol before it, or the symbol behind it if c.Forward is
// set. Otherwise the dash would come back, and Backspace and Delete could not
// get past it.
//
// If c.Old is known, nothing is guessed: a dash was deleted if c.Old is c.New
// with a dash at the caret. Typing D over the selection "D-" makes the same
// change; a caller that can tell the two apart sets c.Old to c.New.
//
// If c.Old is not known, AppendTyped infers a deleted dash from c.New: the
// caret is at the end of a group, at least two symbols follow, and only the
// dash is missing from the text that AppendTyped would append. Text that is
// typed or pasted over a selected dash looks the same, and then loses a symbol.
//
// If the text is longer than [MaxInput] bytes, or if one of its characters
// stands for no symbol, AppendTyped appends it unchanged and returns
// ProgressImpossible. Symbols beyond the last place stay in the last group. The
// zero Format has no symbols.
//
// caret counts from the start of the appended text. The result reveals the
// code. AppendTyped does not allocate if dst has room for twice len(c.New)
// bytes.
func (f *Format) AppendTyped(dst []byte, c Change) (out []byte, caret int, p Progress) {
	forms := [...]*form.Format{f.compiled()}
	out, caret, progress, _ := form.AppendTyped(dst, forms[:], []byte(c.Old), []byte(c.New), c.Caret, c.Forward)
	return out, caret, Progress(progress)
}

// AppendTyped formats the text of an input field that takes codes of several
// formats. It does what [Format.AppendTyped] does for one of the formats, and
// returns that format. It chooses the first format, in the order given, of
// which the text is a code, or else the first of which it is the beginning of a
// code. As soon as only one format is possible, the result is that of its own
// AppendTyped.
//
// While several formats are possible, a symbol that they read differently stays
// as it was typed. A letter keeps its case if one of them has letters of both
// cases. An O stays O if one of them reads it as 0 and another as O.
//
// p is the progress in f. If the text cannot become a code of any format, p is
// ProgressImpossible, and f is the format that fits the most symbols from the
// left. If no format has a symbol for each character of the text, or if fs is
// the zero Formats, AppendTyped appends the text unchanged and f is nil.
//
// AppendTyped does not allocate if dst has room for twice len(c.New) bytes.
func (fs *Formats) AppendTyped(dst []byte, c Change) (out []byte, caret int, p Progress, f *Format) {
	out, caret, progress, i := form.AppendTyped(dst, fs.forms, []byte(c.Old), []byte(c.New), c.Caret, c.Forward)
	if i >= 0 {
		f = fs.formats[i]
	}
	return out, caret, Progress(progress), f
}
