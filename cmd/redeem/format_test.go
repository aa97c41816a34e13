package main

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem/internal/draw"
)

// TestCheckScheme describes formats by -check and the other flags.
func TestCheckScheme(t *testing.T) {
	for _, test := range []struct {
		flags, input string
		want         string // the answer after the input's number
	}{
		{"-check=iso7064-mod-37-2", checked, "ok\t" + checked + "\t\tnone"},
		{"-check=iso7064-mod-37-2", misread, "wrong check character\t\t15\tnone"},
		{"-check=iso7064-mod-37-2 -group", "x8kd 49fj 2m2q 7wp0", "ok\tX8KD-49FJ-2M2Q-7WP0\t\tcase|separator"},
		{"-check=iso7064-mod-37-2", "Y8KD49FJ2M2Q7WP0", "wrong prefix\t\t0\tnone"},
		{"-check=iso7064-mod-37-2", "X8KD49FJ2M2Q7WP", "too short\t\t15\tnone"},
		// Another prefix or none, a gift card's length and groups.
		{"-check=luhn -prefix= -group", "4539148803436467", "ok\t4539-1488-0343-6467\t\tnone"},
		{"-check=luhn -prefix=45 -group", "4539148803436467", "ok\t4539-1488-0343-6467\t\tnone"},
		{"-check=luhn -prefix=46", "4539148803436467", "wrong prefix\t\t1\tnone"},
		{"-check=luhn -prefix= -alphabet=0123456789", "4539148803436467", "ok\t4539148803436467\t\tnone"},
		{"-check=luhn -prefix= -groups=6-10 -group", "4539148803436467", "ok\t453914-8803436467\t\tnone"},
		// Another length: no prefix, no groups.
		{"-check=luhn -length=11 -group", "79927398713", "ok\t79927398713\t\tnone"},
		{"-check=luhn -length=11", "79927398710", "wrong check character\t\t10\tnone"},
		{"-check=luhn -length=11", "7992739871A", "invalid symbol\t\t10\tnone"},
		{"-check=luhn -groups=5-6 -group", "79927398713", "ok\t79927-398713\t\tnone"},
		{"-check=luhn -length=11 -prefix=799", "79927398713", "ok\t79927398713\t\tnone"},
		{"-check=luhn -length=11 -prefix=798", "79927398713", "wrong prefix\t\t2\tnone"},
		// The scheme's symbols, or some of them.
		{"-check=verhoeff -length=4", "2363", "ok\t2363\t\tnone"},
		{"-check=iso7064-mod-11-2 -length=4", "079X", "ok\t079X\t\tnone"},
		{"-check=iso7064-mod-11-2 -length=5", "079X0", "invalid symbol\t\t3\tnone"},
		{"-check=luhn-mod-36 -length=4 -alphabet=0123ABCD", "AA3A", "wrong check character\t\t3\tnone"},
		{"-check=luhn-mod-36 -length=4 -alphabet=0123ABCD", "AAE0", "ok\tAA30\t\tsubstitute"},
		{"-check=luhn-mod-36 -length=4 -alphabet=0123ABCD", "013T", "ok\t013T\t\tnone"}, // a check character may be any of the scheme's
		{"-check=crockford-mod-37 -length=3", "161", "ok\t161\t\tnone"},
		{"-check=coupon-code-3x4 -groups=4-4-4 -group", "1K7Q-CTFM-LMTC", "ok\t1K7Q-CTFM-LMTC\t\tseparator"},
		{"-check=coupon-code-3x4 -length=12", "1K7Q-CTFM-LMTD", "wrong check character\t\t13\tseparator"},
	} {
		args := append([]string{"check"}, strings.Split(test.flags, " ")...)
		if got := runWith(test.input, args...); got.stdout != "1\t"+test.want+"\n" || got.stderr != "" {
			t.Errorf("%s, %q: got %+v, want %q", test.flags, test.input, got, test.want)
		}
	}
}

// TestEveryScheme asserts that a code of each scheme is accepted, and refused with another
// last symbol.
func TestEveryScheme(t *testing.T) {
	for s := range draw.Schemes {
		code, err := s.Append(nil, strings.Repeat(s.Alphabet()[1:], 2)[:14])
		if err != nil {
			t.Fatal(err)
		}
		wrong := append([]byte{}, code...)
		wrong[len(wrong)-1] = s.CheckAlphabet()[0]
		if string(wrong) == string(code) {
			wrong[len(wrong)-1] = s.CheckAlphabet()[1]
		}
		got := runWith("", "check", "-check", s.Name(), "-length", []string{"15", "16"}[s.Len()-1], string(code), string(wrong))
		if want := "1\tok\t" + string(code) + "\t\tnone\n2\twrong check character\t"; !strings.HasPrefix(got.stdout, want) {
			t.Errorf("%s: got %+v, want %q", s.Name(), got, want)
		}
	}
}
