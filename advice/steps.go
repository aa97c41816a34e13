package advice

import (
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/card"
)

// steps returns what the person can do. The remedies for each failure are the
// issuer's (support article 108285). Where the code is somebody else's, all
// that is known to help is to look again; pairs are the look-alikes in it.
func (p *Problem) steps(pairs []string) []key {
	unknown := p.issuer() && p.kind() == card.Unknown
	content := p.kind() == card.Content
	var do []key
	step := func(when bool, k key) {
		if when {
			do = append(do, k)
		}
	}
	switch {
	case p.Status == StatusRegionLocked:
		return p.release()
	case p.holdsCode():
		step(true, stepOnlyCode)
		return do
	case p.appleStore():
		step(p.Status == StatusNotActivated, stepRetailer)
		step(true, stepAppleStore)
		return do
	}
	switch p.Status {
	case StatusEmpty, StatusSerialNumber:
		step(p.giftCard(), stepBack)
		step(p.giftCard(), stepType)
	case StatusNotRecognized, StatusMistyped, StatusNotValid:
		step(unknown, stepFront)
		step(p.giftCard(), stepType)
		step(len(pairs) > 0, stepLookalikes)
		step(unknown, stepExpiry)
		step(content, stepExpiryContent)
		step(p.giftCard(), stepEmail)
	case StatusAlreadyRedeemed:
		step(p.giftCard(), stepSignOut)
		step(p.giftCard(), stepMembership)
	case StatusNotActivated:
		step(p.onCard(), stepRetailer)
	case StatusOtherRegion:
		named := p.cardRegion().IsValid()
		step(p.onCard() && named, stepRegionNamed)
		step(p.onCard() && !named, stepRegion)
	case StatusUnknownRegion:
		bought, account := p.cardRegion().IsValid(), p.Storefront.IsValid()
		step(p.onCard() && bought == account, stepFindRegion)
		step(p.onCard() && !bought && account, stepFindCard)
		step(p.onCard() && bought && !account || p.promo() && !account, stepFindAccount)
		step(p.onCard(), stepRegion)
	case StatusExpired:
		step(unknown, stepExpiry)
		step(content, stepExpiryContent)
	case StatusWrongStore:
		step(unknown, stepFront)
	}
	return do
}

// release returns what frees the account from its country or region: a step
// for each hold. If none is known, any may hold an account of the issuer.
func (p *Problem) release() []key {
	const all = card.HoldMembership | card.HoldBalance | card.HoldSubscription |
		card.HoldPreorder | card.HoldRental | card.HoldRefund
	holds := p.Holds & all
	membership := holdMembership
	if !p.issuer() {
		membership = holdMembershipOther
	} else if holds == 0 {
		holds = all
	}
	var do []key
	for i, k := range [...]key{membership, holdBalance, holdSubscription, holdPreorder, holdRental, holdRefund} {
		if holds.Has(1 << i) {
			do = append(do, k)
		}
	}
	return do
}

// contact returns whom to ask, if the steps did not help or there are none,
// and what to have ready. Who issued a promo code, or a code of another format,
// may want something else; and an account is not on the card.
func (p *Problem) contact(steps bool) (contact, ready []key) {
	if !p.onCard() || p.Status == StatusRegionLocked {
		if steps {
			return []key{contactMoreIssuer}, nil
		}
		return []key{contactNowIssuer}, nil
	}
	if p.refused() {
		contact = append(contact, contactCare)
	}
	if steps {
		contact = append(contact, contactMore)
	} else {
		contact = append(contact, contactNow)
	}
	return contact, []key{readyPicture, readyReceipt, readySerial}
}

// refused reports whether a code was refused, and not only what was entered:
// who may have lost money is easily deceived.
func (p *Problem) refused() bool {
	switch p.Status {
	case StatusEmpty, StatusNotRecognized, StatusMistyped, StatusSerialNumber, StatusUnknownRegion:
		return false
	}
	return true
}

// lookalikes lists the pairs of the support article that are in the alphabet.
func lookalikes(alphabet string) (pairs []string) {
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
	return pairs
}
