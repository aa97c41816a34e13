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
	Format     *Format // of the code
}

// Find returns the codes of the format in a text of any length, from the left
// and without overlap. A part of the text is a match if it reads as follows,
// whatever has escaped it (see below).
//
//   - [Format.Inspect] accepts it, and it has at most [MaxInput] bytes.
//   - It begins and ends with a symbol.
//   - Separators stand at all breaks between groups ([Spec].Groups) or at none,
//     and nowhere else: at each one to three dashes, blanks that end no line, or
//     plus signs. Invisible characters may stand anywhere.
//   - It is not part of a longer word or number: it touches no letter or digit
//     of ASCII, no character that would be read as one, no letter of a script
//     that has case and no combining mark. Invisible characters between them
//     do not count, up to 64 bytes of them.
//   - It is not part of a UUID, unless it is all of it.
//
// So a code may touch punctuation, an underscore, a control character, invalid
// UTF-8, and letters of scripts that are written without blanks. For a format
// that reads other characters than letters and digits as symbols, stars and
// underscores are part of words. Where a match begins decides where it ends.
//
// # Escapes
//
// An escape is the character that it spells, in front of a code, within it and
// behind it:
//
//   - backslashes of Go, C, JSON and Python: \n \t \0 \e \x41 \101 \u00e9 \u{1f381}
//     \U0001f381;
//   - percent-encoding and what browsers made of it: %20, %E2%80%91, %u00A0;
//   - HTML: &#160; &#xA0; &nbsp; &shy; &ndash; and others that spell a blank, a
//     dash or nothing visible;
//   - quoted-printable =3D, whose soft line breaks are invisible, and rsyslog's
//     #011.
//
// What begins an escape may be escaped itself, once: %253D, \\n, &amp;nbsp;. Bytes
// beyond ASCII are UTF-8 or, if they are not, ISO 8859-1. A line end ends a code,
// escaped or not. Where a text can be read both ways, both count: in a=7A2P… a
// code may begin with the 7, or =7A may spell a z. What only spells an escape is
// no match.
//
// Terminal sequences (CSI, OSC, and ESC with intermediate bytes and a final one)
// are invisible, up to 256 characters each, raw or spelled (\x1b[0m, \033[0m,
// ^[[0m, #033[0m). Nothing but the text of an OSC can be a match in them. The
// prefixes of barcode scanners (]C1) are part of no word.
//
// To a format that has what begins an escape among its symbols, it is that symbol
// wherever a code may have one.
//
// # Words
//
// Words may happen to look like a code: "Xbox gift card here" has the form of
// one for a gift card, and so has xsltApplyImports. How often that happens, the
// package documentation says. Find does not allocate.
func (f *Format) Find(text string) iter.Seq[Match] {
	return func(yield func(Match) bool) { f.find([]byte(text), yield) }
}

// FindBytes is [Format.Find] for bytes. It keeps nothing of text.
func (f *Format) FindBytes(text []byte) iter.Seq[Match] {
	return func(yield func(Match) bool) { f.find(text, yield) }
}

func (f *Format) find(text []byte, yield func(Match) bool) {
	scan.Find(f.compiled(), text, func(start, end int, code spell.Symbols) bool {
		return yield(Match{start, end, Code{code}, f})
	})
}

// Find returns the codes of all formats in a text, as [Format.Find] does of one,
// in one pass over it. Where matches overlap, it goes from the left with the
// better of two: the one whose format a random text would satisfy least often,
// then the one with more symbols, then the first; of those at one place with
// equal symbols the one whose format was given first. It does not allocate.
func (fs *Formats) Find(text string) iter.Seq[Match] {
	return func(yield func(Match) bool) { fs.find([]byte(text), yield) }
}

// FindBytes is [Formats.Find] for bytes. It keeps nothing of text.
func (fs *Formats) FindBytes(text []byte) iter.Seq[Match] {
	return func(yield func(Match) bool) { fs.find(text, yield) }
}

func (fs *Formats) find(text []byte, yield func(Match) bool) {
	if fs.set == nil {
		return
	}
	fs.set.Find(text, func(format, start, end int, code spell.Symbols) bool {
		return yield(Match{start, end, Code{code}, fs.formats[format]})
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
// codes in groups of four, where the last group has what remains; of those that
// overlap it takes the longest. It does not allocate.
func FindSerials(text string) iter.Seq[SerialMatch] {
	return func(yield func(SerialMatch) bool) { findSerials([]byte(text), yield) }
}

func findSerials(text []byte, yield func(SerialMatch) bool) {
	scan.FindSerials(text, func(start, end int, serial spell.Symbols) bool {
		return yield(SerialMatch{start, end, Serial{serial}})
	})
}
