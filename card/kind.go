package card

// Kind is a kind of card. The front of a card shows its kind. The kinds, and
// what each of them can buy, are official. The zero Kind is [Unknown].
type Kind uint8

const (
	Unknown    Kind = iota // none of the others, or not known
	AppStore               // App Store Card, App Store & iTunes: bound to a country or region, does not expire
	AppleMusic             // Apple Music: bound to a country or region, does not expire
	AppleGift              // Apple Gift Card, for the App Store and the hardware store: bound to a country or region, does not expire
	AppleStore             // Apple Store, for hardware only: cannot be redeemed in the App Store
	TopUpChina             // App Store Top-Up of mainland China: like AppStore, and bound to CN
	Content                // content code: expires on the date printed on the back of the card
	Promo                  // promo code: expires, and is not bound to a country or region
)

var kindNames = [...]string{
	Unknown:    "unknown",
	AppStore:   "app-store",
	AppleMusic: "apple-music",
	AppleGift:  "apple-gift",
	AppleStore: "apple-store",
	TopUpChina: "top-up-china",
	Content:    "content",
	Promo:      "promo",
}

// String returns the short name of the kind, such as "apple-music", or
// "unknown" for Unknown and for values that are not a Kind of this version. It
// does not allocate.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return kindNames[Unknown]
}
