package issue

import (
	"sync"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
)

// TestGoroutines tests that everything in the package is safe for concurrent
// use.
func TestGoroutines(t *testing.T) {
	f := redeem.MustFormat(redeem.Spec{Length: 12, Check: draw.SchemeNamed(t, "luhn-mod-36")})
	screen := mustScreen(t, redeem.Tesseract(), OffensiveWords()...)
	prints := mustFingerprinter(t, fingerprintKey)
	code := mustNew(t, f, nil)
	bits, allowed, sum := Bits(f), screen.Allows(code), prints.Sum(code)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				if Bits(f) != bits || screen.Allows(code) != allowed || prints.Sum(code) != sum {
					t.Error("another answer among others than alone")
					return
				}
				if c, err := New(f, nil); err != nil || prints.Sum(c) == sum {
					t.Errorf("New = %v, %v", c, err)
					return
				}
			}
		})
	}
	wg.Wait()
}
