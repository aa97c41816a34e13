package main

import (
	"fmt"
	"io"

	"github.com/redeemkit/redeem/internal/fit"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

// wrong is the share of decisions that may be wrong.
const wrong = 0.01

func misread(q *ocrdata.Question) bool { return q.Misread() }

// whole is for questions without a frame that was read at another length.
func whole(q *ocrdata.Question) bool { return q.Misread() && q.Lost == 0 }

func wholeOnly(outcomes []ocrdata.Outcome) []ocrdata.Outcome {
	var only []ocrdata.Outcome
	for _, o := range outcomes {
		if o.Question.Lost == 0 {
			only = append(only, o)
		}
	}
	return only
}

// asks returns what a way asks with.
func asks(way ocrdata.Way) string {
	what := "text"
	if way.Alternatives {
		what = "alternatives"
	}
	if way.Indels > 0 {
		what += fmt.Sprintf(", MaxIndels %d", way.Indels)
	}
	if way.Frames == 1 {
		return "one frame, " + what
	}
	return fmt.Sprintf("%d frames, %s", way.Frames, what)
}

func writeAccuracy(w io.Writer, engines []*engine) {
	fmt.Fprintf(w, `## What was meant, and what can be decided

Codes with a Luhn mod 36 check character, fonts that the model was not fitted to. Misreads are first frames of 16 characters
that are read wrong; frames of another length are left out, unless MaxIndels allows for it, and a card of which none is left
out is whole. First is how often what was meant comes first among the candidates, those of equal cost in any order. Decided right is the share of
all reads of 16 characters, right ones included, if the least probability is demanded with which at most %.0f %% of the
decisions are wrong.

| engine | asked with | misreads | first | first 16 | decided right | at | of whole cards | first | first 16 | decided right |
|---|---|---|---|---|---|---|---|---|---|---|
`, 100*wrong)
	for _, e := range engines {
		for i, way := range e.ways {
			n, first, first16 := ocrdata.Among(e.asked[i], misread)
			wholes, wholeFirst, whole16 := ocrdata.Among(e.asked[i], whole)
			share, demanded := ocrdata.Decided(e.asked[i], wrong)
			wholeShare, _ := ocrdata.Decided(wholeOnly(e.asked[i]), wrong)
			fmt.Fprintf(w, "| %s | %s | %d | %.3f | %.3f | %.3f | %.3f | %d | %.3f | %.3f | %.3f |\n", e.name, asks(way),
				n, first, first16, share, demanded, wholes, wholeFirst, whole16, wholeShare)
		}
	}
}

func writeReliability(w io.Writer, engines []*engine) {
	fmt.Fprint(w, `
## Whether probabilities can be believed

Of all reads of 16 characters: the probability of the best code, and how often that is right. Unit and uncovered share
are those that the other half of the fonts yields. Both halves are pooled.

| engine | asked with | units | uncovered | calibration error |`)
	for bin := range len(fit.Reliability{}) {
		fmt.Fprintf(w, " to %.1f |", float64(bin+1)/10)
	}
	fmt.Fprintf(w, "\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, e := range engines {
		for i, way := range e.ways {
			r := ocrdata.Reliability(e.asked[i])
			x, y := e.models[0].Odds, e.models[1].Odds
			fmt.Fprintf(w, "| %s | %s | %.3f, %.3f | %.1g, %.1g | %.3f |", e.name, asks(way), x.Unit, y.Unit, x.Uncovered, y.Uncovered, r.Error())
			for _, bin := range r {
				if bin.Answers == 0 {
					fmt.Fprint(w, " |")
					continue
				}
				fmt.Fprintf(w, " %.2f of %.0f |", bin.Right/bin.Answers, bin.Answers)
			}
			fmt.Fprintln(w)
		}
	}
}

// writeRepeats tells what repeats from frame to frame.
func writeRepeats(w io.Writer, engines []*engine) {
	fmt.Fprint(w, `
## What repeats from frame to frame

Frames of a card share print, ink and scratches, and differ in perspective, blur, light and noise. Equal reads are two
frames of a card, one after the other, that read the same 16 characters; places are those that the first of them
reads wrong.

| engine | equal reads | of them wrong | places misread | the same again | otherwise | right |
|---|---|---|---|---|---|---|
`)
	for _, e := range engines {
		r := e.repeats()
		of := func(n int) float64 { return float64(n) / float64(r.Misread) }
		fmt.Fprintf(w, "| %s | %d | %d | %d | %.2f | %.2f | %.2f |\n", e.name, r.Equal, r.EqualWrong, r.Misread,
			of(r.Same), of(r.Misread-r.Same-r.Right), of(r.Right))
	}
}

func (e *engine) repeats() ocrdata.Repeats {
	var r ocrdata.Repeats
	for _, frames := range e.halves {
		r.Add(ocrdata.Questions(frames, ocrdata.Way{Frames: 2}))
	}
	return r
}

// writeLengths tells what becomes of reads that are a character too short or too
// long.
func writeLengths(w io.Writer, engines []*engine) {
	fmt.Fprint(w, `
## Reads of another length

One frame that was read as 15 or 17 characters, MaxIndels 1. Probability is a lower bound then. A check character says
what was dropped only if it is known where, so that a read too short hardly ever comes back from one frame.

| engine | asked with | reads | best right | wrong | of those with 0.9 or more: right | wrong |
|---|---|---|---|---|---|---|
`)
	for _, e := range engines {
		for _, way := range e.ways[:2] {
			var n, right, wrong, sureRight, sureWrong int
			for _, o := range e.outcomes(func(frames []ocrdata.Frame) []ocrdata.Question {
				return ocrdata.Misaligned(frames, way.Alternatives)
			}) {
				n++
				sure := o.Probability >= 0.9
				switch {
				case o.Right == 1:
					right++
					if sure {
						sureRight++
					}
				case o.Probability > 0:
					wrong++
					if sure {
						sureWrong++
					}
				}
			}
			fmt.Fprintf(w, "| %s | %s | %d | %d | %d | %d | %d |\n", e.name, asks(way), n, right, wrong, sureRight, sureWrong)
		}
	}
}
