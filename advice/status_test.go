package advice_test

import (
	"encoding/json"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
)

const lastStatus = advice.StatusFailed

func TestEveryStatusHasAString(t *testing.T) {
	seen := map[string]bool{"unknown": true}
	for s := advice.StatusNone; s <= lastStatus; s++ {
		if s.String() == "" || seen[s.String()] {
			t.Errorf("status %d is %q, which is not its own name", s, s)
		}
		seen[s.String()] = true
	}
	for s := lastStatus + 1; s != 0; s++ {
		if s.String() != "unknown" {
			t.Errorf("status %d is %q: a status that lastStatus does not know", s, s)
		}
	}
}

// TestStatusesAreStable lists what programs compare with and store: a status
// keeps its number and its name, and new ones follow the last.
func TestStatusesAreStable(t *testing.T) {
	for i, name := range []string{
		"none", "empty", "not-recognized", "mistyped", "not-valid", "already-redeemed", "not-activated", "unreadable",
		"other-region", "unknown-region", "expired", "wrong-store", "serial-number", "region-locked", "failed",
	} {
		if got := advice.Status(i).String(); got != name {
			t.Errorf("status %d is %s, want %s", i, got, name)
		}
	}
}

func TestStatusText(t *testing.T) {
	for s := advice.StatusNone; s <= lastStatus; s++ {
		text, err := json.Marshal(s)
		if err != nil || string(text) != `"`+s.String()+`"` {
			t.Errorf("%v marshals as %s, %v", s, text, err)
		}
		var back advice.Status
		if err := json.Unmarshal(text, &back); err != nil || back != s {
			t.Errorf("%s gives %v, %v", text, back, err)
		}
	}
	for _, text := range []string{"", "unknown", "Expired", "expired "} {
		s := advice.StatusExpired
		if err := s.UnmarshalText([]byte(text)); err != redeem.ErrSpec || s != advice.StatusExpired {
			t.Errorf("UnmarshalText(%q): %v, and the status is %v", text, err, s)
		}
	}
}

func TestStatusDoesNotAllocate(t *testing.T) {
	s, text := advice.StatusExpired, []byte("region-locked")
	if n := testing.AllocsPerRun(100, func() {
		if s.UnmarshalText(text) != nil || s.String() == "" || s.UnmarshalText(text[1:]) == nil {
			t.Error("not a status")
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
