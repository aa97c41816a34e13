package redeem

import (
	"encoding"
	"fmt"
	"io"
)

// Brand names a format in a type, so that [CodeOf] and [PlainOf] know how to
// read themselves. It is a type of a service's own without fields, whose method
// returns the same Format every time:
//
//	type Voucher struct{}
//
//	func (Voucher) Format() *redeem.Format { return voucherFormat }
//
// The method is called on the zero value. Where it returns nil or the zero
// Format, or the type is an interface, reading fails with [ErrSpec].
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

// CodeOf is a [Code] that reads text, columns and flags as codes of a brand's
// format. Use it for a field of a JSON request or a column of a table. It is as
// secret as a Code: it prints a fixed word, and encoders that are about to write
// it fail with [ErrSecret]. [PlainOf] writes itself.
//
// It is a comparable value: == is equality, and it may be a map key. A composite
// literal is not checked, so it may hold a code of another format. The zero
// CodeOf is not a code.
type CodeOf[B Brand] struct{ Code }

// PlainOf is a [Plain] that reads text, columns and flags as codes of a brand's
// format. It reveals the code: it prints, marshals and is stored as the canonical
// text, and reads that text back as the same code, whatever the alphabet and the
// check characters of the format are. [CodeOf] keeps the code secret.
//
// It is a comparable value: == is equality, and it may be a map key. A composite
// literal is not checked: it may hold a code of another format, which is written
// but cannot be read back. The zero PlainOf is not a code: it is written as the
// empty text and as NULL.
type PlainOf[B Brand] struct{ Plain }

// Equal reports whether the codes are the same, like ==, in constant time.
func (c CodeOf[B]) Equal(other CodeOf[B]) bool { return c.Code.Equal(other.Code) }

// Compare returns -1, 0 or +1 in the order of the codes' texts, byte by byte.
// The zero CodeOf comes first.
func (c CodeOf[B]) Compare(other CodeOf[B]) int { return c.Code.Compare(other.Code) }

// UnmarshalText parses text as [Format.Parse] does. Empty text gives the zero
// CodeOf. On error c is unchanged. It does not allocate.
func (c *CodeOf[B]) UnmarshalText(text []byte) error { return formatOf[B]().set(&c.Code, text) }

// Set implements [flag.Value] as UnmarshalText does. Package flag repeats a
// value that it refuses.
func (c *CodeOf[B]) Set(s string) error { return formatOf[B]().set(&c.Code, []byte(s)) }

// Scan implements [database/sql.Scanner] for a string, []byte or NULL as
// UnmarshalText does. NULL gives the zero CodeOf, other types [ErrType]. On
// error c is unchanged. It does not allocate and keeps nothing of src.
func (c *CodeOf[B]) Scan(src any) error { return formatOf[B]().scan(&c.Code, src) }

// Equal reports whether the codes are the same, like ==, in constant time.
func (p PlainOf[B]) Equal(other PlainOf[B]) bool { return Code(p.Plain).Equal(Code(other.Plain)) }

// Compare returns -1, 0 or +1 in the order of the codes' texts, byte by byte.
// The zero PlainOf comes first.
func (p PlainOf[B]) Compare(other PlainOf[B]) int { return Code(p.Plain).Compare(Code(other.Plain)) }

// UnmarshalText is [CodeOf.UnmarshalText].
func (p *PlainOf[B]) UnmarshalText(text []byte) error {
	return formatOf[B]().set((*Code)(&p.Plain), text)
}

// Set implements [flag.Value] as UnmarshalText does.
func (p *PlainOf[B]) Set(s string) error { return formatOf[B]().set((*Code)(&p.Plain), []byte(s)) }

// Scan is [CodeOf.Scan].
func (p *PlainOf[B]) Scan(src any) error { return formatOf[B]().scan((*Code)(&p.Plain), src) }

// Target is where a code of a certain format goes: it implements what
// [flag.Var], [database/sql.Rows.Scan] and decoders of text need to read one.
// [Format.Into] makes one; the zero Target refuses everything with [ErrSpec].
// It prints as a [Code] does, never the code. Package flag, however, repeats a
// value that it refuses. A field whose type says the format is a [CodeOf].
type Target struct {
	format *Format
	code   *Code
}

var _ encoding.TextUnmarshaler = Target{}

// Into returns a Target that reads codes of the format into *c:
//
//	err := row.Scan(format.Into(&code))
func (f *Format) Into(c *Code) Target { return Target{f, c} }

// UnmarshalText parses text as [Format.Parse] does. Empty text gives the zero
// Code. On error the code is unchanged. It does not allocate.
func (t Target) UnmarshalText(text []byte) error {
	if t.code == nil {
		return ErrSpec
	}
	return t.format.set(t.code, text)
}

// Set implements [flag.Value] as UnmarshalText does.
func (t Target) Set(s string) error { return t.UnmarshalText([]byte(s)) }

// String returns what [Code.String] does.
func (t Target) String() string {
	if t.code == nil {
		return noCode
	}
	return t.code.String()
}

// Format implements [fmt.Formatter]: every verb prints what String returns.
func (t Target) Format(s fmt.State, _ rune) { io.WriteString(s, t.String()) }

// Scan implements [database/sql.Scanner] for a string, []byte or NULL as
// UnmarshalText does. NULL gives the zero Code, other types [ErrType]. On
// error the code is unchanged. It does not allocate and keeps nothing of src.
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

// columnText returns the text of a database column in the one of its two
// forms in which it came, so that neither is copied.
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
