package draw

import (
	"slices"
	"sync"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"pgregory.net/rapid"
)

// Schemes yields the check schemes of [checkdigit.All] whose states are few
// enough to go through all of them.
func Schemes(yield func(*checkdigit.Scheme) bool) {
	for s := range checkdigit.All() {
		if s.States() <= 2_000 && !yield(s) {
			return
		}
	}
}

// CheckedFormats returns a format of sixteen symbols for each check scheme. Those
// without a model are the same in each call.
func CheckedFormats(l *redeem.Lookalikes) []*redeem.Format {
	if l == nil {
		return slices.Clone(checkedFormats())
	}
	return formatsWith(l)
}

var checkedFormats = sync.OnceValue(func() []*redeem.Format { return formatsWith(nil) })

func formatsWith(l *redeem.Lookalikes) (formats []*redeem.Format) {
	coupon, err := checkdigit.CouponCode(4, 4)
	if err != nil {
		panic(err)
	}
	for _, s := range append(slices.Collect(checkdigit.All()), coupon) {
		formats = append(formats, redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: s.Alphabet(), Check: s, Lookalikes: l}))
	}
	return formats
}

// CheckedCode returns a code of a format, a different one for every n.
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

// SchemeLengths returns lengths of codes, some of which are too short or too
// long for the scheme: all lengths if the tests are exhaustive, otherwise the first
// ones and those near multiples of eight, or a few if the tables of the scheme are
// large.
func SchemeLengths(s *checkdigit.Scheme) (lengths []int) {
	for length := 1; length <= redeem.MaxLen; length++ {
		small := s.States() < 100 && (exhaustive.On() || length < 9 || length%8 < 2)
		if small || length < 5 || length%16 == 0 {
			lengths = append(lengths, length)
		}
	}
	return lengths
}
