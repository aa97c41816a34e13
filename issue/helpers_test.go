package issue

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
)

// codeOf returns a code with any symbols.
func codeOf(t rapid.TB, text string) redeem.Code {
	t.Helper()
	if text == "" {
		return redeem.Code{}
	}
	c, err := redeem.MustFormat(redeem.Spec{Length: len(text), Alphabet: draw.SymbolChars}).Parse(text)
	if err != nil || string(c.AppendTo(nil)) != text {
		t.Fatalf("%q is no code: %v", text, err)
	}
	return c
}

// described prints what a format was made of.
func described(f *redeem.Format) string {
	name := "none"
	if f.Scheme() != nil {
		name = f.Scheme().Name()
	}
	return fmt.Sprintf("{length %d, prefix %q, alphabet %q, check %s}", f.Len(), f.Prefix(), f.Alphabet(), name)
}

// symbolsAt returns the symbols that a code may have at a place.
func symbolsAt(f *redeem.Format, place int) string {
	switch scheme := f.Scheme(); {
	case place < len(f.Prefix()):
		return f.Prefix()[place : place+1]
	case scheme != nil && scheme.IsCheck(place, f.Len()):
		return scheme.CheckAlphabet()
	}
	return f.Alphabet()
}

// drawFormat draws a format with any check scheme or none, and a prefix that
// ends before the first check character.
func drawFormat(t *rapid.T) *redeem.Format {
	schemes := append(slices.Collect(draw.Schemes), draw.SchemeNamed(t, "coupon-code-3x4"), nil, nil, nil)
	spec := redeem.Spec{Check: rapid.SampledFrom(schemes).Draw(t, "scheme")}
	symbols := draw.SymbolChars
	if spec.Check != nil {
		symbols = spec.Check.Alphabet()
	}
	if rapid.Bool().Draw(t, "own alphabet") {
		distinct := rapid.SliceOfNDistinct(rapid.SampledFrom([]byte(symbols)), 2, -1, rapid.ID)
		spec.Alphabet = string(distinct.Draw(t, "alphabet"))
	} else if spec.Alphabet = symbols; spec.Check == nil {
		spec.Alphabet = rapid.SampledFrom(draw.Alphabets).Draw(t, "alphabet")
	}
	fits := func(length int) bool { return spec.Check == nil || spec.Check.IsCheck(length-1, length) }
	spec.Length = rapid.IntRange(1, redeem.MaxLen).Filter(fits).Draw(t, "length")
	free := 0 // places before the first check character
	for free < spec.Length-1 && (spec.Check == nil || !spec.Check.IsCheck(free, spec.Length)) {
		free++
	}
	spec.Prefix = draw.Text(t, spec.Alphabet, rapid.IntRange(0, free).Draw(t, "prefix length"))
	return redeem.MustFormat(spec)
}

// onlySymbols returns the characters of s that a code may contain, cut to the
// length of a code.
func onlySymbols(s string) string {
	s = strings.Map(func(r rune) rune {
		if r > '~' || !strings.ContainsRune(draw.SymbolChars, r) {
			return -1
		}
		return r
	}, s)
	return s[:min(len(s), redeem.MaxLen)]
}

// unlikely reports whether fewer than one in a hundred thousand random
// sequences reach this chi-squared statistic, by the approximation of Wilson
// and Hilferty.
func unlikely(chi2 float64, freedom int) bool {
	v := 2 / (9 * float64(freedom))
	return (math.Cbrt(chi2/float64(freedom))-(1-v))/math.Sqrt(v) > 4.265
}

// chi2 returns the chi-squared statistic of counts that should all be equal.
func chi2(counts []int) (sum float64) {
	total := 0
	for _, n := range counts {
		total += n
	}
	want := float64(total) / float64(len(counts))
	for _, n := range counts {
		sum += (float64(n) - want) * (float64(n) - want) / want
	}
	return sum
}
