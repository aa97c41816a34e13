package ocr

import (
	"cmp"

	"github.com/redeemkit/redeem"
)

// Serial finds the serial number of a card on the page. It returns false if there
// is none, or if one of its characters is uncertain. It searches as [Page.Resolve]
// does, for a label such as "Serial number:" in place of "Code:". A serial number
// has no check character, so only two kinds of mistakes are corrected: one wrong
// character in its prefix, if it has a label, and letters that look like digits
// where nearly all characters are digits. It allocates.
func (p *Page) Serial() (redeem.Serial, bool) { return SerialOf(p) }

// SerialOf is like [Page.Serial] for several pictures of one card, such as
// frames of a camera. It prefers the serial number on most pages.
func SerialOf(pages ...*Page) (redeem.Serial, bool) {
	var best serialSighting
	for i := range serialFamilies {
		f, err := redeem.NewFormat(serialFamilies[i])
		if err != nil {
			continue
		}
		s := newSearch(&redeem.Corrector{Format: f, Lookalikes: redeem.Tesseract()}, labelSerial)
		s.shape.digits = true
		for _, seen := range s.sightings(s.frames(pages)) {
			found := serialSighting{seen, i, s.compareLabels(seen.label, labelSerial), s.prefixMisread(seen.place)}
			if seen.resolution.Verdict != redeem.VerdictUnique || 4*seen.resolution.Best.Edits > f.Len() ||
				found.misread > 1 || found.misread > 0 && found.label > 0 {
				continue
			}
			if best.readings == nil || found.compare(best) < 0 {
				best = found
			}
		}
	}
	if best.readings == nil {
		return redeem.Serial{}, false
	}
	serial, err := redeem.ParseSerial(redeem.Plain(best.resolution.Best.Code).String())
	return serial, err == nil
}

// serialSighting is a serial number that was seen on one page or several.
type serialSighting struct {
	sighting
	family  int // in serialFamilies
	label   int // 0 if it is the right one
	misread int // characters of how it begins
}

// compare orders sightings, the better one first.
func (x serialSighting) compare(y serialSighting) int {
	return cmp.Or(
		cmp.Compare(x.label, y.label),
		cmp.Compare(len(y.readings), len(x.readings)),
		cmp.Compare(x.misread, y.misread),
		cmp.Compare(x.letters(), y.letters()),
		cmp.Compare(x.resolution.Best.Edits, y.resolution.Best.Edits),
		cmp.Compare(x.resolution.Best.Cost, y.resolution.Best.Cost),
		cmp.Compare(x.family, y.family),
	)
}

// letters returns 1 if letters may follow the prefix, else 0.
func (x serialSighting) letters() int {
	if serialFamilies[x.family].Alphabet == "" {
		return 1
	}
	return 0
}

// prefixMisread returns how many characters of the prefix were read as
// something else.
func (s *search) prefixMisread(p place) int {
	prefix, misread := s.shape.format.Prefix(), 0
	for i := range p.prefix[:len(prefix)] {
		if p.prefix[i] != rune(prefix[i]) {
			misread++
		}
	}
	return misread
}

// serialFamilies are the families of [redeem.SerialKind] as formats. What
// follows the prefix may be letters in three of them; but where nearly all of it
// is read as digits, it is digits.
var serialFamilies = [...]redeem.Spec{
	{Length: 16, Prefix: "60", Alphabet: digits},
	{Length: 19, Prefix: "60", Alphabet: digits},
	{Length: 16, Prefix: "GCA", Alphabet: digits + "ACG"},
	{Length: 22, Prefix: "PBH", Alphabet: digits + "BHP"},
	{Length: 14, Prefix: "EPY", Alphabet: digits + "EPY"},
	{Length: 16, Prefix: "GCA"},
	{Length: 22, Prefix: "PBH"},
	{Length: 14, Prefix: "EPY"},
}

const digits = "0123456789"
