package redeem

import (
	"database/sql/driver"
	"encoding"
)

// Plain is a [Code] that may be seen, and that as text and in columns is read
// as a gift card's, as [Parse] does: for codes of another format use [PlainOf],
// which reads what it has written. The conversion Plain(c) is where a program
// decides to reveal a code, and easy to find in a review. Plain prints (with the
// verbs for strings), marshals and is stored as its canonical text, the zero
// Plain as the empty text and as NULL. As with all types that read themselves
// from text, JSON's null leaves the old value.
type Plain Code

var (
	_ encoding.TextAppender = Plain{}
	_ driver.Valuer         = Plain{}
)

// String returns the code in canonical spelling, "" for the zero Plain.
func (p Plain) String() string {
	text := p.symbols.Text()
	return string(text[:p.symbols.Len()])
}

// AppendText appends the code in canonical spelling; the error is always nil.
// It does not allocate if b has room.
func (p Plain) AppendText(b []byte) ([]byte, error) { return p.symbols.Append(b), nil }

// MarshalText returns the code in canonical spelling; the error is always nil.
func (p Plain) MarshalText() ([]byte, error) { return p.symbols.Append(nil), nil }

// UnmarshalText is [Code.UnmarshalText].
func (p *Plain) UnmarshalText(text []byte) error { return (*Code)(p).UnmarshalText(text) }

// Value returns the code in canonical spelling as a string, NULL for the zero
// Plain.
func (p Plain) Value() (driver.Value, error) {
	if !Code(p).IsValid() {
		return nil, nil
	}
	return p.String(), nil
}

// GormDataType is [Code.GormDataType].
func (p Plain) GormDataType() string { return symbolsColumn }

// Scan is [Code.Scan].
func (p *Plain) Scan(src any) error { return (*Code)(p).Scan(src) }
