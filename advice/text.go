package advice

import (
	"strings"
	"unicode"
)

// findCode finds the first code that is part of a text, and returns where it
// is; 0 and 0 if there is none. A code with a few symbols too many is no text.
func (p *Problem) findCode(input string) (start, end int) {
	for match := range p.format().Find(input) {
		if isText(input[:match.Start]) || isText(input[match.End:]) {
			return match.Start, match.End
		}
		break
	}
	return 0, 0
}

// isText reports whether what is beside a code is more than symbols that were
// typed besides: there is a word of two letters or more, or a character that
// nobody takes for a part of a code.
func isText(beside string) bool {
	between := func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '.' || r == ',' || invisible(r)
	}
	for word := range strings.FieldsFuncSeq(beside, between) {
		letters := 0
		for _, r := range word {
			switch {
			case '0' <= r && r <= '9':
				letters = -len(word) // a group of a code: no number of letters makes up for it
			case unicode.IsLetter(r):
				letters++
			default:
				return true
			}
		}
		if letters > 1 {
			return true
		}
	}
	return false
}
