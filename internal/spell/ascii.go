package spell

import "encoding/binary"

// The functions of this file process the eight bytes of a machine word at a
// time. If every byte is ASCII, no addition below carries into the next byte.
// Each addition sets the high bit of every byte from a certain character on, so
// two such sums differ in the high bits of the bytes between the two
// characters.
const (
	LowBits  = 0x0101010101010101 // the lowest bit of every byte
	HighBits = 0x80 * LowBits     // the highest bit of every byte
)

// alnum8 and digits8 set the high bits of the bytes that are A to Z or 0 to 9,
// and may set other bits. The result is right only if every byte of w is ASCII.
func alnum8(w uint64) uint64 {
	return digits8(w) ^ (w + (0x80-'A')*LowBits) ^ (w + (0x7F-'Z')*LowBits)
}

func digits8(w uint64) uint64 {
	return (w + (0x80-'0')*LowBits) ^ (w + (0x7F-'9')*LowBits)
}

// Upper8 replaces a to z by capital letters. If a byte is not ASCII, the bytes
// above it in the word may be wrong.
func Upper8(w uint64) uint64 {
	lower := ((w + (0x80-'a')*LowBits) ^ (w + (0x7F-'z')*LowBits)) & HighBits
	return w ^ lower>>2
}

// Other8 sets the high bits of the bytes that are not A to Z or 0 to 9, and no
// other bits. If a byte is not ASCII, the bits of the bytes above it in the
// word may be wrong.
func Other8(w uint64) uint64 { return (alnum8(w) ^ HighBits | w) & HighBits }

// NotAlnum8 is like Other8 for letters of both cases.
func NotAlnum8(w uint64) uint64 {
	lower := w | 0x20*LowBits
	letters := (lower + (0x80-'a')*LowBits) ^ (lower + (0x7F-'z')*LowBits)
	return ((letters | digits8(w)) ^ HighBits | w) & HighBits
}

// NotDigits8 is like Other8 for 0 to 9.
func NotDigits8(w uint64) uint64 { return (digits8(w) ^ HighBits | w) & HighBits }

// Alnum16 reports whether the bytes of both words are all A to Z or 0 to 9.
func Alnum16(x, y uint64) bool { return (alnum8(x)&alnum8(y)^HighBits|x|y)&HighBits == 0 }

// IsAlnum reports whether all places of s are A to Z or 0 to 9. The caller
// fills the places past the end first.
func (s Symbols) IsAlnum() bool {
	return alnum8(s.A)&alnum8(s.B)&alnum8(s.C)&alnum8(s.D)&^(s.A|s.B|s.C|s.D)&HighBits == HighBits
}

// IsDigits is like IsAlnum for 0 to 9.
func (s Symbols) IsDigits() bool {
	return digits8(s.A)&digits8(s.B)&digits8(s.C)&digits8(s.D)&^(s.A|s.B|s.C|s.D)&HighBits == HighBits
}

// HasLetter reports whether a place of s holds a letter. Every place must hold
// a letter, a digit, or zero.
func (s Symbols) HasLetter() bool { return (s.A|s.B|s.C|s.D)&(0x40*LowBits) != 0 }

// Word returns the first eight bytes of b. The first byte is the lowest, so
// that a byte beyond ASCII can falsify only the bytes after it in the text.
func Word(b []byte) uint64 { return binary.LittleEndian.Uint64(b) }

// IsGraph reports whether b is a printable ASCII character other than a blank.
func IsGraph(b byte) bool { return '!' <= b && b <= '~' }

// isLower and its siblings know only ASCII letters, because Unicode's case
// rules would turn other letters into ASCII ones.
func isLower(b byte) bool { return 'a' <= b && b <= 'z' }
func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }
