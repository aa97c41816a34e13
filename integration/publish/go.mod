// Run in a clone; cannot be imported, since it needs the folders above.
module github.com/redeemkit/redeem/integration/publish

go 1.26.0

require golang.org/x/mod v0.43.0
