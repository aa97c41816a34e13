package checkdigit_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
)

// corpus has an input for every scheme, each valid under one or more, and one
// for every reason to refuse.
var corpus = []string{
	"78949", "5724", "12340", "4006381333931", "0794", "079X", "07940",
	"X8KD49FJ2MZQ7WPT", "G123489654321Y", "A12425GABC1234002M", "213800KUD8LAJWSQ9D15", "5367" + "02",
	"BAISDLAFKBM", "ISO793W", "16JD", "1K7QCTFMLMTC", "190DV4678D52",
	"A*B", "ABCDE37", strings.Repeat("Z", 31), strings.Repeat("0", 37),
	"", "0", "A", "*", "16J*", "1k7qctfmlmtc", "1K7Q-CTFM-LMTC", "1K7QCTFMLMTC0",
	"3²", "ⅷ", "⑱", "\u1B53", "\uFF17\uFF18\uFF19\uFF14\uFF19", "78949\n", "\x00", "\xff",
}

func fuzzSchemes(f *testing.F) []*checkdigit.Scheme {
	schemes := slices.Collect(everyScheme(f))
	for _, in := range corpus {
		for i := range schemes {
			f.Add(uint8(i), in)
		}
	}
	return schemes
}

// FuzzValid compares with the naive implementation and with the automaton, and
// asserts that a single substitution in a valid string makes it invalid wherever
// that is promised.
func FuzzValid(f *testing.F) {
	schemes := fuzzSchemes(f)
	f.Fuzz(func(t *testing.T, scheme uint8, in string) {
		s := schemes[int(scheme)%len(schemes)]
		got := s.Valid(in)
		if want := naiveOf(s.Name()).valid(in, s.Len()); got != want {
			t.Fatalf("%s: Valid(%q) = %v, want %v", s.Name(), in, got, want)
		}
		checkSteps(t, s, in)
		d, ok := s.Detects()
		if !got || !ok || d.Substitution < 1 || len(in) > 64 {
			return
		}
		b := []byte(in)
		for i, right := range b {
			for _, c := range []byte(s.Alphabet() + s.CheckAlphabet()) {
				if b[i] = c; c != right && s.Valid(string(b)) {
					t.Fatalf("%s: %q and %q are valid", s.Name(), in, b)
				}
			}
			b[i] = right
		}
	})
}

// FuzzAppend asserts that Append writes the payload with check characters that
// are valid, or refuses it for the right reason and leaves dst alone.
func FuzzAppend(f *testing.F) {
	schemes := fuzzSchemes(f)
	f.Fuzz(func(t *testing.T, scheme uint8, in string) {
		s := schemes[int(scheme)%len(schemes)]
		dst := append(make([]byte, 0, 16), "dst"...)
		full := slices.Clone(dst[:cap(dst)])
		got, err := s.Append(dst, in)

		var want error
		wrongLength := in == "" || s.Name() == "coupon-code-3x4" && len(in) != 9 || s.MaxLen() > 0 && len(in)+s.Len() > s.MaxLen()
		if wrongLength {
			want = checkdigit.ErrLength
		} else if strings.Trim(in, s.Alphabet()) != "" {
			want = checkdigit.ErrSymbol
		}
		if err != want {
			t.Fatalf("%s: Append(dst, %q): %v, want %v", s.Name(), in, err, want)
		}
		if err != nil {
			if &got[0] != &dst[0] || len(got) != len(dst) || !slices.Equal(dst[:cap(dst)], full) {
				t.Fatalf("%s: Append(dst, %q) changed dst", s.Name(), in)
			}
			return
		}
		code := string(got[len(dst):])
		if string(got[:len(dst)]) != "dst" || code != naiveOf(s.Name()).protect(in) || !s.Valid(code) {
			t.Fatalf("%s: Append(dst, %q) = %q", s.Name(), in, got)
		}
	})
}

// FuzzCouponCode makes schemes of any numbers: CouponCode refuses them, or the
// scheme has the name by which Lookup finds it and computes as the naive
// implementation does. Lookup finds nothing under any other name.
func FuzzCouponCode(f *testing.F) {
	f.Add(3, 4, "1K7CTFLMT", "coupon-code-3x4")
	f.Add(1, 2, "0", "luhn")
	f.Add(127, 2, strings.Repeat("Y", 127), "coupon-code-03x4")
	f.Add(1, 255, strings.Repeat("1", 254), "coupon-code-1x255")
	f.Add(32, 8, "", "coupon-code-32x8")
	f.Add(0, -1, "", "coupon-code--1x-4")
	f.Add(math.MaxInt, math.MinInt, "", "")
	names := map[string]bool{}
	for s := range checkdigit.All() {
		names[s.Name()] = true
	}
	f.Fuzz(func(t *testing.T, parts, partLen int, payload, name string) {
		if s, ok := checkdigit.Lookup(name); ok != (s != nil) || ok && s.Name() != name || !ok && names[name] {
			t.Errorf("Lookup(%q) = %v, %t", name, s, ok)
		}
		s, err := checkdigit.CouponCode(parts, partLen)
		if err != nil {
			if s != nil || err != checkdigit.ErrParts || parts > 0 && parts < 256 && partLen > 1 && partLen < 256 && parts*partLen < 256 {
				t.Errorf("CouponCode(%d, %d) = %v", parts, partLen, err)
			}
			return
		}
		found, ok := checkdigit.Lookup(s.Name())
		if want := fmt.Sprintf("coupon-code-%dx%d", parts, partLen); s.Name() != want || !ok || found.Name() != want || s.Len() != parts {
			t.Fatalf("CouponCode(%d, %d) is %s of %d check characters, Lookup finds it: %t", parts, partLen, s.Name(), s.Len(), ok)
		}
		n := naive{alphabet: coupons, partLen: partLen}
		for _, str := range []string{payload, n.fill(payload, parts)} {
			code, err := s.Append(nil, str)
			if fits := len(str) == parts*(partLen-1) && strings.Trim(str, coupons) == ""; fits != (err == nil) || fits && string(code) != n.protect(str) {
				t.Fatalf("%s: Append(nil, %q) = %q, %v", s.Name(), str, code, err)
			}
			for _, in := range []string{str, string(code)} {
				if got, want := found.Valid(in), n.valid(in, parts); got != want {
					t.Fatalf("%s: Valid(%q) = %t, want %t", s.Name(), in, got, want)
				}
				checkSteps(t, s, in)
			}
		}
	})
}

// fill makes a payload of so many parts of the symbols in a text.
func (n naive) fill(text string, parts int) string {
	symbols := strings.Map(func(r rune) rune {
		if !strings.ContainsRune(n.alphabet, r) {
			return -1
		}
		return r
	}, text) + n.alphabet
	size := parts * (n.partLen - 1)
	return strings.Repeat(symbols, size/len(symbols)+1)[:size]
}
