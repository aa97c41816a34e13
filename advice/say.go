package advice

import (
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/card"
)

// issuer reports whether the issuer of the gift cards made the code, so that
// its rules and its advice hold.
func (p *Problem) issuer() bool {
	return p.format() == redeem.GiftCard() || p.Card.Kind != card.Unknown || p.Status == StatusRegionLocked
}

// content reports whether the code is known not to be a gift card's. What such
// codes look like, the issuer does not say.
func (p *Problem) content() bool {
	return p.Card.Kind == card.Content || p.Card.Kind == card.Promo
}

// giftForm reports whether a code of the form of a gift card's is asked for.
func (p *Problem) giftForm() bool { return p.format() == redeem.GiftCard() && !p.content() }

// title returns the title of the status; both are in the same order.
func (p *Problem) title() key { return titleEmpty + key(p.Status-StatusEmpty) }

// explanation returns why the code was refused.
func (p *Problem) explanation() []line {
	var why []line
	switch p.Status {
	case StatusEmpty:
		why = p.appendForm(append(why, line{key: whyEmpty}))
	case StatusNotRecognized:
		why = p.appendForm(p.appendFault(why))
		why = p.appendMisread(why)
	case StatusMistyped:
		why = p.appendMisread(append(why, line{key: whyMistyped}))
	case StatusNotValid:
		if p.issuer() {
			why = append(why, line{key: whyNotValid})
		}
		why = p.appendMisread(why)
	case StatusAlreadyRedeemed:
		if p.issuer() && !p.content() { // these bring no balance
			why = append(why, line{key: whyAlreadyRedeemed})
		}
	case StatusNotActivated:
		if p.issuer() {
			why = append(why, line{key: whyNotActivated})
		}
	case StatusUnreadable:
		if p.issuer() {
			why = append(why, line{key: whyUnreadable})
		}
	case StatusOtherRegion:
		why = p.appendRegions(why)
		if p.issuer() {
			why = append(why, line{key: whyMembership})
		}
	case StatusUnknownRegion:
		why = p.appendRegions(append(why, line{key: whyUnknownRegion}))
	case StatusWrongStore:
		if p.Card.Kind == card.Unknown {
			why = append(why, line{key: whyWrongStore})
		}
		why = p.appendKind(why)
	case StatusSerialNumber:
		why = p.appendForm(append(why, line{key: whySerialNumber}))
	case StatusRegionLocked:
		why = append(why, line{key: whyRegionLocked})
	case StatusFailed:
		why = append(why, line{key: whyFailed})
	}
	return p.appendExpiry(why)
}

// appendFault appends what is wrong with the input. Of a code whose form is
// not known, only a character that no code has can be wrong.
func (p *Problem) appendFault(why []line) []line {
	switch p.Fault {
	case redeem.ErrEncoding:
		return append(why, line{whyEncoding, number(p.Position)})
	case redeem.ErrSymbol:
		return append(why, line{whySymbol, number(p.Position)})
	}
	if p.format() == redeem.GiftCard() && p.content() {
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
	case p.giftForm():
		why = append(why, line{formGiftCard, length})
	case p.format() == redeem.GiftCard():
	case spec.Prefix != "":
		return append(why, line{formPrefix, length})
	default:
		return append(why, line{formLength, length})
	}
	if p.Status == StatusNotRecognized && (p.content() || p.Card.Kind == card.Unknown) {
		why = append(why, line{key: formOther})
	}
	return why
}

// appendMisread appends how many codes were possibly meant, and that the card
// is of the kind that is most often confused with the others.
func (p *Problem) appendMisread(why []line) []line {
	if p.Card.Kind == card.AppleStore {
		why = p.appendKind(why)
	}
	if p.Candidates > 0 {
		why = append(why, line{whyCandidates, p.Candidates})
	}
	return why
}

// appendRegions appends what belongs where.
func (p *Problem) appendRegions(why []line) []line {
	if p.cardRegion().IsValid() {
		why = append(why, line{key: whyCardRegion})
	}
	if p.Storefront.IsValid() {
		why = append(why, line{key: whyAccountRegion})
	}
	if p.issuer() && !p.content() {
		why = append(why, line{key: whyBound})
	}
	return why
}

// cardRegion returns where the card is good, as far as anybody knows.
func (p *Problem) cardRegion() redeem.Region {
	if p.Card.Kind == card.TopUpChina {
		china, _ := redeem.ParseRegion("CN")
		return china
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
	if kind := int(p.Card.Kind); p.Card.Kind != card.Unknown && kind < len(kinds) {
		why = append(why, line{key: kinds[kind]})
	}
	return why
}

// appendExpiry appends when the code expires or did. Gift cards do not expire.
func (p *Problem) appendExpiry(why []line) []line {
	if p.Status == StatusAlreadyRedeemed || p.Status == StatusWrongStore {
		return why
	}
	if (p.content() || p.Card.Kind == card.Unknown) && !p.Card.Expires.IsZero() && !p.Now.IsZero() {
		days := day(p.Now, p.Card.Expires.Location()) - day(p.Card.Expires, p.Card.Expires.Location())
		switch {
		case p.Now.After(p.Card.Expires):
			why = append(why, line{whyExpired, number(days)})
		case p.Status != StatusExpired:
			why = append(why, line{whyExpires, number(-days)})
		}
	}
	if p.Status == StatusExpired && p.issuer() {
		switch p.Card.Kind {
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
