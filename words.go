package redeem

import (
	"encoding/binary"
	"math/bits"
)

// The functions of this file look at eight symbols at a time. Where the high
// bits of a word are clear, no addition below carries into the next byte, and
// each sets the high bits of the bytes from a certain character on.
const (
	each = 0x0101010101010101
	high = 0x80 * each
)

// alnum8 and digits8 set the high bits of the bytes that are A to Z or 0 to 9,
// and may set other bits.
func alnum8(w uint64) uint64 {
	letter := (w + (0x80-'A')*each) &^ (w + (0x7F-'Z')*each)
	return (digits8(w) | letter) &^ w
}

func digits8(w uint64) uint64 { return (w + (0x80-'0')*each) &^ (w + (0x7F-'9')*each) &^ w }

// upper8 puts a to z in upper case, if there is no byte beyond ASCII.
func upper8(w uint64) uint64 {
	lower := (w + (0x80-'a')*each) &^ (w + (0x7F-'z')*each) &^ w & high
	return w ^ lower>>2
}

// filled returns the n symbols of c with zeros ('0') after them.
func (c Code) filled(n int) Code {
	const zeros = '0' * each
	return Code{
		c.a | zeros>>(8*min(uint(n), 8)),
		c.b | zeros>>(8*min(uint(max(n-8, 0)), 8)),
		c.c | zeros>>(8*min(uint(max(n-16, 0)), 8)),
		c.d | zeros>>(8*min(uint(max(n-24, 0)), 8)),
	}
}

// isAlnum and isDigits report whether all places are A to Z or 0 to 9.
func (c Code) isAlnum() bool {
	return alnum8(c.a)&alnum8(c.b)&alnum8(c.c)&alnum8(c.d)&high == high
}

func (c Code) isDigits() bool {
	return digits8(c.a)&digits8(c.b)&digits8(c.c)&digits8(c.d)&high == high
}

// allAlnum reports whether the symbols of c are all A to Z or 0 to 9.
func (f *Format) allAlnum(c Code) bool {
	if f.spec.Length <= 16 {
		return alnum8(c.a|f.fill.a)&alnum8(c.b|f.fill.b)&high == high
	}
	return Code{c.a | f.fill.a, c.b | f.fill.b, c.c | f.fill.c, c.d | f.fill.d}.isAlnum()
}

// pack packs up to MaxLen bytes as they are.
func pack(b []byte) (c Code) {
	n := len(b)
	if n < 8 {
		for i, x := range b {
			c.a |= uint64(x) << (56 - 8*i)
		}
		return c
	}
	c.a = binary.BigEndian.Uint64(b)
	// The last eight bytes, less those that are in the words before.
	last := binary.BigEndian.Uint64(b[n-8:])
	switch {
	case n > 24:
		c.b, c.c = binary.BigEndian.Uint64(b[8:]), binary.BigEndian.Uint64(b[16:])
		c.d = last << (8 * (32 - n))
	case n > 16:
		c.b = binary.BigEndian.Uint64(b[8:])
		c.c = last << (8 * (24 - n))
	case n > 8:
		c.b = last << (8 * (16 - n))
	}
	return c
}

// canonical packs a code in canonical spelling.
func (f *Format) canonical(b []byte) (Code, bool) {
	if len(b) != f.spec.Length {
		return Code{}, false
	}
	if f.pairs && len(b) == 16 {
		c := Code{a: binary.BigEndian.Uint64(b), b: binary.BigEndian.Uint64(b[8:])}
		return c, c.a&f.prefixMask.a == f.prefix.a && alnum8(c.a)&alnum8(c.b)&high == high
	}
	c := pack(b)
	if c.and(f.prefixMask) != f.prefix {
		return Code{}, false
	}
	if f.checks != nil {
		return c, f.checks.walk(c) == len(b)
	}
	if f.alnum {
		return c, f.allAlnum(c)
	}
	wrong := entry(0)
	for _, x := range b {
		wrong |= f.table[x] ^ (entrySymbol | entryValid | entry(x))
	}
	return c, wrong == 0
}

// hasWrongSymbol reports whether an input as long as a code begins as it must,
// and the leftmost character that is no letter or digit is wrong anywhere. It
// is for formats of which pairs is true. If it says no, there may be another
// fault.
func (f *Format) hasWrongSymbol(b []byte) bool {
	if len(b) != 16 {
		return false
	}
	x, y := upper8(binary.BigEndian.Uint64(b)), upper8(binary.BigEndian.Uint64(b[8:]))
	if x&f.prefixMask.a != f.prefix.a || (x|y)&high != 0 {
		return false
	}
	i := bits.LeadingZeros64(^alnum8(x)&high) / 8
	if i == 8 {
		i += bits.LeadingZeros64(^alnum8(y)&high) / 8
	}
	return i < 16 && alnumTable[b[i&15]] == 0
}

// typed parses an ASCII input as people type it.
func (f *Format) typed(b []byte) (Code, Edits, bool) {
	if f.checks != nil && f.checks.table != nil || len(b) > maxTyped {
		return Code{}, 0, false
	}
	var (
		c         Code
		edits     Edits
		ok, known bool
	)
	if f.alnum {
		c, edits, ok, known = f.regular(b)
	}
	if !known {
		var n int
		var union entry
		c, n, union, ok = f.table.collect(b)
		ok = ok && n == f.spec.Length
		edits = union.edits()
	}
	if !ok || c.and(f.prefixMask) != f.prefix || f.checks != nil && f.checks.walk(c) != f.spec.Length {
		return Code{}, 0, false
	}
	return c, edits, true
}

// regular packs the symbols of an input that is regular inside, whatever is
// before and after it: without separators, or with one after every fourth
// symbol. That is what is typed most, and needs no look at every byte. It is
// for the alphabet 0-9A-Z. known says that ok is the answer; else it has none.
func (f *Format) regular(b []byte) (c Code, edits Edits, ok, known bool) {
	whole := len(b)
	for len(b) > 0 && alnumTable[b[0]] == separator {
		b = b[1:]
	}
	for len(b) > 0 && alnumTable[b[len(b)-1]] == separator {
		b = b[:len(b)-1]
	}
	switch {
	case len(b) == f.spec.Length:
		c = pack(b)
		known = true
	case f.spec.Length == 16 && len(b) == len("1234-5678-9012-3456"):
		if alnumTable[b[4]]&alnumTable[b[9]]&alnumTable[b[14]] != separator {
			return Code{}, 0, false, false
		}
		c.a = uint64(binary.BigEndian.Uint32(b))<<32 | uint64(binary.BigEndian.Uint32(b[5:]))
		c.b = uint64(binary.BigEndian.Uint32(b[10:]))<<32 | uint64(binary.BigEndian.Uint32(b[15:]))
		known = true
	default:
		return Code{}, 0, false, false
	}
	if len(b) != whole || len(b) != f.spec.Length {
		edits = EditSeparator
	}
	upper := Code{upper8(c.a), upper8(c.b), upper8(c.c), upper8(c.d)}
	if upper != c {
		edits |= EditCase
	}
	return upper, edits, f.allAlnum(upper), true
}
