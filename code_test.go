package redeem_test

import (
	"bytes"
	"cmp"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/spell"
)

func TestCodeZero(t *testing.T) {
	var zero redeem.Code
	valid := redeem.MustParse(sample)
	if zero.IsValid() || !valid.IsValid() {
		t.Error("IsValid is not true of codes and false of no code")
	}
	if zero.Len() != 0 {
		t.Errorf("Len() = %d", zero.Len())
	}
	if zero.Compare(redeem.Code{}) != 0 || zero.Compare(valid) != -1 || valid.Compare(zero) != 1 {
		t.Error("Compare does not put the zero Code first")
	}
	if !zero.Equal(redeem.Code{}) || zero.Equal(valid) || valid.Equal(zero) {
		t.Error("Equal is not ==")
	}
	for name, got := range map[string][]byte{
		"AppendTo":      zero.AppendTo(nil),
		"AppendMasked":  zero.AppendMasked(nil),
		"AppendGrouped": redeem.GiftCard().AppendGrouped(nil, zero),
	} {
		if got != nil {
			t.Errorf("%s(nil) = %q, want nil", name, got)
		}
	}
	if zero.String() == valid.String() || zero.String() == "" {
		t.Errorf("String() = %q, want a word of its own", zero.String())
	}
	if got := fmt.Sprintf("%d", zero); got != zero.String() {
		t.Errorf("Format writes %q, want %q", got, zero.String())
	}
	if got := zero.LogValue(); !got.Equal(slog.StringValue(zero.String())) {
		t.Errorf("LogValue() = %v, want %q", got, zero.String())
	}
	if text, err := zero.MarshalText(); text != nil || err != redeem.ErrSecret {
		t.Errorf("MarshalText() = %q, %v, want ErrSecret", text, err)
	}
	if v, err := zero.Value(); v != nil || err != redeem.ErrSecret {
		t.Errorf("Value() = %v, %v, want ErrSecret", v, err)
	}
	if got := redeem.SupportArticle().Skeleton(zero); got != zero {
		t.Error("Skeleton of no code is a code")
	}
	if redeem.SupportArticle().Confusable(zero, zero) {
		t.Error("no code is confusable with itself")
	}
}

func TestPlainZero(t *testing.T) {
	var zero redeem.Plain
	if got := zero.String(); got != "" {
		t.Errorf("String() = %q", got)
	}
	if got := fmt.Sprint(zero); got != "" {
		t.Errorf("prints %q", got)
	}
	if got, err := zero.AppendText([]byte("a")); string(got) != "a" || err != nil {
		t.Errorf("AppendText() = %q, %v", got, err)
	}
	if got, err := zero.MarshalText(); len(got) != 0 || err != nil {
		t.Errorf("MarshalText() = %q, %v", got, err)
	}
	if got, err := zero.Value(); got != nil || err != nil {
		t.Errorf("Value() = %v, %v, want NULL", got, err)
	}
}

func TestTargetZero(t *testing.T) {
	for _, nowhere := range []redeem.Target{{}, redeem.GiftCard().Into(nil)} {
		for _, text := range [][]byte{nil, {}, []byte(sample), []byte("!")} {
			if err := nowhere.UnmarshalText(text); err != redeem.ErrSpec {
				t.Errorf("UnmarshalText(%q): %v, want ErrSpec", text, err)
			}
			if err := nowhere.Set(string(text)); err != redeem.ErrSpec {
				t.Errorf("Set(%q): %v, want ErrSpec", text, err)
			}
		}
		for _, src := range []any{nil, "", sample, []byte(sample), 1} {
			if err := nowhere.Scan(src); err != redeem.ErrSpec {
				t.Errorf("Scan(%v): %v, want ErrSpec", src, err)
			}
		}
	}
}

// TestCodeLengths reads, measures, writes and masks codes of every length.
func TestCodeLengths(t *testing.T) {
	r := codeRand()
	for n := 1; n <= redeem.MaxLen; n++ {
		f := redeem.MustFormat(redeem.Spec{Length: n})
		_, text := codeRandom(r, n)
		c, err := f.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if c.Len() != n || !c.IsValid() {
			t.Errorf("Len() = %d of %d symbols", c.Len(), n)
		}
		if got := string(c.AppendTo([]byte("a-"))); got != "a-"+text {
			t.Errorf("AppendTo(a-) = %q of %s", got, text)
		}
		if got := redeem.Plain(c).String(); got != text {
			t.Errorf("Plain is %q, want %q", got, text)
		}
		shown := min(n/4, 4)
		want := "a-" + strings.Repeat("*", n-shown) + text[n-shown:]
		if got := string(c.AppendMasked([]byte("a-"))); got != want {
			t.Errorf("AppendMasked(a-) = %q, want %q", got, want)
		}
		if got := string(f.AppendGrouped([]byte("a-"), c)); got != "a-"+text {
			t.Errorf("AppendGrouped(a-) = %q, want one group, a-%s", got, text)
		}
	}
	if _, err := redeem.NewFormat(redeem.Spec{Length: redeem.MaxLen + 1}); !errors.Is(err, redeem.ErrSpec) {
		t.Errorf("a format of more than MaxLen symbols: %v, want ErrSpec", err)
	}
}

func TestAppendKeepsBuffer(t *testing.T) {
	c := redeem.MustParse(sample)
	for name, appendCode := range map[string]func([]byte) []byte{
		"AppendTo":      c.AppendTo,
		"AppendMasked":  c.AppendMasked,
		"AppendText":    func(b []byte) []byte { b, _ = redeem.Plain(c).AppendText(b); return b },
		"AppendGrouped": func(b []byte) []byte { return redeem.GiftCard().AppendGrouped(b, c) },
	} {
		buf := bytes.Repeat([]byte("#"), 40)
		out := appendCode(buf[:2])
		if &out[0] != &buf[0] || string(out[:2]) != "##" || strings.Trim(string(buf[len(out):]), "#") != "" {
			t.Errorf("%s does not write behind the buffer's end alone: %q", name, buf)
		}
	}
}

func TestCodeComparesAsText(t *testing.T) {
	r := codeRand()
	type named struct {
		code redeem.Code
		text string
	}
	codes := []named{{}}
	for range 100 {
		c, text := codeRandom(r, 0)
		codes = append(codes, named{c, text})
		if n := r.IntN(len(text)); n > 0 {
			codes = append(codes, named{reference.Code(text[:n]), text[:n]})
		}
	}
	byCode := map[redeem.Code]string{}
	for _, x := range codes {
		byCode[x.code] = x.text
		for _, y := range codes {
			want := cmp.Compare(x.text, y.text)
			if got := x.code.Compare(y.code); got != want {
				t.Errorf("%q.Compare(%q) = %d, want %d", x.text, y.text, got, want)
			}
			if got := x.code == y.code; got != (want == 0) {
				t.Errorf("%q == %q is %t", x.text, y.text, got)
			}
			if got := x.code.Equal(y.code); got != (want == 0) {
				t.Errorf("%q.Equal(%q) = %t", x.text, y.text, got)
			}
		}
	}
	for _, x := range codes {
		if byCode[x.code] != x.text {
			t.Errorf("as the key of a map, %q finds %q", x.text, byCode[x.code])
		}
	}
	slices.SortFunc(codes, func(x, y named) int { return x.code.Compare(y.code) })
	if !slices.IsSortedFunc(codes, func(x, y named) int { return strings.Compare(x.text, y.text) }) {
		t.Error("sorted by Compare, the texts are not in order")
	}
}

func codeRand() *rand.Rand { return rand.New(rand.NewPCG(16, 32)) }

// codeRandom returns a code of n symbols, or of 1 to MaxLen if n is 0, and its
// text.
func codeRandom(r *rand.Rand, n int) (redeem.Code, string) {
	if n == 0 {
		n = 1 + r.IntN(redeem.MaxLen)
	}
	text := make([]byte, n)
	for i := range text {
		text[i] = spell.Alphanumeric[r.IntN(len(spell.Alphanumeric))]
	}
	return reference.Code(string(text)), string(text)
}

func TestMustParsePanics(t *testing.T) {
	for in, want := range map[string]redeem.Error{
		"":                    redeem.ErrEmpty,
		"X8KD49FJ2MZQ7WP":     redeem.ErrTooShort,
		"X8KD49FJ2MZQ7WPTA":   redeem.ErrTooLong,
		"X8KD49FJ2MZQ7WP!":    redeem.ErrSymbol,
		"A8KD49FJ2MZQ7WPT":    redeem.ErrPrefix,
		"X8KD49FJ2MZQ7WP\xff": redeem.ErrEncoding,
		"GCA449FJ2MZQ7WPT":    redeem.ErrSerial,
	} {
		func() {
			// One byte that equals a constant has no room for anything else.
			defer func() {
				if got := recover(); got != want {
					t.Errorf("MustParse(%q) panics with %#v, want %v", in, got, want)
				}
			}()
			redeem.MustParse(in)
		}()
	}
	if redeem.MustParse(" x8kd-49fj-2mzq-7wpt\n") != redeem.MustParse(sample) {
		t.Error("MustParse is not Parse")
	}
}

// textReader is a type that reads itself from text and from a column.
type textReader interface {
	encoding.TextUnmarshaler
	sql.Scanner
}

// codeReaders returns everything that reads a gift card code from text and from
// a column, with the code that it reads into.
func codeReaders(code *redeem.Code) map[string]textReader {
	return map[string]textReader{
		"Code":   code,
		"Plain":  (*redeem.Plain)(code),
		"Target": redeem.GiftCard().Into(code),
	}
}

func TestReadText(t *testing.T) {
	old, want := redeem.MustParse("X000000000000000"), redeem.MustParse(sample)
	var code redeem.Code
	for name, reader := range codeReaders(&code) {
		for _, tt := range []struct {
			in   string
			want redeem.Code
			err  error
		}{
			{sample, want, nil},
			{" x8kd-49fj-2mzq-7wpt\n", want, nil},
			{"Ｘ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴ", want, nil},
			{strings.Repeat(" ", 70) + sample, want, nil},
			{"", redeem.Code{}, nil},
			{" ", old, redeem.ErrEmpty},
			{"-", old, redeem.ErrEmpty},
			{"X8KD49FJ2MZQ7WP", old, redeem.ErrTooShort},
			{"X8KD49FJ2MZQ7WPTA", old, redeem.ErrTooLong},
			{"X8KD49FJ!MZQ7WPT", old, redeem.ErrSymbol},
			{"X8KD49FJ\xffMZQ7WPT", old, redeem.ErrEncoding},
			{"8KD49FJ2MZQ7WPTX", old, redeem.ErrPrefix},
			{"GCA4567890123456", old, redeem.ErrSerial},
		} {
			in := []byte(tt.in)
			for source, read := range map[string]func() error{
				"UnmarshalText":  func() error { return reader.UnmarshalText(in) },
				"Scan of bytes":  func() error { return reader.Scan(in) },
				"Scan of string": func() error { return reader.Scan(tt.in) },
			} {
				code = old
				if err := read(); err != tt.err || code != tt.want {
					t.Errorf("%s.%s(%q): %v, %v, want %v, %v", name, source, tt.in, redeem.Plain(code), err, redeem.Plain(tt.want), tt.err)
				}
				if string(in) != tt.in {
					t.Fatalf("%s.%s(%q) modified its argument", name, source, tt.in)
				}
				clear(in)
				if code != tt.want {
					t.Errorf("%s.%s(%q) kept its argument", name, source, tt.in)
				}
				copy(in, tt.in)
			}
		}

		code = old
		if err := reader.UnmarshalText(nil); err != nil || code != (redeem.Code{}) {
			t.Errorf("%s.UnmarshalText(nil): %v, %v, want no code", name, redeem.Plain(code), err)
		}
		for _, null := range []any{nil, []byte(nil), []byte{}} {
			code = old
			if err := reader.Scan(null); err != nil || code != (redeem.Code{}) {
				t.Errorf("%s.Scan(%#v): %v, %v, want no code", name, null, redeem.Plain(code), err)
			}
		}
		text := sample
		for _, src := range []any{int64(1), 1.5, true, time.Time{}, 'X', []rune(text), &text, want, redeem.Plain(want), redeem.ErrType} {
			code = old
			if err := reader.Scan(src); err != redeem.ErrType || code != old {
				t.Errorf("%s.Scan of a %T: %v, %v, want no change and ErrType", name, src, redeem.Plain(code), err)
			}
		}
	}
}

// checkReader asserts that a reader reads the parsed code in every way, keeps
// its value if there is an error, and reads empty text as no code.
func checkReader[T comparable](t *testing.T, name string, place *T, reader textReader, s string, want T, wantErr error) {
	t.Helper()
	old, zero := *place, *new(T)
	text := []byte(s)
	for source, read := range map[string]func() error{
		"UnmarshalText":  func() error { return reader.UnmarshalText(text) },
		"Scan of bytes":  func() error { return reader.Scan(text) },
		"Scan of string": func() error { return reader.Scan(s) },
		"Set": func() error {
			if value, ok := reader.(flag.Value); ok {
				return value.Set(s)
			}
			return reader.UnmarshalText(text)
		},
		"JSON": func() error {
			if !utf8.ValidString(s) { // JSON cannot represent such a string
				return reader.UnmarshalText(text)
			}
			quoted, _ := json.Marshal(s)
			if target, ok := reader.(redeem.Target); ok {
				return json.Unmarshal(quoted, &target)
			}
			return json.Unmarshal(quoted, reader)
		},
	} {
		*place = old
		err := read()
		switch {
		case s == "" && (*place != zero || err != nil),
			s != "" && err != wantErr,
			s != "" && err == nil && *place != want,
			err != nil && *place != old:
			t.Errorf("%s: %s of %q: %v, want %v", name, source, s, err, wantErr)
		}
		if string(text) != s {
			t.Fatalf("%s: %s turns %q into %q", name, source, s, text)
		}
	}
	*place = old
	if err := reader.Scan(len(s)); err != redeem.ErrType || *place != old {
		t.Errorf("%s: Scan of a number: %v", name, err)
	}
	if err := reader.Scan(nil); err != nil || *place != zero {
		t.Errorf("%s: Scan of NULL: %v", name, err)
	}
	*place = old
}

// textWriter is a type that writes itself as text and to a column.
type textWriter interface {
	comparable
	encoding.TextAppender
	encoding.TextMarshaler
	driver.Valuer
}

// checkWriter asserts that the value is written as the text in every way, and
// that reading the text gives the same value.
func checkWriter[T textWriter, P interface {
	*T
	textReader
}](t *testing.T, value T, place P, text string) {
	t.Helper()
	appended, err := value.AppendText([]byte("as it was "))
	if string(appended) != "as it was "+text || err != nil {
		t.Errorf("AppendText = %q, %v, want %q", appended, err, text)
	}
	marshaled, err := value.MarshalText()
	if string(marshaled) != text || err != nil {
		t.Errorf("MarshalText = %q, %v, want %q", marshaled, err, text)
	}
	column, err := value.Value()
	if column != driver.Value(text) || err != nil {
		t.Errorf("Value = %v, %v, want %q", column, err, text)
	}
	quoted, err := json.Marshal([]T{value})
	if string(quoted) != `["`+text+`"]` || err != nil {
		t.Errorf("JSON is %s, %v, want %q", quoted, err, text)
	}
	for source, read := range map[string]func() error{
		"text":   func() error { return place.UnmarshalText(marshaled) },
		"column": func() error { return place.Scan(column) },
		"JSON":   func() error { return json.Unmarshal(quoted[1:len(quoted)-1], place) },
	} {
		var zero T
		*place = zero
		if err := read(); err != nil || *place != value {
			t.Errorf("%q read from %s is %v, %v", text, source, *place, err)
		}
	}
}

// checkSecret asserts that a code never prints itself.
func checkSecret(t *testing.T, c redeem.Code) {
	t.Helper()
	target := redeem.GiftCard().Into(&c)
	if got := fmt.Sprintf("%v %+v %#v %s %q %x %d %v %x", c, c, c, c, c, c, c, target, target); got != strings.TrimSuffix(strings.Repeat(c.String()+" ", 9), " ") ||
		c.String() != redeem.MustParse(sample).String() || target.String() != c.String() || c.LogValue().String() != c.String() {
		t.Errorf("a code prints as %q", got)
	}
	text, textErr := c.MarshalText()
	value, valueErr := c.Value()
	encoded, jsonErr := json.Marshal(c)
	if text != nil || value != nil || encoded != nil || textErr != redeem.ErrSecret || valueErr != redeem.ErrSecret || !errors.Is(jsonErr, redeem.ErrSecret) {
		t.Errorf("a code writes itself: %v, %v, %v", textErr, valueErr, jsonErr)
	}
}

func TestPlainRoundTrip(t *testing.T) {
	r := codeRand()
	for range 100 {
		_, digits := codeRandom(r, 16)
		plain := redeem.Plain(redeem.MustParse("X" + digits[1:]))
		text, err := plain.MarshalText()
		if err != nil || string(text) != plain.String() {
			t.Fatalf("MarshalText() = %q, %v, want %q", text, err, plain)
		}
		appended, err := plain.AppendText([]byte("a"))
		if err != nil || string(appended) != "a"+plain.String() {
			t.Fatalf("AppendText(a) = %q, %v, want a%s", appended, err, plain)
		}
		value, err := plain.Value()
		if err != nil || value != plain.String() {
			t.Fatalf("Value() = %v, %v, want %q", value, err, plain)
		}
		var fromText, fromValue redeem.Plain
		if err := fromText.UnmarshalText(text); err != nil || fromText != plain {
			t.Fatalf("UnmarshalText(%q): %v, %v", text, fromText, err)
		}
		if err := fromValue.Scan(value); err != nil || fromValue != plain {
			t.Fatalf("Scan(%q): %v, %v", value, fromValue, err)
		}
	}
}

func TestPlainPrints(t *testing.T) {
	plain := redeem.Plain(redeem.MustParse(sample))
	for format, want := range map[string]string{
		"%v":   sample,
		"%s":   sample,
		"%q":   `"` + sample + `"`,
		"%20s": "    " + sample,
		"%.4s": "X8KD",
		"%x":   "58384b443439464a324d5a5137575054",
	} {
		if got := fmt.Sprintf(format, plain); got != want {
			t.Errorf("%s prints %q, want %q", format, got, want)
		}
	}
}

func TestNullablePlain(t *testing.T) {
	plain := redeem.Plain(redeem.MustParse(sample))
	null := sql.Null[redeem.Plain]{V: plain, Valid: true}
	if v, err := null.Value(); v != driver.Value(sample) || err != nil {
		t.Errorf("Value() = %v, %v", v, err)
	}
	if err := null.Scan(nil); err != nil || null != (sql.Null[redeem.Plain]{}) {
		t.Errorf("Scan(nil) = %v, %v", null, err)
	}
	if v, err := null.Value(); v != nil || err != nil {
		t.Errorf("Value() of NULL = %v, %v", v, err)
	}
	if err := null.Scan([]byte("x8kd-49fj-2mzq-7wpt")); err != nil || null.V != plain || !null.Valid {
		t.Errorf("Scan() = %v, %v", null, err)
	}
	if v, err := (sql.Null[redeem.Plain]{Valid: true}).Value(); v != nil || err != nil {
		t.Errorf("Value() of the zero Plain = %v, %v, want NULL", v, err)
	}
}

func TestPlainJSON(t *testing.T) {
	type order struct {
		ID     int                  `json:"id"`
		Code   redeem.Plain         `json:"code,omitzero"`
		Secret redeem.Code          `json:"secret,omitzero"`
		Prices map[redeem.Plain]int `json:"prices,omitempty"`
	}
	c := redeem.MustParse(sample)
	for _, tt := range []struct {
		order order
		json  string
	}{
		{order{ID: 1}, `{"id":1}`},
		{order{ID: 2, Code: redeem.Plain(c)}, `{"id":2,"code":"X8KD49FJ2MZQ7WPT"}`},
		{order{ID: 3, Prices: map[redeem.Plain]int{redeem.Plain(c): 5}}, `{"id":3,"prices":{"X8KD49FJ2MZQ7WPT":5}}`},
	} {
		got, err := json.Marshal(tt.order)
		if err != nil || string(got) != tt.json {
			t.Errorf("Marshal(%v) = %s, %v, want %s", tt.order, got, err, tt.json)
		}
		var back order
		if err := json.Unmarshal(got, &back); err != nil || back.Code != tt.order.Code || len(back.Prices) != len(tt.order.Prices) {
			t.Errorf("Unmarshal(%s) = %v, %v", got, back, err)
		}
		for plain := range tt.order.Prices {
			if back.Prices[plain] != tt.order.Prices[plain] {
				t.Errorf("Unmarshal(%s) = %v", got, back)
			}
		}
	}
	if got, err := json.Marshal(order{Secret: c}); !errors.Is(err, redeem.ErrSecret) {
		t.Errorf("Marshal of a Code = %s, %v, want ErrSecret", got, err)
	}
	if got, err := json.Marshal(struct{ Code redeem.Plain }{}); err != nil || string(got) != `{"Code":""}` {
		t.Errorf("Marshal of the zero Plain = %s, %v", got, err)
	}

	back := order{Code: redeem.Plain(c), Secret: c}
	if err := json.Unmarshal([]byte(`{"code":"","secret":" x000-0000-0000-0000 "}`), &back); err != nil {
		t.Error(err)
	}
	if back.Code != (redeem.Plain{}) || back.Secret != redeem.MustParse("X000000000000000") {
		t.Errorf("Unmarshal = %v, %v", back.Code, redeem.Plain(back.Secret))
	}
	if err := json.Unmarshal([]byte(`{"secret":"X8KD49FJ!MZQ7WPT"}`), &back); err != redeem.ErrSymbol {
		t.Errorf("Unmarshal of what is no code: %v, want ErrSymbol", err)
	}
	if back.Secret != redeem.MustParse("X000000000000000") {
		t.Error("Unmarshal of what is no code changed the code")
	}
}

// codeVoucher is a format in which letter case matters.
var codeVoucher = redeem.MustFormat(redeem.Spec{Name: "voucher", Length: 6, Alphabet: "abcdefABCDEF", Groups: []int{3, 3}})

func TestTarget(t *testing.T) {
	old, err := codeVoucher.Parse("ffffff")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		in, want string
		err      error
	}{
		{"abcABC", "abcABC", nil},
		{"ABC-abc", "ABCabc", nil},
		{"", "", nil},
		{"abcABCd", "ffffff", redeem.ErrTooLong},
		{sample, "ffffff", redeem.ErrSymbol},
	} {
		code := old
		target := codeVoucher.Into(&code)
		if err := target.UnmarshalText([]byte(tt.in)); err != tt.err || redeem.Plain(code).String() != tt.want {
			t.Errorf("UnmarshalText(%q): %q, %v, want %q, %v", tt.in, redeem.Plain(code), err, tt.want, tt.err)
		}
		code = old
		if err := target.Set(tt.in); err != tt.err || redeem.Plain(code).String() != tt.want {
			t.Errorf("Set(%q): %q, %v, want %q, %v", tt.in, redeem.Plain(code), err, tt.want, tt.err)
		}
		if got := target.String(); got != code.String() {
			t.Errorf("String() = %q, want %q", got, code)
		}
		code = old
		if err := target.Scan(tt.in); err != tt.err || redeem.Plain(code).String() != tt.want {
			t.Errorf("Scan(%q): %q, %v, want %q, %v", tt.in, redeem.Plain(code), err, tt.want, tt.err)
		}
		code = old
		in, _ := json.Marshal(map[string]string{"voucher": tt.in})
		err := json.Unmarshal(in, &struct {
			Voucher redeem.Target `json:"voucher"`
		}{target})
		if err != tt.err || redeem.Plain(code).String() != tt.want {
			t.Errorf("json.Unmarshal(%s): %q, %v, want %q, %v", in, redeem.Plain(code), err, tt.want, tt.err)
		}
	}
}

func TestFlags(t *testing.T) {
	var (
		gift    redeem.Plain
		voucher redeem.Code
		other   = redeem.MustParse(sample)
	)
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.TextVar(&gift, "gift", redeem.Plain(redeem.MustParse("X000000000000000")), "")
	flags.Var(codeVoucher.Into(&voucher), "voucher", "")
	flags.Var(redeem.GiftCard().Into(&other), "other", "")
	if err := flags.Parse(nil); err != nil || gift.String() != "X000000000000000" {
		t.Errorf("the default is %v, %v", gift, err)
	}
	if got := flags.Lookup("gift").DefValue; got != "X000000000000000" {
		t.Errorf("the default is shown as %q", got)
	}
	if got := flags.Lookup("other").DefValue; got != other.String() {
		t.Errorf("the default of a Target is shown as %q, want %q", got, other)
	}
	// Package flag leaves a default out of the help if it equals the text of
	// the zero value.
	if got := flags.Lookup("voucher").DefValue; got != (redeem.Target{}).String() {
		t.Errorf("no default is shown as %q, want %q", got, redeem.Target{})
	}
	if err := flags.Parse([]string{"-gift", "x8kd 49fj 2mzq 7wpt", "-voucher=abc-ABC"}); err != nil {
		t.Error(err)
	}
	if gift.String() != sample || redeem.Plain(voucher).String() != "abcABC" {
		t.Errorf("the flags are %v and %v", gift, redeem.Plain(voucher))
	}
	if err := flags.Parse([]string{"-voucher", "abcabx"}); err == nil || redeem.Plain(voucher).String() != "abcABC" {
		t.Errorf("a wrong flag: %v, %v", redeem.Plain(voucher), err)
	}
}

func TestErrors(t *testing.T) {
	all := []redeem.Error{
		redeem.ErrEmpty, redeem.ErrEncoding, redeem.ErrSymbol, redeem.ErrTooShort, redeem.ErrTooLong, redeem.ErrPrefix, redeem.ErrCheck, redeem.ErrSerial,
		redeem.ErrRegion, redeem.ErrRegionMismatch, redeem.ErrRegionLocked, redeem.ErrExpired, redeem.ErrWrongStore, redeem.ErrSecret, redeem.ErrType, redeem.ErrSpec,
		redeem.ErrRandom,
	}
	if none := redeem.Error(255).Error(); redeem.Error(len(all)+1).Error() != none {
		t.Errorf("error %d, which is none of these, has the text %q, not %q", len(all)+1, redeem.Error(len(all)+1), none)
	}
	texts := map[string]bool{}
	for i, e := range all {
		if int(e) != i+1 {
			t.Errorf("%v has the number %d, which is kept in databases as %d", e, e, i+1)
		}
		text := e.Error()
		if texts[text] || !strings.HasPrefix(text, "redeem: ") || len(text) < len("redeem: .") {
			t.Errorf("error %d has the text %q", e, text)
		}
		texts[text] = true

		var err error = e
		wrapped := fmt.Errorf("order 7: %w", err)
		for j, other := range all {
			same := i == j
			if err == other != same || errors.Is(err, other) != same || errors.Is(wrapped, other) != same {
				t.Errorf("%v is %v: want %t", err, other, same)
			}
		}
		var as redeem.Error
		if !errors.As(wrapped, &as) || as != e {
			t.Errorf("errors.As finds %v, want %v", as, e)
		}
		if allocs := testing.AllocsPerRun(10, func() { err = e }); allocs != 0 {
			t.Errorf("%v as an error: %v allocations", e, allocs)
		}
	}
	for _, e := range []redeem.Error{0, redeem.ErrRandom + 1, 255} {
		if text := e.Error(); texts[text] || !strings.HasPrefix(text, "redeem: ") {
			t.Errorf("error %d, which is none, has the text %q", e, text)
		}
	}
	_, err := redeem.Parse("X8KD49FJ!MZQ7WPT")
	switch err {
	case redeem.ErrTooShort, redeem.ErrTooLong:
		t.Error("a switch takes one error for another")
	case redeem.ErrSymbol:
	default:
		t.Errorf("a switch does not know %v", err)
	}
}

// TestCodeText has the laws of the text that a Code holds, whatever its symbols.
func TestCodeText(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		text := draw.Text(t, draw.SymbolChars, rapid.IntRange(0, redeem.MaxLen).Draw(t, "length"))
		c := reference.Code(text)
		if got := c.AppendTo([]byte("as it was ")); string(got) != "as it was "+text {
			t.Errorf("AppendTo = %q, want %q", got, text)
		}
		if c.Len() != len(text) || c.IsValid() != (text != "") {
			t.Errorf("%q: Len = %d, IsValid = %t", text, c.Len(), c.IsValid())
		}
		shown := min(len(text)/4, 4)
		masked := strings.Repeat("*", len(text)-shown) + text[len(text)-shown:]
		if got := c.AppendMasked([]byte("as it was ")); string(got) != "as it was "+masked {
			t.Errorf("AppendMasked = %q, want %q", got, masked)
		}
	})
}

// TestCodeOrder is the promise that codes are ordered as their texts, and
// equal if these are.
func TestCodeOrder(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		var texts []string
		for range 12 { // of few symbols, so that many begin alike
			texts = append(texts, draw.Text(t, "01", rapid.IntRange(0, redeem.MaxLen).Draw(t, "length")))
		}
		base := draw.Text(t, "A", rapid.IntRange(0, redeem.MaxLen-1).Draw(t, "length"))
		texts = append(texts, base, base+"A", base+"B", "")
		codes := make([]redeem.Code, len(texts))
		for i, x := range texts {
			codes[i] = reference.Code(x)
			for j, y := range texts[:i+1] {
				want := cmp.Compare(x, y)
				if got, back := codes[i].Compare(codes[j]), codes[j].Compare(codes[i]); got != want || back != -want {
					t.Errorf("Compare(%q, %q) = %d and %d, want %d", x, y, got, back, want)
				}
				if equal := codes[i] == codes[j]; equal != (want == 0) || codes[i].Equal(codes[j]) != equal {
					t.Errorf("%q == %q: %t, Equal: %t", x, y, equal, codes[i].Equal(codes[j]))
				}
			}
		}
		slices.Sort(texts)
		slices.SortFunc(codes, redeem.Code.Compare)
		for i, c := range codes {
			if !bytes.Equal(c.AppendTo(nil), []byte(texts[i])) {
				t.Errorf("sorted: %q at %d, want %q", c.AppendTo(nil), i, texts[i])
			}
		}
	})
}
