package main

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
)

// A block is the text between two comments of a file. Only this command writes
// there.
type block struct{ name, flag string }

var (
	figuresBlock  = block{"figures", "-readme README.md"}                     // in bench/README.md: all figures
	commandsBlock = block{"commands", "-commands 10000000 -readme README.md"} // in bench/README.md
	summaryBlock  = block{"speed", "-summary ../README.md"}                   // in the root README
)

func (b block) begin() string {
	return fmt.Sprintf("<!-- %s: written by `go run . %s` in bench -->\n", b.name, b.flag)
}

func (b block) end() string { return fmt.Sprintf("<!-- end of %s -->\n", b.name) }

// rewrite replaces the block in the file.
func (b block) rewrite(file, text string) error {
	before, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	after, err := b.replace(string(before), text)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, []byte(after), 0o666)
}

func (b block) replace(file, text string) (string, error) {
	before, rest, begun := strings.Cut(file, b.begin())
	_, after, ended := strings.Cut(rest, b.end())
	if !begun || !ended {
		return "", fmt.Errorf("no block between %q and %q", b.begin(), b.end())
	}
	return before + b.begin() + "\n" + text + "\n" + b.end() + after, nil
}

// figuresText returns the figures in the README of bench: the yardsticks, a row
// for each task, and the inputs that the others get wrong. The cells of a row
// have a line for each contender.
func figuresText(s *scale, results []result, questions []*question) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Measured on %s, %s.\n\n", machine(), runtime.Version())
	b.WriteString("| yardstick | time | quartiles | allocations |\n|---|---|---|---|\n")
	for _, f := range s.figures {
		fmt.Fprintf(&b, "| %s | %s | %s | %.0f |\n", f.name, duration(f.ns), f.quartiles(), f.allocs)
	}
	b.WriteString("\n| work | redeem | quartiles | allocations | beside | time | allocations | ratio |\n|---|---|---|---|---|---|---|---|\n")
	for _, r := range results {
		var names, times, allocs, ratios []string
		for _, f := range r.figures[1:r.shown()] {
			names, times = append(names, f.name), append(times, duration(f.ns))
			allocs, ratios = append(allocs, fmt.Sprintf("%.0f", f.allocs)), append(ratios, share(f.ratio))
		}
		for _, name := range r.mistaken {
			names, times = append(names, name), append(times, "wrong")
		}
		f := r.figures[0]
		fmt.Fprintf(&b, "| %s | %s | %s | %.0f", r.name, duration(f.ns), f.quartiles(), f.allocs)
		for _, cell := range [][]string{names, times, allocs, ratios} {
			b.WriteString(" | " + strings.Join(cell, "<br>"))
		}
		b.WriteString(" |\n")
	}
	b.WriteString("\n" + mistakesTable(questions))
	return b.String()
}

// summaryText returns the figures in the root README: a line for each of a few
// tasks, with the fastest alternative whose answer is right.
func summaryText(s *scale, results []result) string {
	var b strings.Builder
	b.WriteString("| work | redeem | alternative | its time | ratio | ratio to uuid.Parse |\n|---|---|---|---|---|---|\n")
	for _, r := range results {
		if !r.summary {
			continue
		}
		fmt.Fprintf(&b, "| %s | %s |", r.name, duration(r.figures[0].ns))
		if rivals := r.figures[1:len(r.contenders)]; len(rivals) == 0 {
			b.WriteString(" none | | |")
		} else {
			f := slices.MinFunc(rivals, func(a, b figure) int { return cmp.Compare(a.ns, b.ns) })
			fmt.Fprintf(&b, " %s | %s | %s |", f.name, duration(f.ns), share(f.ratio))
		}
		if r.yardstick == uuidParse && !r.quiet {
			fmt.Fprintf(&b, " %s |\n", share(r.figures[len(r.figures)-1].ratio))
		} else {
			b.WriteString(" |\n")
		}
	}
	f := s.of(uuidParse)
	fmt.Fprintf(&b, "\nMedians on %s, %s. %s takes %s (quartiles %s).\n", machine(), runtime.Version(), f.name, duration(f.ns), f.quartiles())
	fmt.Fprintf(&b, "[bench/README.md](bench/README.md) has all %d rows, and what each alternative gets wrong;\n`cd bench && go run .` measures them.\n", len(results))
	return b.String()
}

// mistakesTable lists the inputs that the others get wrong, and on which they
// are not measured.
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

// machine describes the machine on which the figures were measured.
func machine() string {
	info, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(info)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return fmt.Sprintf("%d cores of %s", runtime.NumCPU(), strings.TrimSpace(value))
		}
	}
	return fmt.Sprintf("%d cores, %s/%s", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
}
