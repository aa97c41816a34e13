package redeem_test

import (
	"io"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
)

// TestRedactorLinear is the promise that time grows as the text does, whatever it
// is made of and for however many formats: a text that is four times as long takes
// less than eight times as long.
func TestRedactorLinear(t *testing.T) {
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
			least := func(size int) time.Duration {
				p, best := []byte(benchText(text.unit, size)), time.Hour
				for range 4 {
					start := time.Now()
					r.Write(p)
					best = min(best, time.Since(start))
				}
				return best
			}
			const size = 8 << 10
			once, more := least(size), least(4*size)
			if more > 8*once && more > 10*time.Millisecond {
				t.Errorf("%s, %s: %v for %d bytes, %v for four times as many", name, text.name, once, size, more)
			}
		}
	}
}
