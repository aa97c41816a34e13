package ocr

import (
	"cmp"
	"slices"

	"github.com/redeemkit/redeem"
)

// Found is a code on a page: what it resolves to, and where it is. It begins
// at byte Start of Lines[Line].Text and ends before byte End of
// Lines[EndLine].Text; a code in several lines goes on in all lines between.
// These offsets lead to the text of the code, which Found itself does not
// print.
//
// Capped also says that there were more places that have the length of a code
// than were looked at.
type Found struct {
	redeem.Resolution
	Page                      int // the index of the page, of several; else 0
	Line, Start, EndLine, End int

	readings []*redeem.Reading
}

// Readings returns what was read of the code, one reading for each page that
// shows it: what [redeem.Corrector.CandidatesOf] and
// [redeem.Corrector.CountOf] want to be asked about.
func (f Found) Readings() []*redeem.Reading { return f.readings }

// Resolve finds the code of the Corrector's format on the page, and decides
// what it is. It returns false if no part of the page can be one.
//
// It looks at parts that begin and end where words do, in one line or in up to
// four that follow each other, and that have the length of a code; if none of them
// has a candidate, at those that are longer or shorter by up to MaxIndels. What stands before a colon, the frame around a code and other marks
// that are no symbols are left out. Letters without any digit are taken for
// words, unless they have dashes between them or a label before them, or codes
// without a digit are common in the format; what is within a serial number is
// none either, without a label. If there are more than 64 such parts,
// those are looked at that look most like a code.
//
// The winner is unique before it is ambiguous; then it is the one with the
// highest Probability; then the cheapest; then the one with a label such as
// "Code:" before it; then the one whose words are the format's groups; then the
// first. With Accept it is the first in this order that has a code which Accept
// takes; MaxTries is for the whole page.
//
// A page is no guess at a code if it holds one, but any text holds candidates:
// what [redeem.Corrector] says of them holds here as well.
func (p *Page) Resolve(c *redeem.Corrector) (Found, bool) {
	return ResolveOf(c, p)
}

// search looks for a code on pages.
type search struct {
	corrector redeem.Corrector // without Accept
	accept    func(redeem.Code) bool
	tries     int
	shape     shape
	more      bool // there were places that were not looked at
}

// defaultTries is that of [redeem.Corrector].
const defaultTries = 64

func newSearch(c *redeem.Corrector, wanted label) *search {
	s := &search{corrector: *c, accept: c.Accept, tries: c.MaxTries, shape: newShape(c, wanted)}
	s.corrector.Accept = nil
	if s.tries <= 0 {
		s.tries = defaultTries
	}
	return s
}

// place is a window, what it resolves to by itself, and what was read there.
type place struct {
	window
	resolution redeem.Resolution
	reading    *redeem.Reading
}

// page returns the places of a page, the best first.
func (s *search) page(p *Page) []place {
	lines := p.split()
	windows, more := windows(lines, &s.shape)
	s.more = s.more || more
	places := make([]place, 0, len(windows))
	for _, w := range windows {
		found := place{window: w, reading: new(redeem.Reading)}
		w.read(lines, found.reading)
		if s.isSerial(lines, w) {
			continue
		}
		found.resolution = s.corrector.ResolveOf(found.reading)
		places = append(places, found)
	}
	slices.SortStableFunc(places, s.compare)
	return places
}

// isSerial reports whether a part of the window is one of a serial number, and
// no label says something else.
func (s *search) isSerial(lines []textLine, w window) bool {
	if s.shape.label == labelSerial || w.label == labelCode {
		return false
	}
	for i := w.line; i <= w.endLine; i++ {
		from, to := w.in(lines, i)
		for m := range redeem.FindSerials(lines[i].text) {
			if from < m.End && to > m.Start {
				return true
			}
		}
	}
	return false
}

// compare orders places, the better one first.
func (s *search) compare(x, y place) int {
	return cmp.Or(
		compareVerdicts(x.resolution.Verdict, y.resolution.Verdict),
		cmp.Compare(y.resolution.Probability, x.resolution.Probability),
		cmp.Compare(x.resolution.Best.Cost, y.resolution.Best.Cost),
		s.compareLabels(x.label, y.label),
		cmp.Compare(x.broken, y.broken),
		cmp.Compare(x.line, y.line),
		cmp.Compare(x.start, y.start),
	)
}

func compareVerdicts(x, y redeem.Verdict) int {
	rank := [...]int{redeem.VerdictNone: 2, redeem.VerdictUnique: 0, redeem.VerdictAmbiguous: 1}
	return cmp.Compare(rank[x], rank[y])
}

// compareLabels puts the label that is wanted first, and that of something
// else last.
func (s *search) compareLabels(x, y label) int {
	rank := func(l label) int {
		switch l {
		case s.shape.label:
			return 0
		case labelOther:
			return 1
		case labelNone:
			return 2
		}
		return 3
	}
	return cmp.Compare(rank(x), rank(y))
}

// ask resolves readings with Accept, as long as tries are left.
func (s *search) ask(readings ...*redeem.Reading) redeem.Resolution {
	if s.tries <= 0 {
		s.more = true
		return redeem.Resolution{}
	}
	c := s.corrector
	c.MaxTries = s.tries
	c.Accept = func(code redeem.Code) bool {
		s.tries--
		return s.accept(code)
	}
	return c.ResolveOf(readings...)
}
