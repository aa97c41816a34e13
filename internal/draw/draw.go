// Package draw draws the inputs of property tests: formats, models, codes, and
// inputs of all sorts.
package draw

import (
	"flag"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/spell"
)

// Check checks a property with the same random numbers in every run, so that a
// failure comes from the change at hand. Set -rapid.seed or RAPID_SEED to use
// other numbers. It tries the property 30 times, or the 100 times of rapid if
// the tests are exhaustive. Set -rapid.checks or RAPID_CHECKS to use another
// number.
func Check(t *testing.T, law func(*rapid.T)) {
	t.Helper()
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == "100" && !exhaustive.On() {
		if err := checks.Value.Set("30"); err != nil {
			t.Fatal(err)
		}
	}
	if seed := flag.Lookup("rapid.seed"); seed.Value.String() == "0" {
		if err := seed.Value.Set("20250722"); err != nil {
			t.Fatal(err)
		}
	}
	rapid.Check(t, law)
}

// SymbolChars holds the characters that an alphabet may contain: all printable
// ASCII characters except -_./?
const SymbolChars = "!\"#$%&'()*+,0123456789:;<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^`abcdefghijklmnopqrstuvwxyz{|}~"

// Alphabets holds alphabets of all sorts.
var Alphabets = []string{
	"", // the default, and the most frequent one
	spell.Alphanumeric,
	"ZYXWVUTSRQPONMLKJIHGFEDCBA9876543210",
	"0123456789",
	"ABCDEFGHIJKLMNOPQRSTUVWXYZ",
	"abcdefghijklmnopqrstuvwxyz234567",
	"0123456789ABCDEFGHJKMNPQRSTVWXYZ",
	"CDFGHJKLMNPQRTVWXYZ2346789",
	"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
	"bB",
	"01",
	SymbolChars,
}

func Alphabet(t *rapid.T) string {
	if rapid.Bool().Draw(t, "own alphabet") {
		symbols := rapid.SliceOfNDistinct(rapid.SampledFrom([]byte(SymbolChars)), 2, 40, rapid.ID)
		return string(symbols.Draw(t, "alphabet"))
	}
	return rapid.SampledFrom(Alphabets).Draw(t, "alphabet")
}

// Pairs draws pairs of few symbols, so that pairs have symbols in common:
// chains, circles, and symbols paired with themselves.
func Pairs(t *rapid.T) []redeem.Pair {
	symbol := rapid.OneOf(rapid.SampledFrom([]byte("0DOQ1Il8Bb!")), rapid.ByteRange('!', '>'), rapid.ByteRange('@', '~'))
	pair := rapid.Custom(func(t *rapid.T) redeem.Pair {
		return redeem.Pair{Read: symbol.Draw(t, "read"), Meant: symbol.Draw(t, "meant"), Cost: rapid.ByteMax(3).Draw(t, "cost")}
	})
	return rapid.SliceOfNDistinct(pair, 0, 30, func(p redeem.Pair) [2]byte { return [2]byte{p.Read, p.Meant} }).Draw(t, "pairs")
}

func Lookalikes(t *rapid.T) *redeem.Lookalikes {
	switch rapid.IntRange(0, 3).Draw(t, "model") {
	case 0:
		return nil
	case 1:
		return redeem.SupportArticle()
	case 2:
		return redeem.SupportTS1292()
	}
	l, err := redeem.NewLookalikes(Pairs(t)...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Text draws n symbols of the alphabet.
func Text(t *rapid.T, alphabet string, n int) string {
	if alphabet == "" {
		alphabet = spell.Alphanumeric
	}
	return string(rapid.SliceOfN(rapid.SampledFrom([]byte(alphabet)), n, n).Draw(t, "text"))
}

// Scheme draws a check scheme and returns the least and the greatest length of a
// code.
func Scheme(t *rapid.T) (s *checkdigit.Scheme, shortest, longest int) {
	schemes := slices.Collect(checkdigit.All())
	i := rapid.IntRange(0, len(schemes)).Draw(t, "scheme")
	if i < len(schemes) {
		s, longest = schemes[i], redeem.MaxLen
		if s.MaxLen() > 0 {
			longest = min(longest, s.MaxLen())
		}
		return s, s.Len() + 1, longest
	}
	parts, partLen := rapid.IntRange(1, 4).Draw(t, "parts"), rapid.IntRange(2, 8).Draw(t, "part length")
	s, err := checkdigit.CouponCode(parts, partLen)
	if err != nil {
		t.Fatal(err)
	}
	return s, parts * partLen, parts * partLen
}

func Spec(t *rapid.T) redeem.Spec {
	spec := redeem.Spec{Lookalikes: Lookalikes(t)}
	shortest, longest := 1, redeem.MaxLen
	if rapid.IntRange(0, 3).Draw(t, "checked") == 3 {
		spec.Check, shortest, longest = Scheme(t)
		spec.Alphabet = spec.Check.Alphabet()
		if rapid.Bool().Draw(t, "fewer symbols") {
			symbols := rapid.SliceOfNDistinct(rapid.SampledFrom([]byte(spec.Alphabet)), 2, -1, rapid.ID)
			spec.Alphabet = string(symbols.Draw(t, "alphabet"))
		}
	} else {
		spec.Alphabet = Alphabet(t)
	}
	spec.Length = rapid.OneOf(rapid.Just(min(max(16, shortest), longest)), rapid.IntRange(shortest, longest)).Draw(t, "length")
	free := 0 // places before the first check character
	for free < spec.Length-1 && (spec.Check == nil || !spec.Check.IsCheck(free, spec.Length)) {
		free++
	}
	prefixLen := rapid.OneOf(rapid.IntRange(0, min(free, 3)), rapid.IntRange(0, free)).Draw(t, "prefix length")
	spec.Prefix = Text(t, spec.Alphabet, prefixLen)
	for left := spec.Length; left > 0 && rapid.IntRange(0, 9).Draw(t, "grouped") > 0; left = spec.Length - sum(spec.Groups) {
		spec.Groups = append(spec.Groups, rapid.IntRange(1, left).Draw(t, "group"))
	}
	if sum(spec.Groups) < spec.Length {
		spec.Groups = nil
	}
	return spec
}

func sum(all []int) (total int) {
	for _, n := range all {
		total += n
	}
	return total
}

// Code draws a code in canonical spelling.
func Code(t *rapid.T, spec redeem.Spec) string {
	if spec.Check == nil {
		return spec.Prefix + Text(t, spec.Alphabet, spec.Length-len(spec.Prefix))
	}
	payload := spec.Prefix + Text(t, spec.Alphabet, spec.Length-len(spec.Prefix)-spec.Check.Len())
	text, err := spec.Check.Append(nil, payload)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Spelled holds, for each ASCII character, the characters outside ASCII that
// are read as it. Those that are left out are under 0.
var Spelled = sync.OnceValue(func() map[byte][]string {
	all := make(map[byte][]string)
	for r := rune(0x80); r < 0x20000; r++ {
		if c := reference.Read(r); c.Err == 0 && (r < 0xD800 || r > 0xDFFF) {
			all[c.ASCII] = append(all[c.ASCII], string(r))
		}
	}
	all[0] = append(all[0], " ", "\t", "\n", "\r\n", "-", "_", ".", "/", "\U000E0001", "\U000E0041", "\U000E0FFF")
	return all
})

// Spelling writes text in one of the ways that people write it. If cases is
// set, a letter may be in the other case.
func Spelling(t *rapid.T, text string, cases bool) string {
	var spelling []byte
	style := rapid.IntRange(0, 9)
	for _, b := range []byte(text) {
		if style.Draw(t, "separated") == 9 {
			spelling = append(spelling, rapid.SampledFrom(Spelled()[0]).Draw(t, "separator")...)
		}
		if cases && (b|0x20 >= 'a' && b|0x20 <= 'z') && style.Draw(t, "case") >= 8 {
			b ^= 0x20
		}
		if forms := Spelled()[b]; len(forms) > 0 && style.Draw(t, "form") == 9 {
			spelling = append(spelling, rapid.SampledFrom(forms).Draw(t, "form")...)
		} else {
			spelling = append(spelling, b)
		}
	}
	return string(spelling)
}

// Input spells a code, a serial number or random text, and then damages it in
// up to two places, which may be inside a character.
func Input(t *rapid.T, spec redeem.Spec) string {
	var text string
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0:
		f := rapid.SampledFrom(reference.Families).Draw(t, "family")
		n := rapid.SampledFrom(f.Lengths).Draw(t, "serial length")
		text = f.Prefix + Text(t, f.Body, n-len(f.Prefix))
	case 1:
		text = Text(t, SymbolChars, rapid.IntRange(0, redeem.MaxLen+2).Draw(t, "length"))
	case 2: // symbols that the scheme has and the format may lack
		all := spec
		if spec.Check != nil {
			all.Alphabet = spec.Check.Alphabet()
		}
		text = Code(t, all)
	default:
		text = Code(t, spec)
	}
	s := Spelling(t, text, true)
	if rapid.IntRange(0, 3).Draw(t, "pasted") == 3 {
		s = Wrapped(t, s)
	}
	for range rapid.IntRange(0, 2).Draw(t, "damages") {
		i := rapid.IntRange(0, len(s)).Draw(t, "from")
		j := min(i+rapid.IntRange(0, 3).Draw(t, "dropped"), len(s))
		s = s[:i] + Garbage(t) + s[j:]
	}
	return s
}

// Wrapped adds characters at both ends of s, some of which a paste may add.
func Wrapped(t *rapid.T, s string) string {
	marks := func(label string) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pasted), 0, 3).Draw(t, label), "")
	}
	return marks("in front") + s + marks("behind")
}

var pasted = []string{`"`, "'", "`", "*", "**", "(", ")", "[", "]", "<", ">", "{", "=", ",", ";", ":", ".", "«", "»", "„", "“", "「", "」", "（", "）",
	"。", "，", "：", " ", "\n", "\u200B", "\uFFFC", "\x02", "\x03", "\x1D", "!", "＝", "\xFF"}

func Garbage(t *rapid.T) string {
	switch rapid.IntRange(0, 5).Draw(t, "garbage") {
	case 0:
		return string([]byte{rapid.Byte().Draw(t, "byte")})
	case 1:
		return string(rapid.Rune().Draw(t, "rune"))
	case 2:
		return rapid.SampledFrom([]string{"ſ", "é", "e\u0301", "①", "²", "Ⅷ", "\x00", "\x7F", "👍", "\uFFFD",
			"\xED\xA0\x80", "\xC0\xAF", "\xE2\x80", "\xF4\x90\x80\x80", "?"}).Draw(t, "refused")
	case 3: // about as many blanks as parsing reads
		return strings.Repeat(" ", rapid.IntRange(redeem.MaxInput-2*redeem.MaxLen, redeem.MaxInput+2).Draw(t, "blanks"))
	case 4:
		return string([]byte{rapid.SampledFrom([]byte(SymbolChars)).Draw(t, "symbol")})
	}
	return ""
}
