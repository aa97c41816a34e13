package advice_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/checkdigit"
)

var checked = func() *redeem.Format {
	scheme, _ := checkdigit.Lookup("luhn-mod-36")
	return redeem.MustFormat(redeem.Spec{Name: "checked", Length: 16, Check: scheme})
}()

// symbols returns the letters and digits of a text, in one case.
func symbols(text string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' {
			return r
		}
		return -1
	}, strings.ToUpper(text))
}

// leak returns what of a code the texts hold: four symbols in a row, in either
// case, with anything between them.
func leak(said, code string) string {
	said, code = symbols(said), symbols(code)
	for i := range len(code) - 3 {
		if strings.Contains(said, code[i:i+4]) {
			return code[i : i+4]
		}
	}
	return ""
}

// drawCode returns a code in which letters and digits alternate, which no four
// characters of any text do by chance.
func drawCode(t *rapid.T, symbols int) string {
	letter := rapid.SampledFrom([]rune("CFHJKLMNPRTWY"))
	digit := rapid.SampledFrom([]rune("3456789"))
	code := "X"
	for len(code) < symbols {
		code += string(digit.Draw(t, "digit")) + string(letter.Draw(t, "letter"))
	}
	return code[:symbols]
}

func TestNoLeak(t *testing.T) {
	a := advice.New()
	rapid.Check(t, func(t *rapid.T) {
		code := drawCode(t, rapid.IntRange(4, 24).Draw(t, "symbols"))
		input := code
		switch rapid.IntRange(0, 4).Draw(t, "spoil") {
		case 0:
			input = strings.ToLower(code[:2]) + " " + code[2:]
		case 1:
			input = code + "€"
		case 2:
			input = code + "\xff" + code
		case 3:
			input = "Y" + code
		}
		format := rapid.SampledFrom([]*redeem.Format{redeem.GiftCard(), voucher, checked}).Draw(t, "format")
		for _, input := range []string{input, "GCA" + code, "60" + code} {
			p := advice.OfReport(format, format.Inspect(input), input)
			if rapid.Bool().Draw(t, "wrapped") {
				p = advice.Of(fmt.Errorf("input %s: %w", input, redeem.ErrCheck))
			}
			p.Candidates = 3
			text, err := json.Marshal(a.For(rapid.SampledFrom([]string{"en", "nb", "ja", input}).Draw(t, "languages"), p))
			if err != nil {
				t.Fatal(err)
			}
			if part := leak(string(text), input); part != "" {
				t.Fatalf("%q of the input is in %s", part, text)
			}
			for i := range len(code) - 3 {
				if problem := fmt.Sprintf("%+v %#v", p, p); strings.Contains(problem, code[i:i+4]) {
					t.Fatalf("%q of the input is in %s", code[i:i+4], problem)
				}
			}
		}
	})
}

// TestCheckCharacterIsNotTold enters a voucher with every character in the
// place of the check character: what is said is the same for all but the right
// one.
func TestCheckCharacterIsNotTold(t *testing.T) {
	a := advice.New()
	said := map[string]int{}
	for _, last := range "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		input := "X8KD49FJ2MZQ7WP" + string(last)
		text, err := json.Marshal(a.For("en", advice.OfReport(checked, checked.Inspect(input), input)))
		if err != nil {
			t.Fatal(err)
		}
		said[string(text)]++
	}
	counts := make([]int, 0, len(said))
	for _, n := range said {
		counts = append(counts, n)
	}
	if slices.Sort(counts); !slices.Equal(counts, []int{1, 35}) {
		t.Errorf("the answers come %v times", counts)
	}
}

func FuzzFor(f *testing.F) {
	f.Add("nb-NO,nb;q=0.9", "X8KD-49FJ-2MZQ-7WPT", uint8(0))
	f.Add("de", "x8kd 49fj 2m€q 7wpt", uint8(0))
	f.Add("sv, xx", "GCA4567890123456", uint8(0))
	f.Add("*", "X\xff", uint8(0))
	f.Add("", "", uint8(redeem.ErrRegionLocked))
	f.Add("€;q=2,-", "\r\n\u200bX", uint8(0xFF))
	a := advice.New()
	tags := []string{"en", "nb", "sv", "da", "de", "fr", "es", "ja"}
	f.Fuzz(func(t *testing.T, languages, input string, fault uint8) {
		format := redeem.GiftCard()
		problems := []advice.Problem{
			advice.OfReport(format, format.Inspect(input), input),
			advice.Of(redeem.Error(fault)),
			{Status: advice.Status(fault), Holds: redeem.Holds(fault), Card: redeem.Card{Kind: redeem.CardKind(fault)}},
		}
		for _, p := range problems {
			said := a.For(languages, p)
			if p.Status == advice.StatusNone {
				continue
			}
			if !slices.Contains(tags, said.Language) {
				t.Errorf("language %q", said.Language)
			}
			for _, text := range append([]string{said.Title, said.Contact}, said.Steps...) {
				if text == "" || strings.ContainsAny(text, "{}%") {
					t.Errorf("%+v: %q", p, text)
				}
			}
			if utf8Length := len([]rune(input)); p.Position > utf8Length {
				t.Errorf("character %d of %d", p.Position, utf8Length)
			}
		}
	})
}
