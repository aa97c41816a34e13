package ocr_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/ocr"
)

// BenchmarkRead reads a small card in each form.
func BenchmarkRead(b *testing.B) {
	for _, c := range []struct{ form, file string }{
		{"text", "tesseract/text.txt"},
		{"tsv", "tesseract/words.tsv"},
		{"alto", "tesseract/words.alto.xml"},
		{"hocr", "tesseract/choices-boxes.hocr"},
		{"vision", "vision.json"},
	} {
		file, err := os.ReadFile("testdata/" + c.file)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.form, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(file)))
			for b.Loop() {
				if _, err := readerOf(c.form)(bytes.NewReader(file)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkResolve finds the code and the serial number of a small card.
func BenchmarkResolve(b *testing.B) {
	p := open(b, "hocr", "tesseract/choices-boxes.hocr")
	c := &redeem.Corrector{Lookalikes: redeem.Tesseract()}
	b.Run("code", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			p.Resolve(c)
		}
	})
	b.Run("serial", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			p.Serial()
		}
	})
}

// fullPages returns eight pages at the limit of what a page may have, full of
// words that can be put together to the length of a code in many ways.
func fullPages(t testing.TB, word string) []*ocr.Page {
	line := strings.Repeat(word, 1000/len(word)) + "\n"
	pages := make([]*ocr.Page, 8)
	for i := range pages {
		pages[i] = read(t, "text", strings.Repeat(line, 60))
	}
	return pages
}

// BenchmarkFullPages is the worst that a sender of pictures can do: eight pages at
// their limits. It resolves them with the default Corrector, with the slowest one
// known for formats of one and of two check symbols, and looks for a serial number.
func BenchmarkFullPages(b *testing.B) {
	checked := func(scheme string, edits, indels int) *redeem.Corrector {
		s, ok := checkdigit.Lookup(scheme)
		if !ok {
			b.Fatal(scheme)
		}
		f := redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: s.Alphabet(), Check: s})
		return &redeem.Corrector{Format: f, Lookalikes: redeem.Tesseract().WithAny(60), MaxEdits: edits, MaxIndels: indels}
	}
	pages := fullPages(b, "Code: 1=")
	for _, c := range []struct {
		name      string
		corrector *redeem.Corrector
	}{
		{"default", &redeem.Corrector{}},
		{"tesseract", &redeem.Corrector{Lookalikes: redeem.Tesseract()}},
		{"one check symbol", checked("luhn-mod-36", 0, 4)},
		{"two check symbols", checked("rs-gf37-2", 2, 0)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ocr.ResolveOf(c.corrector, pages...)
			}
		})
	}
	b.Run("serial", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			ocr.SerialOf(pages...)
		}
	})
}
