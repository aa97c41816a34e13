package main

import (
	"slices"
	"testing"
	"time"
)

// A contender is one side of a comparison.
type contender struct {
	name string
	run  func(n int) // does the work n times
}

// A figure is what was measured of a contender.
type figure struct {
	name   string
	ns     float64    // nanoseconds a call: the median over the rounds
	middle [2]float64 // the quartiles: half of the rounds are between them
	ratio  float64    // redeem's time divided by this contender's
	allocs float64    // allocations a call
}

// measure times the contenders. They take turns in every round, so that what
// else the machine does hits all of them. The ratio is to the first contender:
// the median of the ratios of timings made one after the other.
func measure(contenders []contender, rounds int, each time.Duration) []figure {
	calls, times := make([]int, len(contenders)), make([]timings, len(contenders))
	for i, c := range contenders {
		calls[i] = calibrate(c.run, each)
	}
	for range rounds {
		for i, c := range contenders {
			times[i] = append(times[i], timed(c.run, calls[i]))
		}
	}
	figures := make([]figure, len(contenders))
	for i, c := range contenders {
		figures[i] = times[i].figure(c.name, times[0])
		figures[i].allocs = allocations(c.run, calls[i])
	}
	return figures
}

// timings are the times of a contender, one of each round.
type timings []float64

// figure returns the figure of the times, given those of the first contender.
func (t timings) figure(name string, first timings) figure {
	ratios := make(timings, len(t))
	for round := range t {
		ratios[round] = first[round] / t[round]
	}
	return figure{
		name:   name,
		ns:     t.quantile(0.5),
		middle: [2]float64{t.quantile(0.25), t.quantile(0.75)},
		ratio:  ratios.quantile(0.5),
	}
}

// quantile returns the time below which a share of them lies.
func (t timings) quantile(share float64) float64 {
	return slices.Sorted(slices.Values(t))[int(share*float64(len(t)))]
}

// calibrate returns how many calls take about as long as each.
func calibrate(run func(n int), each time.Duration) int {
	n := 1
	for {
		if t := timed(run, n) * float64(n); t > float64(each)/4 {
			return max(1, int(float64(n)*float64(each)/t))
		}
		n *= 2
	}
}

// timed returns how many nanoseconds a call took, of n.
func timed(run func(n int), n int) float64 {
	start := time.Now()
	run(n)
	return float64(time.Since(start)) / float64(n)
}

// allocations returns how many allocations a call makes, given how many calls
// one timing had.
func allocations(run func(n int), calls int) float64 {
	return testing.AllocsPerRun(min(calls, 100), func() { run(1) })
}
