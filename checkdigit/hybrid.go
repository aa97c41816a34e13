package checkdigit

// The hybrid systems of ISO/IEC 7064, MOD N+1,N: every symbol is added modulo
// N, with N in place of zero, and the sum is doubled modulo N+1. The sum at the
// check character is 1.
//
// N+1 is odd, so doubling permutes 1 to N; the state is the doubled sum modulo
// N, which puts the number N, where the computation starts, at 0. It ends at
// the double of 1.

var iso7064Mod11and10 = Scheme{
	name:     "iso7064-mod-11-10",
	alphabet: digits,
	check:    digits,
	values:   &digitValues,
	width:    1,
	states:   10,
	accept:   2,
	step:     stepHybrid,
	modulus:  10,
	detects:  &iso7064Mod11and10Detects,
}

var iso7064Mod27and26 = Scheme{
	name:     "iso7064-mod-27-26",
	alphabet: letters,
	check:    letters,
	values:   &letterValues,
	width:    1,
	states:   26,
	accept:   2,
	step:     stepHybrid,
	modulus:  26,
	detects:  &iso7064Mod27and26Detects,
}

var iso7064Mod37and36 = Scheme{
	name:     "iso7064-mod-37-36",
	alphabet: alphanumeric,
	check:    alphanumeric,
	values:   &alphanumericValues,
	width:    1,
	states:   36,
	accept:   2,
	step:     stepHybrid,
	modulus:  36,
	detects:  &iso7064Mod37and36Detects,
}

func stepHybrid(s *Scheme, state, value, _ int) int {
	// Both are below the modulus, and divisions would cost more than all else.
	sum := state + value
	switch {
	case sum == 0:
		sum = s.modulus
	case sum > s.modulus:
		sum -= s.modulus
	}
	if sum *= 2; sum > s.modulus {
		sum -= s.modulus + 1
	}
	if sum == s.modulus {
		return 0
	}
	return sum
}
