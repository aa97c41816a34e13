package meant

import (
	"math"
	"math/bits"
)

const (
	countFew    = maxCost + 1
	countMiddle = 41 * (maxCost + 1)
	countMost   = 101 * (maxCost + 1)
)

// prepareCount counts on space that fits: one number for each state and, if
// costs are bounded, each cost. If numbers of edits multiply that beyond all
// bounds, it counts whatever the edits, which is not less.
func (s *search) prepareCount(w work) {
	costs := 1
	if s.most > s.limit {
		costs = s.limit + 1
	}
	if s.exceeds(2 * costs) {
		s.layered, s.layers, s.size, s.exact = false, 1, s.stride, false
	}
	switch need := s.size * costs; {
	case need <= countFew:
		var a, b [countFew]uint64
		s.countCodes(w, a[:need], b[:need], costs)
	case need <= countMiddle:
		s.countMiddle(w, need, costs)
	case need <= countMost:
		s.countMost(w, need, costs)
	default:
		s.countCodes(w, make([]uint64, need), make([]uint64, need), costs)
	}
}

//go:noinline
func (s *search) countMiddle(w work, need, costs int) {
	var a, b [countMiddle]uint64
	s.countCodes(w, a[:need], b[:need], costs)
}

//go:noinline
func (s *search) countMost(w work, need, costs int) {
	var a, b [countMost]uint64
	s.countCodes(w, a[:need], b[:need], costs)
}

// countCodes is the search's pass from the last place to the first with
// numbers of codes in place of sets of costs. The words q*costs to
// (q+1)*costs of a place belong to its word q.
func (s *search) countCodes(w work, to, from []uint64, costs int) {
	s.accepted(func(q int) { to[q*costs] = 1 })
	for k := s.n - 1; k >= 0; k-- {
		to, from = from, to
		clear(to)
		for _, o := range s.options(w.options, k) {
			cost := 0
			if s.most > s.limit {
				cost = int(o.cost)
			}
			if cost >= costs {
				break
			}
			for q := range s.size {
				next, ok := s.next(q, o)
				if !ok {
					continue
				}
				sums := to[q*costs+cost : (q+1)*costs]
				for i, n := range from[next*costs : next*costs+len(sums)] {
					sums[i] = addSaturating(sums[i], n)
				}
			}
		}
	}
	for _, n := range to[s.start*costs : (s.start+1)*costs] {
		s.count = addSaturating(s.count, n)
	}
	s.exact = s.exact && s.count < math.MaxUint64
}

func addSaturating(a, b uint64) uint64 {
	sum, carry := bits.Add64(a, b, 0)
	return sum | -carry
}

// ties returns how many codes have the lowest cost, at most math.MaxInt. On
// the way to one of them the rest is the cheapest from everywhere.
func (s *search) ties(w work) int {
	var few [2 * 101]uint64
	words := few[:]
	if 2*s.size > len(words) {
		words = make([]uint64, 2*s.size)
	}
	to, from := words[:s.size], words[s.size:2*s.size]
	s.accepted(func(q int) { to[q] = 1 })
	for k := s.n - 1; k >= 0; k-- {
		to, from = from, to
		clear(to)
		for q := range s.size {
			least := s.least(w, k, q)
			for _, o := range s.options(w.options, k) {
				if int(o.cost) > least {
					break
				}
				if next, ok := s.next(q, o); ok && int(o.cost)+s.least(w, k+1, next) == least {
					to[q] = addSaturating(to[q], from[next])
				}
			}
		}
	}
	return int(min(to[s.start], math.MaxInt))
}
