package redeem

import (
	"bytes"
	"cmp"
	"flag"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// checkLaw checks a property, with the same random numbers in every run: a
// failure then comes from the change at hand. -rapid.seed and RAPID_SEED
// choose others. Where the tests are not exhaustive it does so 30 times, not the
// 100 that rapid is set to; -rapid.checks and RAPID_CHECKS choose another number.
func checkLaw(t *testing.T, law func(*rapid.T)) {
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

// symbolChars are the characters that an alphabet may hold: all printable
// ASCII but -_./?
const symbolChars = "!\"#$%&'()*+,0123456789:;<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^`abcdefghijklmnopqrstuvwxyz{|}~"

var alphabets = []string{
	"", // the default, and the likeliest
	alnumAlphabet,
	"ZYXWVUTSRQPONMLKJIHGFEDCBA9876543210",
	"0123456789",
	"ABCDEFGHIJKLMNOPQRSTUVWXYZ",
	"abcdefghijklmnopqrstuvwxyz234567",
	"0123456789ABCDEFGHJKMNPQRSTVWXYZ",
	"CDFGHJKLMNPQRTVWXYZ2346789",
	"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
	"bB",
	"01",
	symbolChars,
}

func drawAlphabet(t *rapid.T) string {
	if rapid.Bool().Draw(t, "own alphabet") {
		symbols := rapid.SliceOfNDistinct(rapid.SampledFrom([]byte(symbolChars)), 2, 40, rapid.ID)
		return string(symbols.Draw(t, "alphabet"))
	}
	return rapid.SampledFrom(alphabets).Draw(t, "alphabet")
}

// drawPairs draws from few symbols, so that pairs meet: chains, circles, and
// symbols paired with themselves.
func drawPairs(t *rapid.T) []Pair {
	symbol := rapid.OneOf(rapid.SampledFrom([]byte("0DOQ1Il8Bb!")), rapid.ByteRange('!', '>'), rapid.ByteRange('@', '~'))
	pair := rapid.Custom(func(t *rapid.T) Pair {
		return Pair{symbol.Draw(t, "read"), symbol.Draw(t, "meant"), rapid.ByteMax(3).Draw(t, "cost")}
	})
	return rapid.SliceOfNDistinct(pair, 0, 30, func(p Pair) [2]byte { return [2]byte{p.Read, p.Meant} }).Draw(t, "pairs")
}

func drawLookalikes(t *rapid.T) *Lookalikes {
	switch rapid.IntRange(0, 3).Draw(t, "model") {
	case 0:
		return nil
	case 1:
		return SupportArticle()
	case 2:
		return SupportTS1292()
	}
	l, err := NewLookalikes(drawPairs(t)...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// drawText draws n symbols of the alphabet.
func drawText(t *rapid.T, alphabet string, n int) string {
	if alphabet == "" {
		alphabet = alnumAlphabet
	}
	return string(rapid.SliceOfN(rapid.SampledFrom([]byte(alphabet)), n, n).Draw(t, "text"))
}

// drawScheme draws a check scheme and how long a code may then be.
func drawScheme(t *rapid.T) (s *checkdigit.Scheme, shortest, longest int) {
	schemes := slices.Collect(checkdigit.All())
	i := rapid.IntRange(0, len(schemes)).Draw(t, "scheme")
	if i < len(schemes) {
		return schemes[i], schemes[i].Len() + 1, MaxLen
	}
	parts, partLen := rapid.IntRange(1, 4).Draw(t, "parts"), rapid.IntRange(2, 8).Draw(t, "part length")
	s, err := checkdigit.CouponCode(parts, partLen)
	if err != nil {
		t.Fatal(err)
	}
	return s, parts * partLen, parts * partLen
}

func drawSpec(t *rapid.T) Spec {
	spec := Spec{Lookalikes: drawLookalikes(t)}
	shortest, longest := 1, MaxLen
	if rapid.IntRange(0, 3).Draw(t, "checked") == 3 {
		spec.Check, shortest, longest = drawScheme(t)
		spec.Alphabet = spec.Check.Alphabet()
		if rapid.Bool().Draw(t, "fewer symbols") {
			symbols := rapid.SliceOfNDistinct(rapid.SampledFrom([]byte(spec.Alphabet)), 2, -1, rapid.ID)
			spec.Alphabet = string(symbols.Draw(t, "alphabet"))
		}
	} else {
		spec.Alphabet = drawAlphabet(t)
	}
	spec.Length = rapid.OneOf(rapid.Just(min(max(16, shortest), longest)), rapid.IntRange(shortest, longest)).Draw(t, "length")
	free := 0 // places in front of the first check character
	for free < spec.Length-1 && (spec.Check == nil || !spec.Check.IsCheck(free, spec.Length)) {
		free++
	}
	prefixLen := rapid.OneOf(rapid.IntRange(0, min(free, 3)), rapid.IntRange(0, free)).Draw(t, "prefix length")
	spec.Prefix = drawText(t, spec.Alphabet, prefixLen)
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

// drawCode draws the canonical text of a code.
func drawCode(t *rapid.T, spec Spec) string {
	if spec.Check == nil {
		return spec.Prefix + drawText(t, spec.Alphabet, spec.Length-len(spec.Prefix))
	}
	payload := spec.Prefix + drawText(t, spec.Alphabet, spec.Length-len(spec.Prefix)-spec.Check.Len())
	text, err := spec.Check.Append(nil, payload)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// spelled holds, for each ASCII character, the characters outside ASCII that
// are read as it; those that are left out stand under 0.
var spelled = sync.OnceValue(func() map[byte][]string {
	all := make(map[byte][]string)
	for r := rune(0x80); r < 0x20000; r++ {
		if c := slowRead(r); c.err == 0 && (r < 0xD800 || r > 0xDFFF) {
			all[c.ascii] = append(all[c.ascii], string(r))
		}
	}
	all[0] = append(all[0], " ", "\t", "\n", "\r\n", "-", "_", ".", "/", "\U000E0001", "\U000E0041", "\U000E0FFF")
	return all
})

// drawSpelling writes text as somebody could who means just that; cases says
// whether a letter in the other case still does.
func drawSpelling(t *rapid.T, text string, cases bool) string {
	var spelling []byte
	style := rapid.IntRange(0, 9)
	for _, b := range []byte(text) {
		if style.Draw(t, "separated") == 9 {
			spelling = append(spelling, rapid.SampledFrom(spelled()[0]).Draw(t, "separator")...)
		}
		if cases && (isUpper(b) || isLower(b)) && style.Draw(t, "case") >= 8 {
			b ^= 0x20
		}
		if forms := spelled()[b]; len(forms) > 0 && style.Draw(t, "form") == 9 {
			spelling = append(spelling, rapid.SampledFrom(forms).Draw(t, "form")...)
		} else {
			spelling = append(spelling, b)
		}
	}
	return string(spelling)
}

// drawInput spells a code, a serial number or nothing in particular, and then
// damages it in up to two places, of which any may lie within a character.
func drawInput(t *rapid.T, spec Spec) string {
	var text string
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0:
		f := rapid.SampledFrom(slowFamilies).Draw(t, "family")
		n := rapid.SampledFrom(f.lengths).Draw(t, "serial length")
		text = f.prefix + drawText(t, f.body, n-len(f.prefix))
	case 1:
		text = drawText(t, symbolChars, rapid.IntRange(0, MaxLen+2).Draw(t, "length"))
	case 2: // of symbols that the scheme knows and the format may not
		all := spec
		if spec.Check != nil {
			all.Alphabet = spec.Check.Alphabet()
		}
		text = drawCode(t, all)
	default:
		text = drawCode(t, spec)
	}
	s := drawSpelling(t, text, true)
	for range rapid.IntRange(0, 2).Draw(t, "damages") {
		i := rapid.IntRange(0, len(s)).Draw(t, "from")
		j := min(i+rapid.IntRange(0, 3).Draw(t, "dropped"), len(s))
		s = s[:i] + drawGarbage(t) + s[j:]
	}
	return s
}

func drawGarbage(t *rapid.T) string {
	switch rapid.IntRange(0, 5).Draw(t, "garbage") {
	case 0:
		return string([]byte{rapid.Byte().Draw(t, "byte")})
	case 1:
		return string(rapid.Rune().Draw(t, "rune"))
	case 2:
		return rapid.SampledFrom([]string{"ſ", "é", "e\u0301", "①", "²", "Ⅷ", "\x00", "\x7F", "👍", "\uFFFD",
			"\xED\xA0\x80", "\xC0\xAF", "\xE2\x80", "\xF4\x90\x80\x80", "?"}).Draw(t, "refused")
	case 3: // about as many blanks as are looked at
		return strings.Repeat(" ", rapid.IntRange(MaxInput-2*MaxLen, MaxInput+2).Draw(t, "blanks"))
	case 4:
		return string([]byte{rapid.SampledFrom([]byte(symbolChars)).Draw(t, "symbol")})
	}
	return ""
}

// TestInspectReference compares formats of all sorts with slowInspect, on
// inputs of all sorts.
func TestInspectReference(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		spec := drawSpec(t)
		f, err := NewFormat(spec)
		if err != nil {
			t.Fatalf("NewFormat(%+v): %v", spec, err)
		}
		for range 40 {
			s := drawInput(t, spec)
			checkInspect(t, f, s)
			checkNormalize(t, s)
			checkSerial(t, s)
		}
	})
}

// TestParseSpelling is the promise that whatever spells a code is read as it.
func TestParseSpelling(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		spec := drawSpec(t)
		f, text := MustFormat(spec), drawCode(t, spec)
		s := drawSpelling(t, text, f.fold != foldNone)
		if c, err := f.Parse(s); err != nil || string(c.AppendTo(nil)) != text {
			t.Errorf("Parse(%q) = %q, %v, want %q", s, c.AppendTo(nil), err, text)
		}
	})
}

func TestPatternMatchesValid(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		spec := drawSpec(t)
		f := MustFormat(spec)
		pattern, err := regexp.Compile(f.Pattern())
		if err != nil {
			t.Fatal(err)
		}
		for range 40 {
			s := drawInput(t, spec)
			if rapid.Bool().Draw(t, "canonical") {
				s = drawCode(t, spec) + rapid.SampledFrom([]string{"", "", "\n", "A", "\x80"}).Draw(t, "more")
			}
			got, want := pattern.MatchString(s), f.Valid(s)
			if spec.Check != nil && got { // which it cannot tell
				want = want || f.Inspect(s).Err == ErrCheck
			}
			if got != want {
				t.Errorf("%s matches %q: %t, but it is valid: %t", pattern, s, got, want)
			}
		}
	})
}

// TestCodePacking holds the laws of the words that a Code is made of.
func TestCodePacking(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		text := drawText(t, symbolChars, rapid.IntRange(0, MaxLen).Draw(t, "length"))
		c := pack([]byte(text))
		if c != slowPack(text) {
			t.Errorf("pack(%q) = %#x, want %#x", text, c.text(), slowPack(text).text())
		}
		if got := c.AppendTo([]byte("as it was ")); string(got) != "as it was "+text {
			t.Errorf("AppendTo = %q, want %q", got, text)
		}
		if c.Len() != len(text) || c.IsValid() != (text != "") {
			t.Errorf("%q: Len = %d, IsValid = %t", text, c.Len(), c.IsValid())
		}
		for i := range MaxLen {
			if got, want := c.at(i), (text + strings.Repeat("\x00", MaxLen))[i]; got != want {
				t.Errorf("%q: at(%d) = %q, want %q", text, i, got, want)
			}
		}
		shown := min(len(text)/4, 4)
		masked := strings.Repeat("*", len(text)-shown) + text[len(text)-shown:]
		if got := c.AppendMasked([]byte("as it was ")); string(got) != "as it was "+masked {
			t.Errorf("AppendMasked = %q, want %q", got, masked)
		}
		if got, want := c.and(ones(3)), slowPack(text[:min(3, len(text))]); got != want {
			t.Errorf("%q: and(ones(3)) = %q", text, got.text())
		}
	})
}

// TestCodeOrder is the promise that codes are ordered as their texts, and
// equal if these are.
func TestCodeOrder(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		var texts []string
		for range 12 { // of few symbols, so that many begin alike
			texts = append(texts, drawText(t, "01", rapid.IntRange(0, MaxLen).Draw(t, "length")))
		}
		base := drawText(t, "A", rapid.IntRange(0, MaxLen-1).Draw(t, "length"))
		texts = append(texts, base, base+"A", base+"B", "")
		codes := make([]Code, len(texts))
		for i, x := range texts {
			codes[i] = pack([]byte(x))
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
		slices.SortFunc(codes, Code.Compare)
		for i, c := range codes {
			if !bytes.Equal(c.AppendTo(nil), []byte(texts[i])) {
				t.Errorf("sorted: %q at %d, want %q", c.AppendTo(nil), i, texts[i])
			}
		}
	})
}
