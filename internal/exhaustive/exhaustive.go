// Package exhaustive tells tests how much to try. By default, go test ./...
// takes seconds: a test that could count a whole space, or draw a large sample,
// tries a part of it. With REDEEM_EXHAUSTIVE=1 in the environment it tries all
// of it; .ci/run sets the variable.
package exhaustive

import "os"

// On reports whether the tests are to try everything. It looks at the
// environment each time, since go test runs a test again whose variables have
// changed only if the test itself asked for them.
func On() bool { return os.Getenv("REDEEM_EXHAUSTIVE") == "1" }

// Pick returns all if the tests are to try everything, and a sample of it
// otherwise.
func Pick[T any](sample, all T) T {
	if On() {
		return all
	}
	return sample
}
