package redeem_test

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/reference"
	"pgregory.net/rapid"
)

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

// TestCodeText has the laws of the text that a Code holds, whatever its symbols.
func TestCodeText(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		text := draw.Text(t, draw.SymbolChars, rapid.IntRange(0, redeem.MaxLen).Draw(t, "length"))
		c := reference.Code(text)
		if got := c.AppendTo([]byte("as it was ")); string(got) != "as it was "+text {
			t.Errorf("AppendTo = %q, want %q", got, text)
		}
		if c.Len() != len(text) || c.IsValid() != (text != "") {
			t.Errorf("%q: Len = %d, IsValid = %t", text, c.Len(), c.IsValid())
		}
		shown := min(len(text)/4, 4)
		masked := strings.Repeat("*", len(text)-shown) + text[len(text)-shown:]
		if got := c.AppendMasked([]byte("as it was ")); string(got) != "as it was "+masked {
			t.Errorf("AppendMasked = %q, want %q", got, masked)
		}
	})
}

// TestCodeOrder is the promise that codes are ordered as their texts, and
// equal if these are.
func TestCodeOrder(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		var texts []string
		for range 12 { // of few symbols, so that many begin alike
			texts = append(texts, draw.Text(t, "01", rapid.IntRange(0, redeem.MaxLen).Draw(t, "length")))
		}
		base := draw.Text(t, "A", rapid.IntRange(0, redeem.MaxLen-1).Draw(t, "length"))
		texts = append(texts, base, base+"A", base+"B", "")
		codes := make([]redeem.Code, len(texts))
		for i, x := range texts {
			codes[i] = reference.Code(x)
			for j, y := range texts[:i+1] {
				want := cmp.Compare(x, y)
				if got, back := codes[i].Compare(codes[j]), codes[j].Compare(codes[i]); got != want || back != -want {
					t.Errorf("Compare(%q, %q) = %d and %d, want %d", x, y, got, back, want)
				}
				if equal := codes[i] == codes[j]; equal != (want == 0) || codes[i].Equal(codes[j]) != equal {
					t.Errorf("%q == %q: %t, Equal: %t", x, y, equal, codes[i].Equal(codes[j]))
				}
			}
		}
		slices.Sort(texts)
		slices.SortFunc(codes, redeem.Code.Compare)
		for i, c := range codes {
			if !bytes.Equal(c.AppendTo(nil), []byte(texts[i])) {
				t.Errorf("sorted: %q at %d, want %q", c.AppendTo(nil), i, texts[i])
			}
		}
	})
}
