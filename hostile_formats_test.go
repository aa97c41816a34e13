package redeem_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// hostileSpecs are formats at the limits of what a Spec may say: shortest and
// longest codes, prefixes, alphabets and groups, and all check schemes.
func hostileSpecs(t *testing.T) (specs []redeem.Spec) {
	most := draw.SymbolChars
	coupon, err := checkdigit.CouponCode(4, 8)
	if err != nil {
		t.Fatal(err)
	}
	schemes := []*checkdigit.Scheme{nil, coupon}
	for s := range checkdigit.All() {
		schemes = append(schemes, s)
	}
	for _, s := range schemes {
		alphabets := []string{"01", "ab", most}
		least := 1
		if s != nil {
			alphabets = []string{s.Alphabet()[:2], s.Alphabet()}
			least = s.Len() + 1
		}
		for _, alphabet := range alphabets {
			for _, length := range []int{least, least + 1, redeem.MaxLen - 1, redeem.MaxLen} {
				payload := length
				if s != nil {
					payload -= s.Len()
				}
				for _, prefix := range []int{0, 1, payload - 1, payload, length - 1} {
					spec := redeem.Spec{Length: length, Alphabet: alphabet, Prefix: strings.Repeat(alphabet[1:2], min(prefix, length-1)), Check: s}
					for range length {
						spec.Groups = append(spec.Groups, 1)
					}
					specs = append(specs, spec)
				}
			}
		}
	}
	return specs
}

// TestHostileFormats takes codes of formats at the limits through everything
// that a format does.
func TestHostileFormats(t *testing.T) {
	made, step := 0, exhaustive.Pick(7, 1)
	for i, spec := range hostileSpecs(t) {
		if i%step != 0 { // 7 has nothing in common with the numbers of prefixes, lengths and alphabets
			continue
		}
		f, err := redeem.NewFormat(spec)
		if err != nil {
			continue // no code satisfies it, which TestNewFormat looks at
		}
		made++
		pattern, err := regexp.Compile(f.Pattern())
		if err != nil {
			t.Fatalf("%+v: %v", spec, err)
		}
		c := &redeem.Corrector{Format: f}
		codes := 0
		read := []byte(strings.Repeat("?", spec.Length))
		if spec.Check != nil && spec.Check.States() > 2_000 { // of which only the check symbols can be unread
			for i := range read {
				if !spec.Check.IsCheck(i, spec.Length) {
					read[i] = f.Alphabet()[i%2]
				}
			}
			copy(read, spec.Prefix)
		}
		for candidate := range c.Candidates(string(read)) {
			if codes++; codes == 3 {
				break
			}
			text := redeem.Plain(candidate.Code).String()
			grouped := string(f.AppendGrouped(nil, candidate.Code))
			if !f.Valid(text) || !pattern.MatchString(text) || strings.Count(grouped, "-") != spec.Length-1 {
				t.Errorf("%+v: %q, grouped %q, is not as it should be", spec, text, grouped)
			}
			for _, in := range []string{text, grouped, " " + strings.Join(strings.Split(text, ""), "\u200b ") + "\n"} {
				if got, err := f.Parse(in); got != candidate.Code || err != nil {
					t.Errorf("%+v: Parse(%q) = %q, %v", spec, in, redeem.Plain(got), err)
				}
				if r := c.Resolve(in); r.Verdict != redeem.VerdictUnique || r.Best != (redeem.Candidate{Code: candidate.Code}) {
					t.Errorf("%+v: Resolve(%q) = %+v", spec, in, r)
				}
			}
			typed, caret, p := f.AppendTyped(nil, redeem.Change{New: text, Caret: len(text)})
			if string(typed) != grouped || caret != len(grouped) || p != redeem.ProgressComplete {
				t.Errorf("%+v: AppendTyped(%q) = %q, %d, %v", spec, text, typed, caret, p)
			}
			if masked := f.AppendRedacted(nil, []byte(text)); len(masked) != len(text) || spec.Length > 1 && string(masked) == text {
				t.Errorf("%+v: AppendRedacted(%q) = %q", spec, text, masked)
			}
			for _, in := range []string{text[1:], text + text[:1], text[:len(text)-1] + "?", "", text + strings.Repeat(" ", redeem.MaxInput)} {
				if got, err := f.Parse(in); err == nil {
					t.Errorf("%+v: Parse(%q) = %q", spec, in, redeem.Plain(got))
				}
			}
		}
		if codes == 0 {
			t.Errorf("%+v: no candidates", spec)
		}
	}
	if made < 200/step {
		t.Errorf("%d formats only", made)
	}
}
