package main

import (
	"flag"
	"math"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

var checkCommand = command{
	name:  "check",
	about: "check whether codes are well formed",
	args:  "[code ...]",
	intro: `Check reports whether each code is well formed, and prints it in canonical
spelling. Inputs may be spelled as people type codes: in either case, with blanks
and dashes, with full-width letters or digits of any script. Check never takes a
letter or digit of the alphabet for another one. An input is one code: use 'redeem
find' for lines that have other words or columns too.

` + ruleflags.FormatsHelp,
	help: `Columns, with a tab between them:
  1  number of the input, from 1
  2  ok, or the reason why it was refused
  3  the code; empty if refused
  4  the position of the fault in the input, in bytes from 0; empty if ok
  5  what was changed to get the canonical spelling: none, or some of case,
     separator, invisible, width, digit, homoglyph, substitute with | between them
and with several formats:
  6  the name of the format that accepts the input or, if none does, of the format
     that came nearest
  7  the number of formats that accept the input
With -json: {"input":1,"result":"ok","code":"X8KD49FJ2MZQ7WPT","edits":["case"]}
and {"input":2,"result":"too-short","offset":13,"edits":[]}, and with several
formats "format":"gift-card" and "matches":1.
With -summary, each line has a result and the number of inputs with it; ok is
first and total is last. With -json they are one object.

Examples:
  redeem check X8KD-49FJ-2MZQ-7WPT
  redeem check -mask -group -f codes.txt
  zcat log.gz | redeem check -summary
  redeem check -length 12 -alphabet CDFGHJKLMNPQRTVWXYZ2346789 -f vouchers.txt
  redeem check -format gift-card -format brands.json -f typed.txt
`,
	declare: declareCheck,
}

func declareCheck(flags *flag.FlagSet) func(*call) int {
	var (
		formats ruleflags.Formats
		file    = fileFlag(flags)
		out     = outputFlags(flags, "input result code offset edits")
		show    display
		summary = flags.Bool("summary", false, "print only the number of inputs for each result")
	)
	formats.Declare(flags)
	show.declare(flags)
	return func(c *call) int {
		all, status := c.formats(&formats)
		if status != exitOK {
			return status
		}
		f, several := first(all)
		switch {
		case *summary:
			out.names = "result inputs"
		case several:
			out.names += " format matches"
		}
		if status := out.settle(c); status != exitOK {
			return status
		}
		switch {
		case *summary && several:
			t := &tally{formats: all, out: out}
			return c.answer(inputs{file: *file, after: t.summary}, t.recognizer)
		case *summary:
			t := &tally{format: f, out: out}
			return c.answer(inputs{file: *file, after: t.summary}, t.counter)
		case several && out.table:
			return c.answer(inputs{file: *file, alone: true}, func() handler { return out.checks(all, true, show) })
		case several:
			return c.answer(inputs{file: *file}, func() handler { return &recognizer{formats: all, json: out.json, show: show} })
		}
		show.format = f
		if out.table {
			return c.answer(inputs{file: *file, alone: true}, func() handler { return out.checks(all, false, show) })
		}
		return c.answer(inputs{file: *file}, func() handler { return &checker{format: f, json: out.json, show: show} })
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
	r.report(report, h.show)
	return r.end(), report.Err == nil
}

// report adds what there is to say about a code.
func (r *row) report(report redeem.Report, show display) {
	r.result(report.Err)
	if report.Err != nil {
		r.empty(1)
		r.number("offset", int64(report.Offset))
	} else {
		var room [2 * redeem.MaxLen]byte
		r.bytes("code", show.append(room[:0], report.Code))
		r.empty(1)
	}
	r.edits("edits", report.Edits)
}

// recognizer is a checker for several formats.
type recognizer struct {
	formats *redeem.Formats
	json    bool
	show    display
}

func (h *recognizer) answer(dst []byte, n int64, input []byte) ([]byte, bool) {
	r := newRow(dst, h.json)
	r.number("input", n)
	found := h.formats.RecognizeBytes(input)
	h.show.format = found.Format
	r.report(found.Report, h.show)
	r.text("format", found.Format.Name())
	r.number("matches", int64(found.Matches))
	return r.end(), found.Err == nil
}

// tally is what several counters have counted.
type tally struct {
	format   *redeem.Format  // if there is one format
	formats  *redeem.Formats // if there are several
	out      *output
	counters []*counter
}

func (t *tally) counter() handler {
	h := &counter{format: t.format}
	t.counters = append(t.counters, h)
	return h
}

func (t *tally) recognizer() handler {
	h := &counter{}
	t.counters = append(t.counters, h)
	return &fieldCounter{t.formats, h}
}

// fieldCounter counts results of several formats.
type fieldCounter struct {
	formats *redeem.Formats
	counter *counter
}

func (h *fieldCounter) answer(dst []byte, _ int64, input []byte) ([]byte, bool) {
	return dst, h.counter.count(1, h.formats.RecognizeBytes(input).Err)
}

// counter counts results.
type counter struct {
	format *redeem.Format
	counts counts
	codes  []redeem.Code // room for those of a block
}

// counts has the number of inputs for each Error; 0 is ok.
type counts [math.MaxUint8 + 1]int64

func (h *counter) answer(dst []byte, _ int64, input []byte) ([]byte, bool) {
	_, err := h.format.ParseBytes(input)
	return dst, h.count(1, err)
}

func (h *counter) take(text []byte) bool {
	if h.codes == nil {
		h.codes = make([]redeem.Code, 0, chunk/(h.format.Spec().Length+1)+1)
	}
	allOK := true
	for n := 0; len(text) > 0; text = text[n:] {
		var err error
		h.codes, n, err = h.format.ParseLines(h.codes[:0], text, true)
		allOK = h.count(len(h.codes), err) && allOK
	}
	return allOK
}

// count counts n inputs, of which the last one alone may have been refused.
func (h *counter) count(n int, last error) bool {
	if last != nil {
		n--
		h.counts[last.(redeem.Error)]++
	}
	h.counts[0] += int64(n)
	return last == nil
}

func (t *tally) summary(dst []byte) []byte {
	var sum counts
	total := int64(0)
	for _, h := range t.counters {
		for e, n := range h.counts {
			sum[e] += n
			total += n
		}
	}
	if t.out.table {
		return t.out.summary(dst, &sum, total)
	}
	r := newRow(dst, t.out.json)
	r.count(resultOK, sum[0])
	for e, n := range sum {
		if e > 0 && n > 0 {
			r.count(r.nameOf(redeem.Error(e)), n)
		}
	}
	r.count("total", total)
	return r.end()
}
