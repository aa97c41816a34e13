package issue

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/spell"
)

func mustScreen(t rapid.TB, l *redeem.Lookalikes, words ...string) *Screen {
	t.Helper()
	s, err := NewScreen(l, words...)
	if err != nil {
		t.Fatalf("NewScreen(%q): %v", words, err)
	}
	return s
}

func TestScreenSees(t *testing.T) {
	none := draw.ModelOf(t)
	oneWay := draw.ModelOf(t, redeem.Pair{Read: 'X', Meant: 'C', Cost: 255}, redeem.Pair{Read: 'q', Meant: 'K'}, redeem.Pair{Read: 'X', Meant: 'Y'})
	lowerCase := draw.ModelOf(t, redeem.Pair{Read: 'h', Meant: 'b'}, redeem.Pair{Read: 'd', Meant: 'p'})
	for _, test := range []struct {
		words, code string
		model       *redeem.Lookalikes
		allowed     bool
	}{
		{"boob", "B00B", nil, false},
		{"BOOB", "800B", nil, false},
		{"poop", "P0OP", nil, false},
		{"boob poop", "X1B00B1", nil, false},
		{"boob poop", "X1P00P1", nil, false},
		{"boob poop", "B00P", nil, true},
		{"boob", "BO0", nil, true},
		{"boob", "BO0XB", nil, true},
		{"boob", "BOOBOOB", nil, false},
		{"boob", "BOBOOB", nil, false}, // the word begins twice, and only the second one is complete
		{"shit", "5H1T", nil, false},
		{"shit", "$H!7", nil, false},
		{"shit", "sh|+", nil, false},
		{"shit", "SHLT", nil, false},
		{"hell", "HEII", nil, false},
		{"ass", "XX455", nil, false},
		{"ass", "@$$XX", nil, false},
		{"fuck", "FVCK", nil, false},
		{"fuck", "fVcK", nil, false},
		{"zigg", "2I69", nil, false},
		{"eat", "347", nil, false},
		{"1488", "1488", nil, false},
		{"1488", "IABB", nil, false},
		{"white-power", "WHITEPOWER", nil, false},
		{"white power", "WH1T3P0W3R", nil, false},
		{"ｂоｏｂ", "B00B", nil, false}, // Normalize makes the word plain ASCII
		{"boob", "BQQB", nil, true},
		{"boob", "BQQB", none, true},
		{"boob", "BQQB", redeem.SupportArticle(), false},
		{"boob", "8QDB", redeem.SupportArticle(), false},
		{"boob", "8q0b", redeem.SupportArticle(), true}, // in this model q does not look like o
		{"fuck", "FUXK", oneWay, false},
		{"fuxk", "FUCK", oneWay, false},
		{"fuck", "FUCQ", oneWay, true},
		{"fuck", "FUCq", oneWay, false},
		{"fuck", "FUYK", oneWay, true}, // X is read as Y and as C, but Y is not read as C
		{"boob", "hOOB", lowerCase, false},
		{"boob", "BOOh", lowerCase, false},
		{"deed", "pEEp", lowerCase, false},
		{"deed", "hEEh", lowerCase, true},
		{"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAX", nil, false},
		{"XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", nil, false},
		{"XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", nil, true},
		{"", "FUCK", nil, true},
		{"boob", "", nil, true},
	} {
		var words []string
		if test.words != "" {
			words = strings.Split(test.words, " ")
			if test.words == "white power" {
				words = []string{test.words}
			}
		}
		s := mustScreen(t, test.model, words...)
		if got := s.Allows(codeOf(t, test.code)); got != test.allowed {
			t.Errorf("words %q: Allows(%q) = %t, want %t", words, test.code, got, test.allowed)
		}
	}
}

// slowAllows is a slow Screen.Allows: it compares each word at each place,
// letter by letter.
func slowAllows(l *redeem.Lookalikes, words []string, code string) bool {
	sees := func(symbol, letter byte) bool {
		if strings.EqualFold(string(rune(symbol)), string(rune(letter))) {
			return true
		}
		for alike := range strings.FieldsSeq("O0 IL1!| Z2 E3 A4@ S5$ G69 T7+ B8 UV") {
			upper := strings.ToUpper(string(rune(symbol)))
			if strings.Contains(alike, upper) && strings.Contains(alike, string(rune(letter))) {
				return true
			}
		}
		if l == nil {
			return false
		}
		for _, of := range []string{string(rune(letter)), strings.ToLower(string(rune(letter)))} {
			_, read := l.Cost(symbol, of[0])
			_, meant := l.Cost(of[0], symbol)
			if read || meant {
				return true
			}
		}
		return false
	}
	for _, word := range words {
		word, err := redeem.Normalize(word)
		if err != nil {
			panic(err)
		}
		for i := 0; i+len(word) <= len(code); i++ {
			seen := 0
			for seen < len(word) && sees(code[i+seen], word[seen]) {
				seen++
			}
			if seen == len(word) {
				return false
			}
		}
	}
	return true
}

// TestScreenReference draws words of few letters, so that codes contain them,
// and enough of them to fill several blocks.
func TestScreenReference(t *testing.T) {
	seen := map[bool]int{}
	draw.Check(t, func(t *rapid.T) {
		letters := rapid.SampledFrom([]string{"AB04", "ABab", "O0Q", spell.Alphanumeric}).Draw(t, "letters")
		word := rapid.Custom(func(t *rapid.T) string {
			return draw.Text(t, letters, rapid.OneOf(rapid.IntRange(2, 6), rapid.IntRange(1, redeem.MaxLen)).Draw(t, "letters of a word"))
		})
		words := rapid.SliceOfN(word, 0, 30).Draw(t, "words")
		l := draw.Lookalikes(t)
		s := mustScreen(t, l, words...)
		for range 10 {
			symbols := letters
			if rapid.Bool().Draw(t, "others") {
				symbols = draw.SymbolChars
			}
			code := draw.Text(t, symbols, rapid.IntRange(0, redeem.MaxLen).Draw(t, "length"))
			got, want := s.Allows(codeOf(t, code)), slowAllows(l, words, code)
			if got != want {
				t.Errorf("words %q: Allows(%q) = %t, want %t", words, code, got, want)
			}
			seen[want]++
		}
	})
	if least := min(seen[true], seen[false]); 10*least < seen[true]+seen[false] {
		t.Errorf("%d codes allowed and %d not: too few to tell", seen[true], seen[false])
	}
}

func FuzzScreen(f *testing.F) {
	f.Add("boob", "poop", "XP00P")
	f.Add("white power", "1488", "WHITEPOWER1488")
	f.Add("", "é", "A")
	f.Add(strings.Repeat("A", redeem.MaxLen), strings.Repeat("B", redeem.MaxLen+1), strings.Repeat("4", redeem.MaxLen))
	f.Fuzz(func(t *testing.T, word1, word2, code string) {
		words := []string{word1, word2}
		s, err := NewScreen(nil, words...)
		wrong := slices.ContainsFunc(words, func(word string) bool {
			text, err := redeem.Normalize(word)
			return err != nil || len(text) > redeem.MaxLen
		})
		if wrong != (err != nil) || err != nil && !errors.Is(err, redeem.ErrSpec) || wrong != (s == nil) {
			t.Fatalf("NewScreen(%q) = %v", words, err)
		}
		code = onlySymbols(code)
		if err == nil && s.Allows(codeOf(t, code)) != slowAllows(nil, words, code) {
			t.Errorf("words %q: Allows(%q) = %t", words, code, s.Allows(codeOf(t, code)))
		}
	})
}

func TestNewScreenErrors(t *testing.T) {
	for _, word := range []string{"", " ", "--", "schlößl", "f*ck", "\xff", strings.Repeat("A", redeem.MaxLen+1), strings.Repeat("A", 2*redeem.MaxInput)} {
		s, err := NewScreen(nil, "fine", word, "fine")
		if s != nil || !errors.Is(err, redeem.ErrSpec) {
			t.Errorf("a word %.40q: %v, %v", word, s, err)
		} else if word = strings.TrimSpace(word); len(word) > 2 && strings.Contains(err.Error(), word) {
			t.Errorf("the error holds the word %.40q: %v", word, err)
		}
	}
}

func TestZeroScreen(t *testing.T) {
	if !new(Screen).Allows(codeOf(t, "FUCK")) || !mustScreen(t, redeem.SupportArticle()).Allows(codeOf(t, "FUCK")) {
		t.Error("a screen without words refuses a code")
	}
}

// TestScreenIsUniform tests that drawing again favours none of the allowed
// codes.
func TestScreenIsUniform(t *testing.T) {
	f := redeem.MustFormat(redeem.Spec{Length: 5, Alphabet: "4S5K", Prefix: "K", Check: draw.SchemeNamed(t, "luhn-mod-36")})
	s := mustScreen(t, nil, "ass", "kk")
	index := map[redeem.Code]int{}
	all := validCodes(t, f)
	for _, c := range all {
		if s.Allows(c) {
			index[c] = len(index)
		}
	}
	if len(index) < 20 || len(index) > len(all)*3/4 {
		t.Fatalf("%d of %d codes are allowed", len(index), len(all))
	}
	random := seeded("allowed")
	counts := make([]int, len(index))
	for range 1000 * len(index) {
		c := mustNew(t, f, random)
		for !s.Allows(c) {
			c = mustNew(t, f, random)
		}
		counts[index[c]]++
	}
	if x := chi2(counts); unlikely(x, len(counts)-1) {
		t.Errorf("chi-squared of %d codes is %.1f: %v", len(counts), x, counts)
	}
}

// TestOffensiveWords tests that a Screen takes each word, and that no word is
// redundant because it contains another one.
func TestOffensiveWords(t *testing.T) {
	words := OffensiveWords()
	for i, word := range words {
		if normal, err := redeem.Normalize(word); err != nil || normal != word || len(word) < 3 || strings.ContainsAny(word, "0123456789") {
			t.Errorf("%q is no word of three letters or more", word)
		}
		s := mustScreen(t, nil, word)
		for j, other := range words {
			if i != j && !s.Allows(codeOf(t, other)) {
				t.Errorf("%s is in %s", word, other)
			}
		}
	}
	words[0] = "changed"
	if OffensiveWords()[0] == "changed" {
		t.Error("the list is shared")
	}
}

// TestOffensiveShare measures the percentages in the documentation of
// OffensiveWords.
func TestOffensiveShare(t *testing.T) {
	formats := []*redeem.Format{
		redeem.GiftCard(),
		redeem.MustFormat(redeem.Spec{Length: 12, Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ"}),
		redeem.MustFormat(redeem.Spec{Length: 12, Alphabet: "CDFGHJKLMNPQRTVWXYZ2346789"}),
	}
	for _, test := range []struct {
		name  string
		model *redeem.Lookalikes
		want  [3]float64
	}{
		{"no model", nil, [3]float64{1.7, 1.2, 0.9}},
		{"SupportArticle", redeem.SupportArticle(), [3]float64{2.0, 1.4, 1.3}},
		{"Tesseract", redeem.Tesseract(), [3]float64{65, 50, 48}},
	} {
		s := mustScreen(t, test.model, OffensiveWords()...)
		random := seeded("offensive")
		for i, f := range formats {
			draws := exhaustive.Pick(10_000, 100_000)
			refused := 0
			for range draws {
				if !s.Allows(mustNew(t, f, random)) {
					refused++
				}
			}
			if got := 100 * float64(refused) / float64(draws); math.Abs(got-test.want[i]) > max(exhaustive.Pick(0.5, 0.15), test.want[i]/20) {
				t.Errorf("%s, %s: %.2f %% refused, want %v", test.name, described(f), got, test.want[i])
			}
		}
	}
	if bits := -math.Log2(1 - 0.02); bits > 0.03 {
		t.Errorf("%.4f bit", bits)
	}
}

// TestScreenAlikesOnce expects NewScreen to ask the model once for each letter,
// so that many words take little time.
func TestScreenAlikesOnce(t *testing.T) {
	var alike screenAlikes
	first := alike.of('X', redeem.Tesseract())
	if again := alike.of('X', nil); &first[0] != &again[0] {
		t.Error("asked again")
	}
	for letter := range byte(128) {
		for _, symbol := range alike.of(letter, redeem.Tesseract()) {
			if !screenSees(redeem.Tesseract(), symbol, letter) {
				t.Errorf("%q for %q", symbol, letter)
			}
		}
	}
}

// TestScreenBound expects NewScreen to take as many words as its documentation
// says, in the memory that it says, and to refuse one more.
func TestScreenBound(t *testing.T) {
	words := slices.Repeat([]string{strings.Repeat("X", redeem.MaxLen)}, 65536)
	s := mustScreen(t, nil, words...)
	if bytes := len(s.blocks) * int(unsafe.Sizeof(screenBlock{})); bytes > 35e6 || bytes < 33e6 {
		t.Errorf("%d words of %d symbols take %d bytes", len(words), redeem.MaxLen, bytes)
	}
	if _, err := NewScreen(nil, append(words, "Y")...); !errors.Is(err, redeem.ErrSpec) {
		t.Errorf("one word more: %v", err)
	}
}
