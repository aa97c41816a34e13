package scan

import (
	"math/bits"

	"github.com/redeemkit/redeem/internal/spell"
)

// The roles that a byte may have in a code or beside one.
const (
	opens   = 1 << iota // begins an escape, unless it is a symbol of the format
	goesOn              // may be more than it looks: begins an escape, is invisible, or is beyond ASCII
	joins               // separates groups
	control             // is ESC
	scanned             // begins what a barcode scanner sends in front of a code
	symbol              // is a letter or digit
	noRole  = 0x80      // is no byte's role, and stands for any
)

// roles has the roles of each byte. It is a literal, so that nothing runs when a
// program starts.
var roles = [256]uint8{
	'\\': opens | goesOn, '%': opens | goesOn, '=': opens | goesOn, '&': opens | goesOn, '#': opens | goesOn, '^': opens | goesOn,
	0x1B: control | goesOn,
	']':  scanned,
	' ':  joins, '\t': joins, '-': joins, '+': joins,
	0x00: goesOn, 0x02: goesOn, 0x03: goesOn, 0x1C: goesOn, 0x1D: goesOn, 0x1E: goesOn, 0x7F: goesOn,

	'0': symbol, '1': symbol, '2': symbol, '3': symbol, '4': symbol, '5': symbol, '6': symbol, '7': symbol, '8': symbol, '9': symbol,
	'A': symbol, 'B': symbol, 'C': symbol, 'D': symbol, 'E': symbol, 'F': symbol, 'G': symbol, 'H': symbol, 'I': symbol, 'J': symbol, 'K': symbol, 'L': symbol, 'M': symbol,
	'N': symbol, 'O': symbol, 'P': symbol, 'Q': symbol, 'R': symbol, 'S': symbol, 'T': symbol, 'U': symbol, 'V': symbol, 'W': symbol, 'X': symbol, 'Y': symbol, 'Z': symbol,
	'a': symbol, 'b': symbol, 'c': symbol, 'd': symbol, 'e': symbol, 'f': symbol, 'g': symbol, 'h': symbol, 'i': symbol, 'j': symbol, 'k': symbol, 'l': symbol, 'm': symbol,
	'n': symbol, 'o': symbol, 'p': symbol, 'q': symbol, 'r': symbol, 's': symbol, 't': symbol, 'u': symbol, 'v': symbol, 'w': symbol, 'x': symbol, 'y': symbol, 'z': symbol,

	0x80: goesOn, 0x81: goesOn, 0x82: goesOn, 0x83: goesOn, 0x84: goesOn, 0x85: goesOn, 0x86: goesOn, 0x87: goesOn,
	0x88: goesOn, 0x89: goesOn, 0x8A: goesOn, 0x8B: goesOn, 0x8C: goesOn, 0x8D: goesOn, 0x8E: goesOn, 0x8F: goesOn,
	0x90: goesOn, 0x91: goesOn, 0x92: goesOn, 0x93: goesOn, 0x94: goesOn, 0x95: goesOn, 0x96: goesOn, 0x97: goesOn,
	0x98: goesOn, 0x99: goesOn, 0x9A: goesOn, 0x9B: goesOn, 0x9C: goesOn, 0x9D: goesOn, 0x9E: goesOn, 0x9F: goesOn,
	0xA0: goesOn, 0xA1: goesOn, 0xA2: goesOn, 0xA3: goesOn, 0xA4: goesOn, 0xA5: goesOn, 0xA6: goesOn, 0xA7: goesOn,
	0xA8: goesOn, 0xA9: goesOn, 0xAA: goesOn, 0xAB: goesOn, 0xAC: goesOn, 0xAD: goesOn, 0xAE: goesOn, 0xAF: goesOn,
	0xB0: goesOn, 0xB1: goesOn, 0xB2: goesOn, 0xB3: goesOn, 0xB4: goesOn, 0xB5: goesOn, 0xB6: goesOn, 0xB7: goesOn,
	0xB8: goesOn, 0xB9: goesOn, 0xBA: goesOn, 0xBB: goesOn, 0xBC: goesOn, 0xBD: goesOn, 0xBE: goesOn, 0xBF: goesOn,
	0xC0: goesOn, 0xC1: goesOn, 0xC2: goesOn, 0xC3: goesOn, 0xC4: goesOn, 0xC5: goesOn, 0xC6: goesOn, 0xC7: goesOn,
	0xC8: goesOn, 0xC9: goesOn, 0xCA: goesOn, 0xCB: goesOn, 0xCC: goesOn, 0xCD: goesOn, 0xCE: goesOn, 0xCF: goesOn,
	0xD0: goesOn, 0xD1: goesOn, 0xD2: goesOn, 0xD3: goesOn, 0xD4: goesOn, 0xD5: goesOn, 0xD6: goesOn, 0xD7: goesOn,
	0xD8: goesOn, 0xD9: goesOn, 0xDA: goesOn, 0xDB: goesOn, 0xDC: goesOn, 0xDD: goesOn, 0xDE: goesOn, 0xDF: goesOn,
	0xE0: goesOn, 0xE1: goesOn, 0xE2: goesOn, 0xE3: goesOn, 0xE4: goesOn, 0xE5: goesOn, 0xE6: goesOn, 0xE7: goesOn,
	0xE8: goesOn, 0xE9: goesOn, 0xEA: goesOn, 0xEB: goesOn, 0xEC: goesOn, 0xED: goesOn, 0xEE: goesOn, 0xEF: goesOn,
	0xF0: goesOn, 0xF1: goesOn, 0xF2: goesOn, 0xF3: goesOn, 0xF4: goesOn, 0xF5: goesOn, 0xF6: goesOn, 0xF7: goesOn,
	0xF8: goesOn, 0xF9: goesOn, 0xFA: goesOn, 0xFB: goesOn, 0xFC: goesOn, 0xFD: goesOn, 0xFE: goesOn, 0xFF: goesOn,
}

// isAlnum reports whether an ASCII character is a letter or digit.
func isAlnum(x byte) bool { return x-'0' < 10 || (x|0x20)-'a' < 26 }

// row returns how many letters and digits of ASCII stand in a row from b[i] on,
// no more than maxRow.
func row(b []byte, i int) (n int) {
	for n < maxRow && i+n+8 <= len(b) {
		if others := spell.NotAlnum8(spell.Word(b[i+n:])); others != 0 {
			return min(n+bits.TrailingZeros64(others)/8, maxRow)
		}
		n += 8
	}
	for n < maxRow && i+n < len(b) && isAlnum(b[i+n]) {
		n++
	}
	return min(n, maxRow)
}

// rowBefore returns how many letters and digits of ASCII stand in a row in front
// of b[i], no more than maxBody.
func rowBefore(b []byte, i int) (n int) {
	for n < maxBody && i-n >= 8 {
		w := spell.Word(b[i-n-8:])
		if others := (alnum8(w&^spell.HighBits)&^w ^ spell.HighBits) & spell.HighBits; others != 0 {
			return min(n+bits.LeadingZeros64(others)/8, maxBody)
		}
		n += 8
	}
	for n < maxBody && n < i && isAlnum(b[i-n-1]) {
		n++
	}
	return min(n, maxBody)
}

// hexDigits has the values of the hexadecimal digits, and no for all other bytes.
var hexDigits = [256]uint8{
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, no, no, no, no, no, no,
	no, 10, 11, 12, 13, 14, 15, no, no, no, no, no, no, no, no, no,
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
	no, 10, 11, 12, 13, 14, 15, no, no, no, no, no, no, no, no, no,
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
	no, no, no, no, no, no, no, no, no, no, no, no, no, no, no, no,
}

const no = 0xFF

// hexDigit returns the value of a hexadecimal digit, -1 if x is none.
func hexDigit(x byte) rune { return rune(int8(hexDigits[x])) }
