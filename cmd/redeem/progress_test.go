package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

func TestProgress(t *testing.T) {
	var screen bytes.Buffer
	now := time.Unix(1000, 0)
	p := startProgress(&screen, func() time.Time { return now })
	steps := []struct {
		after time.Duration
		lines int64
		want  string
	}{
		{0, 0, ""},
		{1999 * time.Millisecond, 100_000_000, ""},
		{1 * time.Millisecond, 200_000_000, "\r200000000 lines, 100000000 lines/s"},
		{999 * time.Millisecond, 200_000_001, ""},
		{1 * time.Millisecond, 300_000_000, "\r300000000 lines, 100000000 lines/s"},
		{7 * time.Second, 300_000_001, "\r300000001 lines, 30000000 lines/s "},
		{1, 300_000_002, ""},
	}
	for _, step := range steps {
		now = now.Add(step.after)
		p.show(step.lines)
		if got := screen.String(); got != step.want {
			t.Errorf("after %v: %q, want %q", step.after, got, step.want)
		}
		screen.Reset()
	}
	now = now.Add(time.Second)
	for range 2 { // the second time at once
		p.showOf(65536, 1_000_000)
	}
	if got, want := screen.String(), "\r65536 of 1000000 codes compared  "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	screen.Reset()
	now = now.Add(time.Second)
	p.show(300_000_003)
	screen.Reset()
	p.erase()
	if got, want := screen.String(), "\r"+strings.Repeat(" ", len("300000001 lines, 30000000 lines/s"))+"\r"; got != want {
		t.Errorf("erased with %q, want %q", got, want)
	}
	screen.Reset()
	p.erase()
	if screen.Len() > 0 {
		t.Errorf("erased twice: %q", &screen)
	}
}

// TestProgressUnseen asserts that there is no progress if standard error is not a
// terminal.
func TestProgressUnseen(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	plain, err := os.Open(file(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	if p := newProgress(&call{stdout: null, stderr: plain}, true); p != nil {
		t.Error("progress in a file")
	}
	var none *progress
	none.show(1)
	none.erase()
}
