// Command consumer is a program of somebody who imports redeem.
package main

import (
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/card"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/issue"
	"github.com/redeemkit/redeem/ocr"
)

// Order is what a service keeps.
type Order struct {
	ID   int
	Code redeem.Code
}

// NewOrder reads a code as a person typed it.
func NewOrder(id int, typed string) (Order, error) {
	code, err := redeem.Parse(typed)
	return Order{id, code}, err
}

func main() {
	order, err := NewOrder(1, " x8kd-49fj-2mzq-7wpt")
	fmt.Println(order, err)
	slog.New(slog.NewTextHandler(redeem.NewRedactor(os.Stdout), nil)).Info("got X8KD49FJ2MZQ7WPT")
	_, err = NewOrder(2, "X8KD")
	fmt.Println(advice.New().For("de", advice.Of(err)).Title)
	page, err := ocr.ReadText(strings.NewReader("Code: X8KD 49FJ 2MZQ 7WPT"))
	if err == nil {
		found, ok := page.Resolve(&redeem.Corrector{})
		fmt.Println(found.Verdict, ok)
	}
	region, _ := redeem.ParseRegion("us")
	fmt.Println(card.Card{Kind: card.AppleGift, Region: region}.Check(region, time.Time{}))
	luhn, _ := checkdigit.Lookup("luhn-mod-36")
	f := redeem.MustFormat(redeem.Spec{Length: 16, Check: luhn})
	code, err := issue.New(f, nil)
	fmt.Println(code, err, f.Valid(redeem.Plain(code).String()))
}
