package checkdigit

import (
	"strconv"
	"strings"
)

const (
	couponPrefix  = "coupon-code-"
	couponModulus = 31
	maxCouponLen  = 255
)

// CouponCode returns the scheme of Algorithm::CouponCode by Grant McLean and
// its ports. A code has a number of parts with partLen symbols each. The last
// symbol of each part is its check character. It depends on the position of the
// part, so exchanged parts are detected. Strings are written without the dashes
// between parts. The name of the scheme has its numbers: coupon-code-3x4 stands
// for three parts of four symbols.
//
// The scheme computes modulo 31 over thirty-two symbols, so it cannot tell 0
// from Y. Every check character covers only its own part: in a part of four
// symbols, one in thirty-one changes of several symbols is not detected.
//
// CouponCode fails with [ErrParts] unless there is at least one part, each part
// has at least two symbols, and all parts have at most 255 symbols together.
func CouponCode(parts, partLen int) (*Scheme, error) {
	if parts < 1 || partLen < 2 || parts > maxCouponLen/partLen {
		return nil, ErrParts
	}
	return &Scheme{
		name:     couponPrefix + strconv.Itoa(parts) + "x" + strconv.Itoa(partLen),
		alphabet: coupon32,
		check:    coupon32[:couponModulus],
		values:   &couponValues,
		width:    parts,
		states:   couponModulus,
		start:    1,
		accept:   (parts + 1) % couponModulus,
		step:     stepCoupon,
		parts:    parts,
		partLen:  partLen,
	}, nil
}

// lookupCoupon finds the scheme by trying: numbers that do not parse are none
// that CouponCode takes, and numbers spelled otherwise give another name.
func lookupCoupon(name string) (*Scheme, bool) {
	numbers, ok := strings.CutPrefix(name, couponPrefix)
	if !ok {
		return nil, false
	}
	parts, partLen, _ := strings.Cut(numbers, "x")
	p, _ := strconv.Atoi(parts)
	l, _ := strconv.Atoi(partLen)
	s, err := CouponCode(p, l)
	if err != nil || s.name != name {
		return nil, false
	}
	return s, true
}

// stepCoupon computes with states that start at the number of the part,
// counted from 1. A check character is the state itself; the right one leads
// to the start of the next part and no other leads anywhere.
func stepCoupon(s *Scheme, state, value, fromEnd int) int {
	if fromEnd%s.partLen != 0 {
		return (state*19 + value) % couponModulus
	}
	if value != state {
		return -1
	}
	next := s.parts - fromEnd/s.partLen + 1
	return next % couponModulus
}
