package checkdigit_test

import (
	"math"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
)

func TestCouponCode(t *testing.T) {
	for _, test := range []struct {
		code  string
		valid bool
	}{
		{"1K7Q", true},
		{"1K7Q-CTFM", true},
		{"1K7Q-CTFM-LMTC", true},
		{"7YQH-1FU7-E1HX-0BG9", true},
		{"YENH-UPJK-PTE0-20U6-QYME", true},
		{"YENH-UPJK-PTE0-20U6-QYME-RBK1", true},
		{"190D-V467-8D52", true},

		{"CTFM-1K7Q", false},
		{"1K7C", false},
		{"1K7Q-CTFW", false},
		{"1K7Q-CTFM-LMT1", false},
		{"1K7Y", false}, // a check character is never Y
		{"1k7q", false},
		{"IK7Q", false},
	} {
		code := strings.ReplaceAll(test.code, "-", "")
		s, err := checkdigit.CouponCode(len(code)/4, 4)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Valid(code); got != test.valid {
			t.Errorf("%s: Valid(%q) = %v, want %v", s.Name(), code, got, test.valid)
		}
		if !test.valid {
			continue
		}
		var payload strings.Builder
		for i := 0; i < len(code); i += 4 {
			payload.WriteString(code[i : i+3])
		}
		if got, err := s.Append(nil, payload.String()); err != nil || string(got) != code {
			t.Errorf("%s: Append(nil, %q) = %q, %v, want %q", s.Name(), payload.String(), got, err, code)
		}
		for _, in := range []string{test.code + "-", code + "0", code + "00", code + "000", code + "0000", code[:len(code)-1], code[4:]} {
			if s.Valid(in) {
				t.Errorf("%s: Valid(%q) = true", s.Name(), in)
			}
		}
		for _, in := range []string{payload.String()[1:], payload.String() + "0", payload.String() + "000"} {
			checkRefused(t, s, in, checkdigit.ErrLength)
		}
	}
}

// TestCouponCodeZeroAndY pins down what the scheme is known to miss.
func TestCouponCodeZeroAndY(t *testing.T) {
	s, _ := checkdigit.CouponCode(1, 4)
	zero, _ := s.Append(nil, "1K0")
	y, _ := s.Append(nil, "1KY")
	if zero[3] != y[3] {
		t.Errorf("%s and %s: 0 and Y have different check characters", zero, y)
	}
}

func TestCouponCodeParts(t *testing.T) {
	for _, test := range []struct {
		parts, partLen int
		ok             bool
	}{
		{1, 2, true}, {127, 2, true}, {1, 255, true}, {63, 4, true}, {15, 17, true},
		{0, 4, false}, {-1, 4, false}, {1, 1, false}, {1, 0, false}, {1, -4, false}, {-3, -4, false},
		{128, 2, false}, {1, 256, false}, {64, 4, false},
		{math.MaxInt, 2, false}, {2, math.MaxInt, false}, {math.MaxInt, math.MaxInt, false}, {math.MinInt, math.MinInt, false},
	} {
		s, err := checkdigit.CouponCode(test.parts, test.partLen)
		if (err == nil) != test.ok || (s != nil) != test.ok {
			t.Errorf("CouponCode(%d, %d): %v", test.parts, test.partLen, err)
		}
		if !test.ok {
			if err != checkdigit.ErrParts {
				t.Errorf("CouponCode(%d, %d): %v, want ErrParts", test.parts, test.partLen, err)
			}
			continue
		}
		payload := strings.Repeat("7", test.parts*(test.partLen-1))
		code, err := s.Append(nil, payload)
		if err != nil || len(code) != test.parts*test.partLen || !s.Valid(string(code)) {
			t.Errorf("%s: Append = %q, %v, Valid = %v", s.Name(), code, err, s.Valid(string(code)))
		}
		n := naive{alphabet: coupons, partLen: test.partLen}
		if want := n.protect(payload); string(code) != want {
			t.Errorf("%s: Append = %q, want %q", s.Name(), code, want)
		}
	}
}
