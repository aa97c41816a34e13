package redeem

import "math"

// Bits returns the entropy of a code that [Format.New] draws, the binary
// logarithm of the number of codes of the format. Every symbol counts that is
// neither of the prefix nor a check character, of which exactly one fits; so
// the number is a power of the alphabet's size, and only the logarithm is
// rounded. It is 0 if there is a single code.
//
// Whoever tries codes at random finds one of n live ones after about 2^Bits/n
// of them.
func (f *Format) Bits() float64 {
	n, fixed := f.payload(new([MaxLen]byte))
	return float64(n-fixed) * math.Log2(float64(len(f.spec.Alphabet)))
}

// payload writes the symbols of the prefix that are no check characters, and
// returns how many symbols of a code are none, and how many of these the
// prefix fixes.
func (f *Format) payload(b *[MaxLen]byte) (n, fixed int) {
	for place := range f.spec.Length {
		if f.checks != nil && f.checks.isCheck(place) {
			continue
		}
		if place < len(f.spec.Prefix) {
			b[n] = f.spec.Prefix[place]
			fixed++
		}
		n++
	}
	return n, fixed
}
