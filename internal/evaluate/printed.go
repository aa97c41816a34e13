package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

// wrongShare is the share of misreads that may be decided wrongly.
const wrongShare = 0.01

// writePrinted writes, as the lines of a table in Go, the share of misreads that
// are decided right and wrong in codes with each check scheme.
func writePrinted(w io.Writer, halves *[2]half) {
	for s := range checkdigit.All() {
		if !strings.Contains(s.Alphabet(), "X") || !strings.Contains(s.Alphabet(), "7") || s.States() > 2_000 {
			continue // no code in the pictures is of its alphabet, or no format can have it
		}
		var both ocrdata.Decisions
		for _, h := range halves {
			both.Add(ocrdata.Printed(h.fitted, ocrdata.NewAgain(h.all), h.lines, s.Name()))
		}
		margin := both.Least(wrongShare, false)
		right, wrong := both.At(margin)
		fmt.Fprintf(w, "\t%q: {%.0f, %d, %.3f, %.3f},\n", s.Name(), both.Reads, margin, right, wrong)
	}
}
