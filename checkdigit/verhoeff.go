package checkdigit

// Verhoeff's scheme multiplies the digits in the group of the ten symmetries
// of the pentagon, which is not commutative, after a permutation that depends
// on the digit's distance to the end with period eight. The product, the
// rightmost digit first, is the neutral element 0.
//
// Reading from the left, every digit therefore becomes the left factor.
var verhoeff = Scheme{
	name:     "verhoeff",
	alphabet: digits,
	check:    digits,
	values:   &digitValues,
	width:    1,
	states:   10,
	step:     stepVerhoeff,
	detects:  &verhoeffDetects,
}

// verhoeffProduct is the group's multiplication table. A row is a left factor.
const verhoeffProduct = "" +
	"0123456789" +
	"1234067895" +
	"2340178956" +
	"3401289567" +
	"4012395678" +
	"5987604321" +
	"6598710432" +
	"7659821043" +
	"8765932104" +
	"9876543210"

// verhoeffPermutation is the permutation for each distance mod 8, each row the
// second one applied to the row before.
const verhoeffPermutation = "" +
	"0123456789" +
	"1576283094" +
	"5803796142" +
	"8916043527" +
	"9453126870" +
	"4286573901" +
	"2793806415" +
	"7046913258"

func stepVerhoeff(_ *Scheme, state, value, fromEnd int) int {
	left := int(verhoeffPermutation[fromEnd%8*10+value] - '0')
	return int(verhoeffProduct[10*left+state] - '0')
}
