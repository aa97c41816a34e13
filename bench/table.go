package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// A result is a task and what was measured of its contenders.
type result struct {
	task
	figures []figure
}

// printFigures shows a line for each comparison, with the ratio in the record
// if there is one.
func printFigures(w io.Writer, results []result, recorded *record) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "work\tredeem\tallocs\tbeside\ttime\tallocs\tratio\tgoal\trecorded\t")
	for _, r := range results {
		left := fmt.Sprintf("%s\t%s\t%.0f", r.name, duration(r.figures[0].ns), r.figures[0].allocs)
		for i, f := range r.figures[1:] {
			goal, before := "", ""
			if r.goal > 0 && i == len(r.figures)-2 {
				goal = fmt.Sprint(r.goal)
			}
			if recorded != nil {
				before = share(recorded.rows[pair{r.name, f.name}].ratio)
			}
			fmt.Fprintf(t, "%s\t%s\t%s\t%.0f\t%s\t%s\t%s\t\n", left, f.name, duration(f.ns), f.allocs, share(f.ratio), goal, before)
			left = "\t\t"
		}
		for _, name := range r.mistaken {
			fmt.Fprintf(t, "%s\t%s\twrong\t\t\t\t\t\n", left, name)
			left = "\t\t"
		}
	}
	t.Flush()
}

// printVerdicts shows which tool answers which input right.
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

// duration writes nanoseconds with two digits or all before the point, in the
// unit that keeps them few.
func duration(ns float64) string {
	for _, unit := range []string{"ns", "µs", "ms"} {
		switch {
		case ns < 9.95:
			return fmt.Sprintf("%.1f %s", ns, unit)
		case ns < 999.5:
			return fmt.Sprintf("%.0f %s", ns, unit)
		}
		ns /= 1000
	}
	return fmt.Sprintf("%.1f s", ns)
}

// share writes a ratio with two digits.
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
