package redeem

import (
	"encoding"
	"fmt"
	"io"
)

// Target is where a code of a certain format goes: it implements what
// [flag.Var], [database/sql.Rows.Scan] and decoders of text need to read one.
// [Format.Into] makes one; the zero Target refuses everything with [ErrSpec].
// It prints as a [Code] does, never the code. Package flag, however, repeats a
// value that it refuses.
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
