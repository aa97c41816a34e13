package redeem_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/reference"
)

func mustFormats(formats ...*redeem.Format) *redeem.Formats {
	fs, err := redeem.NewFormats(formats...)
	if err != nil {
		panic(err)
	}
	return fs
}

// The brands of one field: sixteen of anything, which is no evidence; the same
// with a prefix; the same with a check character; digits; and others of length.
var (
	fieldGift  = redeem.GiftCard()
	fieldPlain = redeem.MustFormat(redeem.Spec{Name: "plain", Length: 16})
	fieldTwin  = redeem.MustFormat(redeem.Spec{Name: "twin", Length: 16})
	fieldLuhn  = redeem.MustFormat(redeem.Spec{Name: "luhn", Length: 16, Check: ownScheme("luhn-mod-36")})
	fieldPIN   = redeem.MustFormat(redeem.Spec{Name: "pin", Length: 16, Alphabet: "0123456789"})
	fieldShort = redeem.MustFormat(redeem.Spec{Name: "short", Length: 12, Alphabet: "CDFGHJKLMNPQRTVWXYZ2346789"})
	fieldMixed = redeem.MustFormat(redeem.Spec{Name: "mixed", Length: 16, Alphabet: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"})
)

func TestRecognize(t *testing.T) {
	luhn, err := ownScheme("luhn-mod-36").Append(nil, "A8KD49FJ2MZQ7WP")
	if err != nil {
		t.Fatal(err)
	}
	wrong := "B" + string(luhn[1:])
	for _, test := range []struct {
		name    string
		formats []*redeem.Format
		in      string
		want    *redeem.Format
		matches int
		err     error
		offset  int
	}{
		{"one", []*redeem.Format{fieldGift, fieldShort}, "x8kd-49fj-2mzq-7wpt", fieldGift, 1, nil, -1},
		{"the other one", []*redeem.Format{fieldGift, fieldShort}, "CDFG HJKL MNPQ", fieldShort, 1, nil, -1},
		{"a prefix is evidence", []*redeem.Format{fieldPlain, fieldGift}, "X8KD49FJ2MZQ7WPT", fieldGift, 2, nil, -1},
		{"so is a check character", []*redeem.Format{fieldPlain, fieldLuhn}, string(luhn), fieldLuhn, 2, nil, -1},
		{"and a small alphabet", []*redeem.Format{fieldPlain, fieldPIN}, "1234567890123456", fieldPIN, 2, nil, -1},
		{"all of them", []*redeem.Format{fieldPlain, fieldTwin, fieldMixed, fieldGift}, "X8KD49FJ2MZQ7WPT", fieldGift, 4, nil, -1},
		{"equals, in order", []*redeem.Format{fieldPlain, fieldTwin}, "A8KD49FJ2MZQ7WPT", fieldPlain, 2, nil, -1},
		{"equals, the other way", []*redeem.Format{fieldTwin, fieldPlain}, "A8KD49FJ2MZQ7WPT", fieldTwin, 2, nil, -1},

		{"the fault that comes last", []*redeem.Format{fieldPIN, fieldShort}, "12346A", fieldPIN, 0, redeem.ErrSymbol, 5},
		{"too short is later than a wrong symbol", []*redeem.Format{fieldShort, fieldPlain}, "CDFGAB", fieldPlain, 0, redeem.ErrTooShort, 6},
		{"and than too long", []*redeem.Format{fieldShort, fieldPlain}, "CDFGHJKLMNPQRT", fieldPlain, 0, redeem.ErrTooShort, 14},
		{"a wrong check character is last", []*redeem.Format{fieldShort, fieldGift, fieldLuhn}, wrong, fieldLuhn, 0, redeem.ErrCheck, 15},
		{"equals, in order", []*redeem.Format{fieldTwin, fieldPlain}, "A8KD", fieldTwin, 0, redeem.ErrTooShort, 4},
		{"equals, the likeliest", []*redeem.Format{fieldTwin, fieldGift}, "X8KD", fieldGift, 0, redeem.ErrTooShort, 4},
		{"a prefix", []*redeem.Format{fieldGift, fieldShort}, "A8KD49FJ2MZQ7WPT", fieldGift, 0, redeem.ErrPrefix, 0},

		{"a serial number, of the first", []*redeem.Format{fieldShort, fieldGift}, "GCA4567890123456", fieldShort, 0, redeem.ErrSerial, 0},
		{"in the order given", []*redeem.Format{fieldGift, fieldShort}, "gca4567 8901 2345 6", fieldGift, 0, redeem.ErrSerial, 0},
		{"not where it is a code", []*redeem.Format{fieldGift, fieldPlain}, "GCA4567890123456", fieldPlain, 1, nil, -1},
		{"nothing", []*redeem.Format{fieldPlain, fieldGift}, "", fieldGift, 0, redeem.ErrEmpty, 0},
	} {
		fs := mustFormats(test.formats...)
		r := fs.Recognize(test.in)
		if r.Format != test.want || r.Matches != test.matches || r.Err != test.err || r.Offset != test.offset {
			t.Errorf("%s: %q is %v, %d, %v at %d; want %v, %d, %v at %d", test.name, test.in,
				r.Format, r.Matches, r.Err, r.Offset, test.want, test.matches, test.err, test.offset)
		}
		if r.Report != test.want.Inspect(test.in) {
			t.Errorf("%s: the report of %q is not that of the format", test.name, test.in)
		}
		if got := fs.RecognizeBytes([]byte(test.in)); got != r {
			t.Errorf("%s: bytes are recognized as %v, a string as %v", test.name, got, r)
		}
	}
}

func TestMatches(t *testing.T) {
	fs := mustFormats(fieldPlain, fieldTwin, fieldGift, fieldShort, fieldMixed)
	var got []*redeem.Format
	for f, code := range fs.Matches("X8KD-49FJ-2MZQ-7WPT") {
		got = append(got, f)
		if text := redeem.Plain(code).String(); text != "X8KD49FJ2MZQ7WPT" {
			t.Errorf("%v reads %s", f, text)
		}
	}
	if want := []*redeem.Format{fieldGift, fieldPlain, fieldTwin, fieldMixed}; !slices.Equal(got, want) {
		t.Errorf("matches %v, want %v", got, want)
	}
	for f := range fs.Matches("X8KD-49FJ-2MZQ-7WPT") {
		if f != fieldGift {
			t.Errorf("after a break: %v", f)
		}
		break
	}
	for f := range fs.Matches("?") {
		t.Errorf("%v takes a question mark", f)
	}
}

func TestNewFormats(t *testing.T) {
	many := make([]*redeem.Format, redeem.MaxFormats+1)
	for i := range many {
		many[i] = redeem.MustFormat(redeem.Spec{Name: fmt.Sprint(i), Length: 16, Prefix: "XYZ"[:i%3]})
	}
	for _, test := range []struct {
		name    string
		formats []*redeem.Format
	}{
		{"no formats", nil},
		{"a nil", []*redeem.Format{fieldGift, nil}},
		{"the zero Format", []*redeem.Format{new(redeem.Format)}},
		{"one twice", []*redeem.Format{fieldGift, fieldPlain, redeem.GiftCard()}},
		{"too many", many},
	} {
		if fs, err := redeem.NewFormats(test.formats...); fs != nil || !errors.Is(err, redeem.ErrSpec) || err.Error() == redeem.ErrSpec.Error() {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	given := slices.Clone(many[:redeem.MaxFormats])
	fs := mustFormats(given...)
	clear(given)
	if got := slices.Collect(fs.All()); !slices.Equal(got, many[:redeem.MaxFormats]) {
		t.Errorf("All is not what was given")
	}
	// Codes of 22 formats begin with nothing, X or XY; the first of the rarest
	// is the likeliest.
	if r := fs.Recognize("XYKD49FJ2MZQ7WPT"); r.Matches != redeem.MaxFormats || r.Format != many[2] {
		t.Errorf("of 64: %v, %d", r.Format, r.Matches)
	}
}

func TestZeroFormats(t *testing.T) {
	var fs redeem.Formats
	r := fs.Recognize("X8KD49FJ2MZQ7WPT")
	if want := (redeem.Recognition{Report: redeem.Report{Err: redeem.ErrSpec}}); r != want {
		t.Errorf("Recognize: %+v", r)
	}
	for range fs.All() {
		t.Error("All yields something")
	}
	for range fs.Matches("X8KD49FJ2MZQ7WPT") {
		t.Error("Matches yields something")
	}
}

// recognized is Recognize in its own words: every format is asked by the slow
// reference, and the answers are sorted.
func recognized(specs []redeem.Spec, rank []float64, s string) (format, matches int, report reference.Report) {
	type answer struct {
		reference.Report
		format int
		far    float64 // how far the input was right, and beyond all for a code
	}
	var answers []answer
	serial := -1
	for i, spec := range specs {
		a := answer{reference.Inspect(spec, s), i, 0}
		switch a.Err {
		case nil:
			a.far = math.Inf(1)
			matches++
		case redeem.ErrCheck:
			a.far = 1e9
		case redeem.ErrSerial:
			if serial < 0 {
				serial = i
			}
		default:
			a.far = float64(a.Offset)
		}
		answers = append(answers, a)
	}
	if matches == 0 && serial >= 0 {
		return serial, 0, answers[serial].Report
	}
	slices.SortStableFunc(answers, func(x, y answer) int {
		switch {
		case x.far != y.far && x.far > y.far:
			return -1
		case x.far != y.far:
			return 1
		case rank[x.format] > rank[y.format]:
			return -1
		case rank[x.format] < rank[y.format]:
			return 1
		}
		return 0
	})
	return answers[0].format, matches, answers[0].Report
}

// rarity counts the printable characters of ASCII that a place takes.
func rarity(spec redeem.Spec) (bits float64) {
	if spec.Alphabet == "" {
		spec.Alphabet = redeem.GiftCard().Alphabet()
	}
	if spec.Lookalikes == nil {
		spec.Lookalikes = redeem.SupportArticle()
	}
	for place := range spec.Length {
		alphabet, fits := reference.Alphabet(spec, place), 0
		for x := byte('!'); x <= '~'; x++ {
			if strings.IndexByte("-_./?", x) >= 0 {
				continue
			}
			symbol, _, ok := reference.Meaning(alphabet, spec.Lookalikes, x)
			if ok && (place >= len(spec.Prefix) || symbol == spec.Prefix[place]) {
				fits++
			}
		}
		share := 94 / float64(fits)
		if spec.Check != nil && spec.Check.IsCheck(place, spec.Length) {
			share *= float64(len(spec.Check.CheckAlphabet()))
		}
		bits += math.Log2(share)
	}
	return bits
}

// TestFormatsAgree asserts that Recognize finds the format that the reference finds, that
// its report is that of the format's Inspect, and that Matches yields the formats that
// accept the input, in order.
func TestFormatsAgree(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		var specs []redeem.Spec
		var formats []*redeem.Format
		var rank []float64
		for range rapid.IntRange(1, 5).Draw(t, "formats") {
			spec := draw.Spec(t)
			f, err := redeem.NewFormat(spec)
			if err != nil {
				continue // no code satisfies the scheme
			}
			specs, formats, rank = append(specs, spec), append(formats, f), append(rank, rarity(spec))
			if rapid.Bool().Draw(t, "twin") {
				specs, formats, rank = append(specs, spec), append(formats, redeem.MustFormat(spec)), append(rank, rarity(spec))
			}
		}
		if len(formats) == 0 {
			t.Skip("no format")
		}
		fs := mustFormats(formats...)
		in := draw.Input(t, specs[rapid.IntRange(0, len(specs)-1).Draw(t, "whose")])

		i, matches, report := recognized(specs, rank, in)
		got := fs.Recognize(in)
		if got.Format != formats[i] || got.Matches != matches || reference.Reveal(got.Report) != report {
			t.Fatalf("%q: format %d, %d, %+v; want %d, %d, %+v", in,
				slices.Index(formats, got.Format), got.Matches, reference.Reveal(got.Report), i, matches, report)
		}
		if got.Report != got.Format.Inspect(in) {
			t.Fatalf("%q: the report is not that of the format", in)
		}

		var accept []*redeem.Format
		last := math.Inf(1)
		for f, code := range fs.Matches(in) {
			at := slices.Index(formats, f)
			if rank[at] > last+1e-9 {
				t.Fatalf("%q: Matches is not in order", in)
			}
			last = rank[at]
			if want := f.Inspect(in); want.Err != nil || want.Code != code {
				t.Fatalf("%q: Matches yields a code that format %d refuses", in, at)
			}
			accept = append(accept, f)
		}
		if len(accept) != got.Matches || got.Matches > 0 && accept[0] != got.Format {
			t.Fatalf("%q: Recognize finds %d matches, Matches %d", in, got.Matches, len(accept))
		}
	})
}

func FuzzRecognize(f *testing.F) {
	fs := mustFormats(fieldGift, fieldPlain, fieldTwin, fieldLuhn, fieldPIN, fieldShort, fieldMixed, ownStarFormat)
	for _, s := range []string{"", "X8KD-49FJ-2MZQ-7WPT", "GCA4567890123456", "ABCD008*", "1234567890123456", "CDFG-HJKL-MNPQ", "«X8KD49FJ2MZQ7WPT»", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := fs.Recognize(s)
		if r.Report != r.Format.Inspect(s) {
			t.Errorf("the report is not that of %v", r.Format)
		}
		matches := 0
		for format, code := range fs.Matches(s) {
			if matches++; matches == 1 && (format != r.Format || code != r.Code) {
				t.Errorf("Matches begins with %v, Recognize says %v", format, r.Format)
			}
		}
		if matches != r.Matches || r.Err == nil != (matches > 0) {
			t.Errorf("%d matches, Recognize says %d, %v", matches, r.Matches, r.Err)
		}
	})
}
