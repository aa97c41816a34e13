package form_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/spell"
	"pgregory.net/rapid"
)

// TestInspectReference compares Inspect with the reference, for all sorts of
// formats and inputs.
func TestInspectReference(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		spec := draw.Spec(t)
		f, err := redeem.NewFormat(spec)
		if err != nil {
			t.Fatalf("NewFormat(%+v): %v", spec, err)
		}
		for range 40 {
			s := draw.Input(t, spec)
			reference.CheckInspect(t, f, s)
			reference.CheckNormalize(t, s)
			reference.CheckSerial(t, s)
		}
	})
}

// TestInspectGroups compares Inspect with the reference for formats of letters
// and digits, whose symbols are read eight at a time. The inputs are in groups,
// as people type them, with a fault or two.
func TestInspectGroups(t *testing.T) {
	formats := groupedFormats(t)
	draw.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(formats).Draw(t, "format")
		for range 40 {
			s := drawGroups(t, f)
			reference.CheckInspect(t, f, s)
			reference.CheckSerial(t, s)
		}
	})
}

// groupedFormats returns formats of letters and digits with all lengths and
// with all sorts of prefixes and check characters.
func groupedFormats(t rapid.TB) (formats []*redeem.Format) {
	formats = append(formats, redeem.GiftCard())
	for n := 1; n <= redeem.MaxLen; n++ {
		formats = append(formats, redeem.MustFormat(redeem.Spec{Length: n}))
		for _, prefix := range []string{"X", "GC", "60", "PBH45678", "ABCDEFGHIJ", "012345678901234567"} {
			if len(prefix) < n {
				formats = append(formats, redeem.MustFormat(redeem.Spec{Length: n, Prefix: prefix}))
			}
		}
		for _, name := range []string{"luhn-mod-36", "iso7064-mod-37-2", "iso7064-mod-97-10"} {
			if s := draw.SchemeNamed(t, name); n > s.Len() {
				formats = append(formats, redeem.MustFormat(redeem.Spec{Length: n, Check: s}))
			}
		}
	}
	return formats
}

// drawGroups draws a code of the format or a serial number, writes it in groups
// of one size, and then replaces, drops or adds a few characters.
func drawGroups(t *rapid.T, f *redeem.Format) string {
	text := draw.Code(t, f.Spec())
	if rapid.IntRange(0, 3).Draw(t, "serial") == 3 {
		family := rapid.SampledFrom(reference.Families).Draw(t, "family")
		n := rapid.SampledFrom(family.Lengths).Draw(t, "length")
		text = family.Prefix + draw.Text(t, family.Body, n-len(family.Prefix))
	}
	size := rapid.SampledFrom([]int{4, 4, 4, 8, 3, 5, 1, 16, 40}).Draw(t, "group")
	separator := rapid.SampledFrom([]string{"-", " ", "-", " ", "\n", " - ", "–", "\u200B"}).Draw(t, "separator")
	var s []byte
	for i := range len(text) {
		if i > 0 && i%size == 0 {
			s = append(s, separator...)
		}
		s = append(s, text[i])
	}
	edge := rapid.SampledFrom([]string{"", "", "", " ", "\n", "  ", "\r\n", "\uFEFF", "A", "-A"})
	s = append([]byte(edge.Draw(t, "before")), s...)
	s = append(s, edge.Draw(t, "behind")...)
	if rapid.Bool().Draw(t, "lower case") {
		from := rapid.IntRange(0, len(s)).Draw(t, "from")
		copy(s[from:], bytes.ToLower(s[from:]))
	}
	change := rapid.SampledFrom([]string{"", "", "-", " ", "A", "a", "7", "!", "?", "_", "Ｘ", "٣", "\x80", "\x00", "@", "[", "\u00E9"})
	for range rapid.IntRange(0, 2).Draw(t, "changes") {
		from := rapid.IntRange(0, len(s)).Draw(t, "at")
		to := min(len(s), from+rapid.IntRange(0, 1).Draw(t, "replaced"))
		s = slices.Concat(s[:from], []byte(change.Draw(t, "change")), s[to:])
	}
	return string(s)
}

// TestParseSpelling tests that every spelling of a code is read as that code.
func TestParseSpelling(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		spec := draw.Spec(t)
		f, text := redeem.MustFormat(spec), draw.Code(t, spec)
		alphabet := f.Alphabet()
		bothCases := alphabet != strings.ToUpper(alphabet) && alphabet != strings.ToLower(alphabet)
		s := draw.Spelling(t, text, !bothCases)
		if c, err := f.Parse(s); err != nil || string(c.AppendTo(nil)) != text {
			t.Errorf("Parse(%q) = %q, %v, want %q", s, c.AppendTo(nil), err, text)
		}
	})
}

// TestInspectCodePoints puts each code point in place of a symbol, and between
// two symbols.
func TestInspectCodePoints(t *testing.T) {
	const place, tail = 5, len("AFJ2MZQ7WPT")
	counts := make(map[redeem.Edits]int)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !exhaustive.On() && barren(r) && r%97 != 0 {
			continue
		}
		encoded := string(r)
		c := reference.Read(r)
		if 0xD800 <= r && r <= 0xDFFF { // surrogates, which string(r) would replace
			encoded = string([]byte{0xED, byte(0x80 | r>>6&0x3F), byte(0x80 | r&0x3F)})
			c = reference.Char{Err: redeem.ErrEncoding}
		}
		counts[c.Edits]++
		symbol, edits, ok := byte(0), redeem.Edits(0), true
		if c.ASCII != 0 {
			symbol, edits, ok = reference.Meaning(spell.Alphanumeric, redeem.SupportArticle(), c.ASCII)
		}
		var inPlace, between reference.Report
		switch {
		case c.Err != 0:
			inPlace = reference.Report{Err: c.Err, Offset: place}
			between = inPlace
		case !ok:
			inPlace = reference.Report{Err: redeem.ErrSymbol, Offset: place}
			between = inPlace
		case symbol == 0:
			inPlace = reference.Report{Err: redeem.ErrTooShort, Offset: place + len(encoded) + tail - 1, Edits: c.Edits}
			between = reference.Accepted(sample, c.Edits)
		default:
			inPlace = reference.Accepted(sample[:place]+string(rune(symbol))+sample[place+1:], c.Edits|edits)
			// All that follows moves by one, so the last symbol is the excess.
			between = reference.Report{Err: redeem.ErrTooLong, Offset: len(sample) - 1 + len(encoded), Edits: c.Edits | edits}
		}
		for in, want := range map[string]reference.Report{
			sample[:place] + encoded + sample[place+1:]: inPlace,
			sample[:place] + encoded + sample[place:]:   between,
		} {
			if got := reference.Reveal(redeem.GiftCard().Inspect(in)); got != want {
				t.Fatalf("%U: Inspect(%q) = %s, want %s", r, in, got, want)
			}
			if code, err := redeem.Parse(in); redeem.Plain(code).String() != want.Text || err != want.Err {
				t.Fatalf("%U: Parse(%q) = %q, %v, want %s", r, in, redeem.Plain(code), err, want)
			}
		}
	}
	// The number of code points of each sort may change with Unicode, but no
	// sort is empty.
	for _, e := range []redeem.Edits{0, redeem.EditSeparator, redeem.EditInvisible, redeem.EditWidth, redeem.EditDigit, redeem.EditHomoglyph} {
		if counts[e] == 0 {
			t.Errorf("no code point has %s", e)
		}
	}
}

// barren reports whether r is in one of the large blocks of Unicode in which the
// reference refuses every code point: ideographs, syllables and private use.
func barren(r rune) bool {
	return 0x3400 <= r && r < 0xA000 || 0xAC00 <= r && r < 0xD800 || 0xE000 <= r && r < 0xF900 ||
		0x14000 <= r && r < 0x16000 || 0x17000 <= r && r < 0x1B000 || 0x20000 <= r && r < 0xE0000
}

// borders holds the first and the last byte of each sort, and bytes with a
// meaning of their own.
const borders = "\x00\x1F \t\r!*+-./059:?@AOXZ[_`aoxz{~\x7F\x80\xBF\xC1\xC2\xE2\xF0\xFF"

// TestInspectBytes puts every byte into every place of codes.
func TestInspectBytes(t *testing.T) {
	checked := func(name string) redeem.Spec {
		s := draw.SchemeNamed(t, name)
		return redeem.Spec{Length: 12, Alphabet: s.Alphabet(), Check: s}
	}
	for _, tt := range []struct {
		spec  redeem.Spec
		codes []string
	}{
		{redeem.GiftCard().Spec(), []string{sample, "x8kd-49FJ 2mzq\n7wPT", "Ｘ8KＤ\u200B49FJ2\u00A0MZQ7ԝΡ𝐓"}},
		{redeem.Spec{Length: 31, Prefix: "GC"}, []string{"GCDEFGHIJKLMNOPQRSTUVWXYZ012345"}},
		{redeem.Spec{Length: 16, Prefix: "ABCDEFGHIJ"}, []string{"ABCDEFGHIJKLMN01", "abcd-efgh-ijkl-mn01"}},
		{redeem.Spec{Length: 26, Prefix: "ABCDEFGHIJKLMNOPQRSTUVWXY"}, []string{"ABCDEFGHIJKLMNOPQRSTUVWXYZ"}},
		{redeem.Spec{Length: 15}, []string{"ABCD-EFGH-IJKL-MNO"}},
		{redeem.Spec{Length: 19}, []string{"ABCD-EFGH-IJKL-MNOPQRS"}},
		{redeem.Spec{Length: 20}, []string{"ABCD-EFGH-IJKL-MNOP"}},
		{redeem.Spec{Length: 12, Alphabet: "abcDEF0189+*"}, []string{"abcDEF0189+*", "cDEF0-189+*𝚊b"}},
		{redeem.Spec{Length: 10, Alphabet: "0123456789"}, []string{"0123456789", "٠12345678B"}},
		{checked("luhn-mod-36"), []string{"3AHOV29GNU10"}},
		{redeem.Spec{Length: 8, Alphabet: "0123", Check: draw.SchemeNamed(t, "luhn-mod-36")}, []string{"0123012N", "00000000"}},
		{checked("iso7064-mod-37-2"), []string{"3AHOV29GNU19"}},
		{checked("iso7064-mod-97-10"), []string{"3AHOV29GNU79"}},
		{checked("crockford-mod-37"), []string{"3ahrz6-dmv297"}},
		{checked("coupon-code-3x4"), []string{"3AHUQY66DLU9"}},
	} {
		f := redeem.MustFormat(tt.spec)
		for _, code := range tt.codes {
			for x := range 256 {
				if t.Failed() { // all other bytes are likely to fail too
					return
				}
				if !exhaustive.On() && code != sample && !strings.Contains(borders, string([]byte{byte(x)})) {
					continue
				}
				for i := range len(code) + 1 {
					// The sample has each byte between two symbols or in place of one, by turns.
					if exhaustive.On() || (i+x)%2 == 0 {
						reference.CheckInspect(t, f, code[:i]+string([]byte{byte(x)})+code[i:])
					}
					if i < len(code) && (exhaustive.On() || (i+x)%2 == 1) {
						reference.CheckInspect(t, f, code[:i]+string([]byte{byte(x)})+code[i+1:])
					}
				}
			}
		}
	}
}

// TestInspectRuns puts runs of one byte into codes of every length, because the
// parser reads eight symbols at a time. The sample has lengths near multiples of
// eight, and each byte in a third of the runs.
func TestInspectRuns(t *testing.T) {
	const code = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
	for n := 1; n <= redeem.MaxLen; n++ {
		if !exhaustive.On() && n%8 > 1 && n%8 < 7 {
			continue
		}
		f := redeem.MustFormat(redeem.Spec{Length: n})
		for k, x := range []string{"\x00", " ", "/", "0", ":", "@", "Z", "[", "`", "z", "{", "\x7F", "\x80", "\xB0", "\xC1", "\xFF"} {
			for i := range n {
				for j := i + 1; j <= n; j++ {
					if exhaustive.On() || (i+j+k)%3 == 0 {
						reference.CheckInspect(t, f, code[:i]+strings.Repeat(x, j-i)+code[j:n])
					}
				}
			}
			if t.Failed() {
				return
			}
		}
	}
}

// TestParsePrefix has prefixes of all lengths with an error at each place, and
// every byte in place of a gift card's X.
func TestParsePrefix(t *testing.T) {
	const code = sample
	for x := range 256 {
		reference.CheckInspect(t, redeem.GiftCard(), string([]byte{byte(x)})+code[1:])
	}
	for n := range len(code) {
		f := redeem.MustFormat(redeem.Spec{Length: len(code), Prefix: code[:n]})
		for place := range code {
			text := code[:place] + "5" + code[place+1:]
			want := reference.Report{Err: redeem.ErrPrefix, Offset: place}
			if place >= n {
				want = reference.Accepted(text, 0)
			}
			if got := reference.Reveal(f.Inspect(text)); got != want {
				t.Errorf("prefix %q: Inspect(%q) = %s, want %s", code[:n], text, got, want)
			}
			if c, err := f.Parse(text); redeem.Plain(c).String() != want.Text || err != want.Err || f.Valid(text) != (err == nil) {
				t.Errorf("prefix %q: Parse(%q) = %v, %v, want %v", code[:n], text, redeem.Plain(c), err, want.Err)
			}
		}
	}
}

// TestParseLengths parses codes of all lengths with formats of all lengths:
// without separators, in groups of four, and of letters or digits alone.
func TestParseLengths(t *testing.T) {
	for n := 1; n <= redeem.MaxLen; n++ {
		f := redeem.MustFormat(redeem.Spec{Length: n})
		for m := range redeem.MaxLen + 2 {
			for _, symbols := range []string{"ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ", "123456789123456789123456789123456789"} {
				text, grouped := symbols[:m], ""
				for i := 0; i < m; i += 4 {
					grouped += text[i:min(i+4, m)] + "-"
				}
				for _, s := range []string{text, text + "\n", grouped, strings.TrimSuffix(grouped, "-")} {
					reference.CheckInspect(t, f, s)
				}
			}
		}
	}
}

// TestParseTwoFaults tests that the leftmost of two faults is reported, in
// inputs with as many bytes as a code.
func TestParseTwoFaults(t *testing.T) {
	const code = sample
	for j := range code {
		for i := range j {
			for _, first := range []string{"!", "-", "\x80", "Y"} {
				for _, second := range []string{"!", "-", "\x80"} {
					reference.CheckInspect(t, redeem.GiftCard(), code[:i]+first+code[i+1:j]+second+code[j+1:])
				}
			}
		}
	}
}
