package redeem_test

import (
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/gen/ocrtable"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

func ocrLines(t *testing.T) []ocrdata.Line {
	t.Helper()
	lines, err := ocrdata.Load(ocrdata.Path)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// TestOCRAccuracy fits to half of the fonts and measures on the others, as
// whoever meets a font that the model has not seen would find it. The first
// place is measured by the mean over all orders of equal costs: with Luhn's
// weights, which every other symbol shares, many a misread has two candidates
// that no costs tell apart, the same two symbols in each other's place.
func TestOCRAccuracy(t *testing.T) {
	lines := ocrLines(t)
	ranks, err := ocrtable.Accuracy(lines)
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

func TestOCRDirected(t *testing.T) {
	l := redeem.Tesseract()
	for _, p := range []string{"0O", "5S", "JI", "9O", "9S", "8B", "1I"} {
		meant, read := p[0], p[1]
		cost, ok := l.Cost(read, meant)
		if !ok {
			t.Errorf("%c read as %c is not a pair", meant, read)
		}
		if back, ok := l.Cost(meant, read); ok && back <= cost {
			t.Errorf("%c read as %c costs %d, the other way round %d", meant, read, cost, back)
		}
	}
}
