package redeem

import (
	"iter"

	"github.com/redeemkit/redeem/internal/scan"
	"github.com/redeemkit/redeem/internal/spell"
)

// Match is a code in a text: text[Start:End] spells Code. Code does not print
// itself, but the offsets lead to the text that does.
type Match struct {
	Start, End int
	Code       Code
}

// Find returns the codes of the format in a text of any length, from the left
// and without overlap. A part of the text is a match if
//
//   - [Format.Inspect] accepts it, so that it has at most [MaxInput] bytes;
//   - it begins and ends with a symbol;
//   - separators stand at all breaks between groups ([Spec].Groups) or at
//     none, and nowhere else: each is one dash, or one blank that ends no line;
//     invisible characters may stand anywhere;
//   - it is not part of a longer word or number: it touches no letter or digit
//     of ASCII, no character that would be read as one, no letter of a script
//     that has case and no combining mark. Invisible characters between them
//     do not count, up to 64 bytes of them. What ends an escape sequence (\n,
//     \x0a, \u00a0, %20) is not part of the word behind it, nor a match itself.
//
// So a code may touch punctuation, an underscore, invalid UTF-8, and letters
// of scripts that are written without blanks. For a format that reads other
// characters than letters and digits as symbols, stars and underscores are
// part of words. Where a match begins decides where it ends.
//
// Words may happen to look like a code: "Xbox gift card here" has the form of
// one for a gift card. It does not allocate.
func (f *Format) Find(text string) iter.Seq[Match] {
	return func(yield func(Match) bool) { f.find([]byte(text), yield) }
}

// FindBytes is [Format.Find] for bytes. It keeps nothing of text.
func (f *Format) FindBytes(text []byte) iter.Seq[Match] {
	return func(yield func(Match) bool) { f.find(text, yield) }
}

func (f *Format) find(text []byte, yield func(Match) bool) {
	scan.Find(f.compiled(), text, func(start, end int, code spell.Symbols) bool {
		return yield(Match{start, end, Code{code}})
	})
}

// SerialMatch is a card serial number in a text: text[Start:End] spells
// Serial.
type SerialMatch struct {
	Start, End int
	Serial     Serial
}

// FindSerials returns the card serial numbers in a text of any length, from
// the left and without overlap. They are spelled as [Format.Find] has it for
// codes in groups of four, where the last group has what remains; it takes the
// longest that begins at a place. It does not allocate.
func FindSerials(text string) iter.Seq[SerialMatch] {
	return func(yield func(SerialMatch) bool) { findSerials([]byte(text), yield) }
}

func findSerials(text []byte, yield func(SerialMatch) bool) {
	scan.FindSerials(text, func(start, end int, serial spell.Symbols) bool {
		return yield(SerialMatch{start, end, Serial{serial}})
	})
}
