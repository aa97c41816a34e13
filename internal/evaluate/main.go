// Command evaluate measures, on the reads of a real OCR engine, how well
// look-alikes bring back what was meant. Run it from the module's root:
//
//	go run ./internal/evaluate
//
// Each model that is fitted was fitted to one half of the fonts and is
// measured on the other: the halves are every other font, by name. It takes a
// few minutes; -few takes one in twenty lines for what Resolve decides.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/fit"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

func main() {
	few := flag.Bool("few", false, "take one in twenty lines for what Resolve decides")
	printed := flag.Bool("printed", false, "write only the table of package design: what each check scheme decides")
	flag.Parse()
	if err := evaluate(os.Stdout, *few, *printed); err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		os.Exit(2)
	}
}

// half is one half of the fonts, and a model fitted to the other.
type half struct {
	all    []ocrdata.Line
	lines  []ocrdata.Line // to measure on
	fitted *redeem.Lookalikes
}

func evaluate(w io.Writer, few, printed bool) error {
	lines, err := ocrdata.Load(ocrdata.Path)
	if err != nil {
		return err
	}
	parts := ocrdata.Halves(lines)
	var halves [2]half
	for i := range halves {
		m, err := fit.Fit(ocrdata.Examples(parts[1-i]), fit.Options{})
		if err != nil {
			return err
		}
		l, err := m.Lookalikes()
		if err != nil {
			return err
		}
		halves[i] = half{parts[i], parts[i], l}
	}
	if printed {
		writePrinted(w, &halves)
		return nil
	}
	writeRanks(w, &halves)
	writeSchemes(w, &halves)
	if few {
		for i := range halves {
			halves[i].lines = ocrdata.Sample(halves[i].all, 20)
		}
	}
	writeDecisions(w, &halves)
	writeReads(w, &halves)
	writeTimes(w, halves[0])
	return nil
}
