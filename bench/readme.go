package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// The README's figures are between two comments. What is there is written by
// this command alone.
const (
	blockBegin = "<!-- figures: written by `go run . -readme ../README.md` in bench -->\n"
	blockEnd   = "<!-- end of figures -->\n"
)

// rewrite replaces the block in the file.
func rewrite(file, block string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	replaced, err := replaceBlock(string(text), block)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, []byte(replaced), 0o666)
}

func replaceBlock(text, block string) (string, error) {
	before, rest, begun := strings.Cut(text, blockBegin)
	_, after, ended := strings.Cut(rest, blockEnd)
	if !begun || !ended {
		return "", fmt.Errorf("no block between %q and %q", blockBegin, blockEnd)
	}
	return before + blockBegin + block + blockEnd + after, nil
}

// markdown writes the figures as the README shows them: a row for each task,
// in whose cells what it was measured beside stands in lines.
func markdown(results []result, questions []*question) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\nMedians on %s, %s.\n\n", machine(), runtime.Version())
	b.WriteString("| work | redeem | allocations | beside | time | allocations | redeem takes |\n|---|---|---|---|---|---|---|\n")
	for _, r := range results {
		var names, times, allocs, ratios []string
		for _, f := range r.figures[1:r.shown()] {
			names, times = append(names, f.name), append(times, duration(f.ns))
			allocs, ratios = append(allocs, fmt.Sprintf("%.0f", f.allocs)), append(ratios, share(f.ratio))
		}
		for _, name := range r.mistaken {
			names, times = append(names, name), append(times, "wrong")
		}
		fmt.Fprintf(&b, "| %s | %s | %.0f", r.name, duration(r.figures[0].ns), r.figures[0].allocs)
		for _, cell := range [][]string{names, times, allocs, ratios} {
			b.WriteString(" | " + strings.Join(cell, "<br>"))
		}
		b.WriteString(" |\n")
	}
	b.WriteString("\n" + mistakesTable(questions) + "\n")
	return b.String()
}

// mistakesTable shows what the others get wrong, and so were not measured on.
func mistakesTable(questions []*question) string {
	var b strings.Builder
	b.WriteString("| asked | | wrong on |\n|---|---|---|\n")
	for _, q := range questions {
		asked := q.name
		for _, t := range q.tools {
			if names := q.mistakes(t); names != nil {
				fmt.Fprintf(&b, "| %s | %s | %s |\n", asked, t.name, strings.Join(names, ", "))
				asked = ""
			}
		}
	}
	return b.String()
}

// machine names what the figures were measured on.
func machine() string {
	info, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(info)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return fmt.Sprintf("%d cores of %s", runtime.NumCPU(), strings.TrimSpace(value))
		}
	}
	return fmt.Sprintf("%d cores, %s/%s", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
}
