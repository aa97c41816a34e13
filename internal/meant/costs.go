package meant

import "math/bits"

// at returns the words of choice k, those after the last one for s.n.
func (s *search) at(words []uint64, k int) []uint64 { return words[k*s.size:][:s.size] }

func (s *search) fillLow(w work) {
	if s.size == 1 && !s.layered {
		set := uint64(1)
		w.low[s.n] = set
		for k := s.n - 1; k >= 0; k-- {
			from := set
			set = 0
			for _, o := range s.options(w.options, k) {
				set |= from << o.cost
			}
			w.low[k] = set
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
			if !s.layered {
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
	if s.f.Check == nil {
		to[0] |= from[0] << (o.cost & 63)
		return
	}
	row := s.f.Check.Next[o.row:][:s.states]
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
	if s.layered {
		e = q / s.stride
		if q -= e * s.stride; e+int(o.edits) >= s.layers {
			return 0, false
		}
		e += int(o.edits)
	}
	if s.f.Check != nil {
		if q == s.states {
			return 0, false
		}
		q = int(s.f.Check.Next[int(o.row)+q])
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

// accepted calls f with the words of the last place from which nothing is
// missing.
func (s *search) accepted(f func(q int)) {
	accept := 0
	if s.f.Check != nil {
		accept = int(s.f.Check.Accept)
	}
	for e := range s.layers {
		f(e*s.stride + accept)
	}
}

// least returns the lowest cost of a code from a word of a place, a number
// beyond all costs if there is none.
func (s *search) least(w work, k, q int) int {
	i := k*s.size + q
	if w.low[i] != 0 || w.high == nil {
		return bits.TrailingZeros64(w.low[i])
	}
	return 64 + bits.TrailingZeros64(w.high[i])
}
