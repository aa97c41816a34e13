package meant_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
)

// TestCount compares Count with numbers that are known by other means.
func TestCount(t *testing.T) {
	free := redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen})
	for _, tt := range []struct {
		name  string
		c     redeem.Corrector
		read  string
		n     uint64
		exact bool
	}{
		{"all of a gift card's", redeem.Corrector{}, "X???????????????", math.MaxUint64, false},
		{"eleven unread, four 0", redeem.Corrector{}, "X0000???????????", 16 * 131621703842267136, true}, // times 36 to the 11th
		{"the most that fits", redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen, Alphabet: "0123"})}, strings.Repeat("?", 31) + "0", 1 << 62, true},
		{"one more", redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen, Alphabet: "0123"})}, strings.Repeat("?", redeem.MaxLen), math.MaxUint64, false},
		{"nothing to read", redeem.Corrector{}, "", 0, true},
		{"up to one edit", redeem.Corrector{MaxEdits: 1}, ninePairs, 1 + 3 + 13, true},
		{"up to cost 2", redeem.Corrector{MaxCost: 2}, ninePairs, 1 + 16 + 13*12/2 + 13*3, true},
		{"up to cost 2, of longer codes", redeem.Corrector{Format: free, MaxCost: 2}, strings.Repeat("E", redeem.MaxLen), 1 + 32 + 32*31/2, true},
	} {
		if n, exact := tt.c.Count(tt.read); n != tt.n || exact != tt.exact {
			t.Errorf("%s: Count(%q) = %d, %t, want %d, %t", tt.name, tt.read, n, exact, tt.n, tt.exact)
		}
	}
}

// TestCountOfChecked is the promise that Count is the number of candidates,
// where states, edits and costs are told apart, behind a prefix.
func TestCountOfChecked(t *testing.T) {
	model := draw.ModelOf(t, pair('1', '7', 1), pair('7', '1', 40), pair('0', '6', 2), pair('0', '8', 3), pair('5', '6', 66), pair('5', '5', 9))
	for _, scheme := range []string{"luhn", "iso7064-mod-97-10", "damm"} {
		f := redeem.MustFormat(redeem.Spec{Length: 7, Prefix: "46", Alphabet: "0123456789", Check: draw.SchemeNamed(t, scheme)})
		listed := 0
		for _, read := range []string{"4617050", "46?1705", "461?70?", "4?11577"} {
			for maxEdits := range 5 {
				for _, maxCost := range []int{0, 9, 12, 50, 70, 100} {
					c := &redeem.Corrector{Format: f, Lookalikes: model, MaxEdits: maxEdits, MaxCost: maxCost}
					want := uint64(len(candidatesOf(c, read)))
					listed += int(want)
					if n, exact := c.Count(read); n != want || !exact {
						t.Errorf("%s: Count(%q) = %d, %t with MaxEdits %d and MaxCost %d, want %d", scheme, read, n, exact, maxEdits, maxCost, want)
					}
				}
			}
		}
		if listed == 0 {
			t.Errorf("%s: nothing to count", scheme)
		}
	}
}

// TestCountIndels counts the candidates for reads that line up with a code in one way only:
// the upper bound is the number itself. For reads that are not tried in all ways it is the
// number of all codes.
func TestCountIndels(t *testing.T) {
	luhn := draw.SchemeNamed(t, "luhn")
	nine := []string{"000", "001", "010", "011", "100", "101", "110", "111", "0?0"} // one more than is looked at
	for _, tt := range []struct {
		spec  redeem.Spec
		reads []string
		n     uint64
	}{
		{redeem.Spec{Length: 3, Alphabet: "01"}, nine, 8},
		{redeem.Spec{Length: 3, Prefix: "0", Alphabet: "01"}, nine, 4},
		{redeem.Spec{Length: 3, Alphabet: "01"}, slices.Repeat([]string{"000"}, 9), 1 + 2}, // and 2 that come to the same by a swap
		{redeem.Spec{Length: 3, Alphabet: "01"}, []string{"010"}, 1 + 2},
		{redeem.GiftCard().Spec(), []string{"X1479ACFHIJKLMNP"}, 1 + 14}, // swapped behind the prefix
		{redeem.GiftCard().Spec(), []string{"X1479ACFHIJKLMNP", "X1479ACFHIJKLMNP", "X1479ACFHIJKLMNP"}, 1 + 14},
		{redeem.GiftCard().Spec(), []string{"X1479ACFHIJKLM??"}, (1 + 12) * 36 * 36},             // what was not read is not swapped
		{redeem.Spec{Length: 6, Alphabet: "0123456789", Check: luhn}, []string{"123455"}, 1 + 1}, // of 55, which is the same
		{redeem.Spec{Length: 6, Alphabet: "0123456789", Check: luhn}, []string{"123455", "123455"}, 1 + 1},
		{redeem.Spec{Length: 6, Alphabet: "0123456789", Check: luhn}, []string{"125345"}, 1}, // a swap makes it valid
		{redeem.Spec{Length: 6, Alphabet: "0123456789", Check: luhn}, []string{"12345?"}, 1 + 4},
	} {
		c := &redeem.Corrector{Format: redeem.MustFormat(tt.spec), Lookalikes: draw.ModelOf(t), MaxIndels: 1}
		if n, exact := c.Count(tt.reads...); n != tt.n || exact {
			t.Errorf("Count(%q) = %d, %t with MaxIndels, want %d", tt.reads, n, exact, tt.n)
		}
	}

	// With more states than there is room for on the stack.
	mod97 := draw.SchemeNamed(t, "iso7064-mod-97-10")
	c := &redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: "0123456789", Check: mod97}), MaxIndels: 4}
	if n, exact := c.Count(draw.CheckedCode(t, c.Format, 7)); n == 0 || exact {
		t.Errorf("Count = %d, %t with MaxIndels", n, exact)
	}
}
