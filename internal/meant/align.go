package meant

import (
	"math"

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
// mean. A reading in which a place is unread, or dropped, takes part with the mean
// of what the others show there. Then the words hold the lowest costs from there
// on, for readings of a group together, and a walk forward adds up what it costs
// each reading to come there. With one group no walk is in vain; with several, their lowest costs
// together are no more than what a code costs.
type alignment struct {
	f       *form.Format
	model   *alike.Model
	limit   int // on costs
	most    int // the engine's own limit
	indels  int // in each reading
	layers  int // numbers of edits that are told apart, each with all ways; 1 if edits are not bounded
	layered bool
	states  int
	symbols int // at most at a place
	times   int // readings together
	prices  int // of all readings before a place
	groups  [alignedMost]group
	grouped int // groups
	holds   holding
	lost    uint64  // not 0 if a cost was beyond what a word holds
	work    int     // steps that may be taken to fill in words
	walk    int     // and to walk until there is another code
	steps   int     // of those, or of a walk, that are left
	weighed int     // codes yielded that excess is of
	excess  float64 // by how much the weight of the ways of the codes yielded is beyond theirs
	unit    float64

	hashed    bool                  // only states that are reached have words
	reached   [alignedMost]*reached // then those of each group
	unchecked bool                  // the check scheme counts for nothing
	pruned    bool                  // states were left out that only dearer codes come through
	yielded   bool
	outcome
}

// holding is what the words of an alignment hold.
type holding uint8

const (
	holdCosts  holding = iota // sets of costs
	holdLeast                 // the lowest sum of the costs of a group, and 1
	holdWays                  // numbers of ways
	holdWeight                // sums of weights, as bits
)

// alignSpace is what an alignment has on the stack or, if that is too much, on
// the heap.
type alignSpace struct {
	words  []uint64 // of each group, place, state and position
	prices []price  // before each place, of each reading and position
	chars  []charAt // of each reading
}

const (
	maxAlignWords  = 1 << 18
	maxAlignStates = maxAlignWords / (2 * 2) // with two places and one indel
	maxPositions   = maxWays * 17            // of a reading
	maxAlignCost   = 63                      // of one reading: a set of costs is one word
	maxJointCost   = 255                     // of several that differ

	// The steps of an alignment: to fill in its words; to walk, and for every code
	// that is found; and those that finding hops is worth.
	fillSteps = 2_000_000
	walkSteps = 1_000_000
	codeSteps = 150_000

	mostWeighed = 32 // codes yielded whose ways are told from their cost
	hopsSteps   = 32
)

// solveAlignment is what search.solve is for a Corrector with MaxIndels. Without
// yield it counts.
func solveAlignment(q *Question, from Source, weigh bool, yield func(Candidate) bool) (count uint64, o outcome) {
	a := alignment{f: q.Format, model: q.Model, unit: q.Model.Unit, work: 2 * fillSteps, walk: walkSteps}
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
			a.weight = math.Inf(1)
			return codes(a.f), a.outcome
		}
		if a.fits(q, all[:n], yield == nil) && a.withSpace(from, all[:n], weigh, yield, &count) {
			break
		}
		if !a.hashed && a.f.Check != nil && a.f.Check.States > bitStates && a.fitsHashed(all[:n]) && a.withSpace(from, all[:n], weigh, yield, &count) {
			break
		}
		a.fewer = true
	}
	if a.fewer {
		count, a.weight = math.MaxUint64, math.Inf(1)
	}
	return min(count, codes(a.f)), a.outcome
}

// drop leaves the readings out that cannot be lined up by so many indels. How often
// the others are there is put in lowest terms: the mean is of shares.
func (a *alignment) drop(all []aligned) (n int) {
	divisor := 0
	for i := range all {
		if all[i].off(a.f) <= a.indels {
			all[n] = all[i]
			divisor = gcd(all[n].times, divisor)
			n++
		}
	}
	a.times = 0
	for i := range all[:n] {
		all[i].times /= divisor
		a.times += all[i].times
	}
	return n
}

func gcd(x, y int) int {
	for y != 0 {
		x, y = y, x%y
	}
	return x
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

// fits lays out the words and prices, and reports whether there is room and time
// for them.
func (a *alignment) fits(q *Question, all []aligned, alone bool) bool {
	a.most = maxAlignCost
	if len(all) > 1 {
		a.most = maxJointCost
	}
	a.limit = a.most
	if q.MaxCost > 0 {
		a.limit = min(a.limit, q.MaxCost)
	}
	a.layers = 1
	if a.layered = q.MaxEdits > 0 && q.MaxEdits < spell.MaxLen+maxIndels; a.layered {
		a.layers = q.MaxEdits + 1
	}
	if waysOf(a.indels)*a.layers > maxPositions {
		return false
	}
	a.prices = 0
	for i := range all {
		x := &all[i]
		x.lines = a.lines(x.n - a.f.Length)
		x.positions, x.first = x.ways*a.layers, a.prices
		a.prices += x.positions
	}
	a.states, a.hashed = 1, false
	if a.f.Check == nil {
		return a.group(all, alone)
	}
	// Of one reading so few states are reached that to find them takes less than to
	// clear words for all of them. Several are better lined up together.
	if a.states = a.f.Check.States; a.group(all, alone) && (len(all) > 1 || a.wordsNeeded() <= alignWordsMany) {
		return true
	}
	return a.fitsHashed(all)
}

// fitsHashed is fits where only states that are reached have words.
func (a *alignment) fitsHashed(all []aligned) bool {
	a.states, a.hashed = 1, true
	return a.group(all, true)
}

// pricesNeeded returns the number of prices.
func (a *alignment) pricesNeeded() int {
	n := (a.f.Length + 1) * a.prices
	if a.hashed {
		n *= 2
	}
	return n
}

const (
	alignWordsSome, alignPricesSome, alignCharsSome = 4000, 500, 4000
	alignWordsMany, alignPricesMany, alignCharsMany = 16000, 16000, 32000
)

// withSpace runs with cleared words, as [search.within] does. It returns false if
// the work was too much.
func (a *alignment) withSpace(from Source, all []aligned, weigh bool, yield func(Candidate) bool, count *uint64) bool {
	r := alignRun{from, all, weigh, yield, count}
	words, prices, chars := a.wordsNeeded(), a.pricesNeeded(), a.charsNeeded()*len(all)
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
		a.leaveOut(r, w)
	}
	if a.hashed {
		return a.runReached(r, w)
	}
	if r.yield == nil {
		return a.count(r, w)
	}
	if a.holds = a.holdsOf(r); !a.fillAll(r, w) {
		return false
	}
	next, more := a.list(r, w, 0, a.limit)
	if a.inVain() {
		return false
	}
	a.cut = more && a.limit == a.most && next < math.MaxInt
	if r.weigh {
		a.weighCodes(r, w)
	}
	return true
}

// inVain reports whether the steps were too few to find any code. Then fewer indels
// are tried, with a walk half as long.
func (a *alignment) inVain() bool {
	if a.beyond == 0 || a.yielded {
		return false
	}
	a.beyond = 0
	a.walk /= 2
	return true
}

// holdsOf returns what words hold from which codes are listed.
func (a *alignment) holdsOf(r alignRun) holding {
	if len(r.all) > 1 {
		return holdLeast
	}
	return holdCosts
}

// lined returns reading i with what its characters may have been meant as.
func (a *alignment) lined(r alignRun, w alignSpace, i int) lined {
	n, left := a.charsNeeded(), a.f.Length*a.symbols
	chars := w.chars[i*n:][:n]
	return lined{&r.all[i], chars[left:], chars[:left]}
}

// count sets r.count to the least of the numbers of ways of each reading.
func (a *alignment) count(r alignRun, w alignSpace) bool {
	a.holds = holdWays
	if !a.fillAll(r, w) {
		return false
	}
	*r.count = math.MaxUint64
	for g := range a.grouped {
		*r.count = min(*r.count, a.at(w, g, 0, a.start())[0])
	}
	return true
}

// fillAll fills in the words of all groups. It may take half of the work that is
// left: the rest is for another try with fewer indels.
func (a *alignment) fillAll(r alignRun, w alignSpace) (ok bool) {
	most := a.work / 2
	a.steps = most
	for g := range a.grouped {
		if ok = a.fillGroup(r, w, g); !ok {
			break
		}
	}
	if a.hashed || !ok { // it is not the last time
		a.work -= most - max(a.steps, 0)
	}
	return ok
}

// fillGroup fills in the words of a group.
func (a *alignment) fillGroup(r alignRun, w alignSpace, g int) bool {
	if a.hashed && !a.unchecked {
		return a.fillReached(r, w, g)
	}
	return a.fill(r, w, g)
}

// weighCodes sets the weight of all codes, or more: ways are weighed, and of
// several groups it is the mean in the sense in which that of their costs is
// the cost (Hölder's inequality), times what rounding may do. Of the codes that
// were yielded first the cheapest way alone is weighed. MaxEdits counts for nothing there.
func (a *alignment) weighCodes(r alignRun, w alignSpace) {
	a.holds, a.steps = holdWeight, fillSteps
	a.layered, a.layers = false, 1
	clear(w.words[:a.wordsNeeded()])
	logs := 0.0
	for g := range a.grouped {
		sum, ok := a.weigh(r, w, g)
		if !ok {
			a.weight = math.Inf(1)
			return
		}
		logs += math.Log(sum) * float64(a.groups[g].times)
	}
	a.weight = math.Exp(logs/float64(a.times))*a.rounding() - a.excess + a.model.Uncovered
}

// weigh returns the sum of the weights of the ways of a group. Of ways through states
// that are not reached, it takes it that as many lead to codes as of all ways.
func (a *alignment) weigh(r alignRun, w alignSpace, g int) (sum float64, ok bool) {
	if a.hashed {
		a.unchecked = true
		ok := a.fillGroup(r, w, g)
		sum = math.Float64frombits(a.at(w, g, 0, 0)[0]) / float64(a.f.Check.States)
		if a.unchecked = false; !ok {
			return 0, false
		}
	}
	ok = a.fillGroup(r, w, g)
	return sum + math.Float64frombits(a.at(w, g, 0, a.start())[0]), ok
}

// checked reports whether there is a check scheme that counts.
func (a *alignment) checked() bool { return a.f.Check != nil && !a.unchecked }

// start returns the first state.
func (a *alignment) start() int {
	if !a.checked() {
		return 0
	}
	return int(a.f.Check.Start)
}

// next returns the state after a symbol.
func (a *alignment) next(place, state int, symbol byte) (next int, ok bool) {
	if !a.checked() {
		return 0, true
	}
	to := a.f.Check.Step(uint32(state), place, symbol)
	return int(to), to != a.f.Check.None
}

// previous returns the state before a symbol.
func (a *alignment) previous(place, state int, symbol byte) (previous int, ok bool) {
	if !a.checked() {
		return 0, true
	}
	from := a.f.Check.StepBack(uint32(state), place, symbol)
	return int(from), from != a.f.Check.None
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

// final reports whether a reading is used up at a position.
func (a *alignment) final(x *aligned, position int) bool {
	w := x.all[position%x.ways]
	return !w.half && w.shift == x.n-a.f.Length
}
