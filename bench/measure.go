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
	ns     float64 // nanoseconds a call: the median over the rounds
	ratio  float64 // the time of the first contender as a share of this one's: the median over the rounds
	allocs float64 // allocations a call
}

// measure times the contenders. They take turns in every round, so that what
// else the machine does hits all of them, and the ratio is that of timings made
// one after the other.
func measure(contenders []contender, rounds int, each time.Duration) []figure {
	calls := make([]int, len(contenders))
	times, ratios := make([][]float64, len(contenders)), make([][]float64, len(contenders))
	for i, c := range contenders {
		calls[i] = calibrate(c.run, each)
	}
	for range rounds {
		for i, c := range contenders {
			t := timed(c.run, calls[i])
			times[i] = append(times[i], t)
			ratios[i] = append(ratios[i], times[0][len(times[0])-1]/t)
		}
	}
	figures := make([]figure, len(contenders))
	for i, c := range contenders {
		figures[i] = figure{c.name, median(times[i]), median(ratios[i]), allocations(c.run, calls[i])}
	}
	return figures
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

func median(x []float64) float64 {
	slices.Sort(x)
	return x[len(x)/2]
}
