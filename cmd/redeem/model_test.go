package main

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

const modelText = `# costs of a camera

O	0	2
0	O	5
#	H	7
Q	Q	1
b	8	255
O	D	0
`

func TestLoadModel(t *testing.T) {
	pairs := []redeem.Pair{
		{Read: 'O', Meant: '0', Cost: 2}, {Read: '0', Meant: 'O', Cost: 5}, {Read: '#', Meant: 'H', Cost: 7},
		{Read: 'Q', Meant: 'Q', Cost: 1}, {Read: 'b', Meant: '8', Cost: 255}, {Read: 'O', Meant: 'D', Cost: 0},
	}
	want, err := redeem.NewLookalikes(pairs...)
	if err != nil {
		t.Fatal(err)
	}
	none, err := redeem.NewLookalikes()
	if err != nil {
		t.Fatal(err)
	}
	const indels = "added\t0\ndropped\t200\n#doubled\t2\ndoubled\t3"
	for _, test := range []struct {
		name, text string
		want       *redeem.Lookalikes
	}{
		{"pairs", modelText, want},
		{"CRLF", strings.ReplaceAll(modelText, "\n", "\r\n"), want},
		{"no last LF", strings.TrimSuffix(modelText, "\n"), want},
		{"indels", modelText + indels, want.WithIndels(redeem.Indels{Dropped: 200, Added: 0, Doubled: 3})},
		{"indels first", indels + "\n" + modelText, want.WithIndels(redeem.Indels{Dropped: 200, Added: 0, Doubled: 3})},
		{"indels alone", indels, none.WithIndels(redeem.Indels{Dropped: 200, Added: 0, Doubled: 3})},
		{"nothing", "", none},
		{"comments", "# O\n#\n#O\t0\t1\n##\n\n", none},
		{"long comment", "#" + strings.Repeat(" ", 9*chunk) + "\n" + modelText, want},
	} {
		got, err := ruleflags.LoadModel(file(t, test.text))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		sameModel(t, test.name, got, test.want)
	}
}

// sameModel compares all costs, those of indels by what a Corrector finds.
func sameModel(t *testing.T, name string, got, want *redeem.Lookalikes) {
	t.Helper()
	for read := range 128 {
		for meant := range 128 {
			cost, ok := got.Cost(byte(read), byte(meant))
			if wantCost, wantOK := want.Cost(byte(read), byte(meant)); cost != wantCost || ok != wantOK {
				t.Errorf("%s: %c for %c costs %d, %t; want %d, %t", name, read, meant, cost, ok, wantCost, wantOK)
			}
		}
	}
	format := redeem.MustFormat(redeem.Spec{Length: 4})
	for _, read := range []string{"ABC", "ABCEF", "ABCC"} {
		c := redeem.Corrector{Format: format, Lookalikes: got, MaxIndels: 1}
		d := redeem.Corrector{Format: format, Lookalikes: want, MaxIndels: 1}
		if c.Resolve(read) != d.Resolve(read) {
			t.Errorf("%s: %s resolves otherwise", name, read)
		}
	}
}

func TestBadModel(t *testing.T) {
	const line3 = "# fine\nA\tB\t1\n"
	for _, test := range []struct{ text, want string }{
		{"A\tB", "line 1: cost is not a number from 0 to 255"},
		{line3 + "A", "line 3: neither three columns nor two"},
		{line3 + "A B 1", "line 3: neither three columns nor two"},
		{line3 + "A\tC\t1\t", "line 3: neither three columns nor two"},
		{line3 + "A\tC\t1\t1", "line 3: neither three columns nor two"},
		{line3 + "A\tC\t", "line 3: cost is not a number"},
		{line3 + "A\tC\t-1", "line 3: cost is not a number"},
		{line3 + "A\tC\t+1", "line 3: cost is not a number"},
		{line3 + "A\tC\t256", "line 3: cost is not a number"},
		{line3 + "A\tC\t1.5", "line 3: cost is not a number"},
		{line3 + "A\tC\t0x1", "line 3: cost is not a number"},
		{line3 + "A\tC\t1 ", "line 3: cost is not a number"},
		{line3 + "A\t\t1", "line 3: not one printable ASCII character"},
		{line3 + "\tA\t1", "line 3: not one printable ASCII character"},
		{line3 + "AB\tC\t1", "line 3: not one printable ASCII character"},
		{line3 + "A\tBC\t1", "line 3: not one printable ASCII character"},
		{line3 + " \tA\t1", "line 3: not one printable ASCII character"},
		{line3 + "А\tA\t1", "line 3: not one printable ASCII character"},
		{line3 + "\x7f\tA\t1", "line 3: not one printable ASCII character"},
		{line3 + "\x00\tA\t1", "line 3: not one printable ASCII character"},
		{line3 + "A\tB\t2", "line 3: pair given twice"},
		{line3 + "#\tcomment", "line 3: cost is not a number"},
		{line3 + "#\tcomment\t1", "line 3: not one printable ASCII character"},
		{line3 + "droped\t1", "line 3: neither dropped nor added nor doubled"},
		{line3 + "Added\t1", "line 3: neither dropped nor added nor doubled"},
		{line3 + "added\t256", "line 3: cost is not a number"},
		{line3 + "added\t1\nadded\t1", "line 4: added given twice"},
		{line3 + "added\t1", "some of dropped, added and doubled are missing"},
		{line3 + "added\t1\ndropped\t1", "some of dropped, added and doubled are missing"},
		{line3 + strings.Repeat("A", 9*chunk), "line 3: neither three columns nor two"},
		{line3 + "\xff\xfe", "line 3: neither three columns nor two"},
	} {
		got := runWith("", "fix", "-model", file(t, test.text), good)
		if got.status != exitTrouble || got.stdout != "" || !strings.HasPrefix(got.stderr, "redeem fix: reading the model: "+test.want) {
			t.Errorf("%.40q: got %+v, want %q", test.text, got, test.want)
		}
		if strings.Count(got.stderr, "\n") != 1 {
			t.Errorf("%.40q: stderr %q", test.text, got.stderr)
		}
	}
}

// TestModelCounts has the model decide about the codes that are found, and
// about symbols outside the alphabet.
func TestModelCounts(t *testing.T) {
	model := "-model=" + file(t, "O\t0\t2\nO\tC\t1\nI\t0\t9\nI\tC\t9\n0\tC\t3\n")
	for _, test := range []struct{ flags, input, want string }{
		{model + " -length=2", "AO", "unique\tAO\t0\t1\t1\t3\t\tAC:1 A0:2"},
		{model + " -length=2 -alphabet=A0C", "AO", "unique\tAC\t1\t1\t1\t2\t\tA0:2"},
		{model + " -length=2 -alphabet=A0C", "AI", "ambiguous\tA0\t9\t0\t2\t2\t\tAC:9"},
		{model + " -length=2 -alphabet=A0C", "A0", "unique\tA0\t0\t3\t1\t2\t\tAC:3"},
		{"-length=2 -alphabet=A0C", "AO", "unique\tA0\t0\t\t1\t1\t\t"}, // as check reads it
		{"-model=ts1292 -length=2", "1A", "unique\t1A\t0\t1\t1\t4\t\t1H:1 JA:1 JH:2"},
	} {
		args := append([]string{"fix"}, strings.Fields(test.flags)...)
		if got := runWith(test.input, args...); got.stdout != "1\t"+test.want+"\n" || got.stderr != "" {
			t.Errorf("%s, %s: got %+v, want %q", test.flags, test.input, got, test.want)
		}
	}
}

// TestAcceptFile reads codes in every spelling, and lines that are not codes.
func TestAcceptFile(t *testing.T) {
	for _, text := range []string{
		good, good + "\n", "x8kd-49fj-2mzq-7wpt\r\n", "\n\n \n--\n" + good + "\n\n", "Ｘ8KD49FJ2MZQ7WPT", good + "\n" + good,
		"XXXXXXXXXXXXXXXX\n" + good,
	} {
		got := runWith("", "fix", "-accept", file(t, text), "-n=0", "XBKD49FJ2MZQ7WPT")
		if want := "1\tunique\t" + good + "\t1\t\t1\t32\t\t\n"; got != (result{exitOK, want, ""}) {
			t.Errorf("%q: got %+v, want %q", text, got, want)
		}
	}
	for _, test := range []struct{ text, want string }{
		{"X", "line 1: too short"},
		{good + "\n\n" + good + "0\n", "line 3: too long"},
		{good + "\nGCA1234567890123", "line 2: serial number instead of a code"},
		{good + "\n# comment", "line 2: invalid symbol"},
		{good + "\t" + good, "line 1: too long"},
		{good + strings.Repeat(" ", 9*chunk), "line 1: too long"},
		{good + "\n\xff", "line 2: invalid UTF-8"},
	} {
		got := runWith("", "fix", "-accept", file(t, test.text), good)
		if want := "redeem fix: reading the codes to accept: " + test.want + "\n"; got != (result{exitTrouble, "", want}) {
			t.Errorf("%.40q: got %+v, want %q", test.text, got, want)
		}
	}
	// The codes are of the format that the flags say.
	issued := file(t, "79927398713\n")
	if got := runWith("", "fix", "-accept", issued, "-check=luhn", "-length=11", "79927398713"); got.status != exitOK {
		t.Errorf("got %+v", got)
	}
	got := runWith("", "fix", "-accept", file(t, "79927398710\n"), "-check=luhn", "-length=11", "79927398713")
	if want := "redeem fix: reading the codes to accept: line 1: wrong check character\n"; got != (result{exitTrouble, "", want}) {
		t.Errorf("got %+v, want %q", got, want)
	}
}
