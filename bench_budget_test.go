package redeem_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
)

// budgetReads are what takes a Corrector long, by name: codes of 16 symbols that
// are in the alphabet of every scheme of budgetSchemes.
var budgetReads = []struct {
	name  string
	reads []string
}{
	{"read", []string{"X0N0B8S5Z2G6E3DK"}},
	{"unread", []string{strings.Repeat("?", 16)}},
	{"three", []string{"X0N0???5Z2G6E3DK"}},
	{"four", []string{"X0N0????Z2G6E3DK"}},
	{"five", []string{"?????8S5Z2G6E3DK"}},
	{"half", []string{"X?N?B?S?Z?G?E?D?"}},
	{"short", []string{"X0N0B8S5Z2G6E"}},
	{"frames", []string{"X0N0B8S5Z2G6E3DK", "X0N0B8S5Z2G8E3DK", "XDN0B8S5Z2G6E3DX"}},
	{"lengths", []string{"X0N0B8S5Z2G6E3DK", "X0N0B8S5Z2GE3DK", "X0N00B8S5Z2G6E3DX"}},
	{"equal", slices.Repeat([]string{"X0N0B8S5Z2G6E3DK"}, 3)},
	{"many", []string{
		"X0N0B8S5Z2G6E3DK", "X0N0B8S5Z2G8E3DK", "XDN0B8S5Z2G6E3DX", "X0N0B8S5Z2GE3DK",
		"X0N00B8S5Z2G6E3DX", "X0N0B8S5Z2G6E3D", "X0N0BBS5Z2G6E3DK", "XKN0B8S5Z2G6E3DK",
	}},
}

// budgetSchemes have 36, 1,271, 1,369, 50,653 and 1,874,161 states.
var budgetSchemes = []string{"luhn-mod-36", "iso7064-mod-1271-36", "rs-gf37-2", "rs-gf37-3", "rs-gf37-4"}

// BenchmarkBudget finds the questions that take a Corrector longest. The table
// in SECURITY.md has what it reports: the milliseconds of the slowest question about
// the codes of a scheme. Each question counts as
// the least of five runs.
func BenchmarkBudget(b *testing.B) {
	models := map[string]*redeem.Lookalikes{
		"nine pairs": redeem.SupportArticle(), "Tesseract": redeem.Tesseract(), "any": redeem.Tesseract().WithAny(24),
	}
	for _, scheme := range budgetSchemes {
		check := allocScheme(scheme)
		f := redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: check.Alphabet(), Check: check})
		for _, indels := range []int{0, 1, 2, 4} {
			for _, call := range []struct {
				name string
				ask  func(c *redeem.Corrector, reads []string)
			}{
				{"Resolve", func(c *redeem.Corrector, reads []string) { c.Resolve(reads...) }},
				{"Count", func(c *redeem.Corrector, reads []string) { c.Count(reads...) }},
			} {
				b.Run(scheme+"/MaxIndels "+string(rune('0'+indels))+"/"+call.name, func(b *testing.B) {
					slowest, what := 0.0, ""
					for b.Loop() {
						slowest = 0
						for model, l := range models {
							for _, edits := range []int{0, 1, 2, 5} {
								c := &redeem.Corrector{Format: f, Lookalikes: l, MaxEdits: edits, MaxIndels: indels}
								for _, r := range budgetReads {
									least := time.Hour
									for range 5 {
										start := time.Now()
										call.ask(c, r.reads)
										least = min(least, time.Since(start))
									}
									if ms := least.Seconds() * 1000; ms > slowest {
										slowest, what = ms, r.name+", "+model+", MaxEdits "+string(rune('0'+edits))
									}
								}
							}
						}
					}
					b.ReportMetric(slowest, "ms/slowest")
					b.Log(what)
				})
			}
		}
	}
}
