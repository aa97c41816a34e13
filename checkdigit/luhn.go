package checkdigit

// Luhn's scheme over an even number N of symbols. From the right, every second
// symbol counts twice, and what exceeds N-1 is brought back by adding the two
// digits of the product in base N; the sum over all symbols is a multiple of
// N. The state is that sum.

var luhn = Scheme{
	name:     "luhn",
	alphabet: digits,
	check:    digits,
	values:   &digitValues,
	width:    1,
	states:   10,
	step:     stepLuhn,
	modulus:  10,
	detects:  &luhnDetects,
}

// Luhn mod N prescribes no alphabet. Of thirty-two symbols, Crockford's are
// the most widespread.
var luhnMod32 = Scheme{
	name:     "luhn-mod-32",
	alphabet: crockford32,
	check:    crockford32,
	values:   &crockfordValues,
	width:    1,
	states:   32,
	step:     stepLuhn,
	modulus:  32,
	detects:  &luhnMod32Detects,
}

var luhnMod36 = Scheme{
	name:     "luhn-mod-36",
	alphabet: alphanumeric,
	check:    alphanumeric,
	values:   &alphanumericValues,
	width:    1,
	states:   36,
	step:     stepLuhn,
	modulus:  36,
	detects:  &luhnMod36Detects,
}

func stepLuhn(s *Scheme, state, value, fromEnd int) int {
	if fromEnd%2 == 1 {
		value *= 2
		if value >= s.modulus {
			value -= s.modulus - 1
		}
	}
	// Both are below the modulus, and a division would cost more than all else.
	if state += value; state >= s.modulus {
		state -= s.modulus
	}
	return state
}
