package redeem

import (
	"iter"

	"github.com/redeemkit/redeem/internal/scan"
	"github.com/redeemkit/redeem/internal/spell"
)

// Match is a code in a text: text[Start:End] spells Code. Code does not print
// itself; that part of the text does.
type Match struct {
	Start, End int
	Code       Code
	Format     *Format // of the code
}

// Find returns the codes of the format in a text of any length, from the left
// and without overlap. A part of the text is a match if all of this is true of
// it once its escapes (see below) are decoded:
//
//   - [Format.Inspect] accepts it, and it has at most [MaxInput] bytes.
//   - It begins and ends with a symbol.
//   - Separators stand at all breaks between groups ([Spec].Groups) or at
//     none, and nowhere else. At each break there are one to three of them:
//     dashes, plus signs, or blanks that end no line. Invisible characters may
//     stand anywhere.
//   - It is not part of a longer word or number. So it touches no ASCII letter
//     or digit, no character that would be read as one, no letter of a script
//     that has case, and no combining mark. Up to 64 bytes of invisible
//     characters in between do not count.
//   - It is not part of a UUID, unless it is all of it.
//
// So a code may touch punctuation, an underscore, a control character, invalid
// UTF-8, and letters of scripts that are written without blanks. If the format
// has symbols other than letters and digits, stars and underscores count as
// parts of words. At most one match begins at any position.
//
// # Escapes
//
// An escape counts as the character that it spells, in front of a code, within
// it and behind it:
//
//   - backslash escapes of Go, C, JSON and Python: \n \t \0 \e \x41 \101
//     \u00e9 \u{1f381} \U0001f381;
//   - percent-encoding, as in URLs and as older browsers wrote it: %20,
//     %E2%80%91, %u00A0;
//   - HTML references that spell a blank, a dash or nothing visible: &#160;
//     &#xA0; &nbsp; &shy; &ndash; and others;
//   - =3D of quoted-printable, whose soft line breaks are invisible, and #011
//     of rsyslog.
//
// The character that begins an escape may itself be escaped, up to three times, as
// in JSON within JSON: %253D, \\\\n, &amp;nbsp;. Bytes beyond ASCII are read as UTF-8, or as ISO 8859-1 if they
// are not valid UTF-8. A line end ends a code, whether it is escaped or not. If
// a text can be read in two ways, Find tries both: in a=7A2P… a code may begin
// with the 7, or =7A may spell a z. The
// characters that spell an escape are not a match by themselves.
//
// Terminal sequences (CSI, OSC, and ESC with intermediate bytes and a final
// one) of up to 256 characters each are invisible, whether raw or spelled
// (\x1b[0m, \033[0m, ^[[0m, #033[0m). Within them, only the text of an OSC can
// match. The prefix that a barcode scanner writes (]C1) is not part of a word.
//
// If the character that begins an escape is a symbol of the format, it is read
// as that symbol wherever a code may have one.
//
// # Words
//
// Words may have the form of a code by chance. "Xbox gift card here" and
// xsltApplyImports both have the form of a gift card code. The documentation of
// [Redactor] says how often that happens. Find does not allocate.
func (f *Format) Find(text string) iter.Seq[Match] {
	return func(yield func(Match) bool) { f.find([]byte(text), yield) }
}

// FindBytes is like [Format.Find] for bytes. It does not keep text.
func (f *Format) FindBytes(text []byte) iter.Seq[Match] {
	return func(yield func(Match) bool) { f.find(text, yield) }
}

func (f *Format) find(text []byte, yield func(Match) bool) {
	scan.Find(f.compiled(), text, func(start, end int, code spell.Symbols) bool {
		return yield(Match{start, end, Code{code}, f})
	})
}

// Find returns the codes of all formats in a text, in one pass over it. It uses
// the rules of [Format.Find] for each format. Where matches overlap, Find keeps
// the better of two, from the left: first the one whose format a random text
// would satisfy less often, then the one with more symbols, then the one that
// begins first. Of matches with the same place and the same number of symbols,
// it keeps the one whose format was given first. It does not allocate.
func (fs *Formats) Find(text string) iter.Seq[Match] {
	return func(yield func(Match) bool) { fs.find([]byte(text), yield) }
}

// FindBytes is like [Formats.Find] for bytes. It does not keep text.
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

// FindSerials returns the card serial numbers in a text of any length, from the
// left and without overlap. It finds a serial number wherever [Format.Find]
// would find a code in groups of four whose last group may be shorter. Where
// serial numbers overlap, it returns the longest. It does not allocate.
func FindSerials(text string) iter.Seq[SerialMatch] {
	return func(yield func(SerialMatch) bool) { findSerials([]byte(text), yield) }
}

func findSerials(text []byte, yield func(SerialMatch) bool) {
	scan.FindSerials(text, func(start, end int, serial spell.Symbols) bool {
		return yield(SerialMatch{start, end, Serial{serial}})
	})
}
