package advice_test

import (
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/card"
	"github.com/redeemkit/redeem/internal/testbin"
)

func TestLanguages(t *testing.T) {
	a := advice.New()
	for _, test := range []struct{ languages, want string }{
		{"en", "en"}, {"nb", "nb"}, {"sv", "sv"}, {"da", "da"}, {"de", "de"}, {"fr", "fr"}, {"es", "es"}, {"ja", "ja"},

		{"no", "nb"}, {"nn", "nb"}, {"nb-NO", "nb"}, {"nn-NO", "nb"}, {"no-NO", "nb"}, {"NO", "nb"}, {"nb_NO", "nb"},
		{"en-GB", "en"}, {"en-AU", "en"}, {"de-AT", "de"}, {"de-CH", "de"}, {"fr-CA", "fr"}, {"es-MX", "es"}, {"es-419", "es"},
		{"sv-FI", "sv"}, {"da-GL", "da"}, {"ja-JP", "ja"},

		// Close enough, by the CLDR.
		{"fo", "da"}, {"lb", "de"}, {"gsw", "de"}, {"br", "fr"}, {"eu", "es"},

		// Nothing that is spoken here.
		{"", "en"}, {"*", "en"}, {"zh", "en"}, {"pt-BR", "en"}, {"fi", "en"}, {"xx", "en"}, {"x-klingon", "en"}, {"ar-EG", "en"},

		// What browsers send.
		{"nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en-US;q=0.6,en;q=0.5", "nb"},
		{"fi-FI, fi;q=0.9, sv;q=0.8, en;q=0.7", "sv"},
		{"zh, ja;q=0.1, en;q=0.9", "en"},
		{"en;q=0.1, de", "de"},
		{"en;q=0, de", "de"},
		{"de;q=0, *", "en"},

		// What is malformed is passed over.
		{"xx, de", "de"}, {"€, ja", "ja"}, {"de;q=many, fr", "fr"}, {",,;, es", "es"}, {"q=1", "en"},
		{"\xff, da", "da"}, {strings.Repeat("-", 2000), "en"}, {"sv, " + strings.Repeat("xx, ", 400), "sv"},
		{strings.Repeat("xx, ", 400) + "sv", "en"}, // too far on
		{strings.Repeat("x", 2000) + ", sv", "en"},
	} {
		if got := a.For(test.languages, advice.Of(redeem.ErrEmpty)).Language; got != test.want {
			t.Errorf("%.40q gets %s, want %s", test.languages, got, test.want)
		}
	}
}

func TestNoProblemNoAdvice(t *testing.T) {
	if diff := cmp.Diff(advice.Advice{}, advice.New().For("nb", advice.Of(nil))); diff != "" {
		t.Error(diff)
	}
}

func TestUnknownStatusIsFailed(t *testing.T) {
	a := advice.New()
	want := a.For("fr", advice.Problem{Status: advice.StatusFailed})
	if diff := cmp.Diff(want, a.For("fr", advice.Problem{Status: 0xFF})); diff != "" {
		t.Error(diff)
	}
}

// TestHolds gives each hold its step, in English by a word of it.
func TestHolds(t *testing.T) {
	a := advice.New()
	words := []string{"memberships", "balance", "subscriptions", "pre-orders", "films", "refunds"}
	for holds := range card.Holds(64) {
		steps := a.For("en", advice.Problem{Status: advice.StatusRegionLocked, Holds: holds}).Steps
		for i, word := range words {
			want := holds == 0 || holds.Has(1<<i)
			if got := slices.ContainsFunc(steps, func(s string) bool { return strings.Contains(s, word) }); got != want {
				t.Errorf("holds %v: a step about %s: %v, want %v", holds, word, got, want)
			}
		}
	}
	all := a.For("en", advice.Of(card.Holds(0x40).CheckRegionChange())).Steps
	if unknown := a.For("en", advice.Problem{Status: advice.StatusRegionLocked, Holds: 0x40}).Steps; !slices.Equal(unknown, all) || len(all) != 6 {
		t.Errorf("a hold that is not known gives %q", unknown)
	}
}

// TestDaysToExpiry counts nights in the place where the code expires.
func TestDaysToExpiry(t *testing.T) {
	oslo := time.FixedZone("", 60*60)
	end := time.Date(2026, time.March, 31, 23, 59, 59, 999, oslo)
	a := advice.New()
	for _, test := range []struct {
		now  time.Time
		want string
	}{
		{time.Date(2026, time.March, 31, 23, 59, 59, 999, oslo), "expires today"},
		{time.Date(2026, time.March, 31, 0, 0, 0, 0, oslo), "expires today"},
		{time.Date(2026, time.March, 30, 23, 59, 0, 0, oslo), "expires in 1 day."},
		{time.Date(2026, time.March, 30, 22, 30, 0, 0, time.UTC), "expires in 1 day."},
		{time.Date(2026, time.March, 30, 23, 30, 0, 0, time.UTC), "expires today"},
		{time.Date(2025, time.March, 31, 12, 0, 0, 0, oslo), "expires in 365 days."},
		{time.Date(2026, time.April, 1, 0, 0, 0, 0, oslo), "expired 1 day ago."},
		{time.Date(2026, time.March, 31, 23, 0, 0, 0, time.UTC), "expired 1 day ago."},
		{time.Date(2026, time.April, 2, 12, 0, 0, 0, oslo), "expired 2 days ago."},
		{end.Add(1), "expired today"},
	} {
		content := card.Card{Kind: card.Content, Expires: end}
		for _, p := range []advice.Problem{
			{Status: advice.StatusNotActivated, Card: content, Now: test.now},
			{Status: advice.StatusExpired, Card: content, Now: test.now},
		} {
			got := a.For("en", p).Explanation
			expired := strings.HasPrefix(test.want, "expired")
			if want := expired || p.Status != advice.StatusExpired; strings.Contains(got, test.want) != want {
				t.Errorf("%v at %v: %q; says %q: want %v", p.Status, test.now, got, test.want, want)
			}
		}
		for _, kind := range []card.Kind{card.AppStore, card.AppleMusic, card.AppleGift, card.TopUpChina} {
			gift := card.Card{Kind: kind, Expires: end}
			if got := a.For("en", advice.Problem{Status: advice.StatusNotValid, Card: gift, Now: test.now}).Explanation; strings.Contains(got, "expire") {
				t.Errorf("a gift card does not expire, but: %q", got)
			}
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	a := advice.New()
	tags := []string{"en", "nb", "sv", "da", "de", "fr", "es", "ja"}
	p := advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrTooShort, Missing: 3}
	var group sync.WaitGroup
	for _, tag := range tags {
		want := a.For(tag, p)
		group.Go(func() {
			for range 50 {
				if diff := cmp.Diff(want, a.For(tag, p)); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	group.Wait()
}

// TestCatalogsStayHere: who imports only package redeem pays for no texts.
func TestCatalogsStayHere(t *testing.T) {
	tool := testbin.GoTool(t)
	for name, want := range map[string]bool{"github.com/redeemkit/redeem": false, "github.com/redeemkit/redeem/advice": true} {
		out, err := exec.Command(tool, "list", "-deps", name).CombinedOutput()
		if err != nil {
			t.Fatalf("go list: %v\n%s", err, out)
		}
		if got := strings.Contains(string(out), "golang.org/x/text/"); got != want {
			t.Errorf("%s needs x/text: %v, want %v", name, got, want)
		}
		for _, heavy := range []string{"golang.org/x/text/language/display", "golang.org/x/text/message\n"} {
			if strings.Contains(string(out), heavy) {
				t.Errorf("%s needs %s", name, heavy)
			}
		}
	}
}
