package redeem_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/gen/ocrtable"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

// maxPairCost is a quarter of the engine's limit: codes with several of the
// dearest misreads are still found.
const maxPairCost = (127 + 1) / 4

// fitted are the built-in models that are fitted to reads.
var fitted = map[string]*redeem.Lookalikes{"Tesseract": redeem.Tesseract(), "PaddleOCR": redeem.PaddleOCR()}

// TestFitted holds the tables to what NewLookalikes makes of their pairs: the
// same meanings in the same order, and the same skeletons.
func TestFitted(t *testing.T) {
	for name, l := range fitted {
		t.Run(name, func(t *testing.T) { testFitted(t, l) })
	}
}

func testFitted(t *testing.T, l *redeem.Lookalikes) {
	type meaning struct {
		Meant byte
		Cost  int
	}
	meanings := func(l *redeem.Lookalikes, read byte) (all []meaning) {
		for meant, cost := range l.Of(read) {
			all = append(all, meaning{meant, cost})
		}
		return all
	}
	const symbols = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	var pairs []redeem.Pair
	for read := byte('!'); read <= '~'; read++ {
		all := meanings(l, read)
		if len(all) == 1 && all[0] == (meaning{read, 0}) {
			continue // a symbol that looks like no other
		}
		for _, m := range all {
			pairs = append(pairs, redeem.Pair{Read: read, Meant: m.Meant, Cost: uint8(m.Cost)})
			if m.Cost > maxPairCost {
				t.Errorf("%c read as %c costs %d", m.Meant, read, m.Cost)
			}
		}
	}
	for _, symbol := range []byte(symbols) {
		if cost, ok := l.Cost(symbol, symbol); !ok || cost != 0 {
			t.Errorf("%c read as itself costs %d, %v", symbol, cost, ok)
		}
		if n := len(meanings(l, symbol)); n == 0 || n > 8 {
			t.Errorf("%c has %d meanings", symbol, n)
		}
	}

	same := draw.ModelOf(t, pairs...)
	one := redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: symbols})
	for read := byte('!'); read <= '~'; read++ {
		if diff := cmp.Diff(meanings(same, read), meanings(l, read)); diff != "" {
			t.Errorf("%c: the table is not what NewLookalikes makes of its pairs:\n%s", read, diff)
		}
	}
	for _, symbol := range symbols {
		c := codeIn(t, one, string(symbol))
		if want, got := same.Skeleton(c), l.Skeleton(c); got != want {
			t.Errorf("%c has the skeleton %s, want %s", symbol, redeem.Plain(got), redeem.Plain(want))
		}
	}
}

// TestFittedIndels is the price of characters that are missing, too many, two for
// one, or in the wrong order: something, and within the engine's limit with MaxIndels.
func TestFittedIndels(t *testing.T) {
	for name, l := range fitted {
		for _, tt := range []struct{ name, read string }{
			{"dropped", "X8K49FJ2MZQ7WPT"},
			{"added", "X8KD49FJ2MZQ7WPT9"},
			{"doubled", "X8KD49FJ2MZQ7WPTT"},
		} {
			c := &redeem.Corrector{Lookalikes: l, MaxIndels: 1}
			if r := c.Resolve(tt.read); r.Verdict == redeem.VerdictNone || r.Best.Cost == 0 || r.Best.Cost > 63 {
				t.Errorf("%s, %s: %+v", name, tt.name, r)
			}
		}
	}
}

func tesseractLines(t *testing.T) []ocrdata.Line {
	t.Helper()
	lines, err := ocrdata.Load(ocrdata.Path)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// TestTesseractAccuracy fits to half of the fonts and measures on the others, as
// whoever meets a font that the model has not seen would find it. The first
// place is measured by the mean over all orders of equal costs: with Luhn's
// weights, which every other symbol shares, many a misread has two candidates
// that no costs tell apart, the same two symbols in each other's place.
func TestTesseractAccuracy(t *testing.T) {
	lines := tesseractLines(t)
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

// TestFittedDirected has pairs that an engine takes for each other, and how the
// engines differ.
func TestFittedDirected(t *testing.T) {
	for name, pairs := range map[string][]string{
		"Tesseract": {"0O", "5S", "JI", "9O", "9S", "8B", "1I"},
		"PaddleOCR": {"O0", "VU", "I1", "Y9"},
	} {
		l := fitted[name]
		for _, p := range pairs {
			meant, read := p[0], p[1]
			cost, ok := l.Cost(read, meant)
			if !ok {
				t.Errorf("%s: %c read as %c is not a pair", name, meant, read)
			}
			if back, ok := l.Cost(meant, read); ok && back <= cost {
				t.Errorf("%s: %c read as %c costs %d, the other way round %d", name, meant, read, cost, back)
			}
		}
	}
}
