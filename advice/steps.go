package advice

import (
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/card"
)

// steps returns what the person can do. The remedies for each failure are the
// issuer's (support article 108285). Where the code is somebody else's, all
// that is known to help is to look again; pairs are the look-alikes in it.
func (p *Problem) steps(pairs string) []key {
	kind := p.Card.Kind
	unknown := p.issuer() && kind == card.Unknown
	var do []key
	step := func(when bool, k key) {
		if when {
			do = append(do, k)
		}
	}
	switch p.Status {
	case StatusEmpty, StatusSerialNumber:
		step(p.giftForm(), stepBack)
		step(p.giftForm(), stepType)
	case StatusNotRecognized, StatusMistyped, StatusNotValid:
		if kind == card.AppleStore {
			return []key{stepAppleStore}
		}
		step(unknown, stepFront)
		step(p.giftForm(), stepType)
		step(pairs != "", stepLookalikes)
		step(unknown, stepExpiry)
		step(kind == card.Content, stepExpiryContent)
		step(p.giftForm(), stepEmail)
	case StatusAlreadyRedeemed:
		step(p.issuer(), stepSignOut)
		step(p.issuer() && !p.content(), stepMembership)
	case StatusNotActivated:
		step(p.issuer(), stepRetailer)
	case StatusOtherRegion, StatusUnknownRegion:
		named := p.cardRegion().IsValid()
		step(p.issuer() && p.Status == StatusUnknownRegion, stepFindRegion)
		step(p.issuer() && named, stepRegionNamed)
		step(p.issuer() && !named, stepRegion)
	case StatusExpired:
		step(unknown, stepExpiry)
		step(kind == card.Content, stepExpiryContent)
	case StatusWrongStore:
		step(unknown, stepFront)
		step(kind == card.AppleStore, stepAppleStore)
	case StatusRegionLocked:
		return p.release()
	}
	return do
}

// release returns what frees the account from its country or region: a step
// for each hold, and for any hold if none is known.
func (p *Problem) release() []key {
	const all = card.HoldMembership | card.HoldBalance | card.HoldSubscription |
		card.HoldPreorder | card.HoldRental | card.HoldRefund
	holds := p.Holds & all
	if holds == 0 {
		holds = all
	}
	var do []key
	for i, k := range [...]key{holdMembership, holdBalance, holdSubscription, holdPreorder, holdRental, holdRefund} {
		if holds.Has(1 << i) {
			do = append(do, k)
		}
	}
	return do
}

// contact returns whom to ask, if the steps did not help or there are none,
// and what to have ready. A promo code was given away by the maker of an app;
// there is no card, and no receipt.
func (p *Problem) contact(steps bool) (contact key, ready []key) {
	issuer := p.issuer() && p.Card.Kind != card.Promo
	switch {
	case issuer && steps:
		contact = contactMore
	case issuer:
		contact = contactNow
	case steps:
		return contactMoreIssuer, nil
	default:
		return contactNowIssuer, nil
	}
	return contact, []key{readyPicture, readyReceipt, readySerial}
}

// lookalikes lists the pairs of the support article that are in the alphabet.
func lookalikes(alphabet string) string {
	var pairs []string
	for a := byte('A'); a <= 'Z'; a++ {
		if strings.IndexByte(alphabet, a) < 0 {
			continue
		}
		for b := range redeem.SupportArticle().Of(a) {
			once := b > a || b < 'A' // the letter comes first, or the first letter
			if once && strings.IndexByte(alphabet, b) >= 0 {
				pairs = append(pairs, string(a)+"/"+string(b))
			}
		}
	}
	return strings.Join(pairs, ", ")
}
