package checkdigit

// The check symbol of Douglas Crockford's base 32: the payload, read as a
// number, modulo 37, for which five symbols beyond the thirty-two are needed.
// The state is the number so far, and after the check symbol the difference
// between the two, which is 0.
var crockfordMod37 = Scheme{
	name:     "crockford-mod-37",
	alphabet: crockford32,
	check:    crockford32 + "*~$=U",
	values:   &crockfordValues,
	width:    1,
	states:   37,
	step:     stepCrockford,
	detects:  &crockfordMod37Detects,
}

func stepCrockford(_ *Scheme, state, value, fromEnd int) int {
	if fromEnd == 0 {
		return (state + 37 - value) % 37
	}
	return (state*32 + value) % 37
}
