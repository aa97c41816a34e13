package regiondata

import (
	"strings"
	"testing"
)

// TestFaultyLists makes one fault at a time. Each must be noticed.
func TestFaultyLists(t *testing.T) {
	faults := []struct{ name, from, to string }{
		{"a code dropped", "AD,AND,020,Andorra\n", ""},
		{"a code twice", "AE,ARE,784", "AD,ARE,784"},
		{"an alpha-3 code twice", "AE,ARE,784", "AE,AND,784"},
		{"a number twice", "AE,ARE,784", "AE,ARE,020"},
		{"a number too short", "AE,ARE,784", "AE,ARE,84"},
		{"no number", "AE,ARE,784", "AE,ARE,7B4"},
		{"a code too long", "AQ,ATA,010", "AQX,ATA,010"},
		{"lower case", "AQ,ATA,010", "aq,ATA,010"},
		{"another column", "alpha2,alpha3,numeric", "alpha3,alpha2,numeric"},
		{"an unfinished quote", "AQ,ATA,010,", "AQ,ATA,010,\""},
		{"UK assigned", "AQ,ATA,010", "UK,ATA,010"},
		{"GB missing", "GB,GBR,826", "GX,GBR,826"},

		{"an id dropped", "143442,FR,FRA,,France,yes,6\n", ""},
		{"a gap", "143442,FR", "143642,FR"},
		{"a region twice", "143442,FR,FRA", "143442,US,USA"},
		{"an alpha-3 code that is another's", "143442,FR,FRA", "143442,FR,FRO"},
		{"a code that is not assigned", "143442,FR,FRA", "143442,EU,EUE"},
		{"an alias that is another's", "XKX XKK", "XKX FRA"},
	}
	for _, fault := range faults {
		iso, fronts := strings.Replace(isoList, fault.from, fault.to, 1), strings.Replace(storefrontList, fault.from, fault.to, 1)
		if iso == isoList && fronts == storefrontList {
			t.Errorf("%s: %q is not in the lists", fault.name, fault.from)
		}
		if _, err := merge(iso, fronts); err == nil {
			t.Errorf("%s: not noticed", fault.name)
		}
	}
}

func TestRegionsAreComplete(t *testing.T) {
	regions, err := Regions()
	if err != nil {
		t.Fatal(err)
	}
	ids := 0
	for _, r := range regions {
		if r.Name == "" {
			t.Errorf("%s has no name", r.Alpha2)
		}
		if r.Storefront != 0 {
			ids++
		}
	}
	if len(regions) != isoCodes+1 || ids != storefronts {
		t.Errorf("%d regions, %d storefronts", len(regions), ids)
	}
}
