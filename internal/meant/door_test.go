package meant_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
)

// The tests of this folder ask through redeem.Corrector, the only door of the
// engine, so that they hold whatever becomes of its inside.

const (
	sample    = "X8KD49FJ2MZQ7WPT"
	ninePairs = "X0O0B8S5Z2G6E3DK" // a symbol of each of the issuer's nine pairs
)

func byCost(x, y candidate) int { return x.cost - y.cost }

// candidatesOf lists them in the order in which they come.
func candidatesOf(c *redeem.Corrector, reads ...string) (all []candidate) {
	for found := range c.Candidates(reads...) {
		all = append(all, revealed(found))
	}
	return all
}

// firstOf lists the first n candidates.
func firstOf(n int, c *redeem.Corrector, reads ...string) (first []candidate) {
	for found := range c.Candidates(reads...) {
		if first = append(first, revealed(found)); len(first) == n {
			break
		}
	}
	return first
}

// listed prints candidates as the tables have them: code, cost and edits.
func listed(all []candidate) (lines []string) {
	for _, c := range all {
		lines = append(lines, c.String())
	}
	return lines
}

// checkListed compares the candidates with a list of all of them, in which the
// order of those that cost the same does not matter.
func checkListed(t *testing.T, name string, c *redeem.Corrector, reads, want []string) {
	t.Helper()
	all := candidatesOf(c, reads...)
	got := listed(all)
	if !slices.IsSortedFunc(all, byCost) {
		t.Errorf("%s: candidates of %q come in the order %q", name, reads, got)
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(got))); diff != "" {
		t.Errorf("%s: candidates of %q:\n%s", name, reads, diff)
	}
}

// described prints what a Format was made of, except for its look-alikes.
func described(f *redeem.Format) string {
	s := f.Spec()
	name := "none"
	if s.Check != nil {
		name = s.Check.Name()
	}
	return fmt.Sprintf("{length %d, prefix %q, alphabet %q, check %s}", s.Length, s.Prefix, s.Alphabet, name)
}

func pair(read, meant byte, cost uint8) redeem.Pair {
	return redeem.Pair{Read: read, Meant: meant, Cost: cost}
}

// checkedWith returns a code with a certain symbol at the first check place.
func checkedWith(t testing.TB, f *redeem.Format, symbol byte) string {
	t.Helper()
	for n := range 100000 {
		code := draw.CheckedCode(t, f, n)
		for i := range code {
			if f.Spec().Check.IsCheck(i, len(code)) {
				if code[i] == symbol {
					return code
				}
				break
			}
		}
	}
	t.Fatalf("%s: no code with check character %q", described(f), symbol)
	return ""
}
