package spell_test

import (
	"cmp"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/spell"
)

// slowPack packs one byte at a time.
func slowPack(text string) spell.Symbols {
	var words [4]uint64
	for i, b := range []byte(text) {
		words[i/8] |= uint64(b) << (56 - i%8*8)
	}
	return spell.Symbols{A: words[0], B: words[1], C: words[2], D: words[3]}
}

// TestPack packs texts of all lengths, in which no symbol occurs twice.
func TestPack(t *testing.T) {
	for n := range spell.MaxLen + 1 {
		text := spell.Alphanumeric[:n]
		if got, want := spell.Pack([]byte(text)), slowPack(text); got != want {
			t.Errorf("Pack(%q) = %q, want %q", text, got.Append(nil), want.Append(nil))
		}
		if n >= 16 && spell.Pack16([]byte(text)) != slowPack(text[:16]) {
			t.Errorf("Pack16(%q) = %q", text, spell.Pack16([]byte(text)).Append(nil))
		}
	}
}

// TestSymbols tests the laws of the words that hold symbols.
func TestSymbols(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		text := draw.Text(t, draw.SymbolChars, rapid.IntRange(0, spell.MaxLen).Draw(t, "length"))
		padded := text + strings.Repeat("\x00", spell.MaxLen-len(text))
		s := spell.Pack([]byte(text))
		if s != slowPack(text) {
			t.Errorf("Pack(%q) = %#x, want %#x", text, s, slowPack(text))
		}
		if bytes := s.Text(); string(bytes[:]) != padded || spell.PackText(&bytes) != s {
			t.Errorf("%q: Text = %q, which PackText packs into %#x", text, bytes, spell.PackText(&bytes))
		}
		if got := s.Append([]byte("as it was ")); string(got) != "as it was "+text {
			t.Errorf("Append = %q, want %q", got, text)
		}
		if s.Len() != len(text) {
			t.Errorf("%q: Len = %d", text, s.Len())
		}
		for i := range spell.MaxLen {
			if got := s.At(i); got != padded[i] {
				t.Errorf("%q: At(%d) = %q, want %q", text, i, got, padded[i])
			}
		}
		n := rapid.IntRange(0, spell.MaxLen).Draw(t, "kept")
		head := spell.Repeat(0xFF, n)
		if head != slowPack(strings.Repeat("\xFF", n)) {
			t.Errorf("Repeat(0xFF, %d) = %#x", n, head)
		}
		if got, want := s.And(head), slowPack(text[:min(n, len(text))]); got != want {
			t.Errorf("%q: the first %d are %q", text, n, got.Append(nil))
		}
		if got, want := s.Or(head), slowPack(strings.Repeat("\xFF", n)+padded[n:]); got != want {
			t.Errorf("%q: with the first %d filled, %#x, want %#x", text, n, got, want)
		}
	})
}

// TestOrder tests that Symbols are ordered as their texts, and are equal if the
// texts are equal.
func TestOrder(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		base := draw.Text(t, "A", rapid.IntRange(0, spell.MaxLen-1).Draw(t, "length"))
		texts := []string{"", base, base + "A", base + "B"}
		for range 12 { // few symbols, so that many texts begin alike
			texts = append(texts, draw.Text(t, "01", rapid.IntRange(0, spell.MaxLen).Draw(t, "length")))
		}
		for _, x := range texts {
			for _, y := range texts {
				p, q, want := spell.Pack([]byte(x)), spell.Pack([]byte(y)), cmp.Compare(x, y)
				if got := p.Compare(q); got != want {
					t.Errorf("Compare(%q, %q) = %d, want %d", x, y, got, want)
				}
				if (p == q) != (want == 0) || p.Equal(q) != (want == 0) {
					t.Errorf("%q == %q: %t, Equal: %t", x, y, p == q, p.Equal(q))
				}
			}
		}
	})
}

// TestEqualOfEachBit compares values that differ in one bit, wherever it is.
func TestEqualOfEachBit(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 32))
	random := func() spell.Symbols {
		return spell.Symbols{A: r.Uint64(), B: r.Uint64(), C: r.Uint64(), D: r.Uint64()}
	}
	for range 20 {
		x := random()
		y := x
		if !x.Equal(y) {
			t.Errorf("%#x is not Equal to itself", x)
		}
		for i, word := range []*uint64{&y.A, &y.B, &y.C, &y.D} {
			for bit := range 64 {
				*word ^= 1 << bit
				if x.Equal(y) || y.Equal(x) || x == y {
					t.Errorf("word %d, bit %d makes no difference to Equal", i, bit)
				}
				*word ^= 1 << bit
			}
		}
		if z := random(); x.Equal(z) != (x == z) {
			t.Error("Equal is not ==")
		}
	}
}
