package card

import (
	"time"

	"github.com/redeemkit/redeem"
)

// PromoLifetime is how long a promo code is valid (official). Set the Expires
// field of its [Card] to the time when the code was made plus PromoLifetime.
const PromoLifetime = 28 * 24 * time.Hour

// Card describes an Apple card by everything but its code. The fields of the
// zero Card are unknown, and its Check fails for every storefront.
type Card struct {
	Kind   Kind
	Region redeem.Region // where the card was bought

	// Expires is the last instant at which the code is valid. If a date is
	// printed on the card, use the last instant of that day. Expires is zero if
	// it is not known. It does not matter for [AppStore], [AppleMusic],
	// [AppleGift], [AppleStore] and [TopUpChina], which do not expire.
	Expires time.Time
}

// Check reports whether the card can be redeemed in the storefront at the time
// now. It returns nil or the first of these faults:
//
//   - Kind: [redeem.ErrWrongStore] for [AppleStore].
//   - Expiry: [redeem.ErrExpired] if Expires is not zero and now is after it,
//     unless cards of the kind do not expire.
//   - Region: the result of [redeem.CheckRegion] for Region and storefront. A
//     [Promo] code is not bound to a country, so Check ignores Region and
//     accepts any known storefront. [TopUpChina] is bound to CN: Region may be
//     zero, and any other region is a mismatch in every storefront.
//
// For [Unknown] and for values that are not a Kind of this version, Check does
// not know the store, so it checks only the expiry and the region. It does not
// allocate.
//
// A nil result does not mean that the code was activated or has not been
// redeemed before. It means that nothing known about the card speaks against
// it.
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
