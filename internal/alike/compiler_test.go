package alike_test

import (
	"testing"

	"github.com/redeemkit/redeem/internal/srctest"
)

func TestNothingElseEscapes(t *testing.T) {
	srctest.Escaping(t, "(*Model).Clone")
}
