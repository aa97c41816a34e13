package ocr_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/redeemkit/redeem"
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
