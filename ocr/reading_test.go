package ocr_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/ocr"
)

// held returns what the Reading of a line holds possible at the byte of its text:
// symbols and their probabilities in per cent, the likeliest first. It asks for
// the costs of codes of one symbol, with a model that knows nothing else.
func held(t *testing.T, l *ocr.Line, at int) string {
	t.Helper()
	var before redeem.Reading
	before.AddString(l.Text[:at])
	var one redeem.Reading
	one.AddFrom(&l.Reading, before.Len(), before.Len()+1)
	none, err := redeem.NewLookalikes()
	if err != nil {
		t.Fatal(err)
	}
	c := redeem.Corrector{
		Format:     redeem.MustFormat(redeem.Spec{Length: 1}),
		Lookalikes: none.WithUnit(0.05),
	}
	var held []string
	for found := range c.CandidatesOf(&one) {
		held = append(held, fmt.Sprintf("%s:%d", redeem.Plain(found.Code), found.Cost))
	}
	slices.Sort(held)
	return strings.Join(held, " ")
}

// TestEvidence reads what engines hold possible. The numbers are costs in
// twentieths of a nat: 5 is a probability of 0.78, 60 one of 0.05.
func TestEvidence(t *testing.T) {
	for _, c := range []struct {
		form, file string
		line       int
		before     string // the text before the character
		want       string
	}{
		{"text", "tesseract/text.txt", 1, "Code: X8KD 4", "0:0"},
		{"tsv", "tesseract/words.tsv", 1, "Code: X8KD 4", "0:0"},
		{"alto", "tesseract/words.alto.xml", 1, "Code: X8KD 4", "0:0"},
		{"hocr", "tesseract/words.hocr", 1, "Code: X8KD 4", "0:0"},
		{"hocr", "tesseract/boxes.hocr", 1, "Code: X8KD 4", "0:0"},
		{"hocr", "tesseract/choices.hocr", 1, "Code: X8KD 4", "0:2 6:122 9:115 O:49 Q:105"},
		{"hocr", "tesseract/choices-boxes.hocr", 1, "Code: X8KD 4", "0:2 6:122 9:115 O:49 Q:105"},
		{"hocr", "tesseract/steps.hocr", 1, "Code: X8KD 4", "0:0 O:82"},
		{"hocr", "tesseract/steps-boxes.hocr", 1, "Code: X8KD 4", "0:0 O:82"},
		{"hocr", "tesseract/choices.hocr", 1, "Code: X8KD 40F", "3:74 I:101 J:1"},
		{"hocr", "tesseract/steps.hocr", 1, "Code: X8KD 40F", "3:74 J:0"},
		{"alto", "glyphs.alto.xml", 0, "Code: X8KD 4", "0:9 O:20"},
		{"alto", "glyphs.alto.xml", 0, "Code: X", "8:5 B:33 S:75"},
		{"vision", "vision.json", 0, "Code: X8KD 4", "0:0"},
	} {
		p := open(t, c.form, c.file)
		l := &p.Lines[c.line]
		if !strings.HasPrefix(l.Text, c.before) {
			t.Errorf("%s: line %q", c.file, l.Text)
			continue
		}
		if got := held(t, l, len(c.before)); got != c.want {
			t.Errorf("%s: behind %q: %s, want %s", c.file, c.before, got, c.want)
		}
	}
}

// TestHandMade resolves a page that no file was read for: with a Reading that is
// as long as the text, which counts, and with another one, which does not.
func TestHandMade(t *testing.T) {
	const text = "Code: XJ3A OOD7 TLH0 6UKS" // the second O is a 0
	c := &redeem.Corrector{Format: luhn()}
	for _, test := range []struct {
		name string
		make func(*redeem.Reading)
		cost bool // of what the Reading says
	}{
		{"no Reading", func(*redeem.Reading) {}, false},
		{"a short Reading", func(r *redeem.Reading) { r.AddString("X") }, false},
		{"a Reading of the code alone", func(r *redeem.Reading) { r.AddString("XJ3AOOD7TLH06UKS") }, false},
		{"with blanks", func(r *redeem.Reading) { certain(r, text) }, true},
		{"without blanks", func(r *redeem.Reading) { certain(r, strings.ReplaceAll(text, " ", "")) }, true},
	} {
		p := &ocr.Page{Lines: []ocr.Line{{Text: text}}}
		test.make(&p.Lines[0].Reading)
		found, ok := p.Resolve(c)
		if !ok || at(p, found) != "XJ3A OOD7 TLH0 6UKS" {
			t.Errorf("%s: found %t at %q", test.name, ok, at(p, found))
			continue
		}
		if text := c.Resolve(text[len("Code: "):]); (found.Resolution != text) != test.cost {
			t.Errorf("%s: %+v, for the text %+v", test.name, found.Resolution, text)
		}
		if test.cost && redeem.Plain(found.Best.Code).String() != "XJ3A00D7TLH06UKS" {
			t.Errorf("%s: another code", test.name)
		}
	}
	var none ocr.Page
	if found, ok := none.Resolve(c); ok {
		t.Errorf("an empty page has %v", found)
	}
	odd := ocr.Page{Lines: []ocr.Line{
		{}, {Text: "\xFF\n\x00 \u00a0"}, {Text: "X8\xFF"}, {Text: "\xFFX8\xFF"}, {Text: "  X8KD  49FJ\t2MZQ\n7WPT "}, {Text: "X8\xFF"},
	}}
	if found, ok := odd.Resolve(&redeem.Corrector{}); !ok || at(&odd, found) != "X8KD  49FJ\t2MZQ\n7WPT" {
		t.Errorf("a page with odd blanks: %t, %q", ok, at(&odd, found))
	}
}

// certain adds a text of which every O may be a 0.
func certain(r *redeem.Reading, text string) {
	for _, char := range text {
		if char == 'O' {
			r.Add(redeem.Alternative{Char: 'O', Prob: 0.5}, redeem.Alternative{Char: '0', Prob: 0.49})
		} else {
			r.Add(redeem.Alternative{Char: char, Prob: 0.999})
		}
	}
}
