// Package formats holds formats by name. A format is built in if the issuer of
// the codes or the author of the scheme has published it. Other formats are
// described in a file.
package formats

import (
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// BuiltIn is a built-in format. It contains only what its source says. For other
// brands, no official source gives the length and the symbols of a code.
type BuiltIn struct {
	*redeem.Format        // its name is unique
	About          string // whose codes they are
	Source         string // where that is published
}

// All makes and returns the built-in formats.
func All() []BuiltIn {
	return []BuiltIn{
		{
			Format: named(redeem.GiftCard().Spec(), "gift-card"),
			About:  "gift cards for the App Store, iTunes and Apple Music",
			Source: "https://support.apple.com/108285",
		},
		{
			Format: named(couponCode(), "coupon-code"),
			About:  "coupon codes of Algorithm::CouponCode, three parts of four",
			Source: "https://github.com/grantm/Algorithm-CouponCode",
		},
	}
}

// Lookup returns the built-in format of that name.
func Lookup(name string) (BuiltIn, bool) {
	for _, b := range All() {
		if b.Name() == name {
			return b, true
		}
	}
	return BuiltIn{}, false
}

func named(spec redeem.Spec, name string) *redeem.Format {
	spec.Name = name
	return redeem.MustFormat(spec)
}

// couponCode describes the codes of Algorithm::CouponCode, which reads O as 0, I
// as 1, S as 5 and Z as 2: its alphabet has none of these letters.
func couponCode() redeem.Spec {
	scheme, err := checkdigit.CouponCode(3, 4)
	if err != nil {
		panic(err)
	}
	lookalikes, err := redeem.SupportArticle().WithPairs(
		redeem.Pair{Read: 'O', Meant: '0'}, redeem.Pair{Read: 'I', Meant: '1'},
		redeem.Pair{Read: 'S', Meant: '5'}, redeem.Pair{Read: 'Z', Meant: '2'},
	)
	if err != nil {
		panic(err)
	}
	return redeem.Spec{
		Length:     12,
		Alphabet:   scheme.Alphabet(),
		Groups:     []int{4, 4, 4},
		Check:      scheme,
		Lookalikes: lookalikes,
	}
}
