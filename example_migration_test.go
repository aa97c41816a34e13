package redeem_test

import (
	"fmt"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// A shop has printed vouchers with one check character and prints new ones with
// two, which repair themselves. One field takes both. One in 32 new codes is a
// code of the old format too, as the second one here: it is taken for a new one,
// and is the same Code in both, so that looking it up needs no decision.
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
