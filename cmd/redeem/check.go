package main

import (
	"flag"
	"math"

	"github.com/redeemkit/redeem"
)

var checkCommand = command{
	name:  "check",
	about: "say whether codes are well formed",
	args:  "[code ...]",
	intro: `Check says of each code whether it is well formed, and prints it in canonical
spelling. It may be typed as people type codes: in either case, with blanks and
dashes, with full-width letters or digits of any script. No letter or digit of
the alphabet is taken for another.

` + formatHelp,
	help: `Columns, with a tab between them:
  1  number of the input, from 1
  2  ok, or the reason why it was refused
  3  the code; empty if refused
  4  the byte of the input, from 0, at which the fault is; empty if ok
  5  what spelling it canonically changed: none, or some of case, separator,
     invisible, width, digit, homoglyph, substitute with | between them
With -json: {"input":1,"result":"ok","code":"X8KD49FJ2MZQ7WPT","edits":["case"]}
and {"input":2,"result":"too short","offset":13,"edits":[]}.
With -summary: a result and the number of inputs on each line, ok first and
total last; with -json one object.

Examples:
  redeem check X8KD-49FJ-2MZQ-7WPT
  redeem check -mask -group -f codes.txt
  zcat log.gz | redeem check -summary
  redeem check -length 12 -alphabet CDFGHJKLMNPQRTVWXYZ2346789 -f vouchers.txt
`,
	declare: declareCheck,
}

func declareCheck(flags *flag.FlagSet) func(*call) int {
	var (
		format  formatFlags
		file    = fileFlag(flags)
		json    = jsonFlag(flags)
		show    display
		summary = flags.Bool("summary", false, "print how many inputs had which result, and nothing else")
	)
	format.declare(flags)
	show.declare(flags)
	return func(c *call) int {
		f, wrong := format.format(c)
		if wrong != "" {
			return c.misused(wrong)
		}
		if *summary {
			h := &counter{format: f, json: *json}
			return c.answer(inputs{file: *file, after: h.summary}, h)
		}
		show.format = f
		h := &checker{format: f, json: *json, show: show}
		return c.answer(inputs{file: *file}, h)
	}
}

// checker answers with what there is to say about each code.
type checker struct {
	format *redeem.Format
	json   bool
	show   display
}

func (h *checker) answer(dst []byte, n int64, input []byte) ([]byte, bool) {
	r := newRow(dst, h.json)
	r.number("input", n)
	report := h.format.InspectBytes(input)
	if report.Err != nil {
		r.text("result", reason(report.Err))
		r.empty(1)
		r.number("offset", int64(report.Offset))
		r.edits("edits", report.Edits)
		return r.end(), false
	}
	r.text("result", resultOK)
	var room [2 * redeem.MaxLen]byte
	r.bytes("code", h.show.append(room[:0], report.Code))
	r.empty(1)
	r.edits("edits", report.Edits)
	return r.end(), true
}

// counter counts results.
type counter struct {
	format *redeem.Format
	json   bool
	counts [math.MaxUint8 + 1]int64 // by Error; 0 is ok
}

func (h *counter) answer(dst []byte, _ int64, input []byte) ([]byte, bool) {
	_, err := h.format.ParseBytes(input)
	if err != nil {
		h.counts[err.(redeem.Error)]++
		return dst, false
	}
	h.counts[0]++
	return dst, true
}

func (h *counter) summary(dst []byte) []byte {
	r := newRow(dst, h.json)
	r.count(resultOK, h.counts[0])
	total := h.counts[0]
	for e, n := range h.counts {
		if e > 0 && n > 0 {
			r.count(reason(redeem.Error(e)), n)
			total += n
		}
	}
	r.count("total", total)
	return r.end()
}
