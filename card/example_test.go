package card_test

import (
	"fmt"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/card"
)

func ExampleCard_Check() {
	norway, _ := redeem.ParseRegion("NO")
	now := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

	gift := card.Card{Kind: card.AppleGift, Region: norway}
	hardware := card.Card{Kind: card.AppleStore, Region: norway}
	promo := card.Card{Kind: card.Promo, Expires: now.AddDate(0, 0, -30).Add(card.PromoLifetime)}

	fmt.Println(gift.Check(norway, now))
	fmt.Println(hardware.Check(norway, now))
	fmt.Println(promo.Check(norway, now))
	// Output:
	// <nil>
	// redeem: card of another store
	// redeem: expired
}

func ExampleHolds_CheckRegionChange() {
	holds := card.HoldBalance | card.HoldRental
	if err := holds.CheckRegionChange(); err == redeem.ErrRegionLocked {
		fmt.Println("first settle:", holds)
	}
	// Output:
	// first settle: balance|rental
}
