package checkdigit

// Damm's scheme: the state and the next symbol are multiplied in a quasigroup
// chosen so that (c*x)*y = (c*y)*x only for x = y, which catches every exchange
// of neighbors, and so that x*x = 0, which makes the check symbol equal to the
// state before it and the last state 0.

var damm = Scheme{
	name:     "damm",
	alphabet: digits,
	check:    digits,
	values:   &digitValues,
	width:    1,
	states:   10,
	step:     stepDamm,
	detects:  &dammDetects,
}

// dammTable is the quasigroup of order ten from H. Michael Damm's thesis
// (2004), in the arrangement with zeros on the diagonal. A row is a state.
const dammTable = "" +
	"0317598642" +
	"7092154863" +
	"4206871359" +
	"1750983426" +
	"6123045978" +
	"3674209581" +
	"5869720134" +
	"8945362017" +
	"9438617205" +
	"2581436790"

func stepDamm(_ *Scheme, state, value, _ int) int {
	return int(dammTable[10*state+value] - '0')
}

// Over thirty-two symbols the quasigroup needs no table: x*y = a(x+y) in the
// field of thirty-two elements has both properties for every a but 0 and 1.
// With a primitive a the weights of two symbols differ unless they stand a
// multiple of thirty-one places apart, so all exchanges within that distance
// are caught, and all changes of two equal symbols to two other equal ones.
var dammGF32 = Scheme{
	name:     "damm-gf32",
	alphabet: crockford32,
	check:    crockford32,
	values:   &crockfordValues,
	width:    1,
	states:   32,
	step:     stepDammGF32,
	detects:  &dammGF32Detects,
}

// stepDammGF32 takes the bits of a number for the coefficients of a polynomial
// over {0, 1}, and multiplies by x modulo x^5+x^2+1, of which x is a primitive
// root.
func stepDammGF32(_ *Scheme, state, value, _ int) int {
	product := (state ^ value) << 1
	if product&0b100000 != 0 {
		product ^= 0b100101
	}
	return product
}
