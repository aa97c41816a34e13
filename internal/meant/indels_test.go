package meant_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
)

// TestCandidatesIndelsOfLongest has a read with more characters than any code.
func TestCandidatesIndelsOfLongest(t *testing.T) {
	const code = "A147ACFHIJKLMNPRTWXY1479ACFHIJKL" // nothing looks like any of it
	c := &redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen}), MaxIndels: 1}
	for _, read := range []string{"9" + code, code[:16] + "9" + code[16:], code + "9"} {
		var want []string
		for i := range read {
			want = append(want, read[:i]+read[i+1:]+" 3 1")
		}
		checkListed(t, "one too many", c, []string{read}, want)
	}
	checkListed(t, "two too many", c, []string{"99" + code}, nil)
	c.MaxIndels = 2
	if !slices.Contains(candidatesOf(c, "99"+code), candidate{code, price{6, 2}}) {
		t.Error("two too many: the code is not found")
	}
	c.MaxIndels = 4
	if got := listed(firstOf(1, c, "9753"+code)); len(got) != 1 || !strings.HasSuffix(got[0], " 12 4") {
		t.Errorf("four too many: %q", got)
	}
	checkListed(t, "five too many", c, []string{"99999" + code}, nil)
}

// TestProbabilityOfListed has two codes, which Resolve both looks at, and the
// likelier of which a read lines up with in several ways: only the cheapest counts.
func TestProbabilityOfListed(t *testing.T) {
	model, err := redeem.Crockford().WithPairs(redeem.Pair{Read: 'A', Meant: 'B', Cost: 4})
	if err != nil {
		t.Fatal(err)
	}
	model = model.WithUnit(0.25)
	c := &redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: "AB"}), Lookalikes: model, MaxIndels: 1}
	for _, reads := range [][]string{{"AA"}, {"AA", "A"}, {"AA", "A", "A?"}} {
		list := candidatesOf(c, reads...)
		if len(list) != 2 {
			t.Fatalf("%q: %v", reads, list)
		}
		want := 1 / (1 + math.Exp(-0.25*float64(list[1].cost-list[0].cost)))
		got := c.Resolve(reads...).Probability
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%q: probability %v, want %v", reads, got, want)
		}
	}
}
