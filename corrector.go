package redeem

import (
	"iter"

	"github.com/redeemkit/redeem/internal/meant"
	"github.com/redeemkit/redeem/internal/spell"
)

// Candidate is a code that an input may have been meant as. Cost is the sum of
// the model's costs over all places, of several reads their mean. Edits counts the
// characters that were replaced, dropped or added to come to the code, not those
// that were unread; of several reads it is that of the read with most.
type Candidate struct {
	Code        Code
	Cost, Edits int
}

// Corrector finds what was on the card, given what was read. The zero
// Corrector is ready to use: gift cards, the issuer's nine pairs, no bound on
// cost or edits. It may be used by many goroutines at once if Accept may.
//
// Reads are normalized as [Parse] does it, but a character outside the alphabet
// that may be several symbols is all of them, at the costs of the model. What a
// paste brings along at both ends is left out where there are more characters
// than a code has. A question mark is a character that could not be read, and so
// is one that stands for no symbol unless the model knows what it may mean: it
// may be any symbol, at no cost.
//
// Several reads are of one card, say frames of a camera, and are averaged: at each
// place the cost of a symbol is the mean over the reads that read the place,
// rounded. A symbol that a read holds impossible, or dearer than 8 nats, costs 8
// nats in that read if another one holds it possible; without a unit, it costs what
// dropping a character does. So equal reads say what one of them says, and their
// order does not matter. If reads are more than 65,535, or more than 64 of them
// differ, the first ones are looked at, and the answer says that it is not certain.
//
// Without MaxIndels a read of another length than the format's says nothing, and
// alone it has no candidates. With MaxIndels each read is lined up with the code on
// its own, at its lowest cost, the cost of the code is the mean over the
// reads, and up to eight reads may differ. A frame that lacks a character, or has
// one too many, then helps those that have them all.
//
// What it finds is found in exact order of cost, and complete: every code
// whose cost is at most MaxCost, each once, all of equal cost included; their
// order among each other is not specified and may change. The engine's limit
// is 127 above the cost of reading every place as what is cheapest there;
// all candidates of [SupportArticle] and [SupportTS1292] for one read are
// within it. With MaxIndels, of which it tries four at most, it is 63 in all, and
// 255 for reads that differ. A bound below zero is taken for zero.
//
// A budget of work bounds every call. It is counted in steps, so that the same
// input always has the same answer; it takes about 20 milliseconds at most, and a
// [Resolution] says that it is Capped if that was not enough. MaxIndels then counts
// for less, above all with many reads, MaxEdits above 16, or a check scheme of
// hundreds of states, and dear candidates may be missing. With three or four
// Reed-Solomon symbols no others are.
//
// Nothing is allocated with check schemes of up to 100 states. Larger ones, and
// those that MaxEdits or MaxIndels multiply beyond that, may take a workspace of at
// most 9 MiB a call. Where MaxEdits would take more, fewer edits are tried, though
// never less than 11.
type Corrector struct {
	Format     *Format         // nil = GiftCard()
	Lookalikes *Lookalikes     // nil = the format's
	MaxCost    int             // 0 = the engine's limit
	MaxEdits   int             // 0 = any
	MaxIndels  int             // characters the reader may have dropped, added or swapped, in each read
	Accept     func(Code) bool // nil = every code; else asked cheapest first, e.g. "was it issued?"
	MaxTries   int             // how often Accept may be asked; 0 = 64
}

// Verdict is how an input resolves.
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

// Resolution is the answer to what a card says.
type Resolution struct {
	Verdict Verdict
	Best    Candidate // the cheapest accepted one, also when ambiguous; zero when none
	Ties    int       // accepted candidates at Best.Cost, Best included, at most math.MaxInt; 0 when none
	Margin  int       // cost to the next dearer accepted candidate; 0 if tied, -1 if there is none
	// Capped reports that a limit ended the search, or left out some edits,
	// indels or reads. A Unique verdict with a positive Margin still holds, and
	// the Margin is then known to be at least that. Any other verdict may be
	// incomplete, and Ties too few.
	Capped bool
	// Probability is that of Best being what the card says: its weight by that of
	// all codes that the reads may mean, less those that Accept refused, and of the
	// model's uncovered share. It is never above 1/Ties, and 0 if the unit of the
	// model is not known. MaxCost and MaxEdits do not make it larger. With
	// MaxIndels it is a lower bound, 0 at worst, as it is beyond the budget of work;
	// with a scheme of more than 2,000 states, codes that are too dear to be
	// listed weigh what their expected number does.
	Probability float64
}

const defaultTries = 64

// Candidates yields the codes that the reads may have been meant as, cheapest
// first. It yields all codes within MaxCost, MaxEdits and MaxIndels; Accept is
// not asked.
func (c *Corrector) Candidates(reads ...string) iter.Seq[Candidate] {
	return func(yield func(Candidate) bool) { c.candidates(reads, yield) }
}

func (c *Corrector) candidates(reads []string, yield func(Candidate) bool) {
	q := c.question()
	q.Candidates(meant.Source{Texts: reads}, func(found meant.Candidate) bool { return yield(candidate(found)) })
}

// Resolve decides what the reads mean: the cheapest candidate that Accept
// takes, whether another is as cheap, and how far the next one is. It never
// breaks a tie. Where the answer decides about money, ask for VerdictUnique and
// a Margin.
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

// Count returns how many codes the reads stand for within MaxCost, MaxEdits
// and MaxIndels, without listing them; Accept is not asked. Each is a guess,
// so this is what a rate limiter should charge for the input. With MaxIndels
// the number is an upper bound and exact is false, as it is where the number
// is beyond the largest uint64, which then is returned. Where a MaxEdits above
// 2 would take too large a workspace, the number is that without MaxEdits, and
// exact is false as well, and so it is with more than 65,535 reads.
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
