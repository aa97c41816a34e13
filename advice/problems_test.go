package advice

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/card"
)

var (
	norway, _ = redeem.ParseRegion("NO")
	france, _ = redeem.ParseRegion("FR")
	kosovo, _ = redeem.ParseRegion("XK")
	noon      = time.Date(2026, time.March, 10, 12, 0, 0, 0, time.UTC)
	voucher   = redeem.MustFormat(redeem.Spec{Name: "voucher", Length: 12, Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ"})
	digits    = redeem.MustFormat(redeem.Spec{Name: "digits", Length: 9, Prefix: "60", Alphabet: "0123456789"})
)

// expiring returns a card of the kind that expires so many days after noon.
func expiring(kind card.Kind, days int) card.Card {
	return card.Card{Kind: kind, Expires: noon.AddDate(0, 0, days).Add(11 * time.Hour)}
}

// problems are one of each sort: every status with nothing else known, and
// whatever makes a difference.
func problems() []Problem {
	var list []Problem
	for s := StatusNone + 1; int(s) < len(statusNames); s++ {
		list = append(list, Problem{Status: s})
	}
	refused := func(fault redeem.Error, more Problem) Problem {
		more.Status, more.Fault = StatusNotRecognized, fault
		return more
	}
	list = append(list,
		refused(redeem.ErrSymbol, Problem{Position: 13}),
		refused(redeem.ErrSymbol, Problem{Card: card.Card{Kind: card.Content}, Position: 13}),
		refused(redeem.ErrEncoding, Problem{Position: 5}),
		refused(redeem.ErrTooShort, Problem{Missing: 1}),
		refused(redeem.ErrTooShort, Problem{}),
		refused(redeem.ErrTooShort, Problem{Card: card.Card{Kind: card.AppleGift}, Missing: 2}),
		refused(redeem.ErrTooShort, Problem{Card: card.Card{Kind: card.Content}, Missing: 2}),
		refused(redeem.ErrTooShort, Problem{Format: voucher, Missing: 2}),
		refused(redeem.ErrTooLong, Problem{Surplus: 2}),
		refused(redeem.ErrPrefix, Problem{}),
		refused(redeem.ErrPrefix, Problem{Format: digits}),
		refused(redeem.ErrPrefix, Problem{Format: voucher}),
		refused(redeem.ErrSymbol, Problem{Position: 1, CodeStart: 11, CodeEnd: 30}),
		refused(redeem.ErrTooLong, Problem{Format: voucher, Surplus: 8, CodeStart: 9, CodeEnd: 21}),
		Problem{Status: StatusMistyped, Format: voucher, Candidates: 3},
		Problem{Status: StatusNotValid, Candidates: 20},
		Problem{Status: StatusNotValid, Candidates: 21},
		Problem{Status: StatusNotValid, Card: expiring(card.Content, -1), Now: noon},
		Problem{Status: StatusNotValid, Format: voucher},
		Problem{Status: StatusNotActivated, Card: expiring(card.Content, 5), Now: noon},
		Problem{Status: StatusNotActivated, Format: voucher},
		Problem{Status: StatusUnreadable, Format: voucher},
		Problem{Status: StatusAlreadyRedeemed, Format: voucher},
		Problem{Status: StatusAlreadyRedeemed, Card: card.Card{Kind: card.Content}},
		Problem{Status: StatusOtherRegion, Card: card.Card{Region: france}, Storefront: norway},
		Problem{Status: StatusOtherRegion, Card: card.Card{Region: kosovo}},
		Problem{Status: StatusOtherRegion, Card: card.Card{Region: france}, Storefront: norway, Format: voucher},
		Problem{Status: StatusOtherRegion, Card: card.Card{Kind: card.TopUpChina}, Storefront: norway},
		Problem{Status: StatusUnknownRegion, Storefront: norway},
		Problem{Status: StatusUnknownRegion, Card: card.Card{Region: france}},
		Problem{Status: StatusUnknownRegion, Card: card.Card{Region: france}, Storefront: norway},
		Problem{Status: StatusExpired, Card: expiring(card.Content, -21), Now: noon},
		Problem{Status: StatusExpired, Card: expiring(card.Promo, -1), Now: noon},
		Problem{Status: StatusExpired, Card: expiring(card.Unknown, -2), Now: noon, Format: voucher},
		Problem{Status: StatusExpired, Format: voucher},
	)
	for kind := card.AppStore; kind <= card.Promo; kind++ {
		list = append(list, Problem{Status: StatusWrongStore, Card: card.Card{Kind: kind}})
	}
	for _, status := range []Status{
		StatusNotRecognized, StatusNotValid, StatusAlreadyRedeemed, StatusNotActivated, StatusUnreadable,
		StatusOtherRegion, StatusUnknownRegion,
	} {
		list = append(list, Problem{Status: status, Card: card.Card{Kind: card.Promo, Region: france}})
	}
	list = append(list,
		Problem{Status: StatusNotValid, Card: card.Card{Kind: card.AppleStore}},
		Problem{Status: StatusNotActivated, Card: card.Card{Kind: card.AppleStore}},
		Problem{Status: StatusSerialNumber, Format: voucher},
		Problem{Status: StatusRegionLocked, Format: voucher, Holds: card.HoldMembership | card.HoldBalance},
		Problem{Status: StatusRegionLocked, Format: voucher},
		Problem{Status: StatusRegionLocked, Holds: card.HoldBalance | card.HoldRental},
		Problem{Status: StatusFailed, Format: voucher},
	)
	return list
}

// describe names what is known of a problem.
func describe(p Problem) string {
	text := p.Status.String()
	add := func(when bool, format string, arg any) {
		if when {
			text += ", " + fmt.Sprintf(format, arg)
		}
	}
	add(p.Fault != 0, "%v", strings.TrimPrefix(p.Fault.Error(), "redeem: "))
	add(p.Format != nil, "format %v", p.Format)
	add(p.Position != 0, "position %d", p.Position)
	add(p.CodeEnd != 0, "a code in bytes %v", [2]int{p.CodeStart, p.CodeEnd})
	add(p.Missing != 0, "missing %d", p.Missing)
	add(p.Surplus != 0, "surplus %d", p.Surplus)
	add(p.Candidates != 0, "candidates %d", p.Candidates)
	add(p.Card.Kind != 0, "card %v", p.Card.Kind)
	add(p.Card.Region.IsValid(), "of %v", p.Card.Region)
	add(p.Storefront.IsValid(), "account of %v", p.Storefront)
	add(!p.Card.Expires.IsZero(), "%v until expiry", p.Card.Expires.Sub(p.Now))
	add(p.Holds != 0, "holds %v", p.Holds)
	return text
}

// TestProblems shows what is said when. The texts in all languages are in
// texts.txt, and TestLanguagesSayTheSame says that these differ in nothing else.
func TestProblems(t *testing.T) {
	a := New()
	var b strings.Builder
	for _, p := range problems() {
		said := a.For("en", p)
		fmt.Fprintf(&b, "## %s\n%s\n", describe(p), said.Title)
		for text := range strings.SplitSeq(said.Explanation, ". ") {
			if text != "" {
				fmt.Fprintf(&b, "    %s.\n", strings.TrimSuffix(text, "."))
			}
		}
		for i, step := range said.Steps {
			fmt.Fprintf(&b, "    %d. %s\n", i+1, step)
		}
		fmt.Fprintf(&b, "    %s\n", said.Contact)
		for _, item := range said.HaveReady {
			fmt.Fprintf(&b, "    - %s\n", item)
		}
		b.WriteString("\n")
	}
	golden(t, "problems.txt", b.String())
}

func TestLanguagesSayTheSame(t *testing.T) {
	a := New()
	for _, p := range problems() {
		english := a.For("en", p)
		for _, l := range builtIn {
			said := a.For(l, p)
			if said.Language != l || said.Status != p.Status {
				t.Errorf("%s, %s: language %s, status %v", l, describe(p), said.Language, said.Status)
			}
			if len(said.Steps) != len(english.Steps) || len(said.HaveReady) != len(english.HaveReady) ||
				(said.Explanation == "") != (english.Explanation == "") {
				t.Errorf("%s, %s: not the parts that English has", l, describe(p))
			}
		}
	}
}

// TestNothingIsLeftOver looks at whatever is said of every status, in every
// language, with all numbers, whatever they are of.
func TestNothingIsLeftOver(t *testing.T) {
	a := New()
	cards := []card.Card{{}}
	for kind := card.Unknown; kind <= card.Promo+1; kind++ {
		cards = append(cards, card.Card{Kind: kind, Region: kosovo, Expires: noon})
	}
	check := func(said Advice, p Problem) {
		texts := append(append([]string{said.Title, said.Contact}, said.Steps...), said.HaveReady...)
		if said.Explanation != "" {
			texts = append(texts, said.Explanation)
		}
		for _, text := range texts {
			if wrong := artefact(text); wrong != "" {
				t.Fatalf("%s, %s: %q: %s", said.Language, describe(p), text, wrong)
			}
		}
	}
	for s := StatusNone + 1; int(s) <= len(statusNames); s++ {
		for _, format := range []*redeem.Format{nil, voucher, digits} {
			for fault := redeem.Error(0); fault <= redeem.ErrRandom; fault++ {
				if fault != 0 && s != StatusNotRecognized {
					break
				}
				for i, c := range cards {
					n := numbers[i%len(numbers)]
					for _, days := range []int{-int(n), int(n)} {
						p := Problem{
							Status: s, Fault: fault, Format: format, Position: int(n), Missing: int(n), Surplus: int(n), Candidates: n,
							Card: c, Storefront: norway, Now: noon.AddDate(0, 0, days), Holds: card.Holds(n),
						}
						for _, l := range builtIn {
							check(a.For(l, p), p)
						}
					}
				}
			}
		}
	}
}
