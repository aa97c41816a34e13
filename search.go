package redeem

import "math/bits"

// task is what a search is for.
type task uint8

const (
	taskCandidates task = iota
	taskResolve
	taskCount
)

// search answers a problem by the costs that lead from each place and state to
// a code. For every one of them a machine word has bit c set if some symbols
// from there on cost c and end in a valid code: the set of the last place is
// {0} in the accepted state, and every other is the union over the options of
// the next place's set, moved up by the option's cost. Walking forward and
// taking only options whose set still holds the rest of the cost, no walk is
// in vain: the codes of one cost come one by one, then those of the next.
type search struct {
	problem
	start  int  // state there
	states int  // of the automaton, if there is one
	stride int  // words from one number of edits to the next, one more than states for the dead one
	size   int  // words of a place
	fewer  bool // than MaxEdits edits are tried, for there is no room, or than all reads

	resolution Resolution
	count      uint64
	exact      bool
}

// work is what a search has on the stack: the options and the sets of costs.
type work struct {
	options []option
	low     []uint64
	high    []uint64 // bits 64 to 127; nil until needed
	yield   func(Candidate) bool
}

// solve runs a task.
func (s *search) solve(c *Corrector, reads []string, t task, yield func(Candidate) bool) {
	s.resolution.Margin = -1
	s.fewer = len(reads) > maxReads
	s.exact = !s.fewer
	reads = reads[:min(len(reads), maxReads)]
	var options [2 * MaxLen]option
	none, full := s.set(c, reads, options[:])
	switch {
	case full:
		s.solveDense(c, reads, t, yield)
	case !none:
		s.prepare(t, work{options: options[:], yield: yield})
	}
}

// solveDense has room for any number of options, which solve should not clear
// for every input.
//
//go:noinline
func (s *search) solveDense(c *Corrector, reads []string, t task, yield func(Candidate) bool) {
	var options [MaxLen * ('~' - '!' + 1)]option
	s.problem = problem{}
	if none, _ := s.set(c, reads, options[:]); !none {
		s.prepare(t, work{options: options[:], yield: yield})
	}
}

// prepare walks over the prefix and runs the task on space that fits it.
func (s *search) prepare(t task, w work) {
	s.stride = 1
	if a := s.f.checks; a != nil {
		s.states, s.stride = a.states, a.states+1
		state := uint16(a.scheme.Start())
		for place := range len(s.f.spec.Prefix) {
			state = a.step(state, place, s.f.spec.Prefix[place])
		}
		s.start = int(state)
	}
	s.size = s.layers * s.stride
	if t == taskCount {
		s.prepareCount(w)
	} else {
		s.withSpace(t, w)
	}
}

const (
	wordsSparse = MaxLen + 1         // a code without check characters
	wordsMiddle = 17 * 41            // 16 symbols and 40 states
	wordsMost   = (MaxLen + 1) * 101 // MaxLen symbols and 100 states
	wordsBound  = 1 << 20            // 8 MiB: for MaxLen symbols, 1271 states and 11 edits
)

// exceeds reports whether n places take more than wordsBound. Numbers of edits
// and of states are multiplied here, which 32 bits need not hold.
func (s *search) exceeds(n int) bool { return int64(n)*int64(s.size) > wordsBound }

// withSpace goes on with cleared words for every place. Each amount of space
// is in a function of its own, so that only what is needed is cleared.
func (s *search) withSpace(t task, w work) {
	if s.exceeds(2 * (s.n + 1)) { // as much again is for costs above 63
		s.layers, s.fewer = wordsBound/(2*(s.n+1)*s.stride), true
		s.size = s.layers * s.stride
	}
	switch need := (s.n + 1) * s.size; {
	case need <= wordsSparse:
		var words [wordsSparse]uint64
		s.run(t, w, words[:need])
	case need <= wordsMiddle:
		s.withMiddle(t, w, need)
	case need <= wordsMost:
		s.withMost(t, w, need)
	default:
		s.run(t, w, make([]uint64, need))
	}
}

//go:noinline
func (s *search) withMiddle(t task, w work, need int) {
	var words [wordsMiddle]uint64
	s.run(t, w, words[:need])
}

//go:noinline
func (s *search) withMost(t task, w work, need int) {
	var words [wordsMost]uint64
	s.run(t, w, words[:need])
}

// run answers with costs up to 63, and does so once more with more space for
// those up to 127 if that is not the end.
func (s *search) run(t task, w work, words []uint64) {
	if w.low == nil {
		w.low = words
		s.fillLow(w)
		if s.take(t, w, 0, w.low[s.start], s.limit+1) && s.limit > 63 && s.most > 63 {
			s.withSpace(t, w)
		}
		return
	}
	w.high = words
	s.fillHigh(w)
	s.take(t, w, 64, w.high[s.start], s.limit-63)
}

// take goes through the first n costs of a set that begins with least. It
// returns false if the task is done.
func (s *search) take(t task, w work, least int, costs uint64, n int) bool {
	costs &= 1<<n - 1
	for ; costs != 0; costs &= costs - 1 {
		cost := least + bits.TrailingZeros64(costs)
		if t == taskCandidates {
			if !s.level(w, cost, w.yield) {
				return false
			}
			continue
		}
		r := &s.resolution
		if r.Verdict != VerdictNone {
			r.Margin = s.base + cost - r.Best.Cost
			return false
		}
		s.level(w, cost, func(c Candidate) bool {
			if r.Ties == 0 {
				r.Best = c
			}
			r.Ties++
			return r.Ties < fewTies
		})
		r.Verdict = VerdictUnique
		if r.Ties == fewTies {
			r.Ties = s.ties(w)
		}
		if r.Ties > 1 {
			r.Verdict, r.Margin = VerdictAmbiguous, 0
			return false
		}
	}
	return true
}

// fewTies is up to where ties are counted by listing them.
const fewTies = 64

// at returns the words of choice k, those after the last one for s.n.
func (s *search) at(words []uint64, k int) []uint64 { return words[k*s.size:][:s.size] }

func (s *search) fillLow(w work) {
	if s.size == 1 && !s.strict {
		w.low[s.n] = 1
		for k := s.n - 1; k >= 0; k-- {
			for _, o := range s.options(w.options, k) {
				w.low[k] |= w.low[k+1] << o.cost
			}
		}
		return
	}
	last := s.at(w.low, s.n)
	s.accepted(func(q int) { last[q] = 1 })
	for k := s.n - 1; k >= 0; k-- {
		to, from := s.at(w.low, k), s.at(w.low, k+1)
		for _, o := range s.options(w.options, k) {
			if o.cost > 63 {
				break
			}
			if !s.strict {
				s.addLow(to, from, o)
				continue
			}
			for e := 0; e+int(o.edits) < s.layers; e++ {
				s.addLow(to[e*s.stride:], from[(e+int(o.edits))*s.stride:], o)
			}
		}
	}
}

func (s *search) addLow(to, from []uint64, o option) {
	if s.f.checks == nil {
		to[0] |= from[0] << (o.cost & 63)
		return
	}
	row := s.f.checks.next[o.row:][:s.states]
	to = to[:len(row)]
	for state, next := range row {
		to[state] |= from[next] << (o.cost & 63)
	}
}

func (s *search) fillHigh(w work) {
	for k := s.n - 1; k >= 0; k-- {
		to := s.at(w.high, k)
		low, high := s.at(w.low, k+1), s.at(w.high, k+1)
		for _, o := range s.options(w.options, k) {
			if o.cost > maxCost {
				break
			}
			for q := range s.size {
				next, ok := s.next(q, o)
				switch {
				case !ok:
				case o.cost < 64:
					to[q] |= high[next]<<o.cost | low[next]>>(64-o.cost)
				default:
					to[q] |= low[next] << (o.cost - 64)
				}
			}
		}
	}
}

// next returns where an option leads from the word q of a place, in the words
// of the place after it.
func (s *search) next(q int, o option) (next int, ok bool) {
	e := 0
	if s.strict {
		e = q / s.stride
		if q -= e * s.stride; e+int(o.edits) >= s.layers {
			return 0, false
		}
		e += int(o.edits)
	}
	if s.f.checks != nil {
		if q == s.states {
			return 0, false
		}
		q = int(s.f.checks.next[int(o.row)+q])
	}
	return e*s.stride + q, true
}

// leads reports whether a code is reached from word i at a cost.
func (w *work) leads(i int, cost uint8) bool {
	if cost < 64 {
		return w.low[i]>>(cost&63)&1 != 0
	}
	return w.high[i]>>((cost-64)&63)&1 != 0
}

// symbols are those of a code in words, of which one is changed without
// reading bytes back as words, for which a processor waits.
type symbols [MaxLen / 8]uint64

func packed(text [MaxLen]byte) symbols {
	c := codeOf(&text)
	return symbols{c.a, c.b, c.c, c.d}
}

func (s *symbols) set(place uint8, symbol byte) {
	shift := 56 - place%8*8
	w := &s[place/8%(MaxLen/8)]
	*w = *w&^(0xFF<<(shift&63)) | uint64(symbol)<<(shift&63)
}

func (s *symbols) code() Code { return Code{s[0], s[1], s[2], s[3]} }

// level yields all codes of a cost. It returns false if yield did.
func (s *search) level(w work, cost int, yield func(Candidate) bool) bool {
	type step struct {
		q      int32
		edits  uint32
		option uint16
		left   uint8
	}
	var (
		words = packed(s.text)
		steps [MaxLen + 1]step
		k     int
	)
	steps[0] = step{q: int32(s.start), left: uint8(cost), edits: uint32(s.edits)}
	for k >= 0 {
		if k == s.n {
			if !yield(Candidate{words.code(), s.base + cost, int(steps[k].edits)}) {
				return false
			}
			k--
			continue
		}
		at := &steps[k]
		options := s.options(w.options, k)
		if int(at.option) == len(options) || options[at.option].cost > at.left {
			k--
			continue
		}
		o := options[at.option]
		at.option++
		next, ok := 0, true
		if s.size > 1 || s.strict {
			next, ok = s.next(int(at.q), o)
		}
		left := at.left - o.cost
		if ok && w.leads((k+1)*s.size+next, left) {
			words.set(s.choices[k].place, o.symbol)
			k++
			steps[k] = step{q: int32(next), left: left, edits: at.edits + uint32(o.edits)}
		}
	}
	return true
}
