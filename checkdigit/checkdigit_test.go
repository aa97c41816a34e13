package checkdigit_test

import (
	"bufio"
	"errors"
	"iter"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/vectors"
)

// everyScheme yields those that All yields, one coupon code, and one
// Reed-Solomon code over an alphabet that has no name.
func everyScheme(t testing.TB) iter.Seq[*checkdigit.Scheme] {
	coupon, err := checkdigit.CouponCode(3, 4)
	if err != nil {
		t.Fatal(err)
	}
	prime, err := checkdigit.ReedSolomon(digits31, 2)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(*checkdigit.Scheme) bool) {
		for s := range checkdigit.All() {
			if !yield(s) {
				return
			}
		}
		if yield(coupon) {
			yield(prime)
		}
	}
}

// someStates yields all states of a scheme if triesAll, else the first ones and
// some from everywhere.
func someStates(s *checkdigit.Scheme) iter.Seq[int] {
	return func(yield func(int) bool) {
		all, states := triesAll(s), s.States()
		for state := 0; state < states; state++ {
			if !all && state > 37 {
				state += states / 20
			}
			if state < states && !yield(state) {
				return
			}
		}
	}
}

// triesAll reports whether tests try all states of a scheme.
func triesAll(s *checkdigit.Scheme) bool {
	return !isReedSolomon(s) || exhaustive.On() && s.Len() < 3
}

func isReedSolomon(s *checkdigit.Scheme) bool { return strings.HasPrefix(s.Name(), "rs-") }

func mustLookup(t testing.TB, name string) *checkdigit.Scheme {
	t.Helper()
	s, ok := checkdigit.Lookup(name)
	if !ok {
		t.Fatalf("Lookup(%q): not found", name)
	}
	return s
}

// randomPayload returns n symbols, or as many as the scheme wants.
func randomPayload(rng *rand.Rand, s *checkdigit.Scheme, n int) string {
	if s.Name() == "coupon-code-3x4" {
		n = 9
	}
	b := make([]byte, n)
	for i := range b {
		b[i] = s.Alphabet()[rng.IntN(len(s.Alphabet()))]
	}
	return string(b)
}

func TestSchemes(t *testing.T) {
	type properties struct {
		Name, Alphabet, CheckAlphabet string
		Len, States                   int
	}
	var got []properties
	for s := range everyScheme(t) {
		got = append(got, properties{s.Name(), s.Alphabet(), s.CheckAlphabet(), s.Len(), s.States()})
	}
	const digits = "0123456789"
	want := []properties{
		{"luhn", digits, digits, 1, 10},
		{"luhn-mod-32", digits32, digits32, 1, 32},
		{"luhn-mod-36", digits36, digits36, 1, 36},
		{"damm", digits, digits, 1, 10},
		{"damm-gf32", digits32, digits32, 1, 32},
		{"verhoeff", digits, digits, 1, 10},
		{"gs1", digits, digits, 1, 10},
		{"iso7064-mod-11-2", digits, digits + "X", 1, 11},
		{"iso7064-mod-37-2", digits36, digits36 + "*", 1, 37},
		{"iso7064-mod-97-10", digits36, digits, 2, 97},
		{"iso7064-mod-661-26", letters, letters, 2, 661},
		{"iso7064-mod-1271-36", digits36, digits36, 2, 1271},
		{"iso7064-mod-11-10", digits, digits, 1, 10},
		{"iso7064-mod-27-26", letters, letters, 1, 26},
		{"iso7064-mod-37-36", digits36, digits36, 1, 36},
		{"crockford-mod-37", digits32, digits32 + "*~$=U", 1, 37},
		{"rs-gf32-2", digits32, digits32, 2, 1024},
		{"rs-gf32-3", digits32, digits32, 3, 32768},
		{"rs-gf32-4", digits32, digits32, 4, 1048576},
		{"rs-gf37-2", digits36, digits36 + "*", 2, 1369},
		{"rs-gf37-3", digits36, digits36 + "*", 3, 50653},
		{"rs-gf37-4", digits36, digits36 + "*", 4, 1874161},
		{"coupon-code-3x4", coupons, strings.TrimSuffix(coupons, "Y"), 3, 31},
		{"rs-gf31-2:" + digits31, digits31, digits31, 2, 961},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("schemes (-want +got):\n%s", diff)
	}
}

func TestLookup(t *testing.T) {
	for s := range checkdigit.All() {
		if got, ok := checkdigit.Lookup(s.Name()); !ok || got != s {
			t.Errorf("Lookup(%q) = %p, %v, want %p, true", s.Name(), got, ok, s)
		}
	}
	for _, name := range []string{
		"coupon-code-1x2", "coupon-code-3x4", "coupon-code-127x2", "coupon-code-1x255",
		"rs-gf31-2:" + digits31, "rs-gf32-4:0" + letters + "-:/$~", "rs-gf37-3:" + digits36 + "!", "rs-gf37-2:" + letters + "9876543210",
	} {
		if got, ok := checkdigit.Lookup(name); !ok || got.Name() != name {
			t.Errorf("Lookup(%q) = %v, want one of that name", name, ok)
		}
	}
	for _, name := range []string{
		"", "Luhn", "luhn ", "luhn-mod-10", "mod-37-2", "coupon-code", "coupon-code-", "coupon-code-3",
		"coupon-code-x", "coupon-code-3x", "coupon-code-x4", "coupon-code-0x4", "coupon-code-3x1",
		"coupon-code-03x4", "coupon-code-+3x4", "coupon-code-3x4x5", "coupon-code-3X4", "coupon-code-64x4",
		"coupon-code-3x99999999999999999999", "3x4", "coupon-code--1x4", "coupon-code-3x4 ",
		"rs-gf32-1", "rs-gf32-5", "rs-gf31-2", "rs-gf32-02", "rs-gf32", "rs-gf", "rs-gf32-2:", "rs-gf32-2:" + digits32,
		"rs-gf37-2:" + digits36, "rs-gf32-2:" + digits31, "rs-gf31-02:" + digits31, "rs-gf31-5:" + digits31, "rs-gf31:" + digits31,
	} {
		if got, ok := checkdigit.Lookup(name); ok || got != nil {
			t.Errorf("Lookup(%q) = %v, %v, want nil, false", name, got, ok)
		}
	}
}

func TestAllStops(t *testing.T) {
	n := 0
	for range checkdigit.All() {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d schemes after a break at the third", n)
	}
}

func TestZeroScheme(t *testing.T) {
	var s checkdigit.Scheme
	if s.Valid("") || s.Valid("0") || s.Accept(0) || s.IsCheck(0, 1) || s.Step(0, 0, 1, '0') != -1 {
		t.Error("the zero Scheme takes something for valid")
	}
	if _, err := s.Append(nil, "0"); err != checkdigit.ErrLength {
		t.Errorf("Append: %v, want ErrLength", err)
	}
	if _, ok := s.Detects(); ok {
		t.Error("the zero Scheme detects something")
	}
	if s.Name() != "" || s.Alphabet() != "" || s.CheckAlphabet() != "" || s.Len() != 0 || s.MaxLen() != 0 || s.Distance() != 0 || s.States() != 0 || s.Start() != 0 || s.StepBack(0, 0, 1, '0') != -1 {
		t.Error("the zero Scheme is not empty")
	}
}

// TestVectors runs vectors/checkdigit.json.
func TestVectors(t *testing.T) {
	for _, v := range vectors.CheckDigit.Load(t) {
		t.Run(v.Name, func(t *testing.T) {
			s := v.Options.Make(t)
			if got := s.Valid(v.Input); got != v.Answer.Valid {
				t.Errorf("Valid(%q) = %t", v.Input, got)
			}
			if !v.Answer.Valid {
				return
			}
			if got, err := s.Append([]byte("_"), v.Answer.Payload); err != nil || string(got) != "_"+v.Input {
				t.Errorf("Append(_, %q) = %q, %v, want %q", v.Answer.Payload, got, err, "_"+v.Input)
			}
			slow := naive{alphabet: coupons, partLen: 4}
			if !strings.HasPrefix(s.Name(), "coupon-code-") {
				slow = naiveOf(s.Name())
			}
			if got := slow.protect(v.Answer.Payload); got != v.Input {
				t.Errorf("the naive implementation has %q, want %q", got, v.Input)
			}
		})
	}
}

// TestOneCheck asserts that, of all check characters there are, exactly those
// that Append appends are valid.
func TestOneCheck(t *testing.T) {
	rng := rand.New(rand.NewPCG(97, 10))
	for s := range checkdigit.All() {
		if s.Len() > 2 {
			continue // TestReedSolomonRepairs tries them
		}
		checks := []string{""}
		for range s.Len() {
			var longer []string
			for _, c := range checks {
				for _, symbol := range s.CheckAlphabet() {
					longer = append(longer, c+string(symbol))
				}
			}
			checks = longer
		}
		for range 50 {
			payload := randomPayload(rng, s, 1+rng.IntN(20))
			var valid []string
			for _, c := range checks {
				if s.Valid(payload + c) {
					valid = append(valid, payload+c)
				}
			}
			want, _ := s.Append(nil, payload)
			if diff := cmp.Diff([]string{string(want)}, valid); diff != "" {
				t.Errorf("%s: valid (-want +got):\n%s", s.Name(), diff)
			}
		}
	}
}

// TestLuhnMod36 takes the truths of a set of pictures of random codes, each of
// X, fourteen uniform symbols and a check character computed elsewhere.
func TestLuhnMod36(t *testing.T) {
	f, err := os.Open("testdata/luhn-mod-36.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := mustLookup(t, "luhn-mod-36")
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		code := lines.Text()
		if !s.Valid(code) {
			t.Errorf("Valid(%q) = false", code)
		}
		if got, err := s.Append(nil, code[:15]); err != nil || string(got) != code {
			t.Errorf("Append(nil, %q) = %q, %v", code[:15], got, err)
		}
	}
	if n != 48 {
		t.Errorf("%d codes, want 48", n)
	}
}

func TestErrors(t *testing.T) {
	texts := map[string]bool{}
	for e := range 256 {
		text := checkdigit.Error(e).Error()
		if !strings.HasPrefix(text, "checkdigit: ") {
			t.Errorf("Error(%d) is %q", e, text)
		}
		texts[text] = true
	}
	if len(texts) != 4 {
		t.Errorf("%d texts, want three and one for the rest: %v", len(texts), texts)
	}
	_, err := checkdigit.CouponCode(0, 4)
	if !errors.Is(err, checkdigit.ErrParts) || err != checkdigit.ErrParts {
		t.Errorf("CouponCode(0, 4): %v, want ErrParts", err)
	}
}
