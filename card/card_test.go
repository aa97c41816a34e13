package card_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/card"
	"github.com/redeemkit/redeem/internal/srctest"
)

var allKinds = []struct {
	kind card.Kind
	name string
}{
	{card.Unknown, "unknown"},
	{card.AppStore, "app-store"},
	{card.AppleMusic, "apple-music"},
	{card.AppleGift, "apple-gift"},
	{card.AppleStore, "apple-store"},
	{card.TopUpChina, "top-up-china"},
	{card.Content, "content"},
	{card.Promo, "promo"},
}

func TestKindString(t *testing.T) {
	for i, k := range allKinds {
		if int(k.kind) != i || k.kind.String() != k.name {
			t.Errorf("kind %d is %v, want %s as %d", k.kind, k.kind, k.name, i)
		}
	}
	for k := len(allKinds); k < 256; k++ {
		if got := card.Kind(k).String(); got != "unknown" {
			t.Errorf("kind %d is %s", k, got)
		}
	}
}

// TestCardCheck tries every kind, state of expiry and pair of regions. A row
// has two cells for each pair: one for cards that have not expired and one for
// cards that have. A cell is the fault: w for wrong store, x for expired, u for
// unknown region, m for mismatch, or a dot for no fault.
func TestCardCheck(t *testing.T) {
	faults := map[byte]error{
		'w': redeem.ErrWrongStore, 'x': redeem.ErrExpired,
		'u': redeem.ErrRegion, 'm': redeem.ErrRegionMismatch, '.': nil,
	}
	// card, storefront
	pairs := []string{"NO NO", "NO SE", "CN CN", "CN NO", "NO CN", "NO -", "- NO", "- CN", "- -", "CN -"}
	rows := []struct {
		kinds          []card.Kind
		valid, expired string
	}{
		{[]card.Kind{card.Unknown, 8, 255}, ". m . m m u u u u u", "x x x x x x x x x x"},
		{[]card.Kind{card.AppStore, card.AppleMusic, card.AppleGift}, ". m . m m u u u u u", ". m . m m u u u u u"},
		{[]card.Kind{card.AppleStore}, "w w w w w w w w w w", "w w w w w w w w w w"},
		{[]card.Kind{card.TopUpChina}, "m m . m m u m . u u", "m m . m m u m . u u"},
		{[]card.Kind{card.Content}, ". m . m m u u u u u", "x x x x x x x x x x"},
		{[]card.Kind{card.Promo}, ". . . . . u . . u u", "x x x x x x x x x x"},
	}
	now := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	abroad := time.FixedZone("", 9*60*60)
	valid := []time.Time{{}, now, now.Add(1), now.In(abroad), now.Add(time.Hour).In(abroad), now.AddDate(1, 0, 0)}
	expired := []time.Time{now.Add(-1), now.Add(-time.Hour).In(abroad), now.AddDate(-1, 0, 0), time.Unix(0, 0), time.Time{}.Add(1)}

	seen := map[card.Kind]bool{}
	for _, row := range rows {
		for _, kind := range row.kinds {
			seen[kind] = true
			check := func(cells string, expiries []time.Time) {
				for i, cell := range strings.Fields(cells) {
					region, storefront, _ := strings.Cut(pairs[i], " ")
					want := faults[cell[0]]
					for _, expires := range expiries {
						c := card.Card{Kind: kind, Region: regionOrZero(t, region), Expires: expires}
						if got := c.Check(regionOrZero(t, storefront), now); got != want {
							t.Errorf("%v card of %s in %s, expires %v: %v, want %v", kind, region, storefront, expires, got, want)
						}
					}
				}
			}
			check(row.valid, valid)
			check(row.expired, expired)
		}
	}
	for _, k := range allKinds {
		if !seen[k.kind] {
			t.Errorf("%v was not checked", k.kind)
		}
	}
}

func regionOrZero(t *testing.T, s string) redeem.Region {
	if s == "-" {
		return redeem.Region{}
	}
	return mustRegion(t, s)
}

// TestCardCheckRegions compares Check with CheckRegion on every pair of
// regions, for the kinds that are bound to their region.
func TestCardCheckRegions(t *testing.T) {
	now := time.Now()
	china := mustRegion(t, "CN")
	for _, region := range everyRegion() {
		for _, storefront := range everyRegion() {
			bound := card.Card{Kind: card.AppleGift, Region: region}
			if got, want := bound.Check(storefront, now), redeem.CheckRegion(region, storefront); got != want {
				t.Errorf("card of %v in %v: %v, want %v", region, storefront, got, want)
			}
			topUp := card.Card{Kind: card.TopUpChina, Region: region}
			taken := storefront == china && (region == china || !region.IsValid())
			if got := topUp.Check(storefront, now); (got == nil) != taken {
				t.Errorf("top-up card of %v in %v: %v", region, storefront, got)
			}
			promo := card.Card{Kind: card.Promo, Region: region}
			if got := promo.Check(storefront, now); (got == nil) != storefront.IsValid() {
				t.Errorf("promo code of %v in %v: %v", region, storefront, got)
			}
		}
	}
}

// FuzzCard compares Card.Check with its documentation, and sets of holds with
// their bits.
func FuzzCard(f *testing.F) {
	every := everyRegion()
	now := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC).Unix()
	china := mustRegion(f, "CN")
	place := byte(slices.Index(every, china))
	for kind := range len(allKinds) + 1 {
		for _, expires := range []int64{0, now, now - 1, now + 1} {
			for _, regions := range [][2]byte{{place, place}, {place, 1}, {1, place}, {1, 1}, {0, place}, {0, 1}, {1, 0}} {
				f.Add(byte(kind), regions[0], regions[1], expires, now, byte(1<<kind))
			}
		}
	}
	f.Fuzz(func(t *testing.T, kind, region, storefront byte, expires, now int64, holds byte) {
		c := card.Card{Kind: card.Kind(kind), Region: every[int(region)%len(every)]}
		if expires != 0 {
			c.Expires = time.Unix(expires, 0)
		}
		store := every[int(storefront)%len(every)]
		bound := c.Region // the storefront in which the card can be redeemed
		switch {
		case c.Kind == card.Promo:
			bound = store
		case c.Kind == card.TopUpChina && (bound == redeem.Region{} || bound == china):
			bound = china
		}
		want := redeem.CheckRegion(bound, store)
		dated := !slices.Contains([]card.Kind{card.AppStore, card.AppleMusic, card.AppleGift, card.AppleStore, card.TopUpChina}, c.Kind)
		switch {
		case c.Kind == card.AppleStore:
			want = redeem.ErrWrongStore
		case dated && !c.Expires.IsZero() && c.Expires.Before(time.Unix(now, 0)):
			want = redeem.ErrExpired
		case c.Kind == card.TopUpChina && bound != china && store == bound: // such a card does not exist
			want = redeem.ErrRegionMismatch
		}
		if got := c.Check(store, time.Unix(now, 0)); got != want {
			t.Errorf("%v card of %v in %v, expires %d, now %d: %v, want %v", c.Kind, c.Region, store, expires, now, got, want)
		}
		if c.Kind.String() == "unknown" != (kind == 0 || int(kind) >= len(allKinds)) {
			t.Errorf("kind %d is %v", kind, c.Kind)
		}
		h := card.Holds(holds)
		if free := h.CheckRegionChange() == nil; free != (holds == 0) || free != (h.String() == "none") || h.Has(card.Holds(kind)) != (kind&^holds == 0) {
			t.Errorf("holds %#x: %v, %v", holds, h, h.CheckRegionChange())
		}
	})
}

func TestPromoLifetime(t *testing.T) {
	made := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	promo := card.Card{Kind: card.Promo, Expires: made.Add(card.PromoLifetime)}
	norway := mustRegion(t, "NO")
	last := time.Date(2026, time.March, 29, 12, 0, 0, 0, time.UTC)
	if err := promo.Check(norway, last); err != nil {
		t.Errorf("after 28 days: %v", err)
	}
	if err := promo.Check(norway, last.Add(1)); err != redeem.ErrExpired {
		t.Errorf("a moment later: %v", err)
	}
}

func TestCardZero(t *testing.T) {
	for r := range redeem.AllRegions().All() {
		if err := (card.Card{}).Check(r, time.Time{}); err != redeem.ErrRegion {
			t.Errorf("zero Card in %v: %v", r, err)
		}
	}
}

var allHolds = []struct {
	hold card.Holds
	name string
}{
	{card.HoldMembership, "membership"},
	{card.HoldBalance, "balance"},
	{card.HoldSubscription, "subscription"},
	{card.HoldPreorder, "preorder"},
	{card.HoldRental, "rental"},
	{card.HoldRefund, "refund"},
}

// TestHolds tries all sets of the six holds, and sets with bits that are not a
// hold.
func TestHolds(t *testing.T) {
	for set := range 256 {
		h := card.Holds(set)
		var names []string
		for _, one := range allHolds {
			in := h&one.hold != 0
			if in {
				names = append(names, one.name)
			}
			if h.Has(one.hold) != in {
				t.Errorf("%v.Has(%v) = %v", h, one.hold, h.Has(one.hold))
			}
		}
		for bit := 1 << len(allHolds); bit < 256; bit <<= 1 {
			if set&bit != 0 {
				names = append(names, "?")
			}
		}
		text, want := "none", error(nil)
		if set != 0 {
			text, want = strings.Join(names, "|"), redeem.ErrRegionLocked
		}
		if h.String() != text {
			t.Errorf("holds %#x: String is %q, want %q", set, h, text)
		}
		if got := h.CheckRegionChange(); got != want {
			t.Errorf("%v.CheckRegionChange() = %v, want %v", h, got, want)
		}
		for other := range card.Holds(64) {
			if got := h.Has(other); got != (h|other == h) {
				t.Errorf("%v.Has(%v) = %v", h, other, got)
			}
		}
	}
}

func TestAllocs(t *testing.T) {
	var (
		flag bool
		err  error
		text string
		now  = time.Now()
	)
	norway, sweden := mustRegion(t, "NO"), mustRegion(t, "SE")
	both := card.HoldBalance | card.HoldRefund
	lines := map[string]func(){
		"Card.Check": func() {
			for _, k := range allKinds {
				for _, storefront := range [...]redeem.Region{{}, norway, sweden} {
					err = card.Card{Kind: k.kind, Region: norway}.Check(storefront, now)
					err = card.Card{Kind: k.kind, Region: norway, Expires: now.Add(-1)}.Check(storefront, now)
				}
			}
		},
		"Kind.String": func() {
			for k := range card.Kind(16) {
				text = k.String()
			}
		},
		"Holds.Has": func() { flag = both.Has(card.HoldRefund) },
		"Holds.String": func() {
			text = card.Holds(0).String()
			for bit := range 8 {
				text = card.Holds(1 << bit).String()
			}
		},
		"Holds.CheckRegionChange": func() {
			for h := range card.Holds(64) {
				err = h.CheckRegionChange()
			}
		},
	}
	for name, f := range lines {
		if allocs := testing.AllocsPerRun(100, f); allocs != 0 {
			t.Errorf("%s allocates %v times", name, allocs)
		}
	}
	for _, name := range srctest.Exported(t, ".") {
		if lines[name] == nil {
			t.Errorf("%s is not among what is measured", name)
		}
	}
	if allocs := testing.AllocsPerRun(100, func() { text = both.String() }); allocs == 0 {
		t.Error("Holds.String does not allocate any more for several holds")
	}
	_, _, _ = flag, text, err
}

func TestInlining(t *testing.T) { srctest.Inlined(t, "Holds.Has", "Holds.CheckRegionChange") }

func TestNothingElseEscapes(t *testing.T) { srctest.Escaping(t, "Holds.String") }

func TestNothingElseIsKept(t *testing.T) { srctest.Keeping(t) }

func mustRegion(tb testing.TB, s string) redeem.Region {
	tb.Helper()
	r, err := redeem.ParseRegion(s)
	if err != nil {
		tb.Fatalf("ParseRegion(%q): %v", s, err)
	}
	return r
}

// everyRegion returns all regions; the unknown one is first.
func everyRegion() []redeem.Region {
	regions := []redeem.Region{{}}
	for r := range redeem.AllRegions().All() {
		regions = append(regions, r)
	}
	return regions
}

func BenchmarkCard(b *testing.B) {
	norway := mustRegion(b, "NO")
	now := time.Unix(1, 0)
	content := card.Card{Kind: card.Content, Region: norway, Expires: time.Unix(2, 0)}
	topUp := card.Card{Kind: card.TopUpChina}
	holds := card.HoldBalance | card.HoldRefund
	for _, line := range []struct {
		name string
		f    func()
	}{
		{"Check", func() { _ = content.Check(norway, now) }},
		{"Check, bound to China", func() { _ = topUp.Check(norway, now) }},
		{"Kind", func() { _ = content.Kind.String() }},
		{"Holds/Has", func() { _ = holds.Has(card.HoldRefund) }},
		{"Holds/String", func() { _ = holds.String() }},
		{"Holds/CheckRegionChange", func() { _ = holds.CheckRegionChange() }},
	} {
		b.Run(line.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				line.f()
			}
		})
	}
}
