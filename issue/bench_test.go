package issue

import (
	"math/rand/v2"
	"testing"

	"github.com/redeemkit/redeem"
)

var benchCode = redeem.MustParse("X8KD49FJ2MZQ7WPT")

func BenchmarkNew(b *testing.B) {
	seeded := rand.NewChaCha8([32]byte{})
	for _, f := range allocFormats(b) {
		b.Run(f.Name(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				New(f, nil)
			}
		})
		b.Run(f.Name()+", own reader", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				New(f, seeded)
			}
		})
	}
}

func BenchmarkBits(b *testing.B) {
	for _, f := range allocFormats(b) {
		b.Run(f.Name(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Bits(f)
			}
		})
	}
}

func BenchmarkScreenAllows(b *testing.B) {
	screen := mustScreen(b, redeem.SupportArticle(), OffensiveWords()...)
	b.ReportAllocs()
	for b.Loop() {
		screen.Allows(benchCode)
	}
}

func BenchmarkFingerprinterSum(b *testing.B) {
	f := mustFingerprinter(b, fingerprintKey)
	b.ReportAllocs()
	for b.Loop() {
		f.Sum(benchCode)
	}
}

func BenchmarkFingerprinterSumParallel(b *testing.B) {
	f := mustFingerprinter(b, fingerprintKey)
	b.ReportAllocs()
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			f.Sum(benchCode)
		}
	})
}
