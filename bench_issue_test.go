package redeem_test

import (
	"math/rand/v2"
	"testing"

	"github.com/redeemkit/redeem"
)

func BenchmarkNew(b *testing.B) {
	seeded := rand.NewChaCha8([32]byte{})
	for _, f := range allocFormats {
		b.Run(f.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f.format.New(nil)
			}
		})
		b.Run(f.name+", own reader", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f.format.New(seeded)
			}
		})
	}
}

func BenchmarkScreenAllows(b *testing.B) {
	screen, err := redeem.NewScreen(redeem.SupportArticle(), redeem.OffensiveWords()...)
	if err != nil {
		b.Fatal(err)
	}
	code := redeem.MustParse(benchCode)
	b.ReportAllocs()
	for b.Loop() {
		screen.Allows(code)
	}
}

func BenchmarkFingerprinterSum(b *testing.B) {
	f, err := redeem.NewFingerprinter(fingerprintKey)
	if err != nil {
		b.Fatal(err)
	}
	code := redeem.MustParse(benchCode)
	b.ReportAllocs()
	for b.Loop() {
		f.Sum(code)
	}
}
