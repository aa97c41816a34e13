package scan_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/vectors"
)

// FuzzFind compares Find and FindSerials with their references.
func FuzzFind(f *testing.F) {
	for _, text := range scanTexts(f) {
		f.Add(text)
	}
	formats := newSlowFormats(fuzzFormats(f))
	f.Fuzz(func(t *testing.T, text string) {
		text = text[:min(len(text), 2*redeem.MaxInput)]
		for _, format := range formats {
			checkFind(t, format, text)
		}
		checkFindSerials(t, text)
	})
}

// FuzzRedact is the promise that no code is left in a text that was redacted,
// and that a text without codes is left alone, in one piece or in several, and
// if the writer takes a part of it.
func FuzzRedact(f *testing.F) {
	for _, text := range scanTexts(f) {
		f.Add(text, uint16(4), uint16(20))
		f.Add(text, uint16(len(text)/2), uint16(len(text)/3))
	}
	formats := fuzzFormats(f)
	slow := newSlowFormats(formats)
	full := errors.New("disk full")
	f.Fuzz(func(t *testing.T, text string, cut, room uint16) {
		text = text[:min(len(text), 2*redeem.MaxInput)]
		for _, format := range slow {
			checkRedact(t, format, text)
		}
		whole := redactIn(formats, text, len(text)+1)
		if want := slowRedact(slow, text); whole != want {
			t.Errorf("redacted %+q: %+q, want %+q", text, whole, want)
		}
		for _, format := range formats {
			for m := range format.Find(whole) {
				t.Errorf("redacted %+q: %+q, has a code at %d", text, whole, m.Start)
			}
		}
		for _, n := range []int{1, 1 + int(cut)%(len(text)+1)} {
			if pieces := redactIn(formats, text, n); pieces != whole {
				t.Errorf("redacted %+q in pieces of %d: %+q, in one %+q", text, n, pieces, whole)
			}
		}
		w := &limitWriter{room: int(room) % (len(whole) + 1), err: full}
		r := redeem.NewRedactor(w, formats...)
		n, err := r.Write([]byte(text))
		if want := slowSource(text, whole, len(w.took)); err != nil && (err != full || n != want) || err == nil && n != len(text) {
			t.Errorf("Write(%+q) with room for %d bytes = %d, %v, want %d", text, len(w.took), n, err, want)
		}
		closed := r.Close()
		switch {
		case err != nil && (closed != nil), err == nil && (closed == nil) != (len(w.took) == len(whole)),
			!strings.HasPrefix(whole, string(w.took)):
			t.Errorf("redacted %+q: %+q and %v, without a limit %+q", text, w.took, closed, whole)
		}
	})
}

// scanTexts are texts with codes, and with what is almost one.
func scanTexts(t testing.TB) []string {
	texts := slices.Clone(inputs)
	for _, v := range vectors.Find.Load(t) {
		texts = append(texts, string(v.Input))
	}
	return append(texts, "12345-678 AbCdE 12345-678 aBc. 12345678", "X8KD49FJ2MZQ7WPT"+strings.Repeat(" ", redeem.MaxInput)+"X8KD49FJ2MZQ7WPT")
}

// inputs are one for each thing that can happen to one when it is parsed.
var inputs = []string{
	"X8KD49FJ2MZQ7WPT",                   // canonical
	" x8kd-49fj-2mzq-7wpt\n",             // case, separators
	"\uFEFFX8KD\u200B49FJ\u20662MZQ7WPT", // invisible
	"Ｘ８ＫＤ－４９ＦＪ－𝟐𝐌𝐙𝐐－𝟽𝚆𝙿𝚃", // width
	"X٨KD٤٩FJ२MZQ๗WPT",      // digits of three scripts
	"Х8\u212AD49FJ2ΜΖQ7WРΤ", // homoglyphs
	"XıİІӀΙ",                // I
	"",                      // ErrEmpty
	"- \u00AD\u3000_./·\n",  // ErrEmpty
	"X8KD\x80",              // ErrEncoding: alone
	"X8KD\xE2\x80",          // ErrEncoding: truncated
	"X8KD\xED\xA0\x80",      // ErrEncoding: surrogate
	"X8KD\xC0\xAF",          // ErrEncoding: overlong
	"X8KD49FJ!MZQ7WPT",      // ErrSymbol
	"X8KD49FJ?MZQ7WPT",      // ErrSymbol
	"X8KDe\u03019FJ2MZQſ①²Ⅷ\uFFFD\x00\x7F😀", // ErrSymbol
	"X8KD49FJ2MZQ7WP",                        // ErrTooShort
	"X8KD49FJ2MZQ7WPTA",                      // ErrTooLong
	"X8KD49FJ2MZQ7WPTX8KD49FJ2MZQ7WPTX8KD49", // ErrTooLong: more than any code has
	"Y8KD49FJ2MZQ7WPT",                       // ErrPrefix
	"GCA4567890123456",                       // ErrSerial
	"60-1234-5678-9012-34",                   // ErrSerial
	"6012345678901234567",                    // ErrSerial
	"60123456789012345",                      // no serial number: 17 digits
	"epy 4567890123 4",                       // ErrSerial
	"PBH4567890123456789012",                 // ErrSerial
	"3AHOV29GNU1*",                           // ErrCheck, or a symbol of check places alone
	"OSZB",                                   // look-alikes of digits
	"3\xC1HOV29GNU10",                        // a symbol with its high bit set
}

// fuzzFormats are formats that have surprises for their neighbours in a text:
// no prefix, groups of one symbol, symbols that are no letters, one of them
// the star, check characters, groups of more symbols than one keeps visible,
// and case that counts.
func fuzzFormats(t testing.TB) []*redeem.Format {
	return []*redeem.Format{
		redeem.GiftCard(),
		redeem.MustFormat(redeem.Spec{Length: 4, Alphabet: "0123456789", Groups: []int{2, 2}}),
		redeem.MustFormat(redeem.Spec{Length: 3, Alphabet: "xyX!*", Groups: []int{1, 1, 1}}),
		redeem.MustFormat(redeem.Spec{Length: 12, Check: mustScheme(t, "iso7064-mod-37-2")}),
		redeem.MustFormat(redeem.Spec{Length: 8, Groups: []int{5, 3}}),
		redeem.MustFormat(redeem.Spec{Length: 3, Alphabet: "abcABC"}),
	}
}
