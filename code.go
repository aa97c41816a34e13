package redeem

import (
	"database/sql/driver"
	"fmt"
	"io"
	"log/slog"

	"github.com/redeemkit/redeem/internal/spell"
)

// MaxLen is the number of symbols that a [Code] can hold.
const MaxLen = 32

// Code is a redemption code of any [Format]. It has up to MaxLen ASCII symbols,
// in canonical spelling. It is a comparable value without pointers: == is
// equality, and it may be a map key. The zero Code is not a code.
//
// When a Code reads text or a database column, it accepts gift card codes only,
// as [Parse] does. To read codes of another format, use [CodeOf] or
// [Format.Into].
//
// A code is a bearer secret, so a Code never prints itself: the verbs of fmt,
// log/slog and the encoders that use text show a fixed word or fail with
// [ErrSecret]. To reveal a code, convert it to [Plain] or call a method whose
// documentation says that it reveals the code, such as [Code.AppendTo].
//
// This protection has limits. fmt does not call methods when it reports a bad
// verb, so %p, %w with a non-error, and mismatched verbs on a *Code print the
// underlying words. The words also show where a Code is in an unexported field
// of another struct, where a type is defined as Code, in a traceback, and in
// packages that read fields by reflection, such as encoding/binary. The words
// are packed, not encrypted.
//
// The packages that show what differs in a failing test also print the words:
// github.com/google/go-cmp/cmp, github.com/stretchr/testify,
// github.com/davecgh/go-spew, github.com/kr/pretty and github.com/k0kubun/pp.
// Package redeemtest keeps codes out of their output.
type Code struct {
	// Four words: Go passes them in registers.
	symbols spell.Symbols
}

const (
	redacted = "[redacted]"
	noCode   = "[no code]"
)

// IsValid reports whether c is a code, that is, whether it is not the zero
// Code.
func (c Code) IsValid() bool { return c.symbols.A != 0 }

// Len returns the number of symbols, 1 to MaxLen, or 0 for the zero Code.
func (c Code) Len() int { return c.symbols.Len() }

// Compare returns -1, 0 or +1 in the order of the codes' texts, byte by byte.
// The zero Code comes first.
func (c Code) Compare(other Code) int { return c.symbols.Compare(other.symbols) }

// Equal reports whether the codes are equal, in constant time: unlike that of
// ==, its duration does not depend on where they differ.
func (c Code) Equal(other Code) bool { return c.symbols.Equal(other.symbols) }

// AppendTo appends the code in canonical spelling and returns the extended
// buffer. It reveals the code. It appends nothing for the zero Code. It does
// not allocate if b has room for the symbols.
func (c Code) AppendTo(b []byte) []byte { return c.symbols.Append(b) }

// AppendMasked appends the code with a star in place of every symbol except the
// last quarter, of which it shows four at most: ************7WPT. It lets
// people tell their cards apart; in a short code, the visible symbols are a
// large part of the code. It appends nothing for the zero Code. It does not
// allocate if b has room.
func (c Code) AppendMasked(b []byte) []byte {
	text, n := c.symbols.Text(), c.Len()
	hidden := n - min(n/4, 4)
	for i := range hidden {
		text[i] = '*'
	}
	return append(b, text[:n]...)
}

// String returns the same fixed word for every code, and another one for the
// zero Code. It does not reveal the code; [Plain] does.
func (c Code) String() string {
	if c.IsValid() {
		return redacted
	}
	return noCode
}

// Format implements [fmt.Formatter]: every verb prints the result of String.
func (c Code) Format(s fmt.State, _ rune) { io.WriteString(s, c.String()) }

// LogValue implements [slog.LogValuer]: it returns the result of String.
func (c Code) LogValue() slog.Value { return slog.StringValue(c.String()) }

// MarshalText always fails with [ErrSecret], even for the zero Code, because an
// encoder that reaches a Code would write it where others can read it. If that
// is what you want, use a field of type [Plain].
func (c Code) MarshalText() ([]byte, error) { return nil, ErrSecret }

// Value implements [driver.Valuer] and always fails with [ErrSecret]. To store
// the code itself, pass a [Plain].
func (c Code) Value() (driver.Value, error) { return nil, ErrSecret }

// GormDataType returns "varchar(32)", the type of a column that holds any code.
// GORM asks for it; without a length some databases cannot index the column.
func (c Code) GormDataType() string { return symbolsColumn }

// symbolsColumn is the type of a column that holds MaxLen symbols.
const symbolsColumn = "varchar(32)"

// UnmarshalText parses a gift card code as [Parse] does. Empty text gives the
// zero Code. If there is an error, c is unchanged. UnmarshalText does not
// allocate.
func (c *Code) UnmarshalText(text []byte) error { return giftCard.set(c, text) }

// Scan implements [database/sql.Scanner]. It reads a string or []byte as
// UnmarshalText does, and NULL as the zero Code. Any other type gives
// [ErrType]. If there is an error, c is unchanged. Scan does not allocate and
// does not keep src.
func (c *Code) Scan(src any) error { return giftCard.scan(c, src) }
