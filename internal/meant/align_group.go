package meant

import (
	"math"
	"math/bits"
)

// group is some readings that are lined up together: its positions are the
// combinations of theirs. So its words know what no word of a single reading
// knows, that all of them show one code. What it takes grows with every reading
// by a factor, so that there are several groups if there is no room or time for
// one.
type group struct {
	from, to  int // in the readings
	positions int
	first     int // of its words
	times     int // readings, equal ones included
}

// maxJoint is the most positions of a group of several readings.
const maxJoint = 1024

// group puts the readings into as few groups as there is room and time for, or
// each into one of its own. It reports whether there is room for that.
func (a *alignment) group(all []aligned, alone bool) bool {
	a.grouped = 0
	words, steps := 0, 0
	for i := range all {
		x := &all[i]
		if g := a.grouped - 1; g >= 0 && !alone {
			joint := a.groups[g]
			joint.to++
			joint.times += x.times
			joint.positions *= x.positions
			more := a.wordsOf(&joint) - a.wordsOf(&a.groups[g])
			work := a.stepsOf(all, &joint) - a.stepsOf(all, &a.groups[g])
			if joint.positions <= maxJoint && words+more <= maxAlignWords && steps+work <= jointSteps {
				x.stride = a.groups[g].positions
				a.groups[g] = joint
				words, steps = words+more, steps+work
				continue
			}
		}
		g := &a.groups[a.grouped]
		*g = group{from: i, to: i + 1, positions: x.positions, first: words, times: x.times}
		x.stride = 1
		a.grouped++
		words += a.wordsOf(g)
		steps += a.stepsOf(all, g)
	}
	return words <= maxAlignWords
}

// wordsOf returns the number of words of a group.
func (a *alignment) wordsOf(g *group) int { return (a.f.Length + 1) * a.states * g.positions }

// wordsNeeded returns the number of words of all groups.
func (a *alignment) wordsNeeded() int {
	last := &a.groups[a.grouped-1]
	return last.first + a.wordsOf(last)
}

// stepsOf returns about how many steps it takes to fill in the words of a group,
// if half of all symbols are possible.
func (a *alignment) stepsOf(all []aligned, g *group) int {
	n := a.f.Length * a.states * a.symbols / 2
	for i := g.from; i < g.to; i++ {
		n *= 2 * all[i].positions
	}
	return n
}

// jointSteps is what the words of groups may take, so that there is something
// left for a walk.
const jointSteps = fillSteps

// at returns the words of a state before a place, none if it is not reached.
func (a *alignment) at(w alignSpace, g, place, state int) []uint64 {
	if a.hashed && !a.unchecked {
		return a.atReached(g, place, state)
	}
	return a.atState(w.words, g, place, state)
}

// atState is at where all states have words.
func (a *alignment) atState(words []uint64, g, place, state int) []uint64 {
	of := &a.groups[g]
	return words[of.first+(place*a.states+state)*of.positions:][:of.positions]
}

// jump is a step of all readings of a group.
type jump struct {
	from, to uint16
	cost     uint32 // the sum
	weight   float64
}

// maxJumps has room for the jumps over one symbol.
const maxJumps = 1 << 12

// joint makes the jumps over a symbol of a place, of all readings of a group. It
// returns false if there is no room for them.
func (a *alignment) joint(jumps *[maxJumps]jump, r alignRun, w alignSpace, g, place, symbol int) (n int, ok bool) {
	of := &a.groups[g]
	jumps[0] = jump{weight: 1}
	n = 1
	var space [maxHops]hop
	for i := of.from; i < of.to && n > 0; i++ {
		x := a.lined(r, w, i)
		hops := a.hopsOver(space[:0], x, place, symbol)
		before := n
		n = 0
		if before*len(hops)*a.layers > maxJumps-before {
			return 0, false
		}
		// Behind the jumps so far, then moved to where they were.
		for _, h := range hops {
			weight := a.weightOf(of, x.aligned, h)
			for e := 0; e+int(h.edits) < a.layers || !a.layered && e == 0; e++ {
				from, to := a.positionsOf(x.aligned, h, e)
				for _, j := range jumps[:before] {
					jumps[before+n] = jump{j.from + from, j.to + to, j.cost + uint32(h.cost)*uint32(x.times), j.weight * weight}
					n++
				}
			}
		}
		copy(jumps[:n], jumps[before:before+n])
		a.steps -= hopsSteps + foundSteps*n
	}
	return n, true
}

// positionsOf returns which positions of its group a hop leads from and to, after
// so many edits.
func (a *alignment) positionsOf(x *aligned, h hop, edits int) (from, to uint16) {
	after := edits
	if a.layered {
		after += int(h.edits)
	}
	return uint16((edits*x.ways + int(h.from)) * x.stride), uint16((after*x.ways + int(h.to)) * x.stride)
}

// weightOf returns what a hop of a reading weighs in the mean of its group.
func (a *alignment) weightOf(g *group, x *aligned, h hop) float64 {
	if a.holds != holdWeight {
		return 0
	}
	return math.Exp(-float64(h.cost) * a.unit * float64(x.times) / float64(g.times))
}

// pull adds what a word after a jump holds to that before it.
func (a *alignment) pull(to *uint64, from uint64, j *jump) {
	switch a.holds {
	case holdCosts:
		cost := min(j.cost, 64)
		a.lost |= from >> (64 - cost)
		*to |= from << cost
	case holdLeast:
		if sum := from + uint64(j.cost); *to == 0 || sum < *to {
			*to = sum
		}
	case holdWays:
		*to = addSaturating(*to, from)
	case holdWeight:
		*to = math.Float64bits(math.Float64frombits(*to) + math.Float64frombits(from)*j.weight)
	}
}

// pullAll does so for all jumps.
func (a *alignment) pullAll(jumps []jump, to, from []uint64) {
	a.steps -= len(jumps) + 3
	if a.holds == holdLeast { // most often
		for i := range jumps {
			j := &jumps[i]
			if word := from[j.to]; word != 0 {
				word += uint64(j.cost)
				if at := &to[j.from]; *at == 0 || word < *at {
					*at = word
				}
			}
		}
		return
	}
	for i := range jumps {
		j := &jumps[i]
		if word := from[j.to]; word != 0 {
			a.pull(&to[j.from], word, j)
		}
	}
}

// pullAdded does so for characters that were added before a place.
func (a *alignment) pullAdded(r alignRun, w alignSpace, g, place int, words []uint64) {
	of := &a.groups[g]
	var space [maxHops]hop
	for i := of.from; i < of.to; i++ {
		x := a.lined(r, w, i)
		hops := a.hopsAdded(space[:0], x, place)
		for k := len(hops) - 1; k >= 0; k-- {
			h := hops[k]
			j := jump{cost: uint32(h.cost) * uint32(x.times), weight: a.weightOf(of, x.aligned, h)}
			for e := 0; e+int(h.edits) < a.layers || !a.layered && e == 0; e++ {
				from, to := a.positionsOf(x.aligned, h, e)
				a.steps -= of.positions / x.positions
				// The others stay where they are.
				for high := 0; high < of.positions; high += x.stride * x.positions {
					for low := range x.stride {
						if word := words[high+low+int(to)]; word != 0 {
							a.pull(&words[high+low+int(from)], word, &j)
						}
					}
				}
			}
		}
	}
}

// fill fills in the words of a group from the last place to the first. It
// returns false if that takes too many steps.
func (a *alignment) fill(r alignRun, w alignSpace, g int) bool {
	n, accept := a.f.Length, 0
	if a.checked() {
		accept = int(a.f.Check.Accept)
	}
	a.fillEnd(r, g, a.atState(w.words, g, n, accept))
	var jumps [maxJumps]jump
	var reached [maxAlignStates/64 + 1]uint64 // states with a word that is not 0
	for place := n; place >= 0; place-- {
		clear(reached[:a.states/64+1])
		for state := range a.states {
			to := a.atState(w.words, g, place, state)
			if !live(to) {
				continue
			}
			reached[state/64] |= 1 << (state % 64)
			a.pullAdded(r, w, g, place, to)
		}
		if place == 0 {
			break
		}
		symbols := a.f.SymbolsAt(place - 1)
		for i := range len(symbols) {
			n, ok := a.joint(&jumps, r, w, g, place-1, i)
			if !ok {
				return false
			}
			if n == 0 {
				continue
			}
			for at, set := range reached[:a.states/64+1] {
				for ; set != 0; set &= set - 1 {
					state := at*64 + bits.TrailingZeros64(set)
					if from, ok := a.previous(place-1, state, symbols[i]); ok {
						a.pullAll(jumps[:n], a.atState(w.words, g, place-1, from), a.atState(w.words, g, place, state))
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

// fillEnd fills in the words behind the last place, in the state of a code.
func (a *alignment) fillEnd(r alignRun, g int, last []uint64) {
	one := uint64(1)
	if a.holds == holdWeight {
		one = math.Float64bits(1)
	}
	for i := range last {
		if a.ended(r, g, i) {
			last[i] = one
		}
	}
}

// ended reports whether all readings of a group are used up at a position.
func (a *alignment) ended(r alignRun, g, position int) bool {
	of := &a.groups[g]
	for i := of.from; i < of.to; i++ {
		x := &r.all[i]
		if !a.final(x, position/x.stride%x.positions) {
			return false
		}
	}
	return true
}
