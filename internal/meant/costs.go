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
		if at := t.reach(keyOf(s.accept, combo), s.n <= p.split); at >= 0 {
			last[at] = 1
		}
	}
	s.levels[s.n].states = int32(t.states)
	for k := s.n - 1; k >= 0; k-- {
		switch after := &s.levels[k+1]; {
		case !after.dense && k+1 > p.split:
			s.fromBack(all, p, w, k)
		case after.dense && s.levels[k].dense:
			s.fillDense(all, p, w, k)
		default:
			s.fillReached(all, p, w, k)
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
		options, _ := s.tried(all, p, k)
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
		options, _ := s.tried(all, p, k)
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

// tried returns the options of choice k up to the horizon, and those that a state
// may take that has no edit left.
func (s *search) tried(all []option, p *plan, k int) (options, quiet []option) {
	c := &s.choices[k]
	options = all[c.from:][:s.upTo(all, k, p)]
	if s.told > 0 {
		from, to := int(c.quietFrom-c.from), min(int(c.quietTo-c.from), len(options))
		quiet = options[min(from, to):to]
	}
	return options, quiet
}

// fromFront finds the states that are reached from the first one, as far as the
// levels are not dense.
func (s *search) fromFront(all []option, p *plan, w *space) {
	if s.levels[0].dense {
		return
	}
	t := s.table(w, 0)
	t.put(keyOf(s.start, s.first))
	s.levels[0].states = 1
	for k := 0; k < p.split && !s.levels[k+1].dense; k++ {
		options, quiet := s.tried(all, p, k)
		t := s.table(w, k+1)
		if s.levels[k+1].same {
			steps := s.steps(k, &options[0], false)
			t.follow(s.reached(w, k), &steps)
		} else if p.frugal {
			s.cheapFront(options, p, w, k, &t)
		} else if s.told == 0 {
			for i := range options {
				steps := s.steps(k, &options[i], false)
				for _, state := range s.reached(w, k) {
					if state == noKey {
						continue
					}
					if next, ok := steps.from(key(state)); ok {
						t.put(next)
					}
				}
			}
		} else {
			for _, state := range s.reached(w, k) {
				x, options := key(state), options
				if s.spent(x.combo()) == s.full {
					options = quiet
				}
				for i, next := s.onward(k, x, options, 0); i >= 0; i, next = s.onward(k, x, options, i+1) {
					t.put(next)
				}
			}
		}
		s.levels[k+1].states = int32(t.states)
	}
}

// cheapFront finds the states of level k+1 to which a way leads within the horizon.
// Until all are found, the words have the lowest cost of such a way.
func (s *search) cheapFront(options []option, p *plan, w *space, k int, t *table) {
	costs, to := s.words(w, k), s.words(w, k+1)
	for i := range options {
		o := &options[i]
		steps := s.steps(k, o, false)
		for j, state := range s.reached(w, k) {
			cost := costs[j] + uint64(o.cost)
			if cost > uint64(p.horizon) {
				continue
			}
			if next, ok := steps.from(key(state)); ok {
				before := t.states
				if at := t.put(next); t.states > before || cost < to[at] {
					to[at] = cost
				}
			}
		}
	}
	clear(costs)
}

// fromBack finds the states of level k that lead to those of the next level,
// and their costs. If level k is filled in from the front, they are there.
func (s *search) fromBack(all []option, p *plan, w *space, k int) {
	front := k <= p.split
	costs, to := s.words(w, k+1), s.words(w, k)
	options, quiet := s.tried(all, p, k)
	t := s.table(w, k)
	within := ^uint64(0)
	if p.frugal {
		within >>= 63 - p.horizon
	}
	if s.told == 0 {
		for j := range options {
			o := &options[j]
			steps := s.steps(k, o, true)
			for i, state := range s.reached(w, k+1) {
				if p.frugal && costs[i]<<o.cost&within == 0 {
					continue
				}
				if from, ok := steps.from(key(state)); ok {
					if at := t.reach(from, front); at >= 0 {
						to[at] |= costs[i] << o.cost
					}
				}
			}
		}
	} else {
		for i, state := range s.reached(w, k+1) {
			x, options := key(state), options
			if s.unedited(x.combo()) == s.full {
				options = quiet
			}
			for j := range options {
				o := &options[j]
				if from, ok := s.previous(k, x, o); ok {
					if at := t.reach(from, front); at >= 0 {
						to[at] |= costs[i] << o.cost
					}
				}
			}
		}
	}
	s.levels[k].states = int32(t.states)
}

// reach is put, or find if the level is filled in from the front.
func (t *table) reach(x key, front bool) int {
	if front {
		return t.find(x)
	}
	return t.put(x)
}

// fillDense fills in level k, which is dense as the next one is.
func (s *search) fillDense(all []option, p *plan, w *space, k int) {
	to, from := s.words(w, k), s.words(w, k+1)
	options, _ := s.tried(all, p, k)
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

// fillReached fills in level k, which is not dense, or is before one that is not.
func (s *search) fillReached(all []option, p *plan, w *space, k int) {
	to, from := s.words(w, k), s.words(w, k+1)
	options, quiet := s.tried(all, p, k)
	t := s.table(w, k+1)
	if s.levels[k+1].same {
		for i := range s.reached(w, k) {
			to[i] = from[i] << options[0].cost
		}
		return
	}
	if s.told == 0 {
		for j := range options {
			o := &options[j]
			steps := s.steps(k, o, false)
			for i, state := range s.reached(w, k) {
				if state == noKey {
					continue
				}
				if next, ok := steps.from(key(state)); ok {
					if at := t.find(next); at >= 0 {
						to[i] |= from[at] << o.cost
					}
				}
			}
		}
		return
	}
	for i, state := range s.reached(w, k) {
		x, options := key(state), options
		if s.spent(x.combo()) == s.full {
			options = quiet
		}
		for j, next := s.onward(k, x, options, 0); j >= 0; j, next = s.onward(k, x, options, j+1) {
			if at := t.find(next); at >= 0 {
				to[i] |= from[at] << options[j].cost
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
		options, _ := s.tried(all, p, k)
		for i := range options {
			o := &options[i]
			s.each(w, k, o, func(at, from int) {
				if o.cost < 64 {
					to[at] |= high[from]<<o.cost | low[from]>>(64-o.cost)
				} else {
					to[at] |= low[from] << (o.cost - 64)
				}
			})
		}
	}
}

// each calls f with every state of level k from which an option leads on, and
// the state of the next level.
func (s *search) each(w *space, k int, o *option, f func(at, from int)) {
	if s.levels[k+1].same {
		for at := range s.reached(w, k) {
			f(at, at)
		}
		return
	}
	t := s.table(w, k+1)
	step := func(at int, x key) {
		if x == noKey {
			return
		}
		if next, ok := s.next(k, x, o); ok {
			if from := t.find(next); from >= 0 {
				f(at, from)
			}
		}
	}
	if !s.levels[k].dense {
		for at, state := range s.reached(w, k) {
			step(at, key(state))
		}
		return
	}
	for combo := range s.number {
		for state := range max(s.automaton, 1) {
			step(combo*s.stride+state, keyOf(uint32(state), combo))
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
