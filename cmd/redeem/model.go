package main

import (
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

const modelHelp = `-model chooses which characters look alike, and at what cost. article is the issuer's
list of nine pairs, and ts1292 its older list of sixteen, each at cost 1. crockford
has the nine pairs, and reads I and L as 1 and O as 0. ocr is fitted to misreads of
Tesseract, and paddle to those of a neural engine. Any other name is a file, such as
redeem fit writes. Its lines have columns with a tab between them:
  read  meant  cost   the character read may have been meant as the character meant
  dropped  cost       a character that was not read at all
  added  cost         a character that was read where there is none
  doubled  cost       one character that was read as two, besides their costs
  swapped  cost       two neighbors in the wrong order; by default as for dropped
  unit  nats          the worth of one unit of cost, for probabilities
  uncovered  share    the weight of misreads that the model does not know, 0 to 1
Costs are 0 to 255, and a higher cost is less likely. A character is itself at cost 0
unless a line says otherwise. A file has all of dropped, added and doubled, or none.
Empty lines and comments do not count. A comment begins with # that no tab follows.
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
