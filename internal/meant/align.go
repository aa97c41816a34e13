package meant

import (
	"math"
	"math/bits"

	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// alignment answers a Corrector's question about reads whose characters may
// have been dropped or added. How a code and a read line up is then open, and
// a code may be reached by several ways of lining up, of which the cheapest
// counts. So there is a set of costs, as search has it, for every state and
// way, and the walk forward goes by codes, not by ways: it carries the price of
// every way along, which makes it a Levenshtein automaton that is
// built as it is walked. A code comes at its lowest cost, and only then.
type alignment struct {
	f        *form.Format
	model    *alike.Model
	limit    int // on costs
	indels   int // in each read
	ways     int // of one read
	joint    int // of all reads together: the way of the first read counts units, of the second ways of them, ...
	layers   int // numbers of edits that are told apart, each with all joint ways; 1 if edits are not bounded
	layered  bool
	states   int
	counting bool   // words hold numbers of ways, not sets of costs
	lost     uint64 // not 0 if a cost was beyond what a word holds
}

// alignWork is what an alignment has on the stack.
type alignWork struct {
	reads []readChars
	words []uint64
	yield func(Candidate) bool
}

// readChars is a read: a character for each symbol that was seen, 0 for one
// that could not be told.
type readChars struct {
	chars [spell.MaxLen + maxIndels]byte
	n     int
}

const (
	maxIndels = 4
	maxJoint  = 256 // ways, times numbers of edits
	// maxWords bounds what is multiplied: places, states, ways and numbers of
	// edits. It lets all through that has up to 94 states; more with a thousand
	// states would take seconds and a hundred megabytes.
	maxWords      = 800_000
	maxIndelsCost = 63 // a set of costs is one word

	maxAlignedReads = 5 // the most reads with two ways or more that maxJoint has room for
)

// pull adds what the words after a hop of a read hold to those before it. For
// every number of edits and way of the other reads there is one of each.
func (a *alignment) pull(h hop, unit int, before, after []uint64) {
	lost := uint64(0)
	for e := range a.layers {
		to := e
		if a.layered {
			to += int(h.edits)
		}
		if to >= a.layers {
			break
		}
		before, after := before[e*a.joint:][:a.joint], after[to*a.joint:][:a.joint]
		for high := 0; high < a.joint; high += unit * a.ways {
			for low := range unit {
				at := high + low
				word, from := &before[at+int(h.from)*unit], after[at+int(h.to)*unit]
				if !a.counting {
					lost |= from >> (64 - min(h.cost, 64))
					from <<= h.cost
				}
				*word = a.add(*word, from)
			}
		}
	}
	a.lost |= lost
}

// final reports whether a word stands for reads that are all used up by a
// code of n symbols.
func (a *alignment) final(reads []readChars, word int) bool {
	for i := range reads {
		if wayOf(word%a.ways).shift != reads[i].n-a.f.Length {
			return false
		}
		word /= a.ways
	}
	return true
}

// at returns the words of a state before a place.
func (a *alignment) at(w alignWork, place, state int) []uint64 {
	size := a.joint * a.layers
	return w.words[(place*a.states+state)*size:][:size]
}

// next returns the state after a symbol.
func (a *alignment) next(place, state int, symbol byte) (next int, ok bool) {
	if a.f.Check == nil {
		return 0, true
	}
	next = int(a.f.Check.Step(uint16(state), place, symbol))
	return next, next != a.states
}

// add adds what two words hold: sets of costs, or numbers of ways.
func (a *alignment) add(x, y uint64) uint64 {
	if a.counting {
		return addSaturating(x, y)
	}
	return x | y
}

// fill fills in the words from the last place to the first.
func (a *alignment) fill(w alignWork) {
	n := a.f.Length
	accept := 0
	if a.f.Check != nil {
		accept = int(a.f.Check.Accept)
	}
	last := a.at(w, n, accept)
	for i := range last {
		if a.final(w.reads, i) {
			last[i] = 1
		}
	}
	var space [maxHops]hop
	for place := n; place >= 0; place-- {
		if place < n {
			symbols := a.f.SymbolsAt(place)
			for i := range len(symbols) {
				a.fillSymbol(w, place, symbols[i])
			}
		}
		for r, unit := 0, 1; r < len(w.reads); r, unit = r+1, unit*a.ways {
			hops := a.hopsAdded(space[:0], &w.reads[r], place)
			for state := range a.states {
				words := a.at(w, place, state)
				for i := len(hops) - 1; i >= 0; i-- {
					a.pull(hops[i], unit, words, words)
				}
			}
		}
	}
}

func (a *alignment) fillSymbol(w alignWork, place int, symbol byte) {
	var (
		space [maxAlignedReads][maxHops]hop
		used  [maxAlignedReads]int
		spare [2][maxJoint]uint64
	)
	for r := range w.reads {
		used[r] = len(a.hopsOver(space[r][:0], &w.reads[r], place, symbol))
	}
	for state := range a.states {
		next, ok := a.next(place, state, symbol)
		if !ok {
			continue
		}
		words := a.at(w, place+1, next)
		for r, unit := 0, 1; r < len(w.reads); r, unit = r+1, unit*a.ways {
			to, result := words, spare[r%2][:len(words)]
			clear(result)
			for _, h := range space[r][:used[r]] {
				a.pull(h, unit, result, to)
			}
			words = result
		}
		sum := a.at(w, place, state)
		for i, word := range words {
			sum[i] = a.add(sum[i], word)
		}
	}
}

// run lists or counts codes.
func (a *alignment) run(w alignWork) (count uint64) {
	start := 0
	if a.f.Check != nil {
		start = int(a.f.Check.Start)
	}
	a.counting = w.yield == nil
	a.fill(w)
	if a.counting {
		return a.at(w, 0, start)[0]
	}
	costs := a.at(w, 0, start)[0]
	for ; costs != 0; costs &= costs - 1 {
		c := bits.TrailingZeros64(costs)
		if c > a.limit || !a.level(w, c) {
			break
		}
	}
	return 0
}

// solveAlignment is what search.solve is for a Corrector with MaxIndels. Without
// yield it counts. fewer says that it did not try so many indels, cut that
// there may be codes beyond the limit on costs.
func solveAlignment(c *Question, reads []string, yield func(Candidate) bool) (count uint64, fewer, cut bool) {
	a := alignment{limit: maxIndelsCost, states: 1}
	a.f, a.model = c.Format, c.Model
	if a.f.Check != nil {
		a.states = a.f.Check.States
	}
	if c.MaxCost > 0 {
		a.limit = min(a.limit, c.MaxCost)
	}
	reads = reads[:min(len(reads), maxReads)]
	differ := 0
	var texts [maxAlignedReads]readChars
	for i, read := range reads {
		r := &texts[i%maxAlignedReads]
		r.n = a.f.Characters([]byte(read), r.chars[:])
		differ = max(differ, r.n-a.f.Length, a.f.Length-r.n)
	}
	a.indels = min(c.MaxIndels, maxIndels)
	fewer = c.MaxIndels > maxIndels
	switch {
	case len(reads) == 0 || differ > c.MaxIndels:
		return 0, false, false
	case differ > a.indels:
		return codes(a.f), true, false
	}
	for !a.fits(c, len(reads)) {
		if a.indels == differ {
			return codes(a.f), true, false
		}
		a.indels--
		fewer = true
	}
	if a.indels == 0 {
		var s search
		if yield != nil {
			s.solve(c, reads, taskCandidates, yield)
		}
		return codes(a.f), true, false
	}
	count = a.withSpace(alignWork{reads: texts[:len(reads)], yield: yield})
	if fewer {
		count = math.MaxUint64
	}
	return min(count, codes(a.f)), fewer, a.lost != 0 && a.limit == maxIndelsCost
}

// codes returns how many texts there are of the format's symbols, or
// math.MaxUint64 if they are more.
func codes(f *form.Format) uint64 {
	n := uint64(1)
	for i := range f.Length {
		high, low := bits.Mul64(n, uint64(len(f.SymbolsAt(i))))
		if n = low; high != 0 {
			return math.MaxUint64
		}
	}
	return n
}

// fits sets the numbers of ways, and reports whether there is room for them.
func (a *alignment) fits(c *Question, reads int) bool {
	if a.indels == 0 {
		return true
	}
	a.layers = 1
	if a.layered = c.MaxEdits > 0 && c.MaxEdits < reads*(spell.MaxLen+maxIndels); a.layered {
		a.layers = c.MaxEdits + 1
	}
	a.ways = (a.indels + 1) * (a.indels + 2) / 2
	a.joint = 1
	for range reads {
		if a.joint *= a.ways; a.joint > maxJoint {
			return false
		}
	}
	return a.joint*a.layers <= maxJoint && a.words() <= maxWords
}

// words returns how many there are for all places.
func (a *alignment) words() int { return (a.f.Length + 1) * a.states * a.joint * a.layers }

const (
	alignedMiddle = 2000
	alignedMost   = 16000
)

// withSpace runs with cleared words, as [search.withSpace] does.
func (a *alignment) withSpace(w alignWork) uint64 {
	need := a.words()
	switch {
	case need <= alignedMiddle:
		return a.withMiddle(w, need)
	case need <= alignedMost:
		return a.withMost(w, need)
	}
	w.words = make([]uint64, need)
	return a.run(w)
}

//go:noinline
func (a *alignment) withMiddle(w alignWork, need int) uint64 {
	var words [alignedMiddle]uint64
	w.words = words[:need]
	return a.run(w)
}

//go:noinline
func (a *alignment) withMost(w alignWork, need int) uint64 {
	var words [alignedMost]uint64
	w.words = words[:need]
	return a.run(w)
}
