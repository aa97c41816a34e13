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

// Code is a redemption code of any [Format], which as text and in columns is
// read as a gift card's, as [Parse] does: for codes of another format use
// [CodeOf] or [Format.Into]. It holds up to MaxLen ASCII symbols in canonical
// spelling. It is a comparable value without pointers: == is equality, and it
// may be a map key. The zero Code is no code.
//
// A code is a bearer secret, so a Code never prints itself: the verbs of fmt,
// log/slog and the encoders that use text show a fixed word or fail with
// [ErrSecret]. Convert it to [Plain], or call [Code.AppendTo], to reveal it.
//
// This protection has limits. fmt does not call methods when it reports a bad
// verb, so %p, %w with a non-error, and mismatched verbs on a *Code print the
// underlying words. So do a Code in an unexported field of another struct, a
// type defined as Code, a traceback, and packages that read fields by
// reflection, such as encoding/binary. The words are packed, not encrypted.
type Code struct {
	// Four words: Go passes them in registers.
	symbols spell.Symbols
}

const (
	redacted = "[redacted]"
	noCode   = "[no code]"
)

// IsValid reports whether c is a code, that is, not the zero Code.
func (c Code) IsValid() bool { return c.symbols.A != 0 }

// Len returns the number of symbols, 0 to MaxLen. The zero Code has none.
func (c Code) Len() int { return c.symbols.Len() }

// Compare returns -1, 0 or +1 in the order of the codes' texts, byte by byte.
// The zero Code comes first.
func (c Code) Compare(other Code) int { return c.symbols.Compare(other.symbols) }

// Equal reports whether the codes are the same, like ==, in constant time: its
// duration does not depend on where they differ.
func (c Code) Equal(other Code) bool { return c.symbols.Equal(other.symbols) }

// AppendTo appends the code in canonical spelling and returns the extended
// buffer. It reveals the code. The zero Code appends nothing. It does not
// allocate if b has room for the symbols.
func (c Code) AppendTo(b []byte) []byte { return c.symbols.Append(b) }

// AppendMasked appends the code with a star in place of every symbol but the
// last quarter, at most four: ************7WPT. It is for people who must tell
// their cards apart; four symbols of a short code are a good part of it. The
// zero Code appends nothing. It does not allocate if b has room.
func (c Code) AppendMasked(b []byte) []byte {
	text, n := c.symbols.Text(), c.Len()
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

// LogValue implements [slog.LogValuer]: it returns what String returns.
func (c Code) LogValue() slog.Value { return slog.StringValue(c.String()) }

// MarshalText always fails with [ErrSecret], for the zero Code as well: an
// encoder that reaches a Code is about to write it where it can be read. Use
// a field of type [Plain] where that is meant.
func (c Code) MarshalText() ([]byte, error) { return nil, ErrSecret }

// Value implements [driver.Valuer] and always fails with [ErrSecret]: pass a
// [Plain] to store the code itself.
func (c Code) Value() (driver.Value, error) { return nil, ErrSecret }

// GormDataType returns "varchar(32)", the type of a column that holds any code.
// GORM asks for it; without a length some databases cannot index the column.
func (c Code) GormDataType() string { return symbolsColumn }

// symbolsColumn is the type of a column that holds MaxLen symbols.
const symbolsColumn = "varchar(32)"

// UnmarshalText parses a gift card code as [Parse] does. Empty text gives the
// zero Code. On error c is unchanged. It does not allocate.
func (c *Code) UnmarshalText(text []byte) error { return giftCard.set(c, text) }

// Scan implements [database/sql.Scanner] for a string, []byte or NULL as
// UnmarshalText does. NULL gives the zero Code, other types [ErrType]. On
// error c is unchanged. It does not allocate and keeps nothing of src.
func (c *Code) Scan(src any) error { return giftCard.scan(c, src) }
