package exhaustive

import "testing"

func TestPick(t *testing.T) {
	for value, want := range map[string]int{"1": 100, "": 3, "0": 3} {
		t.Setenv("REDEEM_EXHAUSTIVE", value)
		if got := Pick(3, 100); got != want || On() != (want == 100) {
			t.Errorf("with %q: Pick = %d, On = %t, want %d", value, got, On(), want)
		}
	}
}
