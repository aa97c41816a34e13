package main

import (
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/fit"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

// curve is what a number of reads of one's own engine is worth.
type curve struct {
	reads          int // 0 = a foreign model
	first, first16 float64
}

const draws = 5 // of each number of reads

// learn fits models to more and more reads of an engine, and measures them on fonts
// that they have not seen. The first point is that of a model of another engine.
func learn(e *engine, foreign *redeem.Lookalikes) ([]curve, error) {
	var points []curve
	var questions [2][]ocrdata.Question
	for i, frames := range e.halves {
		questions[i] = ocrdata.Questions(frames, ocrdata.Way{Frames: 1})
	}
	for _, reads := range []int{0, 30, 100, 300, 1000} {
		var outcomes []ocrdata.Outcome
		random := rand.New(rand.NewPCG(7, 8))
		for range draws {
			for i := range e.halves {
				m := ocrdata.NewModel(foreign)
				if reads > 0 {
					of := e.halves[1-i]
					var drawn []ocrdata.Frame
					for _, j := range random.Perm(len(of))[:reads] {
						drawn = append(drawn, of[j])
					}
					var err error
					if m, err = ocrdata.Fit(drawn, e.options, fit.Odds{}); err != nil {
						return nil, err
					}
				}
				outcomes = append(outcomes, ocrdata.Outcomes(m, questions[i])...)
			}
			if reads == 0 {
				break
			}
		}
		_, first, first16 := ocrdata.Among(outcomes, misread)
		points = append(points, curve{reads, first, first16})
	}
	return points, nil
}

func writeCurve(w io.Writer, e *engine) error {
	points, err := learn(e, redeem.Tesseract())
	if err != nil {
		return err
	}
	fmt.Fprintf(w, `
## How many reads a model needs

Of the neural engine, text of one frame; the mean over %d draws of reads from the other half of the fonts. Models start
from Tesseract(), as those of redeem fit do.

| fitted to | first | first 16 |
|---|---|---|
`, draws)
	for _, p := range points {
		name := fmt.Sprintf("%d reads of the engine", p.reads)
		if p.reads == 0 {
			name = "Tesseract(), another engine"
		}
		fmt.Fprintf(w, "| %s | %.3f | %.3f |\n", name, p.first, p.first16)
	}
	return nil
}
