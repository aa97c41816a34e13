package main

import (
	"errors"
	"flag"
	"strconv"
	"strings"

	"github.com/redeemkit/redeem"
)

// formatFlags describe the format of the codes, for every command that needs
// one.
type formatFlags struct {
	spec redeem.Spec
}

const formatHelp = `Codes are gift card codes: 16 symbols, the first an X. -length N makes them
codes of N symbols 0-9A-Z, unless -alphabet says which; so does -groups 4-4-4,
which also says where -group puts dashes.
`

func (f *formatFlags) declare(flags *flag.FlagSet) {
	flags.IntVar(&f.spec.Length, "length", 0, "codes have `N` symbols, prefix included")
	flags.StringVar(&f.spec.Prefix, "prefix", "", "codes begin with `SYMBOLS`")
	flags.StringVar(&f.spec.Alphabet, "alphabet", "", "codes are made of `SYMBOLS`, upper and lower case alike if they are of one case")
	flags.Func("groups", "codes have groups of so many symbols: `4-4-4-4`", func(text string) error {
		f.spec.Groups = []int{}
		for size := range strings.SplitSeq(text, "-") {
			n, err := strconv.Atoi(size)
			if err != nil {
				return errors.New("not numbers with dashes between them")
			}
			f.spec.Groups = append(f.spec.Groups, n)
		}
		return nil
	})
}

// format returns the format, or what is wrong with the flags, "" if nothing.
func (f *formatFlags) format(c *call) (format *redeem.Format, wrong string) {
	spec := f.spec
	length, groups := c.given("length"), c.given("groups")
	switch {
	case !length && groups:
		for _, n := range spec.Groups {
			spec.Length += n
		}
	case !length && (c.given("prefix") || c.given("alphabet")):
		return nil, "another format than the gift card's needs -length"
	case !length:
		return redeem.GiftCard(), ""
	}
	format, err := redeem.NewFormat(spec)
	if err != nil {
		return nil, reason(err)
	}
	return format, ""
}
