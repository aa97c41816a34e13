//go:build js && wasm

// Command page is what the page runs: a form's verbs and those of package
// sight.
package main

import (
	"github.com/redeemkit/redeem/playground/internal/bridge"
	"github.com/redeemkit/redeem/playground/internal/sight"
)

//go:wasmexport trace
func trace(n int32) int32 { return bridge.Call(sight.Trace, n) }

//go:wasmexport describe
func describe(n int32) int32 { return bridge.Call(sight.Describe, n) }

//go:wasmexport schemes
func schemes(n int32) int32 { return bridge.Call(sight.Schemes, n) }

//go:wasmexport regions
func regions(n int32) int32 { return bridge.Call(sight.Regions, n) }

//go:wasmexport advise
func advise(n int32) int32 { return bridge.Call(sight.Advise, n) }

//go:wasmexport design
func design(n int32) int32 { return bridge.Call(sight.Design, n) }

func main() { select {} }
