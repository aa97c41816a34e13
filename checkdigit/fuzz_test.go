package checkdigit_test

import (
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

// FuzzValid compares with the naive implementation, and asserts that a single
// substitution in a valid string makes it invalid wherever that is promised.
func FuzzValid(f *testing.F) {
	schemes := fuzzSchemes(f)
	f.Fuzz(func(t *testing.T, scheme uint8, in string) {
		s := schemes[int(scheme)%len(schemes)]
		got := s.Valid(in)
		if want := naiveOf(s.Name()).valid(in, s.Len()); got != want {
			t.Fatalf("%s: Valid(%q) = %v, want %v", s.Name(), in, got, want)
		}
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
		wrongLength := in == "" || s.Name() == "coupon-code-3x4" && len(in) != 9
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
