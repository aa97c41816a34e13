package main

import (
	"bufio"
	"bytes"
	"cmp"
	"flag"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/lines"
	"github.com/redeemkit/redeem/internal/ruleflags"
	"github.com/redeemkit/redeem/internal/term"
)

var findCommand = command{
	name:  "find",
	about: "find codes in texts",
	args:  "[text ...]",
	intro: `Find prints the codes in running text: in either case, in one word or in groups
with blanks or dashes between them, with full-width letters or digits of any
script, next to quotes, and in URLs, but not as part of a longer word or number.

` + ruleflags.FormatsHelp,
	help: `Columns, with a tab between them:
  1  number of the line, or of the argument, from 1
  2  where the code begins in it, in bytes from 0
  3  where the code ends: the position after its last byte
  4  the code
and with several formats:
  5  the name of the format
With -json: {"input":1,"start":6,"end":25,"code":"X8KD49FJ2MZQ7WPT"}, and with
several formats "format":"gift-card".
With -serials the last column is a card's serial number, in JSON "serial".

Examples:
  redeem find -mask -f mail.txt
  redeem find 'it says X8KD-49FJ-2MZQ-7WPT'
  redeem find -format gift-card -format brands.json -f mail.txt
`,
	ends: `
Exit status: 0 if something was found, 1 if nothing was, 2 for a wrong call or
if reading or writing failed.

What is found has the form of a code. Words may have this form by chance. The form
does not say that a code was issued, is activated, has money on it or has not been
used.
`,
	declare: declareFind,
}

func declareFind(flags *flag.FlagSet) func(*call) int {
	var (
		formats ruleflags.Formats
		show    display
		file    = fileFlag(flags)
		out     = outputFlags(flags, "input start end code")
		serials = flags.Bool("serials", false, "find card serial numbers in place of codes")
	)
	formats.Declare(flags)
	show.declare(flags)
	return func(c *call) int {
		all, status := c.formats(&formats)
		if status != exitOK {
			return status
		}
		if *serials {
			for _, name := range append([]string{"mask", "group"}, groupFlags...) {
				if c.given(name) {
					return c.misused("-" + name + " is about codes, not about -serials")
				}
			}
		}
		list := slices.Collect(all.All())
		switch {
		case *serials:
			out.names = "input start end serial"
		case len(list) > 1:
			out.names += " format"
		}
		if status := out.settle(c); status != exitOK {
			return status
		}
		if out.table {
			show = show.grouped()
		}
		return c.find(*file, &finder{
			show:    show,
			formats: list,
			output:  out,
			table:   out.findings(show, *serials, len(list) > 1),
			serials: *serials,
			w:       bufio.NewWriterSize(c.stdout, chunk),
		})
	}
}

// find has every input searched and returns the exit status.
func (c *call) find(file string, s *finder) int {
	var err error
	if c.flags.NArg() > 0 {
		if c.given("f") {
			return c.misused("-f and inputs as arguments exclude each other")
		}
		s.whole = true
		for i, text := range c.flags.Args() {
			s.line = int64(i) + 1
			s.search([]byte(text), 0, len(text))
		}
	} else {
		r, done, fault := c.open(file)
		if fault != nil {
			return c.failed("opening the file", fault)
		}
		defer done()
		s.line = 1
		err = s.stream(r)
	}
	if failed := s.w.Flush(); failed != nil {
		return c.failed("writing", failed)
	}
	switch {
	case err != nil:
		return c.failed("reading", err)
	case !s.found:
		return exitRefused
	}
	return exitOK
}

// finder prints what it finds.
type finder struct {
	show    display
	formats []*redeem.Format
	matches []match // room for those of a text
	output  *output
	table   *term.Table
	serials bool
	w       *bufio.Writer
	found   bool
	whole   bool  // texts are arguments, each with one number however many lines it has
	line    int64 // the number of the line or argument
	begin   int64 // where it begins, from the beginning of the text at hand
}

// ahead is more than what matters of a text behind the place where a code
// begins: the code, and what it may touch.
const ahead = 2 * redeem.MaxInput

// stream searches all that r has. Codes end with their line, so that what
// matters of a text is in whole lines, or in a part of a very long one.
func (s *finder) stream(r io.Reader) error {
	r = lines.Text(r)
	buf := make([]byte, 0, 2*chunk)
	from := 0 // what is before has been searched; it is here for what is behind
	for {
		if err := s.w.Flush(); err != nil {
			return nil // it stays with the writer
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		fresh := len(buf)
		buf = buf[:len(buf)+n]
		to := fresh + bytes.LastIndexByte(buf[fresh:], '\n') + 1
		switch {
		case err != nil:
			to = len(buf)
		case to > fresh:
		case len(buf) == cap(buf):
			to = max(len(buf)-ahead, from)
		default:
			continue
		}
		last := s.search(buf, from, to)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		done := last.start // a code that was found begins the same again
		if at, ok := border(buf, max(last.end, to-ahead), to); ok || last.end < to-ahead {
			done = at
		}
		from = max(last.end, to)
		buf = buf[:copy(buf, buf[done:])]
		from -= done
		s.begin -= int64(done)
	}
}

// separators stand before a code without being a part of it or of an escape
// sequence: what is before them does not matter.
const separators = "\n\t \"'()<>,:|+-./"

// border returns the last place in text[from:to] where it does not matter to
// the codes behind what is before: behind a separator, or in a word that is
// longer than any code on either side of the place. If there is none, it returns
// false and the begin of the character at to, where it hardly ever matters.
func border(text []byte, from, to int) (at int, ok bool) {
	const before, behind = len(`\u00ab`) + 1, redeem.MaxLen + 1
	word := 0 // letters and digits from text[i] on
	for i := min(len(text), to+behind) - 1; i >= from; i-- {
		if i < to && strings.IndexByte(separators, text[i]) >= 0 {
			return i + 1, true
		}
		if word++; !isWord(text[i]) {
			word = 0
		}
		if word >= before+behind && i+before <= to {
			return i + before, true
		}
	}
	for to > from && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	return to, false
}

func isWord(x byte) bool { return '0' <= x && x <= '9' || 'A' <= x&^0x20 && x&^0x20 <= 'Z' }

// span is a part of a text.
type span struct{ start, end int }

// search prints what begins in text[from:to]. It returns the last code that
// begins before to, which may be one that begins before from.
func (s *finder) search(text []byte, from, to int) (last span) {
	counted := from
	if to > 0 && text[to-1] == '\n' {
		text = text[:to]
	}
	row := func(start, end int, name string, value []byte, f *redeem.Format) bool {
		if start >= to {
			return false
		}
		if last = (span{start, end}); start < from {
			return true
		}
		if s.w.Available() < maxAnswer {
			s.w.Flush() // Write returns the error
		}
		s.count(text, counted, start)
		counted = start
		s.found = true
		if s.output.table {
			cells := []string{number(s.line), number(int64(start) - s.begin), number(int64(end) - s.begin), string(value)}
			if f != nil && len(s.formats) > 1 {
				cells = append(cells, f.Name())
			}
			_, err := s.w.Write(s.table.Append(s.w.AvailableBuffer(), cells...))
			return err == nil
		}
		r := newRow(s.w.AvailableBuffer(), s.output.json)
		r.number("input", s.line)
		r.number("start", int64(start)-s.begin)
		r.number("end", int64(end)-s.begin)
		r.bytes(name, value)
		if f != nil && len(s.formats) > 1 {
			r.text("format", f.Name())
		}
		_, err := s.w.Write(r.end())
		return err == nil
	}
	var room [2 * redeem.MaxLen]byte
	if s.serials {
		for m := range redeem.FindSerials(string(text)) {
			if !row(m.Start, m.End, "serial", m.Serial.AppendTo(room[:0]), nil) {
				break
			}
		}
	} else {
		for m := range s.codes(text) {
			s.show.format = m.format
			if !row(m.Start, m.End, "code", s.show.append(room[:0], m.Code), m.format) {
				break
			}
		}
	}
	s.count(text, counted, max(last.end, to))
	return last
}

// match is a code of a format.
type match struct {
	redeem.Match
	format *redeem.Format
}

// codes yields the codes in a text, of those that overlap the longest, and of
// these that of the format that was given first.
func (s *finder) codes(text []byte) iter.Seq[match] {
	return func(yield func(match) bool) {
		if len(s.formats) == 1 {
			for m := range s.formats[0].FindBytes(text) {
				if !yield(match{m, s.formats[0]}) {
					return
				}
			}
			return
		}
		s.matches = s.matches[:0]
		for _, f := range s.formats {
			for m := range f.FindBytes(text) {
				s.matches = append(s.matches, match{m, f})
			}
		}
		slices.SortStableFunc(s.matches, func(m, n match) int {
			return cmp.Or(cmp.Compare(n.End-n.Start, m.End-m.Start), cmp.Compare(m.Start, n.Start))
		})
		kept := s.matches[:0]
		for _, m := range s.matches {
			if !slices.ContainsFunc(kept, func(n match) bool { return m.Start < n.End && n.Start < m.End }) {
				kept = append(kept, m)
			}
		}
		slices.SortFunc(kept, func(m, n match) int { return cmp.Compare(m.Start, n.Start) })
		for _, m := range kept {
			if !yield(m) {
				return
			}
		}
	}
}

// count counts the lines that end in text[from:to].
func (s *finder) count(text []byte, from, to int) {
	if s.whole {
		return
	}
	if last := bytes.LastIndexByte(text[from:to], '\n'); last >= 0 {
		s.line += int64(bytes.Count(text[from:to], []byte{'\n'}))
		s.begin = int64(from + last + 1)
	}
}
