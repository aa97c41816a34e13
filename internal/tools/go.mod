// Run in a clone; cannot be imported, since its redeem is the folder above.
module github.com/redeemkit/redeem/internal/tools

go 1.25.0

replace github.com/redeemkit/redeem => ../../

require (
	github.com/google/go-cmp v0.7.0
	github.com/redeemkit/redeem v0.0.0-00010101000000-000000000000
	golang.org/x/text v0.40.0
)
