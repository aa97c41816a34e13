package ocr_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/ocr"
)

// TestErrorsHoldNothing breaks files that have a code in them, at every byte.
func TestErrorsHoldNothing(t *testing.T) {
	const code = "X8KD49FJ2MZQ7WPT"
	for _, c := range []struct{ form, file string }{
		{"hocr", hocrHead + "<span class=ocr_line title='bbox " + code + "'>" + code + "</" + code + ">&" + code + ";" + hocrFoot},
		{"alto", `<alto><TextLine HPOS="` + code + `"><String CONTENT="` + code + `"/></TextLine></alto>`},
		{"tsv", tsvHead + "5\t1\t1\t1\t1\t1\t0\t0\t5\t5\t90\t" + code + "\n" + code + "\n"},
		{"vision", `{"pages":[{"blocks":[{"paragraphs":[{"words":[{"symbols":[{"text":"` + code + `","confidence":` + code + `}]}]}]}]}]}`},
		{"text", code + "\xFF"},
	} {
		for i := range c.file {
			for _, broken := range []string{c.file[:i], c.file[:i] + "\xFF" + c.file[i:], c.file[:i] + "<&" + c.file[i:]} {
				_, err := readerOf(c.form)(strings.NewReader(broken))
				if err == nil {
					continue
				}
				if _, ok := err.(ocr.Error); !ok {
					t.Fatalf("%s: %T is not an error of this package", c.form, err)
				}
				for _, verb := range []string{"%v", "%+v", "%#v", "%q"} {
					if text := fmt.Sprintf(verb, err); strings.Contains(text, "X8KD") || strings.Contains(text, "7WPT") {
						t.Fatalf("%s: %s", c.form, text)
					}
				}
			}
		}
	}
}

// TestFoundDoesNotPrint prints what is found in every way that fmt has.
func TestFoundDoesNotPrint(t *testing.T) {
	p := read(t, "text", "Code: X8KD 49FJ 2MZQ 7WPT\n")
	found, ok := p.Resolve(&redeem.Corrector{})
	if !ok || redeem.Plain(found.Best.Code).String() != "X8KD49FJ2MZQ7WPT" {
		t.Fatalf("found %v, %t", found, ok)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, x := range []any{found, &found, []ocr.Found{found}, found.Readings()} {
			text := strings.ToUpper(fmt.Sprintf(verb, x))
			for _, part := range []string{"X8KD", "49FJ", "2MZQ", "58384B44", "88 56 75 68"} {
				if strings.Contains(text, part) {
					t.Errorf("%s of %T prints %s", verb, x, part)
				}
			}
		}
	}
}

// TestError has a text for each error, and none but these.
func TestError(t *testing.T) {
	seen := make(map[string]bool)
	for _, err := range []ocr.Error{ocr.ErrSyntax, ocr.ErrEncoding, ocr.ErrSize} {
		text := err.Error()
		if seen[text] || !strings.HasPrefix(text, "ocr: ") {
			t.Errorf("%d: %q", err, text)
		}
		seen[text] = true
	}
	if seen[ocr.Error(0).Error()] || ocr.Error(0).Error() != ocr.Error(200).Error() {
		t.Errorf("an unknown error is %q", ocr.Error(0))
	}
}
