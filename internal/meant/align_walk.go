package meant

import (
	"math"

	"github.com/redeemkit/redeem/internal/spell"
)

// cost is the lowest cost of a way and, in the low half, its edits.
type cost uint32

const unreachable cost = math.MaxUint32

func (c cost) plus(h hop) cost {
	if int(c>>16)+int(h.cost) > maxIndelsCost { // as unreachable is
		return unreachable
	}
	return c + cost(h.cost)<<16 + cost(h.edits)
}

// vector has the costs of all words, as many as there are.
type vector [maxJoint]cost

func (a *alignment) clear(v *vector) {
	for i := range v[:a.joint*a.layers] {
		v[i] = unreachable
	}
}

// addChars takes in characters that were added before a place.
func (a *alignment) addChars(w aligned, v *vector, place int) {
	var space [maxHops]hop
	for r, unit := 0, 1; r < len(w.reads); r, unit = r+1, unit*a.ways {
		for _, h := range a.added(space[:0], &w.reads[r], place) {
			a.each(h, unit, func(from, to int) { v[to] = min(v[to], v[from].plus(h)) })
		}
	}
}

// after sets v to the costs after the symbol of a place, before it in u.
func (a *alignment) after(w aligned, v, u *vector, place int, symbol byte) {
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
		for _, h := range a.over(space[:0], &w.reads[r], place, symbol) {
			a.each(h, unit, func(from, to int) { v[to] = min(v[to], u[from].plus(h)) })
		}
	}
	a.addChars(w, v, place+1)
}

// leads reports whether a code may be reached at a cost by some way.
func (a *alignment) leads(w aligned, v *vector, place, state, c int) bool {
	for i, word := range a.at(w, place, state) {
		if left := c - int(v[i]>>16); left >= 0 && word>>left&1 != 0 {
			return true
		}
	}
	return false
}

// level yields all codes of a cost. It returns false if yield did.
func (a *alignment) level(w aligned, c int) bool {
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
			if least := a.least(w, &vectors[place]); int(least>>16) == c {
				if !w.yield(Candidate{spell.PackText(&text), c, int(least & 0xFFFF)}) {
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

// least returns the lowest cost at which the reads are used up.
func (a *alignment) least(w aligned, v *vector) cost {
	least := unreachable
	for i := range a.joint * a.layers {
		if a.final(w.reads, i) {
			least = min(least, v[i])
		}
	}
	return least
}
