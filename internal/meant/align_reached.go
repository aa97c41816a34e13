package meant

import (
	"math"
	"math/bits"
	"slices"
)

// Of a scheme with many states few are reached by ways that cost little: from the
// front, and from the back. Where there is no room for words of all states, each
// reading is a group of its own, and has words of those alone. It finds them by
// hashing.

// reached has the states of a group that are reached, before every place.
type reached struct {
	table           // of keys that have the place in place of a combination
	words  []uint64 // of each state and position
	levels [maxLevels]struct{ from, to int }
	front  int     // the last place before which states are found from the front
	prices []price // of those, by position
	spare  []price
	costs  []int32 // of the cheapest code through each state and position, at least
	ahead  []int32 // those of a level, as long as they are known from the front only
	whole  bool    // nothing is to be found any more
	bound  int     // on the costs of the group; more do not matter

	first struct {
		keys           [reachedFirst]uint64
		slots          [slotsOfState * reachedFirst]uint32
		words          [4 * reachedFirst]uint64
		prices, spares [reachedFirst]price
		costs          [4 * reachedFirst]int32
		ahead          [reachedFirst]int32
	}
}

const (
	reachedFirst = 1 << 10 // states for which there is room at first
	slotsOfState = 2       // at least
	reachedSteps = 20      // that it takes to step to a state and find or put it

	maxReachedWords = maxAlignWords / 2 // as they grow, others are thrown away

	noCode  = math.MaxInt32 / 2 // the cost of no code
	noBound = noCode - 1
)

func newReached() *reached {
	s := new(reached)
	s.table = table{keys: s.first.keys[:], slots: s.first.slots[:], shift: uint8(64 - bits.Len(slotsOfState*reachedFirst-1))}
	s.words = s.first.words[:0]
	s.prices, s.spare = s.first.prices[:0], s.first.spares[:0]
	s.costs, s.ahead = s.first.costs[:0], s.first.ahead[:0]
	return s
}

// reset forgets all states.
func (s *reached) reset() {
	s.words, s.prices, s.costs = s.words[:0], s.prices[:0], s.costs[:0]
	clear(s.slots)
	s.states = 0
	s.levels, s.front, s.whole = [maxLevels]struct{ from, to int }{}, 0, false
}

// find returns the number of a state, -1 if it is not reached.
func (s *reached) find(place, state int) int { return s.table.find(keyOf(uint32(state), place)) }

// put is find, except that it adds a state that is not reached yet.
func (s *reached) put(place, state, positions int) int {
	n := s.states
	if n == len(s.keys) {
		s.grow()
	}
	i := s.table.put(keyOf(uint32(state), place))
	if i == n {
		s.words, s.costs = roomFor(s.words, positions), roomFor(s.costs, positions)
		for range positions {
			s.words = append(s.words, 0)
			s.costs = append(s.costs, noCode)
		}
	}
	return i
}

// grow makes room for as many states again.
func (s *reached) grow() {
	keys := s.keys
	s.table = table{keys: make([]uint64, 2*len(keys)), slots: make([]uint32, 2*len(s.slots)), shift: s.shift - 1}
	for _, x := range keys {
		s.table.put(key(x))
	}
}

// roomFor has room for n more elements. If there was none, it has twice as much as
// before, so that all that is thrown away is no more than what is left.
func roomFor[T any](s []T, n int) []T {
	if len(s)+n <= cap(s) {
		return s
	}
	return slices.Grow(s, len(s)+n)
}

// state returns a state by its number.
func (s *reached) state(i int) int { return int(key(s.keys[i]).state()) }

// begin begins the states before a place, and end ends them.
func (s *reached) begin(place int) { s.levels[place].from = s.states }
func (s *reached) end(place int)   { s.levels[place].to = s.states }

// size returns the number of states before a place.
func (s *reached) size(place int) int { return s.levels[place].to - s.levels[place].from }

// runReached is run where only states that are reached have words.
func (a *alignment) runReached(r alignRun, w alignSpace) bool {
	if !a.fillUnchecked(r, w) {
		return false
	}
	if r.yield == nil {
		a.reach(w, noBound)
		return a.count(r, w)
	}
	// The states of dearer codes are found when all cheaper ones are listed.
	least, from := a.mean(a.leastOfAll(w)), 0
	for further := 0; ; further = 2*further + 1 {
		horizon := min(least+further, a.limit)
		a.reach(w, horizon)
		if a.holds = a.holdsOf(r); !a.fillAll(r, w) {
			if !a.yielded {
				return false
			}
			a.beyond = from
			if a.reach(w, from-1); r.weigh && !a.fillAll(r, w) {
				a.weight = math.Inf(1)
				return true
			}
			break
		}
		next, more := a.list(r, w, from, horizon)
		if a.inVain() {
			return false
		}
		if !more || next == math.MaxInt && !a.pruned {
			break
		}
		if from = horizon + 1; horizon == a.limit {
			a.cut = a.limit == a.most
			break
		}
	}
	if r.weigh {
		a.weighCodes(r, w)
	}
	return true
}

// fillUnchecked finds what each reading costs at least up to each position, and from
// there on, whatever the check symbols.
func (a *alignment) fillUnchecked(r alignRun, w alignSpace) bool {
	a.unchecked, a.holds = true, holdLeast
	ok := a.fillAll(r, w)
	a.unchecked = false
	if !ok {
		return false
	}
	var space [maxHops]hop
	for i := range r.all {
		x := a.lined(r, w, i)
		prices := a.leastTo(w, x.aligned, 0)
		a.startPrices(x, prices)
		for place := range a.f.Length {
			next := a.leastTo(w, x.aligned, place+1)
			reachNone(next)
			for symbol := range len(a.f.SymbolsAt(place)) {
				a.push(x, a.hopsOver(space[:0], x, place, symbol), prices, next)
			}
			a.addChars(x, next, place+1)
			prices = next
		}
	}
	return true
}

// leastTo returns what a reading costs at least up to a place, by position.
func (a *alignment) leastTo(w alignSpace, x *aligned, place int) []price {
	return a.pricesAt(w, x, a.f.Length+1+place) // behind those of a walk
}

// leastFrom returns what a group costs from a place on at least, and 1, by
// position; 0 if there is no way.
func (a *alignment) leastFrom(w alignSpace, g, place int) []uint64 {
	return a.atState(w.words, g, place, 0)
}

// reach forgets the states that were reached, and has those looked for that codes up
// to a horizon come through.
func (a *alignment) reach(w alignSpace, horizon int) {
	least := a.leastOfAll(w)
	a.pruned = false
	for g := range a.grouped {
		if a.reached[g] == nil {
			a.reached[g] = newReached()
		}
		s := a.reached[g]
		s.reset()
		if s.bound = noBound; horizon != noBound {
			s.bound = horizon*a.times + a.times/2 - (least - a.leastOf(w, g))
		}
	}
}

// leastOf returns what a group costs at least.
func (a *alignment) leastOf(w alignSpace, g int) int { return int(a.leastFrom(w, g, 0)[0]) - 1 }

// leastOfAll returns what all groups cost together at least.
func (a *alignment) leastOfAll(w alignSpace) (least int) {
	for g := range a.grouped {
		least += a.leastOf(w, g)
	}
	return least
}

// fillReached is fill for the states that are reached. They are found from the
// front or from the back, wherever they are fewer, until both meet.
func (a *alignment) fillReached(r alignRun, w alignSpace, g int) bool {
	s, x := a.reached[g], a.lined(r, w, a.groups[g].from)
	n, accept := a.f.Length, int(a.f.Check.Accept)
	if s.whole {
		clear(s.words)
	} else {
		s.put(0, a.start(), x.positions)
		s.end(0)
		s.prices = append(s.prices, a.leastTo(w, x.aligned, 0)...)
		s.begin(n)
		s.put(n, accept, x.positions)
		s.end(n)
	}
	a.fillEnd(r, g, a.at(w, g, n, accept))
	for place := n; place > 0; place-- {
		for i := s.levels[place].from; i < s.levels[place].to; i++ {
			a.pullAdded(r, w, g, place, a.wordsOfState(g, i))
		}
		for !s.whole && s.front < place-1 && s.size(s.front) <= s.size(place) {
			if !a.advance(r, w, g) {
				return false
			}
		}
		if !a.retreat(r, w, g, place) {
			return false
		}
	}
	a.pullAdded(r, w, g, 0, a.at(w, g, 0, a.start()))
	s.whole = true
	return true
}

// wordsOfState returns the words of a state by its number.
func (a *alignment) wordsOfState(g, i int) []uint64 {
	n := a.groups[g].positions
	return a.reached[g].words[i*n:][:n]
}

// atReached is at for the states that are reached.
func (a *alignment) atReached(g, place, state int) []uint64 {
	i := a.reached[g].find(place, state)
	if i < 0 {
		return nil
	}
	return a.wordsOfState(g, i)
}

// retreat fills in the words before a symbol from those of the states after it. It
// finds the states before it unless they are found from the front.
func (a *alignment) retreat(r alignRun, w alignSpace, g, after int) bool {
	s, x := a.reached[g], a.lined(r, w, a.groups[g].from)
	place, level := after-1, s.levels[after]
	known := s.whole || s.front >= place
	if !known {
		s.begin(place)
	}
	costs, words, least := s.costs[level.from*x.positions:level.to*x.positions], s.words[level.from*x.positions:], a.leastTo(w, x.aligned, after)
	for i := range costs {
		if p := least[i%x.positions]; !s.whole && words[i] != 0 && p != unreachable {
			costs[i] = int32(p.cost()*x.times + a.leastIn(words[i]))
		}
	}
	var jumps [maxJumps]jump
	var dearer [maxJumps]more
	symbols, before := a.f.SymbolsAt(place), a.leastTo(w, x.aligned, place)
	for symbol := range len(symbols) {
		n, ok := a.joint(&jumps, r, w, g, place, symbol)
		if !ok {
			return false
		}
		ways := dearer[:0]
		for i := range jumps[:n] {
			if j := &jumps[i]; before[j.from] != unreachable && least[j.to] != unreachable {
				ways = append(ways, more{int(j.to), (before[j.from].cost()-least[j.to].cost())*x.times + int(j.cost)})
			}
		}
		if len(ways) == 0 {
			continue
		}
		for i := range level.to - level.from {
			if !a.within(s, costs[i*x.positions:][:x.positions], ways) {
				continue
			}
			state, ok := a.previous(place, s.state(level.from+i), symbols[symbol])
			if !ok {
				continue
			}
			a.steps -= reachedSteps
			at := 0
			if !known {
				at = s.put(place, state, x.positions)
			} else if at = s.find(place, state); at < 0 {
				continue
			}
			a.pullAll(jumps[:n], a.wordsOfState(g, at), a.wordsOfState(g, level.from+i))
		}
		if a.spent(s) {
			return false
		}
	}
	if !known {
		s.end(place)
	}
	return true
}

// spent reports whether there is no time left, or no room for more states.
func (a *alignment) spent(s *reached) bool {
	return a.steps < 0 || len(s.words) > maxReachedWords/a.grouped
}

// leastIn returns the lowest cost in a word.
func (a *alignment) leastIn(word uint64) int {
	switch a.holds {
	case holdCosts:
		return bits.TrailingZeros64(word)
	case holdLeast:
		return int(word) - 1
	}
	return 0
}

// more is by how much a step at least makes codes dearer that come through a position.
type more struct{ position, cost int }

// within reports whether codes matter that come through a state, given what they cost
// by its positions, and a step from there.
func (a *alignment) within(s *reached, costs []int32, steps []more) bool {
	a.steps -= 1 + len(steps)
	least := noCode
	for _, m := range steps {
		least = min(least, int(costs[m.position])+m.cost)
	}
	if least <= s.bound {
		return true
	}
	a.pruned = a.pruned || least < noCode
	return false
}

// advance finds the states before the next place from the front.
func (a *alignment) advance(r alignRun, w alignSpace, g int) bool {
	s, x := a.reached[g], a.lined(r, w, a.groups[g].from)
	place, level := s.front, s.levels[s.front]
	here, least := a.leastFrom(w, g, place), a.leastFrom(w, g, place+1)
	costs, before, next := s.ahead[:0], s.prices, s.spare[:0]
	for i, p := range before {
		cost, word := noCode, here[i%x.positions]
		if word != 0 && p != unreachable {
			cost = p.cost()*x.times + int(word) - 1
		}
		costs = append(costs, int32(cost))
	}
	s.ahead = costs
	var space, added [maxHops]hop
	var dearer [maxJumps]more
	var after [maxPositions]price
	adding, symbols := a.hopsAdded(added[:0], x, place+1), a.f.SymbolsAt(place)
	s.begin(place + 1)
	for symbol := range len(symbols) {
		hops := a.hopsOver(space[:0], x, place, symbol)
		a.steps -= hopsSteps + foundSteps*len(hops)
		ways := dearer[:0]
		for _, h := range hops {
			for e := 0; e+int(h.edits) < a.layers || !a.layered && e == 0; e++ {
				if from, to := a.positionsOf(x.aligned, h, e); here[from] != 0 && least[to] != 0 {
					ways = append(ways, more{int(from), int(h.cost)*x.times + int(least[to]) - int(here[from])})
				}
			}
		}
		if len(ways) == 0 {
			continue
		}
		for i := range level.to - level.from {
			if !a.within(s, costs[i*x.positions:][:x.positions], ways) {
				continue
			}
			state, ok := a.next(place, s.state(level.from+i), symbols[symbol])
			if !ok {
				continue
			}
			prices := after[:x.positions]
			reachNone(prices)
			a.push(x, hops, before[i*x.positions:][:x.positions], prices)
			a.pushAdded(x, adding, prices)
			a.steps -= reachedSteps
			at := s.put(place+1, state, x.positions) - s.levels[place+1].from
			if at*x.positions == len(next) {
				next = append(roomFor(next, len(prices)), prices...)
				continue
			}
			for j, p := range prices {
				to := &next[at*x.positions+j]
				*to = min(*to, p)
			}
		}
		if a.spent(s) {
			return false
		}
	}
	s.end(place + 1)
	s.prices, s.spare = next, before
	s.front++
	return true
}
