package ocr_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/ocr"
)

func FuzzReadHOCR(f *testing.F) {
	fuzzReader(f, "hocr", "tesseract/words.hocr", "tesseract/choices-boxes.hocr")
}
func FuzzReadALTO(f *testing.F)   { fuzzReader(f, "alto", "tesseract/words.alto.xml", "glyphs.alto.xml") }
func FuzzReadTSV(f *testing.F)    { fuzzReader(f, "tsv", "tesseract/words.tsv") }
func FuzzReadVision(f *testing.F) { fuzzReader(f, "vision", "vision.json") }
func FuzzReadText(f *testing.F)   { fuzzReader(f, "text", "tesseract/text.txt") }

// fuzzReader checks that what is read is a page, or an error of this package.
func fuzzReader(f *testing.F, form string, seeds ...string) {
	for _, seed := range seeds {
		b, err := os.ReadFile(filepath.Join("testdata", seed))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	c := &redeem.Corrector{Lookalikes: redeem.Tesseract()}
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := readerOf(form)(bytes.NewReader(file))
		switch {
		case err != nil:
			if _, ok := err.(ocr.Error); !ok || p != nil {
				t.Fatalf("%v, %v, want an error of this package", p, err)
			}
			return
		case p == nil:
			t.Fatal("no page and no error")
		}
		checkPage(t, p)
		if found, ok := p.Resolve(c); ok {
			checkFound(t, found, p)
		}
		if s, ok := p.Serial(); ok != s.IsValid() {
			t.Errorf("Serial() = %v, %t", s, ok)
		}
	})
}

// checkPage checks what Line promises.
func checkPage(t *testing.T, p *ocr.Page) {
	t.Helper()
	for i := range p.Lines {
		l := &p.Lines[i]
		if l.Text == "" || !utf8.ValidString(l.Text) || strings.TrimSpace(l.Text) != l.Text ||
			strings.Contains(l.Text, "  ") || strings.ContainsAny(l.Text, "\n\r\t\f") {
			t.Errorf("line %d is %q", i, l.Text)
		}
		var alone redeem.Reading
		for _, char := range l.Text {
			alone.AddString(string(char))
		}
		if got, want := l.Reading.Len(), alone.Len(); got != want {
			t.Errorf("line %d, %q: Reading has %d characters, want %d", i, l.Text, got, want)
		}
		if b := l.Box; b.Dx() < 0 || b.Dy() < 0 || b.Empty() && b.Min != b.Max {
			t.Errorf("line %d is at %v", i, b)
		}
	}
}

// checkFound checks what Found promises.
func checkFound(t *testing.T, found ocr.Found, pages ...*ocr.Page) {
	t.Helper()
	if found.Verdict == redeem.VerdictNone || !found.Best.Code.IsValid() {
		t.Errorf("found nothing: %+v", found)
	}
	lines := pages[found.Page].Lines
	if found.Line > found.EndLine || found.EndLine >= len(lines) || found.Start > len(lines[found.Line].Text) ||
		found.End > len(lines[found.EndLine].Text) || found.Line == found.EndLine && found.Start >= found.End {
		t.Errorf("found at %d:%d to %d:%d", found.Line, found.Start, found.EndLine, found.End)
		return
	}
	if len(found.Readings()) == 0 || len(found.Readings()) > len(pages) {
		t.Errorf("%d readings on %d pages", len(found.Readings()), len(pages))
	}
}
