package audit

import (
	"bytes"
	"testing"

	"github.com/redeemkit/redeem/internal/draw"
	"pgregory.net/rapid"
)

// TestPacking tests that packed codes can be unpacked, that codes with the same
// key begin alike, and that different codes remain different.
func TestPacking(t *testing.T) {
	for name, r := range setups(t) {
		p := newPacking(r)
		if p.size > maxPacked {
			t.Errorf("%s: %d bytes", name, p.size)
		}
		t.Run(name, func(t *testing.T) {
			draw.Check(t, func(t *rapid.T) {
				codes := someCodes(t, r, 10)
				packed := make([][]byte, len(codes))
				for i, c := range codes {
					packed[i] = make([]byte, p.size)
					p.pack(packed[i], c)
					if back, ok := p.code(packed[i]); !ok || back != c {
						t.Fatalf("code %d is another after packing", i)
					}
				}
				for i, x := range packed {
					for j, y := range packed {
						if sameKey := r.Key(codes[i]) == r.Key(codes[j]); bytes.Equal(x[:p.key], y[:p.key]) != sameKey {
							t.Fatalf("codes %d and %d have one key: %v", i, j, sameKey)
						}
						if i != j && bytes.Equal(x, y) {
							t.Fatalf("codes %d and %d are packed alike", i, j)
						}
					}
				}
			})
		})
	}
}

// TestPackingDamaged unpacks bytes that pack never writes.
func TestPackingDamaged(t *testing.T) {
	for name, r := range setups(t) {
		p := newPacking(r)
		t.Run(name, func(t *testing.T) {
			draw.Check(t, func(t *rapid.T) {
				b := rapid.SliceOfN(rapid.Byte(), p.size, p.size).Draw(t, "packed")
				if c, ok := p.code(b); ok && !r.format.Valid(string(c.AppendTo(nil))) {
					t.Fatal("not a code of the format")
				}
			})
		})
	}
	p := newPacking(NewRules(nil, nil))
	if _, ok := p.code(bytes.Repeat([]byte{0xFF}, p.size)); ok {
		t.Error("a code made of nothing but ones")
	}
}

// TestPackingGiftCard tests the sizes in the documentation.
func TestPackingGiftCard(t *testing.T) {
	a := New(Options{})
	defer a.Close()
	if got := [...]int{a.codeWidth(), a.rowWidth()}; got != [...]int{20, 34} {
		t.Errorf("%d bytes", got)
	}
}

func TestPackingDoesNotAllocate(t *testing.T) {
	for name, r := range setups(t) {
		p := newPacking(r)
		b := make([]byte, p.size)
		c, ok := p.code(b) // the first symbol of each class, or no code because of its check character
		if allocs := testing.AllocsPerRun(10, func() {
			if ok {
				p.pack(b, c)
			}
			p.code(b)
		}); allocs != 0 {
			t.Errorf("%s: %v allocations", name, allocs)
		}
	}
}
