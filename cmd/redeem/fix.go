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
	intro: `Fix finds the codes that a misread input may stand for. It looks for look-alikes
such as O and 0 that were mixed up, and for characters that were not read. A
question mark stands for a character that nobody could read. For an input that may
have too few or too many characters, add -max-indels 1. Each candidate has a cost,
which is the sum of its misreads. The verdict is unique if one candidate is cheaper
than all others, ambiguous if several are the cheapest, and none if there is no
candidate.

Every candidate is a guess at somebody's money. Never submit a code unless the
verdict is unique and the next code costs more. Never try one candidate after the
other. Without -check and -accept, a well-formed input is always its own cheapest
candidate. That does not make it right.

` + ruleflags.FormatHelp,
	help: modelHelp + `
Columns, with a tab between them:
  1  number of the input, from 1
  2  verdict: unique, ambiguous or none
  3  the cheapest code, one of them if ambiguous; empty if none
  4  its cost; empty if none
  5  the margin, which is how much more the next code costs; 0 if ambiguous; empty
     if there is no next code, or none among the -tries that were looked up
  6  the number of codes with the lowest cost; 0 if none
  7  the number of codes that the input may stand for, without -accept; <=9 if it is
     at most 9; more, also in column 6, if they are too many to count
  8  capped if a limit ended the search before the verdict was certain
  9  the next codes with a blank between them, cheapest first, each followed by a
     colon and its cost; -n sets how many
 10  the probability that the cheapest code is right, cut to four decimals. It is
     missing if there is no code, or if the model has no unit; ocr, paddle and the
     models of redeem fit have one. It holds for misreads that the model knows; the
     README says how it was measured
With -json: {"input":1,"verdict":"unique","code":"X8KD49FJ2M2Q7WP0","cost":1,
"margin":3,"ties":1,"count":2,"exact":true,"next":[{"code":"XBKO49FJZMZO7WP0",
"cost":4}],"probability":0.9731} on one line, with "exact":false if the count may
be less, and with "capped":true if it was.

With -accept only the codes in the file are accepted, one a line in any
spelling. Fix looks up the cheapest -tries candidates. The more candidates it
looks up before it finds a code, the likelier the code is somebody else's.

With -reads each line holds several reads of one card, such as frames of a
camera, with tabs between them. As arguments, all inputs are reads of one card.
The cost of a code is the mean over the reads. Blank reads do not count.

With -ocr FORM the arguments are files that an OCR engine wrote: hocr (from
Tesseract, best with lstm_choice_mode=1, which adds alternatives), alto, tsv
(Tesseract's), vision (Google's JSON) or text.
Fix finds the code among their lines. Several files are frames of one card, and get
one line of answer. Without -model, the model of Tesseract is used.

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

"unique" means that one code is more likely than the others. It does not say that
this code is right, was issued, is activated, has money on it or has not been used.
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
			return c.misused("-max-edits, -max-indels and -max-cost must be 0 or more")
		case *listed < 0 || *listed > mostListed:
			return c.misused("-n is a number from 0 to 1000")
		case *tries < 1:
			return c.misused("-tries must be at least 1")
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
