package redeem

import (
	"database/sql/driver"
	"encoding"

	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// SerialKind is a family of serial numbers on Apple's cards. The first
// characters of a serial number determine its family.
type SerialKind uint8

const (
	SerialUnknown SerialKind = iota // not a serial number
	SerialGCA                       // GCA and 13 more symbols
	Serial60                        // 60 and 14 or 17 more digits
	SerialPBH                       // PBH and 19 more symbols
	SerialEPY                       // EPY and 11 more symbols
)

// String returns the characters that serial numbers of this kind begin with, or
// "unknown" for SerialUnknown.
func (k SerialKind) String() string {
	if begins := form.SerialKind(k).Begins(); begins != "" {
		return begins
	}
	return "unknown"
}

// Serial is the serial number of one of Apple's gift cards. It is not the code
// of the card and cannot be redeemed; Apple's support asks for it. Apple has
// published how serial numbers begin and how long they are, prefix included
// (TS1292): GCA 16, 60 16 or 19, PBH 22, EPY 14. Apple has not published
// whether letters or digits follow GCA, PBH and EPY, so a Serial may have both
// there. Only digits follow 60.
//
// A Serial is comparable and may be a map key. The zero Serial is not a serial
// number. A Serial is not secret: it prints and marshals as its text.
type Serial struct{ symbols spell.Symbols }

var (
	_ encoding.TextAppender = Serial{}
	_ driver.Valuer         = Serial{}
)

// ParseSerial parses a serial number in any spelling that [Parse] accepts for a
// code. If there are several faults, it reports the leftmost: [ErrEncoding],
// [ErrSymbol], or [ErrPrefix] if s does not begin like any family. It reports
// [ErrTooShort], [ErrTooLong] and [ErrEmpty] only if every character is a
// symbol. It does not allocate.
func ParseSerial(s string) (Serial, error) { return parseSerial([]byte(s)) }

func parseSerial(b []byte) (Serial, error) {
	c, _, _, fault := form.ParseSerial(b)
	if fault != 0 {
		return Serial{}, Error(fault)
	}
	return Serial{c}, nil
}

// ClassifySerial returns the kind of the serial number s, or SerialUnknown if s
// is not a serial number. It does not allocate.
func ClassifySerial(s string) SerialKind {
	_, kind, _, _ := form.ParseSerial([]byte(s))
	return SerialKind(kind)
}

// Kind returns the family, or SerialUnknown for the zero Serial.
func (s Serial) Kind() SerialKind { return SerialKind(form.KindOf(s.symbols)) }

// IsValid reports whether s is a serial number, that is, whether it is not the
// zero Serial.
func (s Serial) IsValid() bool { return s.symbols.A != 0 }

// Compare returns -1, 0 or +1 in the order of the texts. The zero Serial comes
// first.
func (s Serial) Compare(other Serial) int { return s.symbols.Compare(other.symbols) }

// String returns the serial number without separators, or "" for the zero
// Serial.
func (s Serial) String() string { return Plain(s).String() }

// AppendTo appends the serial number without separators and returns the
// extended buffer. It does not allocate if b has room.
func (s Serial) AppendTo(b []byte) []byte { return s.symbols.Append(b) }

// AppendText is like AppendTo; the error is always nil.
func (s Serial) AppendText(b []byte) ([]byte, error) { return s.AppendTo(b), nil }

// MarshalText returns the serial number without separators, or empty text for
// the zero Serial; the error is always nil.
func (s Serial) MarshalText() ([]byte, error) { return s.AppendTo(nil), nil }

// UnmarshalText parses text as [ParseSerial] does. Empty text gives the zero
// Serial. If there is an error, s is unchanged. UnmarshalText does not
// allocate.
func (s *Serial) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*s = Serial{}
		return nil
	}
	parsed, err := parseSerial(text)
	if err == nil {
		*s = parsed
	}
	return err
}

// Value returns the serial number as a string, or NULL for the zero Serial.
func (s Serial) Value() (driver.Value, error) { return Plain(s).Value() }

// GormDataType returns "varchar(32)", the type of a column that holds any
// serial number, for GORM.
func (s Serial) GormDataType() string { return symbolsColumn }

// Scan implements [database/sql.Scanner]. It reads a string or []byte as
// UnmarshalText does, and NULL as the zero Serial. Any other type gives
// [ErrType]. If there is an error, s is unchanged. Scan does not allocate and
// does not keep src.
func (s *Serial) Scan(src any) error {
	text, str, err := columnText(src)
	if err != nil {
		return err
	}
	if text == nil {
		text = []byte(str)
	}
	return s.UnmarshalText(text)
}
