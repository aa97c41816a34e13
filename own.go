package redeem

import (
	"encoding"
	"fmt"
	"io"
)

// Brand is a type that names a format, so that [CodeOf] and [PlainOf] know how
// to parse. Declare a type without fields, whose method returns the same Format
// every time:
//
//	type Voucher struct{}
//
//	func (Voucher) Format() *redeem.Format { return voucherFormat }
//
// The method is called on the zero value. If it returns nil or the zero Format,
// or if the type is an interface, parsing fails with [ErrSpec].
type Brand interface{ Format() *Format }

// noFormat is the format of a Brand that has none.
var noFormat Format

// formatOf returns the format of a brand, the zero Format if it has none.
func formatOf[B Brand]() *Format {
	var brand B
	if any(brand) == nil {
		return &noFormat
	}
	if f := brand.Format(); f != nil {
		return f
	}
	return &noFormat
}

// CodeOf is a [Code] that parses text, columns and flags in the format of a
// brand. Use it for a field of a JSON request or a column of a table. It is as
// secret as a Code: it prints a fixed word, and encoders that try to write it
// fail with [ErrSecret]. If it should be written, use [PlainOf].
//
// It is a comparable value: == is equality, and it may be a map key. A
// composite literal is not checked, so it may hold a code of another format.
// The zero CodeOf is not a code.
type CodeOf[B Brand] struct{ Code }

// PlainOf is a [Plain] that parses text, columns and flags in the format of a
// brand. It reveals the code: it prints, marshals and is stored in canonical
// spelling. It parses its own output as the same code, whatever the alphabet
// and the check characters of the format are. To keep the code secret, use
// [CodeOf].
//
// It is a comparable value: == is equality, and it may be a map key. A
// composite literal is not checked. It may hold a code of another format, which
// can be written but not parsed again. The zero PlainOf is not a code; it is
// written as empty text and stored as NULL.
type PlainOf[B Brand] struct{ Plain }

// Equal reports whether the codes are equal, in constant time.
func (c CodeOf[B]) Equal(other CodeOf[B]) bool { return c.Code.Equal(other.Code) }

// Compare returns -1, 0 or +1 in the order of the codes' texts, byte by byte.
// The zero CodeOf comes first.
func (c CodeOf[B]) Compare(other CodeOf[B]) int { return c.Code.Compare(other.Code) }

// UnmarshalText parses text as [Format.Parse] does. Empty text gives the zero
// CodeOf. If there is an error, c is unchanged. UnmarshalText does not
// allocate.
func (c *CodeOf[B]) UnmarshalText(text []byte) error { return formatOf[B]().set(&c.Code, text) }

// Set implements [flag.Value]. It parses s as UnmarshalText does. If Set fails,
// package flag prints the value that it refused.
func (c *CodeOf[B]) Set(s string) error { return formatOf[B]().set(&c.Code, []byte(s)) }

// Scan implements [database/sql.Scanner]. It reads a string or []byte as
// UnmarshalText does, and NULL as the zero CodeOf. Any other type gives
// [ErrType]. If there is an error, c is unchanged. Scan does not allocate and
// does not keep src.
func (c *CodeOf[B]) Scan(src any) error { return formatOf[B]().scan(&c.Code, src) }

// Equal reports whether the codes are equal, in constant time.
func (p PlainOf[B]) Equal(other PlainOf[B]) bool { return Code(p.Plain).Equal(Code(other.Plain)) }

// Compare returns -1, 0 or +1 in the order of the codes' texts, byte by byte.
// The zero PlainOf comes first.
func (p PlainOf[B]) Compare(other PlainOf[B]) int { return Code(p.Plain).Compare(Code(other.Plain)) }

// UnmarshalText is like [CodeOf.UnmarshalText].
func (p *PlainOf[B]) UnmarshalText(text []byte) error {
	return formatOf[B]().set((*Code)(&p.Plain), text)
}

// Set is like [CodeOf.Set].
func (p *PlainOf[B]) Set(s string) error { return formatOf[B]().set((*Code)(&p.Plain), []byte(s)) }

// Scan is like [CodeOf.Scan].
func (p *PlainOf[B]) Scan(src any) error { return formatOf[B]().scan((*Code)(&p.Plain), src) }

// Target is a destination for a code of a certain format. It has the methods
// that [flag.Var], [database/sql.Rows.Scan] and decoders of text call.
// [Format.Into] makes a Target; the zero Target refuses everything with
// [ErrSpec]. It prints a fixed word, as a [Code] does. For a struct field, use
// [CodeOf], whose type names the format.
type Target struct {
	format *Format
	code   *Code
}

var _ encoding.TextUnmarshaler = Target{}

// Into returns a Target that parses codes of the format into *c:
//
//	err := row.Scan(format.Into(&code))
func (f *Format) Into(c *Code) Target { return Target{f, c} }

// UnmarshalText parses text as [Format.Parse] does. Empty text gives the zero
// Code. If there is an error, the code is unchanged. UnmarshalText does not
// allocate.
func (t Target) UnmarshalText(text []byte) error {
	if t.code == nil {
		return ErrSpec
	}
	return t.format.set(t.code, text)
}

// Set implements [flag.Value]. It parses s as UnmarshalText does. If Set fails,
// package flag prints the value that it refused.
func (t Target) Set(s string) error { return t.UnmarshalText([]byte(s)) }

// String returns the same word as [Code.String].
func (t Target) String() string {
	if t.code == nil {
		return noCode
	}
	return t.code.String()
}

// Format implements [fmt.Formatter]: every verb prints the result of String.
func (t Target) Format(s fmt.State, _ rune) { io.WriteString(s, t.String()) }

// Scan implements [database/sql.Scanner]. It reads a string or []byte as
// UnmarshalText does, and NULL as the zero Code. Any other type gives
// [ErrType]. If there is an error, the code is unchanged. Scan does not
// allocate and does not keep src.
func (t Target) Scan(src any) error {
	if t.code == nil {
		return ErrSpec
	}
	return t.format.scan(t.code, src)
}

func (f *Format) set(c *Code, text []byte) error {
	if f.form == nil {
		return ErrSpec
	}
	if len(text) == 0 {
		*c = Code{}
		return nil
	}
	parsed, err := f.ParseBytes(text)
	if err == nil {
		*c = parsed
	}
	return err
}

func (f *Format) scan(c *Code, src any) error {
	text, s, err := columnText(src)
	if err != nil {
		return err
	}
	if text == nil {
		text = []byte(s)
	}
	return f.set(c, text)
}

// columnText returns the text of a database column, in whichever of the two
// forms it arrived, so that neither is copied.
func columnText(src any) (text []byte, s string, err error) {
	switch src := src.(type) {
	case nil:
		return nil, "", nil
	case string:
		return nil, src, nil
	case []byte:
		return src, "", nil
	}
	return nil, "", ErrType
}
