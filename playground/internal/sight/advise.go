package sight

import (
	"sync"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/card"
	"github.com/redeemkit/redeem/playground/internal/door"
	"github.com/redeemkit/redeem/playground/internal/wire"
)

var advisor = sync.OnceValue(advice.New)

// Advise takes a format and a text; the format whose look-alikes count, which is
// another where the page tries a model on gift cards; a language; what the issuer answered, the
// name of an advice.Status or "" for nothing yet; the kind of the card; the
// last year, month and day on which it is valid, a year of 0 for none; the
// regions of the card and of the storefront; and the date of today. It gives
// the error of the card, and the advice: status, language, title, explanation,
// steps, contact, what to have ready, with the numbers of steps and of things
// first. All of the advice is empty if nothing is wrong.
//
// What is wrong with the text comes first, then what is known of the card, and
// the issuer is asked last. Of a card that cannot be read nobody expects a text.
func Advise(in *wire.Reader, out *wire.Writer) {
	f, text, counted, language := door.Format(in), in.Text(), door.Format(in), in.Text()
	var status advice.Status
	_ = status.UnmarshalText([]byte(in.Text())) // of no status, it stays none
	c := card.Card{Kind: card.Kind(in.Number())}
	if year, month, day := in.Number(), in.Number(), in.Number(); year > 0 {
		c.Expires = time.Date(year, time.Month(month), day+1, 0, 0, 0, -1, time.UTC)
	}
	c.Region, _ = redeem.ParseRegion(in.Text())
	storefront, _ := redeem.ParseStorefront(in.Text())
	now := time.Date(in.Number(), time.Month(in.Number()), in.Number(), 12, 0, 0, 0, time.UTC)

	problem := advice.OfReport(f, f.Inspect(text), text)
	if text == "" && status == advice.StatusUnreadable {
		problem = advice.Problem{}
	}
	fault := cardFault(c, storefront, now)
	if problem.Status == advice.StatusNone {
		problem = advice.Of(fault)
	}
	if problem.Status == advice.StatusNone {
		problem.Status = status
	}
	problem.Format, problem.Card, problem.Storefront, problem.Now = f, c, storefront, now
	if n, exact := (&redeem.Corrector{Format: counted}).Count(text); exact && n > 1 {
		problem.Candidates = n
	}
	out.Text(door.ErrorName(fault))
	write(out, advisor().For(language, problem))
}

// cardFault is what the library says of the card. Who has not said which
// storefront it is for has not asked about the region.
func cardFault(c card.Card, storefront redeem.Region, now time.Time) error {
	err := c.Check(storefront, now)
	if err == redeem.ErrRegion && !storefront.IsValid() {
		return nil
	}
	return err
}

func write(out *wire.Writer, a advice.Advice) {
	status := ""
	if a.Status != advice.StatusNone {
		status = a.Status.String()
	}
	out.Text(status)
	out.Text(a.Language)
	out.Text(a.Title)
	out.Text(a.Explanation)
	texts(out, a.Steps)
	out.Text(a.Contact)
	texts(out, a.HaveReady)
}

func texts(out *wire.Writer, list []string) {
	out.Number(len(list))
	for _, text := range list {
		out.Text(text)
	}
}
