package issue_test

import (
	"fmt"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/issue"
)

// voucherFormat returns the format that the examples issue codes of: twelve
// symbols, the last of which is a check character.
func voucherFormat() *redeem.Format {
	scheme, _ := checkdigit.Lookup("damm-gf32")
	return redeem.MustFormat(redeem.Spec{
		Name:     "voucher",
		Length:   12,
		Alphabet: scheme.Alphabet(),
		Groups:   []int{4, 4, 4},
		Check:    scheme,
	})
}

func ExampleNew() {
	voucher := voucherFormat()
	code, err := issue.New(voucher, nil) // nil selects crypto/rand
	if err != nil {
		fmt.Println(err)
		return
	}
	printed := string(voucher.AppendGrouped(nil, code)) // on the card, and nowhere else
	typed, err := voucher.Parse(printed)
	fmt.Println(len(printed), typed == code, err)
	// Output: 14 true <nil>
}

func ExampleBits() {
	// Eleven random symbols out of thirty-two; the check character adds
	// nothing.
	fmt.Println(issue.Bits(voucherFormat()))
	fmt.Printf("%.1f\n", issue.Bits(redeem.GiftCard()))
	// Output:
	// 55
	// 77.5
}

// A service that stores no codes can still find the code that a person misread:
// it looks up the fingerprint of the skeleton, which all codes that look alike
// have in common.
func ExampleFingerprinter() {
	codes, err := issue.NewFingerprinter([]byte("key of 32 random bytes, from a vault"))
	if err != nil {
		fmt.Println(err)
		return
	}
	skeletons, err := issue.NewFingerprinter([]byte("and another one, for the other column"))
	if err != nil {
		fmt.Println(err)
		return
	}
	voucher, model := voucherFormat(), redeem.SupportArticle()

	byCode, bySkeleton := map[[32]byte]int{}, map[[32]byte]int{} // maps from fingerprints to rows of a table
	for row := range 3 {
		code, err := issue.New(voucher, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		byCode[codes.Sum(code)] = row
		bySkeleton[skeletons.Sum(model.Skeleton(code))] = row
	}

	issued, _ := voucher.Parse("8KD4-9FJ2-MZQ4")
	byCode[codes.Sum(issued)] = 3
	bySkeleton[skeletons.Sum(model.Skeleton(issued))] = 3

	// The misread text is not a code of the voucher format: its check character
	// is wrong.
	read, _ := redeem.MustFormat(redeem.Spec{Length: 12}).Parse("BKD49FJ2MZQ4")
	_, found := byCode[codes.Sum(read)]
	row, alike := bySkeleton[skeletons.Sum(model.Skeleton(read))]
	fmt.Println(found, alike, row)
	// Output: false true 3
}

func ExampleNewScreen() {
	screen, err := issue.NewScreen(redeem.SupportArticle(), append(issue.OffensiveWords(), "lemon", "1312")...)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range []string{"X8KD49FJ2MZQ7WPT", "X0000B00B0000000", "X00000LEM0N00000", "X00000I3IZ000000"} {
		fmt.Println(s, screen.Allows(redeem.MustParse(s)))
	}

	voucher := voucherFormat()
	code, err := issue.New(voucher, nil)
	for err == nil && !screen.Allows(code) {
		code, err = issue.New(voucher, nil)
	}
	fmt.Println(screen.Allows(code), err)
	// Output:
	// X8KD49FJ2MZQ7WPT true
	// X0000B00B0000000 false
	// X00000LEM0N00000 false
	// X00000I3IZ000000 false
	// true <nil>
}
