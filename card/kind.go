package card

// Kind is what a card is, as its front says. Which kinds there are, and what
// they serve, is official. The zero Kind is unknown.
type Kind uint8

const (
	Unknown    Kind = iota // none of the others, or not known
	AppStore               // App Store Card, App Store & iTunes: bound to a country or region, does not expire
	AppleMusic             // Apple Music: the same
	AppleGift              // Apple Gift Card, which serves the App Store and the hardware store: the same
	AppleStore             // Apple Store, for hardware only: cannot be redeemed in the App Store
	TopUpChina             // App Store Top-Up of mainland China: the same as AppStore, in CN
	Content                // content code: expires, on the date on the back of the card
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

// String returns the kind's short name, as in "apple-music"; "unknown" for
// Unknown and for values that are no kind. It does not allocate.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return kindNames[Unknown]
}
