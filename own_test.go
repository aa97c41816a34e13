package redeem_test

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
)

// The brands of the tests. ownMixed is what gift cards would take for another
// code: case counts in it, and its codes have 16 symbols and begin with X.
type (
	ownMixed struct{}
	ownStar  struct{} // the check character may be a star
	ownNil   struct{}
	ownZero  struct{}
	ownDrawn struct{} // what a property has drawn
)

var (
	ownMixedFormat = redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X", Alphabet: "XabcdefghABCDEFGH0123456789", Groups: []int{4, 4, 4, 4}})
	ownStarFormat  = redeem.MustFormat(redeem.Spec{Length: 8, Check: ownScheme("iso7064-mod-37-2")})
	ownDrawnFormat *redeem.Format
)

func (ownMixed) Format() *redeem.Format { return ownMixedFormat }
func (ownStar) Format() *redeem.Format  { return ownStarFormat }
func (ownNil) Format() *redeem.Format   { return nil }
func (ownZero) Format() *redeem.Format  { return new(redeem.Format) }
func (ownDrawn) Format() *redeem.Format { return ownDrawnFormat }

var (
	_ encoding.TextMarshaler = redeem.CodeOf[ownMixed]{}
	_ driver.Valuer          = redeem.CodeOf[ownMixed]{}
	_ slog.LogValuer         = redeem.CodeOf[ownMixed]{}
	_ fmt.Formatter          = redeem.CodeOf[ownMixed]{}
	_ sql.Scanner            = (*redeem.CodeOf[ownMixed])(nil)
	_ flag.Value             = (*redeem.CodeOf[ownMixed])(nil)

	_ encoding.TextAppender  = redeem.PlainOf[ownMixed]{}
	_ encoding.TextMarshaler = redeem.PlainOf[ownMixed]{}
	_ driver.Valuer          = redeem.PlainOf[ownMixed]{}
	_ sql.Scanner            = (*redeem.PlainOf[ownMixed])(nil)
	_ flag.Value             = (*redeem.PlainOf[ownMixed])(nil)
)

func ownScheme(name string) *checkdigit.Scheme {
	s, ok := checkdigit.Lookup(name)
	if !ok {
		panic("no scheme " + name)
	}
	return s
}

const (
	ownMixedText = "XabAB01cdCD23efE"
	ownStarText  = "ABCD008*" // of ISO/IEC 7064, MOD 37-2
)

func ownCode(f *redeem.Format, text string) redeem.Code {
	c, err := f.Parse(text)
	if err != nil {
		panic(err)
	}
	return c
}

// TestOwnRoundTrip asserts that a text becomes the same code again through JSON, XML,
// text, columns and flags.
func TestOwnRoundTrip(t *testing.T) {
	ownRoundTrip[ownMixed](t, ownMixedText)
	ownRoundTrip[ownStar](t, ownStarText)
}

func ownRoundTrip[B redeem.Brand](t *testing.T, text string) {
	t.Helper()
	var brand B
	want := redeem.PlainOf[B]{Plain: redeem.Plain(ownCode(brand.Format(), text))}
	ownReadsBack(t, want)
	if want.String() != text || fmt.Sprint(want) != text {
		t.Errorf("%q prints as %q", text, want)
	}

	flags := flag.NewFlagSet("", flag.ContinueOnError)
	var plain redeem.PlainOf[B]
	var code redeem.CodeOf[B]
	flags.Var(&plain, "plain", "")
	flags.Var(&code, "code", "")
	if err := flags.Parse([]string{"-plain", text, "-code", text}); err != nil || plain != want || code.Code != redeem.Code(want.Plain) {
		t.Errorf("%q as flags: %v, %v", text, plain, err)
	}
	flags.VisitAll(func(f *flag.Flag) {
		if f.Name == "code" && strings.Contains(f.Value.String(), text) {
			t.Errorf("the flag of a CodeOf shows it")
		}
	})
}

// ownFailer is *testing.T or *rapid.T.
type ownFailer interface {
	Helper()
	Errorf(format string, args ...any)
}

// ownReadsBack has a code written in every way, and read in both types.
func ownReadsBack[B redeem.Brand](t ownFailer, want redeem.PlainOf[B]) {
	t.Helper()
	secret := redeem.CodeOf[B]{Code: redeem.Code(want.Plain)}
	type row[T any] struct {
		Code T `json:"code" xml:"code,attr"`
	}
	for _, way := range []struct {
		name      string
		marshal   func(any) ([]byte, error)
		unmarshal func([]byte, any) error
	}{{"JSON", json.Marshal, json.Unmarshal}, {"XML", xml.Marshal, xml.Unmarshal}} {
		text, err := way.marshal(row[redeem.PlainOf[B]]{want})
		var plain row[redeem.PlainOf[B]]
		var code row[redeem.CodeOf[B]]
		err = errors.Join(err, way.unmarshal(text, &plain), way.unmarshal(text, &code))
		if err != nil || plain.Code != want || code.Code != secret {
			t.Errorf("%s: %q came back as %q and %q, %v", way.name, want, plain.Code, redeem.Plain(code.Code.Code), err)
		}
	}

	keys, err := json.Marshal(map[redeem.PlainOf[B]]int{want: 1})
	var back map[redeem.PlainOf[B]]int
	err = errors.Join(err, json.Unmarshal(keys, &back))
	if err != nil || back[want] != 1 || len(back) != 1 {
		t.Errorf("the key of a JSON object: %q came back in %q, %v", want, keys, err)
	}

	value, err := want.Value()
	var plain redeem.PlainOf[B]
	var code redeem.CodeOf[B]
	err = errors.Join(err, plain.Scan(value), code.Scan([]byte(value.(string))))
	if err != nil || plain != want || code != secret {
		t.Errorf("a column: %q came back as %q and %q, %v", want, plain, redeem.Plain(code.Code), err)
	}
}

// TestPlainOfReadsWhatItWrites draws formats of any alphabet, with check
// characters and without, and has a code of each come back.
func TestPlainOfReadsWhatItWrites(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		spec := draw.Spec(t)
		var err error
		if ownDrawnFormat, err = redeem.NewFormat(spec); err != nil {
			t.Skip("no code satisfies the scheme")
		}
		text := draw.Code(t, spec)
		code, err := ownDrawnFormat.Parse(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		ownReadsBack(t, redeem.PlainOf[ownDrawn]{Plain: redeem.Plain(code)})
	})
}

// TestOwnRefuses asserts that a value stays as it was when reading fails.
func TestOwnRefuses(t *testing.T) {
	code := redeem.CodeOf[ownMixed]{Code: ownCode(ownMixedFormat, ownMixedText)}
	plain := redeem.PlainOf[ownMixed]{Plain: redeem.Plain(code.Code)}
	wasCode, wasPlain := code, plain
	for _, test := range []struct {
		src  any
		want error
	}{
		{"XabAB01cdCD23efI", redeem.ErrSymbol},
		{"XabAB01cdCD23ef", redeem.ErrTooShort},
		{[]byte("XabAB01cdCD23efE0"), redeem.ErrTooLong},
		{"AbAB01cdCD23efEX", redeem.ErrPrefix},
		{" ", redeem.ErrEmpty},
		{"\xff", redeem.ErrEncoding},
		{int64(7), redeem.ErrType},
		{3.5, redeem.ErrType},
		{true, redeem.ErrType},
	} {
		if err := code.Scan(test.src); err != test.want || code != wasCode {
			t.Errorf("CodeOf.Scan(%v) is %v, want %v", test.src, err, test.want)
		}
		if err := plain.Scan(test.src); err != test.want || plain != wasPlain {
			t.Errorf("PlainOf.Scan(%v) is %v, want %v", test.src, err, test.want)
		}
		text, ok := test.src.(string)
		if !ok {
			continue
		}
		for name, read := range map[string]func() error{
			"CodeOf.UnmarshalText":  func() error { return code.UnmarshalText([]byte(text)) },
			"CodeOf.Set":            func() error { return code.Set(text) },
			"PlainOf.UnmarshalText": func() error { return plain.UnmarshalText([]byte(text)) },
			"PlainOf.Set":           func() error { return plain.Set(text) },
		} {
			if err := read(); err != test.want || code != wasCode || plain != wasPlain {
				t.Errorf("%s(%q) is %v, want %v", name, text, err, test.want)
			}
		}
	}
}

// TestOwnNothing asserts that the empty text and NULL are read as the zero value, and
// that the zero value is written as such.
func TestOwnNothing(t *testing.T) {
	code := redeem.CodeOf[ownMixed]{Code: ownCode(ownMixedFormat, ownMixedText)}
	plain := redeem.PlainOf[ownMixed]{Plain: redeem.Plain(code.Code)}
	for _, src := range []any{"", []byte{}, nil} {
		c, p := code, plain
		if err := errors.Join(c.Scan(src), p.Scan(src)); err != nil || c.IsValid() || p != (redeem.PlainOf[ownMixed]{}) {
			t.Errorf("Scan(%#v): %v", src, err)
		}
	}
	if value, err := (redeem.PlainOf[ownMixed]{}).Value(); value != nil || err != nil {
		t.Errorf("the zero PlainOf is stored as %v, %v", value, err)
	}
	if text, err := json.Marshal(redeem.PlainOf[ownMixed]{}); string(text) != `""` || err != nil {
		t.Errorf("the zero PlainOf is %s, %v", text, err)
	}
	if err := json.Unmarshal([]byte("null"), &plain); err != nil || plain.String() != ownMixedText {
		t.Errorf("JSON's null gives %q, %v", plain, err)
	}
}

// TestBrandWithoutFormat asserts that reading fails with ErrSpec, and does not panic.
func TestBrandWithoutFormat(t *testing.T) {
	brandless[ownNil](t, "nil")
	brandless[ownZero](t, "the zero Format")
	brandless[redeem.Brand](t, "an interface")
}

func brandless[B redeem.Brand](t *testing.T, name string) {
	t.Helper()
	var code redeem.CodeOf[B]
	var plain redeem.PlainOf[B]
	for _, text := range []string{"", "X8KD49FJ2MZQ7WPT"} {
		for _, err := range []error{
			code.UnmarshalText([]byte(text)), code.Set(text), code.Scan(text), code.Scan([]byte(text)), code.Scan(nil),
			plain.UnmarshalText([]byte(text)), plain.Set(text), plain.Scan(text), plain.Scan(nil),
		} {
			if err != redeem.ErrSpec {
				t.Errorf("%s: reading %q fails with %v", name, text, err)
			}
		}
	}
	if code.IsValid() || plain.String() != "" || code.String() != "[no code]" {
		t.Errorf("%s: %v, %v", name, code, plain)
	}
}

// TestOwnOrder compares codes as values, keys and in order.
func TestOwnOrder(t *testing.T) {
	var zero redeem.CodeOf[ownStar]
	low := redeem.CodeOf[ownStar]{Code: ownCode(ownStarFormat, ownStarText)}
	high := redeem.CodeOf[ownStar]{Code: ownCode(ownStarFormat, "ABCD008*")}
	if low != high || !low.Equal(high) || low.Compare(high) != 0 || zero.Compare(low) != -1 || low.Compare(zero) != 1 || low.Equal(zero) {
		t.Errorf("CodeOf: the order is wrong")
	}
	if seen := map[redeem.CodeOf[ownStar]]bool{low: true}; !seen[high] || seen[zero] {
		t.Errorf("CodeOf: a map does not find the key")
	}
	var none redeem.PlainOf[ownStar]
	p, q := redeem.PlainOf[ownStar]{Plain: redeem.Plain(low.Code)}, redeem.PlainOf[ownStar]{Plain: redeem.Plain(high.Code)}
	if p != q || !p.Equal(q) || p.Compare(q) != 0 || none.Compare(p) != -1 || p.Compare(none) != 1 || p.Equal(none) {
		t.Errorf("PlainOf: the order is wrong")
	}
}

// TestCodeOfIsSecret prints and encodes a CodeOf in all ways.
func TestCodeOfIsSecret(t *testing.T) {
	code := redeem.CodeOf[ownMixed]{Code: ownCode(ownMixedFormat, ownMixedText)}
	shown := func(how, text string) {
		t.Helper()
		for i := range len(ownMixedText) - 3 {
			if strings.Contains(strings.ToUpper(text), strings.ToUpper(ownMixedText[i:i+4])) {
				t.Errorf("%s shows the code: %s", how, text)
			}
		}
	}
	type order struct {
		Code redeem.CodeOf[ownMixed]
		List []redeem.CodeOf[ownMixed]
		Ptr  *redeem.CodeOf[ownMixed]
	}
	shape := order{code, []redeem.CodeOf[ownMixed]{code}, &code}
	for verb := range strings.SplitSeq("v +v #v s q x X d o b c U e g t T", " ") {
		for _, value := range []any{code, &code, shape, shape.List, map[string]any{"code": code}} {
			shown("%"+verb, fmt.Sprintf("%"+verb, value))
		}
	}
	if got := fmt.Sprintf("%v %s %d %x", code, code, code, code); got != "[redacted] [redacted] [redacted] [redacted]" {
		t.Errorf("prints as %s", got)
	}
	for _, value := range []any{code, &code, shape, shape.List, map[string]any{"code": code}, map[redeem.CodeOf[ownMixed]]int{code: 1}} {
		text, err := json.Marshal(value)
		if err == nil || !strings.Contains(err.Error(), redeem.ErrSecret.Error()) {
			t.Errorf("JSON: %v", err) // it does not wrap the error of a key
		}
		shown("JSON", fmt.Sprint(string(text), err))
	}
	text, err := xml.Marshal(shape)
	if !errors.Is(err, redeem.ErrSecret) {
		t.Errorf("XML: %v", err)
	}
	shown("XML", fmt.Sprint(string(text), err))
	if value, err := code.Value(); value != nil || err != redeem.ErrSecret {
		t.Errorf("Value: %v, %v", value, err)
	}
	var log bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(handler).Info("order", "code", code, "pointer", &code, "shape", shape, "list", shape.List)
	}
	shown("slog", log.String())
	if err := gob.NewEncoder(io.Discard).Encode(code); err == nil {
		t.Errorf("gob encodes it")
	}
}

// TestGormDataType asserts that the columns have room for what is stored in them.
func TestGormDataType(t *testing.T) {
	long := redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen})
	for _, test := range []struct {
		value interface{ GormDataType() string }
		size  int
	}{
		{redeem.Code{}, long.Len()},
		{redeem.Plain{}, long.Len()},
		{redeem.CodeOf[ownMixed]{}, long.Len()},
		{redeem.PlainOf[ownMixed]{}, long.Len()},
		{redeem.Serial{}, long.Len()},
		{redeem.Region{}, len("NO")},
	} {
		if got, want := test.value.GormDataType(), fmt.Sprintf("varchar(%d)", test.size); got != want {
			t.Errorf("%T: %s, want %s", test.value, got, want)
		}
	}
}
