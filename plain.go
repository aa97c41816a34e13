package redeem

import (
	"database/sql/driver"
	"encoding"
)

// Plain is a [Code] that reveals itself. It prints (with the verbs for
// strings), marshals and is stored in canonical spelling. The conversion
// Plain(c) marks the place where a program decides to reveal a code, so that a
// review can find it.
//
// When a Plain reads text or a database column, it accepts gift card codes
// only, as [Parse] does. For codes of another format use [PlainOf].
//
// The zero Plain prints and marshals as empty text and is stored as NULL.
// JSON's null leaves the old value, as it does for every type that implements
// UnmarshalText.
type Plain Code

var (
	_ encoding.TextAppender = Plain{}
	_ driver.Valuer         = Plain{}
)

// String returns the code in canonical spelling, or "" for the zero Plain.
func (p Plain) String() string {
	text := p.symbols.Text()
	return string(text[:p.symbols.Len()])
}

// AppendText appends the code in canonical spelling; the error is always nil.
// It does not allocate if b has room.
func (p Plain) AppendText(b []byte) ([]byte, error) { return p.symbols.Append(b), nil }

// MarshalText returns the code in canonical spelling; the error is always nil.
func (p Plain) MarshalText() ([]byte, error) { return p.symbols.Append(nil), nil }

// UnmarshalText is like [Code.UnmarshalText].
func (p *Plain) UnmarshalText(text []byte) error { return (*Code)(p).UnmarshalText(text) }

// Value returns the code in canonical spelling as a string, or NULL for the
// zero Plain.
func (p Plain) Value() (driver.Value, error) {
	if !Code(p).IsValid() {
		return nil, nil
	}
	return p.String(), nil
}

// GormDataType is like [Code.GormDataType].
func (p Plain) GormDataType() string { return symbolsColumn }

// Scan is like [Code.Scan].
func (p *Plain) Scan(src any) error { return (*Code)(p).Scan(src) }
