package spell

import (
	"strings"
	"testing"
)

// TestFoldCase tests that FoldCase changes only ASCII letters.
func TestFoldCase(t *testing.T) {
	for x := range 256 {
		b := byte(x)
		upper, lower := b, b
		if x < 0x80 {
			upper, lower = strings.ToUpper(string(rune(x)))[0], strings.ToLower(string(rune(x)))[0]
		}
		if got := FoldUpper.Apply(b); got != upper {
			t.Errorf("FoldUpper makes %q of %q", got, b)
		}
		if got := FoldLower.Apply(b); got != lower {
			t.Errorf("FoldLower makes %q of %q", got, b)
		}
		if got := FoldNone.Apply(b); got != b {
			t.Errorf("FoldNone makes %q of %q", got, b)
		}
		if isLower(b) != (upper != b) || isUpper(b) != (lower != b) {
			t.Errorf("%q: isLower %t, isUpper %t", b, isLower(b), isUpper(b))
		}
	}
}

func TestFoldOf(t *testing.T) {
	for alphabet, want := range map[string]FoldCase{
		"": FoldUpper, "01+": FoldUpper, "01AZ": FoldUpper, "az": FoldLower, "01z": FoldLower, "aZ": FoldNone, "Za": FoldNone,
	} {
		if got := FoldOf(alphabet); got != want {
			t.Errorf("FoldOf(%q) = %d, want %d", alphabet, got, want)
		}
	}
}

// TestAlnum compares the generated table with the result of NewTable.
func TestAlnum(t *testing.T) {
	table := NewTable(Alphanumeric, func(read byte) (byte, bool) { return 0, false })
	for x, want := range table {
		if got := Alnum[x]; got != want {
			t.Errorf("Alnum[%q] = %#x, want %#x", byte(x), got, want)
		}
	}
}

// TestMeaning tests that a Meaning returns the symbol and the edits that it was
// made with.
func TestMeaning(t *testing.T) {
	for edits := range Edits(1 << 7) {
		for symbol := byte('!'); symbol <= '~'; symbol++ {
			if m := SymbolOf(symbol, edits); !m.IsSymbol() || m.Symbol() != symbol || m.Edits() != edits {
				t.Errorf("SymbolOf(%q, %#x) is %t, %q, %#x", symbol, edits, m.IsSymbol(), m.Symbol(), m.Edits())
			}
		}
		if m := LeftOut(edits); m.IsSymbol() || m == 0 || m.Edits() != edits {
			t.Errorf("LeftOut(%#x) is %t, %#x", edits, m.IsSymbol(), m.Edits())
		}
	}
}
