package main

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem/internal/fit"
)

// TestFit: what fit prints is a model that fix reads, and knows what was seen.
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

func TestFitTrouble(t *testing.T) {
	const secret = "X8KD49FJ2MZQ7WPT"
	for _, test := range []struct{ name, stdin, args, want string }{
		{"argument", "", secret, "takes no arguments"},
		{"negative", "", "-unit=-1", "not negative"},
		{"nothing to learn from", "", "", "fitting:"},
		{"no tab", secret + "\n", "", "line 1: not a code, a tab and what was read"},
		{"missing file", "", "-f=" + t.TempDir() + "/none", "opening the file:"},
	} {
		got := runWith(test.stdin, append([]string{"fit"}, strings.Fields(test.args)...)...)
		if got.status != exitTrouble || got.stdout != "" || !strings.Contains(got.stderr, test.want) || strings.Contains(got.stderr, secret) {
			t.Errorf("%s: %+v, want %q", test.name, got, test.want)
		}
	}
}
