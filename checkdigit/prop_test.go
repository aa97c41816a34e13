package checkdigit_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
)

// drawScheme draws one of All, a coupon code or a Reed-Solomon code over any
// alphabet.
func drawScheme(t *rapid.T) *checkdigit.Scheme {
	all := slices.Collect(checkdigit.All())
	switch i := rapid.IntRange(0, len(all)+5).Draw(t, "scheme"); {
	case i < len(all):
		return all[i]
	case i < len(all)+2:
		s, _ := drawReedSolomon(t)
		return s
	}
	parts := rapid.IntRange(1, 40).Draw(t, "parts")
	partLen := rapid.IntRange(2, 6).Draw(t, "partLen")
	s, err := checkdigit.CouponCode(parts, partLen)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func drawPayload(t *rapid.T, s *checkdigit.Scheme) string {
	least, most := 1, 40
	if s.MaxLen() > 0 {
		most = s.MaxLen() - s.Len()
	}
	if strings.HasPrefix(s.Name(), "coupon-code") {
		least = most
	}
	return string(rapid.SliceOfN(rapid.SampledFrom([]byte(s.Alphabet())), least, most).Draw(t, "payload"))
}

func TestPropAppendIsValid(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		s := drawScheme(t)
		payload := drawPayload(t, s)
		dst := []byte("before")
		got, err := s.Append(dst, payload)
		if err != nil {
			t.Fatal(err)
		}
		code := string(got[len(dst):])
		if string(got[:len(dst)]) != "before" || !s.Valid(code) || len(code) != len(payload)+s.Len() {
			t.Fatalf("%s: Append(%q, %q) = %q", s.Name(), dst, payload, got)
		}
	})
}

// TestPropValidIsAppended asserts that what is valid is what Append writes,
// from its payload alone.
func TestPropValidIsAppended(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		s := drawScheme(t)
		code, err := s.Append(nil, drawPayload(t, s))
		if err != nil {
			t.Fatal(err)
		}
		// A change or two, so that not everything is valid.
		symbols := []byte(s.Alphabet() + s.CheckAlphabet())
		for range rapid.IntRange(0, 2).Draw(t, "changes") {
			code[rapid.IntRange(0, len(code)-1).Draw(t, "at")] = rapid.SampledFrom(symbols).Draw(t, "symbol")
		}
		var payload []byte
		for i, c := range code {
			if !s.IsCheck(i, len(code)) {
				payload = append(payload, c)
			}
		}
		again, err := s.Append(nil, string(payload))
		if want := err == nil && slices.Equal(again, code); s.Valid(string(code)) != want {
			t.Fatalf("%s: Valid(%q) = %v, Append(nil, %q) = %q, %v", s.Name(), code, !want, payload, again, err)
		}
	})
}

// TestPropStep asserts that the automaton stays in its states and accepts what
// Valid does.
func TestPropStep(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		s := drawScheme(t)
		code := []byte(rapid.String().Draw(t, "garbage"))
		if rapid.Bool().Draw(t, "code") {
			code, _ = s.Append(nil, drawPayload(t, s))
		}
		checkSteps(t, s, string(code))
	})
}

func checkSteps(t rapid.TB, s *checkdigit.Scheme, code string) {
	t.Helper()
	state := s.Start()
	for i := range len(code) {
		symbols := s.Alphabet()
		if s.IsCheck(i, len(code)) {
			symbols = s.CheckAlphabet()
		}
		if state = s.Step(state, i, len(code), code[i]); state < 0 {
			break
		}
		if state >= s.States() || strings.IndexByte(symbols, code[i]) < 0 {
			t.Fatalf("%s: state %d of %d after %q of %q", s.Name(), state, s.States(), code[:i+1], code)
		}
	}
	if got := code != "" && s.Accept(state); got != s.Valid(code) {
		t.Fatalf("%s: %q accepted: %v, Valid: %v", s.Name(), code, got, !got)
	}
}

// TestPropRefusal asserts that a refused payload leaves dst as it was.
func TestPropRefusal(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		s := drawScheme(t)
		payload := rapid.String().Draw(t, "payload")
		dst := append(make([]byte, 0, 512), "before"...)
		full := slices.Clone(dst[:cap(dst)])
		got, err := s.Append(dst, payload)
		if err == nil {
			if !s.Valid(string(got[len(dst):])) {
				t.Fatalf("%s: Append(nil, %q) = %q", s.Name(), payload, got)
			}
			return
		}
		if err != checkdigit.ErrSymbol && err != checkdigit.ErrLength {
			t.Fatalf("%s: Append(nil, %q): %v", s.Name(), payload, err)
		}
		if len(got) != len(dst) || !slices.Equal(dst[:cap(dst)], full) {
			t.Fatalf("%s: Append(dst, %q) changed dst", s.Name(), payload)
		}
	})
}
