package main

import (
	"flag"
	"math"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/design"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

var designCommand = command{
	name:  "design",
	about: "compute how hard codes are to guess, and which misreads are noticed",
	args:  "[-live number] [-compare]",
	intro: `Design describes a format before you issue codes. It computes the number of codes,
the number of guesses until one has value, the misread look-alikes that the check
characters miss, and the number of other codes that a code looks like. It counts
all codes and samples none.

` + ruleflags.FormatHelp,
	help: modelHelp + `
Columns, with a tab between them: a name, and
  codes      the number of codes that the format has
  bits       the entropy of a new code: the binary logarithm of that number
  chance     the probability that a random guess is one of the -live codes
  guesses    the average number of different guesses until one is a live code
  days       the days that these guesses take, with -guesses a day
  swaps      the look-alikes of the format, the symbol that was meant first: O0 is
             an O that was read as a 0
  one        the share of codes with one swap that is detected, in per cent, and the
             average number of other codes that a code becomes by one swap
  two        the same for two swaps, in any two places
  any        the average number of other codes that a code becomes by swaps in any
             number of places
  apart      a distance between two places, and the share of pairs of swaps at that
             distance that is detected
  missed     swaps that together can make another code, and the share of them that
             is detected; the most frequent are first, and -n limits the lines
  advice     what to change, or to look out for
Shares are cut to three decimals: 100 is all of them. A swap counts at places where
both symbols are allowed; elsewhere every format detects it. Chance and guesses need
-live, and days needs -guesses too. The lines from one to missed need symbols that
look alike.
With -json: one object with these names. "one" and "two" are objects such as
{"detected":100,"codes":0.5}. "apart" is a list of shares, beginning with distance 1.
"missed" is a list of objects such as {"swaps":["O0","0O"],"detected":50}.

With -compare there is a line for each check scheme that has the symbols, and one for
codes without check characters. All codes have the same length, check characters
included. With -json each line is an object. Without -alphabet each scheme uses its
own symbols. Columns:
  1  the name of the scheme; none for codes without check characters
  2  the number of check characters
  3  bits, as above
  4  guesses, as above; without -live one code is live
  5  the share of misread codes that is corrected to the right code, in per cent
  6  the share of misread codes that is corrected to a wrong code: less than 1
  7  the number of unread symbols that are always recovered, in any places
  8  the share of exchanged neighbors that is detected, in per cent
The last line has the word recommended, the scheme, and the reason. Columns 5 and 6
were measured on real reads of an OCR engine, with a Corrector whose margin keeps
wrong decisions below 1 per cent. The codes had 16 symbols, in fonts that the model
of look-alikes was not fitted to. The columns are empty where nothing was measured.

Examples:
  redeem design -length 12 -alphabet CDFGHJKLMNPQRTVWXY3479 -live 1e6 -guesses 1e4
  redeem design -check luhn-mod-36 -n 50
  redeem design -compare -length 12 -live 1e6 -guesses 1e4
  redeem design -check damm-gf32 -length 10 -model costs.tsv -json
`,
	ends: `
Exit status: 0, or 2 for a wrong call or if reading or writing failed.

The numbers are about the form of codes. Design does not say how well they are kept,
or how often people misread them.
`,
	declare: declareDesign,
}

func declareDesign(flags *flag.FlagSet) func(*call) int {
	var (
		format  ruleflags.Format
		out     = outputFlags(flags, "")
		model   = ruleflags.Model(flags)
		live    = flags.Float64("live", 0, "`N` codes are worth something at a time")
		guesses = flags.Float64("guesses", 0, "`N` guesses a day are possible; needs -live")
		compare = flags.Bool("compare", false, "compare all check schemes, for codes of the same length")
		listed  = flags.Int("n", 10, "print up to `N` of the swaps that are missed")
	)
	format.Declare(flags)
	return func(c *call) int {
		if status := out.settle(c); status != exitOK {
			return status
		}
		switch {
		case c.flags.NArg() > 0:
			return c.misused("takes no arguments: the format is what the flags say")
		case !(*live >= 0 && *guesses >= 0) || math.IsInf(*live+*guesses, 0): // nor NaN
			return c.misused("-live and -guesses must be finite and 0 or more")
		case *guesses > 0 && *live == 0:
			return c.misused("-guesses needs -live")
		case *listed < 0:
			return c.misused("-n must be 0 or more")
		}
		f, lookalikes, status := c.formatWith(&format, *model)
		if status != exitOK {
			return status
		}
		if *compare {
			return c.compare(f, *live, *guesses, out)
		}
		a := design.Ask(design.Question{Format: f, Lookalikes: lookalikes, Live: *live, PerDay: *guesses})
		o := newDesignObject(&a, *listed)
		var b []byte
		switch {
		case out.table:
			b = out.design(o)
		case out.json:
			b = o.appendJSON(nil)
		default:
			b = o.appendLines(nil)
		}
		if _, err := c.stdout.Write(b); err != nil {
			return c.failed("writing", err)
		}
		return exitOK
	}
}

// compare writes what codes as long as those of a format are like with each
// check scheme.
func (c *call) compare(f *redeem.Format, live, guesses float64, o *output) int {
	q := design.Comparison{Length: f.Len(), Prefix: len(f.Prefix()), Live: max(1, live), PerDay: guesses}
	given := map[string]bool{}
	c.flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if given["check"] || given["model"] {
		return c.misused("-compare takes neither -check nor -model")
	}
	if given["alphabet"] {
		q.Alphabet = f.Alphabet()
	}
	choices, recommended := design.Compare(q)
	if o.table {
		if _, err := c.stdout.Write(o.comparison(choices, recommended)); err != nil {
			return c.failed("writing", err)
		}
		return exitOK
	}
	json := o.json
	var out []byte
	for _, choice := range choices {
		r := newRow(out, json)
		r.text("scheme", schemeName(choice.Scheme))
		r.number("check", int64(choice.Checks()))
		r.float("bits", choice.Bits)
		r.float("guesses", choice.Guesses)
		if d := choice.Decided; d != nil {
			r.share("right", d.Right)
			r.share("wrong", d.Wrong)
		} else {
			r.empty(2)
		}
		r.number("unread", int64(choice.Unread))
		r.share("swaps", choice.Swaps)
		out = r.end()
	}
	r := newRow(out, json)
	if !json {
		r.text("", "recommended")
	}
	r.text("recommended", schemeName(choices[recommended.Choice].Scheme))
	r.text("reason", recommended.Reason.String())
	if _, err := c.stdout.Write(r.end()); err != nil {
		return c.failed("writing", err)
	}
	return exitOK
}

// schemeName returns the name of a scheme, or none.
func schemeName(s *checkdigit.Scheme) string {
	if s == nil {
		return "none"
	}
	return s.Name()
}
