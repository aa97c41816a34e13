package meant

import (
	"math"
	"math/bits"

	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// alignment answers a Corrector's question about readings whose characters may
// have been dropped, added or swapped. How a code and a reading line up is then
// open, and a code may be reached by several ways of lining up, of which the
// cheapest counts. So there is a set of costs, as search has it, for every state
// and way, and the walk forward goes by codes, not by ways: it carries the price
// of every way along, which makes it a Levenshtein automaton that is built as it
// is walked. A code comes at its lowest cost, and only then.
//
// Several readings that differ line up each on their own, and the cost is the
// mean. Then the words hold the lowest costs from there on, which together are
// no more than what a code costs, so that a walk may be in vain.
type alignment struct {
	f       *form.Format
	model   *alike.Model
	limit   int // on costs
	indels  int // in each reading
	ways    int // of one reading
	layers  int // numbers of edits that are told apart, each with all ways; 1 if edits are not bounded
	layered bool
	states  int
	symbols int // at most at a place
	times   int // readings together
	holds   holding
	lost    uint64 // not 0 if a cost was beyond what a word holds
	steps   int    // that are left
	unit    float64
	outcome
}

// holding is what the words of an alignment hold.
type holding uint8

const (
	holdCosts  holding = iota // sets of costs
	holdLeast                 // the lowest cost, and 1
	holdWays                  // numbers of ways
	holdWeight                // sums of weights, as bits
)

// alignSpace is what an alignment has on the stack or, if that is too much, on
// the heap.
type alignSpace struct {
	words  []uint64 // of each reading, place, state, number of edits and way
	prices []price  // before each place of each reading
	chars  []charAt // of each reading
}

const (
	maxAlignWords  = 800_000
	maxAlignStates = maxAlignWords / (2 * 5) // with two places and one indel
	maxLayerWays   = maxWays * 17            // ways, times numbers of edits
	maxAlignCost   = 63                      // a set of costs is one word

	// The steps of an alignment: with one indel, and with more, which then are
	// not tried; and for every code.
	alignStepsOne  = 6_000_000
	alignStepsMore = 4_000_000
	alignStepsCode = 20_000
)

// solveAlignment is what search.solve is for a Corrector with MaxIndels. Without
// yield it counts.
func solveAlignment(q *Question, from Source, weigh bool, yield func(Candidate) bool) (count uint64, o outcome) {
	a := alignment{f: q.Format, model: q.Model, states: 1, unit: q.Model.Unit}
	if a.f.Check != nil {
		a.states = a.f.Check.States
	}
	a.symbols = a.symbolsMost()
	var all [alignedMost]aligned
	n := a.gather(from, q.MaxIndels, &all)
	if n == 0 {
		return 0, outcome{}
	}
	a.fewer = a.fewer || q.MaxIndels > maxIndels
	for a.indels = min(q.MaxIndels, maxIndels); ; a.indels-- {
		if n = a.drop(all[:n]); n == 0 {
			return codes(a.f), a.outcome
		}
		if a.indels == 0 {
			var s search
			if yield != nil {
				s.solve(q, from, taskCandidates, yield)
			}
			return codes(a.f), a.outcome
		}
		if a.fits(q, n) && a.withSpace(from, all[:n], weigh, yield, &count) {
			break
		}
		a.fewer = true
	}
	if a.fewer {
		count, a.weight = math.MaxUint64, math.Inf(1)
	}
	return min(count, codes(a.f)), a.outcome
}

// drop leaves the readings out that cannot be lined up by so many indels.
func (a *alignment) drop(all []aligned) (n int) {
	a.times = 0
	for i := range all {
		if all[i].off(a.f) <= a.indels {
			all[n] = all[i]
			a.times += all[n].times
			n++
		}
	}
	return n
}

// codes returns how many texts there are of the format's symbols, or
// math.MaxUint64 if they are more.
func codes(f *form.Format) uint64 {
	n := uint64(1)
	for i := range f.Length {
		n = mulSaturating(n, uint64(len(f.SymbolsAt(i))))
	}
	return n
}

// fits sets the numbers of ways, and reports whether there is room for them.
func (a *alignment) fits(q *Question, reads int) bool {
	a.limit = maxAlignCost
	if q.MaxCost > 0 {
		a.limit = min(a.limit, q.MaxCost)
	}
	a.layers = 1
	if a.layered = q.MaxEdits > 0 && q.MaxEdits < spell.MaxLen+maxIndels; a.layered {
		a.layers = q.MaxEdits + 1
	}
	a.ways = waysOf(a.indels)
	return a.size() <= maxLayerWays && a.wordsOf()*reads <= maxAlignWords
}

// size returns the number of words of a state.
func (a *alignment) size() int { return a.ways * a.layers }

// wordsOf returns the number of words of a reading.
func (a *alignment) wordsOf() int { return (a.f.Length + 1) * a.states * a.size() }

// pricesOf returns the number of prices of a reading.
func (a *alignment) pricesOf() int { return (a.f.Length + 1) * a.size() }

const (
	alignWordsSome, alignPricesSome, alignCharsSome = 4000, 500, 4000
	alignWordsMany, alignPricesMany, alignCharsMany = 16000, 16000, 32000
)

// withSpace runs with cleared words, as [search.within] does. It returns false if
// the work was too much.
func (a *alignment) withSpace(from Source, all []aligned, weigh bool, yield func(Candidate) bool, count *uint64) bool {
	a.steps = alignStepsMore
	if a.indels == 1 {
		a.steps = alignStepsOne
	}
	r := alignRun{from, all, weigh, yield, count}
	words, prices, chars := a.wordsOf()*len(all), a.pricesOf()*len(all), a.charsNeeded()*len(all)
	switch {
	case words <= alignWordsSome && prices <= alignPricesSome && chars <= alignCharsSome:
		return a.withSome(r)
	case words <= alignWordsMany && prices <= alignPricesMany && chars <= alignCharsMany:
		return a.withMany(r)
	}
	if prices <= alignPricesMany && chars <= alignCharsMany {
		return a.withWords(r, make([]uint64, words))
	}
	return a.run(r, alignSpace{make([]uint64, words), make([]price, prices), make([]charAt, chars)})
}

// alignRun is what an alignment does in a space.
type alignRun struct {
	from  Source
	all   []aligned
	weigh bool
	yield func(Candidate) bool
	count *uint64
}

//go:noinline
func (a *alignment) withSome(r alignRun) bool {
	var words [alignWordsSome]uint64
	var prices [alignPricesSome]price
	var chars [alignCharsSome]charAt
	return a.run(r, alignSpace{words[:], prices[:], chars[:]})
}

//go:noinline
func (a *alignment) withMany(r alignRun) bool {
	var words [alignWordsMany]uint64
	var prices [alignPricesMany]price
	var chars [alignCharsMany]charAt
	return a.run(r, alignSpace{words[:], prices[:], chars[:]})
}

//go:noinline
func (a *alignment) withWords(r alignRun, words []uint64) bool {
	var prices [alignPricesMany]price
	var chars [alignCharsMany]charAt
	return a.run(r, alignSpace{words, prices[:], chars[:]})
}

// run lists, counts or weighs codes.
func (a *alignment) run(r alignRun, w alignSpace) bool {
	for i := range r.all {
		a.lined(r, w, i).price(a, r.from)
	}
	if len(r.all) > 1 {
		a.doubt(r, w)
	}
	if r.yield == nil {
		return a.count(r, w)
	}
	if a.holds = holdCosts; len(r.all) > 1 {
		a.holds = holdLeast
	}
	for i := range r.all {
		if !a.fill(a.lined(r, w, i), w.of(a, i)) {
			return false
		}
	}
	a.list(r, w)
	if r.weigh {
		a.weighCodes(r, w)
	}
	return true
}

// lined returns reading i with what its characters may have been meant as.
func (a *alignment) lined(r alignRun, w alignSpace, i int) lined {
	n := a.charsNeeded()
	return lined{&r.all[i], w.chars[i*n:][:n]}
}

// of returns the words of reading i.
func (w alignSpace) of(a *alignment, i int) []uint64 { return w.words[i*a.wordsOf():][:a.wordsOf()] }

// count sets r.count to the least of the numbers of ways of each reading.
func (a *alignment) count(r alignRun, w alignSpace) bool {
	a.holds = holdWays
	*r.count = math.MaxUint64
	for i := range r.all {
		words := w.of(a, i)
		if !a.fill(a.lined(r, w, i), words) {
			return false
		}
		*r.count = min(*r.count, a.at(words, 0, a.start())[0])
	}
	return true
}

// weighCodes sets the weight of all codes, or more: ways are weighed, and of
// several readings it is the mean in the sense in which that of their costs is
// the cost (Hölder's inequality), and half a unit for rounding.
func (a *alignment) weighCodes(r alignRun, w alignSpace) {
	a.holds, a.steps = holdWeight, alignStepsOne
	a.layered, a.layers = false, 1
	logs := 0.0
	for i := range r.all {
		words := w.of(a, i)
		clear(words)
		if !a.fill(a.lined(r, w, i), words) {
			a.weight = math.Inf(1)
			return
		}
		sum := math.Float64frombits(a.at(words, 0, a.start())[0])
		logs += math.Log(sum) * float64(r.all[i].times)
	}
	a.weight = math.Exp(logs / float64(a.times))
	if len(r.all) > 1 {
		a.weight *= math.Exp(a.unit / 2)
	}
	a.weight += a.model.Uncovered
}

// start returns the first state.
func (a *alignment) start() int {
	if a.f.Check == nil {
		return 0
	}
	return int(a.f.Check.Start)
}

// at returns the words of a state before a place.
func (a *alignment) at(words []uint64, place, state int) []uint64 {
	return words[(place*a.states+state)*a.size():][:a.size()]
}

// next returns the state after a symbol.
func (a *alignment) next(place, state int, symbol byte) (next int, ok bool) {
	if a.f.Check == nil {
		return 0, true
	}
	next = int(a.f.Check.Step(uint32(state), place, symbol))
	return next, next != a.states
}

// previous returns the state before a symbol.
func (a *alignment) previous(place, state int, symbol byte) (previous int, ok bool) {
	if a.f.Check == nil {
		return 0, true
	}
	previous = int(a.f.Check.StepBack(uint32(state), place, symbol))
	return previous, previous != a.states
}

// pull adds what a word after a hop holds to that before it.
func (a *alignment) pull(to *uint64, from uint64, h hop) {
	switch a.holds {
	case holdCosts:
		a.lost |= from >> (64 - min(h.cost, 64))
		*to |= from << h.cost
	case holdLeast:
		if from != 0 && (*to == 0 || from+uint64(h.cost) < *to) {
			*to = from + uint64(h.cost)
		}
	case holdWays:
		*to = addSaturating(*to, from)
	case holdWeight:
		sum := math.Float64frombits(*to) + math.Float64frombits(from)*weightOf(int(h.cost), a.unit)
		*to = math.Float64bits(sum)
	}
}

// pullAll does so for every number of edits.
func (a *alignment) pullAll(hops []hop, to, from []uint64) {
	a.steps -= len(hops) * a.layers
	for _, h := range hops {
		for e := range a.layers {
			after := e
			if a.layered {
				if after += int(h.edits); after >= a.layers {
					break
				}
			}
			if word := from[after*a.ways+int(h.to)]; word != 0 {
				a.pull(&to[e*a.ways+int(h.from)], word, h)
			}
		}
	}
}

// fill fills in the words of a reading from the last place to the first. It
// returns false if that takes too many steps.
func (a *alignment) fill(x lined, words []uint64) bool {
	n, accept := a.f.Length, 0
	if a.f.Check != nil {
		accept = int(a.f.Check.Accept)
	}
	one := uint64(1)
	if a.holds == holdWeight {
		one = math.Float64bits(1)
	}
	last := a.at(words, n, accept)
	for i := range last {
		if a.final(x, i) {
			last[i] = one
		}
	}
	var space [maxHops]hop
	var reached [maxAlignStates/64 + 1]uint64 // states with a word that is not 0
	for place := n; place >= 0; place-- {
		added := a.hopsAdded(space[:0], x, place)
		clear(reached[:a.states/64+1])
		for state := range a.states {
			to := a.at(words, place, state)
			if !live(to) {
				continue
			}
			reached[state/64] |= 1 << (state % 64)
			for i := len(added) - 1; i >= 0; i-- {
				a.pullAll(added[i:i+1], to, to)
			}
		}
		if place == 0 {
			break
		}
		symbols := a.f.SymbolsAt(place - 1)
		for i := range len(symbols) {
			hops := a.hopsOver(space[:0], x, place-1, i)
			if len(hops) == 0 {
				continue
			}
			for at, set := range reached[:a.states/64+1] {
				for ; set != 0; set &= set - 1 {
					state := at*64 + bits.TrailingZeros64(set)
					if from, ok := a.previous(place-1, state, symbols[i]); ok {
						a.pullAll(hops, a.at(words, place-1, from), a.at(words, place, state))
					}
				}
			}
			if a.steps < 0 {
				return false
			}
		}
	}
	return true
}

// live reports whether a word is not 0.
func live(words []uint64) bool {
	for _, w := range words {
		if w != 0 {
			return true
		}
	}
	return false
}

// final reports whether a word stands for a reading that is used up.
func (a *alignment) final(x lined, word int) bool {
	w := a.wayOf(word % a.ways)
	return !w.half && w.shift == x.n-a.f.Length
}
