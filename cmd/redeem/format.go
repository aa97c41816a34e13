package main

import (
	"flag"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

// formatFlags describe the format of the codes.
type formatFlags struct{ flags ruleflags.Format }

const formatHelp = ruleflags.FormatHelp

func (f *formatFlags) declare(flags *flag.FlagSet) { f.flags.Declare(flags) }

// format returns the format, or what is wrong with the flags, "" if nothing.
func (f *formatFlags) format(c *call) (format *redeem.Format, wrong string) {
	return f.flags.Make(c.flags)
}
