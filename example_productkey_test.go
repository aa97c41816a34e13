package redeem_test

import (
	"fmt"

	"github.com/redeemkit/redeem"
)

// A product key has five groups of five symbols. The alphabet leaves out vowels,
// so that keys spell no words, and 0, 1 and 5.
func ExampleNewFormat_productKey() {
	key, err := redeem.NewFormat(redeem.Spec{
		Name:     "product key",
		Length:   25,
		Alphabet: "BCDFGHJKMPQRTVWXY2346789",
		Groups:   []int{5, 5, 5, 5, 5},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, input := range []string{
		"bcdfg hjkmp qrtvw xy234 6789b",
		"BCDFG-HJKMP-QRTVW-XY234-6789",
		"BCDFG-HJKMP-QRTVW-XY234-6789A",
	} {
		report := key.Inspect(input)
		if report.Err != nil {
			fmt.Printf("%v at byte %d of %d\n", report.Err, report.Offset, len(input))
			continue
		}
		fmt.Printf("%s\n", key.AppendGrouped(nil, report.Code)) // reveals the key
	}
	// Output:
	// BCDFG-HJKMP-QRTVW-XY234-6789B
	// redeem: too short at byte 28 of 28
	// redeem: invalid symbol at byte 28 of 29
}
