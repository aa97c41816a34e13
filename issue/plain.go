package issue

import (
	"math"
	"math/cmplx"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// fieldSize is the number of symbols of the only field that has one symbol more
// than the payload's alphabet.
const fieldSize = 37

// plainBits returns the binary logarithm of the number of codes of a
// Reed-Solomon code without the extra symbol. The first symbols of the payload
// are fixed, and the alphabet is that of the others. It returns 0 if there is no
// such code.
//
// The check symbols are sums of multiples of the payload's symbols, so that the
// share of payloads without the extra symbol among them, the last of the field,
// is a sum over all vectors y in the field of
//
//	product over check symbols j of g(y_j) × mean over payloads of w^(y·check)
//
// where w is a root of unity, and g is the Fourier transform of what a check
// symbol may be. The mean is a product over the places of the payload.
func plainBits(s *checkdigit.Scheme, payload []byte, fixed int, alphabet string) float64 {
	var root, mean, g [fieldSize]complex128
	for i := range root {
		root[i] = cmplx.Rect(1, 2*math.Pi*float64(i)/fieldSize)
	}
	for t := range mean {
		for _, symbol := range []byte(alphabet) {
			mean[t] += root[t*valueOf(s, symbol)%fieldSize]
		}
		mean[t] /= complex(float64(len(alphabet)), 0)
		g[t] = -root[t] / fieldSize // w^(-36t) is w^t
	}
	g[0]++

	multiples := multiplesOf(s, len(payload))
	share := 0.0
	var y [redeem.MaxLen]int
	for {
		product := complex(1, 0)
		for _, x := range y[:s.Len()] {
			product *= g[x]
		}
		for place, symbol := range payload {
			t := 0
			for j, x := range y[:s.Len()] {
				t += x * multiples[place][j]
			}
			if t %= fieldSize; place < fixed {
				product *= root[t*valueOf(s, symbol)%fieldSize]
			} else {
				product *= mean[t]
			}
			if real(product)*real(product)+imag(product)*imag(product) < 1e-50 {
				break // all of them together are less than a rounding error
			}
		}
		share += real(product)
		digit := 0
		for digit < s.Len() && y[digit] == fieldSize-1 {
			y[digit] = 0
			digit++
		}
		if digit == s.Len() {
			break
		}
		y[digit]++
	}
	codes := share * math.Pow(float64(len(alphabet)), float64(len(payload)-fixed))
	if codes < 1<<40 {
		codes = max(1, math.Round(codes)) // the sum is a rounding error away from a whole number
	}
	return math.Log2(codes)
}

// multiplesOf returns, for each place of a payload of n symbols, what a symbol of
// value 1 there adds to each check symbol.
func multiplesOf(s *checkdigit.Scheme, n int) (multiples [redeem.MaxLen][4]int) {
	var unit, room [redeem.MaxLen]byte
	for place := range n {
		for i := range n {
			unit[i] = s.Alphabet()[0]
		}
		unit[place] = s.Alphabet()[1]
		text, _ := s.Append(room[:0], string(unit[:n]))
		for j, check := range text[n:] {
			multiples[place][j] = valueOf(s, check)
		}
	}
	return multiples
}

// valueOf returns the value of a symbol.
func valueOf(s *checkdigit.Scheme, symbol byte) int {
	return strings.IndexByte(s.CheckAlphabet(), symbol)
}
