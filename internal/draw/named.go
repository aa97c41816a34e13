package draw

import (
	"strings"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// SchemeNamed returns the check scheme of that name.
func SchemeNamed(t rapid.TB, name string) *checkdigit.Scheme {
	t.Helper()
	s, ok := checkdigit.Lookup(name)
	if !ok {
		t.Fatalf("no check scheme %s", name)
	}
	return s
}

// ModelOf returns the model that has these pairs.
func ModelOf(t rapid.TB, pairs ...redeem.Pair) *redeem.Lookalikes {
	t.Helper()
	l, err := redeem.NewLookalikes(pairs...)
	if err != nil {
		t.Fatalf("NewLookalikes(%v): %v", pairs, err)
	}
	return l
}

// BothWays returns the pairs of a list like "B8 O0" in both directions, each at
// cost 1.
func BothWays(list string) (pairs []redeem.Pair) {
	for p := range strings.FieldsSeq(list) {
		pairs = append(pairs, redeem.Pair{Read: p[0], Meant: p[1], Cost: 1}, redeem.Pair{Read: p[1], Meant: p[0], Cost: 1})
	}
	return pairs
}

// Neighbours returns formats that may disturb the search for each other in a text:
// without a prefix, with groups of one symbol, with symbols other than letters,
// among them the star, with check characters, with groups longer than the part
// that masking keeps, and with letters of both cases.
func Neighbours(t rapid.TB) []*redeem.Format {
	return []*redeem.Format{
		redeem.GiftCard(),
		redeem.MustFormat(redeem.Spec{Length: 4, Alphabet: "0123456789", Groups: []int{2, 2}}),
		redeem.MustFormat(redeem.Spec{Length: 3, Alphabet: "xyX!*", Groups: []int{1, 1, 1}}),
		redeem.MustFormat(redeem.Spec{Length: 12, Check: SchemeNamed(t, "iso7064-mod-37-2")}),
		redeem.MustFormat(redeem.Spec{Length: 8, Groups: []int{5, 3}}),
		redeem.MustFormat(redeem.Spec{Length: 3, Alphabet: "abcABC"}),
	}
}
