package redeem_test

import (
	"database/sql/driver"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/srctest"
)

// An allocLine says what a function or a method allocates, named as go doc
// names it: nothing, unless there is a reason why.
type allocLine struct {
	name string
	why  string
	runs allocRuns
}

// allocRuns are calls, by what is special about each.
type allocRuns map[string]func()

// allocState is the fmt.State of a printer. The one of package fmt comes from a
// pool, which the race detector empties now and then.
type allocState struct{}

func (allocState) Write(b []byte) (int, error)       { return len(b), nil }
func (allocState) WriteString(s string) (int, error) { return len(s), nil }
func (allocState) Width() (int, bool)                { return 0, false }
func (allocState) Precision() (int, bool)            { return 0, false }
func (allocState) Flag(int) bool                     { return false }

// allocSink takes the results, so that they live as long as they would in a
// program that keeps them.
var allocSink struct {
	code    redeem.Code
	codes   []redeem.Code
	serial  redeem.Serial
	region  redeem.Region
	regions redeem.Regions
	kind    redeem.Kind
	family  redeem.SerialKind
	report  redeem.Report
	format  *redeem.Format
	formats *redeem.Formats
	scheme  *checkdigit.Scheme
	model   *redeem.Lookalikes
	target  redeem.Target
	codeOf  allocCodeOf
	plainOf allocPlainOf

	recognition redeem.Recognition
	progress    redeem.Progress

	candidate  redeem.Candidate
	resolution redeem.Resolution
	reading    redeem.Reading
	count      uint64

	spec   redeem.Spec
	flag   bool
	n      int
	symbol byte
	text   string
	bytes  []byte
	value  driver.Value
	slog   slog.Value
	err    error
	buf    [4096]byte

	redactor *redeem.Redactor
}

// allocBrand names a format in which case counts.
type allocBrand struct{}

func (allocBrand) Format() *redeem.Format { return allocCased }

type (
	allocCodeOf  = redeem.CodeOf[allocBrand]
	allocPlainOf = redeem.PlainOf[allocBrand]
)

// An allocInput is a text with the error that a parser returns for it. A line that
// parses checks the error, so that every reason is tested.
type allocInput struct {
	name, in string
	want     error
}

const allocCode = "X8KD49FJ2MZQ7WPT"

var (
	allocBlanks = strings.Repeat(" ", 70)

	allocGiftCard = []allocInput{
		{"canonical", allocCode, nil},
		{"typed", " x8kd-49fj-2mzq-7wpt\n", nil},
		{"typed, long", "x" + allocBlanks + "8kd-49fj-2mzq-7wpt", nil},
		{"full-width", "Ｘ８ＫＤ－４９ＦＪ－２ＭＺＱ－７ＷＰＴ", nil},
		{"mathematical", "𝐗𝟖𝐊𝐃𝟒𝟗𝐅𝐉𝟐𝐌𝐙𝐐𝟕𝐖𝐏𝐓", nil},
		{"homoglyphs", "Х8КD49FJ2МZQ7WРТ", nil},
		{"homoglyphs, long", "Х8КD49FJ2МZQ7WРТ" + allocBlanks, nil},
		{"digits of another script", "X٨KD٤٩FJ٢MZQ٧WPT", nil},
		{"invisible", "X8KD\u200b49FJ\u00ad2MZQ7WPT\ufeff", nil},
		{"empty", "", redeem.ErrEmpty},
		{"blank", " \t\n", redeem.ErrEmpty},
		{"separators only, long", strings.Repeat("-", 100), redeem.ErrEmpty},
		{"not UTF-8", "X8KD49FJ\xff2MZQ7WPT", redeem.ErrEncoding},
		{"not UTF-8, long", allocBlanks + "X8KD49FJ\xff2MZQ7WPT", redeem.ErrEncoding},
		{"wrong symbol", "X8KD49FJ!MZQ7WPT", redeem.ErrSymbol},
		{"wrong symbol, long", allocBlanks + "X8KD49FJ!MZQ7WPT", redeem.ErrSymbol},
		{"wrong character", "X8KD49FJéMZQ7WPT", redeem.ErrSymbol},
		{"short", "X8KD49FJ2MZQ7WP", redeem.ErrTooShort},
		{"short, homoglyphs", "Х8КD49FJ2МZQ7WР", redeem.ErrTooShort},
		{"long", allocCode + "A", redeem.ErrTooLong},
		{"pasted", "(\"x8kd-49fj-2mzq-7wpt\").", nil},
		{"pasted, very long", strings.Repeat("*", 500) + allocCode + strings.Repeat("」", 150), nil},
		{"pasted, a mark inside", "“X8KD”49FJ2MZQ7WPT", redeem.ErrSymbol},
		{"pasted, nothing else", "**«»", redeem.ErrEmpty},
		{"pasted, a serial number", "=\"GCA4567890123456\",", redeem.ErrSerial},
		{"very long", strings.Repeat("X", 100), redeem.ErrTooLong},
		{"very long, homoglyphs", strings.Repeat("Х", 100), redeem.ErrTooLong},
		{"more than MaxInput", strings.Repeat("X", 1<<20), redeem.ErrTooLong},
		{"more than MaxInput, blank", strings.Repeat(" ", redeem.MaxInput+1), redeem.ErrTooLong},
		{"wrong prefix", "8KD49FJ2MZQ7WPTX", redeem.ErrPrefix},
		{"wrong prefix, long", allocBlanks + "8KD49FJ2MZQ7WPTX", redeem.ErrPrefix},
		{"serial number", "GCA4567890123456", redeem.ErrSerial},
		{"serial number, typed", "gca 4567 8901 2345 6", redeem.ErrSerial},
		{"serial number, long", allocBlanks + "６０12345678901234567", redeem.ErrSerial},
	}

	// Check characters of the alphabet, in a case-folded format of the
	// largest size.
	allocChecked       = redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen, Check: allocScheme("luhn-mod-36")})
	allocCheckedInputs = []allocInput{
		{"canonical", allocValid(allocChecked), nil},
		{"typed", strings.ToLower(allocValid(allocChecked)) + "\n", nil},
		{"invisible", allocValid(allocChecked) + "\u200b", nil},
		{"long", allocValid(allocChecked) + allocBlanks, nil},
		{"wrong check character", "1" + allocValid(allocChecked)[1:], redeem.ErrCheck},
		{"wrong check character, typed", "-1" + allocValid(allocChecked)[1:], redeem.ErrCheck},
		{"wrong check character, homoglyph", "Х" + allocValid(allocChecked)[1:], redeem.ErrCheck},
		{"short", "X8KD", redeem.ErrTooShort},
	}

	// Check characters that the alphabet does not have, the * of MOD 37-2.
	allocStar       = redeem.MustFormat(redeem.Spec{Length: 8, Prefix: "V", Check: allocScheme("iso7064-mod-37-2"), Groups: []int{4, 4}})
	allocStarInputs = []allocInput{
		{"canonical", allocValid(allocStar), nil},
		{"typed", strings.ToLower(allocValid(allocStar)) + "\n", nil},
		{"wrong check character", allocFlip(allocValid(allocStar)), redeem.ErrCheck},
		{"wrong prefix", "A" + allocValid(allocStar)[1:], redeem.ErrPrefix},
		{"wrong symbol", "V*", redeem.ErrSymbol},
	}

	// An alphabet in which case counts, and with one of the symbols that look
	// alike.
	allocTwo, _      = redeem.NewFormats(redeem.GiftCard(), allocChecked)
	allocCased       = redeem.MustFormat(redeem.Spec{Length: 6, Alphabet: "abcABC0"})
	allocCasedInputs = []allocInput{
		{"canonical", "abcABC", nil},
		{"typed", "abc-ABC", nil},
		{"substitute", "abcABO", nil},
		{"wrong symbol", "abcABx", redeem.ErrSymbol},
	}

	allocFormats = []struct {
		name   string
		format *redeem.Format
		inputs []allocInput
	}{
		{"gift card", redeem.GiftCard(), allocGiftCard},
		{"checked", allocChecked, allocCheckedInputs},
		{"other check characters", allocStar, allocStarInputs},
		{"cased", allocCased, allocCasedInputs},
	}

	allocSerials = []allocInput{
		{"GCA", "GCA4567890123456", nil},
		{"60", "6012345678901234", nil},
		{"60, longer", "6012345678901234567", nil},
		{"PBH", "PBH4567890123456789012", nil},
		{"EPY", "epy-4567-8901-234", nil},
		{"long", allocBlanks + "GCA4567890123456", nil},
		{"full-width", "ＧＣＡ4567890123456", nil},
		{"empty", "", redeem.ErrEmpty},
		{"blank, long", allocBlanks, redeem.ErrEmpty},
		{"not UTF-8", "GCA45678\xff", redeem.ErrEncoding},
		{"wrong symbol", "GCA45678!", redeem.ErrSymbol},
		{"letter among digits", "60A", redeem.ErrSymbol},
		{"wrong prefix", allocCode, redeem.ErrPrefix},
		{"short", "GCA456789012345", redeem.ErrTooShort},
		{"long", "GCA45678901234567", redeem.ErrTooLong},
		{"very long", "60" + strings.Repeat("1", 100), redeem.ErrTooLong},
		{"more than MaxInput", "60" + strings.Repeat(" ", redeem.MaxInput), redeem.ErrTooLong},
	}

	allocRegions = []allocInput{
		{"alpha-2", "NO", nil},
		{"alpha-3", "nor", nil},
		{"numeric", "578", nil},
		{"alias", "UK", nil},
		{"empty", "", redeem.ErrEmpty},
		{"blank", " ", redeem.ErrEmpty},
		{"blank, long", strings.Repeat("\u2003", redeem.MaxInput), redeem.ErrEmpty},
		{"unknown", "QQ", redeem.ErrRegion},
		{"unknown, alpha-3", "QQQ", redeem.ErrRegion},
		{"unknown, numeric", "999", redeem.ErrRegion},
		{"not ASCII", "NØ", redeem.ErrRegion},
		{"not UTF-8", "\xff", redeem.ErrRegion},
		{"long", "Norway" + allocBlanks, redeem.ErrRegion},
	}

	allocStorefronts = []allocInput{
		{"id", "143457", nil},
		{"header", "143457-2,29", nil},
		{"unknown id", "143999", redeem.ErrRegion},
		{"header with more", "143457-2,29,1", redeem.ErrRegion},
	}

	allocNormalized = []allocInput{
		{"normalized", allocCode, nil},
		{"normalized, long", strings.Repeat("X", 100), nil},
		{"empty", "", redeem.ErrEmpty},
		{"blank, long", allocBlanks, redeem.ErrEmpty},
		{"not UTF-8", allocCode + "\xff", redeem.ErrEncoding},
		{"wrong symbol", allocCode + "!", redeem.ErrSymbol},
		{"wrong symbol, long", strings.Repeat("X", 100) + "!", redeem.ErrSymbol},
		{"more than MaxInput", strings.Repeat("X", 1<<20), redeem.ErrTooLong},
	}

	allocChanged = []allocInput{
		{"typed", " x8kd-49fj-2mzq-7wpt\n", nil},
		{"homoglyphs, long", strings.Repeat("Х", 100), nil},
	}
)

func allocScheme(name string) *checkdigit.Scheme {
	scheme, ok := checkdigit.Lookup(name)
	if !ok {
		panic(name)
	}
	return scheme
}

// allocValid is a valid code of a format with a check character.
func allocValid(f *redeem.Format) string {
	spec := f.Spec()
	payload := spec.Prefix + strings.Repeat("7", spec.Length-len(spec.Prefix)-spec.Check.Len())
	text, err := spec.Check.Append(nil, payload)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// allocFlip changes the last symbol.
func allocFlip(text string) string {
	if strings.HasSuffix(text, "A") {
		return text[:len(text)-1] + "B"
	}
	return text[:len(text)-1] + "A"
}

// allocCheck proves that what does not allocate does what it should.
func allocCheck(input string, err, want error) {
	if err != want {
		panic(fmt.Sprintf("%s: %v, want %v", input, err, want))
	}
}

// allocEach makes a run of each input.
func allocEach(inputs []allocInput, parse func(in string) error) allocRuns {
	runs := allocRuns{}
	for _, input := range inputs {
		runs[input.name+" "+fmt.Sprint(input.want)] = func() {
			allocCheck(input.name, parse(input.in), input.want)
		}
	}
	return runs
}

// allocEachFormat makes a run of each input of each format.
func allocEachFormat(parse func(f *redeem.Format, in string) error) allocRuns {
	runs := allocRuns{}
	for _, f := range allocFormats {
		for name, run := range allocEach(f.inputs, func(in string) error { return parse(f.format, in) }) {
			runs[f.name+", "+name] = run
		}
	}
	return runs
}

// allocEachText makes a run of each input as bytes, and with empty as no fault:
// it is the text of no code.
func allocEachText(inputs []allocInput, read func(in []byte) error) allocRuns {
	runs := allocRuns{}
	for _, input := range inputs {
		in := []byte(input.in)
		if len(in) == 0 {
			input.want = nil
		}
		runs[input.name+" "+fmt.Sprint(input.want)] = func() {
			allocCheck(input.name, read(in), input.want)
		}
	}
	return runs
}

// allocEachColumn makes runs of each input as the two kinds of column that
// hold text, and of those that do not.
func allocEachColumn(inputs []allocInput, scan func(src any) error) allocRuns {
	runs := allocRuns{}
	add := func(name string, src any, want error) {
		runs[fmt.Sprintf("%s %v as %T", name, want, src)] = func() {
			allocCheck(name, scan(src), want)
		}
	}
	for _, input := range inputs {
		if input.in == "" {
			input.want = nil
		}
		add(input.name, input.in, input.want)
		add(input.name, []byte(input.in), input.want)
	}
	add("NULL", nil, nil)
	add("number", int64(1), redeem.ErrType)
	return runs
}

// allocFields makes a run of each gift card's input with one format, with all
// of them, and with as many as there may be.
func allocFields(ask func(fs *redeem.Formats, in string)) allocRuns {
	var formats, many []*redeem.Format
	for _, f := range allocFormats {
		formats = append(formats, f.format)
	}
	for i := range redeem.MaxFormats {
		many = append(many, redeem.MustFormat(redeem.Spec{Length: 12 + i%8, Check: allocScheme("iso7064-mod-37-36")}))
	}
	runs := allocRuns{}
	for name, fs := range map[string]*redeem.Formats{"one": mustFormats(formats[0]), "all": mustFormats(formats...), "many": mustFormats(many...)} {
		for _, input := range allocGiftCard {
			runs[name+", "+input.name] = func() { ask(fs, input.in) }
		}
	}
	return runs
}

// allocScan makes a run of each text with the gift card's format and with one
// that is not as easy to find.
func allocScan(scan func(f *redeem.Format, text string)) allocRuns {
	runs := allocRuns{}
	for name, text := range map[string]string{
		"no code":       "GET /v1/index.html?x=0xff HTTP/1.1\n",
		"codes":         "X8KD49FJ2MZQ7WPT, x8kd-49fj-2mzq-7wpt Xbox Gift Card X8KD 49FJ 2MZQ 7WPT\n",
		"serials":       "GCA4567890123456 6012-3456-7890-1234-567\n",
		"beyond ASCII":  "コードＸ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴです, Х8КD49FJ2МZQ7WРТ\n",
		"checked":       allocValid(allocChecked) + " and a word\n",
		"not UTF-8":     "\xffX8KD49FJ2MZQ7WPT\xe2\x80\n",
		"in the middle": "X8KD-49FJ",
		"escaped":       "\x1b[36mcode=\x1b[0mX8KD49FJ2MZQ7WPT %58%38KD%2049FJ%202MZQ%207WPT \\u00a0X8KD49FJ2MZQ7WPT &nbsp; =E2=80=91\n",
	} {
		for _, f := range []*redeem.Format{redeem.GiftCard(), allocChecked} {
			runs[f.String()+" "+name] = func() { scan(f, text) }
		}
	}
	return runs
}

// A Redactor that has seen as long a text before.
var (
	allocRedactors = map[*redeem.Format]*redeem.Redactor{
		redeem.GiftCard(): allocRedactor(redeem.GiftCard()),
		allocChecked:      allocRedactor(allocChecked),
	}
	allocClosed = allocRedactor(redeem.GiftCard())
)

func allocRedactor(f *redeem.Format) *redeem.Redactor {
	r := redeem.NewRedactor(io.Discard, f)
	io.WriteString(r, strings.Repeat("x", redeem.MaxInput))
	io.WriteString(r, "X"+strings.Repeat("\u200b", 300))
	io.WriteString(r, "X"+strings.Repeat("\u200b", 300))
	return r
}

// allocEachOf makes a run of each format.
func allocEachOf(call func(f *redeem.Format)) allocRuns {
	runs := allocRuns{}
	for _, f := range allocFormats {
		runs[f.name] = func() { call(f.format) }
	}
	return runs
}

// allocSeveral returns the formats as one value.
func allocSeveral() *redeem.Formats {
	var list []*redeem.Format
	for _, f := range allocFormats {
		list = append(list, f.format)
	}
	fs, err := redeem.NewFormats(list...)
	if err != nil {
		panic(err)
	}
	return fs
}

// allocEachLine makes a run of each input of each format as a line, after some
// canonical ones.
func allocEachLine(parse func(f *redeem.Format, src []byte) error) allocRuns {
	allocSink.codes = make([]redeem.Code, 0, 10)
	runs := allocRuns{}
	for _, f := range allocFormats {
		for _, input := range f.inputs {
			src := []byte(strings.Repeat(f.inputs[0].in+"\n", 9) + strings.TrimSuffix(input.in, "\n") + "\n")
			runs[fmt.Sprintf("%s, %s %v", f.name, input.name, input.want)] = func() {
				allocCheck(input.name, parse(f.format, src), input.want)
			}
		}
	}
	return runs
}

func allocOne(f func()) allocRuns { return allocRuns{"": f} }

// allocLines has a line for each exported function and method. Those that
// allocate on some inputs have one with the reason and one without.
var allocLines = sync.OnceValue(newAllocLines)

func newAllocLines() []allocLine {
	var (
		code        = redeem.MustParse(allocCode)
		other       = redeem.MustParse("XBKD49FJ2MZQ7WPT")
		wide, _     = redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen}).Parse(strings.Repeat("7", redeem.MaxLen))
		boxed       = fmt.Formatter(wide)
		boxedTarget = fmt.Formatter(redeem.GiftCard().Into(&wide))
		plain       = redeem.Plain(code)
		widePlain   = redeem.Plain(wide)
		serial, _   = redeem.ParseSerial("GCA4567890123456")
		pbh, _      = redeem.ParseSerial("PBH4567890123456789012")
		edits       = redeem.EditCase | redeem.EditDigit
		norway, _   = redeem.ParseRegion("NO")
		sweden, _   = redeem.ParseRegion("SE")
		bouvet, _   = redeem.ParseRegion("BV")
		nordic      = redeem.RegionsOf(norway)
		pairs       = []redeem.Pair{{Read: '0', Meant: 'O', Cost: 3}, {Read: '0', Meant: 'D', Cost: 2}}
		model, _    = redeem.NewLookalikes(pairs...)
		buf         = allocSink.buf[:0]
		long        = strings.Repeat("X", 2000)
		several     = allocSeveral()
		changed     = redeem.Change{New: long}
		newText     = "its result is a new string or slice"
		tables      = "it builds tables, once for each format or model"
		newModel    = "a model cannot change, so its result is a new one"
	)
	models := func(f func(*redeem.Lookalikes)) allocRuns {
		return allocRuns{
			"SupportArticle": func() { f(redeem.SupportArticle()) },
			"SupportTS1292":  func() { f(redeem.SupportTS1292()) },
			"Tesseract":      func() { f(redeem.Tesseract()) },
			"NewLookalikes":  func() { f(model) },
		}
	}
	codes := func(f func(c redeem.Code)) allocRuns {
		return allocRuns{
			"16 symbols": func() { f(code) },
			"32 symbols": func() { f(wide) },
			"no code":    func() { f(redeem.Code{}) },
		}
	}
	regions := func(f func(redeem.Region)) allocRuns {
		return allocRuns{
			"known":              func() { f(norway) },
			"another":            func() { f(sweden) },
			"without storefront": func() { f(bouvet) },
			"unknown":            func() { f(redeem.Region{}) },
		}
	}
	sink := &allocSink
	return []allocLine{
		{"Error.Error", "", allocOne(func() {
			for e := range redeem.ErrRandom + 2 {
				sink.text = e.Error()
			}
		})},

		{"Code.IsValid", "", codes(func(c redeem.Code) { sink.flag = c.IsValid() })},
		{"Code.Len", "", codes(func(c redeem.Code) { sink.n = c.Len() })},
		{"Code.Compare", "", codes(func(c redeem.Code) { sink.n = c.Compare(other) })},
		{"Error.Key", "", allocOne(func() {
			for e := range redeem.ErrRandom + 2 {
				sink.text = e.Key()
			}
		})},
		{"Code.Equal", "", codes(func(c redeem.Code) { sink.flag = c.Equal(other) })},
		{"Code.AppendTo", "", codes(func(c redeem.Code) { sink.bytes = c.AppendTo(buf) })},
		{"Code.AppendMasked", "", codes(func(c redeem.Code) { sink.bytes = c.AppendMasked(buf) })},
		{"Code.String", "", codes(func(c redeem.Code) { sink.text = c.String() })},
		{"Code.Format", "", allocOne(func() { boxed.Format(allocState{}, 'v') })},
		{"Code.LogValue", "", codes(func(c redeem.Code) { sink.slog = c.LogValue() })},
		{"Code.MarshalText", "", codes(func(c redeem.Code) { sink.bytes, sink.err = c.MarshalText() })},
		{"Code.Value", "", codes(func(c redeem.Code) { sink.value, sink.err = c.Value() })},
		{"Code.UnmarshalText", "", allocEachText(allocGiftCard, func(in []byte) error { return sink.code.UnmarshalText(in) })},
		{"Code.Scan", "", allocEachColumn(allocGiftCard, func(src any) error { return sink.code.Scan(src) })},

		{"Plain.String", newText, allocRuns{
			"16 symbols": func() { sink.text = plain.String() },
			"32 symbols": func() { sink.text = widePlain.String() },
		}},
		{"Plain.String", "", allocOne(func() { sink.text = redeem.Plain{}.String() })},
		{"Plain.MarshalText", newText, allocRuns{
			"16 symbols": func() { sink.bytes, sink.err = plain.MarshalText() },
			"32 symbols": func() { sink.bytes, sink.err = widePlain.MarshalText() },
		}},
		{"Plain.MarshalText", "", allocOne(func() { sink.bytes, sink.err = redeem.Plain{}.MarshalText() })},
		{"Plain.Value", newText, allocOne(func() { sink.value, sink.err = plain.Value() })},
		{"Plain.Value", "", allocOne(func() { sink.value, sink.err = redeem.Plain{}.Value() })},
		{"Plain.AppendText", "", codes(func(c redeem.Code) { sink.bytes, sink.err = redeem.Plain(c).AppendText(buf) })},
		{"Plain.UnmarshalText", "", allocEachText(allocGiftCard, func(in []byte) error { return (*redeem.Plain)(&sink.code).UnmarshalText(in) })},
		{"Plain.Scan", "", allocEachColumn(allocGiftCard, func(src any) error { return (*redeem.Plain)(&sink.code).Scan(src) })},

		{"Code.GormDataType", "", allocOne(func() { sink.text = code.GormDataType() })},
		{"Plain.GormDataType", "", allocOne(func() { sink.text = redeem.Plain{}.GormDataType() })},
		{"Serial.GormDataType", "", allocOne(func() { sink.text = serial.GormDataType() })},
		{"Region.GormDataType", "", allocOne(func() { sink.text = norway.GormDataType() })},
		{"CodeOf.Equal", "", allocOne(func() { sink.flag = sink.codeOf.Equal(allocCodeOf{}) })},
		{"CodeOf.Compare", "", allocOne(func() { sink.n = sink.codeOf.Compare(allocCodeOf{}) })},
		{"CodeOf.UnmarshalText", "", allocEachText(allocCasedInputs, func(in []byte) error { return sink.codeOf.UnmarshalText(in) })},
		{"CodeOf.UnmarshalText", "", allocOne(func() { sink.err = new(redeem.CodeOf[ownNil]).UnmarshalText(nil) })},
		{"CodeOf.Set", "", allocEach(allocCasedInputs, func(in string) error { return sink.codeOf.Set(in) })},
		{"CodeOf.Scan", "", allocEachColumn(allocCasedInputs, func(src any) error { return sink.codeOf.Scan(src) })},
		{"PlainOf.Equal", "", allocOne(func() { sink.flag = sink.plainOf.Equal(allocPlainOf{}) })},
		{"PlainOf.Compare", "", allocOne(func() { sink.n = sink.plainOf.Compare(allocPlainOf{}) })},
		{"PlainOf.UnmarshalText", "", allocEachText(allocCasedInputs, func(in []byte) error { return sink.plainOf.UnmarshalText(in) })},
		{"PlainOf.Set", "", allocEach(allocCasedInputs, func(in string) error { return sink.plainOf.Set(in) })},
		{"PlainOf.Scan", "", allocEachColumn(allocCasedInputs, func(src any) error { return sink.plainOf.Scan(src) })},
		{"Format.Into", "", allocOne(func() { sink.target = allocCased.Into(&sink.code) })},
		{"Target.UnmarshalText", "", allocEachText(allocCasedInputs, func(in []byte) error { return allocCased.Into(&sink.code).UnmarshalText(in) })},
		{"Target.UnmarshalText", "", allocOne(func() { sink.err = redeem.Target{}.UnmarshalText(nil) })},
		{"Target.Set", "", allocEach(allocCasedInputs, func(in string) error { return allocCased.Into(&sink.code).Set(in) })},
		{"Target.Set", "", allocOne(func() { sink.err = allocCased.Into(&sink.code).Set("") })},
		{"Target.String", "", codes(func(c redeem.Code) {
			sink.code = c
			sink.text = allocCased.Into(&sink.code).String()
			sink.text = redeem.Target{}.String()
		})},
		{"Target.Format", "", allocOne(func() { boxedTarget.Format(allocState{}, 'v') })},
		{"Target.Scan", "", allocEachColumn(allocCasedInputs, func(src any) error { return allocCased.Into(&sink.code).Scan(src) })},
		{"Target.Scan", "", allocOne(func() { sink.err = redeem.Target{}.Scan(nil) })},

		{"Edits.Has", "", allocOne(func() { sink.flag = edits.Has(redeem.EditDigit) })},
		{"Edits.String", newText, allocOne(func() { sink.text = edits.String() })},
		{"Edits.String", "", allocOne(func() {
			sink.text = redeem.Edits(0).String()
			for i := range 8 {
				sink.text = redeem.Edits(1 << i).String()
			}
		})},
		{"AppendNormalized", "", allocEach(slices.Concat(allocNormalized, allocChanged), func(in string) (err error) {
			sink.bytes, err = redeem.AppendNormalized(buf, in)
			return err
		})},
		{"Normalize", "", allocEach(allocNormalized, func(in string) (err error) {
			sink.text, err = redeem.Normalize(in)
			return err
		})},
		{"Normalize", newText, allocEach(allocChanged, func(in string) (err error) {
			sink.text, err = redeem.Normalize(in)
			return err
		})},

		{"GiftCard", "", allocOne(func() { sink.format = redeem.GiftCard() })},
		{"NewFormat", tables, allocOne(func() { sink.format, sink.err = redeem.NewFormat(redeem.Spec{Length: 16}) })},
		{"MustFormat", tables, allocOne(func() { sink.format = redeem.MustFormat(redeem.Spec{Length: 16}) })},
		{"NewFormats", tables, allocOne(func() { sink.formats, sink.err = redeem.NewFormats(redeem.GiftCard(), allocChecked) })},
		{"Formats.Recognize", "", allocFields(func(fs *redeem.Formats, in string) { sink.recognition = fs.Recognize(in) })},
		{"Formats.RecognizeBytes", "", allocFields(func(fs *redeem.Formats, in string) { sink.recognition = fs.RecognizeBytes([]byte(in)) })},
		{"Formats.Matches", "", allocFields(func(fs *redeem.Formats, in string) {
			for f, c := range fs.Matches(in) {
				sink.format, sink.code = f, c
			}
			for range fs.Matches(in) {
				break
			}
		})},
		{"Formats.All", "", allocOne(func() {
			for f := range allocTwo.All() {
				sink.format = f
			}
		})},
		{"Format.Spec", "Groups is a copy", allocOne(func() { sink.spec = redeem.GiftCard().Spec() })},
		{"Format.String", "", allocOne(func() { sink.text = redeem.GiftCard().String() })},
		{"Format.Name", "", allocEachOf(func(f *redeem.Format) { sink.text = f.Name() })},
		{"Format.Len", "", allocEachOf(func(f *redeem.Format) { sink.n = f.Len() })},
		{"Format.Prefix", "", allocEachOf(func(f *redeem.Format) { sink.text = f.Prefix() })},
		{"Format.Alphabet", "", allocEachOf(func(f *redeem.Format) { sink.text = f.Alphabet() })},
		{"Format.Scheme", "", allocEachOf(func(f *redeem.Format) { sink.scheme = f.Scheme() })},
		{"Format.Pattern", newText, allocOne(func() { sink.text = redeem.GiftCard().Pattern() })},
		{"Format.AppendTyped", "", allocOne(func() {
			for _, in := range []string{"", "x8kd4", "X8KD49F", "Ｘ８ＫＤ４", "x8!", "\xff", "GCA4", long} {
				sink.bytes, sink.n, sink.progress = redeem.GiftCard().AppendTyped(buf, redeem.Change{New: in, Caret: 4})
				sink.bytes, sink.n, sink.progress = redeem.GiftCard().AppendTyped(buf, redeem.Change{Old: "X8KD-49F", New: in, Caret: 4})
			}
		})},
		{"Change.Format", "", allocOne(func() { changed.Format(allocState{}, 'v') })},
		{"Change.LogValue", "", allocOne(func() { sink.slog = redeem.Change{New: long}.LogValue() })},
		{"Formats.AppendTyped", "", allocOne(func() {
			for _, in := range []string{"", "x8kd4", "X8KD49F", "Ｘ８ＫＤ４", "x8!", "\xff", "GCA4", long} {
				sink.bytes, sink.n, sink.progress, sink.format = several.AppendTyped(buf, redeem.Change{Old: "X8KD-49F", New: in, Caret: 4})
			}
		})},
		{"Progress.String", "", allocOne(func() { sink.text = redeem.ProgressComplete.String() })},
		{"Format.AppendGrouped", "", codes(func(c redeem.Code) { sink.bytes = redeem.GiftCard().AppendGrouped(buf, c) })},

		{"Parse", "", allocEach(allocGiftCard, func(in string) (err error) {
			sink.code, err = redeem.Parse(in)
			return err
		})},
		{"ParseBytes", "", allocEach(allocGiftCard, func(in string) (err error) {
			sink.code, err = redeem.ParseBytes([]byte(in))
			return err
		})},
		{"MustParse", "", allocEach(allocGiftCard, func(in string) (err error) {
			defer func() { err, _ = recover().(error) }()
			sink.code = redeem.MustParse(in)
			return nil
		})},
		{"Valid", "", allocEach(allocGiftCard, func(in string) error {
			sink.flag = redeem.Valid(in)
			_, err := redeem.Parse(in)
			return err
		})},
		{"Kind.String", "", allocOne(func() {
			for k := range redeem.KindSerial + 2 {
				sink.text = k.String()
			}
		})},
		{"Format.Parse", "", allocEachFormat(func(f *redeem.Format, in string) (err error) {
			sink.code, err = f.Parse(in)
			return err
		})},
		{"Format.ParseBytes", "", allocEachFormat(func(f *redeem.Format, in string) (err error) {
			sink.code, err = f.ParseBytes([]byte(in))
			return err
		})},
		{"Format.ParseLines", "", allocEachLine(func(f *redeem.Format, src []byte) (err error) {
			sink.codes, sink.n, err = f.ParseLines(sink.codes[:0], src, false)
			return err
		})},
		{"Format.Valid", "", allocEachFormat(func(f *redeem.Format, in string) error {
			sink.flag = f.Valid(in)
			_, err := f.Parse(in)
			return err
		})},
		{"Format.Inspect", "", allocEachFormat(func(f *redeem.Format, in string) error {
			sink.report = f.Inspect(in)
			return sink.report.Err
		})},
		{"Format.InspectBytes", "", allocEachFormat(func(f *redeem.Format, in string) error {
			sink.report = f.InspectBytes([]byte(in))
			return sink.report.Err
		})},

		{"SupportArticle", "", allocOne(func() { sink.model = redeem.SupportArticle() })},
		{"SupportTS1292", "", allocOne(func() { sink.model = redeem.SupportTS1292() })},
		{"Crockford", "", allocOne(func() { sink.model = redeem.Crockford() })},
		{"Tesseract", "", allocOne(func() { sink.model = redeem.Tesseract() })},
		{"PaddleOCR", "", allocOne(func() { sink.model = redeem.PaddleOCR() })},
		{"NewLookalikes", tables, allocOne(func() { sink.model, sink.err = redeem.NewLookalikes(pairs...) })},
		{"Lookalikes.WithPairs", tables, models(func(l *redeem.Lookalikes) { sink.model, sink.err = l.WithPairs(pairs...) })},
		{"Lookalikes.WithAny", tables, models(func(l *redeem.Lookalikes) { sink.model = l.WithAny(9) })},
		{"Lookalikes.WithUnit", newModel, models(func(l *redeem.Lookalikes) { sink.model = l.WithUnit(0.25) })},
		{"Lookalikes.WithUncovered", newModel, models(func(l *redeem.Lookalikes) { sink.model = l.WithUncovered(0.01) })},
		{"Lookalikes.WithIndels", newModel, models(func(l *redeem.Lookalikes) { sink.model = l.WithIndels(redeem.Indels{Dropped: 3, Added: 3, Doubled: 1}) })},
		{"Lookalikes.Cost", "", models(func(l *redeem.Lookalikes) {
			sink.n, sink.flag = l.Cost('0', 'O')
			sink.n, sink.flag = l.Cost('0', '1')
			sink.n, sink.flag = l.Cost('\x80', '\x80')
		})},
		{"Lookalikes.Of", "", models(func(l *redeem.Lookalikes) {
			for _, read := range []byte("O0X\x80") {
				for meant, cost := range l.Of(read) {
					sink.symbol, sink.n = meant, cost
				}
				for range l.Of(read) {
					break
				}
			}
		})},
		{"Lookalikes.Skeleton", "", models(func(l *redeem.Lookalikes) {
			sink.code = l.Skeleton(code)
			sink.code = l.Skeleton(wide)
			sink.code = l.Skeleton(redeem.Code{})
		})},
		{"Lookalikes.Confusable", "", models(func(l *redeem.Lookalikes) {
			sink.flag = l.Confusable(code, other)
			sink.flag = l.Confusable(code, wide)
			sink.flag = l.Confusable(redeem.Code{}, wide)
		})},

		{"Verdict.String", "", allocOne(func() {
			for v := range redeem.VerdictAmbiguous + 2 {
				sink.text = v.String()
			}
		})},
		{"Corrector.Candidates", "", allocQuestions(func(q allocQuestion) {
			n := 0
			for sink.candidate = range q.c.Candidates(q.reads...) {
				if n++; n == 100 {
					break
				}
			}
		})},
		{"Corrector.Resolve", "", allocQuestions(func(q allocQuestion) {
			sink.resolution = q.c.Resolve(q.reads...)
			if got := sink.resolution.Verdict; got != q.want {
				panic(fmt.Sprintf("%s: %v, want %v", q.name, got, q.want))
			}
		})},
		{"Corrector.Count", "", allocQuestions(func(q allocQuestion) { sink.count, sink.flag = q.c.Count(q.reads...) })},

		{"Reading.Add", "", allocReading(func(r *redeem.Reading) {
			r.Add(redeem.Alternative{Char: 'X', Prob: 0.7}, redeem.Alternative{Char: 'К', Prob: 0.2}, redeem.Alternative{Char: '-', Prob: 0.1})
			r.Add()
		})},
		{"Reading.AddString", "", allocReading(func(r *redeem.Reading) { r.AddString("Х8КD-49FJ-2МZQ-7WРТ\xFF") })},
		{"Reading.AddFrom", "", allocReading(func(r *redeem.Reading) { r.AddFrom(r, 0, 2) })},
		{"Reading.Len", "", allocReading(func(r *redeem.Reading) { sink.n = r.Len() })},
		{"Reading.Reset", "", allocReading(func(r *redeem.Reading) { r.Reset() })},
		{"Reading.String", "", allocReading(func(r *redeem.Reading) { sink.text = r.String() })},
		{"Reading.Format", "", allocReading(func(r *redeem.Reading) { r.Format(allocState{}, 'v') })},
		{"Reading.LogValue", "", allocReading(func(r *redeem.Reading) { sink.slog = r.LogValue() })},
		{"Reading.MarshalText", "", allocReading(func(r *redeem.Reading) { sink.bytes, sink.err = r.MarshalText() })},
		{"Corrector.CandidatesOf", "", allocReadingsOf(func(q allocQuestion, readings []*redeem.Reading) {
			n := 0
			for sink.candidate = range q.c.CandidatesOf(readings...) {
				if n++; n == 100 {
					break
				}
			}
		})},
		{"Corrector.ResolveOf", "", allocReadingsOf(func(q allocQuestion, readings []*redeem.Reading) {
			sink.resolution = q.c.ResolveOf(readings...)
		})},
		{"Corrector.CountOf", "", allocReadingsOf(func(q allocQuestion, readings []*redeem.Reading) {
			sink.count, sink.flag = q.c.CountOf(readings...)
		})},

		{"SerialKind.String", "", allocOne(func() {
			for k := range redeem.SerialEPY + 2 {
				sink.text = k.String()
			}
		})},
		{"Format.Find", "", allocScan(func(f *redeem.Format, text string) {
			for m := range f.Find(text) {
				sink.code, sink.n = m.Code, m.Start
			}
			for range f.Find(text) {
				break
			}
		})},
		{"Format.FindBytes", "", allocScan(func(f *redeem.Format, text string) {
			for m := range f.FindBytes([]byte(text)) {
				sink.code, sink.n = m.Code, m.Start
			}
		})},
		{"FindSerials", "", allocScan(func(_ *redeem.Format, text string) {
			for m := range redeem.FindSerials(text) {
				sink.serial, sink.n = m.Serial, m.Start
			}
		})},
		{"Format.AppendRedacted", "", allocScan(func(f *redeem.Format, text string) {
			sink.bytes = f.AppendRedacted(buf, []byte(text))
		})},
		{"Formats.Find", "", allocScan(func(_ *redeem.Format, text string) {
			for m := range allocTwo.Find(text) {
				sink.code, sink.format = m.Code, m.Format
			}
			for range allocTwo.Find(text) {
				break
			}
		})},
		{"Formats.FindBytes", "", allocScan(func(_ *redeem.Format, text string) {
			for m := range allocTwo.FindBytes([]byte(text)) {
				sink.code, sink.format = m.Code, m.Format
			}
		})},
		{"Formats.AppendRedacted", "", allocScan(func(_ *redeem.Format, text string) {
			sink.bytes = allocTwo.AppendRedacted(buf, []byte(text))
		})},
		{"Redactor.KeepNumbers", "it counts for each format how many codes look like numbers", allocOne(func() { sink.redactor = allocClosed.KeepNumbers() })},
		{"NewRedactor", "it makes room for each format", allocOne(func() { sink.redactor = redeem.NewRedactor(io.Discard) })},
		{"Redactor.Write", "", allocScan(func(f *redeem.Format, text string) {
			sink.n = copy(sink.buf[:], text)
			sink.n, sink.err = allocRedactors[f].Write(sink.buf[:sink.n]) // after what the one before holds back
		})},
		{"Redactor.Close", "", allocOne(func() {
			sink.err = allocClosed.Close()
		})},

		{"ParseSerial", "", allocEach(allocSerials, func(in string) (err error) {
			sink.serial, err = redeem.ParseSerial(in)
			return err
		})},
		{"ClassifySerial", "", allocEach(allocSerials, func(in string) error {
			sink.family = redeem.ClassifySerial(in)
			_, err := redeem.ParseSerial(in)
			return err
		})},
		{"Serial.Kind", "", allocOne(func() { sink.family = serial.Kind() })},
		{"Serial.IsValid", "", allocOne(func() { sink.flag = serial.IsValid() })},
		{"Serial.Compare", "", allocOne(func() { sink.n = serial.Compare(pbh) })},
		{"Serial.String", newText, allocOne(func() { sink.text = pbh.String() })},
		{"Serial.String", "", allocOne(func() { sink.text = redeem.Serial{}.String() })},
		{"Serial.AppendTo", "", allocOne(func() { sink.bytes = pbh.AppendTo(buf) })},
		{"Serial.AppendText", "", allocOne(func() { sink.bytes, sink.err = pbh.AppendText(buf) })},
		{"Serial.MarshalText", newText, allocOne(func() { sink.bytes, sink.err = pbh.MarshalText() })},
		{"Serial.UnmarshalText", "", allocEachText(allocSerials, func(in []byte) error { return sink.serial.UnmarshalText(in) })},
		{"Serial.Value", newText, allocOne(func() { sink.value, sink.err = serial.Value() })},
		{"Serial.Value", "", allocOne(func() { sink.value, sink.err = redeem.Serial{}.Value() })},
		{"Serial.Scan", "", allocEachColumn(allocSerials, func(src any) error { return sink.serial.Scan(src) })},

		{"ParseRegion", "", allocEach(allocRegions, func(in string) (err error) {
			sink.region, err = redeem.ParseRegion(in)
			return err
		})},
		{"ParseStorefront", "", allocEach(slices.Concat(allocRegions, allocStorefronts), func(in string) (err error) {
			sink.region, err = redeem.ParseStorefront(in)
			return err
		})},
		{"Region.IsValid", "", allocOne(func() { sink.flag = norway.IsValid() })},
		{"Region.Compare", "", allocOne(func() { sink.n = norway.Compare(redeem.Region{}) })},
		{"Region.String", "", regions(func(r redeem.Region) { sink.text = r.String() })},
		{"Region.Alpha3", "", regions(func(r redeem.Region) { sink.text = r.Alpha3() })},
		{"Region.Numeric", "", regions(func(r redeem.Region) { sink.n = r.Numeric() })},
		{"Region.StorefrontID", "", regions(func(r redeem.Region) { sink.n, sink.flag = r.StorefrontID() })},
		{"Region.AppendTo", "", regions(func(r redeem.Region) { sink.bytes = r.AppendTo(buf) })},
		{"Region.AppendText", "", regions(func(r redeem.Region) { sink.bytes, sink.err = r.AppendText(buf) })},
		{"Region.MarshalText", newText, allocOne(func() { sink.bytes, sink.err = norway.MarshalText() })},
		{"Region.UnmarshalText", "", allocEachText(allocRegions, func(in []byte) error { return sink.region.UnmarshalText(in) })},
		{"Region.Value", "a string in an interface takes a place in memory", allocOne(func() { sink.value, sink.err = norway.Value() })},
		{"Region.Value", "", allocOne(func() { sink.value, sink.err = redeem.Region{}.Value() })},
		{"Region.Scan", "", allocEachColumn(allocRegions, func(src any) error { return sink.region.Scan(src) })},

		{"RegionsOf", "", allocRuns{
			"none": func() { sink.regions = redeem.RegionsOf() },
			"many": func() { sink.regions = redeem.RegionsOf(norway, redeem.Region{}, norway) },
		}},
		{"AllRegions", "", allocOne(func() { sink.regions = redeem.AllRegions() })},
		{"Storefronts", "", allocOne(func() { sink.regions = redeem.Storefronts() })},
		{"Regions.Contains", "", regions(func(r redeem.Region) { sink.flag = nordic.Contains(r) })},
		{"Regions.Len", "", allocOne(func() { sink.n = redeem.AllRegions().Len() })},
		{"Regions.All", "", allocOne(func() {
			for r := range redeem.AllRegions().All() {
				sink.region = r
			}
			for range nordic.All() {
				break
			}
		})},
		{"Regions.String", newText, allocOne(func() { sink.text = nordic.String() })},
		{"Regions.String", "", allocOne(func() { sink.text = redeem.Regions{}.String() })},
		{"Regions.Check", "", regions(func(r redeem.Region) {
			sink.err = nordic.Check(r)
			sink.err = redeem.Regions{}.Check(r)
		})},
		{"CheckRegion", "", regions(func(r redeem.Region) { sink.err = redeem.CheckRegion(norway, r) })},
	}
}

func TestAllocs(t *testing.T) {
	for _, line := range allocLines() {
		for _, what := range slices.Sorted(maps.Keys(line.runs)) {
			allocs := testing.AllocsPerRun(4, line.runs[what])
			switch {
			case line.why == "" && allocs != 0:
				t.Errorf("%s allocates %v times: %s", line.name, allocs, what)
			case line.why != "" && allocs == 0:
				t.Errorf("%s does not allocate any more (%s), though %s", line.name, what, line.why)
			}
		}
	}
}

// TestAllocsOfEveryReason makes sure that the inputs fail in every way in
// which parsing can.
func TestAllocsOfEveryReason(t *testing.T) {
	seen := map[error]bool{}
	for _, f := range allocFormats {
		for _, input := range f.inputs {
			seen[input.want] = true
		}
	}
	for e := redeem.ErrEmpty; e <= redeem.ErrSerial; e++ {
		if !seen[e] {
			t.Errorf("no input that is refused for %v", e)
		}
	}
}

// TestAllocsOfEveryFunction compares the names of the lines with those of the
// package, so that nobody forgets a line.
func TestAllocsOfEveryFunction(t *testing.T) {
	listed := map[string]bool{}
	for _, line := range allocLines() {
		listed[line.name] = true
	}
	for _, name := range srctest.Exported(t, ".") {
		if !listed[name] {
			t.Errorf("%s has no line in allocLines", name)
		}
		delete(listed, name)
	}
	for name := range listed {
		t.Errorf("%s has a line in allocLines, but is not there", name)
	}
}
