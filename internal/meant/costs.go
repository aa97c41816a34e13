package meant

import (
	"math"
	"math/bits"
)

// fill finds the states of the levels and the costs at which each of them leads
// to a code.
func (s *search) fill(all []option, p *plan, w *space) {
	if s.told == 0 && s.automaton <= bitStates {
		if s.automaton == 0 {
			s.fillPlain(all, p, w)
		} else {
			s.fillBits(all, p, w)
		}
		s.fillHigh(all, p, w)
		return
	}
	s.fromFront(all, p, w)
	if k := p.split; p.frugal && !s.levels[k].dense {
		clear(s.words(w, k))
	}
	last, t := s.words(w, s.n), s.table(w, s.n)
	for combo := range s.number {
		if at := t.reach(keyOf(s.accept, combo), s.levels[s.n].front); at >= 0 {
			last[at] = 1
		}
	}
	s.levels[s.n].states = int32(t.states)
	for k := s.n - 1; k >= 0; k-- {
		after := &s.levels[k+1]
		if after.dense && s.levels[k].dense {
			s.fillDense(all, p, w, k)
			continue
		}
		tree := s.levels[k].tree // whose states cannot be found
		if after.dense || after.front > 0 || tree {
			s.fillReached(all, p, w, k)
		}
		if !after.dense && after.front < s.number && !tree {
			s.fromBack(all, p, w, k)
		}
	}
	s.fillHigh(all, p, w)
}

// words returns the words of the states of level k.
func (s *search) words(w *space, k int) []uint64 {
	l := &s.levels[k]
	return w.parts[l.part][l.first:][:l.size]
}

// high returns their second words.
func (s *search) high(w *space, k int) []uint64 {
	l := &s.levels[k]
	return w.parts[l.part][l.first+l.size:][:l.size]
}

// reached returns the states of level k, which is not dense.
func (s *search) reached(w *space, k int) []uint64 {
	l := &s.levels[k]
	return w.parts[l.part][int(l.first)+s.keys*int(l.size):][:l.states]
}

// fillPlain is fill where there is one state.
func (s *search) fillPlain(all []option, p *plan, w *space) {
	words := w.parts[0]
	set := uint64(1)
	words[s.n*s.keys] = set
	for k := s.n - 1; k >= 0; k-- {
		from := set
		set = 0
		for _, o := range s.options(all, k) {
			if int(o.cost) > p.horizon {
				break
			}
			set |= from << o.cost
		}
		words[k*s.keys] = set
	}
}

// fewStates is how many of bitStates are better gone through one by one.
const fewStates = 4

// fillBits is fill where a machine word has room for a set of states.
func (s *search) fillBits(all []option, p *plan, w *space) {
	var front [maxLevels]uint64 // states that are reached from the front; 0 = many
	check := s.f.Check
	front[0] = 1 << s.start
	for k := 0; k < s.n && bits.OnesCount64(front[k]) <= fewStates; k++ {
		options := s.tried(all, k)
		for set := front[k]; set != 0; set &= set - 1 {
			state := bits.TrailingZeros64(set)
			for i := range options {
				if next := check.Next[int(options[i].row)+state]; int(next) != s.automaton {
					front[k+1] |= 1 << next
				}
			}
		}
	}
	back := uint64(1) << s.accept
	s.words(w, s.n)[s.accept] = 1
	for k := s.n - 1; k >= 0; k-- {
		to, from := s.words(w, k), s.words(w, k+1)
		options := s.tried(all, k)
		if bits.OnesCount64(back) <= fewStates {
			set := back
			back = 0
			for ; set != 0; set &= set - 1 {
				state := bits.TrailingZeros64(set)
				costs := from[state]
				for i := range options {
					if at := check.Back[int(options[i].row)+state]; int(at) != s.automaton {
						to[at] |= costs << options[i].cost
						back |= 1 << at
					}
				}
			}
			continue
		}
		back = math.MaxUint64
		if set := front[k]; set != 0 && bits.OnesCount64(set) <= fewStates {
			for ; set != 0; set &= set - 1 {
				state := bits.TrailingZeros64(set)
				costs := uint64(0)
				for i := range options {
					costs |= from[check.Next[int(options[i].row)+state]] << options[i].cost
				}
				to[state] = costs
			}
			continue
		}
		s.fillDense(all, p, w, k)
	}
}

// tried returns the options of choice k up to the horizon.
func (s *search) tried(all []option, k int) []option {
	return all[s.choices[k].from:s.choices[k].upTo]
}

// before returns those that may lead to one of the first so many combinations of
// edits.
func (s *search) before(all []option, k, combos int) []option {
	if c := &s.choices[k]; s.told > 0 && combos == 1 {
		return all[c.quietFrom:][:c.quiet()]
	}
	return s.tried(all, k)
}

// fromFront finds the states that are reached from the first one, as far as they
// are to be found from there.
func (s *search) fromFront(all []option, p *plan, w *space) {
	if s.levels[0].dense {
		return
	}
	t := s.table(w, 0)
	t.put(keyOf(s.start, s.first))
	s.levels[0].ahead, s.levels[0].states = 1, 1
	for k := 0; k < p.split && !s.levels[k+1].dense; k++ {
		options, states := s.before(all, k, s.levels[k+1].front), s.reached(w, k)
		to, t, steps := &s.levels[k+1], s.table(w, k+1), s.steps(k, false)
		switch {
		case p.frugal:
			s.cheapFront(options, p, w, k, &t)
		case to.tree:
			for i := range options {
				steps.over(&options[i])
				t.grow(states, &steps)
			}
		default:
			for i := range options {
				o := &options[i]
				steps.over(o)
				for _, state := range states {
					if x, ok := s.edited(key(state), o); ok && x.combo() < to.front {
						if next := steps.from(x.state()); next != steps.none {
							t.put(x.in(next))
						}
					}
				}
			}
		}
		to.ahead, to.states = int32(t.states), int32(t.states)
	}
}

// cheapFront finds the states of level k+1 to which a way leads within the horizon.
// Until all are found, the words have the lowest cost of such a way.
func (s *search) cheapFront(options []option, p *plan, w *space, k int, t *table) {
	costs, to := s.words(w, k), s.words(w, k+1)
	steps := s.steps(k, false)
	for i := range options {
		o := &options[i]
		steps.over(o)
		for j, state := range s.reached(w, k) {
			cost := costs[j] + uint64(o.cost)
			if cost > uint64(p.horizon) {
				continue
			}
			if next := steps.from(key(state).state()); next != steps.none {
				before := t.states
				if at := t.put(key(next)); t.states > before || cost < to[at] {
					to[at] = cost
				}
			}
		}
	}
	clear(costs)
}

// fromBack finds the states of level k that lead to those of the next level which
// are found from the back, and their costs. Those found from the front are there.
func (s *search) fromBack(all []option, p *plan, w *space, k int) {
	front, ahead := s.levels[k].front, int(s.levels[k+1].ahead)
	states, costs := s.reached(w, k+1)[ahead:], s.words(w, k+1)[ahead:]
	to, t := s.words(w, k), s.table(w, k)
	bound := ^uint64(0) >> (63 - min(p.horizon, 63))
	options, steps := s.tried(all, k), s.steps(k, true)
	for j := range options {
		o := &options[j]
		steps.over(o)
		for i, state := range states {
			x, ok := s.unedited(key(state), o)
			if !ok || p.frugal && costs[i]<<o.cost&bound == 0 {
				continue
			}
			if from := steps.from(x.state()); from != steps.none {
				if at := t.reach(x.in(from), front); at >= 0 {
					to[at] |= costs[i] << o.cost
				}
			}
		}
	}
	s.levels[k].states = int32(t.states)
}

// reach is put, or find if the state is one of those found from the front, which
// are of the first combinations of edits.
func (t *table) reach(x key, front int) int {
	if x.combo() < front {
		return t.find(x)
	}
	return t.put(x)
}

// fillDense fills in level k, which is dense as the next one is.
func (s *search) fillDense(all []option, p *plan, w *space, k int) {
	to, from := s.words(w, k), s.words(w, k+1)
	options := s.tried(all, k)
	for len(options) > 0 && options[len(options)-1].cost > 63 {
		options = options[:len(options)-1]
	}
	if s.told == 0 {
		// Two at a time take little longer than one.
		for ; len(options) > 1; options = options[2:] {
			s.pullTwo(to, from, &options[0], &options[1])
		}
	}
	for i := range options {
		o := &options[i]
		for combo := range s.number {
			after := combo
			if s.told > 0 {
				if s.spent(combo)&o.edits != 0 {
					continue
				}
				after += int(o.step)
			}
			s.pull(to[combo*s.stride:][:s.stride], from[after*s.stride:][:s.stride], o)
		}
	}
}

// pull adds to the costs of all states those that an option leads to.
func (s *search) pull(to, from []uint64, o *option) {
	cost := o.cost & 63
	if s.automaton == 0 {
		to[0] |= from[0] << cost
		return
	}
	row := s.f.Check.Next[o.row:][:s.automaton]
	to = to[:len(row)]
	for state, next := range row {
		to[state] |= from[next] << cost
	}
}

// pullTwo is pull for two options.
func (s *search) pullTwo(to, from []uint64, x, y *option) {
	cost, other := x.cost&63, y.cost&63
	if s.automaton == 0 {
		to[0] |= from[0]<<cost | from[0]<<other
		return
	}
	row := s.f.Check.Next[x.row:][:s.automaton]
	second := s.f.Check.Next[y.row:][:len(row)]
	to = to[:len(row)]
	for state, next := range row {
		to[state] |= from[next]<<cost | from[second[state]]<<other
	}
}

// fillReached fills in the states of level k found from the front, as far as they
// lead to such ones or to a dense level.
func (s *search) fillReached(all []option, p *plan, w *space, k int) {
	to, from := s.words(w, k), s.words(w, k+1)
	t := s.table(w, k+1)
	front := s.number
	if after := &s.levels[k+1]; after.front > 0 && !after.dense {
		front = after.front
	}
	options := s.before(all, k, front)
	if s.levels[k+1].tree {
		to := to[:s.levels[k].states]
		for j := range options {
			cost := options[j].cost
			for i, costs := range from[j*len(to):][:len(to)] {
				to[i] |= costs << cost
			}
		}
		return
	}
	states, steps := s.reached(w, k), s.steps(k, false)
	for j := range options {
		o := &options[j]
		steps.over(o)
		for i, state := range states {
			if x, ok := s.edited(key(state), o); ok && x.combo() < front {
				if next := steps.from(x.state()); next != steps.none {
					if at := t.find(x.in(next)); at >= 0 {
						to[i] |= from[at] << o.cost
					}
				}
			}
		}
	}
}

// fillHigh fills in the second words of the states, if there are any.
func (s *search) fillHigh(all []option, p *plan, w *space) {
	if !p.double {
		return
	}
	for k := s.n - 1; k >= 0; k-- {
		to := s.high(w, k)
		low, high := s.words(w, k+1), s.high(w, k+1)
		options := s.tried(all, k)
		for i := range options {
			o := &options[i]
			s.each(w, k, i, o, func(at, from int) {
				if o.cost < 64 {
					to[at] |= high[from]<<o.cost | low[from]>>(64-o.cost)
				} else {
					to[at] |= low[from] << (o.cost - 64)
				}
			})
		}
	}
}

// each calls f with every state of level k from which option i leads on, and
// the state of the next level.
func (s *search) each(w *space, k, i int, o *option, f func(at, from int)) {
	if s.levels[k+1].tree {
		states := int(s.levels[k].states)
		for at := range states {
			f(at, i*states+at)
		}
		return
	}
	t, steps := s.table(w, k+1), s.steps(k, false)
	steps.over(o)
	step := func(at int, state uint32, after key) {
		if next := steps.from(state); next != steps.none {
			if from := t.find(after.in(next)); from >= 0 {
				f(at, from)
			}
		}
	}
	if !s.levels[k].dense {
		for at, state := range s.reached(w, k) {
			if state == noKey {
				continue
			}
			if after, ok := s.edited(key(state), o); ok {
				step(at, key(state).state(), after)
			}
		}
		return
	}
	for combo := range s.number {
		if after, ok := s.edited(keyOf(0, combo), o); ok {
			for state := range max(s.automaton, 1) {
				step(combo*s.stride+state, uint32(state), after)
			}
		}
	}
}

// rowOf returns the steps over an option of choice k as a row of all states, the
// last one of whose words is that of no state, or nil if the levels are not like
// that.
func (s *search) rowOf(k int, o *option) []uint16 {
	if s.told > 0 || s.automaton == 0 || !s.levels[k].dense || !s.levels[k+1].dense {
		return nil
	}
	return s.f.Check.Next[o.row:][:s.automaton]
}

// leads reports whether a code is reached from a state of level k at a cost.
func (s *search) leads(w *space, k, at int, cost uint8) bool {
	l := &s.levels[k]
	words := w.parts[l.part][int(l.first)+at:]
	if cost < 64 {
		return words[0]>>(cost&63)&1 != 0
	}
	return words[l.size]>>((cost-64)&63)&1 != 0
}

// least returns the lowest cost of a code from a state of level k, a number
// beyond all costs if there is none.
func (s *search) least(w *space, k, at int) int {
	low := s.words(w, k)[at]
	if low != 0 || s.keys == 1 {
		return bits.TrailingZeros64(low)
	}
	return 64 + bits.TrailingZeros64(s.high(w, k)[at])
}
