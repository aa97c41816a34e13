// Run in a clone; cannot be imported, since its redeem is the folder above.
module github.com/redeemkit/redeem/playground

go 1.25.0

replace github.com/redeemkit/redeem => ../

require (
	github.com/chromedp/cdproto v0.159.0
	github.com/chromedp/chromedp v0.23.0
	github.com/google/go-cmp v0.7.0
	github.com/redeemkit/redeem v0.0.0-00010101000000-000000000000
	golang.org/x/image v0.36.0
	pgregory.net/rapid v1.3.0
)

require (
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	golang.org/x/text v0.40.0 // indirect
)
