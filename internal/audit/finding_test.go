package audit

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
)

// findings is in order.
var findings = []struct {
	finding     Finding
	text, named string
}{
	{
		Finding{Kind: Invalid, Place: Place{1, 2}, Reason: redeem.ErrTooShort, Offset: 13},
		"2\ttoo short\t\t13\t\t\n", "1:2\ttoo short\t\t13\t\t\n",
	}, {
		Finding{Kind: Duplicate, Place: Place{1, 10}, Code: redeem.MustParse(good), First: Place{1, 9}},
		"10\tduplicate\t************7WPT\t\t9\t\n", "1:10\tduplicate\tX8KD49FJ2MZQ7WPT\t\t1:9\t\n",
	}, {
		Finding{Kind: Lookalike, Place: Place{2, 3}, Code: redeem.MustParse(good), First: Place{1, 9}, Other: redeem.MustParse("X8KD49FJZMZQ7WPT")},
		"3\tlookalike\t************7WPT\t\t9\t************7WPT\n", "2:3\tlookalike\tX8KD49FJ2MZQ7WPT\t\t1:9\tX8KD49FJZMZQ7WPT\n",
	}, {
		Finding{Kind: Lookalike, Place: Place{2, 3}, Code: redeem.MustParse(good), First: Place{2, 1}, Other: redeem.MustParse("XBKD49FJ2MZQ7WPT")},
		"3\tlookalike\t************7WPT\t\t1\t************7WPT\n", "2:3\tlookalike\tX8KD49FJ2MZQ7WPT\t\t2:1\tXBKD49FJ2MZQ7WPT\n",
	},
}

func TestFindingText(t *testing.T) {
	reveal := func(dst []byte, c redeem.Code) []byte { return c.AppendTo(dst) }
	for _, test := range findings {
		if got := string(test.finding.AppendTo([]byte("> "), Style{})); got != "> "+test.text {
			t.Errorf("got %q, want %q", got, test.text)
		}
		if got := string(test.finding.AppendTo(nil, Style{Files: true, Append: reveal})); got != test.named {
			t.Errorf("got %q, want %q", got, test.named)
		}
	}
	if got := Kind(0).String(); got != "nothing" {
		t.Errorf("no kind is %q", got)
	}
	if got := Invalid.String(); got != "invalid" {
		t.Errorf("Invalid is %q", got)
	}
}

func TestFindingCompare(t *testing.T) {
	for i, x := range findings {
		for j, y := range findings {
			want := 0
			switch {
			case i < j:
				want = -1
			case i > j:
				want = 1
			}
			if got := x.finding.Compare(y.finding); got != want {
				t.Errorf("finding %d compares %d with %d", i, got, j)
			}
		}
	}
}

func TestSummary(t *testing.T) {
	var all, part Summary
	part.Lines, part.Distinct = 10, 6
	part.Invalid[redeem.ErrSymbol] = 1
	all.Add(&part)
	part = Summary{Lines: 5, Distinct: 1, Duplicates: 1, Lookalikes: 7, Unlisted: 2, Uncompared: 3}
	part.Invalid[redeem.ErrSymbol], part.Invalid[redeem.ErrEmpty] = 1, 1
	all.Add(&part)
	want := Summary{Lines: 15, Distinct: 7, Duplicates: 1, Lookalikes: 7, Unlisted: 2, Uncompared: 3}
	want.Invalid[redeem.ErrSymbol], want.Invalid[redeem.ErrEmpty] = 2, 1
	if diff := cmp.Diff(want, all); diff != "" {
		t.Error(diff)
	}
	text := "ok\t12\nempty\t1\ninvalid symbol\t2\ntotal\t15\nduplicate\t1\nlookalike\t>=7\nunlisted\t2\nuncompared\t3\n"
	if got := string(all.AppendTo(nil)); got != text {
		t.Errorf("got %q, want %q", got, text)
	}
	if got, want := string(new(Summary).AppendTo([]byte("> "))), "> ok\t0\ntotal\t0\nduplicate\t0\nlookalike\t0\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for n := range 9 {
		for range all.All(reason) {
			if n--; n <= 0 {
				break
			}
		}
	}
	invalid := [256]int64{redeem.ErrEmpty: 1}
	for i, s := range []Summary{{}, {Lines: 3, Distinct: 3}, {Lines: 1, Invalid: invalid}, {Lines: 2, Duplicates: 1}, {Lines: 2, Lookalikes: 1}, {Lines: 2, Uncompared: 1}} {
		if got := s.Clean(); got != (i < 2) {
			t.Errorf("summary %d is clean: %v", i, got)
		}
	}
}
