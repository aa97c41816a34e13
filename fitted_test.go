package redeem_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
)

// maxPairCost is a quarter of the engine's limit: codes with several of the
// dearest misreads are still found.
const maxPairCost = (127 + 1) / 4

// fitted are the built-in models that are fitted to reads.
var fitted = map[string]*redeem.Lookalikes{"Tesseract": redeem.Tesseract(), "PaddleOCR": redeem.PaddleOCR()}

// TestFitted holds the tables to what NewLookalikes makes of their pairs: the
// same meanings in the same order, and the same skeletons.
func TestFitted(t *testing.T) {
	for name, l := range fitted {
		t.Run(name, func(t *testing.T) { testFitted(t, l) })
	}
}

func testFitted(t *testing.T, l *redeem.Lookalikes) {
	type meaning struct {
		Meant byte
		Cost  int
	}
	meanings := func(l *redeem.Lookalikes, read byte) (all []meaning) {
		for meant, cost := range l.Of(read) {
			all = append(all, meaning{meant, cost})
		}
		return all
	}
	const symbols = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	var pairs []redeem.Pair
	for read := byte('!'); read <= '~'; read++ {
		all := meanings(l, read)
		if len(all) == 1 && all[0] == (meaning{read, 0}) {
			continue // a symbol that looks like no other
		}
		for _, m := range all {
			pairs = append(pairs, redeem.Pair{Read: read, Meant: m.Meant, Cost: uint8(m.Cost)})
			if m.Cost > maxPairCost {
				t.Errorf("%c read as %c costs %d", m.Meant, read, m.Cost)
			}
		}
	}
	for _, symbol := range []byte(symbols) {
		if cost, ok := l.Cost(symbol, symbol); !ok || cost != 0 {
			t.Errorf("%c read as itself costs %d, %v", symbol, cost, ok)
		}
		if n := len(meanings(l, symbol)); n == 0 || n > 8 {
			t.Errorf("%c has %d meanings", symbol, n)
		}
	}

	same := draw.ModelOf(t, pairs...)
	one := redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: symbols})
	for read := byte('!'); read <= '~'; read++ {
		if diff := cmp.Diff(meanings(same, read), meanings(l, read)); diff != "" {
			t.Errorf("%c: the table is not what NewLookalikes makes of its pairs:\n%s", read, diff)
		}
	}
	for _, symbol := range symbols {
		c := codeIn(t, one, string(symbol))
		if want, got := same.Skeleton(c), l.Skeleton(c); got != want {
			t.Errorf("%c has the skeleton %s, want %s", symbol, redeem.Plain(got), redeem.Plain(want))
		}
	}
}

// TestFittedIndels is the price of characters that are missing, too many, two for
// one, or in the wrong order: something, and within the engine's limit with MaxIndels.
func TestFittedIndels(t *testing.T) {
	for name, l := range fitted {
		for _, tt := range []struct{ name, read string }{
			{"dropped", "X8K49FJ2MZQ7WPT"},
			{"added", "X8KD49FJ2MZQ7WPT9"},
			{"doubled", "X8KD49FJ2MZQ7WPTT"},
		} {
			c := &redeem.Corrector{Lookalikes: l, MaxIndels: 1}
			if r := c.Resolve(tt.read); r.Verdict == redeem.VerdictNone || r.Best.Cost == 0 || r.Best.Cost > 63 {
				t.Errorf("%s, %s: %+v", name, tt.name, r)
			}
		}
	}
}

// TestFittedDirected has pairs that an engine takes for each other, and how the
// engines differ.
func TestFittedDirected(t *testing.T) {
	for name, pairs := range map[string][]string{
		"Tesseract": {"0O", "5S", "JI", "9O", "9S", "8B", "1I"},
		"PaddleOCR": {"O0", "VU", "I1", "Y9"},
	} {
		l := fitted[name]
		for _, p := range pairs {
			meant, read := p[0], p[1]
			cost, ok := l.Cost(read, meant)
			if !ok {
				t.Errorf("%s: %c read as %c is not a pair", name, meant, read)
			}
			if back, ok := l.Cost(meant, read); ok && back <= cost {
				t.Errorf("%s: %c read as %c costs %d, the other way round %d", name, meant, read, cost, back)
			}
		}
	}
}
