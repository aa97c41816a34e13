package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// fixed is what -json prints.
type fixed struct {
	Input        int
	Verdict      string
	Code         *string
	Cost, Margin *int
	Ties         *int
	Count        *uint64
	Exact        *bool
	Capped       bool
	Next         []struct {
		Code string
		Cost int
	}
}

// misreadings are inputs for a gift card's length.
var misreadings = append([]string{
	misread, checked, "XOOOOOOOOOOOOOOO", "X8KD49FJ2MZQ7WP?", "X8KD?9FJ2MZ?7WP?", "x8kd 49fj 2m2q 7wp",
	"X8KD49FJ2M2Q7WP00", "?????", "??????????????????????????????????", "X8KD49FJ2MZQ7WP*", "X8KD49FJ2MZQ7WP\u0430",
}, spellings...)

// TestFixAgreesWithCorrector compares the columns with the package, and what -json
// prints with the columns. The sample prints each answer in one of the two forms, by
// turns.
func TestFixAgreesWithCorrector(t *testing.T) {
	mod37, _ := checkdigit.Lookup("iso7064-mod-37-2")
	format := redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X", Check: mod37})
	issued := map[redeem.Code]bool{}
	for _, code := range []string{"X8KD49FJ2M2Q7WP0", "XBKO49FJZMZO7WP0", "X8KD49FJ2MZQ7WPT", "XDDDDDDDDDDDDDDD"} {
		issued[redeem.MustParse(code)] = true
	}
	accept := func(c redeem.Code) bool { return issued[c] }
	issuedFile := file(t, "X8KD49FJ2M2Q7WP0\nXBKO49FJZMZO7WP0\nX8KD49FJ2MZQ7WPT\nXDDDDDDDDDDDDDDD\n")
	for k, test := range []struct {
		flags     string
		corrector redeem.Corrector
		next      int
	}{
		{"", redeem.Corrector{}, 3},
		{"-n=0", redeem.Corrector{}, 0},
		{"-n=40", redeem.Corrector{}, 40},
		{"-model=article", redeem.Corrector{Lookalikes: redeem.SupportArticle()}, 3},
		{"-model=ts1292", redeem.Corrector{Lookalikes: redeem.SupportTS1292()}, 3},
		{"-max-cost=2", redeem.Corrector{MaxCost: 2}, 3},
		{"-max-edits=2 -n=5", redeem.Corrector{MaxEdits: 2}, 5},
		{"-check=iso7064-mod-37-2", redeem.Corrector{Format: format}, 3},
		{"-check=iso7064-mod-37-2 -max-edits=1", redeem.Corrector{Format: format, MaxEdits: 1}, 3},
		{"-max-indels=1 -max-cost=4", redeem.Corrector{MaxIndels: 1, MaxCost: 4}, 3},
		{"-check=iso7064-mod-37-2 -max-indels=1", redeem.Corrector{Format: format, MaxIndels: 1}, 3},
		{"-accept=" + issuedFile, redeem.Corrector{Accept: accept}, 3},
		{"-n=1 -tries=5 -accept=" + issuedFile, redeem.Corrector{Accept: accept, MaxTries: 5}, 1},
		{"-tries=9999 -accept=" + issuedFile, redeem.Corrector{Accept: accept, MaxTries: 9999}, 3},
	} {
		for i, input := range misreadings {
			args := append(append([]string{"fix"}, strings.Fields(test.flags)...), "-json", "--", input)
			want, status := slowFix(&test.corrector, test.next, input)
			if exhaustive.On() || (i+k)%2 == 0 {
				object := runWith("", args...)
				if got := rowOf(t, object.stdout); got != want || object.status != status {
					t.Errorf("%s, input %d: got %+v, which is %q, want %q", test.flags, i, object, got, want)
				}
			}
			if exhaustive.On() || (i+k)%2 == 1 {
				args[len(args)-3] = "-json=false"
				if row := runWith("", args...); row != (result{status, want + "\n", ""}) {
					t.Errorf("%s, input %d: got %+v, want %q", test.flags, i, row, want)
				}
			}
		}
	}
}

// slowFix is what the answer should be.
func slowFix(c *redeem.Corrector, next int, input string) (row string, status int) {
	r := c.Resolve(input)
	var all []redeem.Candidate // accepted; enough of them
	asked, asCheap := 0, 0
	tries := c.MaxTries
	if tries == 0 {
		tries = 64
	}
	for found := range c.Candidates(input) {
		if c.Accept != nil && asked == tries || len(all) > next && found.Cost > r.Best.Cost {
			if found.Cost == r.Best.Cost {
				asCheap++
			}
			break
		}
		asked++
		if c.Accept == nil || c.Accept(found.Code) {
			all = append(all, found)
		}
		if len(all) > 100 {
			break
		}
	}
	capped := r.Capped
	if c.Accept != nil && r.Verdict == redeem.VerdictUnique && asCheap == 0 {
		capped = false
	}
	columns := []string{"1", r.Verdict.String(), "", "", "", fmt.Sprint(r.Ties), "", "", ""}
	if r.Verdict != redeem.VerdictNone {
		columns[2] = redeem.Plain(r.Best.Code).String()
		columns[3] = fmt.Sprint(r.Best.Cost)
	}
	if r.Margin >= 0 {
		columns[4] = fmt.Sprint(r.Margin)
	}
	if r.Ties == math.MaxInt {
		columns[5] = "more"
	}
	switch n, exact := c.Count(input); {
	case n == math.MaxUint64:
		columns[6] = "more"
	case exact || n == 0 && !capped:
		columns[6] = fmt.Sprint(n)
	default:
		columns[6] = fmt.Sprint("<=", n)
	}
	if capped {
		columns[7] = "capped"
	}
	var others []string
	for _, found := range all {
		if found.Code != r.Best.Code && len(others) < next {
			others = append(others, fmt.Sprint(redeem.Plain(found.Code), ":", found.Cost))
		}
	}
	columns[8] = strings.Join(others, " ")
	if r.Verdict == redeem.VerdictUnique && !capped {
		return strings.Join(columns, "\t"), exitOK
	}
	return strings.Join(columns, "\t"), exitRefused
}

// rowOf returns the columns that say what an object says.
func rowOf(t *testing.T, object string) string {
	t.Helper()
	var f fixed
	decoder := json.NewDecoder(strings.NewReader(object))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		t.Fatalf("%q: %v", object, err)
	}
	if f.Exact == nil || f.Next == nil || strings.Count(object, "\n") != 1 {
		t.Errorf("%q lacks something", object)
		return ""
	}
	columns := []string{fmt.Sprint(f.Input), f.Verdict, "", "", "", "more", "more", "", ""}
	if f.Code != nil {
		columns[2] = *f.Code
	}
	if f.Cost != nil {
		columns[3] = fmt.Sprint(*f.Cost)
	}
	if f.Margin != nil {
		columns[4] = fmt.Sprint(*f.Margin)
	}
	if f.Ties != nil {
		columns[5] = fmt.Sprint(*f.Ties)
	}
	if f.Count != nil {
		columns[6] = fmt.Sprint(*f.Count)
		if !*f.Exact {
			columns[6] = "<=" + columns[6]
		}
	} else if *f.Exact {
		t.Errorf("%q: an exact count that is not there", object)
	}
	if f.Capped {
		columns[7] = "capped"
	}
	var next []string
	for _, c := range f.Next {
		next = append(next, fmt.Sprint(c.Code, ":", c.Cost))
	}
	columns[8] = strings.Join(next, " ")
	return strings.Join(columns, "\t")
}
