package redeem

import "iter"

// Candidate is a code that an input may have been meant as. Cost is the sum of
// the model's costs over all places and reads; Edits counts the characters,
// over all reads, that were replaced, dropped or added to come to the code,
// not those that were unread.
type Candidate struct {
	Code        Code
	Cost, Edits int
}

// Corrector finds what was on the card, given what was read. The zero
// Corrector is ready to use: gift cards, the issuer's nine pairs, no bound on
// cost or edits. It may be used by many goroutines at once if Accept may.
//
// Reads are normalized as [Parse] does it. A question mark is a character
// that could not be read, and so is one that stands for no symbol unless the
// model knows what it may mean: it may be any symbol, at no cost. Several
// reads are of one card, say frames of a camera: their costs add up, and a
// symbol must be possible in each of them. If they are more than 65,535, only the
// first of them are looked at, and the answer says that it is not certain.
// Without MaxIndels a read of another length than the format's has no candidates.
//
// What it finds is found in exact order of cost, and complete: every code
// whose cost is at most MaxCost, each once, all of equal cost included; their
// order among each other is not specified and may change. The engine's limit
// is 127 above the cost of reading every place as what is cheapest there;
// all candidates of [SupportArticle] and [SupportTS1292] for one read are
// within it. With MaxIndels, of which it tries four at most, and fewer with
// many reads or MaxEdits above 16, above all with a check scheme of hundreds of
// states, it is 63 in all. A bound below zero is taken for zero.
//
// Nothing is allocated with check schemes of up to 100 states. Larger ones
// (ISO 7064 MOD 661-26, MOD 1271-36), and those that MaxEdits or MaxIndels
// multiply beyond that, take a workspace of at most 9 MiB a call. Where MaxEdits
// would take more, fewer edits are tried, though never less than 11.
type Corrector struct {
	Format     *Format         // nil = GiftCard()
	Lookalikes *Lookalikes     // nil = the format's
	MaxCost    int             // 0 = the engine's limit
	MaxEdits   int             // 0 = any
	MaxIndels  int             // characters the reader may have dropped or added, in each read
	Accept     func(Code) bool // nil = every code; else asked cheapest first, e.g. "was it issued?"
	MaxTries   int             // how often Accept may be asked; 0 = 64
}

// defaults returns the format and the model, those that stand for nil included.
func (c *Corrector) defaults() (*Format, *Lookalikes) {
	f, model := c.Format, c.Lookalikes
	if f == nil {
		f = &giftCard
	}
	if model == nil {
		model = f.spec.Lookalikes
	}
	return f, model
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
	// Capped says that a budget ended the search, or left out some edits,
	// indels or reads. Ties may then be too few, Margin is only known to be at least as
	// large, and so the verdict is certain if it is VerdictUnique with a Margin
	// above 0, else incomplete.
	Capped bool
}

const (
	defaultTries = 64
	maxTies      = 64 // how many candidates are listed to count ties with MaxIndels
)

// Candidates yields the codes that the reads may have been meant as, cheapest
// first. It yields all codes within MaxCost, MaxEdits and MaxIndels; Accept is
// not asked.
func (c *Corrector) Candidates(reads ...string) iter.Seq[Candidate] {
	return func(yield func(Candidate) bool) { c.candidates(reads, yield) }
}

func (c *Corrector) candidates(reads []string, yield func(Candidate) bool) {
	if c.MaxIndels > 0 {
		solveAligned(c, reads, yield)
		return
	}
	if len(reads) == 1 && c.sparse(reads[0], yield) {
		return
	}
	var s search
	s.solve(c, reads, taskCandidates, yield)
}

// Resolve decides what the reads mean: the cheapest candidate that Accept
// takes, whether another is as cheap, and how far the next one is. It never
// breaks a tie. Where the answer decides about money, ask for VerdictUnique and
// a Margin.
func (c *Corrector) Resolve(reads ...string) Resolution {
	var s search
	if c.Accept == nil && c.MaxIndels <= 0 {
		s.solve(c, reads, taskResolve, nil)
		s.resolution.end(s.fewer, s.cut())
		return s.resolution
	}
	tries := maxTies
	if c.Accept != nil {
		tries = c.MaxTries
		if tries <= 0 {
			tries = defaultTries
		}
	}
	r := Resolution{Margin: -1}
	take := func(found Candidate) bool {
		dearer := r.Verdict != VerdictNone && found.Cost > r.Best.Cost
		switch {
		case dearer && r.Verdict == VerdictAmbiguous:
			return false
		case tries == 0:
			r.Capped = true
			if r.Verdict != VerdictNone {
				r.Margin = found.Cost - r.Best.Cost
			}
			return false
		}
		tries--
		switch {
		case c.Accept != nil && !c.Accept(found.Code):
			return true
		case dearer:
			r.Margin = found.Cost - r.Best.Cost
			return false
		case r.Verdict == VerdictNone:
			r.Verdict, r.Best = VerdictUnique, found
		default:
			r.Verdict = VerdictAmbiguous
		}
		r.Ties++
		return true
	}
	if c.MaxIndels > 0 {
		_, fewer, cut := solveAligned(c, reads, take)
		r.end(fewer, cut)
	} else {
		s.solve(c, reads, taskCandidates, take)
		r.end(s.fewer, s.cut())
	}
	if r.Verdict == VerdictAmbiguous {
		r.Margin = 0
	}
	return r
}

// end notes that fewer edits, indels or reads were tried than may be, or that
// costs were cut off.
func (r *Resolution) end(fewer, cut bool) {
	if fewer && r.Verdict == VerdictUnique {
		r.Margin = 0 // with more of them another code might be as cheap
	}
	r.Capped = r.Capped || fewer || cut && r.Verdict == VerdictNone
}

// Count returns how many codes the reads stand for within MaxCost, MaxEdits
// and MaxIndels, without listing them; Accept is not asked. Each is a guess,
// so this is what a rate limiter should charge for the input. With MaxIndels
// the number is an upper bound and exact is false, as it is where the number
// is beyond the largest uint64, which then is returned. Where a MaxEdits above
// 2 would take too large a workspace, the number is that without MaxEdits, and
// exact is false as well, and so it is with more than 65,535 reads.
func (c *Corrector) Count(reads ...string) (n uint64, exact bool) {
	if c.MaxIndels > 0 {
		n, _, _ = solveAligned(c, reads, nil)
		return n, false
	}
	var s search
	s.solve(c, reads, taskCount, nil)
	return s.count, s.exact
}
