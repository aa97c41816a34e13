package design

import (
	"math"
	"path/filepath"
	"slices"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/fit"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

// TestCompareAgreesWithAsk compares with the answer about each format.
func TestCompareAgreesWithAsk(t *testing.T) {
	none := new(redeem.Lookalikes)
	for i, q := range []Comparison{
		{Length: 12, Live: 1},
		{Length: 16, Prefix: 1, Live: 1e6, PerDay: 1e4},
		{Length: 9, Alphabet: "0123456789", Live: 100},
	} {
		choices, _ := Compare(q)
		most := 1_300 // states: more take a second to count, or no format can have them
		if i > 0 {
			most = exhaustive.Pick(100, most)
		}
		compared := map[string]bool{}
		for _, c := range choices {
			name, spec := "", redeem.Spec{Length: q.Length, Alphabet: q.Alphabet}
			if spec.Alphabet == "" {
				spec.Alphabet = redeem.GiftCard().Alphabet()
			}
			if c.Scheme != nil {
				name = c.Scheme.Name()
				if c.Scheme.States() > most {
					compared[name] = true
					continue
				}
				if q.Alphabet == "" {
					spec.Alphabet = c.Scheme.Alphabet()
				}
			}
			for len(spec.Prefix) < q.Prefix {
				spec.Prefix += spec.Alphabet[:1]
			}
			compared[name] = true
			a := Ask(Question{Format: mustFormat(t, spec, name), Lookalikes: none, Live: q.Live, PerDay: q.PerDay})
			if !near(a.Codes, c.Codes) || !near(a.Bits, c.Bits) || !near(a.Guesses, c.Guesses) || !near(a.Days, c.Days) {
				t.Errorf("%+v, check %q: %v codes, %v bits, %v guesses, %v days, want %v, %v, %v, %v",
					q, name, c.Codes, c.Bits, c.Guesses, c.Days, a.Codes, a.Bits, a.Guesses, a.Days)
			}
		}
		for s := range draw.Schemes {
			known := q.Alphabet == "" || s.Alphabet()[:10] == q.Alphabet
			if compared[s.Name()] != known {
				t.Errorf("%+v: %s is among the choices: %t", q, s.Name(), compared[s.Name()])
			}
		}
	}
}

func TestRecommendation(t *testing.T) {
	for _, test := range []struct {
		q      Comparison
		scheme string
		reason Reason
	}{
		{Comparison{Length: 16, Live: 1}, "rs-gf32-3", MostDecided},
		{Comparison{Length: 16, Live: 1, Alphabet: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}, "rs-gf37-3", MostDecided},
		{Comparison{Length: 32, Live: 1}, "rs-gf37-3", MostDecided}, // no code of GF(32) is so long
		{Comparison{Length: 12, Live: 1, Alphabet: "0123456789"}, "damm", MostSwaps},
		{Comparison{Length: 12, Live: 1, Alphabet: "CDFGHJKLMNPQRTVWXYZ"}, "iso7064-mod-37-2", MostSwaps},
		{Comparison{Length: 4, Live: 1000, PerDay: 1000}, "", NoneSafe},
	} {
		choices, got := Compare(test.q)
		name := ""
		if s := choices[got.Choice].Scheme; s != nil {
			name = s.Name()
		}
		if name != test.scheme || got.Reason != test.reason || got.Reason.String() == "" {
			t.Errorf("%+v: %q, reason %d, want %q, %d", test.q, name, got.Reason, test.scheme, test.reason)
		}
	}
	if Reason(0).String() != "" || (NoneSafe+1).String() != "" {
		t.Error("a reason that is none has a text")
	}
}

// TestUnread tests the numbers of unread symbols and exchanges of each choice.
func TestUnread(t *testing.T) {
	choices, _ := Compare(Comparison{Length: 16, Live: 1})
	if len(choices) != 1+len(slices.Collect(checkdigit.All())) || choices[0].Scheme != nil || choices[0].Unread != 0 || choices[0].Swaps != 0 {
		t.Fatalf("%d choices, the first is %+v", len(choices), choices[0])
	}
	for _, c := range choices[1:] {
		if d, _ := c.Scheme.Detects(); c.Unread != c.Scheme.Distance()-1 || c.Swaps != d.Transposition || c.Checks() != c.Scheme.Len() {
			t.Errorf("%s: %+v", c.Scheme.Name(), c)
		}
	}
}

// TestDecided measures again. Without exhaustive tests it measures one scheme.
func TestDecided(t *testing.T) {
	lines, err := ocrdata.Load(filepath.Join("..", "..", ocrdata.Path))
	if err != nil {
		t.Fatal(err)
	}
	parts := ocrdata.Halves(lines)
	var models [2]*redeem.Lookalikes
	for i := range models {
		m, err := fit.Fit(ocrdata.Examples(ocrdata.Frames(parts[1-i])), fit.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if models[i], err = m.Lookalikes(); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range decided {
		name, want := d.scheme, d.Decided
		if name != "rs-gf32-2" && !exhaustive.On() {
			continue
		}
		var both ocrdata.Decisions
		for i, half := range parts {
			both.Add(ocrdata.Printed(models[i], ocrdata.NewAgain(half), half, name))
		}
		margin := both.Least(0.01, false)
		right, wrong := both.At(margin)
		got := Decided{both.Reads, margin, math.Round(right*1000) / 1000, math.Round(wrong*1000) / 1000}
		if got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}
