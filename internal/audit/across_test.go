package audit

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/redeemkit/redeem/internal/draw"
	"pgregory.net/rapid"
)

// TestFindingsAcross tests that one of three groups finds every pair: that of
// the first codes, that of the others, or that of the pairs across.
func TestFindingsAcross(t *testing.T) {
	for name, r := range setups(t) {
		t.Run(name, func(t *testing.T) {
			draw.Check(t, func(t *rapid.T) {
				var entries []Entry
				for _, code := range someCodes(t, r, 20) {
					if len(entries) == 0 || r.Key(code) == r.Key(entries[0].Code) {
						entries = append(entries, Entry{code, Place{1, int64(len(entries))}})
					}
				}
				n := rapid.IntRange(1, 1+len(entries)).Draw(t, "first codes")
				limits := Limits{Compared: 100, Listed: 1000}
				g := r.NewGroup(limits)
				got := make(map[Finding]int)
				var counts Summary
				findings := func(some []Entry, across int) {
					for _, i := range rapid.Permutation(some).Draw(t, "order") {
						g.Add(i)
					}
					var found []Finding
					err := g.FindingsAcross(across, &counts, func(f Finding) error {
						found = append(found, f)
						got[f]++
						return nil
					})
					if err != nil {
						t.Fatal(err)
					}
					for i, f := range found[min(1, len(found)):] {
						if found[i].Compare(f) >= 0 {
							t.Fatal("not in order")
						}
					}
				}
				first := min(n, len(entries))
				findings(entries[:first], 0)
				findings(entries[first:], 0)
				findings(entries, n)
				_, wanted := pairs(r, entries, limits)
				want := make(map[Finding]int)
				for _, f := range wanted {
					want[f] = 1
				}
				if diff := cmp.Diff(want, got, revealed); diff != "" {
					t.Fatal(diff)
				}
				if counts.Lookalikes != int64(len(wanted)) || counts.Unlisted != 0 {
					t.Fatalf("%d pairs, %d unlisted, want %d", counts.Lookalikes, counts.Unlisted, len(wanted))
				}
			})
		})
	}
}
