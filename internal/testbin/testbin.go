// Package testbin starts programs that were built for the machine of the tests.
// If that machine is emulated, the system cannot start them without the emulator.
package testbin

import (
	"os"
	"os/exec"
	"runtime"
	"testing"
)

// Emulator is the environment variable that names the program of go test -exec.
// It is not set if the machine of the tests is not emulated.
const Emulator = "REDEEM_TEST_EMULATOR"

// Emulated reports whether the tests run on an emulated machine.
func Emulated() bool { return os.Getenv(Emulator) != "" }

// Command is [exec.Command] for a program that was built like the test. It skips
// the test on a system without processes.
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
