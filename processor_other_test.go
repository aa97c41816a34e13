//go:build !linux

package redeem_test

import "time"

// processorTime returns the time that f takes.
func processorTime(f func()) time.Duration {
	before := time.Now()
	f()
	return time.Since(before)
}
