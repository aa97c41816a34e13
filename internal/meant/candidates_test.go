package meant_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/vectors"
)

// TestCorrectionVectors runs vectors/correction.json.
func TestCorrectionVectors(t *testing.T) {
	for _, v := range vectors.Correction.Load(t) {
		t.Run(v.Name, func(t *testing.T) {
			o := v.Options
			c := &redeem.Corrector{
				Format: o.Format.Make(t), Lookalikes: o.Lookalikes.Make(t),
				MaxCost: o.MaxCost, MaxEdits: o.MaxEdits, MaxIndels: o.MaxIndels,
			}
			var reads, want []string
			for _, read := range v.Input {
				reads = append(reads, string(read))
			}
			for _, found := range v.Answer.Candidates {
				want = append(want, candidate{found.Code, price{found.Cost, found.Edits}}.String())
			}
			checkListed(t, v.Name, c, reads, want)

			n, exact := c.Count(reads...)
			switch count := v.Answer.Count; {
			case exact != (count != nil):
				t.Errorf("Count = %d, %t", n, exact)
			case exact && n != uint64(*count) || n < uint64(len(want)):
				t.Errorf("Count = %d, want %d", n, len(want))
			}

			r := c.Resolve(reads...)
			if r.Verdict.String() != v.Answer.Verdict || r.Ties != v.Answer.Ties || r.Margin != v.Answer.Margin || r.Capped != v.Answer.Capped {
				t.Errorf("Resolve = %v with %d ties, margin %d, capped %t; want %+v", r.Verdict, r.Ties, r.Margin, r.Capped, v.Answer)
			}
			// The best is one of the cheapest.
			best := revealed(r.Best)
			if r.Verdict == redeem.VerdictNone {
				if best != (candidate{}) {
					t.Errorf("Best = %s without a verdict", best)
				}
			} else if !slices.Contains(want, best.String()) || best.cost != v.Answer.Candidates[0].Cost {
				t.Errorf("Best = %s, want one of the first of %q", best, want)
			}
		})
	}
}

// TestCandidatesWithinLimit is the promise that all candidates of the issuer's
// pairs are within the engine's limit, for the longest codes.
func TestCandidatesWithinLimit(t *testing.T) {
	f := redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen})
	for _, tt := range []struct {
		name  string
		model *redeem.Lookalikes
		read  string
		cost  int // of the dearest
		count uint64
	}{
		{"SupportArticle", redeem.SupportArticle(), strings.Repeat("E", redeem.MaxLen), 32, 1 << 32},
		{"SupportArticle, O", redeem.SupportArticle(), "A" + strings.Repeat("O", 31), 31, 1 << 62},
		{"SupportTS1292", redeem.SupportTS1292(), strings.Repeat("B", redeem.MaxLen), 32, 1 << 32},
		{"SupportTS1292, 0", redeem.SupportTS1292(), "J" + strings.Repeat("0", 30) + "C", 31, 1 << 61},
	} {
		c := &redeem.Corrector{Format: f, Lookalikes: tt.model}
		for _, c.MaxCost = range []int{0, tt.cost} {
			if n, exact := c.Count(tt.read); n != tt.count || !exact {
				t.Errorf("%s: Count = %d, %t with MaxCost %d, want %d", tt.name, n, exact, c.MaxCost, tt.count)
			}
		}
		c.MaxCost = 0
		if got, want := answered(c.Resolve(tt.read)), (resolution{redeem.VerdictUnique, candidate{text: tt.read}, 1, 1, false}); got != want {
			t.Errorf("%s: Resolve = %+v, want %+v", tt.name, got, want)
		}
		c.MaxCost = tt.cost - 1
		if n, _ := c.Count(tt.read); n >= tt.count {
			t.Errorf("%s: Count = %d below the dearest", tt.name, n)
		}
	}
}
