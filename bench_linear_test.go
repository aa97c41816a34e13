package redeem_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/redeemkit/redeem"
)

// BenchmarkRedactorLinear shows that time grows as the text does, whatever it is
// made of and for however many formats: as many bytes a second of a text as of one
// that is four times as long.
func BenchmarkRedactorLinear(b *testing.B) {
	texts := append(benchTexts[:len(benchTexts):len(benchTexts)], []struct{ name, unit string }{
		{"hexadecimal", "4bf92f3577b34da6"},
		{"equal signs", "=58"},
		{"percent signs", "%25"},
		{"backslashes", `\`},
		{"sequences", "\x1b[0m"},
		{"open sequences", "\x1b[0;1;2;3"},
		{"open commands", "\x1b]0;title "},
		{"digits", "1 "},
		{"UUIDs", "3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a41-"},
		{"escaped", `\u0058\u0038\u004b\u0044`},
		{"soft breaks", "X8=\nKD"},
	}...)
	tiny := redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: "01"})
	for name, formats := range map[string][]*redeem.Format{
		"one": {redeem.GiftCard()}, "no prefix": {benchVoucher}, "tiny": {tiny}, "32": benchMixed(),
	} {
		r := redeem.NewRedactor(io.Discard, formats...)
		for _, text := range texts {
			for _, size := range []int{8 << 10, 32 << 10} {
				b.Run(fmt.Sprintf("%s/%s/%d", name, text.name, size), func(b *testing.B) {
					p := []byte(benchText(text.unit, size))
					b.SetBytes(int64(size))
					b.ReportAllocs()
					for b.Loop() {
						r.Write(p)
					}
				})
			}
		}
	}
}
