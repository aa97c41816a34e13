//go:build js && wasm

// Package bridge lets JavaScript call verbs: it writes a request where request
// points, calls the function of the verb with the request's length, and reads
// as many bytes as that returns from where response points.
//
// JavaScript cannot wipe its strings. What is on this side it can: the request
// is cleared here, the answer by the reader.
package bridge

import (
	"unsafe"

	"github.com/redeemkit/redeem/playground/internal/door"
	"github.com/redeemkit/redeem/playground/internal/wire"
)

var (
	request  [32 << 10]byte
	response [64 << 10]byte
)

//go:wasmexport request
func requestPointer() unsafe.Pointer { return unsafe.Pointer(&request) }

//go:wasmexport requestRoom
func requestRoom() int32 { return int32(len(request)) }

//go:wasmexport response
func responsePointer() unsafe.Pointer { return unsafe.Pointer(&response) }

// Call has the request of n bytes answered and returns the length of the
// answer.
func Call(verb door.Verb, n int32) int32 {
	in := wire.NewReader(request[:n])
	out := wire.NewWriter(response[:0])
	verb(&in, &out)
	clear(request[:n])
	answer := out.Bytes()
	if len(answer) > len(response) {
		panic("bridge: an answer that is too long")
	}
	return int32(len(answer))
}

//go:wasmexport parse
func parse(n int32) int32 { return Call(door.Parse, n) }

//go:wasmexport inspect
func inspect(n int32) int32 { return Call(door.Inspect, n) }

//go:wasmexport typed
func typed(n int32) int32 { return Call(door.Typed, n) }

//go:wasmexport resolve
func resolve(n int32) int32 { return Call(door.Resolve, n) }

//go:wasmexport checkRegion
func checkRegion(n int32) int32 { return Call(door.CheckRegion, n) }

//go:wasmexport format
func format(n int32) int32 { return Call(door.NewFormat, n) }

//go:wasmexport formats
func formats(n int32) int32 { return Call(door.NewFormats, n) }
