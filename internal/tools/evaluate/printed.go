package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/fit"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

// wrongShare is the share of misreads that may be decided wrongly.
const wrongShare = 0.01

// evaluatePrinted writes, as the lines of a table in Go, the share of misreads
// that are decided right and wrong in codes with each check scheme. Each half of
// the fonts is read with the model that is fitted to the other. The module's
// root is in a folder.
func evaluatePrinted(w io.Writer, root string) error {
	lines, err := ocrdata.Load(filepath.Join(root, ocrdata.Path))
	if err != nil {
		return err
	}
	halves := ocrdata.Halves(lines)
	var models [2]*redeem.Lookalikes
	for i := range models {
		m, err := fit.Fit(ocrdata.Examples(ocrdata.Frames(halves[1-i])), fit.Options{})
		if err != nil {
			return err
		}
		if models[i], err = m.Lookalikes(); err != nil {
			return err
		}
	}
	for s := range checkdigit.All() {
		if !strings.Contains(s.Alphabet(), "X") || !strings.Contains(s.Alphabet(), "7") {
			continue // no code in the pictures is of its alphabet
		}
		var both ocrdata.Decisions
		for i, half := range halves {
			both.Add(ocrdata.Printed(models[i], ocrdata.NewAgain(half), half, s.Name()))
		}
		margin := both.Least(wrongShare, false)
		right, wrong := both.At(margin)
		fmt.Fprintf(w, "\t%q: {%.0f, %d, %.3f, %.3f},\n", s.Name(), both.Reads, margin, right, wrong)
	}
	return nil
}
