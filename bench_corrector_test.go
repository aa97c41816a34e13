package redeem_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
)

// benchModels are the models of look-alikes that the rows of a Corrector are
// measured with.
var benchModels = []struct {
	name  string
	model *redeem.Lookalikes
}{
	{"SupportArticle", redeem.SupportArticle()},
	{"Tesseract", redeem.Tesseract()},
}

// benchReads are what the rows of a Corrector are asked about.
var benchReads = []struct {
	name  string
	reads []string
}{
	{"code", []string{benchCode}},
	{"typed", []string{" x8kd-49fj-2mzq-7wpt\n"}},
	{"alike", []string{"X0O0B8S5Z2G6E3DK"}}, // a symbol of each pair, and 32,768 candidates
	{"unread", []string{"X8KD49FJ?MZQ7WPT"}},
	{"three", []string{benchCode, "XBKD49FJ2M2Q7WPT", "X8KO49FJ?MZQ7WPT"}},
	{"short", []string{benchCode[1:]}},
}

// benchChecks are the formats of the rows of a Corrector: without a check
// character and with one of 36 states.
var benchChecks = []struct {
	name   string
	format *redeem.Format
}{
	{"plain", redeem.GiftCard()},
	{"luhn-mod-36", benchChecked()},
}

// benchCorrector runs a benchmark for each format, model and read.
func benchCorrector(b *testing.B, f func(c *redeem.Corrector, reads []string)) {
	for _, check := range benchChecks {
		for _, model := range benchModels {
			c := &redeem.Corrector{Format: check.format, Lookalikes: model.model}
			for _, input := range benchReads {
				b.Run(check.name+"/"+model.name+"/"+input.name, func(b *testing.B) {
					b.ReportAllocs()
					for b.Loop() {
						f(c, input.reads)
					}
				})
			}
		}
	}
}

// BenchmarkCorrectorFirst prepares and takes the first candidate.
func BenchmarkCorrectorFirst(b *testing.B) {
	benchCorrector(b, func(c *redeem.Corrector, reads []string) {
		for allocSink.candidate = range c.Candidates(reads...) {
			break
		}
	})
}

func BenchmarkCorrectorResolve(b *testing.B) {
	benchCorrector(b, func(c *redeem.Corrector, reads []string) { allocSink.resolution = c.Resolve(reads...) })
}

func BenchmarkCorrectorCount(b *testing.B) {
	benchCorrector(b, func(c *redeem.Corrector, reads []string) { allocSink.count, allocSink.flag = c.Count(reads...) })
}

// BenchmarkCorrectorNext takes all candidates. Preparing is a small part of it.
func BenchmarkCorrectorNext(b *testing.B) {
	for _, check := range benchChecks {
		for _, model := range benchModels {
			b.Run(check.name+"/"+model.name, func(b *testing.B) {
				c := &redeem.Corrector{Format: check.format, Lookalikes: model.model}
				benchNext(b, c, "X0O0B8S5Z2G6E3DK")
			})
		}
	}
}

// benchNext takes candidates, all or a hundred thousand.
func benchNext(b *testing.B, c *redeem.Corrector, read string) {
	b.ReportAllocs()
	taken := 0
	for b.Loop() {
		taken = 0
		for allocSink.candidate = range c.Candidates(read) {
			if taken++; taken == 100_000 {
				break
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(taken), "ns/candidate")
}

// BenchmarkCorrectorBounds has what a bound adds.
func BenchmarkCorrectorBounds(b *testing.B) {
	for _, check := range benchChecks {
		for _, bound := range []struct {
			name string
			c    redeem.Corrector
			read string
		}{
			{"none", redeem.Corrector{}, benchCode},
			{"MaxCost", redeem.Corrector{MaxCost: 2}, benchCode},
			{"MaxEdits", redeem.Corrector{MaxEdits: 2}, benchCode},
			{"MaxIndels1", redeem.Corrector{MaxIndels: 1}, benchCode + "T"},
			{"MaxIndels2", redeem.Corrector{MaxIndels: 2}, benchCode + "T"},
			{"MaxIndels4", redeem.Corrector{MaxIndels: 4}, benchCode + "T"},
		} {
			b.Run(check.name+"/"+bound.name, func(b *testing.B) {
				c := bound.c
				c.Format = check.format
				b.ReportAllocs()
				for b.Loop() {
					for allocSink.candidate = range c.Candidates(bound.read) {
						break
					}
				}
			})
		}
	}
}

// benchScale has the formats and models of the scaling benchmarks: schemes
// with more and more states, and of every symbol so many meanings, at the same
// cost but for itself.
func benchScale(b *testing.B, options []int, f func(b *testing.B, c *redeem.Corrector, read string, steps int)) {
	for _, scheme := range []string{"", "luhn", "luhn-mod-36", "iso7064-mod-97-10", "iso7064-mod-661-26", "iso7064-mod-1271-36"} {
		for _, length := range []int{8, 16, 24, 32} {
			spec := redeem.Spec{Length: length, Alphabet: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
			states := 1
			if scheme != "" {
				spec.Check = allocScheme(scheme)
				spec.Alphabet, states = spec.Check.Alphabet(), spec.Check.States()
			}
			read := strings.Repeat(spec.Alphabet[:1], length)
			format := redeem.MustFormat(spec)
			for _, n := range options {
				var pairs []redeem.Pair
				for i := 1; i < n; i++ {
					pairs = append(pairs, redeem.Pair{Read: spec.Alphabet[0], Meant: spec.Alphabet[i], Cost: 1})
				}
				model, err := redeem.NewLookalikes(pairs...)
				if err != nil {
					b.Fatal(err)
				}
				b.Run(fmt.Sprintf("states=%d/length=%d/options=%d", states, length, n), func(b *testing.B) {
					f(b, &redeem.Corrector{Format: format, Lookalikes: model}, read, length*states*n)
				})
			}
		}
	}
}

// BenchmarkCorrectorScale shows that preparing takes time in proportion to
// length, states and look-alikes: ns/step is of one of each.
func BenchmarkCorrectorScale(b *testing.B) {
	benchScale(b, []int{2, 8}, func(b *testing.B, c *redeem.Corrector, read string, steps int) {
		b.ReportAllocs()
		for b.Loop() {
			for allocSink.candidate = range c.Candidates(read) {
				break
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(steps), "ns/step")
	})
}

// BenchmarkCorrectorScaleNext has what each further candidate takes, which is
// for length and states not to multiply, nor for how many came before.
func BenchmarkCorrectorScaleNext(b *testing.B) {
	benchScale(b, []int{8}, func(b *testing.B, c *redeem.Corrector, read string, _ int) { benchNext(b, c, read) })
}

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
