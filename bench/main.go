// Command bench measures redeem beside the parsers that the project takes as
// yardsticks, in one run: each round times every function in turn, and the
// table shows medians over the rounds and the ratio of each pair.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"text/tabwriter"
	"time"
)

func main() {
	rounds := flag.Int("rounds", 101, "timings of each function")
	each := flag.Duration("each", time.Millisecond, "length of one timing")
	flag.Parse()
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "operation\tns\tyardstick\tns\tratio\tgoal\t")
	for _, r := range rows {
		ours, theirs, ratio := measure(r.ours, r.theirs, *rounds, *each)
		fmt.Fprintf(w, "%s\t%.1f\t%s\t%.1f\t%.2f\t%.2f\t\n", r.name, ours, r.yardstick, theirs, ratio, r.goal)
	}
	w.Flush()
}

// measure returns the medians of nanoseconds a call, and the median of the
// ratios of calls timed one after the other: the two functions take turns, so
// that what else the machine does hits both.
func measure(ours, theirs func(n int), rounds int, each time.Duration) (a, b, ratio float64) {
	na, nb := calibrate(ours, each), calibrate(theirs, each)
	var as, bs, ratios []float64
	for range rounds {
		a, b := timed(ours, na), timed(theirs, nb)
		as, bs, ratios = append(as, a), append(bs, b), append(ratios, a/b)
	}
	return median(as), median(bs), median(ratios)
}

func calibrate(f func(n int), each time.Duration) int {
	n := 1
	for {
		if t := timed(f, n) * float64(n); t > float64(each)/4 {
			return max(1, int(float64(n)*float64(each)/t))
		}
		n *= 2
	}
}

func timed(f func(n int), n int) float64 {
	start := time.Now()
	f(n)
	return float64(time.Since(start)) / float64(n)
}

func median(x []float64) float64 {
	slices.Sort(x)
	return x[len(x)/2]
}
