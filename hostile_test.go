package redeem_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/srctest"
	"github.com/redeemkit/redeem/issue"
)

// A hostileLine says how much of an input a function or method reads. Its name is that of
// go doc, after the package if that is not redeem.
type hostileLine struct {
	name  string
	looks hostileLook
	run   func(in string, b []byte) // the same text
}

// hostileLook is how much of an input something looks at.
type hostileLook uint8

const (
	looksNowhere hostileLook = iota // it takes no text
	looksAtFirst                    // at MaxInput bytes, and at no more than tells whether there are more
	looksAtAll                      // its job is the whole text
)

// hostileLines has a line for each exported function and method that takes text.
func hostileLines() []hostileLine {
	var (
		sink    = &allocSink
		model   = redeem.SupportArticle()
		scheme  = allocScheme("iso7064-mod-37-2")
		adviser = advice.New()
		field   = mustFormats(redeem.GiftCard(), allocChecked, allocStar, allocCased)
		formats = func(f func(*redeem.Format)) {
			for _, line := range allocFormats {
				f(line.format)
			}
		}
		several    = allocSeveral()
		correctors = func(f func(*redeem.Corrector)) {
			for _, line := range allocFormats {
				f(&redeem.Corrector{Format: line.format})
			}
			f(&redeem.Corrector{Lookalikes: redeem.Tesseract(), MaxEdits: 3})
		}
	)
	const first, all = looksAtFirst, looksAtAll
	return []hostileLine{
		{"Parse", first, func(in string, _ []byte) { sink.code, sink.err = redeem.Parse(in) }},
		{"ParseBytes", first, func(_ string, b []byte) { sink.code, sink.err = redeem.ParseBytes(b) }},
		{"MustParse", first, func(in string, _ []byte) { panicOf(func() { redeem.MustParse(in) }) }},
		{"Valid", first, func(in string, _ []byte) { sink.flag = redeem.Valid(in) }},
		{"Code.UnmarshalText", first, func(_ string, b []byte) { sink.err = sink.code.UnmarshalText(b) }},
		{"Code.Scan", first, func(in string, b []byte) { sink.err = errors.Join(sink.code.Scan(in), sink.code.Scan(b)) }},
		{"Plain.UnmarshalText", first, func(_ string, b []byte) { sink.err = (*redeem.Plain)(&sink.code).UnmarshalText(b) }},
		{"Plain.Scan", first, func(in string, b []byte) {
			sink.err = errors.Join((*redeem.Plain)(&sink.code).Scan(in), (*redeem.Plain)(&sink.code).Scan(b))
		}},
		{"CodeOf.UnmarshalText", first, func(_ string, b []byte) { sink.err = sink.codeOf.UnmarshalText(b) }},
		{"CodeOf.Set", first, func(in string, _ []byte) { sink.err = sink.codeOf.Set(in) }},
		{"CodeOf.Scan", first, func(in string, b []byte) { sink.err = errors.Join(sink.codeOf.Scan(in), sink.codeOf.Scan(b)) }},
		{"PlainOf.UnmarshalText", first, func(_ string, b []byte) { sink.err = sink.plainOf.UnmarshalText(b) }},
		{"PlainOf.Set", first, func(in string, _ []byte) { sink.err = sink.plainOf.Set(in) }},
		{"PlainOf.Scan", first, func(in string, b []byte) { sink.err = errors.Join(sink.plainOf.Scan(in), sink.plainOf.Scan(b)) }},
		{"Formats.Recognize", first, func(in string, _ []byte) { sink.recognition = field.Recognize(in) }},
		{"Formats.RecognizeBytes", first, func(_ string, b []byte) { sink.recognition = field.RecognizeBytes(b) }},
		{"Formats.Matches", first, func(in string, _ []byte) {
			for sink.format, sink.code = range field.Matches(in) {
			}
		}},
		{"Target.UnmarshalText", first, func(_ string, b []byte) {
			formats(func(f *redeem.Format) { sink.err = f.Into(&sink.code).UnmarshalText(b) })
		}},
		{"Target.Set", first, func(in string, _ []byte) {
			formats(func(f *redeem.Format) { sink.err = f.Into(&sink.code).Set(in) })
		}},
		{"Target.Scan", first, func(in string, b []byte) {
			formats(func(f *redeem.Format) {
				sink.err = errors.Join(f.Into(&sink.code).Scan(in), f.Into(&sink.code).Scan(b))
			})
		}},
		{"AppendNormalized", first, func(in string, _ []byte) { sink.bytes, sink.err = redeem.AppendNormalized(sink.buf[:0], in) }},
		{"Normalize", first, func(in string, _ []byte) { sink.text, sink.err = redeem.Normalize(in) }},

		{"NewFormat", first, func(in string, _ []byte) {
			sink.format, sink.err = redeem.NewFormat(redeem.Spec{Length: 16, Name: in})
			sink.format, sink.err = redeem.NewFormat(redeem.Spec{Length: 16, Prefix: in})
			sink.format, sink.err = redeem.NewFormat(redeem.Spec{Length: 16, Alphabet: in})
			sink.format, sink.err = redeem.NewFormat(redeem.Spec{Length: 16, Alphabet: in, Check: scheme})
		}},
		{"MustFormat", first, func(in string, _ []byte) {
			panicOf(func() { redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: in}) })
		}},
		{"Format.Parse", first, func(in string, _ []byte) {
			formats(func(f *redeem.Format) { sink.code, sink.err = f.Parse(in) })
		}},
		{"Format.ParseBytes", first, func(_ string, b []byte) {
			formats(func(f *redeem.Format) { sink.code, sink.err = f.ParseBytes(b) })
		}},
		{"Format.Valid", first, func(in string, _ []byte) {
			formats(func(f *redeem.Format) { sink.flag = f.Valid(in) })
		}},
		{"Format.Inspect", first, func(in string, _ []byte) {
			formats(func(f *redeem.Format) { sink.report = f.Inspect(in) })
		}},
		{"Format.InspectBytes", first, func(_ string, b []byte) {
			formats(func(f *redeem.Format) { sink.report = f.InspectBytes(b) })
		}},
		{"Format.AppendTyped", all, func(in string, _ []byte) { // it hands the text back
			formats(func(f *redeem.Format) {
				c := redeem.Change{New: in, Caret: len(in) / 2}
				sink.bytes, sink.n, sink.progress = f.AppendTyped(sink.buf[:0], c)
				c.Old = in[:c.Caret] + "-" + in[c.Caret:]
				sink.bytes, sink.n, sink.progress = f.AppendTyped(sink.buf[:0], c)
			})
		}},
		{"Formats.AppendTyped", all, func(in string, _ []byte) {
			c := redeem.Change{New: in, Caret: len(in) / 2}
			sink.bytes, sink.n, sink.progress, sink.format = several.AppendTyped(sink.buf[:0], c)
		}},

		{"NewLookalikes", all, func(_ string, b []byte) {
			var pairs []redeem.Pair
			for ; len(b) >= 3; b = b[3:] {
				pairs = append(pairs, redeem.Pair{Read: b[0], Meant: b[1], Cost: b[2]})
			}
			sink.model, sink.err = redeem.NewLookalikes(pairs...)
		}},
		{"Corrector.Candidates", first, func(in string, _ []byte) {
			correctors(func(c *redeem.Corrector) {
				n := 0
				for sink.candidate = range c.Candidates(in) {
					if n++; n == 10 {
						break
					}
				}
			})
		}},
		{"Corrector.Resolve", first, func(in string, _ []byte) {
			correctors(func(c *redeem.Corrector) { sink.resolution = c.Resolve(in) })
		}},
		{"Corrector.Count", first, func(in string, _ []byte) {
			correctors(func(c *redeem.Corrector) { sink.count, sink.flag = c.Count(in) })
		}},
		{"Reading.AddString", first, func(in string, _ []byte) {
			sink.reading.Reset()
			sink.reading.AddString(in)
			sink.n = sink.reading.Len()
		}},
		{"Reading.AddFrom", first, func(in string, _ []byte) {
			sink.reading.Reset()
			sink.reading.AddString(in)
			for _, i := range []int{math.MinInt, -1, 0, 3, redeem.MaxInput, math.MaxInt} {
				sink.reading.AddFrom(&sink.reading, i, 5)
				sink.reading.AddFrom(&sink.reading, 0, min(i, 7))
			}
			sink.reading.AddFrom(nil, 0, 1)
			sink.reading.AddFrom(new(redeem.Reading), 0, 1)
			sink.n = sink.reading.Len()
		}},
		{"Reading.Add", first, func(in string, _ []byte) {
			sink.reading.Reset()
			probs := []float64{0.5, 0, 1, -1, 1e-300, 1e300, math.NaN(), math.Inf(1), math.Inf(-1)}
			for i, char := range in[:min(len(in), redeem.MaxInput)] {
				sink.reading.Add(redeem.Alternative{Char: char, Prob: probs[i%len(probs)]}, redeem.Alternative{Char: rune(i), Prob: 0.3}, redeem.Alternative{Char: -char, Prob: 0.4})
			}
		}},
		{"Corrector.CandidatesOf", first, func(in string, _ []byte) {
			hostileReadings(in, func(readings ...*redeem.Reading) {
				correctors(func(c *redeem.Corrector) {
					n := 0
					for sink.candidate = range c.CandidatesOf(readings...) {
						if n++; n == 10 {
							break
						}
					}
				})
			})
		}},
		{"Corrector.ResolveOf", first, func(in string, _ []byte) {
			hostileReadings(in, func(readings ...*redeem.Reading) {
				correctors(func(c *redeem.Corrector) { sink.resolution = c.ResolveOf(readings...) })
			})
		}},
		{"Corrector.CountOf", first, func(in string, _ []byte) {
			hostileReadings(in, func(readings ...*redeem.Reading) {
				correctors(func(c *redeem.Corrector) { sink.count, sink.flag = c.CountOf(readings...) })
			})
		}},

		{"Format.Find", all, func(in string, _ []byte) {
			formats(func(f *redeem.Format) {
				for m := range f.Find(in) {
					sink.code = m.Code
				}
			})
		}},
		{"Format.FindBytes", all, func(_ string, b []byte) {
			for m := range redeem.GiftCard().FindBytes(b) {
				sink.code = m.Code
			}
		}},
		{"FindSerials", all, func(in string, _ []byte) {
			for m := range redeem.FindSerials(in) {
				sink.serial = m.Serial
			}
		}},
		{"Format.AppendRedacted", all, func(_ string, b []byte) {
			formats(func(f *redeem.Format) { sink.bytes = f.AppendRedacted(sink.buf[:0], b) })
		}},
		{"Formats.Find", all, func(in string, _ []byte) {
			for m := range allocTwo.Find(in) {
				sink.code = m.Code
			}
		}},
		{"Formats.FindBytes", all, func(_ string, b []byte) {
			for m := range allocTwo.FindBytes(b) {
				sink.code = m.Code
			}
		}},
		{"Formats.AppendRedacted", all, func(_ string, b []byte) { sink.bytes = allocTwo.AppendRedacted(sink.buf[:0], b) }},
		{"Format.ParseLines", all, func(_ string, b []byte) {
			formats(func(f *redeem.Format) {
				for n, rest := 0, b; len(rest) > 0; rest = rest[n:] {
					sink.codes, n, sink.err = f.ParseLines(sink.codes[:0], rest, true)
				}
			})
		}},
		{"Redactor.Write", all, func(_ string, b []byte) {
			r := redeem.NewRedactor(io.Discard, redeem.GiftCard(), allocStar)
			sink.n, sink.err = r.Write(b)
			sink.err = r.Close()
		}},

		{"ParseSerial", first, func(in string, _ []byte) { sink.serial, sink.err = redeem.ParseSerial(in) }},
		{"ClassifySerial", first, func(in string, _ []byte) { sink.family = redeem.ClassifySerial(in) }},
		{"Serial.UnmarshalText", first, func(_ string, b []byte) { sink.err = sink.serial.UnmarshalText(b) }},
		{"Serial.Scan", first, func(in string, b []byte) { sink.err = errors.Join(sink.serial.Scan(in), sink.serial.Scan(b)) }},
		{"ParseRegion", first, func(in string, _ []byte) { sink.region, sink.err = redeem.ParseRegion(in) }},
		{"ParseStorefront", first, func(in string, _ []byte) { sink.region, sink.err = redeem.ParseStorefront(in) }},
		{"Region.UnmarshalText", first, func(_ string, b []byte) { sink.err = sink.region.UnmarshalText(b) }},
		{"Region.Scan", first, func(in string, b []byte) { sink.err = errors.Join(sink.region.Scan(in), sink.region.Scan(b)) }},

		{"checkdigit.Lookup", first, func(in string, _ []byte) { _, sink.flag = checkdigit.Lookup(in) }},
		{"checkdigit.Scheme.Valid", all, func(in string, _ []byte) {
			for s := range checkdigit.All() {
				sink.flag = s.Valid(in)
			}
		}},
		{"checkdigit.Scheme.Append", all, func(in string, _ []byte) {
			for s := range checkdigit.All() {
				sink.bytes, sink.err = s.Append(sink.buf[:0], in)
			}
		}},

		{"advice.Advisor.For", first, func(in string, _ []byte) {
			sink.text = adviser.For(in, advice.Problem{Status: advice.StatusMistyped}).Title
		}},
		{"advice.OfReport", all, func(in string, _ []byte) {
			f := redeem.GiftCard()
			for _, r := range []redeem.Report{f.Inspect(in), {Err: redeem.ErrSymbol, Offset: redeem.MaxInput}, {Err: redeem.ErrTooLong}} {
				sink.n = advice.OfReport(f, r, in).Position
			}
		}},
		{"advice.Status.UnmarshalText", first, func(_ string, b []byte) { sink.err = new(advice.Status).UnmarshalText(b) }},

		{"issue.NewFingerprinter", all, func(_ string, b []byte) { _, sink.err = issue.NewFingerprinter(b) }},
		{"issue.NewScreen", first, func(in string, _ []byte) { _, sink.err = issue.NewScreen(model, in) }},
		{"issue.New", all, func(_ string, b []byte) { // what is random is read to the end if no byte of it is of use
			formats(func(f *redeem.Format) { sink.code, sink.err = issue.New(f, bytes.NewReader(b)) })
		}},

		{"Lookalikes.Cost", looksNowhere, func(string, []byte) {
			for read := range 256 {
				for meant := range 256 {
					sink.n, sink.flag = model.Cost(byte(read), byte(meant))
				}
			}
		}},
		{"Lookalikes.Of", looksNowhere, func(string, []byte) {
			for read := range 256 {
				for sink.symbol = range model.Of(byte(read)) {
				}
			}
		}},
		{"checkdigit.CouponCode", looksNowhere, func(string, []byte) {
			eachNumber(func(parts int) {
				eachNumber(func(partLen int) { _, sink.err = checkdigit.CouponCode(parts, partLen) })
			})
		}},
		{"checkdigit.ReedSolomon", first, func(in string, _ []byte) {
			eachNumber(func(checks int) { _, sink.err = checkdigit.ReedSolomon(in, checks) })
		}},
		{"checkdigit.Scheme.Accept", looksNowhere, func(string, []byte) {
			eachNumber(func(state int) { sink.flag = scheme.Accept(state) })
		}},
		{"checkdigit.Scheme.IsCheck", looksNowhere, func(string, []byte) {
			eachNumber(func(pos int) {
				eachNumber(func(length int) { sink.flag = scheme.IsCheck(pos, length) })
			})
		}},
		{"checkdigit.Scheme.Step", looksNowhere, func(string, []byte) {
			for s := range checkdigit.All() {
				eachNumber(func(state int) {
					eachNumber(func(pos int) {
						eachNumber(func(length int) { sink.n = s.Step(state, pos, length, byte(state+pos)) })
					})
				})
			}
		}},
		{"checkdigit.Scheme.StepBack", looksNowhere, func(string, []byte) {
			for s := range checkdigit.All() {
				eachNumber(func(state int) {
					eachNumber(func(pos int) {
						eachNumber(func(length int) { sink.n = s.StepBack(state, pos, length, byte(state+pos)) })
					})
				})
			}
		}},
	}
}

// hostileReadings calls f with Readings of a text, and with what is hardly one.
func hostileReadings(in string, f func(readings ...*redeem.Reading)) {
	var text, one redeem.Reading
	text.AddString(in)
	for i, char := range in[:min(len(in), 2*redeem.MaxLen)] {
		one.Add(redeem.Alternative{Char: char, Prob: 2}, redeem.Alternative{Char: rune(i), Prob: 1e-300})
	}
	f(&text)
	f(&one, nil, &text, new(redeem.Reading), &one)
	f(nil)
	f()
}

// hostileNothing are the functions and methods that no text reaches: their
// arguments are codes, regions and other values that cannot be wrong, buffers
// that are appended to, or what a program has written down for itself.
const hostileNothing = `
	Error.Error Error.Key Edits.Has Edits.String Kind.String Progress.String Verdict.String SerialKind.String
	Code.IsValid Code.Len Code.Compare Code.Equal Code.AppendTo Code.AppendMasked Code.String Code.Format
	Code.LogValue Code.MarshalText Code.Value
	Reading.Len Reading.Reset Reading.String Reading.Format Reading.LogValue Reading.MarshalText
	Code.GormDataType Plain.GormDataType Serial.GormDataType Region.GormDataType
	CodeOf.Equal CodeOf.Compare PlainOf.Equal PlainOf.Compare
	Plain.String Plain.MarshalText Plain.Value Plain.AppendText Format.Into Target.String Target.Format
	Change.Format Change.LogValue
	GiftCard Format.Spec Format.String Format.Name Format.Len Format.Prefix Format.Alphabet Format.Scheme
	Format.Pattern Format.AppendGrouped NewFormats Formats.All NewRedactor
	Redactor.KeepNumbers Redactor.Close
	SupportArticle SupportTS1292 Tesseract PaddleOCR Crockford Lookalikes.WithPairs Lookalikes.WithAny
	Lookalikes.WithIndels Lookalikes.WithUnit Lookalikes.WithUncovered Lookalikes.Skeleton Lookalikes.Confusable
	Serial.Kind Serial.IsValid Serial.Compare Serial.String Serial.AppendTo Serial.AppendText Serial.MarshalText Serial.Value
	Region.IsValid Region.Compare Region.String Region.Alpha3 Region.Numeric Region.StorefrontID Region.AppendTo
	Region.AppendText Region.MarshalText Region.Value
	RegionsOf AllRegions Storefronts Regions.Contains Regions.Len Regions.All Regions.String Regions.Check
	CheckRegion

	issue.Bits issue.Screen.Allows issue.OffensiveWords issue.Fingerprinter.Sum issue.Fingerprinter.Format
	issue.Fingerprinter.LogValue

	card.Card.Check card.Kind.String card.Holds.Has card.Holds.String card.Holds.CheckRegionChange

	checkdigit.All checkdigit.Error.Error checkdigit.Scheme.Name checkdigit.Scheme.Alphabet
	checkdigit.Scheme.CheckAlphabet checkdigit.Scheme.Len checkdigit.Scheme.States checkdigit.Scheme.Start
	checkdigit.Scheme.Detects checkdigit.Scheme.Distance checkdigit.Scheme.MaxLen

	advice.New advice.With advice.Of advice.Status.String advice.Status.MarshalText
`

// eachNumber calls f with numbers at which something might end.
func eachNumber(f func(int)) {
	const most = int(^uint(0) >> 1)
	for _, n := range []int{-most - 1, -1, 0, 1, 2, 31, 32, 33, 255, 256, 1 << 16, most - 1, most} {
		f(n)
	}
}

// panicOf returns what f panics with, nil if it does not.
func panicOf(f func()) (value any) {
	defer func() { value = recover() }()
	f()
	return nil
}

// TestHostileEveryFunction compares the names of the lines with those of the
// packages, so that nobody forgets a line.
func TestHostileEveryFunction(t *testing.T) {
	listed := map[string]bool{}
	for _, line := range hostileLines() {
		listed[line.name] = true
	}
	for name := range strings.FieldsSeq(hostileNothing) {
		if listed[name] {
			t.Errorf("%s has a line in hostileLines, and is in hostileNothing", name)
		}
		listed[name] = true
	}
	for folder, prefix := range map[string]string{".": "", "advice": "advice.", "card": "card.", "checkdigit": "checkdigit.", "issue": "issue."} {
		for _, name := range srctest.Exported(t, folder) {
			if name = prefix + name; !listed[name] {
				t.Errorf("%s has no line in hostileLines", name)
			}
			delete(listed, name)
		}
	}
	for name := range listed {
		t.Errorf("%s has a line in hostileLines, but is not there", name)
	}
}

// hostileFillings are what long inputs are made of.
var hostileFillings = []struct{ name, text string }{
	{"letters and digits", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"},
	{"X", "X"},
	{"X-", "X-"},
	{"blanks", " "},
	{"line feeds", "\n"},
	{"digits", "60"},
	{"question marks", "?"},
	{"stars", "*"},
	{"quotation marks", "\""},
	{"brackets of other scripts", "「」"},
	{"marks around symbols", "\"X"},
	{"NUL", "\x00"},
	{"unpaired bytes", "\xff"},
	{"beginnings of characters", "\xe2\x80"},
	{"surrogates", "\xed\xa0\x80"},
	{"combining marks", "\u0301"},
	{"zero-width characters", "\u200b"},
	{"variation selectors", "\U000E0100"},
	{"Cyrillic letters", "Х"},
	{"full-width letters", "Ｘ"},
	{"ideographs", "世"},
	{"commas", "nb,"},
	{"codes", allocCode + " "},
}

// hostileInputs are texts of about n bytes.
func hostileInputs(n int) map[string]string {
	inputs := map[string]string{}
	for _, filling := range hostileFillings {
		text := strings.Repeat(filling.text, n/len(filling.text))
		inputs[filling.name] = text
		inputs["a code and "+filling.name] = allocCode + text
	}
	return inputs
}

// TestHostileLength is the promise that an input costs no more than its first MaxInput
// bytes, unless the function's job is the whole text: 16 MiB take at most 10 ms more than
// 2 KiB. Other programs disturb the clock, so one of many tries has to succeed. The sample
// has each filling alone or behind a code, by turns; TestHostileReach has both.
func TestHostileLength(t *testing.T) {
	const (
		long, short = 16 << 20, 2 << 10
		tries       = 50
	)
	more := 10 * time.Millisecond
	if allocRace != "" {
		more = time.Second // the race detector notes every byte of what is compared
	}
	buf := make([]byte, 0, long+len(allocCode))
	lines := hostileLines()
	for i, filling := range hostileFillings {
		for j, start := range []string{"", allocCode} {
			if (i+j)%2 > 0 && !exhaustive.On() {
				continue
			}
			in := start + strings.Repeat(filling.text, long/len(filling.text))
			buf = append(buf[:0], in...)
			for _, line := range lines {
				if line.looks != looksAtFirst {
					continue
				}
				took := time.Duration(0)
				for range tries {
					began := time.Now()
					line.run(in[:short], buf[:short])
					between := time.Now()
					line.run(in, buf)
					if took = time.Since(between) - between.Sub(began); took <= more {
						break
					}
				}
				if took > more {
					t.Errorf("%s of 16 MiB takes %v more than of 2 KiB: %q and %s", line.name, took, start, filling.name)
				}
			}
		}
	}
}

// TestHostileWholeTexts runs what looks at all of a text on long ones, and what
// takes no text once.
func TestHostileWholeTexts(t *testing.T) {
	inputs := hostileInputs(exhaustive.Pick(8, 256) << 10)
	for _, line := range hostileLines() {
		if line.looks == looksAtFirst {
			continue
		}
		for name, in := range inputs {
			if value := panicOf(func() { line.run(in, []byte(in)) }); value != nil {
				t.Errorf("%s of %s panics: %v", line.name, name, value)
			}
			if line.looks == looksNowhere {
				break
			}
		}
	}
}

// TestHostileLengths runs everything on inputs of all lengths near those at which a buffer
// or a limit ends. The sample gives each function a third of the lengths of each input,
// and other lengths to other functions and inputs.
func TestHostileLengths(t *testing.T) {
	var lengths []int
	near := exhaustive.Pick(1, 4)
	for _, around := range []int{0, 8, 16, 32, 64, redeem.MaxInput, 2 * redeem.MaxInput} {
		for n := max(0, around-near); n <= around+near; n++ {
			lengths = append(lengths, n)
		}
	}
	inputs := hostileInputs(2*redeem.MaxInput + 64)
	step := exhaustive.Pick(3, 1)
	for l, line := range hostileLines() {
		if line.looks == looksNowhere {
			continue
		}
		for k, name := range slices.Sorted(maps.Keys(inputs)) {
			in := inputs[name]
			for i, n := range lengths {
				if (l+k+i)%step != 0 {
					continue
				}
				if value := panicOf(func() { line.run(in[:n], []byte(in[:n])) }); value != nil {
					t.Errorf("%s of %d bytes of %s panics: %v", line.name, n, name, value)
				}
			}
		}
	}
}

// hostileCodePoints are the characters that cannot be seen or that change the
// one before them: every format character, every mark without a width, and
// everything that Unicode has for being ignored, now or later.
func hostileCodePoints() (points []rune) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) ||
			0xE0000 <= r && r <= 0xE0FFF || strings.ContainsRune("\u115F\u1160\u17B4\u17B5\u3164\uFFA0", r) {
			points = append(points, r)
		}
	}
	return points
}

// TestHostileCodePoints gives each of them, alone and within a code, to
// everything that takes text.
func TestHostileCodePoints(t *testing.T) {
	points := hostileCodePoints()
	if len(points) < 5000 {
		t.Fatalf("%d code points", len(points))
	}
	step := exhaustive.Pick(48, 1)
	for offset, line := range hostileLines() {
		if line.looks == looksNowhere {
			continue
		}
		for i, r := range points {
			if (i+offset)%step != 0 { // each line has a share of its own
				continue
			}
			for _, in := range []string{string(r), "X8KD" + string(r) + "49FJ2MZQ7WPT", allocCode + string(r), "60123456" + string(r) + "78901234"} {
				if value := panicOf(func() { line.run(in, []byte(in)) }); value != nil {
					t.Errorf("%s of %+q panics: %v", line.name, in, value)
				}
			}
		}
	}
}

// TestPanics tests the documented panics. Their messages do not contain the argument.
func TestPanics(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    func()
		want error
	}{
		{"MustParse", func() { redeem.MustParse("X8KD49FJ!MZQ7WPT") }, redeem.ErrSymbol},
		{"MustParse of nothing", func() { redeem.MustParse("") }, redeem.ErrEmpty},
		{"MustFormat", func() { redeem.MustFormat(redeem.Spec{Length: 33, Name: "X8KD49FJ"}) }, redeem.ErrSpec},
		{"MustFormat of nothing", func() { redeem.MustFormat(redeem.Spec{}) }, redeem.ErrSpec},
	} {
		err, ok := panicOf(tt.f).(error)
		if !ok || !errors.Is(err, tt.want) || strings.Contains(err.Error(), "X8KD") {
			t.Errorf("%s panics with %v, want %v", tt.name, err, tt.want)
		}
	}
}

// TestZeroRedactorPanics tests the documented panic of a Redactor that NewRedactor did not
// make.
func TestZeroRedactorPanics(t *testing.T) {
	var r redeem.Redactor
	for name, f := range map[string]func(){
		"Write": func() { r.Write([]byte("X8KD49FJ2MZQ7WPT")) },
		"Close": func() { r.Close() },
	} {
		if value := panicOf(f); value == nil || strings.Contains(fmt.Sprint(value), "X8KD") {
			t.Errorf("%s panics with %v", name, value)
		}
	}
}
