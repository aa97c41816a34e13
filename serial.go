package redeem

import (
	"database/sql/driver"
	"encoding"

	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// SerialKind is a family of card serial numbers, told apart by how they begin.
type SerialKind uint8

const (
	SerialUnknown SerialKind = iota // no serial number
	SerialGCA                       // GCA and 13 more symbols
	Serial60                        // 60 and 14 or 17 more digits
	SerialPBH                       // PBH and 19 more symbols
	SerialEPY                       // EPY and 11 more symbols
)

// String returns how serial numbers of the kind begin, "unknown" for
// SerialUnknown.
func (k SerialKind) String() string {
	if begins := form.SerialKind(k).Begins(); begins != "" {
		return begins
	}
	return "unknown"
}

// Serial is the serial number printed on a card, which is not its code: the
// issuer's support asks for it, and it redeems nothing. The lengths of the
// families, prefix included, are the issuer's (TS1292): GCA 16, 60 16 or 19,
// PBH 22, EPY 14. Whether GCA, PBH and EPY go on in letters or digits is not
// published, so both are taken; 60 goes on in digits.
//
// A Serial is comparable and may be a map key. The zero Serial is none. It is
// no secret: it prints and marshals as its text.
type Serial struct{ symbols spell.Symbols }

var (
	_ encoding.TextAppender = Serial{}
	_ driver.Valuer         = Serial{}
)

// ParseSerial parses a serial number in any spelling that [Parse] would take
// of a code. Of several faults it reports the leftmost: [ErrEncoding],
// [ErrSymbol], [ErrPrefix] if it begins like none of the families, and where
// every character is a symbol [ErrTooShort], [ErrTooLong] or [ErrEmpty]. It
// does not allocate.
func ParseSerial(s string) (Serial, error) { return parseSerial([]byte(s)) }

func parseSerial(b []byte) (Serial, error) {
	c, _, _, fault := form.ParseSerial(b)
	if fault != 0 {
		return Serial{}, Error(fault)
	}
	return Serial{c}, nil
}

// ClassifySerial returns the kind of the serial number s, SerialUnknown if s
// is none. It does not allocate.
func ClassifySerial(s string) SerialKind {
	_, kind, _, _ := form.ParseSerial([]byte(s))
	return SerialKind(kind)
}

// Kind returns the family, SerialUnknown for the zero Serial.
func (s Serial) Kind() SerialKind { return SerialKind(form.KindOf(s.symbols)) }

// IsValid reports whether s is a serial number, that is, not the zero Serial.
func (s Serial) IsValid() bool { return s.symbols.A != 0 }

// Compare returns -1, 0 or +1 in the order of the texts, the zero Serial
// first.
func (s Serial) Compare(other Serial) int { return s.symbols.Compare(other.symbols) }

// String returns the serial number without separators, "" for the zero
// Serial.
func (s Serial) String() string { return Plain(s).String() }

// AppendTo appends the serial number without separators and returns the
// extended buffer. It does not allocate if b has room.
func (s Serial) AppendTo(b []byte) []byte { return s.symbols.Append(b) }

// AppendText is AppendTo; the error is always nil.
func (s Serial) AppendText(b []byte) ([]byte, error) { return s.AppendTo(b), nil }

// MarshalText returns the serial number without separators, empty for the
// zero Serial; the error is always nil.
func (s Serial) MarshalText() ([]byte, error) { return s.AppendTo(nil), nil }

// UnmarshalText parses like [ParseSerial]. Empty text gives the zero Serial.
// On error s is unchanged. It does not allocate.
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

// Value returns the serial number as a string, NULL for the zero Serial.
func (s Serial) Value() (driver.Value, error) { return Plain(s).Value() }

// GormDataType returns "varchar(32)", the type of a column that holds any
// serial number, for GORM.
func (s Serial) GormDataType() string { return symbolsColumn }

// Scan implements [database/sql.Scanner] for a string, []byte or NULL as
// UnmarshalText does; NULL gives the zero Serial, other types [ErrType]. On
// error s is unchanged. It does not allocate and keeps nothing of src.
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
