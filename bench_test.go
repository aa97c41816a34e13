package redeem_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
)

// benchInputs are what all benchmarks that parse a code are given.
var benchInputs = []struct{ name, in string }{
	{"canonical", "X8KD49FJ2MZQ7WPT"},
	{"typed", " x8kd-49fj-2mzq-7wpt\n"},
	{"wrong", "X8KD49FJ!MZQ7WPT"},
	{"homoglyphs", "Х8КD49FJ2МZQ7WРТ"}, // the letters that Cyrillic has as well
	{"fullwidth", "Ｘ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴ"},
	{"long", "X8KD49FJ2MZQ7WPTX8KD49FJ2MZQ7WPT"},
	{"serial", "GCA4567890123456"},
	{"empty", ""},
	{"1MiB", strings.Repeat("X", 1<<20)},
}

const benchCode = "X8KD49FJ2MZQ7WPT"

// benchEach runs a benchmark for each input. Throughput is of the bytes that
// parsing looks at.
func benchEach(b *testing.B, f func(b *testing.B, in string)) {
	for _, input := range benchInputs {
		b.Run(input.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(min(len(input.in), redeem.MaxInput)))
			f(b, input.in)
		})
	}
}

func BenchmarkParse(b *testing.B) {
	benchEach(b, func(b *testing.B, in string) {
		for b.Loop() {
			redeem.Parse(in)
		}
	})
}

func BenchmarkParseBytes(b *testing.B) {
	benchEach(b, func(b *testing.B, in string) {
		text := []byte(in)
		for b.Loop() {
			redeem.ParseBytes(text)
		}
	})
}

func BenchmarkMustParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		redeem.MustParse(benchCode)
	}
}

func BenchmarkValid(b *testing.B) {
	benchEach(b, func(b *testing.B, in string) {
		for b.Loop() {
			redeem.Valid(in)
		}
	})
}

func BenchmarkAppendNormalized(b *testing.B) {
	benchEach(b, func(b *testing.B, in string) {
		buf := make([]byte, 0, redeem.MaxInput)
		for b.Loop() {
			redeem.AppendNormalized(buf, in)
		}
	})
}

func BenchmarkNormalize(b *testing.B) {
	benchEach(b, func(b *testing.B, in string) {
		for b.Loop() {
			redeem.Normalize(in)
		}
	})
}

func BenchmarkParseSerial(b *testing.B) {
	benchEach(b, func(b *testing.B, in string) {
		for b.Loop() {
			redeem.ParseSerial(in)
		}
	})
}

func BenchmarkClassifySerial(b *testing.B) {
	benchEach(b, func(b *testing.B, in string) {
		for b.Loop() {
			redeem.ClassifySerial(in)
		}
	})
}

// benchChecked is the gift card's format with a check character, which every
// input has wrong.
func benchChecked() *redeem.Format {
	return redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X", Groups: []int{4, 4, 4, 4}, Check: allocScheme("luhn-mod-36")})
}

func BenchmarkFormatParse(b *testing.B) {
	f := benchChecked()
	benchEach(b, func(b *testing.B, in string) {
		for b.Loop() {
			f.Parse(in)
		}
	})
	b.Run("right", func(b *testing.B) {
		in := allocValid(f)
		b.ReportAllocs()
		b.SetBytes(int64(len(in)))
		for b.Loop() {
			f.Parse(in)
		}
	})
}

func BenchmarkFormatParseBytes(b *testing.B) {
	f := benchChecked()
	benchEach(b, func(b *testing.B, in string) {
		text := []byte(in)
		for b.Loop() {
			f.ParseBytes(text)
		}
	})
}

// benchLines are texts of many lines: canonical ones, and with one of ten not.
var benchLines = []struct{ name, in string }{
	{"canonical", strings.Repeat(benchCode+"\n", 1000)},
	{"crlf", strings.Repeat(benchCode+"\r\n", 1000)},
	{"typed", strings.Repeat(strings.Repeat(benchCode+"\n", 9)+"x8kd-49fj-2mzq-7wpt\n", 100)},
	{"wrong", strings.Repeat(strings.Repeat(benchCode+"\n", 9)+"X8KD49FJ!MZQ7WPT\n", 100)},
}

// BenchmarkParseLines has beside each the loop that one would write instead.
func BenchmarkParseLines(b *testing.B) {
	f := redeem.GiftCard()
	codes := make([]redeem.Code, 0, 1001)
	bench := func(name, in string, parse func(src []byte)) {
		src := []byte(in)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				parse(src)
			}
		})
	}
	for _, text := range benchLines {
		bench(text.name, text.in, func(src []byte) {
			codes = codes[:0]
			for n := 0; len(src) > 0; src = src[n:] {
				codes, n, _ = f.ParseLines(codes, src, true)
			}
		})
		bench(text.name+"/loop", text.in, func(src []byte) {
			codes = codes[:0]
			for line := range bytes.SplitSeq(src, []byte{'\n'}) {
				code, _ := f.ParseBytes(bytes.TrimSuffix(line, []byte{'\r'}))
				codes = append(codes, code)
			}
		})
	}
}

func BenchmarkFormatValid(b *testing.B) {
	f := benchChecked()
	benchEach(b, func(b *testing.B, in string) {
		for b.Loop() {
			f.Valid(in)
		}
	})
}

func BenchmarkFormatInspect(b *testing.B) {
	f := redeem.GiftCard()
	benchEach(b, func(b *testing.B, in string) {
		for b.Loop() {
			f.Inspect(in)
		}
	})
}

func BenchmarkCodeUnmarshalText(b *testing.B) {
	var c redeem.Code
	benchEach(b, func(b *testing.B, in string) {
		text := []byte(in)
		for b.Loop() {
			c.UnmarshalText(text)
		}
	})
}

func BenchmarkCodeScan(b *testing.B) {
	var c redeem.Code
	benchEach(b, func(b *testing.B, in string) {
		src := any(in)
		for b.Loop() {
			c.Scan(src)
		}
	})
}

// benchRegions are what the benchmarks that parse a region are given.
var benchRegions = []struct{ name, in string }{
	{"alpha2", "no"},
	{"alpha3", "NOR"},
	{"numeric", "578"},
	{"storefront", "143457"},
	{"header", "143457-2,29"},
	{"unknown", "QQ"},
	{"empty", ""},
	{"1MiB", strings.Repeat(" ", 1<<20)},
}

func BenchmarkParseRegion(b *testing.B) {
	for _, input := range benchRegions {
		b.Run(input.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				redeem.ParseRegion(input.in)
			}
		})
	}
}

func BenchmarkParseStorefront(b *testing.B) {
	for _, input := range benchRegions {
		b.Run(input.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				redeem.ParseStorefront(input.in)
			}
		})
	}
}

// benchSet are the sub-benchmarks of what takes no input. Each is called
// through a variable, which is part of the time.
type benchSet []struct {
	name string
	f    func()
}

func (s benchSet) run(b *testing.B) {
	for _, bench := range s {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bench.f()
			}
		})
	}
}

func BenchmarkCode(b *testing.B) {
	c, other := redeem.MustParse(benchCode), redeem.MustParse("XBKD49FJ2MZQ7WPT")
	boxed := any(c)
	sink := &allocSink
	buf := sink.buf[:0]
	benchSet{
		{"IsValid", func() { sink.flag = c.IsValid() }},
		{"Len", func() { sink.n = c.Len() }},
		{"Compare", func() { sink.n = c.Compare(other) }},
		{"Equal", func() { sink.flag = c.Equal(other) }},
		{"AppendTo", func() { sink.bytes = c.AppendTo(buf) }},
		{"AppendMasked", func() { sink.bytes = c.AppendMasked(buf) }},
		{"String", func() { sink.text = c.String() }},
		{"Format", func() { fmt.Fprint(io.Discard, boxed) }},
		{"LogValue", func() { sink.slog = c.LogValue() }},
		{"MarshalText", func() { sink.bytes, sink.err = c.MarshalText() }},
		{"Value", func() { sink.value, sink.err = c.Value() }},
	}.run(b)
}

func BenchmarkPlain(b *testing.B) {
	p := redeem.Plain(redeem.MustParse(benchCode))
	read, text, column := p, []byte(benchCode), any(benchCode)
	sink := &allocSink
	buf := sink.buf[:0]
	benchSet{
		{"String", func() { sink.text = p.String() }},
		{"AppendText", func() { sink.bytes, sink.err = p.AppendText(buf) }},
		{"MarshalText", func() { sink.bytes, sink.err = p.MarshalText() }},
		{"Value", func() { sink.value, sink.err = p.Value() }},
		{"UnmarshalText", func() { sink.err = read.UnmarshalText(text) }},
		{"Scan", func() { sink.err = read.Scan(column) }},
	}.run(b)
}

func BenchmarkTarget(b *testing.B) {
	code := redeem.MustParse(benchCode)
	sink := &allocSink
	target := redeem.GiftCard().Into(&code)
	boxed, text, column := any(target), []byte(benchCode), any(benchCode)
	benchSet{
		{"UnmarshalText", func() { sink.err = target.UnmarshalText(text) }},
		{"Set", func() { sink.err = target.Set(benchCode) }},
		{"Scan", func() { sink.err = target.Scan(column) }},
		{"Into", func() { sink.target = redeem.GiftCard().Into(&code) }},
		{"String", func() { sink.text = target.String() }},
		{"Format", func() { fmt.Fprint(io.Discard, boxed) }},
	}.run(b)
}

func BenchmarkFormat(b *testing.B) {
	c := redeem.MustParse(benchCode)
	f := benchChecked()
	spec, plain := f.Spec(), redeem.Spec{Length: 16, Prefix: "X"}
	sink := &allocSink
	buf := sink.buf[:0]
	benchSet{
		{"GiftCard", func() { sink.format = redeem.GiftCard() }},
		{"NewFormat", func() { sink.format, sink.err = redeem.NewFormat(plain) }},
		{"NewFormat/checked", func() { sink.format, sink.err = redeem.NewFormat(spec) }},
		{"MustFormat", func() { sink.format = redeem.MustFormat(plain) }},
		{"Spec", func() { sink.spec = f.Spec() }},
		{"String", func() { sink.text = f.String() }},
		{"AppendGrouped", func() { sink.bytes = f.AppendGrouped(buf, c) }},
		{"Pattern", func() { sink.text = f.Pattern() }},
	}.run(b)
}

func BenchmarkLookalikes(b *testing.B) {
	l := redeem.SupportArticle()
	x, y := redeem.MustParse("XO0D49FJ2MZQ7WPT"), redeem.MustParse("XDOO49FJ2MZQ7WPT")
	var pairs []redeem.Pair
	for read := byte('A'); read <= 'Z'; read++ {
		for meant, cost := range l.Of(read) {
			pairs = append(pairs, redeem.Pair{Read: read, Meant: meant, Cost: uint8(cost)})
		}
	}
	sink := &allocSink
	benchSet{
		{"SupportArticle", func() { sink.model = redeem.SupportArticle() }},
		{"SupportTS1292", func() { sink.model = redeem.SupportTS1292() }},
		{"Tesseract", func() { sink.model = redeem.Tesseract() }},
		{"NewLookalikes", func() { sink.model, sink.err = redeem.NewLookalikes(pairs...) }},
		{"Cost", func() { sink.n, sink.flag = l.Cost('O', 'Q') }},
		{"Of", func() {
			for meant, cost := range l.Of('O') {
				sink.symbol, sink.n = meant, cost
			}
		}},
		{"Skeleton", func() { sink.code = l.Skeleton(x) }},
		{"Confusable", func() { sink.flag = l.Confusable(x, y) }},
	}.run(b)
}

func BenchmarkSerial(b *testing.B) {
	const in = "GCA4567890123456"
	s, err := redeem.ParseSerial(in)
	if err != nil {
		b.Fatal(err)
	}
	read, text, column := s, []byte(in), any(in)
	sink := &allocSink
	buf := sink.buf[:0]
	benchSet{
		{"Kind", func() { sink.family = s.Kind() }},
		{"IsValid", func() { sink.flag = s.IsValid() }},
		{"Compare", func() { sink.n = s.Compare(s) }},
		{"String", func() { sink.text = s.String() }},
		{"AppendTo", func() { sink.bytes = s.AppendTo(buf) }},
		{"AppendText", func() { sink.bytes, sink.err = s.AppendText(buf) }},
		{"MarshalText", func() { sink.bytes, sink.err = s.MarshalText() }},
		{"Value", func() { sink.value, sink.err = s.Value() }},
		{"UnmarshalText", func() { sink.err = read.UnmarshalText(text) }},
		{"Scan", func() { sink.err = read.Scan(column) }},
	}.run(b)
}

func BenchmarkRegion(b *testing.B) {
	norway, err := redeem.ParseRegion("NO")
	if err != nil {
		b.Fatal(err)
	}
	read, text, column := norway, []byte("NO"), any("NO")
	all := redeem.AllRegions()
	sink := &allocSink
	buf := sink.buf[:0]
	benchSet{
		{"IsValid", func() { sink.flag = norway.IsValid() }},
		{"Compare", func() { sink.n = norway.Compare(norway) }},
		{"String", func() { sink.text = norway.String() }},
		{"Alpha3", func() { sink.text = norway.Alpha3() }},
		{"Numeric", func() { sink.n = norway.Numeric() }},
		{"StorefrontID", func() { sink.n, sink.flag = norway.StorefrontID() }},
		{"AppendTo", func() { sink.bytes = norway.AppendTo(buf) }},
		{"AppendText", func() { sink.bytes, sink.err = norway.AppendText(buf) }},
		{"MarshalText", func() { sink.bytes, sink.err = norway.MarshalText() }},
		{"Value", func() { sink.value, sink.err = norway.Value() }},
		{"UnmarshalText", func() { sink.err = read.UnmarshalText(text) }},
		{"Scan", func() { sink.err = read.Scan(column) }},
		{"CheckRegion", func() { sink.err = redeem.CheckRegion(norway, norway) }},
		{"RegionsOf", func() { sink.regions = redeem.RegionsOf(norway, norway) }},
		{"AllRegions", func() { sink.regions = redeem.AllRegions() }},
		{"Storefronts", func() { sink.regions = redeem.Storefronts() }},
		{"Regions/Contains", func() { sink.flag = all.Contains(norway) }},
		{"Regions/Len", func() { sink.n = all.Len() }},
		{"Regions/All", func() {
			for r := range all.All() {
				sink.region = r
			}
		}},
		{"Regions/String", func() { sink.text = all.String() }},
		{"Regions/Check", func() { sink.err = all.Check(norway) }},
	}.run(b)
}

// BenchmarkNames has the texts of the constants.
func BenchmarkNames(b *testing.B) {
	edits := redeem.EditCase | redeem.EditSeparator
	sink := &allocSink
	benchSet{
		{"Error", func() { sink.text = redeem.ErrSymbol.Error() }},
		{"Edits/Has", func() { sink.flag = edits.Has(redeem.EditCase) }},
		{"Edits/String", func() { sink.text = edits.String() }},
		{"Kind", func() { sink.text = redeem.KindCode.String() }},
		{"SerialKind", func() { sink.text = redeem.SerialGCA.String() }},
	}.run(b)
}
