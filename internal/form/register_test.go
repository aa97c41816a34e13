package form_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/form"
)

// TestRegister compares the steps of every Reed-Solomon scheme with those of the
// scheme, from random states and back.
func TestRegister(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, alphabet := range []string{"0123456789ABCDEFGHJKMNPQRSTVWXYZ", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "23456789ABCDEFGHJKLMNPQRSTUVWXY"} {
		for checks := 2; checks <= 4; checks++ {
			scheme, err := checkdigit.ReedSolomon(alphabet, checks)
			if err != nil {
				t.Fatal(err)
			}
			length := checks + 3
			c := form.New(form.Spec{Length: length, Alphabet: alphabet[:9], Scheme: scheme, Model: &alike.SupportArticle}).Check
			if tabled := scheme.States() <= form.MostTabled; tabled != (c.Register == nil) || tabled != (c.Next != nil) {
				t.Fatalf("%s: the steps are in a table: %t", scheme.Name(), c.Next != nil)
			} else if tabled {
				continue
			}
			size := len(scheme.CheckAlphabet())
			packed := func(state int) (digits uint32) {
				for shift := range checks {
					digits |= uint32(state%size) << (8 * shift)
					state /= size
				}
				return digits
			}
			stands := func(state int) uint32 {
				if state < 0 {
					return c.None
				}
				return packed(state)
			}
			if c.Start != packed(scheme.Start()) || !scheme.Accept(0) || c.Accept != 0 {
				t.Errorf("%s: start %#x, accept %#x", scheme.Name(), c.Start, c.Accept)
			}
			for range exhaustive.Pick(200, 20_000) {
				state, place := random.IntN(scheme.States()), random.IntN(length)
				for symbol := range 256 {
					want, back := stands(scheme.Step(state, place, length, byte(symbol))), stands(scheme.StepBack(state, place, length, byte(symbol)))
					if !scheme.IsCheck(place, length) && strings.IndexByte(alphabet[:9], byte(symbol)) < 0 {
						want, back = c.None, c.None // the format has fewer symbols
					}
					if got := c.Step(packed(state), place, byte(symbol)); got != want {
						t.Fatalf("%s: Step(%#x, %d, %q) = %#x, want %#x", scheme.Name(), packed(state), place, symbol, got, want)
					}
					if got := c.StepBack(packed(state), place, byte(symbol)); got != back {
						t.Fatalf("%s: StepBack(%#x, %d, %q) = %#x, want %#x", scheme.Name(), packed(state), place, symbol, got, back)
					}
				}
			}
		}
	}
}
