package card

import (
	"time"

	"github.com/redeemkit/redeem"
)

// PromoLifetime is how long a promo code is valid (official): a [Card]'s
// Expires is the time when the code was made plus PromoLifetime.
const PromoLifetime = 28 * 24 * time.Hour

// Card is what is known about a card besides its code. The zero Card is
// unknown in every respect, and no storefront takes it.
type Card struct {
	Kind   Kind
	Region redeem.Region // where it was bought

	// Expires is the last instant at which the code is valid: of a date
	// printed on a card, the last instant of that day. Zero if it is not
	// known. It does not matter for [AppStore], [AppleMusic], [AppleGift],
	// [AppleStore] and [TopUpChina], which do not expire.
	Expires time.Time
}

// Check reports whether the storefront takes the card at the time now: nil, or
// the first of these faults.
//
//   - Kind: [redeem.ErrWrongStore] for [AppleStore].
//   - Expiry: [redeem.ErrExpired] if now is after Expires, which is not zero,
//     unless the kind does not expire.
//   - Region: what [redeem.CheckRegion] says of Region and storefront. A
//     [Promo] code is not bound to a country: any known storefront does, and
//     Region is ignored. [TopUpChina] is bound to CN: Region may be left zero,
//     and another one is a mismatch wherever it is redeemed.
//
// Of [Unknown], and of values that are no kind, the store is not known: only the
// expiry, if it is set, and the region are checked. Check does not allocate.
//
// A nil result says that nothing known about the card speaks against it, not
// that its code was activated, or has not been redeemed before.
func (c Card) Check(storefront redeem.Region, now time.Time) error {
	switch c.Kind {
	case AppleStore:
		return redeem.ErrWrongStore
	case AppStore, AppleMusic, AppleGift, TopUpChina: // they do not expire
	default:
		if !c.Expires.IsZero() && now.After(c.Expires) {
			return redeem.ErrExpired
		}
	}
	region := c.Region
	switch c.Kind {
	case Promo:
		region = storefront
	case TopUpChina:
		china, _ := redeem.ParseRegion("CN")
		if err := redeem.CheckRegion(china, storefront); err != nil || !region.IsValid() {
			return err
		}
	}
	return redeem.CheckRegion(region, storefront)
}
