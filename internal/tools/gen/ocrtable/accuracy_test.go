package ocrtable

import (
	"path/filepath"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

// TestTesseractAccuracy fits to half of the fonts and measures on the others, as
// whoever meets a font that the model has not seen would find it. The first
// place is measured by the mean over all orders of equal costs: with Luhn's
// weights, which every other symbol shares, many a misread has two candidates
// that no costs tell apart, the same two symbols in each other's place.
func TestTesseractAccuracy(t *testing.T) {
	lines, err := ocrdata.Load(filepath.Join("..", "..", "..", "..", ocrdata.Path))
	if err != nil {
		t.Fatal(err)
	}
	ranks, err := Accuracy(lines)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name         string
		got, atLeast float64
	}{
		{"first", ranks.First.Mean, 0.56},
		{"among the first 4, at worst", ranks.First4.Worst, 0.74},
		{"among the first 16, at worst", ranks.First16.Worst, 0.81},
		{"among the first 16 without a check character, at worst", ranks.Unchecked16.Worst, 0.61},
	} {
		if tt.got < tt.atLeast {
			t.Errorf("what was meant is %s in %.3f of the misreads, want %.2f", tt.name, tt.got, tt.atLeast)
		}
	}
	for name, l := range map[string]*redeem.Lookalikes{"SupportArticle": redeem.SupportArticle(), "SupportTS1292": redeem.SupportTS1292()} {
		if r := ocrdata.Rank(l, lines, ocrdata.Scheme); ranks.First.Worst < r.First.Mean || ranks.First16.Worst < r.First16.Mean {
			t.Errorf("%s is better: %+v and %+v", name, r, ranks)
		}
	}
}
