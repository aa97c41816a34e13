package meant

import (
	"math/bits"

	"github.com/redeemkit/redeem/internal/spell"
)

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
	start  int  // state before the first choice
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
func (s *search) solve(c *Question, reads []string, t task, yield func(Candidate) bool) {
	s.resolution.Margin = -1
	s.fewer = len(reads) > maxReads
	s.exact = !s.fewer
	reads = reads[:min(len(reads), maxReads)]
	var options [2 * spell.MaxLen]option
	none, full := s.collect(c, reads, options[:])
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
func (s *search) solveDense(c *Question, reads []string, t task, yield func(Candidate) bool) {
	var options [spell.MaxLen * ('~' - '!' + 1)]option
	s.problem = problem{}
	if none, _ := s.collect(c, reads, options[:]); !none {
		s.prepare(t, work{options: options[:], yield: yield})
	}
}

// prepare walks over the prefix and runs the task on space that fits it.
func (s *search) prepare(t task, w work) {
	s.stride = 1
	if a := s.f.Check; a != nil {
		s.states, s.stride = a.States, a.States+1
		state := a.Start
		for place := range len(s.f.Prefix) {
			state = a.Step(state, place, s.f.Prefix[place])
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
	wordsFew    = spell.MaxLen + 1         // a code without check characters
	wordsMiddle = 17 * 41                  // 16 symbols and 40 states
	wordsMost   = (spell.MaxLen + 1) * 101 // spell.MaxLen symbols and 100 states
	wordsBound  = 1 << 20                  // 8 MiB: for spell.MaxLen symbols, 1271 states and 11 edits
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
	case need <= wordsFew:
		var words [wordsFew]uint64
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
		if r.Verdict != None {
			r.Margin = s.base + cost - r.Best.Cost
			return false
		}
		s.level(w, cost, func(c Candidate) bool {
			if r.Ties == 0 {
				r.Best = c
			}
			r.Ties++
			return r.Ties < maxTies
		})
		r.Verdict = Unique
		if r.Ties == maxTies {
			r.Ties = s.ties(w)
		}
		if r.Ties > 1 {
			r.Verdict, r.Margin = Ambiguous, 0
			return false
		}
	}
	return true
}
