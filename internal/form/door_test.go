package form_test

import (
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
)

// The tests of package form_test call the engine through redeem.Format.

const sample = "X8KD49FJ2MZQ7WPT"

// none returns the model of a reader that makes no mistakes.
func none(t rapid.TB) *redeem.Lookalikes {
	t.Helper()
	l, err := redeem.NewLookalikes()
	if err != nil {
		t.Fatal(err)
	}
	return l
}
