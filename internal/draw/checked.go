package draw

import (
	"slices"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"pgregory.net/rapid"
)

// CheckedFormats returns formats of sixteen symbols with each of the check
// schemes.
func CheckedFormats(l *redeem.Lookalikes) (formats []*redeem.Format) {
	coupon, err := checkdigit.CouponCode(4, 4)
	if err != nil {
		panic(err)
	}
	for _, s := range append(slices.Collect(checkdigit.All()), coupon) {
		formats = append(formats, redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: s.Alphabet(), Check: s, Lookalikes: l}))
	}
	return formats
}

// CheckedCode returns a code of a format that is different for every n.
func CheckedCode(t rapid.TB, f *redeem.Format, n int) string {
	t.Helper()
	spec := f.Spec()
	payload := []byte(spec.Prefix)
	for i := len(payload); i < spec.Length-spec.Check.Len(); i++ {
		payload = append(payload, spec.Alphabet[(n+i*i)%len(spec.Alphabet)])
		n = n*7/5 + 3
	}
	code, err := spec.Check.Append(nil, string(payload))
	if err != nil {
		t.Fatal(err)
	}
	return string(code)
}

// SchemeLengths returns lengths of codes, of which some are too short for the
// scheme: all, or a few where its tables are large.
func SchemeLengths(s *checkdigit.Scheme) (lengths []int) {
	for length := 1; length <= redeem.MaxLen; length++ {
		if s.States() < 100 || length < 5 || length%16 == 0 {
			lengths = append(lengths, length)
		}
	}
	return lengths
}
