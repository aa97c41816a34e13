package validation_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/nb"
	ut "github.com/go-playground/universal-translator"
	"github.com/go-playground/validator/v10"
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/integration/validation"
)

var vouchers = redeem.MustFormat(redeem.Spec{
	Name:     "voucher",
	Length:   12,
	Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
})

// order is the request to a shop. The validator takes the names of the fields
// from the JSON tags.
type order struct {
	Card    string        `json:"card" validate:"omitempty,redeemcode"`
	Voucher redeem.Code   `json:"voucher" validate:"omitempty,redeemcode=voucher"`
	Country redeem.Region `json:"country" validate:"required,redeemregion"`
	Store   string        `json:"store" validate:"omitempty,redeemstorefront"`
}

func jsonName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}

func newValidator() (*validator.Validate, *validation.Rules, error) {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(jsonName)
	rules := validation.New(vouchers)
	return v, rules, rules.Register(v)
}

func Example() {
	v, _, err := newValidator()
	if err != nil {
		panic(err)
	}
	norway, _ := redeem.ParseRegion("NO")
	fmt.Println(v.Struct(order{Card: " x8kd-49fj-2mzq-7wpt\n", Country: norway, Store: "143457-2,29"}))
	fmt.Println(v.Struct(order{Card: "GCA4567890123456", Country: norway}))
	// Output:
	// <nil>
	// Key: 'order.card' Error:Field validation for 'card' failed on the 'redeemcode' tag
}

// The reason determines what to do about a refusal.
func ExampleRules_Reason() {
	v, rules, err := newValidator()
	if err != nil {
		panic(err)
	}
	err = v.Struct(order{Card: "GCA4567890123456", Store: "Norway"})
	var fields validator.ValidationErrors
	errors.As(err, &fields)
	for _, field := range fields {
		fmt.Println(field.Field(), "-", rules.Reason(field))
	}
	// Output:
	// card - redeem: serial number instead of a code
	// country - <nil>
	// store - redeem: unknown country or region
}

// The validator's own translations explain it to people, in the languages of
// package advice.
func ExampleRules_RegisterTexts() {
	v, rules, err := newValidator()
	if err != nil {
		panic(err)
	}
	advisor := advice.New()
	languages := ut.New(en.New(), en.New(), nb.New())
	english, _ := languages.GetTranslator("en")
	norwegian, _ := languages.GetTranslator("nb")
	if err := errors.Join(rules.RegisterTexts(v, english, advisor), rules.RegisterTexts(v, norwegian, advisor)); err != nil {
		panic(err)
	}

	norway, _ := redeem.ParseRegion("NO")
	err = v.Struct(order{Card: "x8kd-49fj-2mzq-7wp", Country: norway})
	var fields validator.ValidationErrors
	errors.As(err, &fields)
	fmt.Println(fields[0].Translate(english))
	fmt.Println(advisor.For("nb", rules.Problem(fields[0])).Title) // the Advice has steps and contacts, too
	// Output:
	// card: The code was not recognized – 1 character is missing. The code of a gift card has 16 characters and starts with X. Content codes and promo codes may look different.
	// Koden ble ikke gjenkjent
}
