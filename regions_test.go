package redeem_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
)

// everyRegion returns the zero Region and all known ones, in order.
func everyRegion() []redeem.Region {
	regions := []redeem.Region{{}}
	for r := range redeem.AllRegions().All() {
		regions = append(regions, r)
	}
	return regions
}

func TestCheckRegion(t *testing.T) {
	var zero redeem.Region
	for _, card := range everyRegion() {
		for _, storefront := range everyRegion() {
			var want error
			switch {
			case card == zero || storefront == zero:
				want = redeem.ErrRegion
			case card != storefront:
				want = redeem.ErrRegionMismatch
			}
			if got := redeem.CheckRegion(card, storefront); got != want {
				t.Errorf("CheckRegion(%v, %v) = %v, want %v", card, storefront, got, want)
			}
		}
	}
}

func TestRegionsAllIsInOrder(t *testing.T) {
	var want, storefronts []string
	for _, row := range regionRows(t) {
		want = append(want, row.Alpha2)
		if row.Storefront != 0 {
			storefronts = append(storefronts, row.Alpha2)
		}
	}
	slices.Sort(want)
	slices.Sort(storefronts)
	if got := redeem.AllRegions().String(); got != strings.Join(want, "|") {
		t.Errorf("AllRegions is %s", got)
	}
	if got := redeem.Storefronts().String(); got != strings.Join(storefronts, "|") {
		t.Errorf("Storefronts is %s", got)
	}
	if all, fronts := redeem.AllRegions().Len(), redeem.Storefronts().Len(); all != 250 || fronts != 184 {
		t.Errorf("%d regions, %d storefronts", all, fronts)
	}
}

func TestRegionsZero(t *testing.T) {
	var empty redeem.Regions
	norway := mustRegion(t, "NO")
	if empty.Len() != 0 || empty.String() != "none" || empty != redeem.RegionsOf() || empty != redeem.RegionsOf(redeem.Region{}) {
		t.Errorf("the empty set is %v with %d regions", empty, empty.Len())
	}
	for r := range empty.All() {
		t.Errorf("the empty set yields %v", r)
	}
	if err := empty.Check(norway); err != redeem.ErrRegion {
		t.Errorf("empty.Check(NO) = %v", err)
	}
	if redeem.AllRegions().Contains(redeem.Region{}) || redeem.RegionsOf(everyRegion()...) != redeem.AllRegions() {
		t.Error("the zero Region got into a set")
	}
}

func TestRegionsCheck(t *testing.T) {
	nordic := redeem.RegionsOf(mustRegion(t, "SE"), mustRegion(t, "NO"), mustRegion(t, "DK"))
	for _, r := range everyRegion() {
		want := error(redeem.ErrRegionMismatch)
		switch r.String() {
		case "unknown":
			want = redeem.ErrRegion
		case "DK", "NO", "SE":
			want = nil
		}
		if got := nordic.Check(r); got != want {
			t.Errorf("%v.Check(%v) = %v, want %v", nordic, r, got, want)
		}
	}
}

// TestRegionsAgainstMap compares sets with a map of their members.
func TestRegionsAgainstMap(t *testing.T) {
	every := everyRegion()
	lists := rapid.SliceOf(rapid.SampledFrom(every))
	draw.Check(t, func(t *rapid.T) {
		list := lists.Draw(t, "regions")
		checkRegions(t, list, rapid.IntRange(0, len(list)).Draw(t, "stop"))
	})
}

// checkRegions compares the set of a list with a map of it. It stops a loop
// over the set after a number of regions.
func checkRegions(t rapid.TB, list []redeem.Region, stop int) {
	every := everyRegion()
	set := redeem.RegionsOf(list...)
	model := map[redeem.Region]bool{}
	for _, r := range list {
		if r.IsValid() {
			model[r] = true
		}
	}
	backwards := slices.Clone(list)
	slices.Reverse(backwards)
	if again := redeem.RegionsOf(slices.Concat(backwards, list)...); set != again {
		t.Fatalf("RegionsOf gives %v, in another order and twice %v", set, again)
	}
	if set.Len() != len(model) {
		t.Fatalf("%v has length %d", set, set.Len())
	}
	for _, r := range every {
		if set.Contains(r) != model[r] {
			t.Fatalf("%v.Contains(%v) = %v", set, r, set.Contains(r))
		}
		want := error(redeem.ErrRegion)
		if len(model) > 0 && r.IsValid() && !model[r] {
			want = redeem.ErrRegionMismatch
		} else if model[r] {
			want = nil
		}
		if got := set.Check(r); got != want {
			t.Fatalf("%v.Check(%v) = %v, want %v", set, r, got, want)
		}
	}
	sorted := slices.SortedFunc(maps.Keys(model), redeem.Region.Compare)
	if got := slices.Collect(set.All()); !slices.Equal(got, sorted) {
		t.Fatalf("All yields %v", got)
	}
	names := make([]string, len(sorted))
	for i, r := range sorted {
		names[i] = r.String()
	}
	if got := set.String(); got != cmp.Or(strings.Join(names, "|"), "none") {
		t.Fatalf("the set of %v is %s", sorted, got)
	}
	if again := redeem.RegionsOf(sorted...); again != set {
		t.Fatalf("%v and %v differ by the order of insertion", set, again)
	}
	// A sequence that is stopped early yields a prefix, and starts again from
	// the beginning.
	stop = min(stop, len(sorted))
	seq := set.All()
	for range 2 {
		var prefix []redeem.Region
		for r := range seq {
			if len(prefix) == stop {
				break
			}
			prefix = append(prefix, r)
		}
		if !slices.Equal(prefix, sorted[:stop]) {
			t.Fatalf("All yields %v before it stops", prefix)
		}
	}
}

// FuzzRegions compares sets of any regions with maps. A region is a place in
// the order of all regions.
func FuzzRegions(f *testing.F) {
	f.Add([]byte{}, byte(0))
	f.Add([]byte{0}, byte(1))
	f.Add([]byte{1, 63, 64, 127, 128, 191, 192, 250, 1, 255}, byte(3))
	every := everyRegion()
	f.Fuzz(func(t *testing.T, places []byte, stop byte) {
		var list []redeem.Region
		for _, place := range places {
			list = append(list, every[int(place)%len(every)])
		}
		checkRegions(t, list, int(stop))
	})
}
