package redeem

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// checkedFormats are formats of sixteen symbols with each of the check schemes.
func checkedFormats(t testing.TB, l *Lookalikes) (formats []*Format) {
	coupon := mustScheme(t, "coupon-code-4x4")
	for s := range checkdigit.All() {
		formats = append(formats, MustFormat(Spec{Length: 16, Alphabet: s.Alphabet(), Check: s, Lookalikes: l}))
	}
	return append(formats, MustFormat(Spec{Length: 16, Alphabet: coupon.Alphabet(), Check: coupon, Lookalikes: l}))
}

// checkedCode returns a code of a format that is different for every n.
func checkedCode(t testing.TB, f *Format, n int) string {
	t.Helper()
	spec := f.Spec()
	payload := []byte(spec.Prefix)
	for i := len(payload); i < spec.Length-spec.Check.Len(); i++ {
		payload = append(payload, spec.Alphabet[(n+i*i)%len(spec.Alphabet)])
		n = n*7/5 + 3
	}
	code, err := spec.Check.Append(nil, string(payload))
	if err != nil {
		t.Fatal(err)
	}
	return string(code)
}

// checkedWith returns a code with a certain symbol at the first check place.
func checkedWith(t testing.TB, f *Format, symbol byte) string {
	t.Helper()
	for n := range 100000 {
		code := checkedCode(t, f, n)
		for i := range code {
			if f.Spec().Check.IsCheck(i, len(code)) {
				if code[i] == symbol {
					return code
				}
				break
			}
		}
	}
	t.Fatalf("%s: no code with check character %q", spell(f), symbol)
	return ""
}

// checkLengths are lengths of which some are too short for the scheme: all, or
// a few where a format has large tables.
func checkLengths(s *checkdigit.Scheme) (lengths []int) {
	for length := 1; length <= MaxLen; length++ {
		if s.States() < 100 || length < 5 || length%16 == 0 {
			lengths = append(lengths, length)
		}
	}
	return lengths
}

// TestCheckAppend is the promise that what a scheme appends is right for a
// Format, at every length.
func TestCheckAppend(t *testing.T) {
	for _, sixteen := range checkedFormats(t, nil) {
		spec := sixteen.Spec()
		for _, spec.Length = range checkLengths(spec.Check) {
			f, err := NewFormat(spec)
			if fits := spec.Check.IsCheck(spec.Length-1, spec.Length); fits != (err == nil) {
				t.Errorf("%s of length %d: %v", spec.Check.Name(), spec.Length, err)
			}
			if err != nil {
				continue
			}
			for n := range exhaustive.Pick(2, 8) {
				code := checkedCode(t, f, n)
				if !f.Valid(code) || f.Valid(strings.ToLower(code)) != (code == strings.ToLower(code)) {
					t.Errorf("%s: Valid(%q) = %t, in lower case %t", spell(f), code, f.Valid(code), f.Valid(strings.ToLower(code)))
				}
				checkInspect(t, f, code)
				checkInspect(t, f, strings.ToLower(code))
				checkInspect(t, f, code[:len(code)/2]+"-"+code[len(code)/2:]+"\n")
				checkInspect(t, f, code[:len(code)-1])
				checkInspect(t, f, code+code[:1])
			}
		}
	}
}

// TestCheckSubstitution is the promise that of every symbol that is replaced
// the check characters tell what their scheme says, at the place of the first
// of those that are wrong together, and that no symbol is taken where only
// others may stand.
func TestCheckSubstitution(t *testing.T) {
	for _, f := range checkedFormats(t, mustLookalikes(t)) {
		scheme := f.Spec().Check
		for n := range 3 {
			code := checkedCode(t, f, n)
			for place := range code {
				for _, symbol := range []byte(symbolChars[:58]) { // less lower case
					if symbol == code[place] {
						continue
					}
					wrong := code[:place] + string(rune(symbol)) + code[place+1:]
					want := Report{slowPack(wrong), nil, -1, 0, KindCode}
					switch {
					case !strings.Contains(slowAlphabet(f.Spec(), place), string(rune(symbol))):
						want = Report{Err: ErrSymbol, Offset: place}
					case !scheme.Valid(wrong):
						want = Report{Err: ErrCheck, Offset: checkPlace(scheme, place, len(code)), Kind: KindCode}
					}
					if got := f.Inspect(wrong); got != want {
						t.Errorf("%s: Inspect(%q) = %s, want %s", spell(f), wrong, show(got), show(want))
					}
					if got := f.Valid(wrong); got != (want.Err == nil) {
						t.Errorf("%s: Valid(%q) = %t", spell(f), wrong, got)
					}
				}
				if place > 0 {
					checkInspect(t, f, code[:place-1]+code[place:place+1]+code[place-1:place]+code[place+1:])
				}
			}
		}
	}
}

// checkPlace returns where the first of the check characters stands that
// depend on the symbol at a place.
func checkPlace(s *checkdigit.Scheme, place, length int) int {
	for !s.IsCheck(place, length) {
		place++
	}
	for place > 0 && s.IsCheck(place-1, length) {
		place--
	}
	return place
}

// TestCheckSymbolsOfTheirPlace is the promise that symbols that only a check
// position may hold are accepted there and nowhere else.
func TestCheckSymbolsOfTheirPlace(t *testing.T) {
	for _, f := range checkedFormats(t, mustLookalikes(t)) {
		spec := f.Spec()
		for _, symbol := range []byte(spec.Check.CheckAlphabet()) {
			if strings.IndexByte(spec.Alphabet, symbol) >= 0 {
				continue
			}
			code := checkedWith(t, f, symbol)
			if c, err := f.Parse(strings.ToLower(code)); err != nil || c != slowPack(code) {
				t.Errorf("%s: Parse(%q): %v", spell(f), strings.ToLower(code), err)
			}
			for place := range len(code) - 1 {
				wrong := code[:place] + string(rune(symbol)) + code[place+1:]
				if got := f.Inspect(wrong); got.Err != ErrSymbol || got.Offset != place {
					t.Errorf("%s: Inspect(%q) = %s, want ErrSymbol at %d", spell(f), wrong, show(got), place)
				}
				checkInspect(t, f, wrong)
			}
			if got := f.Inspect(code + string(rune(symbol))); got.Err != ErrSymbol {
				t.Errorf("%s: Inspect(%q) = %s, want ErrSymbol", spell(f), code+string(rune(symbol)), show(got))
			}
		}
	}
}

// TestCheckSubstitutes has look-alikes at places that hold other symbols than
// the rest.
func TestCheckSubstitutes(t *testing.T) {
	for _, tt := range []struct {
		scheme, in, want string
		edits            Edits
	}{
		{"iso7064-mod-97-10", "5367O2", "536702", EditSubstitute},
		{"iso7064-mod-97-10", "5367oZ", "536702", EditSubstitute},
		{"iso7064-mod-97-10", "43541116-11551114-E1", "435411161155111431", EditSubstitute | EditSeparator},
		{"iso7064-mod-97-10", "O2", "", 0},
		{"iso7064-mod-97-10", "O367O2", "", 0}, // the first O is a letter, of value 24
		{"iso7064-mod-11-2", "O79X", "079X", EditSubstitute},
		{"crockford-mod-37", "14u", "14U", EditCase},
	} {
		s := mustScheme(t, tt.scheme)
		f := MustFormat(Spec{Length: max(3, len(strings.ReplaceAll(tt.in, "-", ""))), Alphabet: s.Alphabet(), Check: s})
		got := f.Inspect(tt.in)
		if tt.want != "" && got != (Report{slowPack(tt.want), nil, -1, tt.edits, KindCode}) || tt.want == "" && got.Err == nil {
			t.Errorf("%s: Inspect(%q) = %s, want %s with %s", tt.scheme, tt.in, show(got), tt.want, tt.edits)
		}
		checkInspect(t, f, tt.in)
	}

	// U looks like V, which it is in the payload, and is itself at the end.
	s := mustScheme(t, "crockford-mod-37")
	f := MustFormat(Spec{Length: 6, Alphabet: s.Alphabet(), Check: s})
	v := "V" + checkedWith(t, f, 'U')[1:]
	for n := 0; !strings.HasSuffix(v, "U") || !f.Valid(v); n++ {
		text, err := s.Append(nil, "V"+checkedCode(t, f, n)[1:5])
		if err != nil {
			t.Fatal(err)
		}
		v = string(text)
	}
	if got := f.Inspect("u" + v[1:]); got != (Report{slowPack(v), nil, -1, EditSubstitute, KindCode}) {
		t.Errorf("Inspect(%q) = %s, want %s", "u"+v[1:], show(got), v)
	}
	if got := f.Inspect(v[:5] + "V"); got.Err != ErrCheck {
		t.Errorf("Inspect(%q) = %s, want ErrCheck", v[:5]+"V", show(got))
	}
}

// TestCheckErrorKnowsNothing is the promise that an error is the same whatever
// the check character should have been.
func TestCheckErrorKnowsNothing(t *testing.T) {
	for _, f := range checkedFormats(t, nil) {
		said := make(map[string]bool)
		for n := range 200 {
			code := checkedCode(t, f, n)
			for _, last := range []byte(f.Spec().Check.CheckAlphabet()[:3]) { // two of which are wrong
				wrong := code[:len(code)-1] + string(rune(last))
				if r := f.Inspect(wrong); r.Err != nil {
					_, err := f.Parse(wrong)
					said[fmt.Sprintf("%v %+v %#v %q %x %d, %+v", err, err, err, err, err, err, r)] = true
				}
			}
		}
		if len(said) != 1 {
			t.Errorf("%s: errors that differ: %v", spell(f), said)
		}
	}
}

// TestPatternOfChecks has the expressions of formats with other symbols at
// check places, and holds them against the symbols of every place.
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
		s := mustScheme(t, tt.scheme)
		f := MustFormat(Spec{Length: 16, Prefix: tt.prefix, Alphabet: s.Alphabet(), Check: s})
		if got := f.Pattern(); got != tt.want {
			t.Errorf("%s: Pattern = %s, want %s", tt.scheme, got, tt.want)
		}
		pattern, err := regexp.Compile(f.Pattern())
		if err != nil {
			t.Fatal(err)
		}
		code := checkedCode(t, f, 1)
		for place := range code {
			symbols := slowAlphabet(f.Spec(), place)
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

// TestNewFormatCheckErrors has schemes that do not go with the rest of a Spec.
func TestNewFormatCheckErrors(t *testing.T) {
	refused := func(spec Spec, want string) {
		t.Helper()
		f, err := NewFormat(spec)
		if f != nil || !errors.Is(err, ErrSpec) || !strings.Contains(err.Error(), want) {
			t.Errorf("NewFormat(%+v): %v, want %q", spec, err, want)
		}
	}
	const unknown, unsatisfiable = "check scheme does not know", "no code satisfies"
	refused(Spec{Length: 16, Check: new(checkdigit.Scheme)}, unknown)
	for _, f := range checkedFormats(t, nil) {
		s := f.Spec().Check
		for _, symbol := range []byte(symbolChars) {
			spec := Spec{Length: 16, Alphabet: s.Alphabet() + string(rune(symbol)), Check: s}
			switch known := strings.IndexByte(s.Alphabet(), symbol) >= 0; {
			case known:
				refused(spec, "twice")
			default: // such as those that only a check position may hold
				refused(spec, unknown)
			}
		}
		if s.Alphabet() != alnumAlphabet {
			refused(Spec{Length: 16, Check: s}, unknown)
		}
		for _, length := range checkLengths(s) {
			if spec := (Spec{Length: length, Alphabet: s.Alphabet(), Check: s}); !s.IsCheck(length-1, length) {
				refused(spec, unsatisfiable)
			} else if _, err := NewFormat(spec); err != nil {
				t.Errorf("NewFormat(%+v): %v", spec, err)
			}
		}
	}

	// A prefix that is a coupon's first part, and wrong; one that reaches into
	// two check digits; and one that is a payload.
	coupon, mod97 := mustScheme(t, "coupon-code-2x4"), mustScheme(t, "iso7064-mod-97-10")
	refused(Spec{Length: 8, Prefix: "1K7C", Alphabet: coupon.Alphabet(), Check: coupon}, unsatisfiable)
	refused(Spec{Length: 6, Prefix: "53679", Alphabet: mod97.Alphabet(), Check: mod97}, unsatisfiable)
	refused(Spec{Length: 6, Prefix: "5367A", Alphabet: mod97.Alphabet(), Check: mod97}, unsatisfiable)
	for _, spec := range []Spec{
		{Length: 8, Prefix: "1K7Q", Alphabet: coupon.Alphabet(), Check: coupon},
		{Length: 6, Prefix: "53670", Alphabet: mod97.Alphabet(), Check: mod97},
		{Length: 6, Prefix: "5367", Alphabet: mod97.Alphabet(), Check: mod97},
	} {
		f, err := NewFormat(spec)
		if err != nil {
			t.Errorf("NewFormat(%+v): %v", spec, err)
			continue
		}
		if spec.Check == mod97 && !f.Valid("536702") {
			t.Errorf("%s: 536702 is not valid", spell(f))
		}
	}
}

// TestAutomatonShares: places share steps that are the same.
func TestAutomatonShares(t *testing.T) {
	for _, f := range checkedFormats(t, nil) {
		a := f.checks
		size := a.states * len(a.symbols)
		seen := map[string]bool{}
		for row := 0; row < len(a.next); row += size {
			steps := fmt.Sprint(a.next[row : row+size])
			if seen[steps] {
				t.Errorf("%s: the same steps twice", spell(f))
			}
			seen[steps] = true
		}
	}
}
