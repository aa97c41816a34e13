package issue

import (
	"math"

	"github.com/redeemkit/redeem"
)

// Bits returns the entropy, in bits, of a code that [New] draws: the binary
// logarithm of the number of codes of the format. Symbols of the prefix and
// check characters add nothing, because exactly one symbol fits each of these
// places. The number of codes is therefore a power of the alphabet's size, and
// only the logarithm is rounded. Bits returns 0 if the format has a single
// code, and for a nil Format and the zero Format. It does not allocate.
//
// If n codes are live, an attacker who tries random codes finds one of them
// after about 2^Bits/n attempts.
func Bits(f *redeem.Format) float64 {
	if !usable(f) {
		return 0
	}
	n, fixed := drawn(f, new([redeem.MaxLen]byte))
	return float64(n-fixed) * math.Log2(float64(len(f.Alphabet())))
}
