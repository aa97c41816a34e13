package scan

import (
	"math/bits"

	"github.com/redeemkit/redeem/internal/spell"
)

// blockSize is how much of a text is classified at a time: a bit of a machine
// word for each byte.
const blockSize = 64

// block is what a piece of a text of blockSize bytes consists of: the bits of
// what is what.
type block struct {
	alnum   uint64 // letters and digits of ASCII
	special uint64 // what may begin an escape or be one, and few others of ASCII
	wide    uint64 // bytes beyond ASCII
}

// classify returns the block at b[i]. If b is not all, its end is special:
// nobody knows what follows.
func classify(b []byte, i int, final bool) (k block) {
	if i+blockSize > len(b) {
		if i > len(b) {
			return block{}
		}
		var rest [blockSize]byte
		n := copy(rest[:], b[i:])
		k = classify(rest[:], 0, true)
		inside := uint64(1)<<n - 1
		k.alnum, k.special, k.wide = k.alnum&inside, k.special&inside, k.wide&inside
		if !final {
			k.special |= 1 << n
		}
		return k
	}
	p := b[i : i+blockSize : i+blockSize]
	for n := 0; n < blockSize; n += 8 {
		alnum, special, wide := classify8(spell.Word(p[n:]))
		k.alnum |= gather(alnum) << n
		k.special |= gather(special) << n
		k.wide |= gather(wide) << n
	}
	return k
}

// classify8 classifies eight bytes. Each answer is in the high bits of the bytes.
// Of the special ones there are some too many.
func classify8(w uint64) (alnum, special, wide uint64) {
	const low, high = spell.LowBits, spell.HighBits
	ascii := w &^ high
	lower := ascii | 0x20*low
	letters := (lower + (0x80-'a')*low) ^ (lower + (0x7F-'z')*low)
	digits := (ascii + (0x80-'0')*low) ^ (ascii + (0x7F-'9')*low)
	special = (w ^ '\''*low - 5*low) | // # $ % & '
		(w ^ '='*low - low) |
		(w | 2*low ^ '^'*low - low) | // \ ^
		(w - ' '*low) // control characters
	return (letters | digits) &^ w & high, special &^ w & high, w & high
}

// gather returns the high bits of the bytes of w, that of the lowest in bit 0.
func gather(w uint64) uint64 { return (w & spell.HighBits) >> 7 * 0x0102040810204080 >> 56 }

// row returns how many letters and digits of ASCII stand in a row from b[i] on,
// no more than maxRows.
func row(b []byte, i int) (n int) {
	for n < maxRows && i+n+8 <= len(b) {
		alnum, _, _ := classify8(spell.Word(b[i+n:]))
		if others := alnum ^ spell.HighBits; others != 0 {
			return min(n+bits.TrailingZeros64(others)/8, maxRows)
		}
		n += 8
	}
	for n < maxRows && i+n < len(b) && isAlnum(b[i+n]) {
		n++
	}
	return min(n, maxRows)
}

// rowBefore returns how many letters and digits of ASCII stand in a row in front
// of b[i], no more than maxRow.
func rowBefore(b []byte, i int) (n int) {
	for n < maxRow && i-n >= 8 {
		alnum, _, _ := classify8(spell.Word(b[i-n-8:]))
		if others := alnum ^ spell.HighBits; others != 0 {
			return min(n+bits.LeadingZeros64(others)/8, maxRow)
		}
		n += 8
	}
	for n < maxRow && n < i && isAlnum(b[i-n-1]) {
		n++
	}
	return min(n, maxRow)
}
