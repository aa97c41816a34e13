package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/audit"
	"github.com/redeemkit/redeem/internal/design"
	"github.com/redeemkit/redeem/internal/formats"
	"github.com/redeemkit/redeem/internal/term"
)

// all lays out rows that are all known.
func (o *output) all(columns []term.Column, rows [][]string) []byte {
	t := term.NewTable(o.screen, columns...)
	t.Fit(rows...)
	var b []byte
	for _, row := range rows {
		b = t.Append(b, row...)
	}
	if n := t.Left(); n > 0 {
		b = append(b, o.screen.Paint(term.Faint, fmt.Sprintf("Columns that have no room here: %d. -o tsv prints them.", n))+"\n"...)
	}
	return b
}

// summary shows how many inputs had which result.
func (o *output) summary(dst []byte, sum *counts, total int64) []byte {
	var rows [][]string
	for e, n := range sum {
		if e > 0 && n == 0 {
			continue
		}
		err := error(nil)
		if e > 0 {
			err = redeem.Error(e)
		}
		rows = append(rows, []string{o.result(err), number(n), percentage(n, total)})
	}
	rows = append(rows, []string{"total", number(total), percentage(total, total)})
	return append(dst, o.all([]term.Column{{Name: "result"}, {Name: "inputs", Right: true}, {Name: "share", Right: true}}, rows)...)
}

func percentage(n, total int64) string {
	if total == 0 {
		return ""
	}
	return strconv.FormatFloat(percent(float64(n)/float64(total)), 'f', 1, 64) + " %"
}

// serialScreen shows serial numbers.
type serialScreen struct {
	*output
	table *term.Table
}

func (o *output) serials() *serialScreen {
	return &serialScreen{o, term.NewTable(o.screen, numberColumn, term.Column{Name: "serial number", Width: redeem.MaxLen / 2}, term.Column{Name: "result"})}
}

func (h *serialScreen) answer(dst []byte, n int64, input []byte) ([]byte, bool) {
	serial, err := parseSerial(input)
	if err != nil {
		text, _ := refused(input, 0, false)
		return h.table.Append(dst, number(n), text, h.result(err)), false
	}
	return h.table.Append(dst, number(n), string(serial.AppendTo(nil)), h.result(nil)+"; of the kind "+serial.Kind().String()), true
}

// regionScreen shows regions.
type regionScreen struct {
	*output
	finder *regionFinder
	table  *term.Table
}

func (o *output) regions(finder *regionFinder) *regionScreen {
	return &regionScreen{o, finder, term.NewTable(o.screen, numberColumn, term.Column{Name: "region"}, term.Column{Name: "long"},
		term.Column{Name: "storefront", Right: true}, term.Column{Name: "result"})}
}

func (h *regionScreen) answer(dst []byte, n int64, input []byte) ([]byte, bool) {
	region, err := h.finder.find(input)
	if err != nil {
		text, _ := refused(input, 0, false)
		return h.table.Append(dst, number(n), text, "", "", h.result(err)), false
	}
	storefront := "none"
	if id, ok := region.StorefrontID(); ok {
		storefront = number(int64(id))
	}
	result := h.result(nil)
	if h.finder.compare {
		result += "; a card of this region fits the storefront"
	}
	return h.table.Append(dst, number(n), region.String(), region.Alpha3(), storefront, result), true
}

// findings returns the table of what is found in a text.
func (o *output) findings(show display, serials, several bool) *term.Table {
	name := "code"
	if serials {
		name = "serial number"
	}
	columns := []term.Column{{Name: "line", Right: true}, {Name: "from byte", Right: true}, {Name: "to", Right: true, Width: 5}, {Name: name, Width: show.width()}}
	if several {
		columns = append(columns, term.Column{Name: "format"})
	}
	return term.NewTable(o.screen, columns...)
}

// findingsTable returns the table of an audit.
func (o *output) findingsTable(show display) *term.Table {
	return term.NewTable(o.screen, term.Column{Name: "line", Right: true, Width: 6}, term.Column{Name: "code", Width: show.width()}, term.Column{Name: "finding"})
}

func (o *output) finding(dst []byte, t *term.Table, f audit.Finding, style audit.Style) []byte {
	place := func(p audit.Place) string {
		if style.Files {
			return fmt.Sprintf("%d:%d", p.File, p.Line)
		}
		return number(p.Line)
	}
	switch f.Kind {
	case audit.Invalid:
		return t.Append(dst, place(f.Place), "", fmt.Sprintf("%s, at byte %d", o.screen.Paint(term.Bad, f.Result()), f.Offset))
	case audit.Duplicate:
		return t.Append(dst, place(f.Place), string(style.Append(nil, f.Code)), o.screen.Paint(term.Doubt, "duplicate")+" of line "+place(f.First))
	}
	return t.Append(dst, place(f.Place), string(style.Append(nil, f.Code)),
		o.screen.Paint(term.Doubt, "looks like")+" line "+place(f.First)+", "+string(style.Append(nil, f.Other)))
}

// totals shows the counts of an audit.
func (o *output) totals(dst []byte, summary *audit.Summary) []byte {
	names := map[string]string{
		"ok": "codes, well formed", "total": "lines in all", "duplicate": "duplicates", "lookalike": "pairs that look alike",
		"unlisted": "pairs without a row", "uncompared": "codes that were not compared",
	}
	var rows [][]string
	for name, n := range summary.All(func(e redeem.Error) string { return "not codes: " + reason(e) }) {
		if said, ok := names[name]; ok {
			name = said
		}
		count := number(n)
		if name == names["lookalike"] && summary.Uncompared > 0 {
			count = "at least " + count
		}
		rows = append(rows, []string{name, count})
	}
	return append(dst, o.all([]term.Column{{Name: "count of"}, {Name: "number", Right: true}}, rows)...)
}

// shared returns a share for people.
func shared(x float64) string { return exact(x) + " %" }

// design shows what a format is like, with what each number means.
func (o *output) design(d *designObject) []byte {
	rows := [][]string{
		{"codes", rounded(d.Codes), "codes that the format has"},
		{"bits", rounded(d.Bits), "entropy of a new code"},
	}
	if d.Guesses > 0 {
		rows = append(rows, []string{"chance", rounded(d.Chance), "that a random guess is a live code"},
			[]string{"guesses", rounded(d.Guesses), "until one is a live code, on average"})
	}
	if d.Days > 0 {
		rows = append(rows, []string{"days", rounded(d.Days), "that this takes, on average"})
	}
	if len(d.Swaps) == 0 {
		rows = append(rows, []string{"swaps", "none", "no two symbols look alike"})
	}
	if d.Any != nil {
		rows = append(rows, []string{"swaps", strconv.Itoa(len(d.Swaps)), "look-alikes, as meant and as read: " + strings.Join(d.Swaps, " ")},
			[]string{"one", shared(d.One.Detected), fmt.Sprintf("of codes with one swap are noticed; a code looks like %s others", rounded(d.One.Codes))},
			[]string{"two", shared(d.Two.Detected), fmt.Sprintf("of codes with two swaps are noticed; a code looks like %s others", rounded(d.Two.Codes))},
			[]string{"any", rounded(*d.Any), "other codes look like a code, on average"})
	}
	for i, detected := range d.Apart {
		rows = append(rows, []string{fmt.Sprintf("apart %d", i+1), shared(detected), fmt.Sprintf("of two swaps that are %d apart are noticed", i+1)})
	}
	for _, m := range d.Missed {
		rows = append(rows, []string{"missed", shared(m.Detected), "of these swaps together are noticed: " + strings.Join(m.Swaps, " ")})
	}
	for _, advice := range d.Advice {
		rows = append(rows, []string{"advice", "", advice})
	}
	return o.all([]term.Column{{Name: "what"}, {Name: "value", Right: true}, {Name: "meaning"}}, rows)
}

// comparison shows what codes are like with each check scheme.
func (o *output) comparison(choices []design.Choice, recommended design.Recommendation) []byte {
	var rows [][]string
	for i, choice := range choices {
		right, wrong := "not known", "not known"
		if d := choice.Decided; d != nil {
			right, wrong = shared(percent(d.Right)), shared(percent(d.Wrong))
		}
		name := schemeName(choice.Scheme)
		if i == recommended.Choice {
			name = o.screen.Paint(term.Good, name)
		}
		rows = append(rows, []string{name, strconv.Itoa(choice.Checks()), strconv.FormatFloat(choice.Bits, 'f', 1, 64), right,
			strconv.Itoa(choice.Unread), shared(percent(choice.Swaps)), wrong, rounded(choice.Guesses)})
	}
	b := o.all([]term.Column{{Name: "scheme"}, {Name: "checks", Right: true}, {Name: "bits", Right: true}, {Name: "right", Right: true},
		{Name: "unread", Right: true}, {Name: "swaps", Right: true, Extra: true}, {Name: "wrong", Right: true, Extra: true}, {Name: "guesses", Right: true, Extra: true}}, rows)
	text := "Recommended: " + schemeName(choices[recommended.Choice].Scheme) + ", because: " + recommended.Reason.String() + "."
	notes := "bits: entropy. right, wrong: misread codes that are decided so. unread: symbols that come back for certain. swaps: exchanged neighbors that are noticed. guesses: until one is a live code."
	for _, line := range append(append(term.Wrap(text, o.screen.Width), ""), term.Wrap(notes, o.screen.Width)...) {
		b = append(append(b, line...), '\n')
	}
	return b
}

// schemes shows check schemes and what they detect.
func (o *output) schemes(schemes []*checkdigit.Scheme) []byte {
	var rows [][]string
	for _, s := range schemes {
		row := []string{s.Name(), strconv.Itoa(s.Len()), strconv.Itoa(s.Distance())}
		cells := make([]string, 7)
		if d, ok := s.Detects(); ok {
			for i, share := range []float64{d.Substitution, d.Transposition, d.Lookalike, d.LookalikePair, d.Jump, d.Twin, d.JumpTwin} {
				if (i == 2 || i == 3) && !hasLookalikes(s.Alphabet()) {
					continue
				}
				cells[i] = strconv.FormatFloat(percent(share), 'f', 1, 64)
			}
		}
		rows = append(rows, append(append(row, cells...), s.Alphabet()))
	}
	b := o.all([]term.Column{{Name: "name"}, {Name: "checks", Right: true}, {Name: "distance", Right: true}, {Name: "one wrong", Right: true},
		{Name: "swapped", Right: true}, {Name: "look-alike", Right: true}, {Name: "two", Right: true, Extra: true}, {Name: "jump", Right: true, Extra: true},
		{Name: "twin", Right: true, Extra: true}, {Name: "jump twin", Right: true, Extra: true}, {Name: "symbols", Width: 37, Extra: true}}, rows)
	notes := "Numbers from \"one wrong\" on are per cent of such errors that are detected. checks: check characters of a code. distance: symbols in which two codes differ at least."
	for _, line := range term.Wrap(notes, o.screen.Width) {
		b = append(append(b, line...), '\n')
	}
	return b
}

// formats shows formats.
func (o *output) formats(list []formats.BuiltIn) []byte {
	var rows [][]string
	for _, f := range list {
		spec := f.Spec()
		groups := strings.Trim(strings.ReplaceAll(fmt.Sprint(spec.Groups), " ", "-"), "[]")
		check := "none"
		if spec.Check != nil {
			check = spec.Check.Name()
		}
		rows = append(rows, []string{spec.Name, strconv.Itoa(spec.Length), spec.Prefix, groups, check, f.About})
	}
	b := o.all([]term.Column{{Name: "name"}, {Name: "length", Right: true}, {Name: "begins"}, {Name: "groups"}, {Name: "check"}, {Name: "about"}}, rows)
	for _, f := range list {
		b = fmt.Appendf(b, "\n%s\n  symbols    %s\n  published  %s\n", o.screen.Paint(term.Header, f.Name()), f.Alphabet(), f.Source)
	}
	return b
}

// model shows a model in columns, its comments as text.
func (o *output) model(text string) []byte {
	var (
		notes []byte
		rows  [][]string
	)
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		cells := strings.Split(line, "\t")
		switch {
		case line == "":
		case len(cells) == 1:
			for _, part := range term.Wrap(strings.TrimPrefix(line, "# "), o.screen.Width) {
				notes = append(append(notes, part...), '\n')
			}
		case len(cells) == 2:
			rows = append(rows, []string{cells[0], "", cells[1]})
		default:
			rows = append(rows, cells[:3])
		}
	}
	return append(notes, o.all([]term.Column{{Name: "read"}, {Name: "meant"}, {Name: "cost", Right: true}}, rows)...)
}
