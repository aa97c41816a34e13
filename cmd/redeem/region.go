package main

import (
	"flag"

	"github.com/redeemkit/redeem"
)

var regionCommand = command{
	name:  "region",
	about: "look up countries, regions and storefronts, and compare them",
	args:  "[region ...]",
	intro: `Region looks up countries and regions: codes of two letters, three letters or
three digits, or storefronts such as 143457 or 143457-2,29. White space around a
line does not count. With -storefront each input is the region of a card. A card
can be redeemed only in the storefront of its own region.
`,
	help: `Columns, with a tab between them:
  1  number of the input, from 1
  2  ok, or the reason why it was refused
  3  the code of two letters; empty if refused
  4  the code of three letters; empty if refused
  5  the storefront's number; empty if refused or if the region has none
With -json: {"input":1,"result":"ok","alpha2":"NO","alpha3":"NOR","storefront":143457}
and {"input":2,"result":"unknown-region"}.

Examples:
  redeem region NO
  redeem region -storefront 143457-2,29 FRA NOR
`,
	declare: declareRegion,
}

func declareRegion(flags *flag.FlagSet) func(*call) int {
	var (
		file       = fileFlag(flags)
		out        = outputFlags(flags, "input result alpha2 alpha3 storefront")
		storefront = flags.String("storefront", "", "refuse cards that cannot be redeemed in the storefront of `REGION`")
	)
	return func(c *call) int {
		if status := out.settle(c); status != exitOK {
			return status
		}
		h := regionFinder{json: out.json}
		if c.given("storefront") {
			var err error
			h.storefront, err = redeem.ParseStorefront(*storefront)
			if err != nil {
				return c.misused("-storefront: " + reason(err))
			}
			h.compare = true
		}
		if out.table {
			return c.answer(inputs{file: *file, trim: true, alone: true}, func() handler { return out.regions(&h) })
		}
		return c.answer(inputs{file: *file, trim: true}, func() handler { return &h })
	}
}

type regionFinder struct {
	storefront    redeem.Region
	compare, json bool
}

// find returns the region of an input, and why it is refused.
func (h *regionFinder) find(input []byte) (redeem.Region, error) {
	// No name is as long, and a string of up to 32 bytes is not allocated.
	region, err := redeem.ParseStorefront(string(input[:min(len(input), 32)]))
	if err == nil && h.compare {
		err = redeem.CheckRegion(region, h.storefront)
	}
	return region, err
}

func (h *regionFinder) answer(dst []byte, n int64, input []byte) ([]byte, bool) {
	r := newRow(dst, h.json)
	r.number("input", n)
	region, err := h.find(input)
	if err != nil {
		r.result(err)
		r.empty(3)
		return r.end(), false
	}
	r.result(nil)
	r.text("alpha2", region.String())
	r.text("alpha3", region.Alpha3())
	if id, ok := region.StorefrontID(); ok {
		r.number("storefront", int64(id))
	} else {
		r.empty(1)
	}
	return r.end(), true
}
