package redeem

import (
	"math"
	"testing"
)

// TestModelOptions asserts that a model has each option that was set, and that values
// that make no sense become those that the documentation names.
func TestModelOptions(t *testing.T) {
	for _, test := range []struct {
		name                 string
		got                  *Lookalikes
		dropped, swapped     uint8
		unit, uncoveredShare float64
	}{
		{"nothing set", SupportArticle(), 3, 3, 0, 0},
		{"swapping as dropping", SupportArticle().WithIndels(Indels{Dropped: 5, Added: 6, Doubled: 7}), 5, 5, 0, 0},
		{"swapping set", SupportArticle().WithIndels(Indels{Dropped: 5, Added: 6, Doubled: 7, Swapped: 1}), 5, 1, 0, 0},
		{"a unit", SupportArticle().WithUnit(0.25), 3, 3, 0.25, 0},
		{"a negative unit", SupportArticle().WithUnit(-0.25), 3, 3, 0, 0},
		{"no number for a unit", SupportArticle().WithUnit(math.NaN()), 3, 3, 0, 0},
		{"an infinite unit", SupportArticle().WithUnit(math.Inf(1)), 3, 3, 0, 0},
		{"a share", SupportArticle().WithUncovered(0.01), 3, 3, 0, 0.01},
		{"all", SupportArticle().WithUncovered(1), 3, 3, 0, 1},
		{"more than all", SupportArticle().WithUncovered(math.Inf(1)), 3, 3, 0, 1},
		{"less than nothing", SupportArticle().WithUncovered(-0.01), 3, 3, 0, 0},
		{"no number for a share", SupportArticle().WithUncovered(math.NaN()), 3, 3, 0, 0},
		{"all of it", SupportArticle().WithUnit(2).WithUncovered(0.5).WithIndels(Indels{Dropped: 9}).WithAny(8), 9, 9, 2, 0.5},
	} {
		m := test.got.model()
		if m.Dropped != test.dropped || m.Swapped != test.swapped || m.Unit != test.unit || m.Uncovered != test.uncoveredShare {
			t.Errorf("%s: dropped %d, swapped %d, unit %v, uncovered %v", test.name, m.Dropped, m.Swapped, m.Unit, m.Uncovered)
		}
	}
	if l, err := SupportArticle().WithUnit(2).WithUncovered(0.5).WithPairs(Pair{'I', '1', 200}); err != nil || l.model().Unit != 2 || l.model().Uncovered != 0.5 || l.model().Dropped != 3 {
		t.Errorf("WithPairs changes other options: %v", err)
	}
}
