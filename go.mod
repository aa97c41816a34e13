module github.com/redeemkit/redeem

go 1.25.0

require (
	github.com/google/go-cmp v0.7.0
	golang.org/x/text v0.40.0
)

require pgregory.net/rapid v1.3.0
