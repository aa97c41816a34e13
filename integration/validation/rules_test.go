package validation_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/go-playground/locales/en"
	ut "github.com/go-playground/universal-translator"
	"github.com/go-playground/validator/v10"
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/integration/validation"
)

type (
	myString string
	myBytes  []byte
)

func mustRegion(t *testing.T, s string) redeem.Region {
	t.Helper()
	r, err := redeem.ParseRegion(s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// formats returns the formats that the tags of the tests name: one with a check
// character, and one in whose alphabet letter case matters.
func formats(t *testing.T) []*redeem.Format {
	t.Helper()
	luhn, ok := checkdigit.Lookup("luhn-mod-36")
	if !ok {
		t.Fatal("no luhn-mod-36")
	}
	return []*redeem.Format{
		vouchers,
		redeem.MustFormat(redeem.Spec{Name: "checked", Length: 10, Alphabet: luhn.Alphabet(), Check: luhn}),
		redeem.MustFormat(redeem.Spec{Name: "cased", Length: 12, Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdef"}),
	}
}

// TestReasons has every kind of field, and every reason for a refusal.
func TestReasons(t *testing.T) {
	v := validator.New(validator.WithRequiredStructEnabled())
	rules := validation.New(formats(t)...)
	if err := rules.Register(v); err != nil {
		t.Fatal(err)
	}
	translator, _ := ut.New(en.New()).GetTranslator("en")
	advisor := advice.New()
	if err := rules.RegisterTexts(v, translator, advisor); err != nil {
		t.Fatal(err)
	}

	const card, voucher = "X8KD49FJ2MZQ7WPT", "0K1234567890"
	code := redeem.MustParse(card)
	cased, err := formats(t)[2].Parse("abcdef123456")
	if err != nil {
		t.Fatal(err)
	}
	missing := (*redeem.Code)(nil)
	for _, tt := range []struct {
		tag   string
		value any
		want  error
	}{
		{"redeemcode", card, nil},
		{"redeemcode", " x8kd-49fj-2mzq-7wpt\n", nil},
		{"redeemcode", []byte(card), nil},
		{"redeemcode", myString(card), nil},
		{"redeemcode", myBytes(card), nil},
		{"redeemcode", code, nil},
		{"redeemcode", &code, nil},
		{"redeemcode", redeem.Plain(code), nil},
		{"redeemcode=voucher", voucher, nil},
		{"redeemcode=voucher", "uK1234567890", nil}, // of the alphabet, only V looks like U
		{"redeemcode=voucher", "oK1234567890", redeem.ErrSymbol},
		{"redeemcode=cased", cased, nil},

		{"redeemcode", "", redeem.ErrEmpty},
		{"redeemcode", "- -", redeem.ErrEmpty},
		{"redeemcode", redeem.Code{}, redeem.ErrEmpty},
		{"redeemcode", redeem.Plain{}, redeem.ErrEmpty},
		{"redeemcode", missing, redeem.ErrEmpty},
		{"redeemcode", []byte("X8KD\xFF49FJ2MZQ7WPT"), redeem.ErrEncoding},
		{"redeemcode", card + "!", redeem.ErrSymbol},
		{"redeemcode", card[1:], redeem.ErrPrefix},
		{"redeemcode", card[:15], redeem.ErrTooShort},
		{"redeemcode", card + "0", redeem.ErrTooLong},
		{"redeemcode", "GCA4567890123456", redeem.ErrSerial},
		{"redeemcode=checked", "V0S8UZ1230", redeem.ErrCheck},
		{"redeemcode=voucher", cased, redeem.ErrSymbol},
		{"redeemcode=voucher", code, redeem.ErrTooLong},

		{"redeemregion", "NO", nil},
		{"redeemregion", []byte("nor"), nil},
		{"redeemregion", mustRegion(t, "NO"), nil},
		{"redeemregion", redeem.Region{}, redeem.ErrEmpty},
		{"redeemregion", "143457", redeem.ErrRegion},
		{"redeemstorefront", "143457", nil},
		{"redeemstorefront", "143457-2,29", nil},
		{"redeemstorefront", mustRegion(t, "NO"), nil},
		{"redeemstorefront", "Norway", redeem.ErrRegion},
		{"redeemstorefront", "", redeem.ErrEmpty},
	} {
		name := fmt.Sprintf("%s of a %T", tt.tag, tt.value)
		err := v.Var([]any{tt.value}, "dive,"+tt.tag) // Var skips the tags of a struct
		if tt.want == nil {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		var fields validator.ValidationErrors
		if !errors.As(err, &fields) || len(fields) != 1 {
			t.Errorf("%s: accepted, want %v", name, tt.want)
			continue
		}
		if got := rules.Reason(fields[0]); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
		problem := rules.Problem(fields[0])
		if title := advisor.For("en", problem).Title; title == "" || !strings.Contains(fields[0].Translate(translator), ": "+title) {
			t.Errorf("%s: %v is told as %q", name, tt.want, fields[0].Translate(translator))
		}
		if isRegion := !strings.HasPrefix(tt.tag, validation.TagCode); isRegion != (problem.Status == advice.StatusUnknownRegion) {
			t.Errorf("%s: %v is told as %v", name, tt.want, problem.Status)
		}
	}
}

// TestErrorsHoldNoValue prints a refusal as a service does.
func TestErrorsHoldNoValue(t *testing.T) {
	v := validator.New(validator.WithRequiredStructEnabled())
	rules := validation.New()
	if err := rules.Register(v); err != nil {
		t.Fatal(err)
	}
	translator, _ := ut.New(en.New()).GetTranslator("en")
	if err := rules.RegisterTexts(v, translator, advice.New()); err != nil {
		t.Fatal(err)
	}
	const secret = "8KD49FJ2MZQ7WPT"
	err := v.Struct(struct {
		Text  string       `validate:"redeemcode"`
		Bytes []byte       `validate:"redeemcode"`
		Plain redeem.Plain `validate:"redeemregion"`
		List  []string     `validate:"dive,redeemcode"`
	}{secret, []byte(secret), redeem.Plain(redeem.MustParse("X" + secret)), []string{secret}})
	var fields validator.ValidationErrors
	if !errors.As(err, &fields) || len(fields) != 4 {
		t.Fatalf("%d fields refused, want 4", len(fields))
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%v %+v %s %q\n", err, err, err, fmt.Errorf("order: %w", err))
	slog.New(slog.NewTextHandler(&out, nil)).Error("refused", "err", err)
	slog.New(slog.NewJSONHandler(&out, nil)).Error("refused", "err", err)
	for _, field := range fields {
		fmt.Fprintf(&out, "%v %+v %s\n", field, field, field.Translate(translator))
	}
	if strings.Contains(out.String(), secret) {
		t.Error("a refusal prints the value")
	}
}

// TestWhatIsLeft tests what no package can prevent: the validator prints the
// keys of a map, and the fields of an error.
func TestWhatIsLeft(t *testing.T) {
	v := validator.New()
	if err := validation.New().Register(v); err != nil {
		t.Fatal(err)
	}
	const secret = "8KD49FJ2MZQ7WPT"
	err := v.Struct(struct {
		Values map[string]string `validate:"dive,redeemcode"`
	}{map[string]string{secret: secret}})
	var fields validator.ValidationErrors
	if !errors.As(err, &fields) || !strings.Contains(err.Error(), secret) || !strings.Contains(fmt.Sprintf("%#v", fields[0]), secret) {
		t.Error("the validator prints no key or no value any more: the documentation may be shorter")
	}
}

// TestTagsWithoutSense tests that a tag that makes no sense panics.
func TestTagsWithoutSense(t *testing.T) {
	v := validator.New()
	if err := validation.New().Register(v); err != nil {
		t.Fatal(err)
	}
	for tag, value := range map[string]any{"redeemcode=nobody": "X8KD49FJ2MZQ7WPT", "redeemcode": 7, "redeemregion": []int{7}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s of a %T did not panic", tag, value)
				}
			}()
			_ = v.Var(value, tag)
		}()
	}
}

// TestFormatWithoutName tests that a format without a name takes the place of
// gift cards.
func TestFormatWithoutName(t *testing.T) {
	v := validator.New()
	if err := validation.New(redeem.MustFormat(redeem.Spec{Length: 4})).Register(v); err != nil {
		t.Fatal(err)
	}
	if v.Var("ABCD", "redeemcode") != nil || v.Var("X8KD49FJ2MZQ7WPT", "redeemcode") == nil {
		t.Error("redeemcode is not of the format without a name")
	}
}

// TestOtherTags tests a field that another tag refuses: this package does not
// explain that.
func TestOtherTags(t *testing.T) {
	v := validator.New()
	rules := validation.New()
	if err := rules.Register(v); err != nil {
		t.Fatal(err)
	}
	var fields validator.ValidationErrors
	if !errors.As(v.Var("X", "len=16,redeemcode"), &fields) || rules.Reason(fields[0]) != nil || rules.Problem(fields[0]) != (advice.Problem{}) {
		t.Error("what len refuses has a reason")
	}
}
