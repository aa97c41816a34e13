package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/internal/fit"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

// TestFit asserts that fit prints a model that fix reads, with the pairs that were seen.
func TestFit(t *testing.T) {
	lines := strings.Repeat("X8KD49FJ\tX8KD49FJ\n", 20) + strings.Repeat("X8KD49FJ\tXBKD49FJ\n", 5)
	for _, args := range [][]string{{"fit"}, {"fit", "-f", file(t, lines)}} {
		got := runWith(lines, args...)
		if got.status != exitOK || got.stderr != "" {
			t.Fatalf("%q: %+v", args, got)
		}
		if !strings.Contains(got.stdout, "\nB\t8\t0\n") || !strings.Contains(got.stdout, "\ndropped\t") {
			t.Errorf("%q prints\n%s", args, got.stdout)
		}
		if _, err := fit.ReadModel(strings.NewReader(got.stdout)); err != nil {
			t.Error(err)
		}
		model := file(t, got.stdout)
		if got := runWith("", "fix", "-mask", "-n=0", "-model", model, "-length", "4", "8BBB"); !strings.HasPrefix(got.stdout, "1\t") || got.status == exitTrouble {
			t.Errorf("fix with the model: %+v", got)
		}
	}
	coarse := runWith(lines, "fit", "-unit", "1", "-meanings", "1")
	if coarse.status != exitOK || strings.Contains(coarse.stdout, "\nB\t8\t") == strings.Contains(coarse.stdout, "\nB\tB\t") {
		t.Errorf("one meaning a character: %+v", coarse)
	}
}

// frames returns what a neural engine read of cards, with what else it held
// possible, as lines for fit.
func frames(t *testing.T) string {
	t.Helper()
	all, err := ocrdata.LoadFrames("../../"+ocrdata.FramesPath, ocrdata.PaddleOCR)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range all[:450] { // 150 cards
		fmt.Fprintf(&b, "%s\t%s\t", f.Truth, f.Read)
		for i, place := range f.Alternatives {
			if i > 0 {
				b.WriteByte('|')
			}
			for j, a := range place {
				if j > 0 {
					b.WriteByte(',')
				}
				fmt.Fprintf(&b, "%c:%g", a.Char, a.Prob)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestFitOdds fits reads with alternatives: the model says what a cost is worth, a table
// says how reliable its probabilities are, and fix answers with probabilities.
func TestFitOdds(t *testing.T) {
	lines := frames(t)
	got := runWith(lines, "fit", "-check=luhn-mod-36")
	if got.status != exitOK || got.stderr != "" {
		t.Fatalf("%+v", got)
	}
	for _, want := range []string{"\nswapped\t", "\nunit\t0.2", "\nuncovered\t", "# Probabilities of ", "\n# 0.9 to 1.0 "} {
		if !strings.Contains(got.stdout, want) {
			t.Errorf("the model lacks %q:\n%s", want, got.stdout)
		}
	}
	var answers int
	var off float64
	for line := range strings.Lines(got.stdout) {
		if _, err := fmt.Sscanf(line, "# Probabilities of %d answers, by odds that their half has no share in; calibration error %f:", &answers, &off); err == nil {
			break
		}
	}
	if answers < 250 || off <= 0 || off > 0.07 {
		t.Errorf("calibration error %v of %d answers", off, answers)
	}
	model := file(t, got.stdout)
	columns := func(read string) []string {
		got := runWith("", "fix", "-n=0", "-check=luhn-mod-36", "-model", model, read)
		return strings.Split(strings.TrimSuffix(got.stdout, "\n"), "\t")
	}
	sure, unsure := columns("X87WTZ82B453T5WV"), columns("X87WTZ82B453T5W?")
	if len(sure) != 10 || sure[9] < "0.9" || sure[9] >= "1" {
		t.Errorf("of an exact read: %q", sure)
	}
	if len(unsure) != 10 || unsure[9] > sure[9] {
		t.Errorf("of one with an unread symbol: %q", unsure)
	}
	if none := columns("X"); len(none) != 9 {
		t.Errorf("without a code: %q", none)
	}
	if got := runWith("", "fix", "-json", "-check=luhn-mod-36", "-model", model, "X87WTZ82B453T5WV"); !strings.Contains(got.stdout, `"probability":0.9`) {
		t.Errorf("in JSON: %+v", got)
	}
	few := runWith(strings.Join(strings.SplitAfter(lines, "\n")[:90], ""), "fit", "-prior=none")
	if few.status != exitOK || strings.Contains(few.stdout, "\nunit\t") || !strings.Contains(few.stdout, "# There are too few codes") {
		t.Errorf("of 30 cards: %+v", few)
	}
}

func TestFitTrouble(t *testing.T) {
	const secret = "X8KD49FJ2MZQ7WPT"
	for _, test := range []struct{ name, stdin, args, want string }{
		{"argument", "", secret, "takes no arguments"},
		{"negative", "", "-unit=-1", "must be 0 or more"},
		{"nothing to learn from", "", "", "fitting:"},
		{"no tab", secret + "\n", "", "line 1: not a code, a tab and what was read"},
		{"no alternatives", secret + "\t" + secret + "\tX\n", "", "line 1: alternatives are not"},
		{"no scheme", "", "-check=none", "no such scheme"},
		{"no prior", "", "-prior=" + t.TempDir() + "/none", "reading the model to begin with:"},
		{"missing file", "", "-f=" + t.TempDir() + "/none", "opening the file:"},
	} {
		got := runWith(test.stdin, append([]string{"fit"}, strings.Fields(test.args)...)...)
		if got.status != exitTrouble || got.stdout != "" || !strings.Contains(got.stderr, test.want) || strings.Contains(got.stderr, secret) {
			t.Errorf("%s: %+v, want %q", test.name, got, test.want)
		}
	}
}
