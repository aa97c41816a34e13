package redeem

import (
	"iter"

	"github.com/redeemkit/redeem/internal/meant"
	"github.com/redeemkit/redeem/internal/spell"
)

// Candidate is a code that an input may stand for. Cost is the sum of the
// model's costs over all places; of several reads it is the mean at each place.
// Edits is the number of characters that are replaced, dropped or added to get
// the code, in the read that needs most of them. Unread characters do not count.
type Candidate struct {
	Code        Code
	Cost, Edits int
}

// Corrector finds the codes that a card may show, given what was read from it.
// The zero Corrector is ready to use: it corrects gift cards, uses the nine
// pairs of [SupportArticle], and has no bound on cost or edits. Several
// goroutines may use a Corrector at once if they may call Accept at once.
//
// Reads are normalized as [Parse] does it, with these differences:
//
//   - A character outside the alphabet that may be several symbols stands for
//     each of them, at the costs of the model.
//   - A question mark is an unread character: it may be any symbol, at no
//     cost. So is a character that stands for no symbol, unless the model
//     knows what it may mean.
//   - Marks that a paste brings along at both ends are left out only if there
//     are more characters than a code has.
//
// Several reads must be of one card, such as frames of a camera. They are
// averaged: at each place a symbol costs the mean of what it costs in the reads
// that show the place, rounded, so that equal reads answer what one of them does. If one read holds a
// symbol impossible and another does not, it costs 8 nats in the first, or as
// much as a dropped character if the model has no unit. Only the first 65,535
// reads are used, and 64 of those that differ; if there are more, the answer is
// marked as incomplete.
//
// Without MaxIndels, reads that are longer or shorter than a code are ignored. With
// MaxIndels each read is aligned with the code on its own, at its lowest cost, and
// the cost of the code is the mean. A read in which a place is unread, or dropped, takes
// part there with the mean of the others. So a frame in which a character is missing, or
// one too many, helps the frames that have them all. Eight reads may then differ.
//
// Candidates are complete and in order of increasing cost: every code whose
// cost is at most MaxCost appears once. The order of candidates of equal cost
// is unspecified and may change. The limit of the engine is 127 above the cost
// of the cheapest option at every place; all candidates of [SupportArticle] and
// [SupportTS1292] for one read are within it. With MaxIndels the limit is a
// total cost of 63, or 255 for reads that differ, and at most four indels are
// tried. A negative bound counts as 0.
//
// A budget bounds the work of every call. It counts steps and does not measure
// time, so that the same input always has the same answer; SECURITY.md has a
// table of the slowest calls, of 3 to 20 milliseconds. Where it is not enough, fewer
// indels are tried, as with many reads that differ, MaxEdits above 16, or several reads
// and hundreds of states of the check scheme. With three or four Reed-Solomon check
// symbols, dear candidates are left out. A [Resolution] then says that it is Capped.
//
// A Corrector does not allocate with check schemes of up to 100 states. Larger
// ones may need a workspace of at most 14 MiB a call, and so do those whose
// states MaxEdits or MaxIndels multiply beyond 100. Where MaxEdits would need more, fewer edits are tried, but never less
// than 11.
type Corrector struct {
	Format     *Format         // nil = GiftCard()
	Lookalikes *Lookalikes     // nil = the format's
	MaxCost    int             // 0 = the engine's limit
	MaxEdits   int             // 0 = any
	MaxIndels  int             // characters the reader may have dropped, added or swapped, in each read
	Accept     func(Code) bool // nil = every code; else asked cheapest first, e.g. "was it issued?"
	MaxTries   int             // how often Accept may be asked; 0 = 64
}

// Verdict says whether a [Corrector] found one code, several or none.
type Verdict uint8

const (
	VerdictNone      Verdict = iota // no candidate was accepted
	VerdictUnique                   // one accepted candidate has the lowest cost
	VerdictAmbiguous                // several accepted candidates have the lowest cost
)

// String returns "none", "unique" or "ambiguous".
func (v Verdict) String() string {
	switch v {
	case VerdictUnique:
		return "unique"
	case VerdictAmbiguous:
		return "ambiguous"
	}
	return "none"
}

// Resolution is the result of [Corrector.Resolve].
type Resolution struct {
	Verdict Verdict
	Best    Candidate // the cheapest accepted candidate, also if ambiguous; zero if there is none
	Ties    int       // number of accepted candidates at Best.Cost, at most math.MaxInt; 0 if there is none
	Margin  int       // cost from Best to the next dearer accepted candidate; 0 if tied, -1 if there is none

	// Capped reports that the search hit a limit. Ties may then be too low, and
	// the true margin may be larger than Margin. VerdictUnique with a positive
	// Margin still holds; any other verdict may be incomplete.
	Capped bool

	// Probability is how likely Best is the code of the card, if all codes are
	// equally likely beforehand. With MaxIndels, and beyond the budget, it is a
	// lower bound. With hundreds of states of the check scheme, what candidates too
	// dear to be listed weigh may be an estimate. It is 0 if there is no candidate,
	// or if the model has no unit (Lookalikes.WithUnit), and never above 1/Ties.
	Probability float64
}

const defaultTries = 64

// Candidates yields the codes that the reads may stand for, cheapest first. It
// yields all codes within MaxCost, MaxEdits and MaxIndels. It does not call
// Accept.
func (c *Corrector) Candidates(reads ...string) iter.Seq[Candidate] {
	return func(yield func(Candidate) bool) { c.candidates(reads, yield) }
}

func (c *Corrector) candidates(reads []string, yield func(Candidate) bool) {
	q := c.question()
	q.Candidates(meant.Source{Texts: reads}, func(found meant.Candidate) bool { return yield(candidate(found)) })
}

// Resolve decides which code the reads stand for. It returns the cheapest
// candidate that Accept takes, the number of candidates that are as cheap, and
// the distance to the next one. It never breaks a tie. If the answer decides
// about money, require [VerdictUnique] and a Margin.
func (c *Corrector) Resolve(reads ...string) Resolution {
	return c.resolve(meant.Source{Texts: reads})
}

func (c *Corrector) resolve(from meant.Source) Resolution {
	var accept func(spell.Symbols) bool
	if c.Accept != nil {
		accept = func(code spell.Symbols) bool { return c.Accept(Code{code}) }
	}
	tries := c.MaxTries
	if tries <= 0 {
		tries = defaultTries
	}
	q := c.question()
	r := q.Resolve(from, accept, tries)
	return Resolution{Verdict(r.Verdict), candidate(r.Best), r.Ties, r.Margin, r.Capped, r.Probability}
}

// Count returns the number of codes that the reads may stand for within
// MaxCost, MaxEdits and MaxIndels, without listing them. It does not call
// Accept. Each code is a guess, so this is what a rate limiter should charge
// for the input.
//
// exact reports whether n is exact. It is false, and n is an upper bound, with
// MaxIndels, and where a MaxEdits above 2 would need too large a workspace:
// then n is the number without MaxEdits. It is also false if the number is
// beyond the largest uint64, which Count then returns, and with more than
// 65,535 reads.
func (c *Corrector) Count(reads ...string) (n uint64, exact bool) {
	q := c.question()
	return q.Count(meant.Source{Texts: reads})
}

// question returns what c asks about its reads, defaults filled in.
func (c *Corrector) question() meant.Question {
	f, l := c.Format, c.Lookalikes
	if f == nil {
		f = &giftCard
	}
	if l == nil {
		l = f.lookalikes()
	}
	return meant.Question{
		Format:    f.compiled(),
		Model:     l.model(),
		MaxCost:   c.MaxCost,
		MaxEdits:  c.MaxEdits,
		MaxIndels: c.MaxIndels,
	}
}

func candidate(c meant.Candidate) Candidate { return Candidate{Code{c.Code}, c.Cost, c.Edits} }
