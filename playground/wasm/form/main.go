//go:build js && wasm

// Command form is redeem.wasm: what redeem.js offers to a form, and no more.
package main

import _ "github.com/redeemkit/redeem/playground/internal/bridge"

func main() { select {} }
