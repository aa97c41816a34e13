package meant

import "math"

// quiet has the ways without an edit. Where a reading must have no more edits, or
// has had none yet, a code is on one of them, and mostly there is one: so of the
// many states that are an edit away from it, those are left out at once that do
// not come back to it.
type quiet struct {
	from, to [maxLevels]uint32 // the state before a choice, from the start and to the end; or anyState
}

// anyState says that there are several states, noState that there is none.
const (
	anyState = math.MaxUint32
	noState  = math.MaxUint32 - 1
)

// findQuiet finds the ways without an edit of the one reading whose edits are
// told apart.
func (s *search) findQuiet(all []option) {
	q := &s.quiet
	state := s.start
	for k := 0; ; k++ {
		q.from[k] = state
		if k == s.n {
			break
		}
		state = s.overQuiet(all, k, state, false)
	}
	state = s.accept
	for k := s.n; ; k-- {
		q.to[k] = state
		if k == 0 {
			break
		}
		state = s.overQuiet(all, k-1, state, true)
	}
}

// overQuiet returns the state to which choice k leads without an edit, or from
// which.
func (s *search) overQuiet(all []option, k int, state uint32, back bool) uint32 {
	c := &s.choices[k]
	switch {
	case state >= noState:
		return state
	case c.quietTo == c.quietFrom:
		return noState
	case c.quietTo > c.quietFrom+1:
		return anyState
	case s.automaton == 0:
		return state
	}
	steps := s.steps(k, &all[c.quietFrom], back)
	x, ok := steps.from(key(state))
	if !ok {
		return noState
	}
	return x.state()
}

// mayEnd reports whether a state before a choice may lead to a code: if it has no
// edit left, only without one.
func (s *search) mayEnd(k int, x key) bool {
	return s.told != 1 || x.combo() != s.radix-1 || s.quiet.to[k] == anyState || s.quiet.to[k] == x.state()
}

// mayBegin reports whether a state before a choice may be reached: if it has had no
// edit, only without one.
func (s *search) mayBegin(k int, x key) bool {
	return s.told != 1 || x.combo() != s.first || s.quiet.from[k] == anyState || s.quiet.from[k] == x.state()
}
