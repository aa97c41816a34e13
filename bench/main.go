// Command bench measures redeem beside what one would use instead, and beside
// parsers that everybody knows, in one run: each round times every contender
// in turn, and the table shows medians over the rounds, and the median of the
// ratios. Nothing is measured on an input that it answers wrong; which those
// are, a second table shows.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

func main() {
	var (
		rounds = flag.Int("rounds", 101, "timings of each contender")
		each   = flag.Duration("each", time.Millisecond, "length of one timing")
		write  = flag.String("record", "", "write the ratios to this file")
		guard  = flag.String("guard", "", "compare with the ratios in this file, and fail where they are much worse or something allocates")
		chart  = flag.String("plot", "", "draw the chart to this file, .svg or .png")
		readme = flag.String("readme", "", "write the tables to the block of figures in this file")
	)
	flag.Parse()
	if flag.NArg() > 0 || *rounds < 1 || *each <= 0 {
		flag.Usage()
		os.Exit(2)
	}

	var recorded *record
	if *guard != "" {
		var err error
		recorded, err = readRecord(*guard)
		exitOn(err)
	}
	var results []result
	for _, t := range tasks() {
		results = append(results, result{t, measure(t.contenders, *rounds, *each)})
	}
	printFigures(os.Stdout, results, recorded)
	printVerdicts(os.Stdout, questions)
	if recorded != nil {
		// What disturbed a short measurement may still go on: the next are longer.
		faults := recorded.check(results, func(t task) []figure { return measure(t.contenders, 5**rounds, *each) })
		if faults != nil {
			exitOn(errors.New(strings.Join(faults, "\n")))
		}
	}
	if *write != "" {
		exitOn(writeRecord(*write, results))
	}
	if *chart != "" {
		exitOn(drawChart(*chart, results))
	}
	if *readme != "" {
		exitOn(rewrite(*readme, markdown(results, questions)))
	}
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
