package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDesign(t *testing.T) {
	for _, test := range []struct{ name, args, stdout string }{
		{
			"one of two codes", "-length 2 -alphabet AB -prefix A -live 1 -guesses 3",
			"codes\t2\nbits\t1\nchance\t0.5\nguesses\t1.5\ndays\t0.5\nswaps\t\n" +
				"advice\tguesses find a live code within ten years: take more symbols, or allow fewer guesses\n",
		},
		{
			"one of two codes, JSON", "-length 2 -alphabet AB -prefix A -live 1 -json",
			`{"codes":2,"bits":1,"chance":0.5,"guesses":1.5,"swaps":[],"advice":[]}` + "\n",
		},
		{
			"no check character", "-length 2 -alphabet O0", "codes\t4\nbits\t2\nswaps\tO0 0O\none\t0\t2\ntwo\t0\t1\nany\t3\n" +
				"apart\t1\t0\nmissed\tO0\t0\nmissed\t0O\t0\nmissed\tO0 0O\t0\nmissed\tO0 O0\t0\nmissed\t0O 0O\t0\n" +
				"advice\tnothing tells a misread code from another one: leave look-alikes out, or end codes in a check character\n",
		},
		{
			"the first two, JSON", "-length 2 -alphabet O0 -n 2 -json", `{"codes":4,"bits":2,"swaps":["O0","0O"],` +
				`"one":{"detected":0,"codes":2},"two":{"detected":0,"codes":1},"any":3,"apart":[0],` +
				`"missed":[{"swaps":["O0"],"detected":0},{"swaps":["0O"],"detected":0}],` +
				`"advice":["nothing tells a misread code from another one: leave look-alikes out, or end codes in a check character"]}` + "\n",
		},
		{
			"none of the swaps", "-length 2 -alphabet O0 -n 0 -check luhn-mod-36", // with others as check characters,
			"codes\t2\nbits\t1\nswaps\tO0 OD OQ 0O 2Z 3E 5S 6G 8B B8 DO E3 G6 QO S5 UV VU Z2\none\t100\t0\ntwo\t100\t0\nany\t0\napart\t1\t100\n",
		},
		{"large numbers", "-model=ts1292 -length 32 -alphabet KR", "codes\t4294967296\nbits\t32\nswaps\t\n"},
		{"larger numbers", "-length 20 -alphabet 0123456789", "codes\t1e+20\nbits\t66.4386\nswaps\t\n"},
	} {
		got := runWith("unread", append([]string{"design"}, strings.Fields(test.args)...)...)
		if diff := cmp.Diff(result{exitOK, test.stdout, ""}, got, cmp.AllowUnexported(result{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestDesignCompare has lines of the comparison: without check characters, of a
// scheme that was measured, of one that was not, and the recommendation.
func TestDesignCompare(t *testing.T) {
	got := strings.Split(runWith("", "design", "-compare", "-length", "12", "-live", "1").stdout, "\n")
	for _, want := range []string{
		"none\t0\t62.0391\t2.36919e+18\t0\t0\t0\t0",
		"luhn\t1\t36.5412\t5e+10\t\t\t1\t97.777",
		"rs-gf32-2\t2\t50\t5.6295e+14\t76.6\t0.8\t2\t100",
	} {
		if !slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, want) }) {
			t.Errorf("no line %q in\n%s", want, strings.Join(got, "\n"))
		}
	}
	if n := len(got); n < 2 || !strings.HasPrefix(got[n-2], "recommended\trs-gf32-3\tof the schemes") {
		t.Errorf("the last line is not the recommendation:\n%s", strings.Join(got, "\n"))
	}
	objects := strings.Split(strings.TrimSpace(runWith("", "design", "-compare", "-json", "-length", "12", "-alphabet", "0123456789").stdout), "\n")
	var last struct{ Recommended, Reason string }
	for _, object := range objects {
		if err := json.Unmarshal([]byte(object), &last); err != nil {
			t.Errorf("%s: %v", object, err)
		}
	}
	if last.Recommended != "damm" || last.Reason == "" {
		t.Errorf("recommended for digits: %+v", last)
	}
	for _, args := range [][]string{{"-check", "luhn-mod-36"}, {"-model", "ts1292"}} {
		if got := runWith("", append([]string{"design", "-compare"}, args...)...); got.status != 2 || got.stdout != "" {
			t.Errorf("%q: %+v", args, got)
		}
	}
}

// TestDesignModel has look-alikes of a file, one in one direction only.
func TestDesignModel(t *testing.T) {
	model := file(t, "A\tB\t3\n1\t2\t0\n2\t1\t255\n")
	got := runWith("", "design", "-length", "3", "-alphabet", "AB1", "-model", model, "-json").stdout
	var object struct{ Swaps []string }
	if err := json.Unmarshal([]byte(got), &object); err != nil || len(object.Swaps) != 1 || object.Swaps[0] != "BA" {
		t.Errorf("a B may be read as an A: %v, %q", err, got)
	}
}
