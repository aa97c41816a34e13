package redeem

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// The functions of this file look at eight symbols at a time. Where the high
// bits of a word are clear, no addition below carries into the next byte, and
// each sets the high bits of the bytes from a certain character on.
const (
	each = 0x0101010101010101
	high = 0x80 * each
)

// alnum8 and digits8 set the high bits of the bytes that are A to Z or 0 to 9,
// and may set other bits: each sum sets them from a certain character on, so
// the sums of two neighbours differ between them. That holds if no byte of w is
// beyond ASCII, which its high bits tell.
func alnum8(w uint64) uint64 {
	return digits8(w) ^ (w + (0x80-'A')*each) ^ (w + (0x7F-'Z')*each)
}

func digits8(w uint64) uint64 { return (w + (0x80-'0')*each) ^ (w + (0x7F-'9')*each) }

// upper8 puts a to z in upper case, if there is no byte beyond ASCII; else it
// leaves one beyond it.
func upper8(w uint64) uint64 {
	lower := ((w + (0x80-'a')*each) ^ (w + (0x7F-'z')*each)) & high
	return w ^ lower>>2
}

// alnum16 reports whether the bytes of both words are all A to Z or 0 to 9.
func alnum16(x, y uint64) bool { return (alnum8(x)&alnum8(y)^high|x|y)&high == 0 }

// word returns the first eight bytes of s, the first in the lowest byte.
func word[T string | []byte](s T) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// other8 sets the high bits of the bytes that are not A to Z or 0 to 9, and no
// other bits. A byte beyond ASCII, which is one of them, may spoil the answer
// for the one above it.
func other8(w uint64) uint64 { return (alnum8(w) ^ high | w) & high }

// isAlnum reports whether all places are A to Z or 0 to 9.
func (c Code) isAlnum() bool {
	return alnum8(c.a)&alnum8(c.b)&alnum8(c.c)&alnum8(c.d)&^(c.a|c.b|c.c|c.d)&high == high
}

// allAlnum reports whether the symbols of c are all A to Z or 0 to 9.
func (f *Format) allAlnum(c Code) bool {
	if f.spec.Length <= 16 {
		return alnum16(c.a|f.fill.a, c.b|f.fill.b)
	}
	return Code{c.a | f.fill.a, c.b | f.fill.b, c.c | f.fill.c, c.d | f.fill.d}.isAlnum()
}

// pack16 packs the first 16 bytes of b as they are.
func pack16(b []byte) Code {
	return Code{a: binary.BigEndian.Uint64(b), b: binary.BigEndian.Uint64(b[8:])}
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
		c := pack16(b)
		return c, c.a&f.prefixMask.a == f.prefix.a && alnum16(c.a, c.b)
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

// quick parses an input of which a few words or one pass tell everything but
// where a fault is. known says that it has the answer, a code or an error.
func (f *Format) quick(b []byte) (c Code, edits Edits, err Error, known bool) {
	if f.pairs && len(b) == 16 {
		if c, edits, err = f.pair(b); err != ErrPrefix {
			return c, edits, err, true
		}
	}
	if f.checks != nil && f.checks.table != nil || len(b) > maxTyped {
		return Code{}, 0, 0, false
	}
	n, ok := f.spec.Length, false
	if f.alnum {
		c, edits, ok, known = f.regular(b)
	}
	if !known {
		var union entry
		c, n, union, ok = f.table.collect(b)
		edits = union.edits()
	}
	if !ok {
		return Code{}, 0, ErrSymbol, false
	}
	if err = f.fault(c, n); err == 0 {
		return c, edits, 0, true
	}
	if err != ErrCheck && isSerial(c, n) {
		err = ErrSerial
	}
	return Code{}, edits, err, f.alnum
}

// pair parses an input as long as a code of which pairs is true. ErrPrefix
// means that the answer takes more than a look at two words.
func (f *Format) pair(b []byte) (Code, Edits, Error) {
	b = b[:16]
	shown := pack16(b)
	c := Code{a: upper8(shown.a), b: upper8(shown.b)}
	if c.a&f.prefixMask.a != f.prefix.a {
		return Code{}, 0, ErrPrefix
	}
	badX, badY := other8(c.a), other8(c.b)
	if badX|badY == 0 {
		var edits Edits
		if c != shown {
			edits = EditCase
		}
		return c, edits, 0
	}
	i := bits.LeadingZeros64(badX) / 8
	if badX == 0 {
		i = 8 + bits.LeadingZeros64(badY)/8
	}
	// A byte beyond ASCII may have spoiled the answer for the one before it.
	if x := b[i&15]; x < utf8.RuneSelf && alnumTable[x] == 0 {
		return Code{}, 0, ErrSymbol
	}
	return Code{}, 0, ErrPrefix
}

// fault returns what is wrong with n symbols, of which c holds the first, 0 if
// they are a code.
func (f *Format) fault(c Code, n int) Error {
	switch {
	case c.and(f.prefixMask) != f.prefix && !f.begins(c, n):
		return ErrPrefix
	case n == f.spec.Length:
		if f.checks != nil && f.checks.walk(c) != n {
			return ErrCheck
		}
		return 0
	case n == 0:
		return ErrEmpty
	case n < f.spec.Length:
		return ErrTooShort
	}
	return ErrTooLong
}

// begins reports whether the n symbols of c can be the first of a code.
func (f *Format) begins(c Code, n int) bool {
	known := ones(min(n, len(f.spec.Prefix)))
	return c.and(known) == f.prefix.and(known)
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
	if len(b) != whole {
		edits = EditSeparator
	}
	switch n := f.spec.Length; {
	case n == 16 && len(b) == 16:
		c = pack16(b)
	case n == 16 && len(b) == len("1234-5678-9012-3456"):
		if alnumTable[b[4]]&alnumTable[b[9]]&alnumTable[b[14]] != separator {
			return Code{}, 0, false, false
		}
		edits = EditSeparator
		c.a = uint64(binary.BigEndian.Uint32(b))<<32 | uint64(binary.BigEndian.Uint32(b[5:]))
		c.b = uint64(binary.BigEndian.Uint32(b[10:]))<<32 | uint64(binary.BigEndian.Uint32(b[15:]))
	case n == len(b):
		c = pack(b)
		upper := Code{upper8(c.a), upper8(c.b), upper8(c.c), upper8(c.d)}
		if upper != c {
			edits |= EditCase
		}
		return upper, edits, f.allAlnum(upper), true
	default:
		return Code{}, 0, false, false
	}
	x, y := upper8(c.a), upper8(c.b)
	if x != c.a || y != c.b {
		edits |= EditCase
	}
	return Code{a: x, b: y}, edits, alnum16(x, y), true
}
