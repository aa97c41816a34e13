package redeem_test

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/reference"
)

// pastes are inputs with what comes along from where they were copied. All are
// the sample but for those with a fault.
var pastes = []struct {
	name   string
	in     string
	err    error
	offset int
	edits  redeem.Edits
}{
	// At the ends.
	{"quotation marks", `"X8KD49FJ2MZQ7WPT"`, nil, -1, redeem.EditSeparator},
	{"brackets and a full stop", "(X8KD-49FJ-2MZQ-7WPT).", nil, -1, redeem.EditSeparator},
	{"backticks", "`X8KD49FJ2MZQ7WPT`", nil, -1, redeem.EditSeparator},
	{"bold", "**X8KD49FJ2MZQ7WPT**", nil, -1, redeem.EditSeparator},
	{"a spreadsheet's apostrophe", "'X8KD49FJ2MZQ7WPT", nil, -1, redeem.EditSeparator},
	{"a spreadsheet's formula", `="X8KD49FJ2MZQ7WPT"`, nil, -1, redeem.EditSeparator},
	{"a comma", "X8KD49FJ2MZQ7WPT,", nil, -1, redeem.EditSeparator},
	{"a semicolon", "X8KD49FJ2MZQ7WPT;", nil, -1, redeem.EditSeparator},
	{"a colon", "X8KD49FJ2MZQ7WPT:", nil, -1, redeem.EditSeparator},
	{"an ideographic full stop", "X8KD49FJ2MZQ7WPT。", nil, -1, redeem.EditSeparator},
	{"a half-width ideographic full stop", "X8KD49FJ2MZQ7WPT｡", nil, -1, redeem.EditSeparator},
	{"a full-width comma", "X8KD49FJ2MZQ7WPT，", nil, -1, redeem.EditSeparator},
	{"curly quotation marks", "“X8KD49FJ2MZQ7WPT”", nil, -1, redeem.EditSeparator},
	{"low quotation marks", "„X8KD49FJ2MZQ7WPT“", nil, -1, redeem.EditSeparator},
	{"guillemets", "« X8KD 49FJ 2MZQ 7WPT »", nil, -1, redeem.EditSeparator},
	{"corner brackets", "「X8KD49FJ2MZQ7WPT」", nil, -1, redeem.EditSeparator},
	{"lenticular brackets", "【X8KD49FJ2MZQ7WPT】", nil, -1, redeem.EditSeparator},
	{"full-width brackets", "（X8KD49FJ2MZQ7WPT）", nil, -1, redeem.EditSeparator},
	{"the brackets of an address", "<X8KD49FJ2MZQ7WPT>", nil, -1, redeem.EditSeparator},
	{"JSON", `["X8KD49FJ2MZQ7WPT"],`, nil, -1, redeem.EditSeparator},
	{"a set", "{X8KD49FJ2MZQ7WPT}", nil, -1, redeem.EditSeparator},
	{"only one of two", `X8KD49FJ2MZQ7WPT"`, nil, -1, redeem.EditSeparator},
	{"marks, blanks and what nobody sees", "\u200B( \u201Cx8kd-49fj-2mzq-7wpt\u201D\u200B ) ,\n", nil, -1, redeem.EditCase | redeem.EditSeparator | redeem.EditInvisible},
	{"as many as are looked at", strings.Repeat("*", redeem.MaxInput-16) + sample, nil, -1, redeem.EditSeparator},
	{"and behind", sample + strings.Repeat("*", redeem.MaxInput-16), nil, -1, redeem.EditSeparator},

	// Inside, where they are faults.
	{"a quotation mark inside", `X8KD"49FJ2MZQ7WPT`, redeem.ErrSymbol, 4, 0},
	{"a bracket inside", "X8KD-(49FJ)-2MZQ-7WPT", redeem.ErrSymbol, 5, redeem.EditSeparator},
	{"a comma inside", "X8KD,49FJ,2MZQ,7WPT", redeem.ErrSymbol, 4, 0},
	{"a comma in front", ",X8KD49FJ2MZQ7WPT", redeem.ErrSymbol, 0, 0},
	{"an equals sign behind", "X8KD49FJ2MZQ7WPT=", redeem.ErrSymbol, 16, 0},
	{"a mark before another fault", `"!X8KD49FJ2MZQ7WPT"`, redeem.ErrSymbol, 1, redeem.EditSeparator},
	{"a mark behind another fault", `X8KD49FJ2MZQ7WP!"`, redeem.ErrSymbol, 15, 0},
	{"a mark before what is not UTF-8", "X8KD49FJ2MZQ7WPT\"\xFF", redeem.ErrSymbol, 16, 0},
	{"too short between marks", `"X8KD49FJ"`, redeem.ErrTooShort, 10, redeem.EditSeparator},
	{"too long between marks", `"X8KD49FJ2MZQ7WPTA"`, redeem.ErrTooLong, 17, redeem.EditSeparator},
	{"another first letter between marks", `"Y8KD49FJ2MZQ7WPT"`, redeem.ErrPrefix, 1, redeem.EditSeparator},
	{"a serial number between marks", `"GCA4567890123456".`, redeem.ErrSerial, 0, redeem.EditSeparator},
	{"more than are looked at", strings.Repeat("*", redeem.MaxInput) + sample, redeem.ErrTooLong, redeem.MaxInput, redeem.EditSeparator},

	// Nothing else.
	{"only quotation marks", `""`, redeem.ErrEmpty, 2, redeem.EditSeparator},
	{"only brackets and blanks", "( )", redeem.ErrEmpty, 3, redeem.EditSeparator},
	{"only a comma", ",", redeem.ErrEmpty, 1, redeem.EditSeparator},
	{"only a formula", `=""`, redeem.ErrEmpty, 3, redeem.EditSeparator},
	{"marks in the wrong order", ",=", redeem.ErrSymbol, 0, 0},

	// Dashes that keyboards and fonts put for a dash, and bullets.
	{"long vowel marks", "Ｘ８ＫＤー４９ＦＪー２ＭＺＱー７ＷＰＴ", nil, -1, redeem.EditSeparator | redeem.EditWidth},
	{"half-width long vowel marks", "X8KDｰ49FJｰ2MZQｰ7WPT", nil, -1, redeem.EditSeparator},
	{"full-width tildes", "X8KD～49FJ～2MZQ～7WPT", nil, -1, redeem.EditSeparator},
	{"hyphen bullets", "X8KD⁃49FJ⁃2MZQ⁃7WPT", nil, -1, redeem.EditSeparator},
	{"modifier minus signs", "X8KD˗49FJ˗2MZQ˗7WPT", nil, -1, redeem.EditSeparator},
	{"heavy minus signs", "X8KD➖49FJ➖2MZQ➖7WPT", nil, -1, redeem.EditSeparator},
	{"drawn lines", "X8KD─49FJ━2MZQ─7WPT", nil, -1, redeem.EditSeparator},
	{"tilde operators", "X8KD∼49FJ∼2MZQ∼7WPT", nil, -1, redeem.EditSeparator},
	{"bullets", "• X8KD•49FJ∙2MZQ⋅7WPT‧", nil, -1, redeem.EditSeparator},

	// What nobody sees.
	{"dictation", "X8KD\uFFFC49FJ2MZQ7WPT", nil, -1, redeem.EditInvisible},
	{"a group separator", "\x1DX8KD49FJ2MZQ7WPT", nil, -1, redeem.EditInvisible},
	{"a transmission", "\x02X8KD49FJ2MZQ7WPT\x03", nil, -1, redeem.EditInvisible},
	{"a file, a record", "X8KD\x1C49FJ\x1E2MZQ7WPT", nil, -1, redeem.EditInvisible},
	{"NUL and DEL", "X8KD49FJ2MZQ7WPT\x7F\x00\x00", nil, -1, redeem.EditInvisible},
	{"a byte order mark anywhere", "X8KD\uFEFF49FJ2MZQ7WPT", nil, -1, redeem.EditInvisible},
	{"a control character that no scanner adds", "X8KD\x1B49FJ2MZQ7WPT", redeem.ErrSymbol, 4, 0},

	// Cyrillic.
	{"small letters in the form of capitals", "х8кd49fj2мzq7wрt", nil, -1, redeem.EditCase | redeem.EditHomoglyph},
	{"and all of them", "х8кd49fj2мzq7wрт", nil, -1, redeem.EditCase | redeem.EditHomoglyph},

	// Still refused.
	{"a Roman numeral", "ⅹ8KD49FJ2MZQ7WPT", redeem.ErrSymbol, 0, 0},
	{"a circled letter", "X8KD49FJ2MZQ7WPⓉ", redeem.ErrSymbol, 15, 0},
	{"a squared letter", "🅇8KD49FJ2MZQ7WPT", redeem.ErrSymbol, 0, 0},
	{"a raised digit", "X⁸KD49FJ2MZQ7WPT", redeem.ErrSymbol, 1, 0},
}

func TestPaste(t *testing.T) {
	gift := redeem.GiftCard()
	for _, test := range pastes {
		r := gift.Inspect(test.in)
		want := reference.Report{Err: test.err, Offset: test.offset, Edits: test.edits}
		switch test.err {
		case nil:
			want.Text, want.Kind = sample, redeem.KindCode
		case redeem.ErrSerial:
			want.Kind = redeem.KindSerial
		}
		if got := reference.Reveal(r); got != want {
			t.Errorf("%s: Inspect(%q) = %s, want %s", test.name, test.in, got, want)
		}
		reference.CheckInspect(t, gift, test.in)

		// A field shows what is read, and all of what is not.
		field, caret, p := gift.AppendTyped(nil, test.in, len(test.in))
		shown := "X8KD-49FJ-2MZQ-7WPT"
		switch test.err {
		case redeem.ErrSymbol:
			shown = test.in
		case nil:
			if string(field) != shown || caret != len(shown) || p != redeem.ProgressComplete {
				t.Errorf("%s: AppendTyped(%q) = %q, %d, %v", test.name, test.in, field, caret, p)
			}
		case redeem.ErrEmpty:
			if len(field) != 0 || caret != 0 || p != redeem.ProgressPossible {
				t.Errorf("%s: AppendTyped(%q) = %q, %d, %v", test.name, test.in, field, caret, p)
			}
		}
		if test.err == redeem.ErrSymbol && (string(field) != shown || p != redeem.ProgressImpossible) {
			t.Errorf("%s: AppendTyped(%q) = %q, %v", test.name, test.in, field, p)
		}

		// A text that holds it.
		text := "code: " + test.in + " \n"
		for m := range gift.Find(text) {
			if redeem.Plain(m.Code).String() != sample {
				t.Errorf("%s: found in %q: %q", test.name, text, text[m.Start:m.End])
			}
			if strings.ContainsAny(text[m.Start:m.Start+1]+text[m.End-1:m.End], "\"'`()[]{}<>*,;: ") {
				t.Errorf("%s: found in %q: %q, with what is around it", test.name, text, text[m.Start:m.End])
			}
		}

		// A read of a card that a scanner has wrapped.
		if test.err == nil {
			resolution := (&redeem.Corrector{}).Resolve(test.in)
			if resolution.Verdict != redeem.VerdictUnique || redeem.Plain(resolution.Best.Code).String() != sample {
				t.Errorf("%s: Resolve(%q) is %v", test.name, test.in, resolution.Verdict)
			}
		}
	}
}

// TestPasteSerial has serial numbers between marks.
func TestPasteSerial(t *testing.T) {
	for _, test := range []struct {
		in   string
		want error
	}{
		{`"GCA4567890123456"`, nil},
		{"(gca4 5678 9012 3456).", nil},
		{"='6012345678901234", nil},
		{"«EPY45678901234»,", nil},
		{"**PBH4567890123456789012**", nil},
		{"\x02GCA4567890123456\x03", nil},
		{`GCA4"567890123456`, redeem.ErrSymbol},
		{",GCA4567890123456", redeem.ErrSymbol},
		{`"(`, redeem.ErrEmpty},
		{"«X8KD49FJ2MZQ7WPT»", redeem.ErrPrefix},
		{`"GCA456789012345"`, redeem.ErrTooShort},
	} {
		if s, err := redeem.ParseSerial(test.in); err != test.want || s.IsValid() != (err == nil) {
			t.Errorf("ParseSerial(%q) = %v, %v, want %v", test.in, s, err, test.want)
		}
		reference.CheckSerial(t, test.in)
	}
}

// TestPasteSymbol holds that a mark which the format takes at any place is none,
// at neither end.
func TestPasteSymbol(t *testing.T) {
	brackets := redeem.MustFormat(redeem.Spec{Length: 4, Alphabet: "AB()"})
	for _, test := range []struct {
		format *redeem.Format
		in     string
		want   string // "" = refused
		err    error
		offset int
	}{
		{ownStarFormat, "ABCD008*", "ABCD008*", nil, -1},
		{ownStarFormat, `"ABCD008*"`, "ABCD008*", nil, -1},
		{ownStarFormat, "(abcd-008*),", "ABCD008*", nil, -1},
		{ownStarFormat, "ABCD008", "", redeem.ErrTooShort, 7},
		{ownStarFormat, "ABCD008**", "", redeem.ErrSymbol, 8},
		{ownStarFormat, "*ABCD008*", "", redeem.ErrSymbol, 0},
		{brackets, "(AB)", "(AB)", nil, -1},
		{brackets, `"(AB)"`, "(AB)", nil, -1},
		{brackets, "(AB", "", redeem.ErrTooShort, 3},
		{brackets, "((AB))", "", redeem.ErrTooLong, 4},
		{brackets, "[(AB)]", "(AB)", nil, -1},
	} {
		r := test.format.Inspect(test.in)
		if got := redeem.Plain(r.Code).String(); got != test.want || r.Err != test.err || r.Offset != test.offset {
			t.Errorf("Inspect(%q) = %q, %v at %d, want %q, %v at %d", test.in, got, r.Err, r.Offset, test.want, test.err, test.offset)
		}
		reference.CheckInspect(t, test.format, test.in)
	}
}

// TestPasteRead has reads whose last character is what a reader made of a
// symbol: it is left out only if it is one too many.
func TestPasteRead(t *testing.T) {
	var c redeem.Corrector
	for _, test := range []struct {
		read string
		want int // candidates
	}{
		{`X8KD49FJ2MZQ7WPT"`, 32},
		{`"X8KD49FJ2MZQ7WP"`, 0}, // one too few between the marks
		{`X8KD49FJ2MZQ7WP"`, 32 * 36},
		{`X8KD49FJ2MZQ7WP`, 0},
	} {
		if n, exact := c.Count(test.read); n != uint64(test.want) || !exact {
			t.Errorf("%s stands for %d codes, want %d", test.read, n, test.want)
		}
	}
}
