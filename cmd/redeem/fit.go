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

` + ruleflags.FormatHelp + `Fit also works without these flags. It then takes the codes for codes of one length
without check characters when it computes probabilities.
`,
	help: `The lines come from standard input or from -f FILE. Empty lines do not count, nor
do those that begin with # and a blank. Several lines with one code are several
reads of one card.

A third column may have the alternatives that a neural engine reports. It has a list
for each character that was read, in order, with a | between the lists. A list has
alternatives with a comma between them, and the character that was read is first. An
alternative is a character, a colon and its probability:
  X0	XO	X:0.99|O:0.62,0:0.35,Q:0.01
Numbers above 1 are scores of Tesseract (lstm_choice_mode=2), from 0 to 100.

Columns, with a tab between them:
  1  the character that was read
  2  a character that may have been meant
  3  the cost of that meaning: the likeliest costs 0
The last lines have a name and a value:
  dropped    the cost of a character that was not read
  added      the cost of a character that was read where there is none
  doubled    the cost of one character that was read as two, besides their costs
  swapped    the cost of two neighbors that were read in the wrong order
  unit       the worth of one unit of cost, as the logarithm of a probability;
             mistakes that go together make it smaller
  uncovered  the weight of all misreads that the model does not know, 0 to 1

Fit splits the codes into two halves, learns from each half, and tests that model on
the other half. Unit and uncovered come from these tests. Comments in the model say
how often the answers of each probability were right. With fewer than 50 answers in
a half, the model has no such lines. Reads of other fonts or cameras than those in
the lines are worse: test the model on them if you can. A model does not say that a
code was issued.

Examples:
  redeem fit -check luhn-mod-36 -f reads.tsv > model.tsv
  redeem fix -model model.tsv -check luhn-mod-36 'X8KD-49FJ-2MZQ-7WPT'
`,
	ends: `
Exit status: 0, or 2 for a wrong call, if a line is not as described above, or if
reading or writing failed.
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
		unit     = flags.Float64("unit", 0, "`N` units of cost make a misread less likely by a factor of e; 0 = 4")
		meanings = flags.Int("meanings", 0, "a character has at most `N` meanings; 0 = 8")
		prior    = flags.String("prior", "ocr", "start from `MODEL`, one of redeem fix, or from "+noPrior)
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
			return c.misused("-unit and -meanings must be 0 or more")
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
