package redeem_test

import (
	"regexp"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/spell"
)

// errorKeys are the keys that programs rely on: none may change, and each new
// Error needs one.
var errorKeys = map[redeem.Error]string{
	redeem.ErrEmpty:          "empty",
	redeem.ErrEncoding:       "encoding",
	redeem.ErrSymbol:         "wrong-symbol",
	redeem.ErrTooShort:       "too-short",
	redeem.ErrTooLong:        "too-long",
	redeem.ErrPrefix:         "wrong-prefix",
	redeem.ErrCheck:          "check",
	redeem.ErrSerial:         "serial",
	redeem.ErrRegion:         "unknown-region",
	redeem.ErrRegionMismatch: "region-mismatch",
	redeem.ErrRegionLocked:   "region-locked",
	redeem.ErrExpired:        "expired",
	redeem.ErrWrongStore:     "wrong-store",
	redeem.ErrSecret:         "secret",
	redeem.ErrType:           "column-type",
	redeem.ErrSpec:           "spec",
	redeem.ErrRandom:         "random",
}

func TestErrorKeys(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := make(map[string]bool)
	for i := range 256 {
		e := redeem.Error(i)
		want, known := errorKeys[e]
		if !known {
			want = "unknown"
		}
		key := e.Key()
		if key != want || !kebab.MatchString(key) {
			t.Errorf("error %d, %v, has the key %q, want %q", i, e, key, want)
		}
		if known && (seen[key] || key == "unknown") {
			t.Errorf("the key %q is that of two errors", key)
		}
		seen[key] = true
		if known == (e.Error() == redeem.Error(0).Error()) {
			t.Errorf("error %d has a key or a text, not both", i)
		}
	}
	if allocs := testing.AllocsPerRun(10, func() { _ = redeem.ErrCheck.Key() }); allocs != 0 {
		t.Errorf("Key: %v allocations", allocs)
	}
}

// TestErrorNumbers: the engine's values are converted to the exported ones number for
// number.
func TestErrorNumbers(t *testing.T) {
	for fault, err := range map[spell.Fault]redeem.Error{
		spell.FaultEmpty:    redeem.ErrEmpty,
		spell.FaultEncoding: redeem.ErrEncoding,
		spell.FaultSymbol:   redeem.ErrSymbol,
		spell.FaultTooShort: redeem.ErrTooShort,
		spell.FaultTooLong:  redeem.ErrTooLong,
		spell.FaultPrefix:   redeem.ErrPrefix,
		spell.FaultCheck:    redeem.ErrCheck,
		spell.FaultSerial:   redeem.ErrSerial,
		spell.FaultSpec:     redeem.ErrSpec,
	} {
		if uint8(fault) != uint8(err) {
			t.Errorf("%v is %d, the fault is %d", err, err, fault)
		}
	}
}
