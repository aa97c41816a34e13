package scan

import "github.com/redeemkit/redeem/internal/spell"

// numbers says of a format which rows of digits are taken for numbers, though
// they have the form of a code.
type numbers struct {
	decimal bool // of 0 to 9
	hex     bool // of 0 to 9 and a to f
}

// rareNumber is how many of the codes of a format look like a number at most if
// numbers are not taken for codes.
const rareNumber = 1e-5

// KeepNumbers has the numbers stay that look like a code of a format of which
// hardly any code looks like a number.
func (s *Set) KeepNumbers() {
	s.numbers = make([]numbers, len(s.formats))
	for i, f := range s.formats {
		decimal, hex := 1.0, 1.0
		for place := range f.Length {
			symbols := f.SymbolsAt(place)
			d, h := 0, 0
			for _, x := range []byte(symbols) {
				if x-'0' < 10 {
					d++
				}
				if hexDigit(x) >= 0 {
					h++
				}
			}
			decimal *= float64(d) / float64(len(symbols))
			hex *= float64(h) / float64(len(symbols))
		}
		s.numbers[i] = numbers{decimal < rareNumber, hex < rareNumber}
	}
}

// stays reports whether what has the form of a code of a format is a number that
// stays. It is one if it is spelled without a separator.
func (s *Set) stays(format int, text []byte) bool {
	if s.numbers == nil || len(text) > spell.MaxLen {
		return false
	}
	isDecimal, isHex := true, true
	for _, x := range text {
		isDecimal = isDecimal && x-'0' < 10
		isHex = isHex && (x-'0' < 10 || x-'a' < 6)
	}
	n := s.numbers[format]
	return n.decimal && isDecimal || n.hex && isHex
}
