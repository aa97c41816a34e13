package meant

import (
	"math"
	"math/bits"
)

// countAll counts the codes within the limits. It tells edits and costs apart
// where they are bounded; if there is no room or time for that, it counts
// whatever the edits, or whatever the costs, which is not less.
func (s *search) countAll(all []option) {
	p := plan{horizon: s.limit, costs: 1, work: weighWork}
	if s.most > s.limit {
		p.costs = s.limit + 1
	}
	for !s.lay(all, &p) {
		s.exact = false
		switch {
		case s.told > 0:
			s.forget(all)
		case p.costs > 1:
			p.costs, p.horizon = 1, maxCost
		default:
			s.count = s.product(all)
			return
		}
	}
	s.within(all, nil, &p, 0, nil)
}

// product returns how many ways there are to choose.
func (s *search) product(all []option) uint64 {
	n := uint64(1)
	for k := range s.n {
		n = mulSaturating(n, uint64(len(s.options(all, k))))
	}
	return n
}

// counts has room for the numbers of two levels.
func (s *search) largest() (size int) {
	for k := range s.n + 1 {
		size = max(size, int(s.levels[k].size))
	}
	return size
}

const (
	sumsFew  = 128
	sumsSome = 1 << 11
	sumsMany = partWords
)

// countCodes counts on space that fits: one number for each state and each cost
// that is told apart.
func (s *search) countCodes(r run, w *space) {
	switch need := s.largest() * r.plan.costs; {
	case need <= sumsFew:
		var a, b [sumsFew]uint64
		s.countOn(r, w, a[:need], b[:need])
	case need <= sumsSome:
		s.countSome(r, w, need)
	case need <= sumsMany:
		s.countMany(r, w, need)
	default:
		s.countOn(r, w, make([]uint64, need), make([]uint64, need))
	}
}

//go:noinline
func (s *search) countSome(r run, w *space, need int) {
	var a, b [sumsSome]uint64
	s.countOn(r, w, a[:need], b[:need])
}

//go:noinline
func (s *search) countMany(r run, w *space, need int) {
	var a, b [sumsMany]uint64
	s.countOn(r, w, a[:need], b[:need])
}

// countOn is the search's pass from the last place to the first with numbers of
// codes in place of sets of costs. The words i*costs to (i+1)*costs of a place
// belong to its state i.
func (s *search) countOn(r run, w *space, to, from []uint64) {
	costs := r.plan.costs
	s.accepted(w, func(at int) { to[at*costs] = 1 })
	for k := s.n - 1; k >= 0; k-- {
		to, from = from, to
		clear(to)
		options := s.tried(r.all, k)
		for i := range options {
			o := &options[i]
			cost := 0
			if costs > 1 {
				cost = int(o.cost)
			} else if row := s.rowOf(k, o); row != nil {
				to := to[:len(row)]
				for state, next := range row {
					to[state] = addSaturating(to[state], from[next])
				}
				continue
			}
			s.each(w, k, i, o, func(at, next int) {
				sums := to[at*costs+cost : (at+1)*costs]
				for i, n := range from[next*costs:][:len(sums)] {
					sums[i] = addSaturating(sums[i], n)
				}
			})
		}
	}
	if start := s.find(w, 0, keyOf(s.start, s.first)); start >= 0 {
		for _, n := range to[start*costs : (start+1)*costs] {
			s.count = addSaturating(s.count, n)
		}
	}
	s.exact = s.exact && s.count < math.MaxUint64
}

// accepted calls f with the states of the last level from which nothing is
// missing.
func (s *search) accepted(w *space, f func(at int)) {
	for combo := range s.number {
		if at := s.find(w, s.n, keyOf(s.accept, combo)); at >= 0 {
			f(at)
		}
	}
}

func addSaturating(a, b uint64) uint64 {
	sum, carry := bits.Add64(a, b, 0)
	return sum | -carry
}

func mulSaturating(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	if high != 0 {
		return math.MaxUint64
	}
	return low
}

// ties returns how many codes have the lowest cost, at most math.MaxInt. On
// the way to one of them the rest is the cheapest from everywhere.
func (s *search) ties(r run, w *space) int {
	switch need := s.largest(); {
	case need <= sumsFew:
		var a, b [sumsFew]uint64
		return s.tiesOn(r, w, a[:need], b[:need])
	case need <= sumsSome:
		return s.tiesSome(r, w, need)
	default:
		return s.tiesOn(r, w, make([]uint64, need), make([]uint64, need))
	}
}

//go:noinline
func (s *search) tiesSome(r run, w *space, need int) int {
	var a, b [sumsSome]uint64
	return s.tiesOn(r, w, a[:need], b[:need])
}

func (s *search) tiesOn(r run, w *space, to, from []uint64) int {
	s.accepted(w, func(at int) { to[at] = 1 })
	for k := s.n - 1; k >= 0; k-- {
		to, from = from, to
		clear(to)
		options := s.tried(r.all, k)
		for i := range options {
			o := &options[i]
			s.each(w, k, i, o, func(at, next int) {
				if int(o.cost)+s.least(w, k+1, next) == s.least(w, k, at) {
					to[at] = addSaturating(to[at], from[next])
				}
			})
		}
	}
	return int(min(to[s.find(w, 0, keyOf(s.start, s.first))], math.MaxInt))
}
