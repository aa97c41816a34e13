package main

import (
	"flag"

	"github.com/redeemkit/redeem"
)

// display is how codes are printed.
type display struct {
	format      *redeem.Format
	mask, group bool
}

func (d *display) declare(flags *flag.FlagSet) {
	flags.BoolVar(&d.mask, "mask", false, "show only the last quarter of a code, at most four symbols")
	d.declareGroup(flags)
}

// declareGroup is declare without -mask.
func (d *display) declareGroup(flags *flag.FlagSet) {
	flags.BoolVar(&d.group, "group", false, "print codes in groups, as in X8KD-49FJ-2MZQ-7WPT")
}

// append appends the code as it is to be shown.
func (d *display) append(dst []byte, c redeem.Code) []byte {
	switch {
	case !d.group && !d.mask:
		return c.AppendTo(dst)
	case !d.group:
		return c.AppendMasked(dst)
	}
	start := len(dst)
	dst = d.format.AppendGrouped(dst, c)
	if d.mask {
		var room [redeem.MaxLen]byte
		masked := c.AppendMasked(room[:0])
		for i, x := range dst[start:] {
			if x != '-' { // which is no symbol of any alphabet
				dst[start+i], masked = masked[0], masked[1:]
			}
		}
	}
	return dst
}
