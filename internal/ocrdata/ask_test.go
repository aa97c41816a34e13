package ocrdata

import (
	"math"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/fit"
)

// TestReference compares what the library says to questions about real reads with
// an answer from the definition: the place of the truth among the candidates, the
// cost of the best one, and its probability. The sample asks each question with one
// of two units, by turns.
func TestReference(t *testing.T) {
	const uncovered = 0.001
	for _, engine := range []string{PaddleOCR, Tesseract} {
		frames := mustLoadFrames(t, engine)
		for _, f := range frames {
			if fit.AreScores(f.Alternatives) {
				fit.ToProbabilities(f.Alternatives, &alike.TesseractScores)
			}
		}
		for _, way := range Ways[:6] { // the others are asked with MaxIndels, which it does not know
			for i, q := range Sample(Questions(frames, way), exhaustive.Pick(120, 4)) {
				units := []float64{0.25, 0.21}
				if !exhaustive.On() {
					units = units[i%2:][:1]
				}
				for _, unit := range units {
					l := redeem.PaddleOCR().WithUnit(unit).WithUncovered(uncovered)
					m := NewModel(l)
					got := m.ask(&q)
					want, truth, ok := reference(l, unit, &q)
					if ok != (got.Probability > 0) {
						t.Errorf("%s, %+v: answered %v", engine, way, got.Probability > 0)
						continue
					}
					if !ok {
						continue
					}
					if p := want.Probability(uncovered); math.Abs(got.Probability-p) > 1e-9+1e-9*p {
						t.Errorf("%s, %+v, unit %v: probability %v, want %v", engine, way, unit, got.Probability, p)
					}
					if truth.cheaper+truth.tied <= 16 && got.truth != truth || got.truth.tied > 0 && got.truth != truth {
						t.Errorf("%s, %+v, unit %v: the truth is %+v, want %+v", engine, way, unit, got.truth, truth)
					}
				}
			}
		}
	}
}
