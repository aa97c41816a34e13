package main

import (
	"bytes"
	"flag"
	"io"
	"slices"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/lines"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

var redactCommand = command{
	name:  "redact",
	about: "mask the codes in texts",
	args:  "[text ...]",
	intro: `Redact copies its input and replaces the symbols of each code with stars, except
for the last quarter, at most four. It masks what find would find. If codes overlap,
it masks all of them. It writes UTF-8 if the input begins with a byte order mark of
UTF-16. It changes nothing else, on a terminal too.

` + ruleflags.FormatsHelp,
	help: `Redact writes what it has read at once, except for an unfinished line whose end
may be the beginning of a code. It prints an argument as a line.

Examples:
  kubectl logs -f deploy/shop | redeem redact
  redeem redact -f app.log > app.redacted.log
  redeem redact 'it says X8KD-49FJ-2MZQ-7WPT'
  redeem redact -format gift-card -format brands.json -f app.log
`,
	ends: `
Exit status: 0, with codes or without, 2 for a wrong call or if reading or
writing failed.

What is masked has the form of a code. It does not say that it is one: words may
have this form by chance.
`,
	declare: declareRedact,
}

func declareRedact(flags *flag.FlagSet) func(*call) int {
	var formats ruleflags.Formats
	file := fileFlag(flags)
	formats.Declare(flags)
	return func(c *call) int {
		all, status := c.formats(&formats)
		if status != exitOK {
			return status
		}
		list := slices.Collect(all.All())
		if c.flags.NArg() == 0 {
			return c.redact(*file, list)
		}
		if c.given("f") {
			return c.misused("-f and inputs as arguments exclude each other")
		}
		var out bytes.Buffer
		for _, text := range c.flags.Args() {
			r := redeem.NewRedactor(&out, list...)
			io.WriteString(r, text) // a Buffer takes all
			r.Close()
			out.WriteByte('\n')
		}
		if _, err := c.stdout.Write(out.Bytes()); err != nil {
			return c.failed("writing", err)
		}
		return exitOK
	}
}

// redact copies the file to standard output. What came before an error of
// reading is written.
func (c *call) redact(file string, formats []*redeem.Format) int {
	r, done, err := c.open(file)
	if err != nil {
		return c.failed("opening the file", err)
	}
	defer done()
	in := lines.Decode(r)
	out := redeem.NewRedactor(c.stdout, formats...)
	buf := make([]byte, chunk)
	for err == nil {
		var n int
		n, err = in.Read(buf)
		if _, failed := out.Write(buf[:n]); failed != nil {
			return c.failed("writing", failed)
		}
	}
	if failed := out.Close(); failed != nil {
		return c.failed("writing", failed)
	}
	if err != io.EOF {
		return c.failed("reading", err)
	}
	return exitOK
}
