package main

import (
	"fmt"
	"io"
	"sync"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

// rank measures models on both halves.
func rank(halves *[2]half, scheme string, model func(half) *redeem.Lookalikes, lines func(half) []ocrdata.Line) [2]ocrdata.Ranks {
	var ranks [2]ocrdata.Ranks
	var wait sync.WaitGroup
	for i, h := range halves {
		wait.Go(func() { ranks[i] = ocrdata.Rank(model(h), lines(h), scheme) })
	}
	wait.Wait()
	return ranks
}

func writeRanks(w io.Writer, halves *[2]half) {
	fmt.Fprint(w, `## What was meant, among the candidates

Misreads of the right length, codes with a Luhn mod 36 check character. Candidates of equal cost come in any order:
the mean over all orders, and in brackets the worst.

| model | fonts | misreads | first | first 4 | first 16 | first 16 without the check character, the read left out |
|---|---|---|---|---|---|---|
`)
	models := []struct {
		name string
		of   func(half) *redeem.Lookalikes
	}{
		{"fitted to the other half", fitted},
		{"SupportArticle", func(half) *redeem.Lookalikes { return redeem.SupportArticle() }},
		{"SupportTS1292", func(half) *redeem.Lookalikes { return redeem.SupportTS1292() }},
	}
	for _, model := range models {
		ranks := rank(halves, ocrdata.Scheme, model.of, all)
		writeRank(w, model.name+" | first half", ranks[0])
		writeRank(w, model.name+" | second half", ranks[1])
		writeRank(w, model.name+" | mean", ocrdata.Mean(ranks[0], ranks[1]))
	}
}

func fitted(h half) *redeem.Lookalikes { return h.fitted }

func all(h half) []ocrdata.Line { return h.all }

func writeRank(w io.Writer, name string, r ocrdata.Ranks) {
	fmt.Fprintf(w, "| %s | %d", name, r.Misreads)
	for _, s := range []ocrdata.Share{r.First, r.First4, r.First16, r.Unchecked16} {
		fmt.Fprintf(w, " | %.3f (%.3f)", s.Mean, s.Worst)
	}
	fmt.Fprintf(w, " |\n")
}

func writeSchemes(w io.Writer, halves *[2]half) {
	fmt.Fprint(w, `
## What a check scheme is worth

The same misreads with another check character, shown as the engine showed one like it in the same font and level.
Luhn weighs every other symbol alike: 0 read as O in one place and O as 0 in another may have been the other way
round, and no cost tells them apart.

| scheme | first | first 4 | first 16 |
|---|---|---|---|
`)
	for _, scheme := range []string{ocrdata.Scheme, "iso7064-mod-37-36"} {
		ranks := rank(halves, scheme, fitted, func(h half) []ocrdata.Line {
			return ocrdata.NewAgain(h.all).Rechecked(h.all, scheme)
		})
		mean := ocrdata.Mean(ranks[0], ranks[1])
		fmt.Fprintf(w, "| %s", scheme)
		for _, s := range []ocrdata.Share{mean.First, mean.First4, mean.First16} {
			fmt.Fprintf(w, " | %.3f (%.3f)", s.Mean, s.Worst)
		}
		fmt.Fprintf(w, " |\n")
	}
}
