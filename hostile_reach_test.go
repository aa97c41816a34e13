//go:build linux

package redeem_test

import (
	"os"
	"runtime/debug"
	"syscall"
	"testing"
	"unsafe"

	"github.com/redeemkit/redeem"
)

// hostileSpare is how far beyond MaxInput something may look: the rest of a
// machine word, or of a character that tells whether a fault is before the end.
const hostileSpare = 8

// hostileReach returns a text of 16 MiB. Only its first MaxInput bytes, and hostileSpare
// more, can be read. To read further faults.
func hostileReach(t *testing.T, start string) (in string, b []byte) {
	const long, readable = 16 << 20, redeem.MaxInput + hostileSpare
	page := os.Getpagesize()
	memory, err := syscall.Mmap(-1, 0, page+long, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Munmap(memory) })
	copy(memory[page-readable:page], start)
	if err := syscall.Mprotect(memory[page:], syscall.PROT_NONE); err != nil {
		t.Fatal(err)
	}
	b = memory[page-readable:]
	return unsafe.String(&b[0], len(b)), b
}

// TestHostileReach asserts what TestHostileLength does without a clock: there is no
// memory behind the bytes that a function may read.
func TestHostileReach(t *testing.T) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	for name, text := range hostileInputs(2 * redeem.MaxInput) {
		in, b := hostileReach(t, text)
		for _, line := range hostileLines() {
			if line.looks != looksAtFirst {
				continue
			}
			if value := panicOf(func() { line.run(in, b) }); value != nil {
				t.Errorf("%s of %s looks at more than %d bytes: %v", line.name, name, redeem.MaxInput+hostileSpare, value)
			}
		}
	}
	in, _ := hostileReach(t, "")
	if panicOf(func() { allocSink.symbol = in[redeem.MaxInput+hostileSpare] }) == nil {
		t.Error("to look further does not fault")
	}
}
