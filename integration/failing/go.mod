// Run in a clone; cannot be imported, since its redeem is the folder above.
module github.com/redeemkit/redeem/integration/failing

go 1.26.0

replace github.com/redeemkit/redeem => ../../

require (
	github.com/davecgh/go-spew v1.1.1
	github.com/google/go-cmp v0.7.0
	github.com/k0kubun/pp/v3 v3.5.4
	github.com/kr/pretty v0.3.1
	github.com/redeemkit/redeem v0.0.0-00010101000000-000000000000
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/kr/text v0.2.0 // indirect
	github.com/mattn/go-colorable v0.1.15 // indirect
	github.com/mattn/go-isatty v0.0.20 // indirect
	github.com/rogpeppe/go-internal v1.9.0 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/sys v0.29.0 // indirect
	golang.org/x/text v0.42.0 // indirect
)
