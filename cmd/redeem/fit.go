package main

import (
	"flag"

	"github.com/redeemkit/redeem/internal/fit"
)

var fitCommand = command{
	name:  "fit",
	about: "make a look-alike model of codes and what was read of them",
	args:  "[-f file]",
	intro: `Fit learns what a reader takes for what, a camera with its engine or people at a
keyboard, from lines with a code that was meant, a tab, and what was read. It
prints a model for -model of redeem fix. Right reads belong among the lines, for
misreads are weighed against them; a few thousand lines make a useful model.
`,
	help: `The lines come from standard input or from -f FILE. Empty lines do not count, nor
do those that begin with # and a blank.

Columns, with a tab between them:
  1  the character read
  2  a character that may have been meant
  3  its cost: 0 is the likeliest
and in the last three lines what it costs that a character was dropped, added, or
shown as two that look like it (dropped, added, doubled).

Measure a model on reads that it was not fitted to, best from fonts or cameras
that it has not seen. A model does not say that a code was issued.

Examples:
  redeem fit -f reads.tsv > model.tsv
  redeem fix -model model.tsv -check luhn-mod-36 'X8KD-49FJ-2MZQ-7WPT'
`,
	ends: `
Exit status: 0, or 2 for a wrong call, lines that are not as they should be, or
if reading or writing failed.
`,
	declare: declareFit,
}

func declareFit(flags *flag.FlagSet) func(*call) int {
	var (
		file     = fileFlag(flags)
		unit     = flags.Float64("unit", 0, "units of cost for a factor of e in likelihood; 0 = 4 (`N`)")
		meanings = flags.Int("meanings", 0, "how many meanings a character may have at most; 0 = 8 (`N`)")
	)
	return func(c *call) int {
		if c.flags.NArg() > 0 {
			return c.misused("takes no arguments: the reads come from standard input or -f FILE")
		}
		if *unit < 0 || *meanings < 0 {
			return c.misused("-unit and -meanings are not negative")
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
		model, err := fit.Fit(examples, fit.Options{Unit: *unit, Meanings: *meanings})
		if err != nil {
			return c.failed("fitting", err)
		}
		if _, err := model.WriteTo(c.stdout); err != nil {
			return c.failed("writing", err)
		}
		return exitOK
	}
}
