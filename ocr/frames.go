package ocr

import (
	"cmp"
	"slices"

	"github.com/redeemkit/redeem"
)

// What is compared of several pictures.
const (
	maxFrames   = 8   // pictures
	maxShown    = 2   // places of each
	maxResolved = 256 // how often a Corrector is asked in one search
)

// ResolveOf is like [Page.Resolve] for several pictures of one card, such as
// frames of a camera. It finds the code on each page and resolves all readings
// of it together, as [redeem.Corrector.ResolveOf] does. It ignores pages that
// do not show the code. Of several codes with the same verdict it prefers the
// one on most pages.
//
// ResolveOf uses the first eight pages that have a part with the length of a
// code. If there are more than two pages, it looks at 128 such parts in all.
// If there are more than six pages, it may skip the parts that look least like a
// code. Capped then reports it.
func ResolveOf(c *redeem.Corrector, pages ...*Page) (Found, bool) {
	s := newSearch(c, labelCode)
	if c.MaxIndels > 0 {
		exact := *c
		exact.MaxIndels = 0
		s = newSearch(&exact, labelCode)
		if found, ok := s.decide(s.sightings(s.frames(pages))); ok {
			return found, true
		}
		tries := s.tries
		s = newSearch(c, labelCode)
		s.tries = tries
	}
	return s.decide(s.sightings(s.frames(pages)))
}

// frame is the places of a page, the best first.
type frame struct {
	page   int
	places []place
}

// frames returns the places of each page that has some.
func (s *search) frames(pages []*Page) []frame {
	var frames []frame
	s.most = maxWindows
	if n := min(len(pages), maxFrames); n > 2 {
		s.most = 2 * maxWindows / n
	}
	for i, p := range pages {
		if p == nil || len(frames) == maxFrames {
			continue
		}
		if places := s.page(p); len(places) > 0 {
			frames = append(frames, frame{i, places})
		}
	}
	return frames
}

// sighting is a code that was seen on one page or several.
type sighting struct {
	place                      // the best of them, with what all resolve to
	page     int               // of place
	readings []*redeem.Reading // one of each page
}

// sightings returns what the pages show, the best first.
func (s *search) sightings(frames []frame) []sighting {
	var all, rest []sighting
	for _, f := range frames {
		for i, p := range f.places {
			seen := sighting{place: p, page: f.page, readings: []*redeem.Reading{p.reading}}
			if i < maxShown {
				all = append(all, seen)
			} else {
				rest = append(rest, seen)
			}
		}
	}
	if len(frames) > 1 {
		// The best first: the search may end before the last.
		slices.SortStableFunc(all, func(x, y sighting) int { return s.compare(x.place, y.place) })
		for i := range all {
			s.lookElsewhere(&all[i], frames)
		}
	}
	all = append(all, rest...)
	slices.SortStableFunc(all, func(x, y sighting) int {
		return cmp.Or(
			compareVerdicts(x.resolution.Verdict, y.resolution.Verdict),
			cmp.Compare(len(y.readings), len(x.readings)),
			s.compare(x.place, y.place),
			cmp.Compare(x.page, y.page),
		)
	})
	return all
}

// lookElsewhere adds the place of each other page that shows the same code: the
// one with which it resolves best, unless that means to misread a third of it.
func (s *search) lookElsewhere(seen *sighting, frames []frame) {
	for _, f := range frames {
		if f.page == seen.page {
			continue
		}
		best := place{}
		for _, p := range f.places[:min(len(f.places), maxShown)] {
			together := p
			together.resolution = s.resolve(append(seen.readings, p.reading)...)
			if r := together.resolution; r.Verdict == redeem.VerdictNone || 3*r.Best.Edits > s.shape.most {
				continue
			}
			if best.reading == nil || s.compare(together, best) < 0 {
				best = together
			}
		}
		if best.reading != nil {
			seen.readings = append(seen.readings, best.reading)
			seen.resolution = best.resolution
		}
	}
}

// decide returns the first that has an accepted code.
func (s *search) decide(all []sighting) (Found, bool) {
	for _, seen := range all {
		r := seen.resolution
		if r.Verdict == redeem.VerdictNone {
			break
		}
		if s.accept != nil {
			r = s.ask(seen.readings...)
		}
		if r.Verdict != redeem.VerdictNone {
			r.Capped = r.Capped || s.more
			return Found{r, seen.page, seen.line, seen.start, seen.endLine, seen.end, seen.readings}, true
		}
	}
	return Found{}, false
}
