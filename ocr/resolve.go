package ocr

import (
	"cmp"
	"slices"

	"github.com/redeemkit/redeem"
)

// Found is a code on a page: how it resolves, and where it is. It begins at
// byte Start in the text of line number Line, and ends before byte End in the
// text of line number EndLine; both lines count from 0. A code in several lines
// includes all lines in between. These offsets lead to the text of the code,
// which Found itself does not print.
//
// Capped is also set if the page has more parts with the length of a code than
// were looked at.
type Found struct {
	redeem.Resolution
	Page                      int // the index of the page, of several; else 0
	Line, Start, EndLine, End int

	readings []*redeem.Reading
}

// Readings returns what was read of the code: one reading for each page that
// shows it. Pass them to [redeem.Corrector.CandidatesOf] or
// [redeem.Corrector.CountOf].
func (f Found) Readings() []*redeem.Reading { return f.readings }

// Resolve finds the code of the Corrector's format on the page and resolves it.
// It returns false if no part of the page can be a code. A nil Page is empty.
//
// A code begins and ends at the ends of words, spans at most four consecutive
// lines, and has the length of the format. If no such part of the page has a
// candidate, Resolve tries parts that are up to MaxIndels longer or shorter. It
// leaves out labels, the frame around a code, and other marks at its ends.
//
// Words may have the form of a code by chance, such as "Xbox gift card here".
// So letters without a digit are a code only if they have a label before them
// or dashes between them, or if codes without a digit are common in the format.
// A part of a serial number is a code only if it has a label.
//
// Of several parts, Resolve prefers a unique one to an ambiguous one. Next come
// the highest Probability, the lowest cost, a label such as "Code:", words that
// are groups of the format, and the first place on the page, in this order.
// With Accept, Resolve returns the first part in this order that has an
// accepted code; MaxTries applies to the whole page. It looks only at the 64
// parts that look most like a code.
//
// Resolve allocates. Even a unique answer may be wrong; see [redeem.Corrector]
// and the documentation of package redeem on candidates.
func (p *Page) Resolve(c *redeem.Corrector) (Found, bool) {
	return ResolveOf(c, p)
}

// search looks for a code on pages.
type search struct {
	corrector redeem.Corrector // without Accept
	accept    func(redeem.Code) bool
	tries     int
	shape     shape
	most      int  // places that are looked at on a page
	left      int  // how often the corrector may still be asked
	more      bool // there was more to look at
}

// defaultTries is that of [redeem.Corrector].
const defaultTries = 64

func newSearch(c *redeem.Corrector, wanted label) *search {
	s := &search{corrector: *c, accept: c.Accept, tries: c.MaxTries, left: maxResolved, shape: newShape(c, wanted)}
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
	windows, more := windows(lines, &s.shape, s.most)
	s.more = s.more || more
	places := make([]place, 0, len(windows))
	for _, w := range windows {
		found := place{window: w, reading: new(redeem.Reading)}
		w.read(lines, found.reading)
		if s.isSerial(lines, w) {
			continue
		}
		found.resolution = s.resolve(found.reading)
		places = append(places, found)
	}
	slices.SortStableFunc(places, s.compare)
	return places
}

// resolve asks the corrector, as long as that is not too much work. What is not
// asked about has no candidates.
func (s *search) resolve(readings ...*redeem.Reading) redeem.Resolution {
	if s.left == 0 {
		s.more = true
		return redeem.Resolution{}
	}
	s.left--
	return s.corrector.ResolveOf(readings...)
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
