package logging

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strconv"

	"github.com/redeemkit/redeem"
)

// redacted replaces a value that cannot be shown in part.
const redacted = "[redacted]"

// masker masks the codes of its formats in values that are logged.
type masker struct{ formats *redeem.Formats }

func (m masker) bytes(b []byte) []byte { return m.formats.AppendRedacted(nil, b) }

// text returns s itself if it holds no code.
func (m masker) text(s string) string {
	var buffer [256]byte
	if masked := m.formats.AppendRedacted(buffer[:0], []byte(s)); string(masked) != s {
		return string(masked)
	}
	return s
}

func (m masker) holds(s string) bool { return m.text(s) != s }

// float returns f as encoders write it, and reports whether that is a code.
func (m masker) float(f float64, bits int) (masked string, ok bool) {
	s := strconv.FormatFloat(f, 'f', -1, bits)
	masked = m.text(s)
	return masked, masked != s
}

func (m masker) attr(a slog.Attr) slog.Attr {
	return slog.Attr{Key: m.text(a.Key), Value: m.value(a.Value)}
}

func (m masker) attrs(attrs []slog.Attr) []slog.Attr {
	masked := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		masked[i] = m.attr(a)
	}
	return masked
}

func (m masker) value(v slog.Value) slog.Value {
	v = v.Resolve()
	switch v.Kind() {
	case slog.KindString:
		return slog.StringValue(m.text(v.String()))
	case slog.KindInt64, slog.KindUint64:
		if s := v.String(); m.holds(s) {
			return slog.StringValue(m.text(s))
		}
	case slog.KindFloat64:
		if s, ok := m.float(v.Float64(), 64); ok {
			return slog.StringValue(s)
		}
	case slog.KindGroup:
		return slog.GroupValue(m.attrs(v.Group())...)
	case slog.KindAny:
		return slog.AnyValue(m.any(v.Any()))
	}
	return v
}

// any returns v itself if it holds no code. Otherwise bytes stay bytes, an error
// stays an error but wraps nothing, and anything else becomes a string.
func (m masker) any(v any) any {
	if b, ok := v.([]byte); ok {
		return m.bytes(b)
	}
	s := search{masker: m, left: 10_000}
	s.look(v)
	if !s.inText && !s.inBytes {
		return v
	}
	text := redacted // fmt would print the bytes as numbers
	if !s.inBytes {
		text = m.text(fmt.Sprintf("%+v", v))
	}
	if err, ok := v.(error); ok {
		if !s.inBytes {
			text = m.text(fmt.Sprint(err))
		}
		return errors.New(text)
	}
	return text
}

// search looks for codes in a value, wherever a handler may find them: in what
// fmt and encoding/json write, in the errors that an error wraps, and in strings
// and bytes that handlers reach by reflection.
type search struct {
	masker
	left            int // values that may still be looked at
	inText, inBytes bool
}

func (s *search) look(v any) {
	defer func() {
		if recover() != nil { // a method of v
			s.inBytes = true
		}
	}()
	s.print(v)
	if text, err := json.Marshal(v); err == nil {
		s.string(string(text))
	}
	s.walk(reflect.ValueOf(v), true)
}

func (s *search) string(text string) { s.inText = s.inText || s.holds(text) }

// print looks at what fmt prints. It does not panic where a method of v does.
func (s *search) print(v any) {
	s.string(fmt.Sprintf("%+v", v))
	err, ok := v.(error)
	if !ok {
		return
	}
	s.string(fmt.Sprint(err))
	if p := reflect.ValueOf(err); p.Kind() == reflect.Pointer && p.IsNil() {
		return
	}
	switch err := err.(type) {
	case interface{ Unwrap() error }:
		s.printNext(err.Unwrap())
	case interface{ Unwrap() []error }:
		for _, e := range err.Unwrap() {
			s.printNext(e)
		}
	case interface{ Errors() []error }: // what zap looks for
		for _, e := range err.Errors() {
			s.printNext(e)
		}
	}
}

func (s *search) printNext(err error) {
	if err != nil && s.more() {
		s.print(err)
	}
}

// more reports whether one more value may be looked at. If not, the value counts
// as one that holds a code.
func (s *search) more() bool {
	s.left--
	if s.left < 0 {
		s.inBytes = true
	}
	return s.left >= 0
}

// walk looks at all that v consists of. It follows pointers as encoders do,
// through what is exported, so that it does not read what others may write to.
func (s *search) walk(v reflect.Value, exported bool) {
	if !v.IsValid() || !mayHold(v.Type()) || !s.more() {
		return
	}
	switch v.Kind() {
	case reflect.String:
		s.string(v.String())
	case reflect.Pointer:
		if exported && !v.IsNil() {
			if v.CanInterface() {
				s.print(v.Interface())
			}
			s.walk(v.Elem(), true)
		}
	case reflect.Interface:
		s.walk(v.Elem(), exported)
	case reflect.Struct:
		for i := range v.NumField() {
			s.walk(v.Field(i), exported && v.Type().Field(i).IsExported())
		}
	case reflect.Map:
		for entries := v.MapRange(); entries.Next(); {
			s.walk(entries.Key(), exported)
			s.walk(entries.Value(), exported)
		}
	case reflect.Slice, reflect.Array:
		switch v.Type().Elem().Kind() {
		case reflect.Uint8:
			text := make([]byte, v.Len())
			for i := range text {
				text[i] = byte(v.Index(i).Uint())
			}
			s.inBytes = s.inBytes || s.holds(string(text))
		case reflect.Int32:
			text := make([]rune, v.Len())
			for i := range text {
				text[i] = rune(v.Index(i).Int())
			}
			s.inBytes = s.inBytes || s.holds(string(text))
		default:
			for i := range v.Len() {
				s.walk(v.Index(i), exported)
			}
		}
	}
}

// mayHold reports whether a value of type t may hold text. Long rows of numbers
// are then no reason to give up.
func mayHold(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String, reflect.Pointer, reflect.Interface, reflect.Struct, reflect.Map:
		return true
	case reflect.Slice, reflect.Array:
		return t.Elem().Kind() == reflect.Uint8 || t.Elem().Kind() == reflect.Int32 || mayHold(t.Elem())
	}
	return false
}
