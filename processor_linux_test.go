package redeem_test

import (
	"runtime"
	"syscall"
	"time"
)

// processorTime returns the time of the processor that f takes on its thread.
func processorTime(f func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := threadTime()
	f()
	return threadTime() - before
}

// rusageThread asks for one thread: package syscall does not name it.
const rusageThread = 1

func threadTime() time.Duration {
	var r syscall.Rusage
	syscall.Getrusage(rusageThread, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
