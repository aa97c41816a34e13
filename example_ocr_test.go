package redeem_test

import (
	"fmt"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// A camera reads the voucher 7K9M5TX0. The engine takes 9 for O, which no list
// of look-alikes has, and 5 for S; the check character says that it was both.
func ExampleTesseract() {
	luhn, _ := checkdigit.Lookup("luhn-mod-36")
	voucher := redeem.MustFormat(redeem.Spec{Name: "voucher", Length: 8, Groups: []int{4, 4}, Check: luhn})

	c := redeem.Corrector{Format: voucher, Lookalikes: redeem.Tesseract()}
	r := c.Resolve("7KOM-STX0")
	fmt.Println(r.Verdict, redeem.Plain(r.Best.Code), r.Best.Edits)

	c.Lookalikes = redeem.SupportArticle()
	fmt.Println(c.Resolve("7KOM-STX0").Verdict)

	// Output:
	// unique 7K9M5TX0 2
	// none
}
