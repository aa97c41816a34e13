package checkdigit_test

import (
	"math"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/vectors"
)

// TestCouponCodeLength is about codes and payloads of another length than the
// parts have.
func TestCouponCodeLength(t *testing.T) {
	for _, v := range vectors.CheckDigit.Load(t) {
		if !v.Answer.Valid || !strings.HasPrefix(v.Options.Scheme, "coupon-code-") {
			continue
		}
		s, code, payload := v.Options.Make(t), v.Input, v.Answer.Payload
		for _, in := range []string{code + "-", code + "0", code + "00", code + "000", code + "0000", code[:len(code)-1], code[4:]} {
			if s.Valid(in) {
				t.Errorf("%s: Valid(%q) = true", s.Name(), in)
			}
		}
		for _, in := range []string{payload[1:], payload + "0", payload + "000"} {
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
