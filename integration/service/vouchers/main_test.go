package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// writer calls a function when something is written.
type writer func()

func (w writer) Write(b []byte) (int, error) {
	w()
	return len(b), nil
}

// TestRun starts and ends the command, and starts it with files that are
// missing or wrong.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	secret := file("secret", string(bytes.Repeat([]byte("x"), 32)))
	token := file("token", "token\n")
	short := file("short", "x")
	db := filepath.Join(dir, "vouchers.db")
	ended, end := context.WithCancel(t.Context())
	end()
	for _, tt := range []struct {
		name, db, listen, secret, token string
		ok                              bool
	}{
		{"all right", db, "127.0.0.1:0", secret, token, true},
		{"nobody may issue", db, "127.0.0.1:0", secret, "", true},
		{"no secret", db, "127.0.0.1:0", "", token, false},
		{"no file with the secret", db, "127.0.0.1:0", filepath.Join(dir, "none"), token, false},
		{"a short secret", db, "127.0.0.1:0", short, token, false},
		{"no token", db, "127.0.0.1:0", secret, filepath.Join(dir, "none"), false},
		{"no address", db, "nowhere", secret, token, false},
		{"no database", filepath.Join(dir, "none", "vouchers.db"), "127.0.0.1:0", secret, token, false},
	} {
		ctx, stop := context.WithCancel(t.Context())
		if err := run(ctx, writer(stop), tt.db, tt.listen, tt.secret, tt.token, 1, time.Second); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
		stop()
	}
	if err := run(ended, io.Discard, db, "127.0.0.1:0", secret, token, 1, time.Second); !errors.Is(err, context.Canceled) {
		t.Errorf("ended before it began: %v", err)
	}
}

// TestErrorsNameNoValue gives a code to every flag that is a name.
func TestErrorsNameNoValue(t *testing.T) {
	const code = "X8KD49FJ2MZQ7WPT"
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, bytes.Repeat([]byte("x"), 32), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, flags := range [][4]string{
		{"v.db", "127.0.0.1:0", code, ""},
		{"v.db", "127.0.0.1:0", secret, code},
		{filepath.Join(t.TempDir(), code, code), "127.0.0.1:0", secret, ""},
		{filepath.Join(t.TempDir(), "v.db"), code, secret, ""},
		{filepath.Join(t.TempDir(), "v.db"), code + ":1", secret, ""},
		{filepath.Join(t.TempDir(), "v.db"), "127.0.0.1:" + code, secret, ""},
	} {
		err := run(t.Context(), io.Discard, flags[0], flags[1], flags[2], flags[3], 1, time.Second)
		if err == nil || strings.Contains(strings.ToUpper(err.Error()), code) {
			t.Errorf("%q: %v", flags, err)
		}
	}
}
