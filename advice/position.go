package advice

import (
	"unicode"

	"github.com/redeemkit/redeem"
)

// position returns which character of the input the one at the byte offset is,
// as people count: from 1, blanks and dashes included; a letter and its accents
// are one, a line break is one, and what cannot be seen is none. It is 0 if no
// character is there.
//
// In front of a fault there are only symbols, separators and characters that
// cannot be seen, so that these rules find the grapheme clusters of Unicode.
func position(input string, offset int) int {
	if offset < 0 || offset >= len(input) {
		return 0
	}
	n, last := 0, rune(0)
	for i, r := range input {
		if i > offset {
			break
		}
		if !unicode.Is(unicode.M, r) && (last != '\r' || r != '\n') && (i == offset || !invisible(r)) {
			n++
		}
		last = r
	}
	return max(n, 1)
}

// invisible reports whether parsing leaves the character out because it cannot
// be seen.
func invisible(r rune) bool {
	return redeem.GiftCard().Inspect(string(r)).Edits == redeem.EditInvisible
}
