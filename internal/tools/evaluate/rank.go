package main

import (
	"fmt"
	"io"
	"sync"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

// rank measures models on both halves, on one line in every.
func rank(e *engine, every int, scheme string, model func(half int) *redeem.Lookalikes, lines func([]ocrdata.Line) []ocrdata.Line) [2]ocrdata.Ranks {
	var ranks [2]ocrdata.Ranks
	var wait sync.WaitGroup
	for i, frames := range e.halves {
		wait.Go(func() {
			ranks[i] = ocrdata.Rank(model(i), lines(ocrdata.Sample(ocrdata.Lines(frames), every)), scheme)
		})
	}
	wait.Wait()
	return ranks
}

func (e *engine) fitted(half int) *redeem.Lookalikes { return e.models[half].Lookalikes }

func always(l *redeem.Lookalikes) func(int) *redeem.Lookalikes {
	return func(int) *redeem.Lookalikes { return l }
}

func asTheyAre(lines []ocrdata.Line) []ocrdata.Line { return lines }

// writeModels compares the models on the reads that Tesseract's is fitted to.
func writeModels(w io.Writer, e *engine, every int) {
	fmt.Fprint(w, `
## Models, on ocr.tsv.gz

Misreads of the right length, codes with a Luhn mod 36 check character. Candidates of equal cost come in any order:
the mean over all orders, and in brackets the worst.

| model | fonts | misreads | first | first 4 | first 16 | first 16 without the check character, the read left out |
|---|---|---|---|---|---|---|
`)
	for _, model := range []struct {
		name string
		of   func(int) *redeem.Lookalikes
	}{
		{"fitted to the other half", e.fitted},
		{"SupportArticle", always(redeem.SupportArticle())},
		{"SupportTS1292", always(redeem.SupportTS1292())},
	} {
		ranks := rank(e, every, ocrdata.Scheme, model.of, asTheyAre)
		writeRank(w, model.name+" | first half", ranks[0])
		writeRank(w, model.name+" | second half", ranks[1])
		writeRank(w, model.name+" | mean", ocrdata.Mean(ranks[0], ranks[1]))
	}
}

func writeRank(w io.Writer, name string, r ocrdata.Ranks) {
	fmt.Fprintf(w, "| %s | %d", name, r.Misreads)
	for _, s := range []ocrdata.Share{r.First, r.First4, r.First16, r.Unchecked16} {
		fmt.Fprintf(w, " | %.3f (%.3f)", s.Mean, s.Worst)
	}
	fmt.Fprintf(w, " |\n")
}

func writeSchemes(w io.Writer, e *engine, every int) {
	fmt.Fprint(w, `
## What a check scheme is worth

The same misreads with check characters of two schemes, both read right. Luhn weighs every other symbol alike: 0 read
as O in one place and O as 0 in another may have been the other way round, and no cost tells them apart.

| scheme | first | first 4 | first 16 |
|---|---|---|---|
`)
	for _, scheme := range []string{ocrdata.Scheme, "iso7064-mod-37-36"} {
		ranks := rank(e, every, scheme, e.fitted, func(lines []ocrdata.Line) []ocrdata.Line {
			return ocrdata.Rechecked(lines, scheme)
		})
		mean := ocrdata.Mean(ranks[0], ranks[1])
		fmt.Fprintf(w, "| %s", scheme)
		for _, s := range []ocrdata.Share{mean.First, mean.First4, mean.First16} {
			fmt.Fprintf(w, " | %.3f (%.3f)", s.Mean, s.Worst)
		}
		fmt.Fprintf(w, " |\n")
	}
}
