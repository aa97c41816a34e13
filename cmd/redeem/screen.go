package main

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"unicode"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/term"
)

// output is in which form a command answers: columns or JSON for programs, and
// a table for people.
type output struct {
	form   string // of -o
	colour string // of -color
	header bool
	json   bool // JSON objects
	table  bool // for people
	screen term.Screen
	names  string // of the columns, with blanks between them
}

// outputFlags defines the flags of the output. names are the columns.
func outputFlags(flags *flag.FlagSet, names string) *output {
	o := &output{names: names}
	flags.StringVar(&o.form, "o", "", "print `FORM`: table, tsv or json (default table on a terminal, else tsv)")
	flags.StringVar(&o.colour, "color", "auto", "use colors: `WHEN` is auto, always or never; auto obeys NO_COLOR")
	if names != "" {
		flags.BoolVar(&o.header, "header", false, "print the names of the columns before tsv")
	}
	flags.BoolVar(&o.json, "json", false, "short for -o json: objects, one a line")
	return o
}

// settle decides on the form of the answers. If the flags are wrong, it says so
// and returns another status than exitOK.
func (o *output) settle(c *call) (status int) {
	width, terminal := term.Width(c.stdout)
	switch {
	case o.form != "" && o.form != "table" && o.form != "tsv" && o.form != "json":
		return c.misused("-o is table, tsv or json")
	case o.json && o.form != "" && o.form != "json":
		return c.misused("-json and -o exclude each other")
	case o.colour != "auto" && o.colour != "always" && o.colour != "never":
		return c.misused("-color is auto, always or never")
	}
	o.json = o.json || o.form == "json"
	o.table = o.form == "table" || o.form == "" && terminal && !o.json
	if o.header && (o.json || o.form == "table") {
		return c.misused("-header is for tsv")
	}
	if o.header {
		o.table = false
	}
	if !terminal {
		width = term.Clip(0)
	}
	o.screen = term.Screen{Width: width, Colour: o.colour == "always" ||
		o.colour == "auto" && terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
	if o.header {
		if _, err := fmt.Fprintln(c.stdout, strings.ReplaceAll(o.names, " ", "\t")); err != nil {
			return c.failed("writing", err)
		}
	}
	return exitOK
}

// result returns the text of a result, in the color of good or bad news.
func (o *output) result(err error) string {
	if err == nil {
		return o.screen.Paint(term.Good, resultOK)
	}
	return o.screen.Paint(term.Bad, reason(err))
}

// number returns a number for people.
func number(n int64) string { return strconv.FormatInt(n, 10) }

// widestRefused is how much of a refused input a table shows.
const widestRefused = 32

// refused returns the part of an input that a table shows, and where in it the
// fault is. With -mask it has stars for letters and digits.
func refused(input []byte, offset int, mask bool) (shown string, at int) {
	shown, at = term.Printable(input, offset)
	shown, at = term.Around(shown, at, widestRefused)
	if mask {
		shown = strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				return '*'
			}
			return r
		}, shown)
		at = min(at, term.Cells(shown))
	}
	return shown, at
}

// changed returns which symbols of a code are not the characters that the input
// has in their places, none if it cannot be said.
func changed(input []byte, code []byte) []bool {
	marks := make([]bool, len(code))
	n := 0
	for _, r := range string(input) {
		if unicode.IsSpace(r) || unicode.In(r, unicode.P, unicode.Cf, unicode.Cc, unicode.M) {
			continue
		}
		if n == len(code) {
			return nil
		}
		marks[n] = unicode.ToUpper(r) != unicode.ToUpper(rune(code[n]))
		n++
	}
	if n < len(code) {
		return nil
	}
	return marks
}

// differing returns which symbols of a code are not those of another one.
func differing(code, other []byte) []bool {
	marks := make([]bool, len(code))
	for i := range code {
		marks[i] = i >= len(other) || code[i] != other[i]
	}
	return marks
}

// marked returns a code as shown, its marked symbols in color, and a line that
// marks them if there is no color and anything to mark.
func (o *output) marked(shown []byte, marks []bool) (text, below string) {
	if len(marks) == 0 {
		return string(shown), ""
	}
	var b, line strings.Builder
	i := 0
	for _, x := range shown {
		mark := false
		if x != '-' && i < len(marks) { // a dash is no symbol of any alphabet
			mark = marks[i]
			i++
		}
		switch {
		case mark && o.screen.Colour:
			b.WriteString(o.screen.Paint(term.Marked, string(x)))
		case mark:
			b.WriteByte(x)
			line.WriteByte('~')
		default:
			b.WriteByte(x)
			line.WriteByte(' ')
		}
	}
	if o.screen.Colour {
		return b.String(), ""
	}
	return b.String(), strings.TrimRight(line.String(), " ")
}

// grouped is a display that prints groups, as tables do.
func (d display) grouped() display {
	d.group = true
	return d
}

// width returns how many columns a code takes in groups.
func (d display) width() int {
	if d.format == nil {
		return redeem.MaxLen / 2
	}
	return d.format.Len() + max(0, len(d.format.Spec().Groups)-1)
}

// numberColumn is the first column of a table of inputs.
var numberColumn = term.Column{Name: "#", Right: true, Width: 3}

// editWords says in words what normalizing changed.
func editWords(edits redeem.Edits) string {
	words := [...]string{"lower case", "separators", "invisible characters", "full-width characters", "digits of another script",
		"letters of another script", "look-alikes"}
	all := [...]redeem.Edits{redeem.EditCase, redeem.EditSeparator, redeem.EditInvisible, redeem.EditWidth, redeem.EditDigit,
		redeem.EditHomoglyph, redeem.EditSubstitute}
	var said []string
	for i, edit := range all {
		if edits.Has(edit) {
			said = append(said, words[i])
		}
	}
	switch n := len(said); n {
	case 0:
		return ""
	case 1:
		return said[0]
	default:
		return strings.Join(said[:n-1], ", ") + " and " + said[n-1]
	}
}

// checkScreen shows codes with what was changed, and where the fault is.
type checkScreen struct {
	*output
	formats *redeem.Formats
	several bool
	show    display
	table   *term.Table
}

func (o *output) checks(formats *redeem.Formats, several bool, show display) *checkScreen {
	columns := []term.Column{numberColumn, {Name: "code", Width: show.width()}, {Name: "result"}}
	if several {
		columns = []term.Column{numberColumn, {Name: "code", Width: show.width()}, {Name: "format"}, {Name: "result"}}
	}
	return &checkScreen{o, formats, several, show.grouped(), term.NewTable(o.screen, columns...)}
}

func (h *checkScreen) answer(dst []byte, n int64, input []byte) ([]byte, bool) {
	found := h.formats.RecognizeBytes(input)
	h.show.format = found.Format
	row := func(code, result string) []string {
		if h.several {
			return []string{number(n), code, found.Format.Name(), result}
		}
		return []string{number(n), code, result}
	}
	result := h.result(found.Err)
	if h.several && found.Matches > 1 {
		result += fmt.Sprintf("; %d formats take it", found.Matches)
	}
	if found.Err != nil {
		text, at := refused(input, found.Offset, h.show.mask)
		dst = h.table.Append(dst, row(text, result)...)
		return h.table.Below(dst, 1, at, h.screen.Paint(term.Bad, "^")), false
	}
	var room [2 * redeem.MaxLen]byte
	marks := []bool(nil)
	if found.Edits&(redeem.EditDigit|redeem.EditHomoglyph|redeem.EditSubstitute) != 0 {
		var plain [redeem.MaxLen]byte
		marks = changed(input, found.Code.AppendTo(plain[:0]))
	}
	text, below := h.marked(h.show.append(room[:0], found.Code), marks)
	if words := editWords(found.Edits); words != "" {
		result += "; changed " + words
	}
	dst = h.table.Append(dst, row(text, result)...)
	if below != "" {
		dst = h.table.Below(dst, 1, 0, below)
	}
	return dst, true
}

// fixScreen shows candidates under each other.
type fixScreen struct {
	*output
	*fixer
	table *term.Table
}

func (o *output) fixes(h fixer) *fixScreen {
	h.show = h.show.grouped()
	return &fixScreen{o, &h, term.NewTable(o.screen, numberColumn, term.Column{Name: "code", Width: h.show.width()},
		term.Column{Name: "cost", Right: true}, term.Column{Name: "verdict"})}
}

func (h *fixScreen) answer(dst []byte, n int64, input []byte) ([]byte, bool) {
	h.split(input)
	return h.row(dst, n, h.corrector.Resolve(h.reads...))
}

func (h *fixScreen) row(dst []byte, n int64, found redeem.Resolution) ([]byte, bool) {
	capped := found.Capped && (found.Verdict != redeem.VerdictUnique || found.Margin <= 0)
	if found.Verdict == redeem.VerdictNone {
		text := h.screen.Paint(term.Bad, "none") + ": no code looks like this"
		if capped {
			text += ", as far as the search went"
		}
		return h.table.Append(dst, number(n), "", "", text), false
	}
	var room, plain, other [2 * redeem.MaxLen]byte
	best := found.Best.Code.AppendTo(plain[:0])
	dst = h.table.Append(dst, number(n), string(h.fixer.show.append(room[:0], found.Best.Code)), number(int64(found.Best.Cost)), h.verdict(&found, capped))
	l := listing{h: h.fixer, best: found.Best.Code, left: h.listed, tries: h.corrector.MaxTries}
	l.show = func(c redeem.Candidate) {
		marks := differing(c.Code.AppendTo(other[:0]), best)
		text, below := h.marked(h.fixer.show.append(room[:0], c.Code), marks)
		note := "dearer"
		if c.Cost == found.Best.Cost {
			note = "as likely"
		}
		dst = h.table.Append(dst, "", text, number(int64(c.Cost)), h.screen.Paint(term.Faint, note))
		if below != "" {
			dst = h.table.Below(dst, 1, 0, below)
		}
	}
	l.all()
	return dst, found.Verdict == redeem.VerdictUnique && !capped
}

// verdict says in words what came of an input.
func (h *fixScreen) verdict(found *redeem.Resolution, capped bool) string {
	var said string
	switch {
	case found.Verdict == redeem.VerdictAmbiguous && found.Ties < math.MaxInt:
		said = h.screen.Paint(term.Doubt, "ambiguous") + fmt.Sprintf(": %d codes are as likely", found.Ties)
	case found.Verdict == redeem.VerdictAmbiguous:
		said = h.screen.Paint(term.Doubt, "ambiguous") + ": very many codes are as likely"
	case found.Margin < 0:
		said = h.screen.Paint(term.Good, "unique") + ": no other code was found"
	default:
		said = h.screen.Paint(term.Good, "unique") + fmt.Sprintf(": the next costs %d more", found.Margin)
	}
	if found.Probability > 0 {
		said += fmt.Sprintf("; right with probability %s %%", strconv.FormatFloat(percent(found.Probability), 'f', 1, 64))
	}
	if capped {
		said += "; the search ended early"
	}
	return said
}
