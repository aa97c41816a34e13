// Package meant finds the codes that a reading may have been meant as. It lists
// them in exact order of cost, counts them, and decides between them.
package meant

import (
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// Question is what is asked about some reads of one code.
type Question struct {
	Format    *form.Format
	Model     *alike.Model
	MaxCost   int // 0 = the engine's limit
	MaxEdits  int // 0 = any
	MaxIndels int // in each read
}

// Candidate is a code that the reads may have been meant as.
type Candidate struct {
	Code        spell.Symbols
	Cost, Edits int
}

// Verdict is how reads resolve. The numbers are those of the public Verdict.
type Verdict uint8

const (
	None Verdict = iota
	Unique
	Ambiguous
)

// Resolution is the answer to what a card says: see the public Resolution.
type Resolution struct {
	Verdict Verdict
	Best    Candidate
	Ties    int
	Margin  int
	Capped  bool
}

// maxTies is up to where ties are counted by listing them. With MaxIndels more
// are not counted at all.
const maxTies = 64

// Candidates yields the codes that the reads may have been meant as, cheapest
// first.
func (q *Question) Candidates(reads []string, yield func(Candidate) bool) {
	q.list(reads, yield)
}

// list is Candidates. It reports whether fewer edits, indels or reads were
// tried than may be, and whether there may be codes beyond the limit on costs.
func (q *Question) list(reads []string, yield func(Candidate) bool) (fewer, cut bool) {
	if !q.Format.Usable() {
		return false, false
	}
	if q.MaxIndels > 0 {
		_, fewer, cut = solveAlignment(q, reads, yield)
		return fewer, cut
	}
	var s search
	s.solve(q, reads, taskCandidates, yield)
	return s.fewer, s.cut()
}

// Resolve decides what the reads mean: the cheapest candidate, whether another
// is as cheap, and how far the next one is. If there is accept, only candidates
// that it takes count, and it is asked tries times at most.
func (q *Question) Resolve(reads []string, accept func(spell.Symbols) bool, tries int) Resolution {
	if accept == nil && q.MaxIndels <= 0 && q.Format.Usable() {
		var s search
		s.solve(q, reads, taskResolve, nil)
		s.resolution.end(s.fewer, s.cut())
		return s.resolution
	}
	if accept == nil {
		tries = maxTies
	}
	r := Resolution{Margin: -1}
	fewer, cut := q.list(reads, func(found Candidate) bool {
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
		switch {
		case accept != nil && !accept(found.Code):
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
	r.end(fewer, cut)
	if r.Verdict == Ambiguous {
		r.Margin = 0
	}
	return r
}

// end notes that fewer edits, indels or reads were tried than may be, or that
// costs were cut off.
func (r *Resolution) end(fewer, cut bool) {
	if fewer && r.Verdict == Unique {
		r.Margin = 0 // with more of them another code might be as cheap
	}
	r.Capped = r.Capped || fewer || cut && r.Verdict == None
}

// Count returns how many codes the reads stand for, and whether that is exact
// or an upper bound.
func (q *Question) Count(reads []string) (n uint64, exact bool) {
	if !q.Format.Usable() {
		return 0, true
	}
	if q.MaxIndels > 0 {
		n, _, _ = solveAlignment(q, reads, nil)
		return n, false
	}
	var s search
	s.solve(q, reads, taskCount, nil)
	return s.count, s.exact
}
