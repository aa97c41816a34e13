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

// A figure is the measurement of a contender.
type figure struct {
	name   string
	ns     float64    // nanoseconds per call: the median over the rounds
	middle [2]float64 // quartiles: half of the rounds are between them
	ratio  float64    // redeem's time divided by the time of this contender
	allocs float64    // allocations per call
}

// measure times the contenders. They alternate in every round, so that
// everything else that the machine does affects all of them. The ratio is to
// the first contender: the median of the ratios of timings that follow each
// other.
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

// timings holds the times of a contender, one for each round.
type timings []float64

// figure returns the figure for these times and those of the first contender.
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

// quantile returns the time below which the given share of the times lies.
func (t timings) quantile(share float64) float64 {
	return slices.Sorted(slices.Values(t))[int(share*float64(len(t)))]
}

// calibrate returns the number of calls that take about as long as each.
func calibrate(run func(n int), each time.Duration) int {
	n := 1
	for {
		if t := timed(run, n) * float64(n); t > float64(each)/4 {
			return max(1, int(float64(n)*float64(each)/t))
		}
		n *= 2
	}
}

// timed makes n calls and returns the nanoseconds per call.
func timed(run func(n int), n int) float64 {
	start := time.Now()
	run(n)
	return float64(time.Since(start)) / float64(n)
}

// allocations returns the number of allocations per call. calls is the number
// of calls of one timing.
func allocations(run func(n int), calls int) float64 {
	return testing.AllocsPerRun(min(calls, 100), func() { run(1) })
}
