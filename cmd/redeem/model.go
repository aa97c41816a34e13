package main

import (
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

const modelHelp = `-model chooses which characters look alike, and at what cost. article is the issuer's
list of nine pairs, and ts1292 its older list of sixteen, each at cost 1. crockford
has the nine pairs, and reads I and L as 1 and O as 0. ocr is fitted to misreads of
Tesseract, and paddle to those of a neural engine. Any other name is that of a file,
such as redeem fit writes, whose lines have columns with a tab between them:
  read  meant  cost   a character read as read may have been meant as meant
  dropped  cost       a character that was not read at all
  added  cost         a character read where there is none
  doubled  cost       one read as two that look like it, besides their costs
  swapped  cost       two neighbours in the wrong order; without it, as dropped
  unit  nats          what one unit of cost is worth, for probabilities
  uncovered  share    how much weighs what the model does not hold, 0 to 1
Costs are 0 to 255, the dearer the less likely. A character is itself at cost 0
unless a line says otherwise. Of dropped, added and doubled there are all or none.
Empty lines do not count, nor do those that begin with # and not with # and tab.
`

// formatWith returns the format with the look-alikes of a model, and the model.
// If one of them is wrong, it says so and returns another status than exitOK.
func (c *call) formatWith(flags *ruleflags.Format, model string) (format *redeem.Format, lookalikes *redeem.Lookalikes, status int) {
	lookalikes, err := ruleflags.LoadModel(model)
	if err != nil {
		return nil, nil, c.failed("reading the model", err)
	}
	flags.Spec.Lookalikes = lookalikes
	format, wrong := flags.Make(c.flags)
	if wrong != "" {
		return nil, nil, c.misused(wrong)
	}
	return format, lookalikes, exitOK
}
