package redeem_test

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// benchVoucher is a format without a prefix: a code may begin wherever a word
// does.
var benchVoucher = redeem.MustFormat(redeem.Spec{Length: 12, Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ", Groups: []int{4, 4, 4}})

// benchPrefixed has a prefix, but another than gift cards.
var benchPrefixed = redeem.MustFormat(redeem.Spec{Length: 12, Prefix: "V", Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ", Groups: []int{4, 4, 4}})

// benchMixed are 32 formats of all sorts: prefixes or none, alphabets, groups, and
// check characters. None has a code in the log of benchTexts.
var benchMixed = sync.OnceValue(func() (formats []*redeem.Format) {
	alphabets := []string{
		"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789ABCDEFGHJKMNPQRSTVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789",
		"CDFGHJKLMNPQRTVWXYZ2346789", "abcdefghijklmnopqrstuvwxyz234567", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "BCDFGHJKLMNPQRSTVWXZ",
	}
	groups := [][]int{{4, 4, 4, 4}, {4, 4, 4}, {14}, {5, 5, 5}, {8}, {6, 6}, {3, 3, 4}, {8, 8}}
	schemes := []string{"", "luhn-mod-36", "iso7064-mod-37-2", "", "iso7064-mod-37-36"}
	for i := range 32 {
		spec := redeem.Spec{Alphabet: alphabets[(i*3+i/8)%8], Groups: groups[i%8]}
		for _, n := range spec.Groups {
			spec.Length += n
		}
		switch i % 3 {
		case 0:
			spec.Prefix = spec.Alphabet[i%len(spec.Alphabet):][:1]
		case 1:
			spec.Prefix = spec.Alphabet[1:3]
		}
		if scheme, ok := checkdigit.Lookup(schemes[i%5]); ok && len(spec.Alphabet) == 36 {
			spec.Check = scheme
		}
		formats = append(formats, redeem.MustFormat(spec))
	}
	return formats
})

const benchLine = `2025-07-22T09:14:07.113Z INFO  api-7f9c6d5b84-x2xkq request method=POST path=/v1/carts/8841/items status=201 bytes=1843 dur=12.4ms trace=4bf92f3577b34da6a3ce929d0e0e4736 ua="Mozilla/5.0 (X11; Linux x86_64)"` + "\n"

// benchTexts are what the benchmarks that search a text are given: the units
// are repeated up to a size. The second row of them costs the most that a text
// can.
var benchTexts = []struct{ name, unit string }{
	{"log", benchLine},
	{"third", benchLine + benchLine + `2025-07-22T09:14:07.113Z INFO  api-7f9c6d5b84-x2xkq redeem code=X8KD-49FJ-2MZQ-7WPT user=1184 dur=12.4ms` + "\n"},
	{"prose", "The quick brown fox jumps over the lazy dog; six boxes of liquor, expect extra taxes. Xylophones exist.\n"},
	{"Cyrillic", "Съешь же ещё этих мягких французских булок, да выпей чаю. Хорошо, код не подходит.\n"},
	{"Japanese", "コードの入力に失敗しました。もう一度お試しください。エラー番号は四二です。\n"},

	{"X", "X"},
	{"X X", "X "},
	{"last symbol", "X8KD-49FJ-2MZQ-7WP! "},
	{"last group", "X8KD-X9FJ-XMZQ-XWPT"},
	{"dashes", "-"},
	{"invisible", "\u200B"},
	{"X invisible", "X" + strings.Repeat("\u200B", 22)},
	{"codes", "X8KD49FJ2MZQ7WPT "},
}

func benchText(unit string, size int) string { return strings.Repeat(unit, size/len(unit)+1)[:size] }

func benchEachText(b *testing.B, f func(b *testing.B, text string)) {
	for _, t := range benchTexts {
		b.Run(t.name, func(b *testing.B) {
			text := benchText(t.unit, 64<<10)
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			f(b, text)
		})
	}
}

func BenchmarkFormatFind(b *testing.B) {
	for name, f := range map[string]*redeem.Format{"gift card": redeem.GiftCard(), "voucher": benchVoucher} {
		b.Run(name, func(b *testing.B) {
			benchEachText(b, func(b *testing.B, text string) {
				for b.Loop() {
					for m := range f.Find(text) {
						allocSink.code = m.Code
					}
				}
			})
		})
	}
}

// BenchmarkFindRegexp is what Find would take as a regular expression that
// knows ASCII only.
func BenchmarkFindRegexp(b *testing.B) {
	pattern := regexp.MustCompile(`(?i)\bX[0-9A-Z]{3}(?:[ -]?[0-9A-Z]{4}){3}\b`)
	benchEachText(b, func(b *testing.B, text string) {
		for b.Loop() {
			pattern.FindAllStringIndex(text, -1)
		}
	})
}

func BenchmarkFindSerials(b *testing.B) {
	benchEachText(b, func(b *testing.B, text string) {
		for b.Loop() {
			for m := range redeem.FindSerials(text) {
				allocSink.serial = m.Serial
			}
		}
	})
}

func BenchmarkFormatAppendRedacted(b *testing.B) {
	buf := make([]byte, 0, 64<<10)
	benchEachText(b, func(b *testing.B, text string) {
		src := []byte(text)
		for b.Loop() {
			redeem.GiftCard().AppendRedacted(buf, src)
		}
	})
}

func BenchmarkRedactor(b *testing.B) {
	for name, formats := range map[string][]*redeem.Format{
		"one prefix":   {redeem.GiftCard()},
		"two prefixes": {redeem.GiftCard(), benchPrefixed},
		"no prefix":    {benchVoucher},
		"32":           benchMixed(),
	} {
		b.Run(name, func(b *testing.B) {
			benchEachText(b, func(b *testing.B, text string) {
				r, p := redeem.NewRedactor(io.Discard, formats...), []byte(text)
				r.Write(p) // which makes the buffers
				for b.Loop() {
					r.Write(p)
				}
			})
		})
	}
	b.Run("line", func(b *testing.B) {
		r, p := redeem.NewRedactor(io.Discard), []byte(benchLine)
		r.Write(p)
		b.ReportAllocs()
		b.SetBytes(int64(len(p)))
		for b.Loop() {
			r.Write(p)
		}
	})
}

// BenchmarkFindTwice shows that time grows as the text does: the factor is of
// the time for twice the text.
func BenchmarkFindTwice(b *testing.B) {
	for _, t := range benchTexts {
		b.Run(t.name, func(b *testing.B) {
			once, twice := []byte(benchText(t.unit, 64<<10)), []byte(benchText(t.unit, 128<<10))
			buf := make([]byte, 0, len(twice))
			var times [2]time.Duration
			for b.Loop() {
				for i, text := range [][]byte{once, twice} {
					start := time.Now()
					redeem.GiftCard().AppendRedacted(buf, text)
					times[i] += time.Since(start)
				}
			}
			b.ReportMetric(float64(times[1])/float64(times[0]), "factor")
		})
	}
}

// BenchmarkRedactorLinear shows that time grows as the text does, whatever it is
// made of and for however many formats: as many bytes a second of a text as of one
// that is four times as long.
func BenchmarkRedactorLinear(b *testing.B) {
	texts := append(benchTexts[:len(benchTexts):len(benchTexts)], []struct{ name, unit string }{
		{"hexadecimal", "4bf92f3577b34da6"},
		{"equal signs", "=58"},
		{"percent signs", "%25"},
		{"backslashes", `\`},
		{"sequences", "\x1b[0m"},
		{"open sequences", "\x1b[0;1;2;3"},
		{"open commands", "\x1b]0;title "},
		{"digits", "1 "},
		{"UUIDs", "3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a41-"},
		{"escaped", `\u0058\u0038\u004b\u0044`},
		{"soft breaks", "X8=\nKD"},
	}...)
	tiny := redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: "01"})
	for name, formats := range map[string][]*redeem.Format{
		"one": {redeem.GiftCard()}, "no prefix": {benchVoucher}, "tiny": {tiny}, "32": benchMixed(),
	} {
		r := redeem.NewRedactor(io.Discard, formats...)
		for _, text := range texts {
			for _, size := range []int{8 << 10, 32 << 10} {
				b.Run(fmt.Sprintf("%s/%s/%d", name, text.name, size), func(b *testing.B) {
					p := []byte(benchText(text.unit, size))
					b.SetBytes(int64(size))
					b.ReportAllocs()
					for b.Loop() {
						r.Write(p)
					}
				})
			}
		}
	}
}
