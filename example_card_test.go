package redeem_test

import (
	"fmt"

	"github.com/redeemkit/redeem"
)

// The whole text of a card holds its code and its serial number.
func ExampleFormat_Find_card() {
	const card = `App Store & iTunes
$25 Gift Card
Enter the code below to redeem:
X8KD 49FJ 2MZQ 7WPT
Serial number GCA4 5678 9012 3456
Terms: apple.com/legal/giftcards`

	for found := range redeem.GiftCard().Find(card) {
		fmt.Println("code", found.Code, "at byte", found.Start) // found.Code is ready to be redeemed
	}
	for found := range redeem.FindSerials(card) {
		fmt.Println("serial number", found.Serial, "of the family", found.Serial.Kind())
	}

	// Output:
	// code [redacted] at byte 65
	// serial number GCA4567890123456 of the family GCA
}
