package redeem_test

import (
	"math"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
)

// TestReadingAddFrom takes the Reading of a code out of that of a line, in which
// it answers what it answers alone.
func TestReadingAddFrom(t *testing.T) {
	code := func(r *redeem.Reading) {
		for _, char := range "X8KD-4OFJ-2MZQ-7WP" {
			r.Add(redeem.Alternative{Char: char, Prob: 0.6}, redeem.Alternative{Char: '0', Prob: 0.2})
		}
		r.Add()
	}
	var alone, line, part redeem.Reading
	code(&alone)
	line.AddString(strings.Repeat("Protect this card like cash. ", 20))
	start := line.Len()
	code(&line)
	line.AddString(" and have the receipt ready")
	part.AddFrom(&line, start, start+16)

	c := redeem.Corrector{Lookalikes: redeem.Tesseract()}
	if got, want := c.ResolveOf(&part), c.ResolveOf(&alone); part.Len() != 16 || got != want || want.Verdict == redeem.VerdictNone {
		t.Errorf("the part of a line, %d characters: %+v, want %+v", part.Len(), got, want)
	}
	if got := c.ResolveOf(&line); got.Verdict != redeem.VerdictNone {
		t.Errorf("a line that is no code: %v", got.Verdict)
	}

	// In parts, and from itself.
	var parts redeem.Reading
	parts.AddFrom(&line, start, start+5)
	parts.AddFrom(&line, start+5, start+16)
	if got, want := c.ResolveOf(&parts), c.ResolveOf(&alone); got != want {
		t.Errorf("in parts: %+v, want %+v", got, want)
	}
	var half, twice redeem.Reading
	half.AddString("X111 1111")
	half.AddFrom(&half, 0, 8)
	twice.AddString("X111 1111 X111 1111")
	if got, want := c.ResolveOf(&half), c.ResolveOf(&twice); got != want {
		t.Errorf("from itself: %+v, want %+v", got, want)
	}

	// Beyond the ends.
	for _, test := range []struct{ start, end, want int }{
		{0, 16, 16}, {-5, 99, 16}, {math.MinInt, math.MaxInt, 16}, {15, 16, 1}, {16, 16, 0}, {9, 3, 0}, {99, 200, 0}, {-9, -3, 0},
	} {
		var r redeem.Reading
		if r.AddFrom(&alone, test.start, test.end); r.Len() != test.want {
			t.Errorf("from %d to %d: %d characters, want %d", test.start, test.end, r.Len(), test.want)
		}
	}

	// Of a longer Reading the rest counts, and is not kept.
	var long, rest redeem.Reading
	for range 3 {
		long.AddString(strings.Repeat("X", 500))
	}
	rest.AddFrom(&long, 1000, 1500)
	if long.Len() != 1500 || rest.Len() != 500 {
		t.Errorf("a long Reading has %d characters, its end %d, want 1500, 500", long.Len(), rest.Len())
	}
}
