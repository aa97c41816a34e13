package audit

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// entries returns how many entries a directory has.
func entries(t *testing.T, dir string) int {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

func TestTempFile(t *testing.T) {
	dir := t.TempDir()
	made, err := newTempFile(dir)
	if err != nil {
		t.Fatal(err)
	}
	f := made.(*tempFile)
	if runtime.GOOS != "windows" {
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode(); got != 0o600 {
			t.Errorf("mode %v", got)
		}
		if n := entries(t, dir); n != 0 {
			t.Errorf("%d entries are in the directory while the file is in use", n)
		}
	}
	if _, err := f.WriteAt([]byte("codes"), 3); err != nil {
		t.Error(err)
	}
	b := make([]byte, 5)
	if _, err := f.ReadAt(b, 3); err != nil || string(b) != "codes" {
		t.Errorf("%q, %v", b, err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if n := entries(t, dir); n != 0 {
		t.Errorf("%d entries are in the directory after closing", n)
	}
}

// TestTempFileInUse tests a file that could not be removed at the beginning.
func TestTempFileInUse(t *testing.T) {
	dir := t.TempDir()
	own := filepath.Join(dir, "own")
	if err := os.Mkdir(own, 0o700); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(own, "codes"))
	if err != nil {
		t.Fatal(err)
	}
	if err := (&tempFile{file, own}).Close(); err != nil {
		t.Error(err)
	}
	if n := entries(t, dir); n != 0 {
		t.Errorf("%d entries are in the directory after closing", n)
	}
}

func TestTempFileError(t *testing.T) {
	missing := filepath.Join(t.TempDir(), good)
	s := stores{make: func() (store, error) { return newTempFile(missing) }}
	_, err := s.new()
	if !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), "temporary file: ") || strings.Contains(err.Error(), good) {
		t.Error(err)
	}
}

func TestStoresClose(t *testing.T) {
	failing := errors.New("disk on fire")
	made := []*memory{{}, {before: func() error { return failing }}, {}}
	next := 0
	s := stores{make: func() (store, error) {
		next++
		return made[next-1], nil
	}}
	for range made {
		if _, err := s.new(); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second call does nothing
		if err := s.done(made[0]); err != nil {
			t.Error(err)
		}
	}
	if err := s.close(); !errors.Is(err, failing) {
		t.Errorf("closed with %v", err)
	}
	for i, m := range made {
		if !m.closed {
			t.Errorf("store %d is open", i)
		}
	}
	if err := s.close(); err != nil {
		t.Errorf("closed again with %v", err)
	}
	if _, err := s.new(); err != ErrClosed {
		t.Errorf("made one after the end: %v", err)
	}
}

func TestCheckTempDir(t *testing.T) {
	dir := t.TempDir()
	if err := CheckTempDir(dir); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%d files left, %v", len(left), err)
	}
	missing := filepath.Join(dir, good)
	if err := CheckTempDir(missing); !errors.Is(err, os.ErrNotExist) || strings.Contains(err.Error(), good) {
		t.Errorf("a missing directory: %v", err)
	}
	// Nobody makes directories in /proc, not even the superuser, who may write
	// to a directory that is for reading only.
	if runtime.GOOS == "linux" {
		if err := CheckTempDir("/proc/self"); err == nil {
			t.Error("/proc/self: no error")
		}
	}
}
