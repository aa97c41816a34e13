package main

import (
	"regexp"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// luhn asks whether the check digit of a number is right.
var luhn = question{
	name:  "checkdigit: is the Luhn check digit right?",
	tools: []tool{checkdigitLuhn, validatorTool("luhn_checksum"), validatorCard},
	inputs: []input{
		{"card number", "4242424242424242", "yes"},
		{"one digit wrong", "4242424232424242", ""},
		{"two exchanged", "2442424242424242", ""},
		{"11 digits", "79927398713", "yes"},
		{"40 digits", strings.Repeat("42", 20), "yes"},
		{"letter", "424242424242424A", ""},
		{"newline at the end", "4242424242424242\n", ""},
		{"full-width", "４２４２４２４２４２４２４２４２", ""},
		{"empty", "", ""},
	},
}

var checkdigitLuhn = tool{
	name:   "redeem",
	answer: func(in string) string { return yes(scheme("luhn").Valid(in)) },
	bind: func(in string) func(n int) {
		s := scheme("luhn")
		return func(n int) {
			for range n {
				sink.ok = s.Valid(in)
			}
		}
	},
}

// validatorCard accepts only numbers that are as long as those of payment
// cards.
var validatorCard = func() tool {
	t := validatorTool("credit_card")
	t.except = []string{"11 digits", "40 digits"}
	return t
}()

func scheme(name string) *checkdigit.Scheme {
	s, ok := checkdigit.Lookup(name)
	if !ok {
		panic(name)
	}
	return s
}

// coupons asks which coupon code, of three parts of four symbols, was typed.
// The last symbol of each part is its check character.
var coupons = question{
	name:  "Format.Parse: which coupon code was typed?",
	tools: []tool{redeemCoupon, couponPort},
	inputs: []input{
		{"canonical", "55G2DHM050NN", "55G2DHM050NN"},
		{"dashes, lower case", "55g2-dhm0-50nn", "55G2DHM050NN"},
		{"look-alikes", "SSGZ-DHMO-SONN", "55G2DHM050NN"},
		{"full-width", "５５Ｇ２ＤＨＭ０５０ＮＮ", "55G2DHM050NN"},
		{"Cyrillic", "55G2D\u041D\u041C050NN", "55G2DHM050NN"},
		{"wrong check character", "55G2-DHM0-50NK", ""},
		{"parts exchanged", "DHM0-55G2-50NN", ""},
		{"too short", "55G2-DHM-50NN", ""},
		{"too long", "55G2-DHM0-50NN-1", ""},
		{"wrong symbols", "55G2!DHM0?50NN", ""},
	},
}

// couponFormat substitutes the same look-alikes as the published
// implementations, and no others.
var couponFormat = func() *redeem.Format {
	check, err := checkdigit.CouponCode(3, 4)
	if err != nil {
		panic(err)
	}
	pairs, err := redeem.NewLookalikes(
		redeem.Pair{Read: 'O', Meant: '0', Cost: 1}, redeem.Pair{Read: 'I', Meant: '1', Cost: 1},
		redeem.Pair{Read: 'Z', Meant: '2', Cost: 1}, redeem.Pair{Read: 'S', Meant: '5', Cost: 1})
	if err != nil {
		panic(err)
	}
	return redeem.MustFormat(redeem.Spec{
		Length: 12, Alphabet: check.Alphabet(), Groups: []int{4, 4, 4}, Check: check, Lookalikes: pairs,
	})
}()

var redeemCoupon = tool{
	name: "redeem",
	answer: func(in string) string {
		c, _ := couponFormat.Parse(in)
		return redeem.Plain(c).String()
	},
	bind: func(in string) func(n int) {
		return func(n int) {
			for range n {
				sink.code, sink.err = couponFormat.Parse(in)
			}
		}
	},
}

// couponPort is the algorithm of Perl's Algorithm::CouponCode and npm's
// coupon-code, as one writes it after reading its description.
var couponPort = tool{name: "coupon-code, ported", answer: validateCoupon, bind: repeat(validateCoupon)}

const couponSymbols = "0123456789ABCDEFGHJKLMNPQRTUVWXY"

var (
	noCouponSymbols = regexp.MustCompile(`[^0-9A-Z]+`)
	couponPairs     = strings.NewReplacer("O", "0", "I", "1", "Z", "2", "S", "5")
)

func validateCoupon(in string) string {
	const parts, partLen = 3, 4
	s := couponPairs.Replace(noCouponSymbols.ReplaceAllString(strings.ToUpper(in), ""))
	if len(s) != parts*partLen {
		return ""
	}
	for part := range parts {
		symbols := s[part*partLen : (part+1)*partLen]
		check := part + 1
		for _, symbol := range symbols[:partLen-1] {
			check = check*19 + strings.IndexRune(couponSymbols, symbol)
		}
		if symbols[partLen-1] != couponSymbols[check%31] {
			return ""
		}
	}
	return s
}
