package meant

import (
	"math"

	"github.com/redeemkit/redeem/internal/form"
)

// weighAll returns the sum of the weights of all codes that the readings may
// mean, and of what the model does not hold, relative to that of a code which has
// the cheapest option at every place. There MaxCost, MaxEdits and the engine's
// limit count for nothing. Where there is no room or time, it is the sum for all
// texts, which is not less.
func (s *search) weighAll(all []option) float64 {
	o := search{problem: s.problem, task: taskWeigh, automaton: s.automaton, start: s.start, accept: s.accept, stride: s.stride, unit: s.model.Unit}
	o.forget(all)
	p := plan{horizon: maxCost, open: true, costs: 1, work: weighWork}
	switch {
	case o.lay(all, &p):
		o.within(all, nil, &p, 0, nil)
	case o.automaton <= form.MostTabled || !o.weighCheap(all):
		o.sum = o.weighTexts(all)
	}
	if s.model.Uncovered > 0 {
		o.sum += s.model.Uncovered * weightOf(-s.base, o.unit)
	}
	return o.sum
}

// weighCheap weighs the codes up to a cost, as far as there is room and time, and
// takes it that of the texts beyond there are as many codes as there are of all
// texts. It returns false if there is not even room for the cheapest.
func (s *search) weighCheap(all []option) bool {
	for horizon := maxFrugal; horizon > 0; horizon /= 2 {
		p := plan{horizon: horizon, costs: 1, frugal: true, work: weighWork}
		if !s.lay(all, &p) {
			continue
		}
		s.within(all, nil, &p, 0, nil)
		n := ofCost[float64]{1}
		for k := range s.n {
			n = n.extended(s.options(all, k), horizon)
		}
		beyond := s.weighTexts(all)
		for cost, ways := range n {
			beyond -= ways * weightOf(cost, s.unit)
		}
		s.sum += max(beyond, 0) / float64(s.automaton)
		return true
	}
	return false
}

// weightOf returns the weight of a cost.
func weightOf(cost int, unit float64) float64 { return math.Exp(-float64(cost) * unit) }

func (s *search) weighTexts(all []option) float64 {
	product := 1.0
	for k := range s.n {
		sum := 0.0
		for _, o := range s.options(all, k) {
			sum += weightOf(int(o.cost), s.unit)
		}
		product *= sum
	}
	return product
}

// weighCodes adds up the weights on space that fits.
func (s *search) weighCodes(r run, w *space) {
	switch need := s.largest(); {
	case need <= sumsFew:
		var a, b [sumsFew]float64
		s.weighOn(r, w, a[:need], b[:need])
	case need <= sumsSome:
		s.weighSome(r, w, need)
	default:
		s.weighOn(r, w, make([]float64, need), make([]float64, need))
	}
}

//go:noinline
func (s *search) weighSome(r run, w *space, need int) {
	var a, b [sumsSome]float64
	s.weighOn(r, w, a[:need], b[:need])
}

// weighOn is countOn with weights in place of numbers.
func (s *search) weighOn(r run, w *space, to, from []float64) {
	s.accepted(w, func(at int) { to[at] = 1 })
	for k := s.n - 1; k >= 0; k-- {
		to, from = from, to
		clear(to)
		options := s.tried(r.all, k)
		for i := range options {
			weight := weightOf(int(options[i].cost), s.unit)
			if row := s.rowOf(k, &options[i]); row != nil {
				to := to[:len(row)]
				for state, next := range row {
					to[state] += from[next] * weight
				}
				continue
			}
			s.each(w, k, i, &options[i], func(at, next int) { to[at] += from[next] * weight })
		}
	}
	if start := s.find(w, 0, keyOf(s.start, s.first)); start >= 0 {
		s.sum = to[start]
	}
}
