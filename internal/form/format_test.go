package form

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/spell"
)

// internals lets a comparison of two Formats look at unexported fields.
var internals = cmp.AllowUnexported(Format{})

func TestGiftCardIsNew(t *testing.T) {
	want := New(Spec{Length: 16, Prefix: "X", Alphabet: spell.Alphanumeric, Groups: []int{4, 4, 4, 4}, Model: new(alike.Model)})
	if diff := cmp.Diff(want, &GiftCard, internals); diff != "" {
		t.Errorf("GiftCard is not what New makes of its Spec:\n%s", diff)
	}
}

// TestSerialsAreNew compares the families of serial numbers, which are written
// out, with the results of New for the same descriptions.
func TestSerialsAreNew(t *testing.T) {
	if len(Serials) != 5 {
		t.Errorf("%d formats of serial numbers, want 5", len(Serials))
	}
	for i := range Serials {
		f := &Serials[i]
		spec := Spec{Length: f.Length, Prefix: f.Prefix, Alphabet: spell.Alphanumeric, Model: new(alike.Model)}
		for left := f.Length; left > 0; left -= 4 {
			spec.Groups = append(spec.Groups, min(left, 4))
		}
		want := New(spec)
		want.Alphabet = "" // families do not need it
		if f.Prefix == "60" {
			want.digits, want.sixteen = true, false
		}
		if diff := cmp.Diff(want, f, internals); diff != "" {
			t.Errorf("%s, %d symbols, is not what New makes of its Spec:\n%s", f.Prefix, f.Length, diff)
		}
	}
}

// TestCheckShares tests that places with the same steps share them.
func TestCheckShares(t *testing.T) {
	coupon, err := checkdigit.CouponCode(4, 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, scheme := range append(slices.Collect(checkdigit.All()), coupon) {
		if scheme.States() > MostTabled {
			continue
		}
		f := New(Spec{Length: 16, Alphabet: scheme.Alphabet(), Scheme: scheme, Model: new(alike.Model)})
		if f == nil {
			t.Errorf("%s: no code of 16 symbols", scheme.Name())
			continue
		}
		symbols := 0
		for _, i := range f.Check.index {
			if i != noSymbol {
				symbols++
			}
		}
		size := f.Check.States * symbols
		if len(f.Check.Next)%size != 0 {
			t.Errorf("%s: %d steps, of %d symbols in %d states", scheme.Name(), len(f.Check.Next), symbols, f.Check.States)
		}
		seen := map[string]bool{}
		for row := 0; row < len(f.Check.Next); row += size {
			steps := fmt.Sprint(f.Check.Next[row : row+size])
			if seen[steps] {
				t.Errorf("%s: the same steps twice", scheme.Name())
			}
			seen[steps] = true
		}
	}
}

// TestZeroFormat tests that the zero Format has no codes and refuses every
// input.
func TestZeroFormat(t *testing.T) {
	var zero Format
	if zero.Usable() || !GiftCard.Usable() {
		t.Errorf("Usable is %t of the zero Format, %t of another", zero.Usable(), GiftCard.Usable())
	}
	for _, in := range []string{"", " ", "X8KD49FJ2MZQ7WPT", "GCA4567890123456", "\xFF"} {
		if _, ok := zero.Canonical([]byte(in)); ok {
			t.Errorf("Canonical(%q) reports true", in)
		}
		c, edits, offset, fault := zero.Parse([]byte(in))
		if c != (spell.Symbols{}) || edits != 0 || offset != 0 || fault != spell.FaultSpec {
			t.Errorf("Parse(%q) = %q, %d, %d, %d, want FaultSpec at 0", in, c.Append(nil), edits, offset, fault)
		}
	}
}
