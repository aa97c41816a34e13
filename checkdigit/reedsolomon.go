package checkdigit

import (
	"strconv"
	"strings"
)

// Reed-Solomon codes: the symbols of a string are the coefficients of a
// polynomial over a field, the first symbol that of the highest power, and the
// string is valid if the powers 1 to c of a primitive element are its roots.
// The check symbols are what makes the generator, the product of x minus each
// of these powers, divide it.
//
// The state is the syndrome of what has been read: the remainder of that
// polynomial times x^c, divided by the generator. (Its values at the roots are
// the syndromes of textbooks; each follows from the other.) So a state is c
// elements of the field, and the one of the highest power is, negated, the
// check symbol that belongs next. It is the lowest digit of the number of the
// state, written in the base of the field's size, since a digit less is then
// one division.
//
// Vouchers are printed with these symbols: nothing here may change what is
// valid.

// An rsCode is the arithmetic of one field and number of check symbols.
//
// A step adds the symbol to the lowest digit. The sum, called the feedback, is
// the coefficient of x^c, which a multiple of the generator cancels: the other
// digits move down by one, and each gains the feedback times its tap. The taps
// are the coefficients of the generator behind the leading one, negated.
type rsCode struct {
	size       int    // elements of the field
	reciprocal uint32 // of the size, in units of 2^-32, rounded up; 0 for the field of 32
	undo       uint8  // the last tap times this is 1

	taps  [4]uint8  // fields of prime size
	lanes [5]uint32 // the field of 32: all taps times x^i, five bits each
}

// rsCodes has the codes of two to four check symbols for each field.
//
// GF(32) is made of polynomials over {0, 1} modulo x^5+x^2+1, as numbers whose
// bits are the coefficients. The primitive element is 3 in GF(31) and 2 in
// GF(32) and GF(37).
var rsCodes = [...][maxRSChecks - minRSChecks + 1]rsCode{
	{
		{size: 31, reciprocal: 1<<32/31 + 1, undo: 8, taps: [4]uint8{12, 4}},
		{size: 31, reciprocal: 1<<32/31 + 1, undo: 2, taps: [4]uint8{8, 21, 16}},
		{size: 31, reciprocal: 1<<32/31 + 1, undo: 26, taps: [4]uint8{27, 24, 20, 6}},
	},
	{
		{size: 32, undo: 22, lanes: [5]uint32{0x106, 0x20c, 0xb8, 0x155, 0x28f}},
		{size: 32, undo: 25, lanes: [5]uint32{0x2bae, 0x53fc, 0x377d, 0x6a7f, 0x447b}},
		{size: 32, undo: 24, lanes: [5]uint32{0x8a4de, 0x3c999, 0x70717, 0xe0aab, 0xe91f6}},
	},
	{
		{size: 37, reciprocal: 1<<32/37 + 1, undo: 23, taps: [4]uint8{6, 29}},
		{size: 37, reciprocal: 1<<32/37 + 1, undo: 11, taps: [4]uint8{14, 18, 27}},
		{size: 37, reciprocal: 1<<32/37 + 1, undo: 34, taps: [4]uint8{30, 16, 35, 12}},
	},
}

const (
	minRSChecks = 2
	maxRSChecks = 4
	rsPrefix    = "rs-gf"
)

// Every kind of error in a Detection changes one symbol or two, and valid
// strings differ in three at least.
var rsDetects = Detection{
	Substitution:  1,
	Transposition: 1,
	Jump:          1,
	Twin:          1,
	JumpTwin:      1,
	Lookalike:     1,
	LookalikePair: 1,
}

var rsGF32x2 = Scheme{
	name:     "rs-gf32-2",
	alphabet: crockford32,
	check:    crockford32,
	values:   &crockfordValues,
	width:    2,
	most:     31,
	states:   32 * 32,
	step:     stepRSBinary,
	back:     backRSBinary,
	rs:       &rsCodes[1][0],
	detects:  &rsDetects,
}

var rsGF32x3 = Scheme{
	name:     "rs-gf32-3",
	alphabet: crockford32,
	check:    crockford32,
	values:   &crockfordValues,
	width:    3,
	most:     31,
	states:   32 * 32 * 32,
	step:     stepRSBinary,
	back:     backRSBinary,
	rs:       &rsCodes[1][1],
	detects:  &rsDetects,
}

var rsGF32x4 = Scheme{
	name:     "rs-gf32-4",
	alphabet: crockford32,
	check:    crockford32,
	values:   &crockfordValues,
	width:    4,
	most:     31,
	states:   32 * 32 * 32 * 32,
	step:     stepRSBinary,
	back:     backRSBinary,
	rs:       &rsCodes[1][2],
	detects:  &rsDetects,
}

var rsGF37x2 = Scheme{
	name:     "rs-gf37-2",
	alphabet: alphanumeric,
	check:    alphanumeric + "*",
	values:   &alphanumericValues,
	width:    2,
	most:     36,
	states:   37 * 37,
	step:     stepRSPrime,
	back:     backRSPrime,
	rs:       &rsCodes[2][0],
	detects:  &rsDetects,
}

var rsGF37x3 = Scheme{
	name:     "rs-gf37-3",
	alphabet: alphanumeric,
	check:    alphanumeric + "*",
	values:   &alphanumericValues,
	width:    3,
	most:     36,
	states:   37 * 37 * 37,
	step:     stepRSPrime,
	back:     backRSPrime,
	rs:       &rsCodes[2][1],
	detects:  &rsDetects,
}

var rsGF37x4 = Scheme{
	name:     "rs-gf37-4",
	alphabet: alphanumeric,
	check:    alphanumeric + "*",
	values:   &alphanumericValues,
	width:    4,
	most:     36,
	states:   37 * 37 * 37 * 37,
	step:     stepRSPrime,
	back:     backRSPrime,
	rs:       &rsCodes[2][2],
	detects:  &rsDetects,
}

// ReedSolomon returns a scheme with two, three or four check symbols after the
// payload. With c check symbols, two valid strings of equal length differ in at
// least c+1 symbols, so that
//
//   - any c unread symbols can be restored, because exactly one valid string
//     has the others;
//   - any c/2 wrong symbols, rounded down, can be corrected without knowing
//     where they are, because no other valid string differs in so few;
//   - up to c wrong symbols always make the string invalid, and so does every
//     exchange of two different symbols, whether they are neighbors or not.
//
// The alphabet is a field of 31, 32 or 37 elements, and the index of a symbol
// is its value. An alphabet of 36 symbols uses the field of 37 elements; the
// last element is written * and only appears as a check symbol. A string, check
// symbols included, has fewer symbols than the field has elements; see
// [Scheme.MaxLen].
//
// The name of the scheme consists of the field, the number of check symbols,
// and the alphabet unless that is Crockford's or 0-9A-Z: rs-gf32-2, or
// rs-gf31-3:23456789ABCDEFGHJKLMNPQRSTUVWXY. The strings that are valid under a
// name never change.
//
// ReedSolomon fails with an error that wraps [ErrParts] and says what is wrong:
// an alphabet of another size, a symbol that is there twice (the added *
// included), a symbol that is a space or not printable ASCII, fewer than two
// check symbols, or more than four. It allocates.
func ReedSolomon(alphabet string, checks int) (*Scheme, error) {
	check := alphabet
	if len(alphabet) == len(alphanumeric) {
		check += "*"
	}
	var codes *[len(rsCodes[0])]rsCode
	for i := range rsCodes {
		if rsCodes[i][0].size == len(check) {
			codes = &rsCodes[i]
		}
	}
	if codes == nil {
		return nil, partsError("an alphabet of neither 31, 32, 36 nor 37 symbols, so that there is no field for it")
	}
	symbols := new(values)
	for i := range len(check) {
		if check[i] <= ' ' || check[i] > '~' {
			return nil, partsError("an alphabet with a symbol that is not printable ASCII")
		}
		if symbols[check[i]] != 0 {
			return nil, partsError("an alphabet with a symbol twice")
		}
		symbols[check[i]] = uint8(i + 1)
	}
	switch {
	case checks < minRSChecks:
		return nil, partsError("fewer than two check symbols")
	case checks > maxRSChecks:
		return nil, partsError("more than four check symbols")
	}
	code := &codes[checks-minRSChecks]
	name := rsPrefix + strconv.Itoa(code.size) + "-" + strconv.Itoa(checks)
	if alphabet == crockford32 || alphabet == alphanumeric {
		s, _ := Lookup(name)
		return s, nil
	}
	s := &Scheme{
		name:     name + ":" + alphabet,
		alphabet: alphabet,
		check:    check,
		values:   symbols,
		width:    checks,
		most:     code.size - 1,
		states:   1,
		step:     stepRSPrime,
		back:     backRSPrime,
		rs:       code,
		detects:  &rsDetects,
	}
	for range checks {
		s.states *= code.size
	}
	if code.reciprocal == 0 {
		s.step, s.back = stepRSBinary, backRSBinary
	}
	return s, nil
}

// lookupReedSolomon finds the scheme of an alphabet that is part of the name,
// by trying, as lookupCoupon does.
func lookupReedSolomon(name string) (*Scheme, bool) {
	numbers, alphabet, _ := strings.Cut(name, ":")
	_, checks, _ := strings.Cut(strings.TrimPrefix(numbers, rsPrefix), "-")
	c, _ := strconv.Atoi(checks)
	s, err := ReedSolomon(alphabet, c)
	if err != nil || s.name != name {
		return nil, false
	}
	return s, true
}

// rsCertain reports whether the symbol so far from the end is certain to be a
// wrong check symbol: the feedback of a right one is 0. It is false for the
// last symbol, which leads to a state that is not accepted.
func (s *Scheme) rsCertain(feedback, fromEnd int) bool {
	return feedback != 0 && fromEnd != 0 && fromEnd < s.width
}

func stepRSBinary(s *Scheme, state, value, fromEnd int) int {
	feedback := state&31 ^ value
	if s.rsCertain(feedback, fromEnd) {
		return -1
	}
	return state>>5 ^ s.rs.tapped(feedback)
}

func backRSBinary(s *Scheme, state, value, fromEnd int) int {
	high := 5 * (s.width - 1)
	feedback := timesGF32(state>>high, int(s.rs.undo))
	if s.rsCertain(feedback, fromEnd) {
		return -1
	}
	return (state^s.rs.tapped(feedback))<<5 | feedback ^ value
}

// tapped returns the feedback times each of the taps.
func (c *rsCode) tapped(feedback int) int {
	f, lanes := uint32(feedback), &c.lanes // a loop takes twice as long
	return int(lanes[0]&-(f&1) ^ lanes[1]&-(f>>1&1) ^ lanes[2]&-(f>>2&1) ^ lanes[3]&-(f>>3&1) ^ lanes[4]&-(f>>4&1))
}

// timesGF32 multiplies in the field of thirty-two elements.
func timesGF32(a, b int) int {
	product := 0
	for ; b != 0; b >>= 1 {
		product ^= a & -(b & 1)
		if a <<= 1; a&0b100000 != 0 {
			a ^= 0b100101
		}
	}
	return product
}

func stepRSPrime(s *Scheme, state, value, fromEnd int) int {
	rest, lowest := s.rs.divide(state)
	_, feedback := s.rs.divide(lowest + value)
	if s.rsCertain(feedback, fromEnd) {
		return -1
	}
	next, power := 0, 1
	for _, tap := range s.rs.taps[:s.width] {
		var digit int
		rest, digit = s.rs.divide(rest)
		_, digit = s.rs.divide(digit + feedback*int(tap))
		next += digit * power
		power *= s.rs.size
	}
	return next
}

func backRSPrime(s *Scheme, state, value, fromEnd int) int {
	highest := state
	for range s.width - 1 {
		highest, _ = s.rs.divide(highest)
	}
	_, feedback := s.rs.divide(highest * int(s.rs.undo))
	if s.rsCertain(feedback, fromEnd) {
		return -1
	}
	_, before := s.rs.divide(feedback + s.rs.size - value)
	power := s.rs.size
	for _, tap := range s.rs.taps[:s.width-1] {
		var digit int
		state, digit = s.rs.divide(state)
		_, digit = s.rs.divide(digit + (s.rs.size-feedback)*int(tap))
		before += digit * power
		power *= s.rs.size
	}
	return before
}

// divide returns n divided by the size of a field, and what remains. The
// product is exact enough for every n below 2^32/size, and far faster than a
// division.
func (c *rsCode) divide(n int) (quotient, rest int) {
	quotient = int(uint64(n) * uint64(c.reciprocal) >> 32)
	return quotient, n - quotient*c.size
}
