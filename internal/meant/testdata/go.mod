// Read in a clone; not a module to import, but a folder that is left out of the module around it.
module github.com/redeemkit/redeem/internal/meant/testdata

go 1.25.0
