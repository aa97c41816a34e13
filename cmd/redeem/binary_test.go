package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/redeemkit/redeem/internal/testbin"
)

// TestBinary builds the command and runs it where a test in process cannot:
// at the end of pipes.
func TestBinary(t *testing.T) {
	tool := testbin.GoTool(t)
	binary := filepath.Join(t.TempDir(), "redeem.exe")
	if out, err := exec.Command(tool, "build", "-ldflags=-s -w", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	lines := strings.Repeat(good+"\n", 20_000) // more than a pipe holds

	t.Run("status", func(t *testing.T) {
		for want, args := range [][]string{{"check", good}, {"check", "X"}, {"check", "-x"}} {
			cmd := testbin.Command(t, binary, args...)
			cmd.Run()
			if got := cmd.ProcessState.ExitCode(); got != want {
				t.Errorf("%q: exit status %d, want %d", args, got, want)
			}
		}
	})
	t.Run("all lines", func(t *testing.T) {
		cmd := testbin.Command(t, binary, "check")
		cmd.Stdin = strings.NewReader(lines)
		out, err := cmd.Output()
		if got := bytes.Count(out, []byte("\n")); err != nil || got != 20_000 {
			t.Errorf("%d lines, %v", got, err)
		}
	})
	t.Run("closed pipe", func(t *testing.T) {
		for _, args := range [][]string{{"check"}, {"check", "-summary"}, {"fix"}, {"audit"}, {"schemes"}, {"new", "-n", "100000"}, {"design"}, {"help"}} {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			r.Close()
			var stderr bytes.Buffer
			cmd := testbin.Command(t, binary, args...)
			cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(lines), w, &stderr
			err = cmd.Run()
			w.Close()
			wantWriteError(t, err, stderr.String())
		}
	})
	// The packages promise to start no work with a program: the runtime lists
	// every package that does.
	t.Run("no work at start-up", func(t *testing.T) {
		cmd := testbin.Command(t, binary, "check", good)
		cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if err := cmd.Run(); err != nil || !strings.Contains(stderr.String(), "init ") {
			t.Fatalf("%v, %q", err, stderr.String())
		}
		if strings.Contains(stderr.String(), "init github.com/redeemkit/redeem") {
			t.Error(stderr.String())
		}
	})
	t.Run("audit interrupted", func(t *testing.T) {
		if runtime.GOOS == "windows" {
			t.Skip("a process cannot be interrupted by another one")
		}
		interrupt := os.Interrupt
		if signal.Ignored(interrupt) { // as is this program's, so would be the command's
			interrupt = syscall.SIGTERM
		}
		temp := t.TempDir()
		var stderr bytes.Buffer
		cmd := testbin.Command(t, binary, "audit", "-memory", "1M", "-tmp", temp)
		cmd.Stderr = &stderr
		stdin, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		defer time.AfterFunc(time.Minute, func() { cmd.Process.Kill() }).Stop()
		// The text is more than the pipe and the memory hold. The command then waits for more.
		if _, err := io.WriteString(stdin, strings.Repeat(lines, 10)); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Process.Signal(interrupt); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		if got, want := stderr.String(), "redeem audit: interrupted: closed before the end\n"; cmd.ProcessState.ExitCode() != exitTrouble || got != want {
			t.Errorf("%v, stderr %q", cmd.ProcessState, got)
		}
		left, err := os.ReadDir(temp)
		if err != nil || len(left) > 0 {
			t.Errorf("%d temporary files left behind, %v", len(left), err)
		}
	})
	t.Run("head -1", func(t *testing.T) {
		var stderr bytes.Buffer
		cmd := testbin.Command(t, binary, "check")
		cmd.Stdin, cmd.Stderr = strings.NewReader(lines), &stderr
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		first, err := bufio.NewReader(stdout).ReadString('\n')
		if want := "1\tok\t" + good + "\t\tnone\n"; first != want {
			t.Errorf("first line %q, %v", first, err)
		}
		stdout.Close()
		wantWriteError(t, cmd.Wait(), stderr.String())
	})
}

// wantWriteError expects a run to have ended with one line about writing. The
// writer of its input may have failed as well.
func wantWriteError(t *testing.T, err error, stderr string) {
	t.Helper()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitTrouble {
		t.Errorf("ended with %v, want exit status %d", err, exitTrouble)
	}
	if !strings.Contains(stderr, ": writing: ") || strings.Count(stderr, "\n") != 1 {
		t.Errorf("stderr %q", stderr)
	}
}
