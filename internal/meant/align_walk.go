package meant

import (
	"math"
	"math/bits"

	"github.com/redeemkit/redeem/internal/spell"
)

// price is the lowest cost of a way and, in the low half, its edits.
type price uint32

const unreachable price = math.MaxUint32

func (p price) cost() int  { return int(p >> 16) }
func (p price) edits() int { return int(p & 0xFFFF) }

func (p price) plus(h hop) price {
	if p == unreachable {
		return unreachable
	}
	return p + price(h.cost)<<16 + price(h.edits)
}

// list goes through the codes by cost.
func (a *alignment) list(r alignRun, w alignSpace) {
	if a.holds == holdCosts {
		costs := a.at(w.words, 0, a.start())[0]
		for ; costs != 0; costs &= costs - 1 {
			cost := bits.TrailingZeros64(costs)
			if cost > a.limit {
				return
			}
			if _, more := a.level(r, w, cost); !more {
				return
			}
		}
		a.cut = a.lost != 0 && a.limit == maxAlignCost
		return
	}
	// The cheapest code costs no less than the cheapest of every reading, and a
	// walk tells what the next one costs at least.
	a.steps = alignStepsMore
	cost := 0
	for {
		if cost > a.limit {
			a.cut = a.limit == maxAlignCost && cost < math.MaxInt
			return
		}
		next, more := a.level(r, w, cost)
		if !more {
			return
		}
		if a.steps < 0 {
			a.beyond = max(cost, 1)
			return
		}
		cost = next
	}
}

// pricesAt returns the prices of a reading before a place.
func (a *alignment) pricesAt(w alignSpace, reading, place int) []price {
	return w.prices[reading*a.pricesOf()+place*a.size():][:a.size()]
}

// push lowers the prices after hops to what the hops lead to from those before.
func (a *alignment) push(hops []hop, before, after []price) {
	a.steps -= len(hops) * a.layers
	for _, h := range hops {
		for e := range a.layers {
			to := e
			if a.layered {
				if to += int(h.edits); to >= a.layers {
					break
				}
			}
			if from := before[e*a.ways+int(h.from)]; from != unreachable {
				p := &after[to*a.ways+int(h.to)]
				*p = min(*p, from.plus(h))
			}
		}
	}
}

// after sets the prices after the symbol of a place, given by its number.
func (a *alignment) after(x lined, before, after []price, place, symbol int) {
	var space [maxHops]hop
	for i := range after {
		after[i] = unreachable
	}
	a.push(a.hopsOver(space[:0], x, place, symbol), before, after)
	a.addChars(x, after, place+1)
}

// addChars takes in characters that were added before a place.
func (a *alignment) addChars(x lined, prices []price, place int) {
	var space [maxHops]hop
	hops := a.hopsAdded(space[:0], x, place)
	for i := range hops {
		a.push(hops[i:i+1], prices, prices)
	}
}

// mean returns the mean of costs of all readings, rounded, given their sum.
func (a *alignment) mean(sum int) int { return (2*sum + a.times) / (2 * a.times) }

// leads reports whether a code may be reached at a cost by some way. If not,
// least is what a code costs that is, if it costs more than that.
func (a *alignment) leads(r alignRun, w alignSpace, place, state, cost int) (least int, ok bool) {
	if a.holds == holdCosts {
		prices := a.pricesAt(w, 0, place)
		for i, word := range a.at(w.words, place, state) {
			if left := cost - prices[i].cost(); left >= 0 && word>>left&1 != 0 {
				return 0, true
			}
		}
		return math.MaxInt, false
	}
	sum := 0
	for i := range r.all {
		prices, lowest := a.pricesAt(w, i, place), math.MaxInt
		for j, word := range a.at(w.of(a, i), place, state) {
			if word != 0 && prices[j] != unreachable {
				lowest = min(lowest, prices[j].cost()+int(word)-1)
			}
		}
		if lowest == math.MaxInt {
			return math.MaxInt, false
		}
		sum += lowest * r.all[i].times
	}
	if least = a.mean(sum); least > cost {
		return least, false
	}
	return math.MaxInt, true
}

// level yields all codes of a cost. It returns what the next code costs at
// least, if that is more, and false if yield did.
func (a *alignment) level(r alignRun, w alignSpace, cost int) (next int, more bool) {
	var (
		text   [spell.MaxLen]byte
		states [maxLevels]int
		tried  [maxLevels]int // symbols of the place
		place  int
	)
	next = math.MaxInt
	for i := range r.all {
		prices := a.pricesAt(w, i, 0)
		for j := range prices {
			prices[j] = unreachable
		}
		prices[0] = 0
		a.addChars(a.lined(r, w, i), prices, 0)
	}
	states[0] = a.start()
	for place >= 0 {
		if place == a.f.Length {
			found := a.least(r, w)
			if found.Cost == cost {
				found.Code = spell.PackText(&text)
				a.steps = min(a.steps+alignStepsCode, alignStepsMore)
				if !r.yield(found) {
					return next, false
				}
			} else if found.Cost > cost {
				next = min(next, found.Cost)
			}
			place--
			continue
		}
		symbols := a.f.SymbolsAt(place)
		if tried[place] == len(symbols) {
			place--
			continue
		}
		i := tried[place]
		tried[place]++
		state, ok := a.next(place, states[place], symbols[i])
		if !ok {
			continue
		}
		for j := range r.all {
			a.after(a.lined(r, w, j), a.pricesAt(w, j, place), a.pricesAt(w, j, place+1), place, i)
		}
		if a.holds == holdLeast && a.steps < 0 {
			return next, true
		}
		least, ok := a.leads(r, w, place+1, state, cost)
		if !ok {
			next = min(next, least)
			continue
		}
		text[place] = symbols[i]
		place++
		states[place], tried[place] = state, 0
	}
	return next, true
}

// least returns the lowest cost at which the readings are used up, and the edits
// of the reading with most.
func (a *alignment) least(r alignRun, w alignSpace) (found Candidate) {
	sum := 0
	for i := range r.all {
		least := unreachable
		for j, p := range a.pricesAt(w, i, a.f.Length) {
			if a.final(a.lined(r, w, i), j) {
				least = min(least, p)
			}
		}
		sum += least.cost() * r.all[i].times
		found.Edits = max(found.Edits, least.edits())
	}
	found.Cost = a.mean(sum)
	return found
}
