//go:build js && wasm

// Command page is what the pages run: a form's verbs and those of packages
// sight and camera.
package main

import (
	"unsafe"

	"github.com/redeemkit/redeem/playground/internal/bridge"
	"github.com/redeemkit/redeem/playground/internal/camera"
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

// What a call cannot carry, frames and scores, goes through memory of its own.

//go:wasmexport bytes
func bytes(n int32) unsafe.Pointer { return unsafe.Pointer(&camera.Bytes(int(n))[0]) }

//go:wasmexport scores
func scores(n int32) unsafe.Pointer { return unsafe.Pointer(&camera.Scores(int(n))[0]) }

//go:wasmexport straight
func straight(i int32) unsafe.Pointer { return unsafe.Pointer(&camera.Straight(int(i))[0]) }

//go:wasmexport learn
func learn(n int32) int32 { return bridge.Call(camera.Learn, n) }

//go:wasmexport begin
func begin(n int32) int32 { return bridge.Call(camera.Begin, n) }

//go:wasmexport look
func look(n int32) int32 { return bridge.Call(camera.Look, n) }

//go:wasmexport read
func read(n int32) int32 { return bridge.Call(camera.Read, n) }

//go:wasmexport decide
func decide(n int32) int32 { return bridge.Call(camera.Decide, n) }

func main() { select {} }
