package spell

import "unicode/utf8"

// Wrapping is a set of the ends of an input. At these ends a character that
// otherwise stands for nothing may be left out, because a paste may add it.
type Wrapping uint8

const (
	Leading Wrapping = 1 << iota
	Trailing
)

const bothEnds = Leading | Trailing

// asciiWrapping has the ASCII marks. The fold table has the others: quotation marks
// and brackets as Unicode defines them, and full-width marks that end a sentence.
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
