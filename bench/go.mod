module github.com/redeemkit/redeem/bench

go 1.25.0

replace github.com/redeemkit/redeem => ../

require (
	github.com/google/uuid v1.6.0
	github.com/oklog/ulid/v2 v2.1.2
	github.com/redeemkit/redeem v0.0.0-00010101000000-000000000000
	golang.org/x/text v0.40.0
)
