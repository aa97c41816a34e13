package main

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/internal/lines"
)

func TestFix(t *testing.T) {
	const mod37, two = "-check=iso7064-mod-37-2", "-length=2 -alphabet=ABCD"
	issued := "-accept=" + file(t, "x8kd 49fj 2m2q 7wp0\r\n\n \nXBKO-49FJ-ZMZO-7WP0\n")
	for _, test := range []struct{ flags, input, want string }{
		{"", good, "unique\t" + good + "\t0\t1\t1\t32\t\tX8KD49FJ2MZO7WPT:1 X8KD49FJ2M2Q7WPT:1 X8KD49FJZMZQ7WPT:1"},
		{"-n=0", good, "unique\t" + good + "\t0\t1\t1\t32\t\t"},
		{"-n=1", "x8kd-49fj-2mzq-7wpt", "unique\t" + good + "\t0\t1\t1\t32\t\tX8KD49FJ2MZO7WPT:1"},
		{"", "X1111111111111111", "none\t\t\t\t0\t0\t\t"},
		{"", "", "none\t\t\t\t0\t0\t\t"},
		{"", "Y111111111111111", "none\t\t\t\t0\t0\t\t"},
		{"", "X\xff11111111111111", "ambiguous\tX011111111111111\t0\t0\t36\t36\t\tX111111111111111:0 X211111111111111:0 X311111111111111:0"},
		{"", "X111111111111111", "unique\tX111111111111111\t0\t\t1\t1\t\t"},
		{"-n=1", "X11111111111111?", "ambiguous\tX111111111111110\t0\t0\t36\t36\t\tX111111111111111:0"},
		{"-n=0", "X???????????????", "ambiguous\tX000000000000000\t0\t0\tmore\tmore\t\t"},
		{mod37, misread, "unique\t" + checked + "\t1\t3\t1\t2\t\tXBKO49FJZMZO7WP0:4"},
		{mod37, checked, "unique\t" + checked + "\t0\t5\t1\t2\t\tXBKO49FJZMZO7WP0:5"},
		{mod37, good, "none\t\t\t\t0\t0\t\t"},
		{mod37 + " -max-cost=3", misread, "unique\t" + checked + "\t1\t\t1\t1\t\t"},
		{mod37 + " -max-cost=4", misread, "unique\t" + checked + "\t1\t3\t1\t2\t\tXBKO49FJZMZO7WP0:4"},
		{mod37 + " -max-edits=1", misread, "unique\t" + checked + "\t1\t\t1\t1\t\t"},
		{mod37 + " -max-edits=4", misread, "unique\t" + checked + "\t1\t3\t1\t2\t\tXBKO49FJZMZO7WP0:4"},
		{mod37 + " -mask", misread, "unique\t************7WP0\t1\t3\t1\t2\t\t************7WP0:4"},
		{mod37 + " -group", misread, "unique\tX8KD-49FJ-2M2Q-7WP0\t1\t3\t1\t2\t\tXBKO-49FJ-ZMZO-7WP0:4"},
		{mod37 + " -mask -group", misread, "unique\t****-****-****-7WP0\t1\t3\t1\t2\t\t****-****-****-7WP0:4"},
		// Characters dropped, added and doubled.
		{"-length=4 -max-indels=1 -n=0", "AAC", "ambiguous\t0AAC\t3\t0\t64\t<=\tcapped\t"},
		{"-length=4 -max-indels=1 -n=0", "AACFF", "ambiguous\tAACF\t1\t0\t2\t<=\t\t"},
		{"-length=4 -max-indels=1 -n=0", "AACFHH", "none\t\t\t\t0\t0\t\t"},
		{"-length=4 -max-indels=0 -n=0", "AAC", "none\t\t\t\t0\t0\t\t"},
		// Codes to accept.
		{issued, misread, "unique\t" + checked + "\t1\t3\t1\t64\t\tXBKO49FJZMZO7WP0:4"},
		{issued + " -n=0", misread, "unique\t" + checked + "\t1\t3\t1\t64\t\t"},
		{issued, good, "none\t\t\t\t0\t32\t\t"},
		{issued + " -tries=32", good, "none\t\t\t\t0\t32\t\t"},
		{issued + " -tries=31", good, "none\t\t\t\t0\t32\tcapped\t"},
		{issued + " -tries=1", misread, "none\t\t\t\t0\t64\tcapped\t"},
		// The second code is not found, but all that are as cheap as the first are known.
		{issued + " -tries=7", misread, "unique\t" + checked + "\t1\t1\t1\t64\t\t"},
		{issued + " -tries=7 -max-cost=1", misread, "unique\t" + checked + "\t1\t\t1\t7\t\t"},
		{two + " -n=0", "A?", "ambiguous\tAA\t0\t0\t4\t4\t\t"},
	} {
		args := append([]string{"fix"}, strings.Fields(test.flags)...)
		want := exitRefused
		if strings.HasPrefix(test.want, "unique\t") {
			want = exitOK
		}
		if got := withoutBounds(runWith(test.input+"\n", args...)); got != (result{want, "1\t" + test.want + "\n", ""}) {
			t.Errorf("%s, %q: got %+v, want %q", test.flags, test.input, got, test.want)
		}
		if got := withoutBounds(runWith("", append(args, test.input)...)); got != (result{want, "1\t" + test.want + "\n", ""}) {
			t.Errorf("%s, argument %q: got %+v, want %q", test.flags, test.input, got, test.want)
		}
	}
}

// withoutBounds takes out upper bounds, which need not be exact.
func withoutBounds(r result) result {
	columns := strings.Split(r.stdout, "\t")
	if strings.HasPrefix(columns[6], "<=") {
		columns[6] = "<="
	}
	r.stdout = strings.Join(columns, "\t")
	return r
}

// TestFixCapped tests searches that a limit ends before the verdict is certain.
func TestFixCapped(t *testing.T) {
	const format = "-length=2 -alphabet=ABCD"
	all := "-accept=" + file(t, "AA\nAB\nAC\nAD\n")
	first := "-accept=" + file(t, "AA\n")
	for _, test := range []struct{ flags, input, want string }{
		{all, "A?", "ambiguous\tAA\t0\t0\t4\t4\t\tAB:0 AC:0 AD:0"},
		{all + " -n=1", "A?", "ambiguous\tAA\t0\t0\t4\t4\t\tAB:0"},
		{all + " -tries=4", "A?", "ambiguous\tAA\t0\t0\t4\t4\t\tAB:0 AC:0 AD:0"},
		{all + " -tries=3", "A?", "ambiguous\tAA\t0\t0\t3\t4\tcapped\tAB:0 AC:0"},
		{all + " -tries=1", "A?", "unique\tAA\t0\t0\t1\t4\tcapped\t"},
		{first, "A?", "unique\tAA\t0\t\t1\t4\t\t"},
		{first + " -tries=3", "A?", "unique\tAA\t0\t0\t1\t4\tcapped\t"},
		{first + " -tries=1", "AA", "unique\tAA\t0\t\t1\t1\t\t"},
		{first + " -tries=1", "B?", "none\t\t\t\t0\t4\tcapped\t"},
		// More indels than the engine looks for.
		{"-max-indels=9", "AAAAAAA", "none\t\t\t\t0\t<=\tcapped\t"},
		{first + " -tries=1 -max-indels=1", "AA", "unique\tAA\t0\t\t1\t<=\t\t"},
		{first + " -tries=1 -max-indels=4 -reads", "AA\tAA\tAA", "unique\tAA\t0\t4\t1\t<=\t\t"},
		{"-max-indels=1 -n=0 -reads", "AA\tAB\tAC\tAD\tBA\tBB\tBC\tBD\tCA", "ambiguous\tAB\t3\t0\t2\t<=\tcapped\t"},
	} {
		args := append([]string{"fix"}, strings.Fields(format+" "+test.flags)...)
		want := exitRefused
		if strings.HasPrefix(test.want, "unique\t") && !strings.Contains(test.want, "capped") {
			want = exitOK
		}
		if got := withoutBounds(runWith("", append(args, strings.Split(test.input, "\t")...)...)); got != (result{want, "1\t" + test.want + "\n", ""}) {
			t.Errorf("%s, %q: got %+v, want %q", test.flags, test.input, got, test.want)
		}
	}
}

// TestFixReads has several reads of one card.
func TestFixReads(t *testing.T) {
	const two = "X8KD49FJZMZQ7WPT" // good, with a Z in the place of the 2
	const answer = "unique\t" + good + "\t0\t1\t1\t32\t\tX8KD49FJ2MZO7WPT:1\n"
	for _, test := range []struct{ line, want string }{
		{good, "unique\t" + good + "\t0\t1\t1\t32\t\tX8KD49FJ2MZO7WPT:1\n"},
		{good + "\t" + two, "ambiguous\t" + good + "\t1\t0\t2\t32\t\t" + two + ":1\n"},
		{good + "\t" + good + "\t" + two, answer},
		{good + "\tX8KD 49FJ ?MZQ 7WPT\t" + good + "\t" + two, answer},
		{"\t" + good + "\t\t \t" + good + "\t" + two + "\t", answer},
		{good + "\tX", answer}, // which is of another length
		{"X\t" + good[:15], "none\t\t\t\t0\t0\t\t\n"},
		{"", "none\t\t\t\t0\t0\t\t\n"},
		{" \t\t", "none\t\t\t\t0\t0\t\t\n"},
	} {
		if got := runWith(test.line+"\r\n"+test.line+"\n", "fix", "-reads", "-n=1"); got.stdout != "1\t"+test.want+"2\t"+test.want || got.stderr != "" {
			t.Errorf("%q: got %+v, want %q", test.line, got, test.want)
		}
		args := append([]string{"fix", "-reads", "-n=1"}, strings.Split(test.line, "\t")...)
		if got := runWith("unread", args...); got.stdout != "1\t"+test.want || got.stderr != "" {
			t.Errorf("%q: got %+v, want %q", args, got, test.want)
		}
	}
	// In an argument a tab is a separator.
	if got, want := runWith("", "fix", "-reads", "-n=1", good, "X8KD\t49FJ\t2MZQ\t7WPT", two).stdout, "1\t"+answer; got != want {
		t.Errorf("tabs in an argument: got %q, want %q", got, want)
	}
	// Without -reads it is one everywhere.
	if got, want := runWith("X8KD\t49FJ\t2MZQ\t7WPT", "fix", "-n=0").stdout, "1\tunique\t"+good+"\t0\t1\t1\t32\t\t\n"; got != want {
		t.Errorf("tabs in a line: got %q, want %q", got, want)
	}
}

// TestFixManyReads has lines beyond what is looked at of a single input, and
// lines that are not looked at.
func TestFixManyReads(t *testing.T) {
	for _, n := range []int{redeemInputs, 500, 1000} {
		line := strings.Repeat(good+"\t", n)
		got := runWith(line+"\n"+line, "fix", "-reads", "-n=0")
		want := "unique\t" + good + "\t0\t"
		if got.status != exitOK || strings.Count(got.stdout, want) != 2 {
			t.Errorf("%d reads: got %+v", n, got)
		}
		// What comes last counts as much as what comes first.
		line = strings.Repeat(strings.Repeat("?", len(good))+"\t", n) + good
		if got := runWith(line, "fix", "-reads", "-n=0"); got.status != exitOK || !strings.Contains(got.stdout, want) {
			t.Errorf("%d unread and a good one: %+v", n, got)
		}
	}
	for _, line := range []string{strings.Repeat(good+"\t", 2000), good + strings.Repeat("\t", enoughReads), strings.Repeat("\t", 9*chunk) + good} {
		want := result{exitRefused, "1\tnone\t\t\t\t0\t0\t\t\n", ""}
		if got := runWith(line, "fix", "-reads"); got != want {
			t.Errorf("%d bytes: got %+v", len(line), got)
		}
	}
	line := good + strings.Repeat("\t", enoughReads-len(good)-1)
	if got := runWith(line, "fix", "-reads"); got.status != exitOK {
		t.Errorf("%d bytes: got %+v", len(line), got)
	}
}

// redeemInputs is how many reads are longer than a single input may be.
const redeemInputs = lines.Enough/len(good) + 1

// TestFixPackageComment runs the example of the package comment, and the
// examples of the help that need no files.
func TestFixPackageComment(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"-check iso7064-mod-37-2 X8KD49FJ2MZQ7WP0", "1\tunique\tX8KD49FJ2M2Q7WP0\t1\t3\t1\t2\t\tXBKO49FJZMZO7WP0:4\n"},
		{
			"-json -check iso7064-mod-37-2 X8KD49FJ2MZQ7WP0",
			`{"input":1,"verdict":"unique","code":"X8KD49FJ2M2Q7WP0","cost":1,"margin":3,"ties":1,"count":2,"exact":true,"next":[{"code":"XBKO49FJZMZO7WP0","cost":4}]}` + "\n",
		},
		{"-n 0 -check luhn-mod-36 -group X8KD-49FJ-2MZQ-7WP?", "1\tunique\tX8KD-49FJ-2MZQ-7WPH\t0\t1\t1\t32\t\t\n"},
		{"-n 0 -reads X8KD49FJ2MZQ7WPT X8KD49FJ2MZQ?WPT X8KD49FJZMZQ7WPT", "1\tunique\tX8KD49FJ2MZQ7WPT\t0\t1\t1\t32\t\t\n"},
	} {
		got := runWith("", append([]string{"fix"}, strings.Fields(test.args)...)...)
		if got.stdout != test.want {
			t.Errorf("%s: got %q, want %q", test.args, got.stdout, test.want)
		}
	}
}

// TestFixMaskHides looks at the codes, and at the next ones, for more than
// the last four symbols.
func TestFixMaskHides(t *testing.T) {
	for _, flags := range []string{"-mask", "-mask -group", "-mask -json", "-mask -json -group", "-mask -reads", "-mask -n=30"} {
		got := runWith(good+"\n"+misread+"\n", append([]string{"fix"}, strings.Fields(flags)...)...)
		if got.status != exitOK {
			t.Fatalf("%s: %+v", flags, got)
		}
		shown := strings.ReplaceAll(got.stdout, "-", "")
		if codes := strings.Count(shown, "************"); codes < 8 || strings.Contains(shown, "*************") {
			t.Errorf("%s: %d masked codes in %q", flags, codes, shown)
		}
		for _, symbols := range []string{"X8", "XB", "KD", "FJ", "MZ", "M2"} {
			if strings.Contains(shown, symbols) {
				t.Errorf("%s shows %s", flags, symbols)
			}
		}
	}
}

// TestFixAllocations bounds what a line takes.
func TestFixAllocations(t *testing.T) {
	const lines = 10
	allocs := func(args []string, n int) float64 {
		text := strings.Repeat(misread+"\n", n)
		return testing.AllocsPerRun(3, func() { run(args, strings.NewReader(text), io.Discard, io.Discard) })
	}
	for _, flags := range []string{"", "-json", "-mask -group", "-check=iso7064-mod-37-2", "-max-indels=1", "-accept=" + file(t, good)} {
		args := append([]string{"fix"}, strings.Fields(flags)...)
		if got := (allocs(args, 2*lines) - allocs(args, lines)) / lines; got > 2 {
			t.Errorf("%q: %v allocations for a line", flags, got)
		}
	}
}

// TestFixStreams lists more codes in every line than an answer has room for.
func TestFixStreams(t *testing.T) {
	got := runWith(strings.Repeat("X11111111111????\n", 100), "fix", "-n", "1000")
	lines := strings.Split(strings.TrimSuffix(got.stdout, "\n"), "\n")
	if len(lines) != 100 {
		t.Fatalf("%d lines", len(lines))
	}
	for i, line := range lines {
		if want := fmt.Sprintf("%d\tambiguous\tX", i+1); !strings.HasPrefix(line, want) || strings.Count(line, ":0") != 1000 {
			t.Errorf("line %.60q", line)
		}
	}
}
