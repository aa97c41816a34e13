package redeem_test

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/spell"
)

func TestNewFormatErrors(t *testing.T) {
	luhn := draw.SchemeNamed(t, "luhn")
	coupon, twoParts := draw.SchemeNamed(t, "coupon-code-3x4"), draw.SchemeNamed(t, "coupon-code-2x4")
	rs := draw.SchemeNamed(t, "rs-gf32-2")
	for _, tt := range []struct {
		spec redeem.Spec
		want string // part of the text
	}{
		{redeem.Spec{}, "length"},
		{redeem.Spec{Length: -1}, "length"},
		{redeem.Spec{Length: redeem.MaxLen + 1}, "length"},
		{redeem.Spec{Length: 1 << 30}, "length"},

		{redeem.Spec{Length: 16, Alphabet: "A"}, "less than two"},
		{redeem.Spec{Length: 16, Alphabet: "ABCA"}, "twice"},
		{redeem.Spec{Length: 16, Alphabet: "AA"}, "twice"},
		{redeem.Spec{Length: 16, Alphabet: "AB C"}, "cannot be a symbol"},
		{redeem.Spec{Length: 16, Alphabet: "AB\x00"}, "cannot be a symbol"},
		{redeem.Spec{Length: 16, Alphabet: "AB\x7F"}, "cannot be a symbol"},
		{redeem.Spec{Length: 16, Alphabet: "ABÆ"}, "cannot be a symbol"},
		{redeem.Spec{Length: 16, Alphabet: "AB\xC1"}, "cannot be a symbol"},
		{redeem.Spec{Length: 16, Alphabet: "\xFF\xFF"}, "cannot be a symbol"},
		{redeem.Spec{Length: 16, Alphabet: "AB-"}, "cannot be a symbol"},
		{redeem.Spec{Length: 16, Alphabet: "AB_"}, "cannot be a symbol"},
		{redeem.Spec{Length: 16, Alphabet: "AB."}, "cannot be a symbol"},
		{redeem.Spec{Length: 16, Alphabet: "AB/"}, "cannot be a symbol"},
		{redeem.Spec{Length: 16, Alphabet: "AB?"}, "cannot be a symbol"},
		{redeem.Spec{Length: 16, Alphabet: strings.Repeat("AB", 1<<20)}, "twice"},

		{redeem.Spec{Length: 2, Prefix: "AB"}, "prefix as long"},
		{redeem.Spec{Length: 2, Prefix: "ABC"}, "prefix as long"},
		{redeem.Spec{Length: 1, Prefix: "A"}, "prefix as long"},
		{redeem.Spec{Length: 16, Prefix: "x"}, "prefix with"},
		{redeem.Spec{Length: 16, Prefix: "X-"}, "prefix with"},
		{redeem.Spec{Length: 16, Prefix: "É"}, "prefix with"},
		{redeem.Spec{Length: 16, Prefix: "X", Alphabet: "0123456789"}, "prefix with"},

		{redeem.Spec{Length: 16, Groups: []int{4, 4, 4}}, "add up"},
		{redeem.Spec{Length: 16, Groups: []int{4, 4, 4, 4, 4}}, "add up"},
		{redeem.Spec{Length: 16, Groups: []int{15}}, "add up"},
		{redeem.Spec{Length: 16, Groups: []int{16, 0}}, "group of"},
		{redeem.Spec{Length: 16, Groups: []int{20, -4}}, "group of"},
		{redeem.Spec{Length: 16, Groups: []int{17}}, "group of"},

		{redeem.Spec{Length: 16, Check: luhn}, "check scheme does not know"},
		{redeem.Spec{Length: 16, Check: luhn, Alphabet: "01A"}, "check scheme does not know"},
		{redeem.Spec{Length: 1, Check: luhn, Alphabet: "0123456789"}, "no code satisfies"},
		{redeem.Spec{Length: 11, Check: coupon, Alphabet: coupon.Alphabet()}, "no code satisfies"},
		{redeem.Spec{Length: 13, Check: coupon, Alphabet: coupon.Alphabet()}, "length beyond that of the check scheme"},
		{redeem.Spec{Length: 2, Check: rs, Alphabet: rs.Alphabet()}, "no code satisfies"},
		{redeem.Spec{Length: 3, Check: rs, Alphabet: rs.Alphabet()}, ""},
		{redeem.Spec{Length: 31, Check: rs, Alphabet: rs.Alphabet()}, ""},
		{redeem.Spec{Length: 32, Check: rs, Alphabet: rs.Alphabet()}, "length beyond that of the check scheme"},
		{redeem.Spec{Length: 32, Check: draw.SchemeNamed(t, "rs-gf37-2")}, ""},
		{redeem.Spec{Length: 16, Check: draw.SchemeNamed(t, "rs-gf37-3")}, ""},
		{redeem.Spec{Length: 32, Check: draw.SchemeNamed(t, "rs-gf37-4")}, ""},
		{redeem.Spec{Length: 4, Check: draw.SchemeNamed(t, "rs-gf37-4")}, "no code satisfies"},
		{redeem.Spec{Length: 5, Check: draw.SchemeNamed(t, "rs-gf37-4"), Prefix: "1234"}, "no code satisfies"},
		{redeem.Spec{Length: 8, Check: twoParts, Alphabet: coupon.Alphabet(), Prefix: "1K7C"}, "no code satisfies"},
		{redeem.Spec{Length: 8, Check: twoParts, Alphabet: coupon.Alphabet(), Prefix: "1K7Q"}, ""},
		{redeem.Spec{Length: 4, Check: luhn, Alphabet: "0123456789", Prefix: "123"}, ""},
		{redeem.Spec{Length: 4, Check: luhn, Alphabet: "0123456789", Prefix: "12"}, ""},
	} {
		f, err := redeem.NewFormat(tt.spec)
		if tt.want == "" {
			if f == nil || err != nil {
				t.Errorf("NewFormat(%+v): %v", tt.spec, err)
			}
			continue
		}
		if f != nil || !errors.Is(err, redeem.ErrSpec) || err == redeem.ErrSpec || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("NewFormat(%+v): %v, want ErrSpec and %q", tt.spec, err, tt.want)
		}
		if got := mustFormatPanic(tt.spec); got == nil || got.Error() != err.Error() || !errors.Is(got, redeem.ErrSpec) {
			t.Errorf("MustFormat(%+v) panics with %v, want %v", tt.spec, got, err)
		}
	}
}

// mustFormatPanic returns the value with which MustFormat panics.
func mustFormatPanic(spec redeem.Spec) (err error) {
	defer func() { err, _ = recover().(error) }()
	redeem.MustFormat(spec)
	return nil
}

// TestNewFormatCheckErrors has schemes that do not fit the rest of a Spec.
func TestNewFormatCheckErrors(t *testing.T) {
	refused := func(spec redeem.Spec, want string) {
		t.Helper()
		f, err := redeem.NewFormat(spec)
		if f != nil || !errors.Is(err, redeem.ErrSpec) || !strings.Contains(err.Error(), want) {
			t.Errorf("NewFormat(%+v): %v, want %q", spec, err, want)
		}
	}
	const unknown, unsatisfiable, beyond = "check scheme does not know", "no code satisfies", "length beyond that of the check scheme's codes"
	refused(redeem.Spec{Length: 16, Check: new(checkdigit.Scheme)}, unknown)
	for _, f := range draw.CheckedFormats(nil) {
		s := f.Spec().Check
		for _, symbol := range []byte(draw.SymbolChars) {
			spec := redeem.Spec{Length: 16, Alphabet: s.Alphabet() + string(rune(symbol)), Check: s}
			switch known := strings.IndexByte(s.Alphabet(), symbol) >= 0; {
			case known:
				refused(spec, "twice")
			default: // such as symbols that only a check character may be
				refused(spec, unknown)
			}
		}
		if s.Alphabet() != spell.Alphanumeric {
			refused(redeem.Spec{Length: 16, Check: s}, unknown)
		}
		for _, length := range draw.SchemeLengths(s) {
			if spec := (redeem.Spec{Length: length, Alphabet: s.Alphabet(), Check: s}); s.MaxLen() > 0 && length > s.MaxLen() {
				refused(spec, beyond)
			} else if !s.IsCheck(length-1, length) {
				refused(spec, unsatisfiable)
			} else if _, err := redeem.NewFormat(spec); err != nil {
				t.Errorf("NewFormat(%+v): %v", spec, err)
			}
		}
	}

	// The prefixes are a wrong first part of a coupon, one that includes two
	// check digits, and a payload.
	coupon, mod97 := draw.SchemeNamed(t, "coupon-code-2x4"), draw.SchemeNamed(t, "iso7064-mod-97-10")
	refused(redeem.Spec{Length: 8, Prefix: "1K7C", Alphabet: coupon.Alphabet(), Check: coupon}, unsatisfiable)
	refused(redeem.Spec{Length: 6, Prefix: "53679", Alphabet: mod97.Alphabet(), Check: mod97}, unsatisfiable)
	refused(redeem.Spec{Length: 6, Prefix: "5367A", Alphabet: mod97.Alphabet(), Check: mod97}, unsatisfiable)
	for _, spec := range []redeem.Spec{
		{Length: 8, Prefix: "1K7Q", Alphabet: coupon.Alphabet(), Check: coupon},
		{Length: 6, Prefix: "53670", Alphabet: mod97.Alphabet(), Check: mod97},
		{Length: 6, Prefix: "5367", Alphabet: mod97.Alphabet(), Check: mod97},
	} {
		f, err := redeem.NewFormat(spec)
		if err != nil {
			t.Errorf("NewFormat(%+v): %v", spec, err)
			continue
		}
		if spec.Check == mod97 && !f.Valid("536702") {
			t.Errorf("%s: 536702 is not valid", reference.Describe(f))
		}
	}
}

// TestNewFormatAlphabet tries every byte as a symbol.
func TestNewFormatAlphabet(t *testing.T) {
	for x := range 256 {
		b := string([]byte{byte(x)})
		other := "A"
		if b == other {
			other = "B"
		}
		f, err := redeem.NewFormat(redeem.Spec{Length: 3, Alphabet: other + b, Prefix: b})
		if ok := strings.Contains(draw.SymbolChars, b); ok != (err == nil) || ok && !f.Valid(b+b+other) {
			t.Errorf("alphabet with %q: %v", b, err)
		}
	}
}

func TestNewFormatLimits(t *testing.T) {
	ones := slices.Repeat([]int{1}, redeem.MaxLen)
	for _, tt := range []struct {
		name    string
		spec    redeem.Spec
		code    string
		grouped string
	}{
		{"one symbol", redeem.Spec{Length: 1}, "A", "A"},
		{"one symbol of two", redeem.Spec{Length: 1, Alphabet: "01"}, "1", "1"},
		{"MaxLen symbols", redeem.Spec{Length: redeem.MaxLen}, "0123456789ABCDEFGHIJKLMNOPQRSTUV", "0123456789ABCDEFGHIJKLMNOPQRSTUV"},
		{"a prefix of all but one", redeem.Spec{Length: redeem.MaxLen, Prefix: strings.Repeat("X", redeem.MaxLen-1)},
			strings.Repeat("X", redeem.MaxLen-1) + "Y", strings.Repeat("X", redeem.MaxLen-1) + "Y"},
		{"a prefix over every word", redeem.Spec{Length: 25, Prefix: "ABCDEFGHIJKLMNOPQRSTUVWX"},
			"ABCDEFGHIJKLMNOPQRSTUVWXY", "ABCDEFGHIJKLMNOPQRSTUVWXY"},
		{"groups of one", redeem.Spec{Length: redeem.MaxLen, Groups: ones},
			"0123456789ABCDEFGHIJKLMNOPQRSTUV", "0-1-2-3-4-5-6-7-8-9-A-B-C-D-E-F-G-H-I-J-K-L-M-N-O-P-Q-R-S-T-U-V"},
		{"one group", redeem.Spec{Length: 4, Groups: []int{4}}, "ABCD", "ABCD"},
		{"groups of several sizes", redeem.Spec{Length: 10, Groups: []int{1, 2, 3, 4}}, "ABCDEFGHIJ", "A-BC-DEF-GHIJ"},
		{"every symbol there is", redeem.Spec{Length: 3, Alphabet: draw.SymbolChars, Groups: []int{1, 2}}, "~!a", "~-!a"},
	} {
		f := redeem.MustFormat(tt.spec)
		c, err := f.Parse(tt.code)
		if err != nil || !f.Valid(tt.code) {
			t.Errorf("%s: Parse(%q): %v", tt.name, tt.code, err)
		}
		if got := f.AppendGrouped([]byte("as it was "), c); string(got) != "as it was "+tt.grouped {
			t.Errorf("%s: AppendGrouped = %q, want %q", tt.name, got, tt.grouped)
		}
		if got := f.AppendGrouped(nil, redeem.Code{}); len(got) != 0 {
			t.Errorf("%s: AppendGrouped of no code = %q", tt.name, got)
		}
		for _, s := range []string{tt.code, tt.code[1:], tt.code + "A", tt.code[:len(tt.code)-1] + "-", tt.grouped} {
			reference.CheckInspect(t, f, s)
		}
	}
}

// TestFormatIsImmutable tests that nobody can change a Format.
func TestFormatIsImmutable(t *testing.T) {
	groups := []int{4, 4}
	f := redeem.MustFormat(redeem.Spec{Name: "voucher", Length: 8, Groups: groups})
	groups[0] = 1
	got := f.Spec()
	want := redeem.Spec{Name: "voucher", Length: 8, Groups: []int{4, 4}, Alphabet: spell.Alphanumeric, Lookalikes: redeem.SupportArticle()}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(redeem.Lookalikes{})); diff != "" {
		t.Errorf("Spec changes with the one it was made of:\n%s", diff)
	}
	got.Groups[0] = 1
	if f.Spec().Groups[0] != 4 {
		t.Error("Spec hands out the groups that the Format keeps")
	}
	if f.String() != "voucher" || redeem.MustFormat(redeem.Spec{Length: 8}).String() != "" {
		t.Errorf("String = %q", f)
	}
}

func TestGiftCardIsNewFormat(t *testing.T) {
	want := redeem.MustFormat(redeem.GiftCard().Spec())
	internals := cmp.AllowUnexported(redeem.Format{}, redeem.Lookalikes{}, form.Format{})
	if diff := cmp.Diff(want, redeem.GiftCard(), internals); diff != "" {
		t.Errorf("GiftCard is not what NewFormat makes of its Spec:\n%s", diff)
	}
	if want == redeem.GiftCard() {
		t.Error("the test compares a thing with itself")
	}
	s := redeem.GiftCard().Spec()
	if s.Length != 16 || s.Prefix != "X" || s.Alphabet != spell.Alphanumeric || s.Check != nil || s.Lookalikes != redeem.SupportArticle() ||
		!slices.Equal(s.Groups, []int{4, 4, 4, 4}) {
		t.Errorf("GiftCard is %+v", s)
	}
}

// TestZeroFormat tests that all methods of the zero Format return, and that
// they return ErrSpec or report that nothing is a code.
func TestZeroFormat(t *testing.T) {
	zero := new(redeem.Format)
	code := redeem.MustParse(sample)
	inputs := []string{
		"", " ", "\n", "X", sample, " x8kd-49fj-2mzq-7wpt\n", "GCA4567890123456", "6012 3456 7890 1234 567", "é", "\xFF",
		strings.Repeat(" ", redeem.MaxInput), strings.Repeat("X", redeem.MaxInput+1),
	}
	for _, in := range inputs {
		c, err := zero.Parse(in)
		inBytes, bytesErr := zero.ParseBytes([]byte(in))
		if c.IsValid() || err != redeem.ErrSpec || inBytes.IsValid() || bytesErr != redeem.ErrSpec {
			t.Errorf("Parse(%q) = %q, %v, ParseBytes %q, %v, want ErrSpec", in, redeem.Plain(c), err, redeem.Plain(inBytes), bytesErr)
		}
		want := redeem.Report{Err: redeem.ErrSpec}
		if got := zero.Inspect(in); got != want || zero.InspectBytes([]byte(in)) != want {
			t.Errorf("Inspect(%q) = %s, want ErrSpec at 0", in, reference.Reveal(got))
		}
		if zero.Valid(in) {
			t.Errorf("Valid(%q) is true", in)
		}
		target := code
		into := zero.Into(&target)
		for name, read := range map[string]func() error{
			"UnmarshalText": func() error { return into.UnmarshalText([]byte(in)) },
			"Scan":          func() error { return into.Scan(in) },
			"Scan of bytes": func() error { return into.Scan([]byte(in)) },
			"Scan of NULL":  func() error { return into.Scan(nil) },
			"Set":           func() error { return into.Set(in) },
		} {
			if err := read(); err != redeem.ErrSpec || target != code {
				t.Errorf("%s of %q: %v and %q, want ErrSpec and no change", name, in, err, redeem.Plain(target))
			}
		}
		if err := into.Scan(1); err != redeem.ErrType || target != code {
			t.Errorf("Scan of a number: %v, want ErrType", err)
		}
		text := in + "\n" + sample + "\n"
		size := strings.Index(text, "\n") + 1
		if codes, n, err := zero.ParseLines(nil, []byte(text), true); len(codes) != 1 || codes[0].IsValid() || n != size || err != redeem.ErrSpec {
			t.Errorf("ParseLines(%q): %d codes, %d bytes, %v, want a line of %d bytes and ErrSpec", text, len(codes), n, err, size)
		}

		for m := range zero.Find(in) {
			t.Errorf("Find(%q) finds %+v", in, m)
		}
		for m := range zero.FindBytes([]byte(in)) {
			t.Errorf("FindBytes(%q) finds %+v", in, m)
		}
		if got := zero.AppendRedacted([]byte("as it was "), []byte(in)); string(got) != "as it was "+in {
			t.Errorf("AppendRedacted(%q) = %q", in, got)
		}
		var written strings.Builder
		r := redeem.NewRedactor(&written, zero)
		if _, err := r.Write([]byte(in)); err != nil || r.Close() != nil || written.String() != in {
			t.Errorf("a Redactor writes %q for %q, %v", written.String(), in, err)
		}
		out, caret, progress := zero.AppendTyped([]byte("as it was "), redeem.Change{New: in, Caret: len(in)})
		if string(out) != "as it was "+in || caret != len(in) || progress != redeem.ProgressImpossible {
			t.Errorf("AppendTyped(%q) = %q, %d, %v", in, out, caret, progress)
		}

		for _, c := range []*redeem.Corrector{
			{Format: zero},
			{Format: zero, MaxIndels: 2},
			{Format: zero, MaxEdits: 2, MaxCost: 9, Lookalikes: redeem.Tesseract()},
		} {
			for candidate := range c.Candidates(in, in) {
				t.Errorf("candidate %q of %q", redeem.Plain(candidate.Code), in)
			}
			if got := c.Resolve(in); got.Verdict != redeem.VerdictNone || got.Best.Code.IsValid() || got.Capped {
				t.Errorf("Resolve(%q) = %+v", in, got)
			}
			if n, _ := c.Count(in); n != 0 {
				t.Errorf("Count(%q) = %d", in, n)
			}
		}
	}

	spec := zero.Spec()
	if spec.Length != 0 || spec.Alphabet != "" || spec.Groups != nil || spec.Check != nil || spec.Lookalikes != nil {
		t.Errorf("Spec = %+v", spec)
	}
	if zero.Len() != 0 || zero.Name() != "" || zero.String() != "" || zero.Prefix() != "" || zero.Alphabet() != "" || zero.Scheme() != nil {
		t.Errorf("%d, %q, %q, %q, %q, %v", zero.Len(), zero.Name(), zero.String(), zero.Prefix(), zero.Alphabet(), zero.Scheme())
	}
	if got := zero.AppendGrouped(nil, code); string(got) != sample {
		t.Errorf("AppendGrouped = %q, want %q", got, sample)
	}
	pattern := regexp.MustCompile(zero.Pattern())
	for _, in := range inputs[1:] {
		if pattern.MatchString(in) {
			t.Errorf("%s matches %q", pattern, in)
		}
	}
}

func TestAppendGrouped(t *testing.T) {
	c := redeem.MustParse(sample)
	if got := redeem.GiftCard().AppendGrouped(nil, c); string(got) != "X8KD-49FJ-2MZQ-7WPT" {
		t.Errorf("AppendGrouped = %q", got)
	}
	room := make([]byte, 3, 64)
	if got := redeem.GiftCard().AppendGrouped(room, c); &got[0] != &room[0] {
		t.Error("AppendGrouped leaves a buffer with room")
	}
}

func TestPattern(t *testing.T) {
	for _, tt := range []struct {
		spec redeem.Spec
		want string
	}{
		{redeem.GiftCard().Spec(), `^X[0-9A-Z]{15}$`},
		{redeem.Spec{Length: 1}, `^[0-9A-Z]$`},
		{redeem.Spec{Length: 4, Prefix: "ABB"}, `^AB{2}[0-9A-Z]$`},
		{redeem.Spec{Length: 2, Alphabet: "10"}, `^[01]{2}$`},
		{redeem.Spec{Length: 2, Alphabet: "cab"}, `^[a-c]{2}$`},
		{redeem.Spec{Length: 3, Alphabet: "^$*+|", Prefix: "$^"}, `^\$\^[\$\*\+\^\|]$`},
		{redeem.Spec{Length: 2, Alphabet: `[]\(){}`}, `^[\(\)\[-\]\{\}]{2}$`},
		{redeem.Spec{Length: 2, Alphabet: draw.SymbolChars}, "^[!-,0->@-\\^`-~]{2}$"},
	} {
		got := redeem.MustFormat(tt.spec).Pattern()
		if got != tt.want {
			t.Errorf("Pattern = %s, want %s", got, tt.want)
		}
		if _, err := regexp.Compile(got); err != nil {
			t.Error(err)
		}
	}
}

// TestPatternOfChecks has formats with other symbols at check places, and
// compares their patterns with the symbols of every place.
func TestPatternOfChecks(t *testing.T) {
	for _, tt := range []struct{ scheme, prefix, want string }{
		{"luhn", "", `^[0-9]{16}$`},
		{"luhn-mod-36", "X", `^X[0-9A-Z]{15}$`},
		{"iso7064-mod-11-2", "", `^[0-9]{15}[0-9X]$`},
		{"iso7064-mod-37-2", "V", `^V[0-9A-Z]{14}[\*0-9A-Z]$`},
		{"iso7064-mod-97-10", "", `^[0-9A-Z]{14}[0-9]{2}$`},
		{"iso7064-mod-1271-36", "", `^[0-9A-Z]{16}$`},
		{"crockford-mod-37", "", `^[0-9A-HJKMNP-TV-Z]{15}[\$\*0-9=A-HJKMNP-Z~]$`},
		{"coupon-code-4x4", "", `^[0-9A-HJ-NP-RT-Y]{3}[0-9A-HJ-NP-RT-X][0-9A-HJ-NP-RT-Y]{3}[0-9A-HJ-NP-RT-X][0-9A-HJ-NP-RT-Y]{3}[0-9A-HJ-NP-RT-X][0-9A-HJ-NP-RT-Y]{3}[0-9A-HJ-NP-RT-X]$`},
	} {
		s := draw.SchemeNamed(t, tt.scheme)
		f := redeem.MustFormat(redeem.Spec{Length: 16, Prefix: tt.prefix, Alphabet: s.Alphabet(), Check: s})
		if got := f.Pattern(); got != tt.want {
			t.Errorf("%s: Pattern = %s, want %s", tt.scheme, got, tt.want)
		}
		pattern, err := regexp.Compile(f.Pattern())
		if err != nil {
			t.Fatal(err)
		}
		code := draw.CheckedCode(t, f, 1)
		for place := range code {
			symbols := reference.Alphabet(f.Spec(), place)
			if place < len(tt.prefix) {
				symbols = tt.prefix
			}
			for x := range 128 {
				text := code[:place] + string(rune(x)) + code[place+1:]
				if got, want := pattern.MatchString(text), strings.Contains(symbols, string(rune(x))); got != want {
					t.Errorf("%s: %s matches %q: %t", tt.scheme, pattern, text, got)
				}
			}
		}
	}
}

// TestPatternECMA tests the rules of ECMA-262's mode v, in which HTML reads its
// pattern attribute: which characters must be escaped in a class, and that two
// equal signs in a row are reserved.
func TestPatternECMA(t *testing.T) {
	for i := range draw.SymbolChars {
		for j := range draw.SymbolChars[:i] {
			pattern := redeem.MustFormat(redeem.Spec{Length: 2, Alphabet: draw.SymbolChars[j : i+1], Prefix: draw.SymbolChars[i : i+1]}).Pattern()
			if _, err := regexp.Compile(pattern); err != nil {
				t.Error(err)
			}
			// The expression has ^, the prefix, whose first half is an escape,
			// and the class.
			rest := strings.TrimPrefix(pattern[1:], `\`)[1:]
			class := strings.TrimSuffix(strings.TrimPrefix(rest, "["), "]$")
			if "["+class+"]$" != rest {
				t.Fatalf("%s has no class at its end", pattern)
			}
			if class[0] == '^' {
				t.Errorf("%s is negated", pattern)
			}
			for k := 0; k < len(class); k++ {
				switch b := class[k]; {
				case b == '\\':
					if k++; !strings.Contains(`^$\.*+?()[]{}|/`, class[k:k+1]) {
						t.Errorf("%s escapes %q, which mode u refuses", pattern, class[k])
					}
				case strings.IndexByte(`()[]{}/|`, b) >= 0, b == '-' && (k == 0 || k == len(class)-1):
					t.Errorf("%s holds %q as it is", pattern, b)
				case k > 0 && class[k-1] == b && strings.IndexByte("&!#$%*+,.:;<=>?@^`~", b) >= 0:
					t.Errorf("%s holds %q twice in a row", pattern, b)
				}
			}
		}
	}
}

// TestFormatAccessors tests that the accessors of a Format return the values of
// its Spec, and zero values for the zero Format.
func TestFormatAccessors(t *testing.T) {
	coupon := redeem.MustFormat(redeem.Spec{Name: "coupon", Length: 3, Prefix: "a", Alphabet: "abc"})
	for _, f := range append(draw.CheckedFormats(nil), redeem.GiftCard(), coupon, new(redeem.Format)) {
		spec := f.Spec()
		if f.Name() != spec.Name || f.String() != spec.Name || f.Len() != spec.Length || f.Prefix() != spec.Prefix ||
			f.Alphabet() != spec.Alphabet || f.Scheme() != spec.Check {
			t.Errorf("%q, %d, %q, %q, %v are not those of %+v", f.Name(), f.Len(), f.Prefix(), f.Alphabet(), f.Scheme(), spec)
		}
	}
	if n := new(redeem.Format).Len(); n != 0 {
		t.Errorf("the zero Format has codes of %d symbols", n)
	}
}

func TestPatternMatchesValid(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		spec := draw.Spec(t)
		f := redeem.MustFormat(spec)
		pattern, err := regexp.Compile(f.Pattern())
		if err != nil {
			t.Fatal(err)
		}
		for range 40 {
			s := draw.Input(t, spec)
			if rapid.Bool().Draw(t, "canonical") {
				s = draw.Code(t, spec) + rapid.SampledFrom([]string{"", "", "\n", "A", "\x80"}).Draw(t, "more")
			}
			got, want := pattern.MatchString(s), f.Valid(s)
			if spec.Check != nil && got { // which it cannot tell
				want = want || f.Inspect(s).Err == redeem.ErrCheck
			}
			if got != want {
				t.Errorf("%s matches %q: %t, but it is valid: %t", pattern, s, got, want)
			}
		}
	})
}
