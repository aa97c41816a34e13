package main

import (
	"errors"
	"flag"
	"strconv"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// formatFlags describe the format of the codes, for every command that needs
// one.
type formatFlags struct {
	spec  redeem.Spec
	check string // the name of a check scheme
}

const formatHelp = `Codes are gift card codes: 16 symbols, the first an X. -length N makes them
codes of N symbols 0-9A-Z, unless -alphabet says which; so does -groups 4-4-4,
which also says where -group puts dashes. -check NAME says that the last symbols
are check characters, any of the scheme's; without -alphabet the other symbols
are the scheme's too, and without -length and -groups there still are 16, the
first an X unless -prefix says otherwise. No check character of gift cards is
known.
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
	flags.StringVar(&f.check, "check", "", "codes end in check characters of the scheme `NAME`, one that 'redeem schemes' lists")
}

// format returns the format, or what is wrong with the flags, "" if nothing.
func (f *formatFlags) format(c *call) (format *redeem.Format, wrong string) {
	spec := f.spec
	length, groups, check := c.given("length"), c.given("groups"), c.given("check")
	if check {
		var ok bool
		spec.Check, ok = checkdigit.Lookup(f.check)
		if !ok {
			return nil, "-check: no such scheme ('redeem schemes' lists them)"
		}
		if !c.given("alphabet") {
			spec.Alphabet = spec.Check.Alphabet()
		}
	}
	switch {
	case !length && groups:
		for _, n := range spec.Groups {
			spec.Length += n
		}
	case !length && check:
		card := redeem.GiftCard().Spec()
		spec.Length, spec.Groups = card.Length, card.Groups
		if !c.given("prefix") {
			spec.Prefix = card.Prefix
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
