package advice_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/card"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
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
	draw.Check(t, func(t *rapid.T) {
		code := drawCode(t, rapid.IntRange(4, 24).Draw(t, "symbols"))
		input := code
		switch rapid.IntRange(0, 5).Draw(t, "spoil") {
		case 0:
			input = strings.ToLower(code[:2]) + " " + code[2:]
		case 1:
			input = code + "€"
		case 2:
			input = code + "\xff" + code
		case 3:
			input = "Y" + code
		case 4:
			input = "#: " + code + "." // no word of it is in an answer
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

// mixed returns four symbols in a row of a text that no sentence has by chance:
// letters and digits, both. It is for finding a leak of them.
func mixed(text string) (parts []string) {
	for i := range len(text) - 3 {
		part := text[i : i+4]
		if len(symbols(part)) == 4 && strings.ContainsAny(part, "0123456789") && strings.Trim(part, "0123456789") != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// FuzzFor asks for advice about any input and about problems of any numbers: it
// is complete and in a language that is spoken, counts within the input, and
// holds nothing of it. A status is read by its name and by no other.
func FuzzFor(f *testing.F) {
	f.Add("nb-NO,nb;q=0.9", "X8KD-49FJ-2MZQ-7WPT", uint8(0), uint8(0), uint64(0), int64(0))
	f.Add("de", "x8kd 49fj 2m€q 7wpt", uint8(0), uint8(card.AppleGift), uint64(1), int64(1))
	f.Add("sv, xx", "GCA4567890123456", uint8(0), uint8(card.Content), uint64(2), int64(1<<40))
	f.Add("*", "X\xff", uint8(advice.StatusExpired), uint8(card.Promo), uint64(9), int64(-1<<40))
	f.Add("", "", uint8(redeem.ErrRegionLocked), uint8(card.TopUpChina), uint64(math.MaxUint64), int64(math.MaxInt64))
	f.Add("€;q=2,-", "\r\n\u200bX", uint8(0xFF), uint8(0xFF), uint64(1<<63), int64(math.MinInt64))
	f.Add("ja", strings.Repeat(" ", redeem.MaxInput)+"X8KD", uint8(advice.StatusOtherRegion), uint8(0), uint64(249), int64(86400))
	f.Add("other-region", "X8KD49FJ2MZQ7W", uint8(advice.StatusNotRecognized), uint8(3), uint64(3), int64(3))
	a := advice.New()
	tags := []string{"en", "nb", "sv", "da", "de", "fr", "es", "ja"}
	regions := append(slices.Collect(redeem.AllRegions().All()), redeem.Region{})
	f.Fuzz(func(t *testing.T, languages, input string, fault, kind uint8, number uint64, seconds int64) {
		now := time.Unix(0, 0)
		c := card.Card{Kind: card.Kind(kind), Region: regions[number%uint64(len(regions))], Expires: time.Unix(seconds, 0)}
		problems := []advice.Problem{
			advice.Of(fmt.Errorf("input %s: %w", input, redeem.Error(fault))),
			{Status: advice.Status(fault), Holds: card.Holds(fault), Card: c},
			{
				Status: advice.Status(fault), Fault: redeem.Error(kind), Format: checked, Card: c, Storefront: regions[uint64(fault)%uint64(len(regions))],
				Position: int(number), Missing: int(seconds), Surplus: int(number >> 32), Candidates: number, Now: now, Holds: card.Holds(kind),
			},
		}
		for _, format := range []*redeem.Format{redeem.GiftCard(), checked, nil} {
			report := redeem.GiftCard().Inspect(input)
			if format != nil {
				report = format.Inspect(input)
			}
			p := advice.OfReport(format, report, input)
			if (p == advice.Problem{}) != (report.Err == nil) || p.Status != advice.Of(report.Err).Status || p.Fault != advice.Of(report.Err).Fault {
				t.Errorf("of %v: %+v", report.Err, p)
			}
			if most := utf8.RuneCountInString(input); p.Position < 0 || p.Position > most || p.Missing < 0 || p.Missing > 16 || p.Surplus < 0 || p.Surplus > most {
				t.Errorf("%+v of an input of %d characters", p, most)
			}
			problems = append(problems, p)
		}
		for _, p := range problems {
			said := a.For(languages, p)
			text, err := json.Marshal(said)
			var back advice.Advice
			if err != nil || json.Unmarshal(text, &back) != nil || back.Status != said.Status || back.Title != said.Title {
				t.Errorf("%+v is %s, %v", said, text, err)
			}
			for _, part := range mixed(input) {
				if strings.Contains(string(text), part) {
					t.Errorf("%q of the input is in %s", part, text)
				}
			}
			if p.Status == advice.StatusNone {
				if said.Title != "" || said.Language != "" || len(said.Steps) > 0 {
					t.Errorf("no problem, and yet %+v", said)
				}
				continue
			}
			if !slices.Contains(tags, said.Language) {
				t.Errorf("language %q", said.Language)
			}
			for _, text := range slices.Concat([]string{said.Title, said.Contact}, said.Steps, said.HaveReady) {
				if text == "" || strings.ContainsAny(text, "{}%") {
					t.Errorf("%+v: %q", p, text)
				}
			}
		}
		status := advice.StatusExpired
		if err := status.UnmarshalText([]byte(languages)); err == nil != (status.String() == languages) || err != nil && (err != redeem.ErrSpec || status != advice.StatusExpired) {
			t.Errorf("UnmarshalText(%q) = %v and leaves %v", languages, err, status)
		}
	})
}
