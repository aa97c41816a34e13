package spell

import "unicode/utf8"

// Wrapping is the set of ends of an input at which a character may be left out
// that stands for nothing elsewhere: what a paste brings along.
type Wrapping uint8

const (
	Leading Wrapping = 1 << iota
	Trailing
)

const bothEnds = Leading | Trailing

// asciiWrapping has the marks of ASCII. Those beyond are in the fold table: what
// Unicode calls quotation marks and brackets, and what ends a sentence in full
// width.
var asciiWrapping = [utf8.RuneSelf]Wrapping{
	'"': bothEnds, '\'': bothEnds, '`': bothEnds,
	'(': bothEnds, ')': bothEnds, '[': bothEnds, ']': bothEnds, '{': bothEnds, '}': bothEnds, '<': bothEnds, '>': bothEnds,
	'*': bothEnds,                               // bold
	'=': Leading,                                // a cell of a spreadsheet: ="X8KD…"
	',': Trailing, ';': Trailing, ':': Trailing, // the text goes on; the full stop is a separator
}

// WrappingOf returns at which ends of an input a character may be left out.
func WrappingOf(r rune) Wrapping {
	if uint(r) < utf8.RuneSelf {
		return asciiWrapping[r]
	}
	switch foldRune(r) {
	case foldMark:
		return bothEnds
	case foldTrailing:
		return Trailing
	}
	return 0
}
