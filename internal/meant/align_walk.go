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

// list goes through the codes by cost, from one up to a horizon. It returns what
// the next code costs at least, and false if there is no use for it.
func (a *alignment) list(r alignRun, w alignSpace, from, horizon int) (next int, more bool) {
	a.steps = a.walk
	costs := uint64(0)
	if a.holds == holdCosts {
		costs = a.at(w, 0, 0, a.start())[0] >> from << from
	}
	// Of several readings, the cheapest code costs no less than the cheapest of
	// every reading, and a walk tells what the next one costs at least.
	for cost := from; ; cost = next {
		if a.holds == holdCosts {
			if cost = bits.TrailingZeros64(costs); costs == 0 && a.lost == 0 {
				cost = math.MaxInt
			}
			costs &= costs - 1
		}
		if cost > horizon {
			return cost, true
		}
		if next, more = a.level(r, w, cost); !more {
			return next, false
		}
		if a.steps < 0 {
			a.beyond = max(cost, 1)
			return cost, false
		}
	}
}

// pricesAt returns the prices of a reading before a place.
func (a *alignment) pricesAt(w alignSpace, x *aligned, place int) []price {
	return w.prices[place*a.prices+x.first:][:x.positions]
}

// push lowers the prices after hops to what the hops lead to from those before.
func (a *alignment) push(x lined, hops []hop, before, after []price) {
	a.steps -= len(hops) * a.layers
	for _, h := range hops {
		for e := range a.layers {
			to := e
			if a.layered {
				if to += int(h.edits); to >= a.layers {
					break
				}
			}
			if from := before[e*x.ways+int(h.from)]; from != unreachable {
				p := &after[to*x.ways+int(h.to)]
				*p = min(*p, from.plus(h))
			}
		}
	}
}

// after sets the prices after the symbol of a place, given by its number.
func (a *alignment) after(x lined, before, after []price, place, symbol int) {
	var space [maxHops]hop
	reachNone(after)
	a.steps -= hopsSteps
	a.push(x, a.hopsOver(space[:0], x, place, symbol), before, after)
	a.addChars(x, after, place+1)
}

// startPrices sets the prices before the first place.
func (a *alignment) startPrices(x lined, prices []price) {
	reachNone(prices)
	prices[0] = 0
	a.addChars(x, prices, 0)
}

func reachNone(prices []price) {
	for i := range prices {
		prices[i] = unreachable
	}
}

// addChars takes in characters that were added before a place.
func (a *alignment) addChars(x lined, prices []price, place int) {
	var space [maxHops]hop
	a.pushAdded(x, a.hopsAdded(space[:0], x, place), prices)
}

// pushAdded does so, given the hops.
func (a *alignment) pushAdded(x lined, hops []hop, prices []price) {
	for i := range hops {
		a.push(x, hops[i:i+1], prices, prices)
	}
}

// mean returns the mean of costs of all readings, rounded, given their sum.
func (a *alignment) mean(sum int) int { return mean(sum, a.times) }

// leads reports whether a code may be reached at a cost by some way. If not,
// least is what a code costs that is, if it costs more than that.
func (a *alignment) leads(r alignRun, w alignSpace, place, state, cost int) (least int, ok bool) {
	if a.holds == holdCosts {
		prices := a.pricesAt(w, &r.all[0], place)
		for i, word := range a.at(w, 0, place, state) {
			if left := cost - prices[i].cost(); left >= 0 && word>>left&1 != 0 {
				return 0, true
			}
		}
		return math.MaxInt, false
	}
	sum := 0
	for g := range a.grouped {
		least, ok := a.cheapest(r, w, g, place, state)
		if !ok {
			return math.MaxInt, false
		}
		sum += least
	}
	if least = a.mean(sum); least > cost {
		return least, false
	}
	return math.MaxInt, true
}

// cheapest returns the lowest sum of the costs of a group, from the first place
// to the last, and reports whether there is any.
func (a *alignment) cheapest(r alignRun, w alignSpace, g, place, state int) (least int, ok bool) {
	of := &a.groups[g]
	words := a.at(w, g, place, state)
	if of.to-of.from == 1 {
		x := &r.all[of.from]
		least = math.MaxInt
		for i, p := range a.pricesAt(w, x, place) {
			if words[i] != 0 && p != unreachable {
				least = min(least, p.cost()*x.times+int(words[i])-1)
			}
		}
		return least, least < math.MaxInt
	}
	const none = math.MaxInt64
	var sums [maxJoint]int64 // of prices, by position
	n := 1
	for i := of.from; i < of.to; i++ {
		x := &r.all[i]
		prices := a.pricesAt(w, x, place)
		for j := len(prices) - 1; j >= 0; j-- {
			to := sums[j*n:][:n]
			if prices[j] == unreachable {
				for k := range to {
					to[k] = none
				}
				continue
			}
			cost := int64(prices[j].cost() * x.times)
			for k, sum := range sums[:n] {
				if to[k] = none; sum != none {
					to[k] = sum + cost
				}
			}
		}
		n *= len(prices)
	}
	a.steps -= n
	lowest := int64(none)
	for i, sum := range sums[:n] {
		if word := words[i]; word != 0 && sum != none {
			lowest = min(lowest, sum+int64(word)-1)
		}
	}
	return int(lowest), lowest < none
}

// lives reports whether a code may be reached from a state.
func (a *alignment) lives(w alignSpace, place, state int) bool {
	for g := range a.grouped {
		if !live(a.at(w, g, place, state)) {
			return false
		}
	}
	return true
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
		a.startPrices(a.lined(r, w, i), a.pricesAt(w, &r.all[i], 0))
	}
	states[0] = a.start()
	for place >= 0 {
		if place == a.f.Length {
			found := a.least(r, w)
			if found.Cost == cost {
				found.Code = spell.PackText(&text)
				a.steps = min(a.steps+codeSteps, a.walk)
				if r.weigh && a.grouped == 1 && a.weighed < mostWeighed {
					a.weighed++
					a.excess += a.excessOf(r, w, &tried)
				}
				a.yielded = true
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
		if !ok || !a.lives(w, place+1, state) {
			continue
		}
		for j := range r.all {
			x := a.lined(r, w, j)
			a.after(x, a.pricesAt(w, x.aligned, place), a.pricesAt(w, x.aligned, place+1), place, i)
		}
		if a.steps < 0 {
			return cost, true
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
		for j, p := range a.pricesAt(w, &r.all[i], a.f.Length) {
			if a.final(&r.all[i], j) {
				least = min(least, p)
			}
		}
		sum += least.cost() * r.all[i].times
		found.Edits = max(found.Edits, least.edits())
	}
	found.Cost = a.mean(sum)
	return found
}

// excessOf returns by how much the weight of all ways to a code is beyond that of
// the code. Of each place it is given the number of the symbol, and 1.
func (a *alignment) excessOf(r alignRun, w alignSpace, symbols *[maxLevels]int) float64 {
	ways, least := 1.0, 0
	for i := range r.all {
		x := a.lined(r, w, i)
		sum, cost := a.waysTo(x, symbols)
		ways *= sum
		least += cost * x.times
	}
	return max(0, ways*a.rounding()-weightOf(a.mean(least), a.unit))
}

// waysTo returns the sum of what the ways of a reading to a code weigh in the mean,
// and the cost of the cheapest.
func (a *alignment) waysTo(x lined, symbols *[maxLevels]int) (sum float64, least int) {
	var sums, next [maxWays]float64
	var costs, nextCosts [maxWays]int
	var space [maxHops]hop
	share := a.unit * float64(x.times) / float64(a.times)
	const none = math.MaxInt
	for i := range costs {
		costs[i] = none
	}
	sums[0], costs[0] = 1, 0
	pass := func(h hop, sums, next *[maxWays]float64, costs, nextCosts *[maxWays]int) {
		if cost := costs[h.from]; cost != none {
			next[h.to] += sums[h.from] * weightOf(int(h.cost), share)
			nextCosts[h.to] = min(nextCosts[h.to], cost+int(h.cost))
		}
	}
	for place := range a.f.Length + 1 {
		for _, h := range a.hopsAdded(space[:0], x, place) {
			pass(h, &sums, &sums, &costs, &costs)
		}
		if place == a.f.Length {
			break
		}
		clear(next[:])
		for i := range nextCosts {
			nextCosts[i] = none
		}
		a.steps -= hopsSteps
		for _, h := range a.hopsOver(space[:0], x, place, symbols[place]-1) {
			pass(h, &sums, &next, &costs, &nextCosts)
		}
		sums, costs = next, nextCosts
	}
	least = none
	for i := range x.ways {
		if a.final(x.aligned, i) && costs[i] != none {
			sum += sums[i]
			least = min(least, costs[i])
		}
	}
	return sum, least
}

// rounding returns by how much rounding the mean of costs may raise a weight.
func (a *alignment) rounding() float64 {
	return math.Exp(a.unit * float64((a.times-1)/2) / float64(a.times))
}
