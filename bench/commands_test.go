package main

import (
	"io"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"
)

func TestCommands(t *testing.T) {
	for _, tool := range []string{"env", "grep", "go"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(err)
		}
	}
	dir := t.TempDir()
	redeem, err := buildCommand(dir)
	if err != nil {
		t.Fatal(err)
	}
	text, err := commandsText(commandTasks(redeem), dir, 1000, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Files of 1000 lines, medians of 2 runs", "\n| canonical codes | redeem check -summary | ", "\n|  | LC_ALL=C grep -cE | "} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// TestCommandIsRight tests that a command with a wrong answer has no time.
func TestCommandIsRight(t *testing.T) {
	if _, err := exec.LookPath("echo"); err != nil {
		t.Skip(err)
	}
	wrong := commandTask{"task", func(io.Writer, *rand.Rand, int) error { return nil }, []command{
		{"echo", []string{"echo"}, func(int) string { return "1000\n" }},
	}}
	if figures, err := wrong.run(t.TempDir(), 1000, 1); err == nil {
		t.Errorf("%v, want an error", figures)
	}
}
