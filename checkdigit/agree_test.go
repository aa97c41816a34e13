package checkdigit_test

import (
	"math/rand/v2"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// TestAgreesWithNaive compares with the naive implementation on random payloads and on
// corrupted codes of them.
func TestAgreesWithNaive(t *testing.T) {
	rounds := exhaustive.Pick(1_000, 100_000)
	for s := range everyScheme(t) {
		t.Run(s.Name(), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(7064, 1))
			rounds := rounds
			if isReedSolomon(s) {
				rounds /= 50 // TestReedSolomonAlgebra and others compare as well
			}
			n := naiveOf(s.Name())
			var dst []byte
			valid := 0
			for range rounds {
				payload := randomPayload(rng, s, 1+rng.IntN(24))
				want := n.protect(payload)
				var err error
				if dst, err = s.Append(dst[:0], payload); err != nil || string(dst) != want {
					t.Fatalf("Append(%q) = %q, %v, want %q", payload, dst, err, want)
				}
				if !s.Valid(want) {
					t.Fatalf("Valid(%q) = false", want)
				}
				bad := corrupt(rng, s, want)
				if got, want := s.Valid(bad), n.valid(bad, s.Len()); got != want {
					t.Fatalf("Valid(%q) = %v, want %v", bad, got, want)
				} else if got {
					valid++
				}
			}
			t.Logf("%d of %d corrupted strings are valid", valid, rounds)
		})
	}
}

// corrupt changes one to three symbols, exchanges some, drops or adds one, or
// makes up a new string.
func corrupt(rng *rand.Rand, s *checkdigit.Scheme, str string) string {
	symbols := s.Alphabet() + s.CheckAlphabet()
	b := []byte(str)
	for range 1 + rng.IntN(3) {
		i, j := rng.IntN(len(b)), rng.IntN(len(b))
		switch rng.IntN(6) {
		case 0, 1, 2:
			b[i] = symbols[rng.IntN(len(symbols))]
		case 3:
			b[i], b[j] = b[j], b[i]
		case 4:
			b = append(b, symbols[rng.IntN(len(symbols))])
		case 5:
			if len(b) > 1 {
				b = b[:len(b)-1]
			}
		}
	}
	return string(b)
}
