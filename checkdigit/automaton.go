package checkdigit

// Every scheme is a finite automaton that reads a string from left to right,
// check characters included. Valid and Append are written on it, and so can
// be whatever else has to know which strings are valid: a search for the valid
// strings near an invalid one, or a table for faster validation. This file is
// for those who build such things.

// States returns the number of states. States are numbered from 0.
func (s *Scheme) States() int { return s.states }

// Start returns the state before the first symbol.
func (s *Scheme) Start() int { return s.start }

// Accept reports whether a string that leads from [Scheme.Start] to state is
// valid. Exactly one state is accepted.
func (s *Scheme) Accept(state int) bool {
	return state == s.accept && uint(state) < uint(s.states)
}

// Step returns the state that follows state when symbol stands at position pos,
// counted from 0 at the left, of a string of length symbols, check characters
// included. It returns -1
//
//   - if pos is a payload position and symbol is not in [Scheme.Alphabet];
//   - if pos is a check position and symbol is not in [Scheme.CheckAlphabet],
//     or if more symbols follow and symbol is already certain to be the wrong
//     check character;
//   - if no valid string has that length;
//   - if state or pos is out of range.
//
// Step depends on pos and length only through the distance to the end, d =
// length-1-pos. Apart from the check positions, which [Scheme.IsCheck] reports,
// it depends on d as follows:
//
//	luhn, luhn-mod-32, luhn-mod-36, gs1    on d mod 2
//	verhoeff                               on d mod 8
//	the others                             not at all
//
// In a coupon code the step over a check character also depends on the part. In
// a Reed-Solomon code the step over a check character leads to the same state
// as the same symbol at a payload position, unless it is -1.
//
// The same symbol at the same position never leads from different states to the
// same state. So if an error has changed the state, only another error can hide
// it. [Scheme.StepBack] returns the state from which a step came.
//
// Step is a pure function. It uses no table of states, of which there may be
// two million, and it does not allocate.
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

// StepBack returns the state from which [Scheme.Step] leads to state, given the
// same pos, length and symbol, or -1 if there is none. With it a search for
// valid strings can begin at both ends.
//
// For [ReedSolomon] StepBack takes about as long as Step. For the other schemes
// it tries all states, so a caller should make a table of steps. It does not
// allocate.
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
