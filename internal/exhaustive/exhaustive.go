// Package exhaustive determines how much the tests try. By default, go test
// ./... takes seconds: a test that could count a whole space or draw a large
// sample tries only a part. With REDEEM_EXHAUSTIVE=1 in the environment it
// tries everything; .ci/run sets the variable.
package exhaustive

import "os"

// On reports whether the tests should try everything. It reads the environment
// each time: go test repeats a test after a variable has changed only if the
// test itself has read that variable.
func On() bool { return os.Getenv("REDEEM_EXHAUSTIVE") == "1" }

// Pick returns all if the tests should try everything, and sample otherwise.
func Pick[T any](sample, all T) T {
	if On() {
		return all
	}
	return sample
}
