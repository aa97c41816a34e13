package spell

import (
	"strings"
	"unicode/utf8"
)

// Wrapping is the set of ends of an input at which a character may be left out
// that stands for nothing elsewhere: what a paste brings along.
type Wrapping uint8

const (
	Leading Wrapping = 1 << iota
	Trailing
)

// The marks of ASCII. Those beyond are in the fold table: what Unicode calls
// quotation marks and brackets, and what ends a sentence in full width.
const (
	bothMarks     = "\"'`()[]{}<>*" // quotation marks, brackets, and what makes a text bold
	leadingMarks  = "="             // a cell of a spreadsheet: ="X8KD…"
	trailingMarks = ",;:"           // the text goes on; the full stop is a separator
)

// WrappingOf returns at which ends of an input a character may be left out.
func WrappingOf(r rune) Wrapping {
	if r >= utf8.RuneSelf {
		switch foldRune(r) {
		case foldMark:
			return Leading | Trailing
		case foldTrailing:
			return Trailing
		}
		return 0
	}
	switch {
	case strings.ContainsRune(bothMarks, r):
		return Leading | Trailing
	case strings.ContainsRune(leadingMarks, r):
		return Leading
	case strings.ContainsRune(trailingMarks, r):
		return Trailing
	}
	return 0
}
