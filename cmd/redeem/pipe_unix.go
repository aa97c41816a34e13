//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// ignoreBrokenPipe makes writing to a closed pipe an error like any other,
// in place of a signal that ends the program without a word.
func ignoreBrokenPipe() { signal.Ignore(syscall.SIGPIPE) }

// endKey ends what is typed.
const endKey = "Ctrl-D"
