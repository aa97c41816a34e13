package redeem_test

import (
	"fmt"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// One field takes the codes of five brands. A fault is reported for the brand that
// was most likely meant, so that no code goes to the wrong issuer, which may
// count it as an attempt.
func ExampleFormats_Recognize() {
	brands, err := redeem.NewFormats(
		redeem.GiftCard(),
		voucherFormat,
		redeem.MustFormat(redeem.Spec{Name: "ticket", Length: 9, Prefix: "T", Groups: []int{3, 3, 3}}),
		redeem.MustFormat(redeem.Spec{Name: "PIN", Length: 16, Alphabet: "0123456789", Groups: []int{4, 4, 4, 4}}),
		redeem.MustFormat(redeem.Spec{Name: "anything of 16", Length: 16}),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, typed := range []string{
		"x8kd-49fj-2mzq-7wpt", // two brands take it: the prefix decides
		"1234 5678 9012 3456", // the same: the digits decide
		"0112 34ab cdel",
		"0112 34ab cdef",
		"X8KD-49F",
		"t12-345-678",
		"EPY 45678901234", // a serial number
	} {
		r := brands.Recognize(typed)
		if r.Err != nil {
			fmt.Printf("%s: %s, %s at byte %d\n", typed, r.Format, r.Err.(redeem.Error).Key(), r.Offset)
			continue
		}
		fmt.Printf("%s: %s, %s, taken by %d\n", typed, r.Format, r.Format.AppendGrouped(nil, r.Code), r.Matches)
	}
	// Output:
	// x8kd-49fj-2mzq-7wpt: gift card, X8KD-49FJ-2MZQ-7WPT, taken by 2
	// 1234 5678 9012 3456: PIN, 1234-5678-9012-3456, taken by 2
	// 0112 34ab cdel: voucher, 0112-34AB-CDE1, taken by 1
	// 0112 34ab cdef: voucher, check at byte 13
	// X8KD-49F: gift card, too-short at byte 8
	// t12-345-678: ticket, T12-345-678, taken by 1
	// EPY 45678901234: gift card, serial at byte 0
}

func ExampleFormats_Matches() {
	brands, err := redeem.NewFormats(redeem.MustFormat(redeem.Spec{Name: "anything of 16", Length: 16}), redeem.GiftCard())
	if err != nil {
		fmt.Println(err)
		return
	}
	for format, code := range brands.Matches("x8kd49fj2mzq7wpt") {
		fmt.Println(format, redeem.Plain(code))
	}
	// Output:
	// gift card X8KD49FJ2MZQ7WPT
	// anything of 16 X8KD49FJ2MZQ7WPT
}

// People type I, L and O although the alphabet does not have them.
func ExampleCrockford() {
	f := redeem.MustFormat(redeem.Spec{
		Length:     8,
		Alphabet:   "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
		Lookalikes: redeem.Crockford(),
	})
	r := f.Inspect("oil0-abcd")
	fmt.Println(redeem.Plain(r.Code), r.Edits)
	// Output: 0110ABCD case|separator|substitute
}

func ExampleLookalikes_WithPairs() {
	model, err := redeem.SupportArticle().WithPairs(
		redeem.Pair{Read: 'I', Meant: '1', Cost: 1},
		redeem.Pair{Read: 'O', Meant: '0', Cost: 0}, // has cost 1 in the article
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(model.Cost('I', '1'))
	fmt.Println(model.Cost('O', '0'))
	fmt.Println(model.Cost('B', '8'))
	// Output:
	// 1 true
	// 0 true
	// 1 true
}

// WithAny lets a Corrector replace any symbol by any other. Codes that look alike
// still come first.
func ExampleLookalikes_WithAny() {
	meant, _ := voucherFormat.Parse("0112-34AB-CDE1")
	c := redeem.Corrector{Format: voucherFormat, Lookalikes: redeem.Crockford().WithAny(9), MaxEdits: 1}
	for candidate := range c.Candidates("0112-34AB-CDE7") {
		if candidate.Code == meant {
			fmt.Println(redeem.Plain(candidate.Code), candidate.Cost)
		}
	}
	// Output: 011234ABCDE1 9
}

func ExampleError_Key() {
	_, err := redeem.Parse("X8KD-49FJ")
	if refused, ok := err.(redeem.Error); ok {
		fmt.Println(refused.Key()) // for metrics, JSON and translations
	}
	// Output: too-short
}

// Old vouchers of a shop have one check character. New ones have two, so that a
// wrong symbol can be restored. One field takes both. One in 32 new codes is also
// a code of the old format, such as the second one here. Both formats parse it
// into the same Code, so that the shop can look it up without deciding.
func ExampleNewFormats_migration() {
	one, _ := checkdigit.Lookup("damm-gf32")
	two, _ := checkdigit.Lookup("rs-gf32-2")
	printed := redeem.MustFormat(redeem.Spec{Name: "printed", Length: 12, Alphabet: one.Alphabet(), Groups: []int{4, 4, 4}, Check: one})
	repairing := redeem.MustFormat(redeem.Spec{Name: "repairing", Length: 12, Alphabet: two.Alphabet(), Groups: []int{4, 4, 4}, Check: two})
	vouchers, err := redeem.NewFormats(repairing, printed)
	if err != nil {
		panic(err)
	}

	old, _ := one.Append(nil, "7WPTX8KD49F")
	fresh, _ := two.Append(nil, "7WPTX8KD49")
	for _, typed := range []string{string(old), string(fresh), "7wpt-x8kd-49z5", "7WPT-XBKD-49Z5"} {
		found := vouchers.Recognize(typed)
		if found.Err == nil {
			fmt.Println(typed, found.Format, found.Matches)
			continue
		}
		// Only the new vouchers can be repaired for certain.
		corrector := redeem.Corrector{Format: repairing}
		answer := corrector.Resolve(typed)
		fmt.Println(typed, answer.Verdict, redeem.Plain(answer.Best.Code))
	}
	// Output:
	// 7WPTX8KD49F0 printed 1
	// 7WPTX8KD49Z5 repairing 2
	// 7wpt-x8kd-49z5 repairing 2
	// 7WPT-XBKD-49Z5 unique 7WPTX8KD49Z5
}
