package redeem

import "time"

// CardKind is what a card is, as its front says. Which kinds there are, and
// what they serve, is official. The zero CardKind is unknown.
type CardKind uint8

const (
	CardUnknown    CardKind = iota // none of the others, or not known
	CardAppStore                   // App Store Card, App Store & iTunes: bound to a country or region, does not expire
	CardAppleMusic                 // Apple Music: the same
	CardAppleGift                  // Apple Gift Card, which serves the App Store and the hardware store: the same
	CardAppleStore                 // Apple Store, for hardware only: cannot be redeemed in the App Store
	CardTopUpChina                 // App Store Top-Up of mainland China: the same as CardAppStore, in CN
	CardContent                    // content code: expires, on the date on the back of the card
	CardPromo                      // promo code: expires, and is not bound to a country or region
)

// PromoLifetime is how long a promo code is valid (official): a [Card]'s
// Expires is the time when the code was made plus PromoLifetime.
const PromoLifetime = 28 * 24 * time.Hour

var cardNames = [...]string{
	CardUnknown:    "unknown",
	CardAppStore:   "app-store",
	CardAppleMusic: "apple-music",
	CardAppleGift:  "apple-gift",
	CardAppleStore: "apple-store",
	CardTopUpChina: "top-up-china",
	CardContent:    "content",
	CardPromo:      "promo",
}

// String returns the kind's short name, as in "apple-music"; "unknown" for
// CardUnknown and for values that are no kind. It does not allocate.
func (k CardKind) String() string {
	if int(k) < len(cardNames) {
		return cardNames[k]
	}
	return cardNames[CardUnknown]
}

// Card is what is known about a card besides its code. The zero Card is
// unknown in every respect, and no storefront takes it.
type Card struct {
	Kind   CardKind
	Region Region // where it was bought

	// Expires is the last instant at which the code is valid: of a date
	// printed on a card, the last instant of that day. Zero if it is not
	// known. It matters for CardContent and CardPromo only; gift cards do
	// not expire.
	Expires time.Time
}

// Check reports whether the storefront takes the card at the time now: nil, or
// the first of these faults.
//
//   - Kind: [ErrWrongStore] for CardAppleStore.
//   - Expiry: [ErrExpired] for CardContent and CardPromo if now is after
//     Expires, which is not zero.
//   - Region: what [CheckRegion] says of Region and storefront. CardPromo is
//     not bound to a country: any known storefront does, and Region is
//     ignored. CardTopUpChina is bound to CN: Region may be left zero, and
//     another one is a mismatch wherever it is redeemed.
//
// Of CardUnknown, and of values that are no kind, neither the store nor the
// expiry is known: only the region is checked. Check does not allocate.
//
// A nil result says that nothing known about the card speaks against it, not
// that its code was activated, or has not been redeemed before.
func (c Card) Check(storefront Region, now time.Time) error {
	switch c.Kind {
	case CardAppleStore:
		return ErrWrongStore
	case CardContent, CardPromo:
		if !c.Expires.IsZero() && now.After(c.Expires) {
			return ErrExpired
		}
	}
	region := c.Region
	switch c.Kind {
	case CardPromo:
		region = storefront
	case CardTopUpChina:
		if err := CheckRegion(Region{indexChina}, storefront); err != nil || !region.IsValid() {
			return err
		}
	}
	return CheckRegion(region, storefront)
}
