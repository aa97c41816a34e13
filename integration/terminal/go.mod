// Run in a clone; cannot be imported, since it needs the folders above.
module github.com/redeemkit/redeem/integration/terminal

go 1.25.0
