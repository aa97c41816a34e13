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
	taskWeigh
)

const maxLevels = spell.MaxLen + 1

// search answers a problem by the costs that lead from each state before a place
// to a code. For every one of them a machine word has bit c set if some symbols
// from there on cost c and end in a valid code: the set of the last place is
// {0} in the accepted state, and every other is the union over the options of
// the next place's set, moved up by the option's cost. Walking forward and
// taking only options whose set still holds the rest of the cost, no walk is
// in vain: the codes of one cost come one by one, then those of the next.
type search struct {
	problem
	task       task
	automaton  int       // states of the automaton; 0 = there is none
	still      [1]uint16 // the steps of none
	start      uint32    // its state before the first choice
	accept     uint32
	stride     int // words of a dense level from one combination of edits to the next: one more than states, for the dead one
	keys       int // words of a state before its key
	levels     [maxLevels]level
	weighing   bool
	said       outcome
	resolution Resolution
	count      uint64
	exact      bool
	unit       float64 // nats of one unit of cost
	sum        float64 // of weights
}

// solve runs a task.
func (s *search) solve(q *Question, from Source, t task, yield func(Candidate) bool) {
	s.task = t
	s.resolution.Margin = -1
	s.exact = true
	s.f, s.model = q.Format, q.Model
	var x seen
	s.fewer = from.more()
	if !from.only(&x, s.f) {
		s.solveMany(q, from, yield)
		return
	}
	if x.n != s.f.Length {
		return
	}
	if s.solveFew(q, from, &x, yield) && s.solveSome(q, from, &x, yield) {
		s.solveFull(q, from, &x, yield)
	}
}

// solveFew has room for the options of most inputs, among them two unread places. It
// returns true if there are more. Each amount of options is in a function of its own,
// so that only what is needed is cleared.
func (s *search) solveFew(q *Question, from Source, x *seen, yield func(Candidate) bool) (full bool) {
	var options [4 * spell.MaxLen]option
	return s.solveOne(q, from, x, options[:], yield)
}

// solveSome has room for all symbols at 16 places.
//
//go:noinline
func (s *search) solveSome(q *Question, from Source, x *seen, yield func(Candidate) bool) (full bool) {
	var options [20 * spell.MaxLen]option
	return s.solveOne(q, from, x, options[:], yield)
}

// solveFull has room for any options.
//
//go:noinline
func (s *search) solveFull(q *Question, from Source, x *seen, yield func(Candidate) bool) {
	var options [mostOptions]option
	s.solveOne(q, from, x, options[:], yield)
}

const mostOptions = spell.MaxLen * ('~' - '!' + 1)

// solveOne runs the task for a single reading. It returns true if there is no room for
// its options.
func (s *search) solveOne(q *Question, from Source, x *seen, options []option, yield func(Candidate) bool) (full bool) {
	var show [1]shown
	none, full := s.open(from, x, options, &show[0])
	switch {
	case full:
		s.problem = problem{f: s.f, model: s.model, fewer: s.fewer}
	case !none:
		s.ask(q, options, show[:], yield)
	}
	return full
}

// solveMany has room for several readings.
//
//go:noinline
func (s *search) solveMany(q *Question, from Source, yield func(Candidate) bool) {
	var options [mostOptions]option
	var different [maxShown]shown
	show, none := s.average(from, options[:], different[:])
	if !none {
		s.ask(q, options[:], show, yield)
	}
}

// ask walks over the prefix and runs the task.
func (s *search) ask(q *Question, all []option, show []shown, yield func(Candidate) bool) {
	if !s.bound(q, all, show) {
		return
	}
	s.stride = 1
	if a := s.f.Check; a != nil {
		s.automaton, s.stride = a.States, a.States+1
		state := a.Start
		for place := range len(s.f.Prefix) {
			state = a.Step(state, place, s.f.Prefix[place])
		}
		s.start, s.accept = state, a.Accept
	}
	s.exact = s.exact && !s.fewer
	if s.task == taskCount {
		s.countAll(all)
		return
	}
	s.list(all, show, yield)
	s.said.fewer = s.fewer
	s.said.cut = s.limit == maxCost && s.most > maxCost
	s.said.base = s.base
	if s.weighing {
		s.said.weight = s.weighAll(all)
	}
}

// horizons are the costs up to which a search looks before it looks further.
// Most often the first candidates are near, and the fewer options there are the
// less there is to do.
var horizons = [...]int{15, 63, maxCost}

// list goes through the codes by cost.
func (s *search) list(all []option, show []shown, yield func(Candidate) bool) {
	from, work := 0, int64(listWork)
	for i, horizon := range horizons {
		if i == 0 && (s.automaton == 0 || s.most < 2*horizon || s.told == 1 && s.radix == 2) {
			continue // it would not be less, or little enough without
		}
		p := plan{horizon: min(horizon, s.limit), work: work}
		fits := s.fit(all, &p, from)
		work -= p.steps
		if fits && !s.within(all, show, &p, from, yield) {
			return
		}
		if from = p.horizon + 1; !fits || p.horizon < min(horizon, s.limit) {
			s.said.beyond = from
			return
		}
		if p.horizon >= min(s.limit, s.most) {
			return
		}
	}
}

// fit lays out the levels. Where there is no room or time, it leaves states out or
// has fewer edits told apart, and then lowers the horizon. It returns false if nothing is left
// to look at from a cost on, and then has a horizon below that.
func (s *search) fit(all []option, p *plan, from int) bool {
	for {
		if p.double = p.horizon > 63; s.lay(all, p) {
			return true
		}
		if s.canBeFrugal(p) {
			p.frugal = true
			continue
		}
		if s.told > 0 && s.radix > 2 {
			if s.lower(all) {
				continue
			}
		}
		if p.horizon == from {
			p.horizon = from - 1
			return false
		}
		p.horizon = max(p.horizon/2, from)
	}
}

// within goes through the codes from a cost on up to the horizon of a plan. It
// returns false if the task is done. Each amount of space is in a function of its
// own, so that only what is needed is cleared.
func (s *search) within(all []option, show []shown, p *plan, from int, yield func(Candidate) bool) bool {
	r := run{all, show, p, from, yield}
	switch {
	case p.parts == 0:
		return s.run(r, &space{parts: [maxParts][]uint64{make([]uint64, p.words)}, slots: make([]uint32, p.slots)})
	case p.words <= plainWords && p.slots == 0:
		return s.withPlain(r)
	case p.words <= fewWords && p.slots <= fewSlots:
		return s.withFew(r)
	case p.words <= someWords && p.slots <= someSlots:
		return s.withSome(r)
	case p.words <= manyWords && p.slots <= manySlots:
		return s.withMany(r)
	case p.parts == 1:
		return s.withPart(r)
	}
	return s.withParts(r)
}

const (
	plainWords           = 2 * maxLevels // no check character
	fewWords, fewSlots   = 640, 128      // 16 symbols and 36 states, or one edit
	someWords, someSlots = 1 << 11, 1 << 11
	manyWords, manySlots = 1 << 13, 1 << 12
)

// run is what a search does in a space.
type run struct {
	all   []option
	show  []shown
	plan  *plan
	from  int
	yield func(Candidate) bool
}

//go:noinline
func (s *search) withPlain(r run) bool {
	var words [plainWords]uint64
	return s.run(r, &space{parts: [maxParts][]uint64{words[:]}})
}

//go:noinline
func (s *search) withFew(r run) bool {
	var words [fewWords]uint64
	var slots [fewSlots]uint32
	return s.run(r, &space{parts: [maxParts][]uint64{words[:]}, slots: slots[:]})
}

//go:noinline
func (s *search) withSome(r run) bool {
	var words [someWords]uint64
	var slots [someSlots]uint32
	return s.run(r, &space{parts: [maxParts][]uint64{words[:]}, slots: slots[:]})
}

//go:noinline
func (s *search) withMany(r run) bool {
	var words [manyWords]uint64
	var slots [manySlots]uint32
	return s.run(r, &space{parts: [maxParts][]uint64{words[:]}, slots: slots[:]})
}

//go:noinline
func (s *search) withPart(r run) bool {
	var words [partWords]uint64
	var slots [slotsMost]uint32
	return s.run(r, &space{parts: [maxParts][]uint64{words[:]}, slots: slots[:]})
}

//go:noinline
func (s *search) withParts(r run) bool {
	var first, second, third [partWords]uint64
	var slots [slotsMost]uint32
	return s.run(r, &space{parts: [maxParts][]uint64{first[:], second[:], third[:]}, slots: slots[:]})
}

// run fills in the costs and goes through them.
func (s *search) run(r run, w *space) bool {
	s.fill(r.all, r.plan, w)
	switch s.task {
	case taskCount:
		s.countCodes(r, w)
		return false
	case taskWeigh:
		s.weighCodes(r, w)
		return false
	}
	start := s.find(w, 0, keyOf(s.start, s.first))
	if start < 0 {
		return true
	}
	return s.take(r, w, s.words(w, 0)[start], 0) && (!r.plan.double || s.take(r, w, s.high(w, 0)[start], 64))
}

// take goes through the costs of a set that begins with least. It returns false
// if the task is done.
func (s *search) take(r run, w *space, costs uint64, least int) bool {
	for ; costs != 0; costs &= costs - 1 {
		cost := least + bits.TrailingZeros64(costs)
		if cost < r.from {
			continue
		}
		if cost > r.plan.horizon {
			return true
		}
		if s.task == taskCandidates {
			if !s.level(r, w, cost, r.yield) {
				return false
			}
			continue
		}
		a := &s.resolution
		if a.Verdict != None {
			a.Margin = s.base + cost - a.Best.Cost
			return false
		}
		s.level(r, w, cost, func(c Candidate) bool {
			if a.Ties == 0 {
				a.Best = c
			}
			a.Ties++
			return a.Ties < maxTies
		})
		a.Verdict = Unique
		if a.Ties == maxTies {
			if a.Capped = r.plan.pass > weighWork; !a.Capped {
				a.Ties = s.ties(r, w)
			}
		}
		if a.Ties > 1 {
			a.Verdict, a.Margin = Ambiguous, 0
			return false
		}
	}
	return true
}
