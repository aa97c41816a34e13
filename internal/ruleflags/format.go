// Package ruleflags defines the flags that say which inputs are codes and which
// codes look alike, for every command that has them.
package ruleflags

import (
	"errors"
	"flag"
	"strconv"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// Format is the format of the codes as flags describe it.
type Format struct {
	// Spec has the values of the flags. Other fields may be set before Make.
	Spec  redeem.Spec
	check string // the name of a check scheme
}

// FormatHelp says what the flags are for.
const FormatHelp = `Codes are gift card codes unless flags describe others. A gift card code has 16
symbols, of which the first is X; no check character of it is known. -length N sets
the number of symbols. -groups 4-4-4 does too, and sets where -group puts dashes.
The symbols are 0-9A-Z unless -alphabet or -check sets others. -check NAME makes the
last symbols check characters of that scheme. With -check alone, a code has 16
symbols of the scheme and, without -prefix, begins with X.
`

// formatFlags are the flags of a Format.
var formatFlags = []string{"length", "prefix", "alphabet", "groups", "check"}

// Declare defines -length, -prefix, -alphabet, -groups and -check.
func (f *Format) Declare(flags *flag.FlagSet) {
	flags.IntVar(&f.Spec.Length, "length", 0, "codes have `N` symbols, prefix included")
	flags.StringVar(&f.Spec.Prefix, "prefix", "", "codes begin with `SYMBOLS`")
	flags.StringVar(&f.Spec.Alphabet, "alphabet", "", "codes are made of `SYMBOLS`, upper and lower case alike if they are of one case")
	flags.Func("groups", "codes have groups of so many symbols: `4-4-4-4`", func(text string) error {
		f.Spec.Groups = []int{}
		for size := range strings.SplitSeq(text, "-") {
			n, err := strconv.Atoi(size)
			if err != nil {
				return errors.New("not numbers with dashes between them")
			}
			f.Spec.Groups = append(f.Spec.Groups, n)
		}
		return nil
	})
	flags.StringVar(&f.check, "check", "", "codes end in check characters of the scheme `NAME`, one that 'redeem schemes' lists")
}

// Make returns the format of the parsed flags. If they describe none, it returns
// the reason, otherwise "".
func (f *Format) Make(flags *flag.FlagSet) (format *redeem.Format, wrong string) {
	spec := f.Spec
	given := make(map[string]bool)
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	length, groups, check := given["length"], given["groups"], given["check"]
	if check {
		var ok bool
		spec.Check, ok = checkdigit.Lookup(f.check)
		if !ok {
			return nil, "-check: no such scheme; 'redeem schemes' lists them"
		}
		if !given["alphabet"] {
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
		if !given["prefix"] {
			spec.Prefix = card.Prefix
		}
	case !length && (given["prefix"] || given["alphabet"]):
		return nil, "another format than the gift card's needs -length"
	case !length:
		return redeem.GiftCard(), ""
	}
	format, err := redeem.NewFormat(spec)
	if err != nil {
		return nil, strings.TrimPrefix(err.Error(), "redeem: ")
	}
	return format, ""
}
