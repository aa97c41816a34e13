package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
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
