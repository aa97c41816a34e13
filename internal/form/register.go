package form

import (
	"math"

	"github.com/redeemkit/redeem/checkdigit"
)

// Register computes the steps of a Reed-Solomon scheme, of which there are too many
// for a table: a linear feedback shift register. A state is a digit for each check
// character, an element of the field, in a byte of its own, the lowest one first.
// A step adds the symbol to the lowest digit. The sum, called the feedback, moves
// out, the other digits move down, and a multiple of the feedback is added to each.
//
// It has the states and steps of [checkdigit.Scheme.Step], which numbers the same
// digits without gaps, and finds out there what a feedback adds.
type Register struct {
	size   uint32 // of the field
	binary bool   // a sum has no carries: the field of 32
	carry  uint32 // added to a digit that is not below size, sets its highest bit
	high   uint8  // where the highest digit begins

	added, taken [64]uint32 // to all digits, and from them, by feedback
	feedback     [64]uint8  // by the highest digit after the step
	values       [128]uint8 // of symbols
	negated      [128]uint8
}

// NoState stands for no state of a Register.
const NoState = math.MaxUint32

const everyDigit = 0x01010101

func newRegister(s *checkdigit.Scheme) *Register {
	symbols := s.CheckAlphabet()
	size := len(symbols)
	r := &Register{
		size: uint32(size), binary: size&(size-1) == 0,
		carry: uint32(128-size) * everyDigit,
		high:  uint8(8 * (s.Len() - 1)),
	}
	negative := func(digit int) int {
		if r.binary {
			return digit
		}
		return (size - digit) % size
	}
	for i := range size {
		r.values[symbols[i]&0x7F], r.negated[symbols[i]&0x7F] = uint8(i), uint8(negative(i))
	}
	for feedback := range size {
		// The first symbol is 0, so that the lowest digit is the feedback.
		next := s.Step(feedback, 0, s.Len()+1, symbols[0])
		for shift := 0; shift <= int(r.high); shift += 8 {
			digit := next % size
			next /= size
			r.added[feedback] |= uint32(digit) << shift
			r.taken[feedback] |= uint32(negative(digit)) << shift
		}
		r.feedback[r.added[feedback]>>r.high] = uint8(feedback)
	}
	return r
}

// sum adds digit by digit.
func (r *Register) sum(a, b uint32) uint32 {
	if r.binary {
		return a ^ b
	}
	s := a + b
	return s - (s+r.carry)>>7&everyDigit*r.size
}

// Forth returns the state after a symbol. If certain, NoState is in its place where
// no code follows: the feedback of a right check character is 0.
func (r *Register) Forth(state uint32, symbol byte, certain bool) uint32 {
	feedback := r.sum(state&0xFF, uint32(r.values[symbol&0x7F]))
	if certain && feedback != 0 {
		return NoState
	}
	return r.sum(state>>8, r.added[feedback&63])
}

// Back returns the state before a symbol, likewise.
func (r *Register) Back(state uint32, symbol byte, certain bool) uint32 {
	feedback := uint32(r.feedback[state>>r.high&63])
	if certain && feedback != 0 {
		return NoState
	}
	return r.sum(state, r.taken[feedback&63])<<8 | r.sum(feedback, uint32(r.negated[symbol&0x7F]))
}
