package form_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/reference"
)

// checkedWith returns a code with the given symbol at the first check place.
func checkedWith(t testing.TB, f *redeem.Format, symbol byte) string {
	t.Helper()
	for n := range 100000 {
		code := draw.CheckedCode(t, f, n)
		for i := range code {
			if f.Spec().Check.IsCheck(i, len(code)) {
				if code[i] == symbol {
					return code
				}
				break
			}
		}
	}
	t.Fatalf("%s: no code with check character %q", reference.Describe(f), symbol)
	return ""
}

// TestCheckAppend tests that a Format accepts the check characters that its
// scheme appends, at every length.
func TestCheckAppend(t *testing.T) {
	for _, sixteen := range draw.CheckedFormats(nil) {
		spec := sixteen.Spec()
		for _, spec.Length = range draw.SchemeLengths(spec.Check) {
			f, err := redeem.NewFormat(spec)
			if fits := spec.Check.IsCheck(spec.Length-1, spec.Length); fits != (err == nil) {
				t.Errorf("%s of length %d: %v", spec.Check.Name(), spec.Length, err)
			}
			if err != nil {
				continue
			}
			for n := range exhaustive.Pick(1, 8) {
				code := draw.CheckedCode(t, f, n+spec.Length)
				if !f.Valid(code) || f.Valid(strings.ToLower(code)) != (code == strings.ToLower(code)) {
					t.Errorf("%s: Valid(%q) = %t, in lower case %t", reference.Describe(f), code, f.Valid(code), f.Valid(strings.ToLower(code)))
				}
				reference.CheckInspect(t, f, code)
				reference.CheckInspect(t, f, strings.ToLower(code))
				reference.CheckInspect(t, f, code[:len(code)/2]+"-"+code[len(code)/2:]+"\n")
				reference.CheckInspect(t, f, code[:len(code)-1])
				reference.CheckInspect(t, f, code+code[:1])
			}
		}
	}
}

// TestCheckSubstitution replaces every symbol. The format must reject the
// result if the scheme does, at the place of the first of the check characters
// that are wrong together. A symbol must not be accepted where only others may
// stand.
func TestCheckSubstitution(t *testing.T) {
	for _, f := range draw.CheckedFormats(none(t)) {
		scheme := f.Spec().Check
		for n := range exhaustive.Pick(1, 3) {
			code := draw.CheckedCode(t, f, n)
			for place := range code {
				for _, symbol := range []byte(draw.SymbolChars[:58]) { // without lower case
					if symbol == code[place] {
						continue
					}
					wrong := code[:place] + string(rune(symbol)) + code[place+1:]
					want := reference.Accepted(wrong, 0)
					front, behind := reference.Wraps(rune(symbol))
					switch {
					case !reference.IsSymbol(f.Spec(), symbol) && (front && place == 0 || behind && place == len(code)-1):
						want = reference.Report{Err: redeem.ErrTooShort, Offset: len(code), Edits: redeem.EditSeparator}
					case !strings.Contains(reference.Alphabet(f.Spec(), place), string(rune(symbol))):
						want = reference.Report{Err: redeem.ErrSymbol, Offset: place}
					case !scheme.Valid(wrong):
						want = reference.Report{Err: redeem.ErrCheck, Offset: checkPlace(scheme, place, len(code)), Kind: redeem.KindCode}
					}
					if got := reference.Reveal(f.Inspect(wrong)); got != want {
						t.Errorf("%s: Inspect(%q) = %s, want %s", reference.Describe(f), wrong, got, want)
					}
					if got := f.Valid(wrong); got != (want.Err == nil) {
						t.Errorf("%s: Valid(%q) = %t", reference.Describe(f), wrong, got)
					}
				}
				if place > 0 {
					reference.CheckInspect(t, f, code[:place-1]+code[place:place+1]+code[place-1:place]+code[place+1:])
				}
			}
		}
	}
}

// checkPlace returns the place of the first check character that depends on the
// symbol at a place.
func checkPlace(s *checkdigit.Scheme, place, length int) int {
	for !s.IsCheck(place, length) {
		place++
	}
	for place > 0 && s.IsCheck(place-1, length) {
		place--
	}
	return place
}

// TestCheckSymbolsOfTheirPlace tests that symbols that only a check character
// may have are accepted at check places and nowhere else.
func TestCheckSymbolsOfTheirPlace(t *testing.T) {
	for _, f := range draw.CheckedFormats(none(t)) {
		spec := f.Spec()
		for _, symbol := range []byte(spec.Check.CheckAlphabet()) {
			if strings.IndexByte(spec.Alphabet, symbol) >= 0 {
				continue
			}
			code := checkedWith(t, f, symbol)
			if c, err := f.Parse(strings.ToLower(code)); err != nil || c != reference.Code(code) {
				t.Errorf("%s: Parse(%q): %v", reference.Describe(f), strings.ToLower(code), err)
			}
			for place := range len(code) {
				if spec.Check.IsCheck(place, len(code)) {
					continue
				}
				wrong := code[:place] + string(rune(symbol)) + code[place+1:]
				if got := reference.Reveal(f.Inspect(wrong)); got.Err != redeem.ErrSymbol || got.Offset != place {
					t.Errorf("%s: Inspect(%q) = %s, want ErrSymbol at %d", reference.Describe(f), wrong, got, place)
				}
				reference.CheckInspect(t, f, wrong)
			}
			if got := reference.Reveal(f.Inspect(code + string(rune(symbol)))); got.Err != redeem.ErrSymbol {
				t.Errorf("%s: Inspect(%q) = %s, want ErrSymbol", reference.Describe(f), code+string(rune(symbol)), got)
			}
		}
	}
}

// TestCheckSubstitutes tests look-alikes at places that have other symbols than
// the rest.
func TestCheckSubstitutes(t *testing.T) {
	for _, tt := range []struct {
		scheme, in, want string
		edits            redeem.Edits
	}{
		{"iso7064-mod-97-10", "5367O2", "536702", redeem.EditSubstitute},
		{"iso7064-mod-97-10", "5367oZ", "536702", redeem.EditSubstitute},
		{"iso7064-mod-97-10", "43541116-11551114-E1", "435411161155111431", redeem.EditSubstitute | redeem.EditSeparator},
		{"iso7064-mod-97-10", "O2", "", 0},
		{"iso7064-mod-97-10", "O367O2", "", 0}, // the first O is a letter, with the value 24
		{"iso7064-mod-11-2", "O79X", "079X", redeem.EditSubstitute},
		{"crockford-mod-37", "14u", "14U", redeem.EditCase},
	} {
		s := draw.SchemeNamed(t, tt.scheme)
		f := redeem.MustFormat(redeem.Spec{Length: max(3, len(strings.ReplaceAll(tt.in, "-", ""))), Alphabet: s.Alphabet(), Check: s})
		got := reference.Reveal(f.Inspect(tt.in))
		if tt.want != "" && got != reference.Accepted(tt.want, tt.edits) || tt.want == "" && got.Err == nil {
			t.Errorf("%s: Inspect(%q) = %s, want %s with %s", tt.scheme, tt.in, got, tt.want, tt.edits)
		}
		reference.CheckInspect(t, f, tt.in)
	}

	// U looks like V. In the payload it is read as V, and at the end it is
	// itself.
	s := draw.SchemeNamed(t, "crockford-mod-37")
	f := redeem.MustFormat(redeem.Spec{Length: 6, Alphabet: s.Alphabet(), Check: s})
	v := "V" + checkedWith(t, f, 'U')[1:]
	for n := 0; !strings.HasSuffix(v, "U") || !f.Valid(v); n++ {
		text, err := s.Append(nil, "V"+draw.CheckedCode(t, f, n)[1:5])
		if err != nil {
			t.Fatal(err)
		}
		v = string(text)
	}
	if got := reference.Reveal(f.Inspect("u" + v[1:])); got != reference.Accepted(v, redeem.EditSubstitute) {
		t.Errorf("Inspect(%q) = %s, want %s", "u"+v[1:], got, v)
	}
	if got := reference.Reveal(f.Inspect(v[:5] + "V")); got.Err != redeem.ErrCheck {
		t.Errorf("Inspect(%q) = %s, want ErrCheck", v[:5]+"V", got)
	}
}

// TestCheckErrorKnowsNothing tests that an error does not depend on the right
// check character.
func TestCheckErrorKnowsNothing(t *testing.T) {
	for _, f := range draw.CheckedFormats(nil) {
		said := make(map[string]bool)
		for n := range exhaustive.Pick(50, 200) {
			code := draw.CheckedCode(t, f, n)
			for _, last := range []byte(f.Spec().Check.CheckAlphabet()[:3]) { // two of these are wrong
				wrong := code[:len(code)-1] + string(rune(last))
				if r := f.Inspect(wrong); r.Err != nil {
					_, err := f.Parse(wrong)
					said[fmt.Sprintf("%v %+v %#v %q %x %d, %+v", err, err, err, err, err, err, r)] = true
				}
			}
		}
		if len(said) != 1 {
			t.Errorf("%s: errors that differ: %v", reference.Describe(f), said)
		}
	}
}
