package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

const (
	// slack is the largest allowed increase of redeem's share of a contender's
	// time. On a busy machine, medians of ratios stay far below it.
	slack = 2
	// retries is the number of further measurements before a task fails.
	retries = 3
)

// A record holds the comparisons of an earlier run.
type record struct {
	arch string // the architecture of that run
	rows map[pair]entry
}

type pair struct{ task, contender string }

type entry struct{ ratio, allocs float64 } // allocs are redeem's

// writeRecord writes a line for each comparison.
func writeRecord(file string, results []result) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s %s: work, beside, ratio, allocations of redeem. Written by `go run . -record %s` in bench.\n",
		runtime.Version(), runtime.GOARCH, file)
	for _, r := range results {
		for _, f := range r.figures[1:] {
			fmt.Fprintf(&b, "%s\t%s\t%s\t%.0f\n", r.name, f.name, share(f.ratio), r.figures[0].allocs)
		}
	}
	return os.WriteFile(file, []byte(b.String()), 0o666)
}

func readRecord(file string) (*record, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := &record{rows: make(map[pair]entry)}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if head, ok := strings.CutPrefix(lines.Text(), "# "); ok {
			head, _, _ = strings.Cut(head, ":")
			_, r.arch, _ = strings.Cut(head, " ")
			continue
		}
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) != 4 {
			return nil, fmt.Errorf("%s:%d: %d columns, want 4", file, n, len(cells))
		}
		ratio, err := strconv.ParseFloat(cells[2], 64)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		allocs, err := strconv.ParseFloat(cells[3], 64)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		r.rows[pair{cells[0], cells[1]}] = entry{ratio, allocs}
	}
	return r, lines.Err()
}

// check returns the faults. A fault is a comparison that is only in the results
// or only in the record, a task without a comparison that can be judged, a task
// that allocates more than recorded, or one that takes more than slack times
// the recorded share of a contender's time in every one of several
// measurements. results is the first measurement; again measures a task anew.
func (r *record) check(results []result, again func(task) []figure) (faults []string) {
	seen := make(map[pair]bool)
	for _, res := range results {
		if !slices.ContainsFunc(res.figures[1:], func(f figure) bool { return f.allocs == 0 }) {
			faults = append(faults, fmt.Sprintf("%s: everything beside it allocates", res.name))
		}
		for _, f := range res.figures[1:] {
			key := pair{res.name, f.name}
			seen[key] = true
			if _, ok := r.rows[key]; !ok {
				faults = append(faults, fmt.Sprintf("%s beside %s: not recorded", key.task, key.contender))
			}
		}
		found := r.faultsOf(res)
		for range retries {
			if found == nil {
				break
			}
			res.figures = again(res.task)
			found = r.faultsOf(res)
		}
		faults = append(faults, found...)
	}
	for key := range r.rows {
		if !seen[key] {
			faults = append(faults, fmt.Sprintf("%s beside %s: recorded, but not measured", key.task, key.contender))
		}
	}
	return faults
}

// faultsOf compares one measurement with the record. It does not judge tasks
// whose time depends on the machine's memory, ratios of another architecture,
// and ratios to contenders that allocate, because the cost of collecting their
// garbage depends on what else the machine does.
func (r *record) faultsOf(res result) (faults []string) {
	for _, f := range res.figures[1:] {
		want, ok := r.rows[pair{res.name, f.name}]
		if !ok {
			continue
		}
		if got := res.figures[0].allocs; got > want.allocs {
			return []string{fmt.Sprintf("%s: %.0f allocations, recorded %.0f", res.name, got, want.allocs)}
		}
		judged := f.allocs == 0 && !res.cold && r.arch == runtime.GOARCH
		if judged && f.ratio > slack*want.ratio {
			faults = append(faults, fmt.Sprintf("%s: takes %s of the time of %s, recorded %s", res.name, share(f.ratio), f.name, share(want.ratio)))
		}
	}
	return faults
}
