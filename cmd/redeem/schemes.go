package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

var schemesCommand = command{
	name:  "schemes",
	about: "list check character schemes and what they detect",
	args:  "[name ...]",
	intro: `Schemes lists the check character schemes that -check knows, and the share of each
kind of error that they detect. With names, it lists only those schemes. Two families
are not in the list. Coupon codes such as coupon-code-3x4 have three parts of four
symbols, and also need -length 12. Reed-Solomon codes may use any alphabet of 31, 32,
36 or 37 symbols, such as rs-gf31-2:23456789ABCDEFGHJKLMNPQRSTUVWXY for two check
symbols.
`,
	help: `Columns, with a tab between them:
  1   the name
  2   the number of check characters in a code
  3   the symbols of the other characters, ordered by value from 0
and the share that is detected
  4   of single substitutions: one symbol replaced by another
  5   of adjacent transpositions: ab read as ba
  6   of jump transpositions: abc read as cba
  7   of twin errors: aa read as bb
  8   of jump twin errors: aba read as cbc
  9   of look-alikes: one symbol of B8 DO E3 G6 OQ O0 S5 UV Z2 read as the other
  10  of two look-alikes, in any places
and
  11  the distance: the least number of symbols in which two codes differ. With a
      distance of d, any d-1 unread symbols can be recovered, or any (d-1)/2
      wrong ones, in any places.
Shares are in per cent of all such errors in codes of 16 symbols, cut to three
decimals: 100 is all of them. Columns 9 and 10 are empty if no two of the symbols
look alike. Columns 4 to 10 are empty for coupon codes.
With -json: {"name":"luhn","check":1,"alphabet":"0123456789","single":100,
"adjacent":97.777,"jump":0,"twin":93.333,"jumpTwin":88.888,"distance":2}, and
before the distance "lookalike" and "twoLookalikes", on one line.

Examples:
  redeem schemes
  redeem schemes -json damm-gf32 coupon-code-4x4
`,
	ends: `
Exit status: 0, or 2 for a wrong call, such as with a name that no scheme has,
or if writing failed.

A correct check character makes it likely that a code was read as it was written.
Anyone can compute one, so it does not say that the code was issued.
`,
	declare: declareSchemes,
}

func declareSchemes(flags *flag.FlagSet) func(*call) int {
	out := outputFlags(flags, "name check alphabet single adjacent jump twin jumpTwin lookalike twoLookalikes distance")
	return func(c *call) int {
		if status := out.settle(c); status != exitOK {
			return status
		}
		schemes := slices.Collect(checkdigit.All())
		if names := c.flags.Args(); len(names) > 0 {
			schemes = nil
			for i, name := range names {
				s, ok := checkdigit.Lookup(name)
				if !ok {
					return c.misused(fmt.Sprintf("name %d: no such scheme; 'redeem schemes' lists them", i+1))
				}
				schemes = append(schemes, s)
			}
		}
		var b []byte
		if out.table {
			b = out.schemes(schemes)
		} else {
			for _, s := range schemes {
				b = appendScheme(b, s, out.json)
			}
		}
		if _, err := c.stdout.Write(b); err != nil {
			return c.failed("writing", err)
		}
		return exitOK
	}
}

func appendScheme(dst []byte, s *checkdigit.Scheme, json bool) []byte {
	r := newRow(dst, json)
	r.text("name", s.Name())
	r.number("check", int64(s.Len()))
	r.text("alphabet", s.Alphabet())
	d, ok := s.Detects()
	if !ok {
		r.empty(7)
		r.number("distance", int64(s.Distance()))
		return r.end()
	}
	r.share("single", d.Substitution)
	r.share("adjacent", d.Transposition)
	r.share("jump", d.Jump)
	r.share("twin", d.Twin)
	r.share("jumpTwin", d.JumpTwin)
	if !hasLookalikes(s.Alphabet()) {
		r.empty(2)
	} else {
		r.share("lookalike", d.Lookalike)
		r.share("twoLookalikes", d.LookalikePair)
	}
	r.number("distance", int64(s.Distance()))
	return r.end()
}

// hasLookalikes reports whether two of the symbols look alike. If not, a share
// of such errors would say nothing.
func hasLookalikes(symbols string) bool {
	for _, read := range []byte(symbols) {
		for meant := range redeem.SupportArticle().Of(read) {
			if meant != read && strings.IndexByte(symbols, meant) >= 0 {
				return true
			}
		}
	}
	return false
}
