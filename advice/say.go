package advice

import (
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/card"
)

// issuer reports whether the issuer of the gift cards made the code, so that
// its rules and its advice hold. Of any other format nothing is known but what
// the format and the problem say.
func (p *Problem) issuer() bool { return p.format() == redeem.GiftCard() }

// kind returns the kind of the issuer's card.
func (p *Problem) kind() card.Kind {
	if !p.issuer() {
		return card.Unknown
	}
	return p.Card.Kind
}

// content reports whether the code is known not to be a gift card's. What such
// codes look like, the issuer does not say.
func (p *Problem) content() bool {
	return p.kind() == card.Content || p.promo()
}

// promo reports whether the maker of an app gave the code away: there is no
// card, no retailer and no receipt, and no country where it was bought.
func (p *Problem) promo() bool { return p.kind() == card.Promo }

// appleStore reports whether the card is for the Apple Store, where nothing of
// what is said about the App Store holds.
func (p *Problem) appleStore() bool { return p.kind() == card.AppleStore }

// onCard reports whether the code may be on a card of the issuer.
func (p *Problem) onCard() bool { return p.issuer() && !p.promo() }

// giftCard reports whether the code may be that of a gift card for the App
// Store: it adds to a balance there, in one country or region.
func (p *Problem) giftCard() bool { return p.issuer() && !p.content() && !p.appleStore() }

// title returns the title of the status.
func (p *Problem) title() key {
	if p.Status == StatusOtherRegion && !p.onCard() {
		return titleOtherRegionCode
	}
	return titles[p.Status]
}

var titles = [...]key{
	StatusEmpty:           titleEmpty,
	StatusNotRecognized:   titleNotRecognized,
	StatusMistyped:        titleMistyped,
	StatusNotValid:        titleNotValid,
	StatusAlreadyRedeemed: titleAlreadyRedeemed,
	StatusNotActivated:    titleNotActivated,
	StatusUnreadable:      titleUnreadable,
	StatusOtherRegion:     titleOtherRegion,
	StatusUnknownRegion:   titleUnknownRegion,
	StatusExpired:         titleExpired,
	StatusWrongStore:      titleWrongStore,
	StatusSerialNumber:    titleSerialNumber,
	StatusRegionLocked:    titleRegionLocked,
	StatusFailed:          titleFailed,
}

// explanation returns why the code was refused.
func (p *Problem) explanation() []line {
	var why []line
	say := func(when bool, k key) {
		if when {
			why = append(why, line{key: k})
		}
	}
	switch p.Status {
	case StatusEmpty:
		say(true, whyEmpty)
		why = p.appendForm(why)
	case StatusNotRecognized:
		why = p.appendCandidates(p.appendForm(p.appendFault(why)))
	case StatusMistyped:
		say(true, whyMistyped)
		why = p.appendCandidates(why)
	case StatusNotValid:
		say(p.onCard(), whyNotValid)
		why = p.appendCandidates(why)
	case StatusAlreadyRedeemed:
		say(p.giftCard(), whyAlreadyRedeemed)
	case StatusNotActivated:
		say(p.onCard(), whyNotActivated)
	case StatusUnreadable:
		say(p.onCard(), whyUnreadable)
	case StatusOtherRegion:
		say(p.cardRegion().IsValid(), whyCardRegion)
		say(p.Storefront.IsValid(), whyAccountRegion)
		say(p.giftCard(), whyBound)
		say(p.onCard() && !p.appleStore(), whyMembership)
		say(p.promo(), kindPromo)
	case StatusUnknownRegion:
		why = p.appendUnknownRegion(why)
		say(p.giftCard(), whyBound)
		say(p.promo(), kindPromo)
	case StatusWrongStore:
		say(p.kind() == card.Unknown, whyWrongStore)
		why = p.appendKind(why)
	case StatusSerialNumber:
		say(true, whySerialNumber)
		why = p.appendForm(why)
	case StatusRegionLocked: // it is about the account, whatever the card is
		say(len(p.release()) > 0, whyRegionLocked)
		return why
	case StatusFailed:
		say(true, whyFailed)
	}
	say(p.appleStore() && p.Status != StatusWrongStore, kindAppleStore)
	return p.appendExpiry(why)
}

// appendFault appends what is wrong with the input. Of a code whose form is
// not known, only a character that no code has can be wrong.
func (p *Problem) appendFault(why []line) []line {
	if p.holdsCode() {
		return append(why, line{key: whyHoldsCode})
	}
	switch p.Fault {
	case redeem.ErrEncoding:
		return append(why, line{whyEncoding, number(p.Position)})
	case redeem.ErrSymbol:
		return append(why, line{whySymbol, number(p.Position)})
	}
	if p.content() || p.appleStore() {
		return why
	}
	switch p.Fault {
	case redeem.ErrTooShort:
		why = append(why, line{whyTooShort, number(p.Missing)})
	case redeem.ErrTooLong:
		why = append(why, line{whyTooLong, number(p.Surplus)})
	case redeem.ErrPrefix:
		if p.format().Spec().Prefix != "" {
			why = append(why, line{key: whyPrefix})
		}
	}
	return why
}

// appendForm appends what a code looks like.
func (p *Problem) appendForm(why []line) []line {
	spec := p.format().Spec()
	length := number(spec.Length)
	switch {
	case p.giftCard():
		why = append(why, line{formGiftCard, length})
	case p.issuer():
	case spec.Prefix != "":
		return append(why, line{formPrefix, length})
	default:
		return append(why, line{formLength, length})
	}
	if p.Status == StatusNotRecognized && !p.holdsCode() && (p.content() || p.kind() == card.Unknown) {
		why = append(why, line{key: formOther})
	}
	return why
}

// mostCandidates is the greatest number of codes that is told. Nobody looks
// through more, and the number says how far a guess is from the mark.
const mostCandidates = 20

// appendCandidates appends how many codes were possibly meant.
func (p *Problem) appendCandidates(why []line) []line {
	switch {
	case p.Candidates == 0 || p.holdsCode():
		return why
	case p.Candidates > mostCandidates:
		return append(why, line{key: whyManyCandidates})
	}
	return append(why, line{whyCandidates, p.Candidates})
}

// appendUnknownRegion appends whose country or region is not known. The one
// that is known is no part of the trouble.
func (p *Problem) appendUnknownRegion(why []line) []line {
	bought, account := p.cardRegion().IsValid(), p.Storefront.IsValid()
	switch {
	case p.promo() && account: // the code has none
		return why
	case account && !bought:
		return append(why, line{key: whyUnknownCard})
	case p.promo() || bought && !account:
		return append(why, line{key: whyUnknownAccount})
	}
	return append(why, line{key: whyUnknownRegion})
}

// cardRegion returns where the card is good, as far as anybody knows.
func (p *Problem) cardRegion() redeem.Region {
	switch p.kind() {
	case card.TopUpChina:
		china, _ := redeem.ParseRegion("CN")
		return china
	case card.Promo: // anywhere
		return redeem.Region{}
	}
	return p.Card.Region
}

// appendKind appends what the card is, if that is known.
func (p *Problem) appendKind(why []line) []line {
	kinds := [...]key{
		card.AppStore:   kindAppStore,
		card.AppleMusic: kindAppleMusic,
		card.AppleGift:  kindAppleGift,
		card.AppleStore: kindAppleStore,
		card.TopUpChina: kindTopUpChina,
		card.Content:    kindContent,
		card.Promo:      kindPromo,
	}
	if kind := int(p.kind()); kind < len(kinds) && kinds[kind] != "" {
		why = append(why, line{key: kinds[kind]})
	}
	return why
}

// appendExpiry appends when the code expires or did. Gift cards do not expire.
func (p *Problem) appendExpiry(why []line) []line {
	if p.Status == StatusAlreadyRedeemed || p.Status == StatusWrongStore {
		return why
	}
	if (p.content() || p.kind() == card.Unknown) && !p.Card.Expires.IsZero() && !p.Now.IsZero() {
		days := day(p.Now, p.Card.Expires.Location()) - day(p.Card.Expires, p.Card.Expires.Location())
		switch {
		case p.Now.After(p.Card.Expires):
			why = append(why, line{whyExpired, number(days)})
		case p.Status != StatusExpired:
			why = append(why, line{whyExpires, number(-days)})
		}
	}
	if p.Status == StatusExpired && p.issuer() {
		switch p.kind() {
		case card.Promo:
			why = append(why, line{whyPromo, number(int(card.PromoLifetime / (24 * time.Hour)))})
		case card.Content:
		default:
			why = append(why, line{key: whyKinds})
		}
	}
	return why
}

// day returns the number of the day that t is in, in a calendar: people count
// nights, not hours.
func day(t time.Time, place *time.Location) int {
	year, month, date := t.In(place).Date()
	return int(time.Date(year, month, date, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

func number(n int) uint64 { return uint64(max(0, n)) }
