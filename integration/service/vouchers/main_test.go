package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/redeemkit/redeem/integration/internal/postgres"
	"github.com/redeemkit/redeem/integration/service"
)

func TestMain(m *testing.M) { os.Exit(postgres.Run(m)) }

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
	token := file("token", "sixteen bytes or more\n")
	short := file("short", "x")
	db := filepath.Join(dir, "vouchers.db")
	address := postgres.URL(t)
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
		{"an empty token", db, "127.0.0.1:0", secret, file("empty", "\n"), false},
		{"a short token", db, "127.0.0.1:0", secret, short, false},
		{"no token", db, "127.0.0.1:0", secret, filepath.Join(dir, "none"), false},
		{"no address", db, "nowhere", secret, token, false},
		{"PostgreSQL", address, "127.0.0.1:0", secret, token, true},
		{"no server", "postgres://127.0.0.1:1/none", "127.0.0.1:0", secret, token, false},
		{"no database", filepath.Join(dir, "none", "vouchers.db"), "127.0.0.1:0", secret, token, false},
	} {
		ctx, stop := context.WithCancel(t.Context())
		if err := run(ctx, writer(stop), options{db: tt.db, listen: tt.listen, metrics: "127.0.0.1:0", secret: tt.secret, token: tt.token, burst: 1, every: time.Second}); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
		stop()
	}
	if err := run(t.Context(), io.Discard, options{db: address, secret: secret, backup: filepath.Join(dir, "copy"), burst: 1, every: time.Second}); !errors.Is(err, service.ErrBackup) {
		t.Errorf("a backup of PostgreSQL: %v, want ErrBackup", err)
	}
	if err := run(ended, io.Discard, options{db: db, listen: "127.0.0.1:0", secret: secret, token: token, burst: 1, every: time.Second}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended before it began: %v", err)
	}
}

// TestFlags tests that no error quotes what is wrong on the command line.
func TestFlags(t *testing.T) {
	const code = "8KD4-9FJ2-MZQ7-WPTG"
	for _, args := range [][]string{
		{"-burst", code}, {"-burst=" + code}, {"-every", code}, {"-" + code}, {"--" + code + "=1"}, {code},
		{"-db", "x", code}, {"-secret"}, {"-=" + code},
	} {
		var help bytes.Buffer
		_, err := parse(args, &help)
		if err == nil || strings.Contains(err.Error(), "8KD4") || help.Len() > 0 {
			t.Errorf("%d arguments: %v", len(args), err)
		}
	}
	var help bytes.Buffer
	if _, err := parse([]string{"-help"}, &help); !errors.Is(err, flag.ErrHelp) || !strings.Contains(help.String(), "-previous") {
		t.Errorf("-help: %v", err)
	}
	o, err := parse([]string{"-burst", "7", "-every", "2s", "-db", "x", "-client", "X-Real-IP"}, &help)
	if err != nil || o.client != "X-Real-IP" || o.burst != 7 || o.every != 2*time.Second || o.db != "x" {
		t.Errorf("flags that are right: %v", err)
	}
}

// TestErrorsNameNoValue gives a code to every flag that is a name.
func TestErrorsNameNoValue(t *testing.T) {
	const code = "X8KD49FJ2MZQ7WPT"
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, bytes.Repeat([]byte("x"), 32), 0o600); err != nil {
		t.Fatal(err)
	}
	right := options{db: filepath.Join(dir, "v.db"), listen: "127.0.0.1:0", secret: secret, burst: 1, every: time.Second}
	for name, set := range map[string]func(*options){
		"secret":   func(o *options) { o.secret = code },
		"previous": func(o *options) { o.previous = code },
		"token":    func(o *options) { o.token = code },
		"db":       func(o *options) { o.db = filepath.Join(dir, code, code) },
		"listen":   func(o *options) { o.listen = code },
		"port":     func(o *options) { o.listen = "127.0.0.1:" + code },
		"host":     func(o *options) { o.listen = code + ":1" },
		"metrics":  func(o *options) { o.metrics = code },
		"address":  func(o *options) { o.db = "postgres://" + code + ":" + code + "@127.0.0.1:" + code + "/" + code },
		"server":   func(o *options) { o.db = "postgres://" + code + ":" + code + "@127.0.0.1:1/" + code },
		"backup":   func(o *options) { o.backup = filepath.Join(dir, code, code) },
	} {
		o := right
		set(&o)
		if err := run(t.Context(), io.Discard, o); err == nil || strings.Contains(strings.ToUpper(err.Error()), code) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
