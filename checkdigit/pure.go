package checkdigit

// The pure systems of ISO/IEC 7064, MOD M-r: the whole string, read as a
// number in base r, is 1 modulo M. The state is the number so far, modulo M.
//
// Two check characters can hold more than M different pairs, so some payloads
// would have two that fit. One of them is right: the lowest pair that is not
// below least. MOD 97-10 goes from 02 to 98, as IBAN (ISO 13616) and LEI
// (ISO 17442) prescribe; of the others no such rule is known, and
// implementations agree on the least remainder.

var iso7064Mod11x2 = Scheme{
	name:     "iso7064-mod-11-2",
	alphabet: digits,
	check:    digits + "X",
	values:   &digitValues,
	width:    1,
	states:   11,
	accept:   1,
	step:     stepPure,
	modulus:  11,
	radix:    2,
	detects:  &iso7064Mod11x2Detects,
}

var iso7064Mod37x2 = Scheme{
	name:     "iso7064-mod-37-2",
	alphabet: alphanumeric,
	check:    alphanumeric + "*",
	values:   &alphanumericValues,
	width:    1,
	states:   37,
	accept:   1,
	step:     stepPure,
	modulus:  37,
	radix:    2,
	detects:  &iso7064Mod37x2Detects,
}

var iso7064Mod97x10 = Scheme{
	name:     "iso7064-mod-97-10",
	alphabet: alphanumeric,
	check:    digits,
	values:   &alphanumericValues,
	width:    2,
	states:   97,
	accept:   1,
	step:     stepPure,
	modulus:  97,
	radix:    10,
	least:    2,
	detects:  &iso7064Mod97x10Detects,
}

var iso7064Mod661x26 = Scheme{
	name:     "iso7064-mod-661-26",
	alphabet: letters,
	check:    letters,
	values:   &letterValues,
	width:    2,
	states:   661,
	accept:   1,
	step:     stepPure,
	modulus:  661,
	radix:    26,
	detects:  &iso7064Mod661x26Detects,
}

var iso7064Mod1271x36 = Scheme{
	name:     "iso7064-mod-1271-36",
	alphabet: alphanumeric,
	check:    alphanumeric,
	values:   &alphanumericValues,
	width:    2,
	states:   1271,
	accept:   1,
	step:     stepPure,
	modulus:  1271,
	radix:    36,
	detects:  &iso7064Mod1271x36Detects,
}

func stepPure(s *Scheme, state, value, fromEnd int) int {
	if s.width == 2 {
		// The first of two check characters is known from the state, and it
		// must be refused here if wrong: the state after the second one no
		// longer tells the pairs apart that are equal modulo M.
		if fromEnd == 1 && value != s.pair(state)/s.radix {
			return -1
		}
		// Only MOD 97-10 has symbols beyond its radix: the letters, which
		// stand for the two digits of 10 to 35.
		if value >= s.radix {
			state *= s.radix
		}
	}
	return int(uint32(state*s.radix+value) % uint32(s.modulus)) // a division of 64 bits takes longer
}

// pair returns the two check characters that belong after state, as one number
// in the base of the radix.
func (s *Scheme) pair(state int) int {
	rest := (state*s.radix*s.radix + s.least) % s.modulus
	return s.least + (s.modulus+1-rest)%s.modulus
}
