package redeem

import (
	"cmp"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"io"
	"math/bits"
)

// MaxLen is the number of symbols that a [Code] can hold.
const MaxLen = 32

// Code is a redemption code: up to MaxLen ASCII symbols in the canonical
// spelling of its [Format]. It is a comparable value without pointers: ==
// is equality, and it may be a map key. The zero Code is no code.
//
// A code is a bearer secret, so a Code never prints itself: the verbs of fmt,
// log/slog and the encoders that use text show a fixed word or fail with
// [ErrSecret]. Convert it to [Plain], or call [Code.AppendTo], to reveal it.
//
// What no type can guard: fmt calls no methods where it reports a mistake, so
// %p, %w of what is no error, and a verb that does not fit a pointer print the
// words. So do a Code in an unexported field of another struct (which an error
// wrapped by fmt is, under %#v), a type made of Code, a traceback, and packages
// that read fields by reflection, such as encoding/binary. The words are
// packed, not encrypted.
type Code struct {
	// Symbols from the left, the first one in the highest byte of a, places
	// past the end zero: so the order of the words is the order of the text,
	// and the length needs no field. Fields, not an array: Go passes arrays
	// through memory and these in registers.
	a, b, c, d uint64
}

const (
	redacted = "[redacted]"
	noCode   = "[no code]"
)

// IsValid reports whether c is a code, that is, not the zero Code.
func (c Code) IsValid() bool { return c.a != 0 }

// Len returns the number of symbols, 0 to MaxLen; the zero Code has none.
func (c Code) Len() int {
	switch {
	case c.d != 0:
		return MaxLen - bits.TrailingZeros64(c.d)/8
	case c.c != 0:
		return 24 - bits.TrailingZeros64(c.c)/8
	case c.b != 0:
		return 16 - bits.TrailingZeros64(c.b)/8
	}
	return 8 - bits.TrailingZeros64(c.a)/8
}

// Compare returns -1, 0 or +1 in the order of the codes' texts, byte by byte;
// the zero Code comes first.
func (c Code) Compare(other Code) int {
	switch {
	case c.a != other.a:
		return cmp.Compare(c.a, other.a)
	case c.b != other.b:
		return cmp.Compare(c.b, other.b)
	case c.c != other.c:
		return cmp.Compare(c.c, other.c)
	}
	return cmp.Compare(c.d, other.d)
}

// Equal reports whether the codes are the same, like ==, in constant time:
// how long it takes tells nothing about where they differ.
func (c Code) Equal(other Code) bool {
	return (c.a^other.a)|(c.b^other.b)|(c.c^other.c)|(c.d^other.d) == 0
}

// AppendTo appends the code in canonical spelling and returns the extended
// buffer. It reveals the code. The zero Code appends nothing. It does not
// allocate if b has room for the symbols.
func (c Code) AppendTo(b []byte) []byte {
	text := c.text()
	return append(b, text[:c.Len()]...)
}

// AppendMasked appends the code with a star for every symbol but the last
// quarter, at most four: ************7WPT. That is for people who must tell
// their cards apart; four symbols of a short code are a good part of it. The
// zero Code appends nothing. It does not allocate if b has room.
func (c Code) AppendMasked(b []byte) []byte {
	text, n := c.text(), c.Len()
	hidden := n - min(n/4, 4)
	for i := range hidden {
		text[i] = '*'
	}
	return append(b, text[:n]...)
}

// String returns a fixed word, the same for every code. It does not reveal
// the code; [Plain] does.
func (c Code) String() string {
	if c.IsValid() {
		return redacted
	}
	return noCode
}

// Format implements [fmt.Formatter]: every verb prints what String returns.
func (c Code) Format(s fmt.State, _ rune) { io.WriteString(s, c.String()) }

// MarshalText always fails with [ErrSecret], for the zero Code as well: an
// encoder that reaches a Code is about to write it where it can be read. Use
// a field of type [Plain] where that is meant.
func (c Code) MarshalText() ([]byte, error) { return nil, ErrSecret }

// Value implements [driver.Valuer] and always fails with [ErrSecret]: pass a
// [Plain] to store the code itself.
func (c Code) Value() (driver.Value, error) { return nil, ErrSecret }

// UnmarshalText parses a gift card code as [Parse] does. Empty text gives the
// zero Code. On error c is unchanged. It does not allocate.
func (c *Code) UnmarshalText(text []byte) error { return giftCard.set(c, text) }

// Scan implements [database/sql.Scanner] for a string, []byte or NULL as
// UnmarshalText does; NULL gives the zero Code, other types [ErrType]. On
// error c is unchanged. It does not allocate and keeps nothing of src.
func (c *Code) Scan(src any) error { return giftCard.scan(c, src) }

// at returns the symbol at place i, 0 past the end.
func (c Code) at(i int) byte {
	w := c.a
	switch i >> 3 {
	case 1:
		w = c.b
	case 2:
		w = c.c
	case 3:
		w = c.d
	}
	return byte(w >> (56 - i&7*8))
}

// and returns the places of c where m has ones.
func (c Code) and(m Code) Code { return Code{c.a & m.a, c.b & m.b, c.c & m.c, c.d & m.d} }

func (c Code) text() (text [MaxLen]byte) {
	binary.BigEndian.PutUint64(text[0:], c.a)
	binary.BigEndian.PutUint64(text[8:], c.b)
	binary.BigEndian.PutUint64(text[16:], c.c)
	binary.BigEndian.PutUint64(text[24:], c.d)
	return text
}

func codeOf(text *[MaxLen]byte) Code {
	return Code{
		binary.BigEndian.Uint64(text[0:]),
		binary.BigEndian.Uint64(text[8:]),
		binary.BigEndian.Uint64(text[16:]),
		binary.BigEndian.Uint64(text[24:]),
	}
}

// ones has 0xFF in the first n places.
func ones(n int) Code {
	var text [MaxLen]byte
	for i := range n {
		text[i] = 0xFF
	}
	return codeOf(&text)
}
