package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

// decide lets Correctors with the fitted models decide both halves.
func decide(halves *[2]half, c redeem.Corrector, keep func(ocrdata.Line) []string) ocrdata.Decisions {
	var both [2]ocrdata.Decisions
	var wait sync.WaitGroup
	for i, h := range halves {
		wait.Go(func() {
			c := c
			c.Lookalikes = h.fitted
			both[i] = ocrdata.Decide(&c, h.lines, keep)
		})
	}
	wait.Wait()
	both[0].Add(both[1])
	return both[0]
}

func writeDecisions(w io.Writer, halves *[2]half) {
	fmt.Fprint(w, `
## What Resolve decides

Codes with a Luhn mod 36 check character, both halves together, each with the model of the other. A read that is
capped, tied, or has less than the margin demanded is undecided.
`)
	for _, indels := range []int{0, 1, 2} {
		c := redeem.Corrector{Format: ocrdata.Format(ocrdata.Scheme), MaxIndels: indels}
		misreads := decide(halves, c, ocrdata.Misreads)
		exact := decide(halves, c, ocrdata.Exact)
		all := misreads
		all.Add(exact)
		fmt.Fprintf(w, "\nMaxIndels %d, %.0f misreads of any length and %.0f exact reads:\n\n", indels, misreads.Reads, exact.Reads)
		fmt.Fprint(w, "| margin demanded | misreads right | wrong | undecided | wrong of decided | exact reads right | wrong | wrong of all decided |\n|---|---|---|---|---|---|---|---|\n")
		for _, margin := range []int{1, 2, 4, 6, 8, 10, 11, 12, 13, 14, 16, 20, 24} {
			right, wrong := misreads.At(margin)
			exactRight, exactWrong := exact.At(margin)
			allRight, allWrong := all.At(margin)
			fmt.Fprintf(w, "| %d | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.4f |\n", margin, right, wrong, 1-right-wrong,
				wrong/(right+wrong), exactRight, exactWrong, allWrong/(allRight+allWrong))
		}
		fmt.Fprintln(w)
		writeLeast(w, "misreads", &misreads, false)
		writeLeast(w, "decided misreads", &misreads, true)
		writeLeast(w, "all decided reads, exact ones included", &all, true)
	}
}

func writeLeast(w io.Writer, of string, d *ocrdata.Decisions, decided bool) {
	margin := d.Least(0.02, decided)
	if margin == 0 {
		fmt.Fprintf(w, "* At no margin are wrong ones below 2 %% of %s.\n", of)
		return
	}
	right, wrong := d.At(margin)
	fmt.Fprintf(w, "* Wrong ones are below 2 %% of %s from margin %d on: right %.3f, wrong %.4f.\n", of, margin, right, wrong)
}

func writeReads(w io.Writer, halves *[2]half) {
	fmt.Fprint(w, `
## What another read buys

A simulation: no code was read twice. The first read is a misread of the right length; in the others each symbol is
shown as in some picture of the same font and level, drawn for this symbol alone. What spoils all symbols of a picture
together is not in it, so the next frame of a camera is worth less.

| reads | margin demanded | Luhn mod 36: right | wrong | no check character: right | wrong |
|---|---|---|---|---|---|
`)
	for _, n := range []int{1, 2, 3} {
		var checked, unchecked ocrdata.Decisions
		for _, h := range halves {
			for _, to := range []struct {
				d *ocrdata.Decisions
				c redeem.Corrector
			}{
				{&checked, redeem.Corrector{Format: ocrdata.Format(ocrdata.Scheme), Lookalikes: h.fitted}},
				{&unchecked, redeem.Corrector{Lookalikes: h.fitted}},
			} {
				again := ocrdata.NewAgain(h.all)
				to.d.Add(ocrdata.Decide(&to.c, h.lines, func(l ocrdata.Line) []string { return again.Reads(l, n) }))
			}
		}
		for _, margin := range []int{1, 6, 12, 18, 24} {
			right, wrong := checked.At(margin)
			uncheckedRight, uncheckedWrong := unchecked.At(margin)
			fmt.Fprintf(w, "| %d | %d | %.3f | %.3f | %.3f | %.3f |\n", n, margin, right, wrong, uncheckedRight, uncheckedWrong)
		}
	}
}

func writeTimes(w io.Writer, h half) {
	fmt.Fprint(w, `
## What it costs

Mean time of Resolve for a misread of any length, in times of Parse for a code in the same run:

`)
	lines := ocrdata.Sample(h.all, 10)
	start := time.Now()
	const rounds = 100
	for range rounds {
		for _, l := range lines {
			if _, err := redeem.Parse(l.Truth); err != nil {
				panic(err)
			}
		}
	}
	parse := float64(time.Since(start)) / float64(rounds*len(lines))
	for _, indels := range []int{0, 1, 2} {
		for _, of := range []struct {
			name   string
			format *redeem.Format
		}{{"no check character", redeem.GiftCard()}, {"Luhn mod 36", ocrdata.Format(ocrdata.Scheme)}} {
			c := redeem.Corrector{Format: of.format, Lookalikes: h.fitted, MaxIndels: indels}
			start := time.Now()
			d := ocrdata.Decide(&c, lines, ocrdata.Misreads)
			fmt.Fprintf(w, "* %s, MaxIndels %d: %.0f\n", of.name, indels, float64(time.Since(start))/d.Reads/parse)
		}
	}
}
