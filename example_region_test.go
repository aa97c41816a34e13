package redeem_test

import (
	"fmt"

	"github.com/redeemkit/redeem"
)

func ExampleParseRegion() {
	for _, s := range []string{"NO", "nor", "578", "UK", "XKX", "EU"} {
		r, err := redeem.ParseRegion(s)
		if err != nil {
			fmt.Println(s, "-", err)
			continue
		}
		fmt.Println(s, "-", r, r.Alpha3())
	}
	// Output:
	// NO - NO NOR
	// nor - NO NOR
	// 578 - NO NOR
	// UK - GB GBR
	// XKX - XK XKS
	// EU - redeem: unknown country or region
}

func ExampleParseStorefront() {
	// StoreKit's countryCode, its storefront id, and the header of a request.
	for _, s := range []string{"NOR", "143457", "143457-2,29"} {
		r, err := redeem.ParseStorefront(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		id, _ := r.StorefrontID()
		fmt.Println(r, id)
	}
	// Output:
	// NO 143457
	// NO 143457
	// NO 143457
}

func ExampleRegion_StorefrontID() {
	for _, s := range []string{"NO", "GL"} {
		r, _ := redeem.ParseRegion(s)
		if id, ok := r.StorefrontID(); ok {
			fmt.Println(r, "has storefront", id)
		} else {
			fmt.Println(r, "has no storefront")
		}
	}
	// Output:
	// NO has storefront 143457
	// GL has no storefront
}

func ExampleCheckRegion() {
	france, _ := redeem.ParseRegion("FR")
	norway, _ := redeem.ParseStorefront("143457-2,29")

	fmt.Println(redeem.CheckRegion(france, france))
	fmt.Println(redeem.CheckRegion(france, norway))
	fmt.Println(redeem.CheckRegion(redeem.Region{}, redeem.Region{}))
	// Output:
	// <nil>
	// redeem: card of another country or region
	// redeem: unknown country or region
}

func ExampleRegions_Check() {
	norway, _ := redeem.ParseRegion("NO")
	sweden, _ := redeem.ParseRegion("SE")
	france, _ := redeem.ParseRegion("FR")
	nordic := redeem.RegionsOf(sweden, norway)

	fmt.Println(nordic)
	fmt.Println(nordic.Check(norway))
	fmt.Println(nordic.Check(france))
	// Output:
	// NO|SE
	// <nil>
	// redeem: card of another country or region
}
