package checkdigit

// Every scheme is a finite automaton that reads a string from left to right,
// check characters included. Valid and Append are written on it, and so can
// be whatever else has to know which strings are valid: a search for the valid
// strings near an invalid one, or a table for faster validation. This file is
// for those who build such things.

// States returns the number of states. They are numbered from 0.
func (s *Scheme) States() int { return s.states }

// Start returns the state before the first symbol.
func (s *Scheme) Start() int { return s.start }

// Accept reports whether a string is valid that leads from [Scheme.Start] to
// state. Exactly one state is accepted.
func (s *Scheme) Accept(state int) bool {
	return state == s.accept && uint(state) < uint(s.states)
}

// Step returns the state that follows state when symbol stands at position
// pos, counted from 0 at the left, of a string of length symbols in all, check
// characters included. It returns -1 if the symbol may not stand there: at a
// payload position if it is not in [Scheme.Alphabet]; at a check position if
// it is not in [Scheme.CheckAlphabet] or, where more symbols follow, if it is
// already certain not to be the right check character. It also returns -1 if
// no valid string is that long, and for a state or position out of range.
//
// Step depends on pos and length through the distance to the end alone,
// d = length-1-pos, and, apart from the check positions that
// [Scheme.IsCheck] tells, only
//
//	luhn, luhn-mod-32, luhn-mod-36, gs1    on d mod 2
//	verhoeff                               on d mod 8
//	the others                             not at all
//
// In a coupon code the step over a check character depends on the part as
// well. In a Reed-Solomon code it leads, unless it is -1, where the same symbol
// leads at a payload position. From different states the same symbol at the
// same position never leads to the same state, so an error that has changed the
// state can only be made good by another error; [Scheme.StepBack] returns the
// state that it came from.
//
// Step is a pure function, computed without a table of states, of which there
// may be two million, and does not allocate.
func (s *Scheme) Step(state, pos, length int, symbol byte) int {
	if uint(state) >= uint(s.states) || uint(pos) >= uint(length) || !s.fits(length) {
		return -1
	}
	v := s.value(symbol, s.IsCheck(pos, length))
	if v < 0 {
		return -1
	}
	return s.step(s, state, v, length-1-pos)
}

// StepBack returns the state from which [Scheme.Step], with the same position,
// length and symbol, leads to state, or -1 if there is none. So a search for
// valid strings can begin at both ends.
//
// It takes about as long as Step for [ReedSolomon]; for the others it tries all
// states, so that a table of steps is worth making. It does not allocate.
func (s *Scheme) StepBack(state, pos, length int, symbol byte) int {
	if uint(state) >= uint(s.states) || uint(pos) >= uint(length) || !s.fits(length) {
		return -1
	}
	v := s.value(symbol, s.IsCheck(pos, length))
	if v < 0 {
		return -1
	}
	fromEnd := length - 1 - pos
	if s.back != nil {
		return s.back(s, state, v, fromEnd)
	}
	for from := range s.states {
		if s.step(s, from, v, fromEnd) == state {
			return from
		}
	}
	return -1
}

// IsCheck reports whether position pos, counted from 0 at the left, of a
// string of length symbols holds a check character. It is false for a position
// out of range and for a length that no valid string has.
func (s *Scheme) IsCheck(pos, length int) bool {
	return uint(pos) < uint(length) && s.fits(length) && s.checks(length-1-pos)
}

// checks is IsCheck for a position so far from the end of a string that fits.
func (s *Scheme) checks(fromEnd int) bool {
	if s.partLen != 0 {
		return fromEnd%s.partLen == 0
	}
	return fromEnd < s.width
}

// fits reports whether a valid string can be that long. None is under the zero
// Scheme.
func (s *Scheme) fits(length int) bool {
	if s.partLen != 0 {
		return length == s.parts*s.partLen
	}
	return length > s.width && s.width > 0 && (s.most == 0 || length <= s.most)
}

// value returns the value of symbol at a check or a payload position, or -1.
func (s *Scheme) value(symbol byte, check bool) int {
	limit := len(s.alphabet)
	if check {
		limit = len(s.check)
	}
	// One less than the table's entry; no symbol wraps to a large number.
	v := uint(s.values[symbol]) - 1
	if v >= uint(limit) {
		return -1
	}
	return int(v)
}
