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

// Change is one change of an input field by the person who types in it. It
// prints and logs as a fixed word, since its texts may be a code.
type Change struct {
	// Old is the text that the field showed before the change, "" if that is
	// not known or the field was empty. It tells whether a dash was deleted. If
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
// the caret in that text and its progress. The text has its symbols in canonical
// spelling, in the groups of the format, with a dash between two groups and none
// at the end.
//
// The symbols of the text are those of c.New, and the caret stays between the
// same two symbols. Between two groups the caret stays on its side of the dash.
// There is one exception: if the change deleted nothing but a dash, the symbol
// before it is deleted, or the symbol behind it if c.Forward is set. The dash
// would come back otherwise, and Backspace and Delete could not get past it.
//
// If c.Old is known, nothing is guessed: a dash was deleted if c.Old is c.New
// with a dash at the caret. Typing D over the selection "D-" makes the same
// change; a caller that can tell the two apart sets c.Old to c.New.
// If c.Old is not known, AppendTyped infers a deleted dash from c.New: the caret
// is at the end of a group, two symbols or more follow, and only the dash is
// missing from the text that AppendTyped would append. Text typed or pasted in
// front of a dash that was selected with it looks the same, and then loses a symbol.
//
// A text that has a character that stands for no symbol, or is longer than
// [MaxInput] bytes, is appended as it is and is ProgressImpossible. Symbols
// beyond the last place are kept in the last group. The zero Format has no
// symbols.
//
// caret counts from the start of what is appended. The result reveals the code.
// AppendTyped does not allocate if dst has room for twice len(c.New) bytes.
func (f *Format) AppendTyped(dst []byte, c Change) (out []byte, caret int, p Progress) {
	forms := [...]*form.Format{f.compiled()}
	out, caret, progress, _ := form.AppendTyped(dst, forms[:], []byte(c.Old), []byte(c.New), c.Caret, c.Forward)
	return out, caret, Progress(progress)
}

// AppendTyped formats the text of an input field that takes codes of several
// formats. It does what [Format.AppendTyped] does for a format that the text can
// still become, and returns that format: the first, in the order given, of which
// the text is a code, or else the first of which it is the beginning of one. As
// soon as only one is possible, the text is exactly as that one writes it.
//
// As long as several are possible, a symbol that they read differently stays as
// it was typed: a letter keeps its case if one of them has letters of both cases,
// and an O stays O if one of them reads it as 0 and another as O.
//
// p is of f. If the text cannot become a code of any format, p is
// ProgressImpossible, and f is the format that most symbols from the left would
// fit. f is nil if the text is appended as it is, which is so if no format has a
// symbol for each of its characters, or if fs is the zero Formats.
//
// AppendTyped does not allocate if dst has room for twice len(c.New) bytes.
func (fs *Formats) AppendTyped(dst []byte, c Change) (out []byte, caret int, p Progress, f *Format) {
	out, caret, progress, i := form.AppendTyped(dst, fs.forms, []byte(c.Old), []byte(c.New), c.Caret, c.Forward)
	if i >= 0 {
		f = fs.formats[i]
	}
	return out, caret, Progress(progress), f
}
