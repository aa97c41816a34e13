package main

import (
	"golang.org/x/text/language"

	"github.com/redeemkit/redeem"
)

// regions asks which country of ISO 3166-1 a code stands for. The regions of
// x/text are those of language tags, which keep codes that ISO has withdrawn.
var regions = question{
	name:  "ParseRegion: which country is it?",
	tools: []tool{redeemRegion, textRegion},
	inputs: []input{
		{"alpha-2, lower case", "no", "NO"},
		{"alpha-3", "NOR", "NO"},
		{"numeric", "578", "NO"},
		{"UK", "UK", "GB"},
		{"Kosovo of StoreKit", "XKS", "XK"},
		{"Kosovo of MusicKit", "XKX", "XK"},
		{"Kosovo of CLDR", "XKK", "XK"},
		{"European Union", "EU", ""},
		{"United Nations", "UN", ""},
		{"Latin America", "419", ""},
		{"withdrawn: Soviet Union", "SU", ""},
		{"withdrawn: East Germany", "DD", ""},
		{"withdrawn: Netherlands Antilles", "AN", ""},
		{"reserved: Ascension", "AC", ""},
		{"unknown", "ZZ", ""},
		{"storefront", "143457", ""},
		{"empty", "", ""},
	},
}

var redeemRegion = tool{
	name: "redeem",
	answer: func(in string) string {
		r, _ := redeem.ParseRegion(in)
		return string(r.AppendTo(nil))
	},
	bind: func(in string) func(n int) {
		return func(n int) {
			for range n {
				sink.region, sink.err = redeem.ParseRegion(in)
			}
		}
	},
}

// textRegion makes two more calls to get the answer; these are not timed.
var textRegion = tool{
	name: "language.ParseRegion",
	answer: func(in string) string {
		r, err := language.ParseRegion(in)
		if err != nil || !r.IsCountry() {
			return ""
		}
		return r.Canonicalize().String()
	},
	bind: func(in string) func(n int) {
		return func(n int) {
			for range n {
				sink.language, sink.err = language.ParseRegion(in)
			}
		}
	},
}

// storefronts asks for the region of a storefront. No other library reads
// these.
var storefronts = question{
	name: "ParseStorefront: which country is it?",
	tools: []tool{{
		name: "redeem",
		answer: func(in string) string {
			r, _ := redeem.ParseStorefront(in)
			return string(r.AppendTo(nil))
		},
		bind: func(in string) func(n int) {
			return func(n int) {
				for range n {
					sink.region, sink.err = redeem.ParseStorefront(in)
				}
			}
		},
	}},
	inputs: []input{
		{"storefront", "143457", "NO"},
		{"header", "143457-2,29", "NO"},
	},
}
