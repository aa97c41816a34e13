package main

import (
	"bytes"
	"flag"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/fit"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

var fitCommand = command{
	name:  "fit",
	about: "learn a look-alike model from misread codes",
	args:  "[-f file]",
	intro: `Fit learns which characters a reader mixes up. The reader is an OCR engine, or
people at a keyboard. Each line has the code that was meant, a tab, and what was
read. Include correct reads too, because misreads are weighed against them. Fit
prints a model for -model of redeem fix. It starts from the model of -prior: 30 lines
of your engine improve on it, 300 make a good model, and after a few thousand lines
there is nothing more to learn.

` + ruleflags.FormatHelp + `Codes of one length and no check character need none of these flags, but then
probabilities are found as if there were none.
`,
	help: `The lines come from standard input or from -f FILE. Empty lines do not count, nor
do those that begin with # and a blank. Several lines with one code are several
reads of one card.

A third column may have what else the reader held possible, as neural engines say:
for each character that was read, in their order and with a | between them, the
alternatives with a comma between them, first the one that was read, and each of
them a character, a colon and its probability:
  X0	XO	X:0.99|O:0.62,0:0.35,Q:0.01
Numbers above 1 are scores of Tesseract (lstm_choice_mode=2), from 0 to 100.

Columns, with a tab between them:
  1  the character read
  2  a character that may have been meant
  3  its cost: 0 is the likeliest
and in the last lines what it costs that a character was dropped, added, shown as
two that look like it (dropped, added, doubled), or two in the wrong order
(swapped); what one unit of cost is worth as a probability (unit), which is less
than it should be where mistakes go together; and the weight of all that the model
does not hold (uncovered).

Unit and uncovered are found by models of one half of the codes, asked about the
other half. Comments say how often answers of a probability were right then, with
odds that their own half has no share in. With fewer than 50 answers in a half
there are none. Reads of fonts or cameras that the lines do not have are worse:
measure on such, if you can. A model does not say that a code was issued.

Examples:
  redeem fit -check luhn-mod-36 -f reads.tsv > model.tsv
  redeem fix -model model.tsv -check luhn-mod-36 'X8KD-49FJ-2MZQ-7WPT'
`,
	ends: `
Exit status: 0, or 2 for a wrong call, lines that are not as they should be, or
if reading or writing failed.
`,
	declare: declareFit,
}

// noPrior is the value of -prior for a reader that makes no mistakes.
const noPrior = "none"

func declareFit(flags *flag.FlagSet) func(*call) int {
	var (
		format   ruleflags.Format
		file     = fileFlag(flags)
		out      = outputFlags(flags, "")
		unit     = flags.Float64("unit", 0, "units of cost for a factor of e in likelihood; 0 = 4 (`N`)")
		meanings = flags.Int("meanings", 0, "how many meanings a character may have at most; 0 = 8 (`N`)")
		prior    = flags.String("prior", "ocr", "begin with what `MODEL` knows, one of redeem fix or "+noPrior)
	)
	format.Declare(flags)
	return func(c *call) int {
		if status := out.settle(c); status != exitOK {
			return status
		}
		if out.json {
			return c.misused("a model is a table or tsv, not json")
		}
		if c.flags.NArg() > 0 {
			return c.misused("takes no arguments: the reads come from standard input or -f FILE")
		}
		if *unit < 0 || *meanings < 0 {
			return c.misused("-unit and -meanings are not negative")
		}
		options := fit.Options{Unit: *unit, Meanings: *meanings}
		if *prior != noPrior {
			var err error
			if options.Prior, err = ruleflags.LoadModel(*prior); err != nil {
				return c.failed("reading the model to begin with", err)
			}
		}
		var codes *redeem.Format // nil = as the lines have them
		if c.given("length") || c.given("prefix") || c.given("alphabet") || c.given("groups") || c.given("check") {
			var wrong string
			if codes, wrong = format.Make(c.flags); wrong != "" {
				return c.misused(wrong)
			}
		}
		r, done, err := c.open(*file)
		if err != nil {
			return c.failed("opening the file", err)
		}
		defer done()
		examples, err := fit.Read(r)
		if err != nil {
			return c.failed("reading", err)
		}
		model, err := fit.Fit(examples, options)
		if err != nil {
			return c.failed("fitting", err)
		}
		model.Calibrate(examples, codes)
		if out.table {
			var b bytes.Buffer
			model.WriteTo(&b) // a Buffer takes all
			_, err = c.stdout.Write(out.model(b.String()))
		} else {
			_, err = model.WriteTo(c.stdout)
		}
		if err != nil {
			return c.failed("writing", err)
		}
		return exitOK
	}
}
