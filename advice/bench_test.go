package advice_test

import (
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
)

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		advice.New()
	}
}

func BenchmarkFor(b *testing.B) {
	a := advice.New()
	input := "X8KD 49FJ 2M€Q 7WPT"
	b.ReportAllocs()
	for b.Loop() {
		a.For("nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en-US;q=0.6,en;q=0.5",
			advice.OfReport(nil, redeem.GiftCard().Inspect(input), input))
	}
}
