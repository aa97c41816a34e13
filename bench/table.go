package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"
)

// A result is a task with the figures of its contenders.
type result struct {
	task
	figures []figure
}

// printFigures prints a line for each comparison, with the ratio in the record
// if there is one.
func printFigures(w io.Writer, results []result, recorded *record) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "work\tredeem\tquartiles\tallocs\tbeside\ttime\tallocs\tratio\tgoal\trecorded\t")
	for _, r := range results {
		left := fmt.Sprintf("%s\t%s\t%s\t%.0f", r.name, duration(r.figures[0].ns), r.figures[0].quartiles(), r.figures[0].allocs)
		for _, f := range r.figures[1:] {
			goal, before := "", ""
			if r.goal > 0 && f.name == r.goalOf {
				goal = fmt.Sprint(r.goal)
			}
			if recorded != nil {
				before = share(recorded.rows[pair{r.name, f.name}].ratio)
			}
			fmt.Fprintf(t, "%s\t%s\t%s\t%.0f\t%s\t%s\t%s\t\n", left, f.name, duration(f.ns), f.allocs, share(f.ratio), goal, before)
			left = "\t\t\t"
		}
		for _, name := range r.mistaken {
			fmt.Fprintf(t, "%s\t%s\twrong\t\t\t\t\t\n", left, name)
			left = "\t\t\t"
		}
	}
	t.Flush()
}

// printVerdicts prints which tools answer which inputs right.
func printVerdicts(w io.Writer, questions []*question) {
	for _, q := range questions {
		fmt.Fprintf(w, "\n%s\n", q.name)
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, tool := range q.tools {
			fmt.Fprintf(t, "\t%s", tool.name)
		}
		fmt.Fprintln(t)
		for _, in := range q.inputs {
			fmt.Fprint(t, "  "+in.name)
			for _, tool := range q.tools {
				fmt.Fprintf(t, "\t%v", tool.judge(in))
			}
			fmt.Fprintln(t)
		}
		t.Flush()
	}
}

// mistakes returns the names of the inputs that a tool answers wrong.
func (q *question) mistakes(t tool) (names []string) {
	for _, in := range q.inputs {
		if t.judge(in) == wrong {
			names = append(names, in.name)
		}
	}
	return names
}

// printScale prints the yardsticks.
func printScale(w io.Writer, s *scale) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "yardstick\ttime\tquartiles\tallocs\t")
	for _, f := range s.figures {
		fmt.Fprintf(t, "%s\t%s\t%s\t%.0f\t\n", f.name, duration(f.ns), f.quartiles(), f.allocs)
	}
	fmt.Fprintln(t)
	t.Flush()
}

// quartiles formats the spread of a figure, with one digit more than duration.
func (f figure) quartiles() string {
	low, unit := digits(f.middle[0], 3)
	high, highUnit := digits(f.middle[1], 3)
	if unit != highUnit {
		low += " " + unit
	}
	return low + "–" + high + " " + highUnit
}

// duration formats nanoseconds with two digits, or all digits before the point,
// in the unit with the fewest digits.
func duration(ns float64) string {
	text, unit := digits(ns, 2)
	return text + " " + unit
}

// digits formats nanoseconds with n digits, or all digits before the point, in
// the unit with the fewest digits.
func digits(ns float64, n int) (text, unit string) {
	units := []string{"ns", "µs", "ms", "s"}
	for ns >= 999.5 && len(units) > 1 {
		ns, units = ns/1000, units[1:]
	}
	decimals := n - 1
	for decimals > 0 && ns >= math.Pow10(n-decimals)-0.5*math.Pow10(-decimals) {
		decimals--
	}
	return strconv.FormatFloat(ns, 'f', decimals, 64), units[0]
}

// share formats a ratio with two digits.
func share(ratio float64) string {
	digits := 1
	for r := ratio; r > 0 && r < 0.995 && digits < 6; r *= 10 {
		digits++
	}
	if ratio >= 9.95 {
		digits = 0
	}
	return strings.TrimSuffix(fmt.Sprintf("%.*f", digits, ratio), ".")
}
