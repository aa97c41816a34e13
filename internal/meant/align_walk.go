package meant

import (
	"math"

	"github.com/redeemkit/redeem/internal/spell"
)

// price is the lowest cost of a way and, in the low half, its edits.
type price uint32

const unreachable price = math.MaxUint32

func (p price) cost() int  { return int(p >> 16) }
func (p price) edits() int { return int(p & 0xFFFF) }

func (p price) plus(h hop) price {
	if p.cost()+int(h.cost) > maxIndelsCost { // as unreachable is
		return unreachable
	}
	return p + price(h.cost)<<16 + price(h.edits)
}

// vector has the prices of all words, as many as there are.
type vector [maxJoint]price

func (a *alignment) clear(v *vector) {
	for i := range v[:a.joint*a.layers] {
		v[i] = unreachable
	}
}

// push lowers the prices after a hop of a read to what the hop leads to from
// those before it. It goes through the words as pull does.
func (a *alignment) push(h hop, unit int, before, after *vector) {
	for e := range a.layers {
		to := e
		if a.layered {
			to += int(h.edits)
		}
		if to >= a.layers {
			return
		}
		for high := 0; high < a.joint; high += unit * a.ways {
			for low := range unit {
				at := high + low
				p := &after[to*a.joint+at+int(h.to)*unit]
				*p = min(*p, before[e*a.joint+at+int(h.from)*unit].plus(h))
			}
		}
	}
}

// addChars takes in characters that were added before a place.
func (a *alignment) addChars(w alignWork, v *vector, place int) {
	var space [maxHops]hop
	for r, unit := 0, 1; r < len(w.reads); r, unit = r+1, unit*a.ways {
		for _, h := range a.hopsAdded(space[:0], &w.reads[r], place) {
			a.push(h, unit, v, v)
		}
	}
}

// after sets v to the prices after the symbol of a place; u has those before it.
func (a *alignment) after(w alignWork, v, u *vector, place int, symbol byte) {
	var (
		space [maxHops]hop
		spare vector
	)
	for r, unit := 0, 1; r < len(w.reads); r, unit = r+1, unit*a.ways {
		if r > 0 {
			spare = *v
			u = &spare
		}
		a.clear(v)
		for _, h := range a.hopsOver(space[:0], &w.reads[r], place, symbol) {
			a.push(h, unit, u, v)
		}
	}
	a.addChars(w, v, place+1)
}

// leads reports whether a code may be reached at a cost by some way.
func (a *alignment) leads(w alignWork, v *vector, place, state, c int) bool {
	for i, word := range a.at(w, place, state) {
		if left := c - v[i].cost(); left >= 0 && word>>left&1 != 0 {
			return true
		}
	}
	return false
}

// level yields all codes of a cost. It returns false if yield did.
func (a *alignment) level(w alignWork, c int) bool {
	var (
		text    [spell.MaxLen]byte
		vectors [spell.MaxLen + 1]vector
		states  [spell.MaxLen + 1]int
		tried   [spell.MaxLen + 1]int // symbols of the place
		place   int
	)
	a.clear(&vectors[0])
	vectors[0][0] = 0
	a.addChars(w, &vectors[0], 0)
	if a.f.Check != nil {
		states[0] = int(a.f.Check.Start)
	}
	for place >= 0 {
		if place == a.f.Length {
			if least := a.least(w, &vectors[place]); least.cost() == c {
				if !w.yield(Candidate{spell.PackText(&text), c, least.edits()}) {
					return false
				}
			}
			place--
			continue
		}
		symbols := a.f.SymbolsAt(place)
		if tried[place] == len(symbols) {
			place--
			continue
		}
		symbol := symbols[tried[place]]
		tried[place]++
		next, ok := a.next(place, states[place], symbol)
		if !ok {
			continue
		}
		a.after(w, &vectors[place+1], &vectors[place], place, symbol)
		if a.leads(w, &vectors[place+1], place+1, next, c) {
			text[place] = symbol
			place++
			states[place], tried[place] = next, 0
		}
	}
	return true
}

// least returns the lowest price at which the reads are used up.
func (a *alignment) least(w alignWork, v *vector) price {
	least := unreachable
	for i := range a.joint * a.layers {
		if a.final(w.reads, i) {
			least = min(least, v[i])
		}
	}
	return least
}
