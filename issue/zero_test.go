package issue

import (
	"testing"

	"github.com/redeemkit/redeem"
)

// TestUnusableFormat tests what New and Bits return for a nil Format and the
// zero Format.
func TestUnusableFormat(t *testing.T) {
	for name, f := range map[string]*redeem.Format{"nil": nil, "zero": {}} {
		if c, err := New(f, nil); c != (redeem.Code{}) || err != redeem.ErrSpec {
			t.Errorf("New of the %s Format = %v, %v", name, c, err)
		}
		if bits := Bits(f); bits != 0 {
			t.Errorf("Bits of the %s Format = %v", name, bits)
		}
	}
}
