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
	var alnum, special, all uint64
	for n := 0; n < blockSize; n += 8 {
		w := spell.Word(p[n:])
		all |= w
		alnum |= gather(alnum8(w)) << n
		special |= gather(special8(w)) << n
	}
	if all&spell.HighBits == 0 {
		return block{alnum: alnum, special: special}
	}
	return classifyWide(p)
}

// classifyWide is classify for a block with bytes beyond ASCII.
func classifyWide(p []byte) (k block) {
	for n := 0; n < blockSize; n += 8 {
		w := spell.Word(p[n:])
		ascii := w &^ spell.HighBits
		k.alnum |= gather(alnum8(ascii)&^w) << n
		k.special |= gather(special8(ascii)&^w) << n
		k.wide |= gather(w) << n
	}
	return k
}

// alnum8 sets the high bits of the bytes that are letters or digits, and special8
// of those that are special, and of few others. Both may set other bits. They hold
// if no byte of w is beyond ASCII.
func alnum8(w uint64) uint64 {
	const low = spell.LowBits
	lower := w | 0x20*low
	letters := (lower + (0x80-'a')*low) ^ (lower + (0x7F-'z')*low)
	digits := (w + (0x80-'0')*low) ^ (w + (0x7F-'9')*low)
	return letters | digits
}

func special8(w uint64) uint64 {
	const low = spell.LowBits
	return (w ^ '\''*low - 5*low) | // # $ % & '
		(w ^ '='*low - low) |
		((w | 0x20*low) + 4*low) | // \ ] ^ and DEL, but also _ | } ~
		(w - ' '*low) // control characters
}

// gather returns the high bits of the bytes of w, that of the lowest in bit 0.
func gather(w uint64) uint64 { return (w & spell.HighBits) >> 7 * 0x0102040810204080 >> 56 }

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
