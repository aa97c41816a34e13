package form_test

import (
	"testing"

	"github.com/redeemkit/redeem/internal/reference"
)

// TestParseSerialBytes puts every byte into every place of serial numbers.
func TestParseSerialBytes(t *testing.T) {
	for _, serial := range []string{
		"GCA4567890123456", "6012345678901234", "6012345678901234567", "PBH4567890123456789012", "EPY45678901234",
	} {
		for i := range serial {
			for x := range 256 {
				reference.CheckSerial(t, serial[:i]+string([]byte{byte(x)})+serial[i+1:])
			}
		}
	}
}
