package alike_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/reference"
)

// newModel makes a model as redeem.NewLookalikes does.
func newModel(t rapid.TB, pairs []redeem.Pair) *alike.Model {
	t.Helper()
	m := new(alike.Model)
	for _, p := range pairs {
		if !m.Add(p.Read, p.Meant, p.Cost) {
			t.Fatalf("Add refuses %c%c", p.Read, p.Meant)
		}
	}
	for _, p := range pairs {
		if m.Add(p.Read, p.Meant, p.Cost+1) {
			t.Fatalf("Add takes %c%c twice", p.Read, p.Meant)
		}
	}
	m.Sort()
	return m
}

// TestModel compares a model with the pairs that it is made of.
func TestModel(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		pairs := draw.Pairs(t)
		m := newModel(t, pairs)
		alphabet := draw.Alphabet(t)
		for read := range byte(128) {
			var meant []byte // in the alphabet, at the lowest cost
			lowest := 256
			own, cost := read > ' ' && read < 0x7F, 0
			for _, p := range pairs {
				if p.Read != read {
					continue
				}
				if got, ok := m.Cost(read, p.Meant); got != p.Cost || !ok {
					t.Errorf("Cost(%q, %q) = %d, %t, want %d", read, p.Meant, got, ok, p.Cost)
				}
				if p.Meant == read {
					cost = int(p.Cost)
				} else if strings.IndexByte(alphabet, p.Meant) >= 0 {
					if int(p.Cost) < lowest {
						meant, lowest = nil, int(p.Cost)
					}
					if int(p.Cost) == lowest {
						meant = append(meant, p.Meant)
					}
				}
			}
			if got, ok := m.Cost(read, read); ok != own || int(got) != cost {
				t.Errorf("Cost(%q, %q) = %d, %t, want %d, %t", read, read, got, ok, cost, own)
			}
			if strings.IndexByte(alphabet, read) < 0 {
				got, ok := m.Only(alphabet, read)
				if want := len(meant) == 1; ok != want || want && got != meant[0] {
					t.Errorf("Only(%q, %q) = %q, %t, want one of %q", alphabet, read, got, ok, meant)
				}
			}
			if own {
				if got, want := m.Class(read), reference.Skeleton(pairs, string(rune(read))); string(rune(got)) != want {
					t.Errorf("Class(%q) = %q, want %q", read, got, want)
				}
			}
		}
	})
}

// TestEach tests the order in which Each yields, and that a loop over it may
// stop early.
func TestEach(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		pairs := draw.Pairs(t)
		m := newModel(t, pairs)
		for read := range byte(128) {
			want := 0 // symbols
			if read > ' ' && read < 0x7F {
				want = 1
			}
			for _, p := range pairs {
				if p.Read == read && p.Meant != read {
					want++
				}
			}
			n, last, lastCost := 0, byte(0), -1
			m.Each(read, func(meant byte, cost int) bool {
				switch {
				case cost < lastCost, cost == lastCost && meant == read, cost == lastCost && last != read && meant <= last:
					t.Errorf("Each(%q) yields %q at %d behind %q at %d", read, meant, cost, last, lastCost)
				}
				n, last, lastCost = n+1, meant, cost
				return true
			})
			if n != want {
				t.Errorf("Each(%q) yields %d symbols, want %d", read, n, want)
			}
			calls := 0
			m.Each(read, func(byte, int) bool { calls++; return false })
			if calls != min(want, 1) {
				t.Errorf("Each(%q) goes on after it was stopped", read)
			}
		}
	})
}

// TestScoresDoNotAllocate is the promise of Probabilities, and that they sum to
// less than 1 and fall with the score.
func TestScoresDoNotAllocate(t *testing.T) {
	scores := make([]float64, 5)
	got := testing.AllocsPerRun(100, func() {
		copy(scores, []float64{90, 95, 60, 60, 0})
		alike.TesseractScores.Probabilities(scores)
	})
	if got != 0 {
		t.Errorf("%v allocations", got)
	}
	sum := 0.0
	for i, p := range scores {
		if sum += p; p <= 0 || i > 0 && p >= scores[i-1] {
			t.Errorf("probabilities %v", scores)
		}
	}
	if sum >= 1 {
		t.Errorf("the sum is %v", sum)
	}
	alike.TesseractScores.Probabilities(nil)
}
