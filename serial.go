package redeem

import (
	"database/sql/driver"
	"encoding"
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
	if k == SerialUnknown || int(k) >= len(families) {
		return "unknown"
	}
	return families[k].prefix
}

// Serial is the serial number printed on a card, which is not its code: the
// issuer's support asks for it, and it redeems nothing. The lengths of the
// families, prefix included, are the issuer's (TS1292): GCA 16, 60 16 or 19,
// PBH 22, EPY 14. Whether GCA, PBH and EPY go on in letters or digits is not
// published, so both are taken; 60 goes on in digits.
//
// A Serial is comparable and may be a map key. The zero Serial is none. It is
// no secret: it prints and marshals as its text.
type Serial struct{ text Code }

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
	c, _, err := scanSerial(b)
	if err != 0 {
		return Serial{}, err
	}
	return Serial{c}, nil
}

// ClassifySerial returns the kind of the serial number s, SerialUnknown if s
// is none. It does not allocate.
func ClassifySerial(s string) SerialKind {
	c, _, _ := scanSerial([]byte(s)) // zero if s is none
	return Serial{c}.Kind()
}

// Kind returns the family, SerialUnknown for the zero Serial.
func (s Serial) Kind() SerialKind { return serialKind(s.text.at(0)) }

// IsValid reports whether s is a serial number, that is, not the zero Serial.
func (s Serial) IsValid() bool { return s.text.IsValid() }

// Compare returns -1, 0 or +1 in the order of the texts, the zero Serial
// first.
func (s Serial) Compare(other Serial) int { return s.text.Compare(other.text) }

// String returns the serial number without separators, "" for the zero
// Serial.
func (s Serial) String() string { return Plain(s.text).String() }

// AppendTo appends the serial number without separators and returns the
// extended buffer. It does not allocate if b has room.
func (s Serial) AppendTo(b []byte) []byte { return s.text.AppendTo(b) }

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
func (s Serial) Value() (driver.Value, error) { return Plain(s.text).Value() }

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

// family is what is known of the serial numbers of a kind.
type family struct {
	prefix          string
	head, mask      uint64 // c.a&mask == head if a serial number of the kind begins c
	shorter, length int    // symbols; shorter is 0 if there is one length only
	digits          bool   // and no letters
}

var families = [...]family{
	SerialUnknown: {head: 1}, // nothing begins so
	SerialGCA:     {prefix: "GCA", head: 'G'<<56 | 'C'<<48 | 'A'<<40, mask: 0xFFFFFF << 40, length: 16},
	Serial60:      {prefix: "60", head: '6'<<56 | '0'<<48, mask: 0xFFFF << 48, shorter: 16, length: 19, digits: true},
	SerialPBH:     {prefix: "PBH", head: 'P'<<56 | 'B'<<48 | 'H'<<40, mask: 0xFFFFFF << 40, length: 22},
	SerialEPY:     {prefix: "EPY", head: 'E'<<56 | 'P'<<48 | 'Y'<<40, mask: 0xFFFFFF << 40, length: 14},
}

// serialKind returns the kind by the first symbol.
func serialKind(first byte) SerialKind {
	switch first {
	case 'G':
		return SerialGCA
	case '6':
		return Serial60
	case 'P':
		return SerialPBH
	case 'E':
		return SerialEPY
	}
	return SerialUnknown
}

// lengthFault returns what is wrong with n symbols: too few if more could
// follow, for 17 digits may be the beginning of 19.
func (f *family) lengthFault(n int) Error {
	switch {
	case n > f.length:
		return ErrTooLong
	case n < f.length && n != f.shorter:
		return ErrTooShort
	}
	return 0
}

// scanSerial reads a serial number.
func scanSerial(b []byte) (c Code, edits Edits, err Error) {
	if len(b) <= MaxLen {
		if c := pack(b); isSerial(c, len(b)) {
			return c, 0, 0
		}
	}
	if c, n, union, ok := alnumTable.collect(b); ok && isSerial(c, n) {
		return c, union.edits(), 0
	}
	return examineSerial(b)
}

// isSerial reports whether the n characters of c are a serial number.
func isSerial(c Code, n int) bool {
	f := &families[serialKind(byte(c.a>>56))]
	if c.a&f.mask != f.head || f.lengthFault(n) != 0 {
		return false
	}
	// All have from 8 to 24 symbols. What is behind them counts as zeros.
	const zeros = '0' * each
	y := c.b | zeros>>(8*uint(n-8))
	z := c.c | zeros>>(8*uint(max(n-16, 0)))
	if f.digits {
		return digits8(c.a)&digits8(y)&digits8(z)&^(c.a|y|z)&high == high
	}
	return alnum8(c.a)&alnum8(y)&alnum8(z)&^(c.a|y|z)&high == high
}

// examineSerial is what scanSerial has a short cut for. It reads any input
// from the left, and gives up at the first character that no serial number
// can have there.
func examineSerial(b []byte) (c Code, edits Edits, err Error) {
	b, more := bounded(b)
	var (
		text [MaxLen]byte
		n    int
		f    *family
	)
	for i := 0; i < len(b); {
		e, size := alnumTable.next(b, i)
		if e == 0 {
			return Code{}, edits, fault(size)
		}
		i += size
		edits |= e.edits()
		if !e.isSymbol() {
			continue
		}
		symbol := e.symbol()
		if n == 0 {
			f = &families[serialKind(symbol)]
		}
		switch {
		case f.length == 0, n < len(f.prefix) && symbol != f.prefix[n]:
			return Code{}, edits, ErrPrefix
		case f.digits && symbol > '9':
			return Code{}, edits, ErrSymbol
		}
		if n < f.length {
			text[n] = symbol
		}
		n++
	}
	switch {
	case n == 0 && !more:
		return Code{}, edits, ErrEmpty
	case more:
		return Code{}, edits, ErrTooLong
	}
	if fault := f.lengthFault(n); fault != 0 {
		return Code{}, edits, fault
	}
	return codeOf(&text), edits, 0
}
