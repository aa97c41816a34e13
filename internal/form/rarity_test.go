package form_test

import (
	"math"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// TestRarity has the binary logarithm of texts per code, counted by hand.
func TestRarity(t *testing.T) {
	luhn, ok := checkdigit.Lookup("luhn")
	star, ok2 := checkdigit.Lookup("iso7064-mod-37-2")
	if !ok || !ok2 {
		t.Fatal("a scheme is missing")
	}
	log := math.Log2
	const any = 94
	for _, test := range []struct {
		name string
		spec form.Spec
		want float64
	}{
		{"letters and digits", form.Spec{Length: 16, Alphabet: spell.Alphanumeric}, 16 * log(any/62.)},
		{"a prefix", form.Spec{Length: 16, Prefix: "X", Alphabet: spell.Alphanumeric}, 15*log(any/62.) + log(any/2.)},
		{"longer", form.Spec{Length: 17, Alphabet: spell.Alphanumeric}, 17 * log(any/62.)},
		{"digits", form.Spec{Length: 8, Alphabet: "0123456789"}, 8 * log(any/10.)},
		{"digits and a check digit", form.Spec{Length: 8, Alphabet: "0123456789", Scheme: luhn}, 8*log(any/10.) + log(10)},
		{"a star for a check character", form.Spec{Length: 3, Alphabet: spell.Alphanumeric, Scheme: star}, 2*log(any/62.) + log(any/63.) + log(37)},
		{"both cases", form.Spec{Length: 2, Alphabet: "ABab"}, 2 * log(any/4.)},
		{"a look-alike outside the alphabet", form.Spec{Length: 1, Alphabet: "0AB"}, log(any / 8.)}, // 0 O o A a B b 8
	} {
		test.spec.Model = &alike.Model{}
		if test.name == "a look-alike outside the alphabet" {
			test.spec.Model = &alike.SupportArticle
		}
		if got := form.New(test.spec).Rarity(); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%s: %v bits, want %v", test.name, got, test.want)
		}
	}
	if got, want := form.GiftCard.Rarity(), 15*log(any/62.)+log(any/2.); math.Abs(got-want) > 1e-9 {
		t.Errorf("gift cards: %v bits, want %v", got, want)
	}
	if got, want := form.Serials[1].Rarity(), 17*log(any/10.)+2*log(any); math.Abs(got-want) > 1e-9 {
		t.Errorf("serial numbers of digits: %v bits, want %v", got, want)
	}
	if got := new(form.Format).Rarity(); got != 0 {
		t.Errorf("the zero Format: %v bits", got)
	}
}
