package checkdigit

// The payload symbols of the schemes, each at its value.
const (
	digits       = "0123456789"
	letters      = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	alphanumeric = digits + letters
	crockford32  = digits + "ABCDEFGHJKMNPQRSTVWXYZ"
	coupon32     = digits + "ABCDEFGHJKLMNPQRTUVWXY"
)

// values holds, for every byte, one more than its value as a symbol, so that
// zero, which a literal leaves in the places it does not name, is not a symbol.
// A scheme's payload and check symbols never disagree about a value, so one
// table serves both and the length of the alphabet in question is the limit.
type values [256]uint8

// digitValues knows X, the check symbol for ten.
var digitValues = values{
	'0': 1, '1': 2, '2': 3, '3': 4, '4': 5, '5': 6, '6': 7, '7': 8, '8': 9, '9': 10,
	'X': 11,
}

var letterValues = values{
	'A': 1, 'B': 2, 'C': 3, 'D': 4, 'E': 5, 'F': 6, 'G': 7, 'H': 8, 'I': 9, 'J': 10,
	'K': 11, 'L': 12, 'M': 13, 'N': 14, 'O': 15, 'P': 16, 'Q': 17, 'R': 18, 'S': 19,
	'T': 20, 'U': 21, 'V': 22, 'W': 23, 'X': 24, 'Y': 25, 'Z': 26,
}

// alphanumericValues knows *, the check symbol for thirty-six.
var alphanumericValues = values{
	'0': 1, '1': 2, '2': 3, '3': 4, '4': 5, '5': 6, '6': 7, '7': 8, '8': 9, '9': 10,
	'A': 11, 'B': 12, 'C': 13, 'D': 14, 'E': 15, 'F': 16, 'G': 17, 'H': 18, 'I': 19,
	'J': 20, 'K': 21, 'L': 22, 'M': 23, 'N': 24, 'O': 25, 'P': 26, 'Q': 27, 'R': 28,
	'S': 29, 'T': 30, 'U': 31, 'V': 32, 'W': 33, 'X': 34, 'Y': 35, 'Z': 36,
	'*': 37,
}

// crockfordValues knows the five check symbols that follow the thirty-two.
var crockfordValues = values{
	'0': 1, '1': 2, '2': 3, '3': 4, '4': 5, '5': 6, '6': 7, '7': 8, '8': 9, '9': 10,
	'A': 11, 'B': 12, 'C': 13, 'D': 14, 'E': 15, 'F': 16, 'G': 17, 'H': 18, 'J': 19,
	'K': 20, 'M': 21, 'N': 22, 'P': 23, 'Q': 24, 'R': 25, 'S': 26, 'T': 27, 'V': 28,
	'W': 29, 'X': 30, 'Y': 31, 'Z': 32,
	'*': 33, '~': 34, '$': 35, '=': 36, 'U': 37,
}

var couponValues = values{
	'0': 1, '1': 2, '2': 3, '3': 4, '4': 5, '5': 6, '6': 7, '7': 8, '8': 9, '9': 10,
	'A': 11, 'B': 12, 'C': 13, 'D': 14, 'E': 15, 'F': 16, 'G': 17, 'H': 18, 'J': 19,
	'K': 20, 'L': 21, 'M': 22, 'N': 23, 'P': 24, 'Q': 25, 'R': 26, 'T': 27, 'U': 28,
	'V': 29, 'W': 30, 'X': 31, 'Y': 32,
}
