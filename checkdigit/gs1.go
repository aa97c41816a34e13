package checkdigit

// The check digit of GS1 numbers (GTIN, EAN, UPC, SSCC). From the right, the
// check digit and every second digit count once and those between three times;
// the sum is a multiple of ten. The state is that sum.
var gs1 = Scheme{
	name:     "gs1",
	alphabet: digits,
	check:    digits,
	values:   &digitValues,
	width:    1,
	states:   10,
	step:     stepGS1,
	detects:  &gs1Detects,
}

func stepGS1(_ *Scheme, state, value, fromEnd int) int {
	if fromEnd%2 == 1 {
		value *= 3
	}
	return (state + value) % 10
}
