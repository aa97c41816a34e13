package issue

import (
	"math"

	"github.com/redeemkit/redeem"
)

// Bits returns the entropy of a code that [New] draws, the binary logarithm of
// the number of codes of the format. Every symbol counts that is neither of the
// prefix nor a check character, of which exactly one fits; so the number is a
// power of the alphabet's size, and only the logarithm is rounded. It is 0 if
// there is a single code, and for a nil Format and the zero Format. It does not
// allocate.
//
// Whoever tries codes at random finds one of n live ones after about 2^Bits/n
// of them.
func Bits(f *redeem.Format) float64 {
	if !usable(f) {
		return 0
	}
	n, fixed := drawn(f, new([redeem.MaxLen]byte))
	return float64(n-fixed) * math.Log2(float64(len(f.Alphabet())))
}
