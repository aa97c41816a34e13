// Package spell maps characters to the symbols that they stand for in a code,
// and packs symbols into machine words. It is the lowest layer: it knows no
// formats, no error texts and no strings.
package spell

import (
	"cmp"
	"encoding/binary"
	"math/bits"
)

// MaxLen is the number of symbols that Symbols can hold.
const MaxLen = 32

// Symbols holds up to MaxLen ASCII symbols. The zero Symbols holds none.
type Symbols struct {
	// The symbols are in order from the left: the first one is the highest byte
	// of A, and places past the end are zero. The order of the words is
	// therefore the order of the text, and the length needs no field. These are
	// fields, not an array, because Go passes fields in registers and arrays
	// through memory.
	A, B, C, D uint64
}

// Len returns the number of symbols.
func (s Symbols) Len() int {
	switch {
	case s.D != 0:
		return MaxLen - bits.TrailingZeros64(s.D)/8
	case s.C != 0:
		return 24 - bits.TrailingZeros64(s.C)/8
	case s.B != 0:
		return 16 - bits.TrailingZeros64(s.B)/8
	}
	return 8 - bits.TrailingZeros64(s.A)/8
}

// Compare returns -1, 0 or +1 in the order of the texts, byte by byte.
func (s Symbols) Compare(other Symbols) int {
	switch {
	case s.A != other.A:
		return cmp.Compare(s.A, other.A)
	case s.B != other.B:
		return cmp.Compare(s.B, other.B)
	case s.C != other.C:
		return cmp.Compare(s.C, other.C)
	}
	return cmp.Compare(s.D, other.D)
}

// Equal reports in constant time whether the symbols are equal.
func (s Symbols) Equal(other Symbols) bool {
	return (s.A^other.A)|(s.B^other.B)|(s.C^other.C)|(s.D^other.D) == 0
}

// At returns the symbol at place i, or 0 past the end.
func (s Symbols) At(i int) byte {
	w := s.A
	switch i >> 3 {
	case 1:
		w = s.B
	case 2:
		w = s.C
	case 3:
		w = s.D
	}
	return byte(w >> (56 - i&7*8))
}

// And returns the bits that are set in both operands.
func (s Symbols) And(mask Symbols) Symbols {
	return Symbols{s.A & mask.A, s.B & mask.B, s.C & mask.C, s.D & mask.D}
}

// Or returns the bits that are set in either operand.
func (s Symbols) Or(other Symbols) Symbols {
	return Symbols{s.A | other.A, s.B | other.B, s.C | other.C, s.D | other.D}
}

// Text returns the symbols as bytes, with zeros past the end.
func (s Symbols) Text() (text [MaxLen]byte) {
	binary.BigEndian.PutUint64(text[0:], s.A)
	binary.BigEndian.PutUint64(text[8:], s.B)
	binary.BigEndian.PutUint64(text[16:], s.C)
	binary.BigEndian.PutUint64(text[24:], s.D)
	return text
}

// Append appends the symbols to b.
func (s Symbols) Append(b []byte) []byte {
	text := s.Text()
	return append(b, text[:s.Len()]...)
}

// PackText is the inverse of Text.
func PackText(text *[MaxLen]byte) Symbols {
	return Symbols{
		binary.BigEndian.Uint64(text[0:]),
		binary.BigEndian.Uint64(text[8:]),
		binary.BigEndian.Uint64(text[16:]),
		binary.BigEndian.Uint64(text[24:]),
	}
}

// Pack packs up to MaxLen bytes unchanged.
func Pack(b []byte) (s Symbols) {
	n := len(b)
	if n < 8 {
		for i, x := range b {
			s.A |= uint64(x) << (56 - 8*i)
		}
		return s
	}
	s.A = binary.BigEndian.Uint64(b)
	// The last eight bytes, without those that the words before hold.
	last := binary.BigEndian.Uint64(b[n-8:])
	switch {
	case n > 24:
		s.B, s.C = binary.BigEndian.Uint64(b[8:]), binary.BigEndian.Uint64(b[16:])
		s.D = last << (8 * (32 - n))
	case n > 16:
		s.B = binary.BigEndian.Uint64(b[8:])
		s.C = last << (8 * (24 - n))
	case n > 8:
		s.B = last << (8 * (16 - n))
	}
	return s
}

// Pack16 packs the first 16 bytes of b unchanged.
func Pack16(b []byte) Symbols {
	return Symbols{A: binary.BigEndian.Uint64(b), B: binary.BigEndian.Uint64(b[8:])}
}

// Repeat returns Symbols with the byte x in the first n places.
func Repeat(x byte, n int) Symbols {
	var text [MaxLen]byte
	for i := range n {
		text[i] = x
	}
	return PackText(&text)
}
