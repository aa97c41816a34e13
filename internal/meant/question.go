// Package meant finds the codes that a reading may have been meant as. It lists
// them in exact order of cost, counts them, and decides between them.
package meant

import (
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// Question is what is asked about some readings of one code.
type Question struct {
	Format    *form.Format
	Model     *alike.Model
	MaxCost   int // 0 = the engine's limit
	MaxEdits  int // 0 = any
	MaxIndels int // in each reading
}

// Candidate is a code that the readings may have been meant as.
type Candidate struct {
	Code        spell.Symbols
	Cost, Edits int
}

// Verdict is how readings resolve. The numbers are those of the public Verdict.
type Verdict uint8

const (
	None Verdict = iota
	Unique
	Ambiguous
)

// Resolution is the answer to what a card says: see the public Resolution.
type Resolution struct {
	Verdict     Verdict
	Best        Candidate
	Ties        int
	Margin      int
	Probability float64
	Capped      bool
}

// maxTies is up to where ties are counted by listing them. With MaxIndels more
// are not counted at all.
const maxTies = 64

// outcome is what there is to know once the candidates are listed.
type outcome struct {
	fewer  bool    // edits, indels or readings were looked at than there are
	cut    bool    // there may be codes beyond the limit on costs
	beyond int     // 0, or a cost from which on there was no room or time to look
	base   int     // the cost that the weight is relative to
	weight float64 // of all codes, if the unit is known and it was asked for
}

// Candidates yields the codes that the readings may have been meant as, cheapest
// first.
func (q *Question) Candidates(from Source, yield func(Candidate) bool) { q.list(from, false, yield) }

// list is Candidates. It weighs all codes if asked to and one of them was
// yielded.
func (q *Question) list(from Source, weigh bool, yield func(Candidate) bool) outcome {
	if !q.Format.Usable() {
		return outcome{}
	}
	if q.MaxIndels > 0 {
		_, o := solveAlignment(q, from, weigh, yield)
		return o
	}
	var s search
	s.weighing = weigh
	s.solve(q, from, taskCandidates, yield)
	return s.said
}

// manyStates reports whether the check scheme has more states than a search
// looks at for sure, so that to find nothing proves nothing.
func (q *Question) manyStates() bool {
	return q.Format.Check != nil && q.Format.Check.States > form.MostTabled
}

// Resolve decides what the readings mean: the cheapest candidate, whether another
// is as cheap, and how far the next one is. If there is accept, only candidates
// that it takes count, and it is asked tries times at most.
func (q *Question) Resolve(from Source, accept func(spell.Symbols) bool, tries int) Resolution {
	unit := q.Model.Unit
	if accept == nil && q.MaxIndels <= 0 && q.Format.Usable() {
		var s search
		s.weighing = unit > 0
		s.solve(q, from, taskResolve, nil)
		s.resolution.end(&s.said, unit, 0)
		s.resolution.Capped = s.resolution.Capped || s.resolution.Verdict == None && q.manyStates()
		return s.resolution
	}
	if accept == nil {
		tries = maxTies
	}
	r := Resolution{Margin: -1}
	refused, first := 0.0, -1 // the weight of what was refused, relative to the first candidate
	o := q.list(from, unit > 0, func(found Candidate) bool {
		dearer := r.Verdict != None && found.Cost > r.Best.Cost
		switch {
		case dearer && r.Verdict == Ambiguous:
			return false
		case tries == 0:
			r.Capped = true
			if r.Verdict != None {
				r.Margin = found.Cost - r.Best.Cost
			}
			return false
		}
		tries--
		if first < 0 {
			first = found.Cost
		}
		switch {
		case accept != nil && !accept(found.Code):
			refused += weightOf(found.Cost-first, unit)
			return true
		case dearer:
			r.Margin = found.Cost - r.Best.Cost
			return false
		case r.Verdict == None:
			r.Verdict, r.Best = Unique, found
		default:
			r.Verdict = Ambiguous
		}
		r.Ties++
		return true
	})
	if r.Verdict == Ambiguous {
		r.Margin = 0
	}
	r.end(&o, unit, refused*weightOf(first-o.base, unit))
	return r
}

// end notes what was not looked at, and how probable the answer is.
func (r *Resolution) end(o *outcome, unit, refused float64) {
	if o.fewer && r.Verdict == Unique {
		r.Margin = 0 // with more of them another code might be as cheap
	}
	if o.beyond > 0 && r.Verdict == Unique && r.Margin < 0 {
		r.Margin = o.base + o.beyond - r.Best.Cost
		r.Capped = true
	}
	r.Capped = r.Capped || o.fewer || (o.cut || o.beyond > 0) && r.Verdict == None
	if r.Verdict == None || unit <= 0 {
		return
	}
	// Rounding must not make it more likely than it is that one of several
	// codes that cost the same is the one.
	best := weightOf(r.Best.Cost-o.base, unit)
	r.Probability = best / max(o.weight-refused, best*float64(r.Ties))
}

// Count returns how many codes the readings stand for, and whether that is exact
// or an upper bound.
func (q *Question) Count(from Source) (n uint64, exact bool) {
	if !q.Format.Usable() {
		return 0, true
	}
	if q.MaxIndels > 0 {
		n, _ = solveAlignment(q, from, false, nil)
		return n, false
	}
	var s search
	s.solve(q, from, taskCount, nil)
	return s.count, s.exact
}
