module github.com/redeemkit/redeem/integration/terminal

go 1.25.0
