package bitset_test

import (
	"testing"

	"github.com/redeemkit/redeem/internal/bitset"
)

func TestString(t *testing.T) {
	names := []string{"a", "b", "c"}
	for set, want := range map[uint8]string{
		0: "none", 1: "a", 2: "b", 3: "a|b", 5: "a|c", 7: "a|b|c", 8: "?", 9: "a|?", 0x88: "?|?", 0xFF: "a|b|c|?|?|?|?|?",
	} {
		if got := bitset.String(set, names); got != want {
			t.Errorf("String(%#b) = %q, want %q", set, got, want)
		}
	}
	if got := bitset.String(1, nil); got != "?" {
		t.Errorf("String(1) without names = %q", got)
	}
}

func TestStringDoesNotAllocate(t *testing.T) {
	names := []string{"a", "b"}
	var text string
	for _, set := range []uint8{0, 1, 2, 4, 128} {
		if allocs := testing.AllocsPerRun(10, func() { text = bitset.String(set, names) }); allocs != 0 {
			t.Errorf("String(%#b) = %q allocates %v times", set, text, allocs)
		}
	}
}
