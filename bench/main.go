// Command bench measures redeem beside its alternatives, and against
// yardsticks, which are well-known parsers.
//
// Alternatives answer the same question and alternate with redeem in every
// round. The ratio to an alternative is the median of the ratios in one round.
// A yardstick is measured once a run, alone, and every ratio to it uses that
// one number. Nothing is measured on an input for which its answer is wrong; a
// second table lists these inputs.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// options holds the values of the flags.
type options struct {
	rounds   int
	each     time.Duration
	guard    string
	commands int

	// Names of the files to write; "" writes none.
	record, readme, summary, plot string
}

// parseOptions parses the arguments. It writes errors and help to w.
func parseOptions(args []string, w io.Writer) (_ *options, err error) {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(w)
	flags.IntVar(&o.rounds, "rounds", 101, "timings of each contender")
	flags.DurationVar(&o.each, "each", time.Millisecond, "length of one timing")
	flags.StringVar(&o.guard, "guard", "", "compare with the ratios in this `file`, and fail if one is much worse or if redeem allocates more")
	flags.IntVar(&o.commands, "commands", 0, "measure the command beside grep instead, 5 times, on files with this many `lines`")
	flags.StringVar(&o.record, "record", "", "write the ratios to this `file`")
	flags.StringVar(&o.readme, "readme", "", "write all tables to their block in this `file`")
	flags.StringVar(&o.summary, "summary", "", "write the table of a few rows to its block in this `file`")
	flags.StringVar(&o.plot, "plot", "", "draw the chart to this `file`, .svg or .png")
	if err = flags.Parse(args); err != nil {
		return nil, err
	}
	writes := o.record + o.summary + o.plot
	switch {
	case flags.NArg() > 0:
		err = fmt.Errorf("%q is not a flag", flags.Arg(0))
	case o.rounds < 1 || o.each <= 0 || o.commands < 0:
		err = errors.New("-rounds and -each must be positive, and -commands not negative")
	case o.guard != "" && writes+o.readme != "":
		err = errors.New("-guard writes nothing: it measures yardsticks in another way")
	case o.commands > 0 && o.guard+writes != "":
		err = errors.New("-commands writes to -readme only")
	}
	if err != nil {
		fmt.Fprintln(w, "bench:", err)
		return nil, err
	}
	return &o, nil
}

func main() {
	o, err := parseOptions(os.Args[1:], os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return
	case err != nil:
		os.Exit(2)
	case o.commands > 0:
		err = o.measureCommands()
	case o.guard != "":
		err = o.compare()
	default:
		err = o.measure()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run measures all tasks.
func (o *options) run(list []task, s *scale) (results []result) {
	for _, t := range list {
		results = append(results, result{t, t.measure(s, o.rounds, o.each)})
	}
	return results
}

// measure measures all tasks, prints the results, and writes the files that the
// flags name.
func (o *options) measure() error {
	list := tasks()
	s := measureScale(list, 5*o.rounds, o.each)
	results := o.run(list, s)
	printScale(os.Stdout, s)
	printFigures(os.Stdout, results, nil)
	printVerdicts(os.Stdout, questions)
	s.warn(os.Stderr, measureScale(list, 5*o.rounds, o.each))
	if o.record != "" {
		if err := writeRecord(o.record, results); err != nil {
			return err
		}
	}
	if o.readme != "" {
		if err := figuresBlock.rewrite(o.readme, figuresText(s, results, questions)); err != nil {
			return err
		}
	}
	if o.summary != "" {
		if err := summaryBlock.rewrite(o.summary, summaryText(s, results)); err != nil {
			return err
		}
	}
	if o.plot != "" {
		return drawChart(o.plot, results)
	}
	return nil
}

// compare measures all tasks, prints the results, and compares them with the
// record.
func (o *options) compare() error {
	recorded, err := readRecord(o.guard)
	if err != nil {
		return err
	}
	results := o.run(tasks(), nil)
	printFigures(os.Stdout, results, recorded)
	printVerdicts(os.Stdout, questions)
	// The next measurements are longer, because whatever disturbed a short one
	// may still go on.
	faults := recorded.check(results, func(t task) []figure { return t.measure(nil, 5*o.rounds, o.each) })
	if faults != nil {
		return errors.New(strings.Join(faults, "\n"))
	}
	return nil
}
