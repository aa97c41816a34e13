package redeem

import (
	"database/sql/driver"
	"encoding"
	"fmt"
	"io"
)

// Plain is a [Code] that may be seen: the conversion Plain(c) is where a
// program decides to reveal it, and easy to find in a review. It prints (with
// the verbs for strings), marshals and goes into a database as its canonical
// text; the zero Plain as the empty text and as NULL. As with all types that
// read themselves from text, JSON's null leaves the old value.
//
// Text and columns are read as gift card codes, as [Parse] reads them. For
// codes of another format use [Format.Into].
type Plain Code

var (
	_ encoding.TextAppender = Plain{}
	_ driver.Valuer         = Plain{}
)

// String returns the code in canonical spelling, "" for the zero Plain.
func (p Plain) String() string {
	text := Code(p).text()
	return string(text[:Code(p).Len()])
}

// AppendText appends the code in canonical spelling; the error is always nil.
// It does not allocate if b has room.
func (p Plain) AppendText(b []byte) ([]byte, error) { return Code(p).AppendTo(b), nil }

// MarshalText returns the code in canonical spelling; the error is always nil.
func (p Plain) MarshalText() ([]byte, error) { return Code(p).AppendTo(nil), nil }

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

// Scan is [Code.Scan].
func (p *Plain) Scan(src any) error { return (*Code)(p).Scan(src) }

// Target is a place for a code of a certain format: what [flag.Var],
// [database/sql.Rows.Scan] and decoders of text need to read one. The zero
// Target has no place and refuses everything with [ErrSpec]. It prints as the
// code does, which is not at all; but package flag repeats a value that it
// refuses.
type Target struct {
	format *Format
	code   *Code
}

var (
	_ encoding.TextUnmarshaler = Target{}
)

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
// UnmarshalText does; NULL gives the zero Code, other types [ErrType]. On
// error the code is unchanged. It does not allocate and keeps nothing of src.
func (t Target) Scan(src any) error {
	if t.code == nil {
		return ErrSpec
	}
	return t.format.scan(t.code, src)
}

func (f *Format) set(c *Code, text []byte) error {
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
