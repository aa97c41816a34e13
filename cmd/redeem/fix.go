package main

import (
	"flag"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

var fixCommand = command{
	name:  "fix",
	about: "find the codes that misread ones were meant as",
	args:  "[code ...]",
	intro: `Fix finds the codes that an input may have been meant as, where look-alikes such
as O and 0 were mixed up or characters not read: a question mark is one that
could not be made out. Each candidate has a cost, the sum of what was misread;
the verdict is unique if one is cheaper than all others, ambiguous if several
are the cheapest, and none if there is no candidate.

Every candidate is one more guess at somebody's money. Never submit a code
unless the verdict is unique, with a margin to the next dearer one. To try the
candidates one after the other is to guess codes. If nothing but their form is
known (no -check, no -accept), what was read is always the cheapest if it is
well formed, which does not make it right.

` + ruleflags.FormatHelp,
	help: modelHelp + `
Columns, with a tab between them:
  1  number of the input, from 1
  2  verdict: unique, ambiguous or none
  3  the cheapest code, one of them if ambiguous; empty if none
  4  its cost; empty if none
  5  margin, the cost from there to the next dearer code, 0 if ambiguous; empty
     if there is none, or none among the -tries that were looked up
  6  how many codes are as cheap, itself included; 0 if none
  7  how many codes the input stands for, -accept not asked; <=9 if at most 9;
     more if too many to count, as in column 6
  8  capped if a limit ended the search before the verdict was certain
  9  the next codes, cheapest first, each with a colon and its cost after it and
     a blank between them; -n says how many
 10  the probability that the cheapest code is right, cut to four decimals; only
     there if there is a code and the model says what a unit of cost is worth, as
     ocr, paddle and those of redeem fit do. It is of what the model knows: the
     README says how it was measured
With -json: {"input":1,"verdict":"unique","code":"X8KD49FJ2M2Q7WP0","cost":1,
"margin":3,"ties":1,"count":2,"exact":true,"next":[{"code":"XBKO49FJZMZO7WP0",
"cost":4}],"probability":0.9731} on one line, with "exact":false if the count may
be less, and with "capped":true if it was.

With -accept only the codes in the file are accepted, one a line in any
spelling. The cheapest -tries candidates are looked up; a code that is found
after many others is the more likely somebody else's.

With -reads each line holds several reads of one card, such as frames of a
camera, with tabs between them; as arguments, all are reads of one card. The
cost of a code is the mean. Blank reads do not count.

With -ocr FORM the arguments are files that an engine for character recognition
wrote: hocr (of Tesseract best with lstm_choice_mode=1, so that it has alternatives),
alto, tsv (Tesseract's), vision (Google's JSON) or text.
The code is found among their lines; several files are frames of one card, and
there is one line of answer, with one more column:
  10  the probability that the cheapest code is what the card says; empty if the
      model does not know what its costs are worth
With -json it is "probability". Without -model, that of Tesseract is used.

Examples:
  redeem fix -check iso7064-mod-37-2 X8KD49FJ2MZQ7WP0
  redeem fix -check luhn-mod-36 -model costs.tsv -group 'X8KD-49FJ-2MZQ-7WP?'
  redeem fix -accept issued.txt -max-indels 1 -json -f typed.txt
  redeem fix -ocr hocr -max-indels 1 frame1.hocr frame2.hocr frame3.hocr
  redeem fix -reads X8KD49FJ2MZQ7WPT 'X8KD49FJ2MZQ?WPT' X8KD49FJZMZQ7WPT
`,
	ends: `
Exit status: 0 if every input is unique and not capped, 1 if one is not, 2 for a
wrong call or if reading or writing failed.

"unique" says that one code is more likely than the others. It does not say
that this code is the one, nor that it was issued, is activated, has money on it
or has not been used.
`,
	declare: declareFix,
}

// mostListed bounds -n: a line is made in memory.
const mostListed = 1000

func declareFix(flags *flag.FlagSet) func(*call) int {
	var (
		format ruleflags.Format
		show   display
		file   = fileFlag(flags)
		out    = outputFlags(flags, "input verdict code cost margin ties count capped next probability")
		model  = ruleflags.Model(flags)
		accept = flags.String("accept", "", "accept only the codes in `FILE`, one a line")
		tries  = flags.Int("tries", 64, "look up `N` candidates of each input in the file of -accept")
		reads  = flags.Bool("reads", false, "a line is several reads of one card with tabs between them; so are all arguments")
		form   = flags.String("ocr", "", "the arguments are files of one card in the `FORM` hocr, alto, tsv, vision or text")
		listed = flags.Int("n", 3, "print up to `N` of the codes after the cheapest, at most 1000")
		edits  = flags.Int("max-edits", 0, "no more than `N` characters are misread, dropped or added; 0 = any number")
		indels = flags.Int("max-indels", 0, "up to `N` characters are dropped or added, in each read")
		cost   = flags.Int("max-cost", 0, "no candidates that cost more than `N`; 0 = the limit of the engine")
	)
	format.Declare(flags)
	show.declare(flags)
	return func(c *call) int {
		if status := out.settle(c); status != exitOK {
			return status
		}
		switch {
		case min(*edits, *indels, *cost) < 0:
			return c.misused("-max-edits, -max-indels and -max-cost are not less than 0")
		case *listed < 0 || *listed > mostListed:
			return c.misused("-n is a number from 0 to 1000")
		case *tries < 1:
			return c.misused("-tries is at least 1")
		case c.given("tries") && !c.given("accept"):
			return c.misused("-tries needs -accept")
		case c.given("ocr") && pageReader(*form) == nil:
			return c.misused("-ocr is hocr, alto, tsv, vision or text")
		case c.given("ocr") && *reads:
			return c.misused("-ocr and -reads exclude each other")
		}
		f, lookalikes, status := c.formatWith(&format, *model)
		if status != exitOK {
			return status
		}
		if c.given("ocr") && !c.given("model") {
			lookalikes = redeem.Tesseract()
		}
		show.format = f
		h := fixer{json: out.json, show: show, severalReads: *reads, listed: *listed}
		h.corrector = redeem.Corrector{
			Format:     f,
			Lookalikes: lookalikes,
			MaxCost:    *cost,
			MaxEdits:   *edits,
			MaxIndels:  *indels,
		}
		if c.given("accept") {
			var err error
			if h.issued, err = loadCodes(*accept, f); err != nil {
				return c.failed("reading the codes to accept", err)
			}
			h.corrector.Accept, h.corrector.MaxTries = h.isIssued, *tries
		}
		if c.given("ocr") {
			return c.fixPages(&h, out, pageReader(*form), *file)
		}
		if out.table {
			return c.answer(inputs{file: *file, reads: *reads, alone: true}, func() handler { return out.fixes(h) })
		}
		return c.answer(inputs{file: *file, reads: *reads}, func() handler {
			one := h
			return &one
		})
	}
}
