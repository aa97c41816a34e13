package meant_test

import (
	"testing"

	"github.com/redeemkit/redeem/internal/srctest"
)

func TestNothingElseEscapes(t *testing.T) {
	srctest.Escaping(t, "newReached", "(*alignment).reach", "(*alignment).advance", "(*reached).put", "(*reached).grow", "roomFor")
}
