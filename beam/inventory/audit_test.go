package inventory

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
)

// naive compares every line with every line before it.
func naive(o Options, texts []string) string {
	type input struct {
		place string
		code  redeem.Code
	}
	var firsts []input
	var out strings.Builder
	counts := make(map[string]int)
	reveal := func(c redeem.Code) string { return string(c.AppendTo(nil)) }
	for i, text := range texts {
		n := 0
		for line := range strings.Lines(text) {
			n++
			counts["total"]++
			place := fmt.Sprint(n)
			if len(texts) > 1 {
				place = fmt.Sprintf("%d:%d", i+1, n)
			}
			report := o.Format.Inspect(strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r"))
			if report.Err != nil {
				reason := strings.TrimPrefix(report.Err.Error(), "redeem: ")
				counts[reason]++
				fmt.Fprintf(&out, "%s\t%s\t\t%d\t\t\n", place, reason, report.Offset)
				continue
			}
			counts["ok"]++
			pairs, known := "", false
			for _, first := range firsts {
				switch {
				case first.code == report.Code:
					known = true
					fmt.Fprintf(&out, "%s\tduplicate\t%s\t\t%s\t\n", place, reveal(report.Code), first.place)
					counts["duplicate"]++
				case o.Lookalikes.Confusable(report.Code, first.code):
					pairs += fmt.Sprintf("%s\tlookalike\t%s\t\t%s\t%s\n", place, reveal(report.Code), first.place, reveal(first.code))
				}
			}
			if !known {
				out.WriteString(pairs)
				counts["lookalike"] += strings.Count(pairs, "\n")
				firsts = append(firsts, input{place, report.Code})
			}
		}
	}
	fmt.Fprintf(&out, "ok\t%d\n", counts["ok"])
	for e := redeem.Error(1); e != 0; e++ {
		if reason := strings.TrimPrefix(e.Error(), "redeem: "); counts[reason] > 0 {
			fmt.Fprintf(&out, "%s\t%d\n", reason, counts[reason])
		}
	}
	fmt.Fprintf(&out, "total\t%d\nduplicate\t%d\nlookalike\t%d\n", counts["total"], counts["duplicate"], counts["lookalike"])
	return out.String()
}

func TestAudit(t *testing.T) {
	const other, third = "XBKD49FJ2MZQ7WPT", "X8KD49FJZMZQ7WPT" // both look like good, but not like each other
	for name, texts := range map[string][]string{
		"nothing":          {""},
		"one code":         {good},
		"clean":            {good + "\nX000000000000000\n"},
		"empty lines":      {"\n\r\n \n"},
		"not a code":       {"X8KD49FJ2MZQ7WP\nX8KD49FJ2MZQ7WP!\nGCA1234567890123\nA8KD49FJ2MZQ7WPT\n\xff\n"},
		"duplicates":       {good + "\nx8kd-49fj-2mzq-7wpt\r\nX000000000000000\n" + good},
		"look-alikes":      {good + "\n" + other + "\n" + third + "\n" + other + "\n"},
		"several files":    {third + "\n" + other, "", "?\n" + good + "\n" + third + "\n"},
		"longer than read": {strings.Repeat(good, 5000) + "\n" + good + strings.Repeat(" ", 2000) + "\n" + good + "\n" + strings.Repeat("-", 5000)},
	} {
		for _, size := range []int64{1, 17, 0} {
			dir := t.TempDir()
			o := Options{
				Inputs:     []string{put(t, dir, texts)},
				Output:     dir + "/audited",
				Format:     redeem.GiftCard(),
				Lookalikes: redeem.SupportArticle(),
				Reveal:     true,
				BlockSize:  size,
			}
			if len(strings.Join(texts, "")) > 1000*max(int(size), 1) && size > 0 {
				continue // a thousand blocks would add nothing
			}
			if diff := cmp.Diff(naive(o, texts), runAudit(t, o)); diff != "" {
				t.Errorf("%s, blocks of %d: %s", name, size, diff)
			}
		}
	}
}

// TestAuditLikeSingleMachine compares with the audit on one machine: random
// inventories, cut at random, with small limits.
func TestAuditLikeSingleMachine(t *testing.T) {
	all := formats(t)
	names := slices.Sorted(maps.Keys(all))
	dir := t.TempDir()
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		here := fmt.Sprintf("%s/%d", dir, run)
		if err := os.Mkdir(here, 0o700); err != nil {
			t.Fatal(err)
		}
		format := all[rapid.SampledFrom(names).Draw(t, "format")]
		texts := anInventory(t, format)
		o := Options{
			Inputs:      []string{put(t, here, texts)},
			Output:      here + "/out/audited",
			Format:      format,
			Lookalikes:  rapid.SampledFrom([]*redeem.Lookalikes{nil, redeem.SupportTS1292(), redeem.Tesseract()}).Draw(t, "model"),
			Compared:    rapid.IntRange(1, 12).Draw(t, "compared"),
			Listed:      rapid.SampledFrom([]int{-1, 1, 2, 3, 5, 10, 20}).Draw(t, "listed"),
			Reveal:      rapid.Bool().Draw(t, "reveal"),
			BlockSize:   rapid.Int64Range(20, 1000).Draw(t, "block size"),
			ShardBlocks: rapid.IntRange(1, 5).Draw(t, "blocks of a shard"),
			taskCodes:   rapid.IntRange(1, 5).Draw(t, "codes of a task"),
		}
		if diff := cmp.Diff(singleMachine(t, o, texts), runAudit(t, o)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// anInventory draws files of lines: codes that look alike, some of them
// repeated in another spelling, and lines that are not codes.
func anInventory(t *rapid.T, format *redeem.Format) []string {
	var codes []string
	for range rapid.IntRange(1, 4).Draw(t, "codes") {
		text := aCode(t, format).AppendTo(nil)
		for range rapid.IntRange(1, 6).Draw(t, "look-alikes") {
			codes = append(codes, string(text))
			at := rapid.IntRange(0, len(text)-1).Draw(t, "place")
			for meant := range redeem.SupportTS1292().Of(text[at]) {
				if rapid.Bool().Draw(t, "mistaken") {
					text[at] = meant
				}
			}
		}
	}
	texts := make([]string, rapid.IntRange(1, 3).Draw(t, "files"))
	for i := range texts {
		for range rapid.IntRange(0, 25).Draw(t, "lines") {
			line := rapid.SampledFrom(codes).Draw(t, "code")
			switch rapid.IntRange(0, 9).Draw(t, "sort of line") {
			case 0:
				line = rapid.SampledFrom([]string{"", "?", "X", "GCA1234567890123", "\xff"}).Draw(t, "no code")
			case 1:
				line = " " + line[:len(line)/2] + "-" + line[len(line)/2:] + "\r"
			}
			texts[i] += line + "\n"
		}
		if rapid.Bool().Draw(t, "no LF at the end") {
			texts[i] = strings.TrimSuffix(texts[i], "\n")
		}
	}
	return texts
}
