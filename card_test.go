package redeem_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
)

var allCardKinds = []struct {
	kind redeem.CardKind
	name string
}{
	{redeem.CardUnknown, "unknown"},
	{redeem.CardAppStore, "app-store"},
	{redeem.CardAppleMusic, "apple-music"},
	{redeem.CardAppleGift, "apple-gift"},
	{redeem.CardAppleStore, "apple-store"},
	{redeem.CardTopUpChina, "top-up-china"},
	{redeem.CardContent, "content"},
	{redeem.CardPromo, "promo"},
}

func TestCardKindString(t *testing.T) {
	for i, k := range allCardKinds {
		if int(k.kind) != i || k.kind.String() != k.name {
			t.Errorf("kind %d is %v, want %s as %d", k.kind, k.kind, k.name, i)
		}
	}
	for k := len(allCardKinds); k < 256; k++ {
		if got := redeem.CardKind(k).String(); got != "unknown" {
			t.Errorf("kind %d is %s", k, got)
		}
	}
}

// TestCardCheck goes through every kind, state of expiry and pair of regions.
// A row has a cell for each pair, once for cards that have not expired and once
// for those that have. A cell is the fault: w(rong store), x for expired,
// u(nknown region), m(ismatch), or a dot for none.
func TestCardCheck(t *testing.T) {
	faults := map[byte]error{
		'w': redeem.ErrWrongStore, 'x': redeem.ErrExpired,
		'u': redeem.ErrRegion, 'm': redeem.ErrRegionMismatch, '.': nil,
	}
	// card, storefront
	pairs := []string{"NO NO", "NO SE", "CN CN", "CN NO", "NO CN", "NO -", "- NO", "- CN", "- -", "CN -"}
	rows := []struct {
		kinds          []redeem.CardKind
		valid, expired string
	}{
		{[]redeem.CardKind{redeem.CardUnknown, redeem.CardAppStore, redeem.CardAppleMusic, redeem.CardAppleGift, 8, 255}, ". m . m m u u u u u", ". m . m m u u u u u"},
		{[]redeem.CardKind{redeem.CardAppleStore}, "w w w w w w w w w w", "w w w w w w w w w w"},
		{[]redeem.CardKind{redeem.CardTopUpChina}, "m m . m m u m . u u", "m m . m m u m . u u"},
		{[]redeem.CardKind{redeem.CardContent}, ". m . m m u u u u u", "x x x x x x x x x x"},
		{[]redeem.CardKind{redeem.CardPromo}, ". . . . . u . . u u", "x x x x x x x x x x"},
	}
	now := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	abroad := time.FixedZone("", 9*60*60)
	valid := []time.Time{{}, now, now.Add(1), now.In(abroad), now.Add(time.Hour).In(abroad), now.AddDate(1, 0, 0)}
	expired := []time.Time{now.Add(-1), now.Add(-time.Hour).In(abroad), now.AddDate(-1, 0, 0), time.Unix(0, 0), time.Time{}.Add(1)}

	seen := map[redeem.CardKind]bool{}
	for _, row := range rows {
		for _, kind := range row.kinds {
			seen[kind] = true
			check := func(cells string, expiries []time.Time) {
				for i, cell := range strings.Fields(cells) {
					card, storefront, _ := strings.Cut(pairs[i], " ")
					want := faults[cell[0]]
					for _, expires := range expiries {
						c := redeem.Card{Kind: kind, Region: regionOrZero(t, card), Expires: expires}
						if got := c.Check(regionOrZero(t, storefront), now); got != want {
							t.Errorf("%v card of %s in %s, expires %v: %v, want %v", kind, card, storefront, expires, got, want)
						}
					}
				}
			}
			check(row.valid, valid)
			check(row.expired, expired)
		}
	}
	for _, k := range allCardKinds {
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

// TestCardCheckRegions compares kinds that are bound to their region with
// CheckRegion on every pair of regions.
func TestCardCheckRegions(t *testing.T) {
	now := time.Now()
	china := mustRegion(t, "CN")
	for _, region := range everyRegion() {
		for _, storefront := range everyRegion() {
			bound := redeem.Card{Kind: redeem.CardAppleGift, Region: region}
			if got, want := bound.Check(storefront, now), redeem.CheckRegion(region, storefront); got != want {
				t.Errorf("card of %v in %v: %v, want %v", region, storefront, got, want)
			}
			topUp := redeem.Card{Kind: redeem.CardTopUpChina, Region: region}
			taken := storefront == china && (region == china || !region.IsValid())
			if got := topUp.Check(storefront, now); (got == nil) != taken {
				t.Errorf("top-up card of %v in %v: %v", region, storefront, got)
			}
			promo := redeem.Card{Kind: redeem.CardPromo, Region: region}
			if got := promo.Check(storefront, now); (got == nil) != storefront.IsValid() {
				t.Errorf("promo code of %v in %v: %v", region, storefront, got)
			}
		}
	}
}

// FuzzCard compares Card.Check with what its documentation says, and the sets of
// holds with their bits.
func FuzzCard(f *testing.F) {
	every := everyRegion()
	now := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC).Unix()
	china := mustRegion(f, "CN")
	place := byte(slices.Index(every, china))
	for kind := range len(allCardKinds) + 1 {
		for _, expires := range []int64{0, now, now - 1, now + 1} {
			for _, regions := range [][2]byte{{place, place}, {place, 1}, {1, place}, {1, 1}, {0, place}, {0, 1}, {1, 0}} {
				f.Add(byte(kind), regions[0], regions[1], expires, now, byte(1<<kind))
			}
		}
	}
	f.Fuzz(func(t *testing.T, kind, region, storefront byte, expires, now int64, holds byte) {
		card := redeem.Card{Kind: redeem.CardKind(kind), Region: every[int(region)%len(every)]}
		if expires != 0 {
			card.Expires = time.Unix(expires, 0)
		}
		store := every[int(storefront)%len(every)]
		bound := card.Region // where it is redeemed
		switch {
		case card.Kind == redeem.CardPromo:
			bound = store
		case card.Kind == redeem.CardTopUpChina && (bound == redeem.Region{} || bound == china):
			bound = china
		}
		want := redeem.CheckRegion(bound, store)
		dated := card.Kind == redeem.CardContent || card.Kind == redeem.CardPromo
		switch {
		case card.Kind == redeem.CardAppleStore:
			want = redeem.ErrWrongStore
		case dated && !card.Expires.IsZero() && card.Expires.Before(time.Unix(now, 0)):
			want = redeem.ErrExpired
		case card.Kind == redeem.CardTopUpChina && bound != china && store == bound: // that is no such card
			want = redeem.ErrRegionMismatch
		}
		if got := card.Check(store, time.Unix(now, 0)); got != want {
			t.Errorf("%v card of %v in %v, expires %d, now %d: %v, want %v", card.Kind, card.Region, store, expires, now, got, want)
		}
		if card.Kind.String() == "unknown" != (kind == 0 || int(kind) >= len(allCardKinds)) {
			t.Errorf("kind %d is %v", kind, card.Kind)
		}
		h := redeem.Holds(holds)
		if free := h.CheckRegionChange() == nil; free != (holds == 0) || free != (h.String() == "none") || h.Has(redeem.Holds(kind)) != (kind&^holds == 0) {
			t.Errorf("holds %#x: %v, %v", holds, h, h.CheckRegionChange())
		}
	})
}

func TestPromoLifetime(t *testing.T) {
	made := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	promo := redeem.Card{Kind: redeem.CardPromo, Expires: made.Add(redeem.PromoLifetime)}
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
		if err := (redeem.Card{}).Check(r, time.Time{}); err != redeem.ErrRegion {
			t.Errorf("zero Card in %v: %v", r, err)
		}
	}
}

var allHolds = []struct {
	hold redeem.Holds
	name string
}{
	{redeem.HoldMembership, "membership"},
	{redeem.HoldBalance, "balance"},
	{redeem.HoldSubscription, "subscription"},
	{redeem.HoldPreorder, "preorder"},
	{redeem.HoldRental, "rental"},
	{redeem.HoldRefund, "refund"},
}

// TestHolds goes through all sets of the six holds, and those with bits that
// are none.
func TestHolds(t *testing.T) {
	for set := range 256 {
		h := redeem.Holds(set)
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
		for other := range redeem.Holds(64) {
			if got := h.Has(other); got != (h|other == h) {
				t.Errorf("%v.Has(%v) = %v", h, other, got)
			}
		}
	}
}

func TestCardDoesNotAllocate(t *testing.T) {
	var (
		err  error
		text string
		now  = time.Now()
	)
	norway, sweden := mustRegion(t, "NO"), mustRegion(t, "SE")
	for name, f := range map[string]func(){
		"Card.Check": func() {
			for _, k := range allCardKinds {
				for _, storefront := range [...]redeem.Region{{}, norway, sweden} {
					err = redeem.Card{Kind: k.kind, Region: norway}.Check(storefront, now)
					err = redeem.Card{Kind: k.kind, Region: norway, Expires: now.Add(-1)}.Check(storefront, now)
				}
			}
		},
		"CardKind.String": func() {
			for k := range redeem.CardKind(16) {
				text = k.String()
			}
		},
		"Holds.String": func() {
			text = redeem.Holds(0).String()
			for _, one := range allHolds {
				text = one.hold.String()
			}
		},
		"Holds.CheckRegionChange": func() {
			for h := range redeem.Holds(64) {
				err = h.CheckRegionChange()
			}
		},
	} {
		if allocs := testing.AllocsPerRun(100, f); allocs != 0 {
			t.Errorf("%s allocates %v times", name, allocs)
		}
	}
	_, _ = text, err
}
