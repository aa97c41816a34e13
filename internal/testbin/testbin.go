// Package testbin starts programs that were built for the machine which the
// tests run on. Where that machine is emulated, the system that runs the
// emulator cannot start them by itself.
package testbin

import (
	"os"
	"os/exec"
	"runtime"
	"testing"
)

// Emulator is the variable of the environment with the name of the program that
// go test -exec was given; it is not set where the tests run on the machine
// itself.
const Emulator = "REDEEM_TEST_EMULATOR"

// Emulated reports whether the tests run on an emulated machine.
func Emulated() bool { return os.Getenv(Emulator) != "" }

// Command is [exec.Command] of a program built like the test that asks. It
// skips the test where there are no processes.
func Command(t *testing.T, program string, args ...string) *exec.Cmd {
	t.Helper()
	NeedProcesses(t)
	if Emulated() {
		return exec.Command(os.Getenv(Emulator), append([]string{program}, args...)...)
	}
	return exec.Command(program, args...)
}

// GoTool returns the path of the go command, which is a program of the machine
// that the emulator runs on. It skips the test where there is none.
func GoTool(t *testing.T) string {
	t.Helper()
	NeedProcesses(t)
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("there is no go command")
	}
	return tool
}

// NeedProcesses skips the test where a program cannot start another one.
func NeedProcesses(t *testing.T) {
	t.Helper()
	switch runtime.GOOS {
	case "js", "wasip1":
		t.Skip("there are no processes in " + runtime.GOOS + "/" + runtime.GOARCH)
	}
}
