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

// onward returns the number of the first option of choice k, from one on, that
// leads from a state to another that may lead to a code, and that one; or -1.
func (s *search) onward(k int, x key, options []option, i int) (int, key) {
	if to := s.quiet.to[k+1]; s.told == 1 && x.combo() == s.radix-2 && to != anyState && s.automaton > 0 && s.f.Check.Next != nil {
		// Behind the last edit that there may be is one state, whatever the symbol.
		next, state := s.f.Check.Next, int32(x.state())
		for ; i < len(options); i++ {
			if o := &options[i]; o.edits != 0 && uint32(next[o.row+state]) == to {
				return i, keyOf(to, s.radix-1)
			} else if o.edits == 0 {
				if after, ok := s.next(k, x, o); ok {
					return i, after
				}
			}
		}
		return -1, 0
	}
	for ; i < len(options); i++ {
		if after, ok := s.next(k, x, &options[i]); ok {
			return i, after
		}
	}
	return -1, 0
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
