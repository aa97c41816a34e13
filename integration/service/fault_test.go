package service

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/redeemkit/redeem/integration/database"
)

// TestFaults damages the database while the service runs. The service must
// report that the fault is its own, no code may get into its log, and nothing
// may be lost once the database is repaired.
func TestFaults(t *testing.T) { each(t, testFaults) }

func testFaults(t *testing.T, on kind) {
	type fault struct {
		name        string
		spoil, mend []string // statements that the service's own connection executes
		status      int
		log         string
	}
	faults := []fault{
		{"a missing table", []string{"ALTER TABLE vouchers RENAME TO gone"}, []string{"ALTER TABLE gone RENAME TO vouchers"},
			http.StatusInternalServerError, database.ErrTable.Error()},
		{"a missing column", []string{"ALTER TABLE vouchers RENAME value TO gone"}, []string{"ALTER TABLE vouchers RENAME gone TO value"},
			http.StatusInternalServerError, database.ErrTable.Error()},
	}
	if on == onSQLite {
		faults = append(faults,
			fault{"a full database", []string{"PRAGMA max_page_count = 1"}, []string{"PRAGMA max_page_count = 1000000"},
				http.StatusInsufficientStorage, database.ErrFull.Error()},
			fault{"a file that is only read", []string{"PRAGMA query_only = 1"}, []string{"PRAGMA query_only = 0"},
				http.StatusInternalServerError, database.ErrDatabase.Error()})
	} else {
		faults = append(faults,
			fault{"a server that is only read", []string{"SET default_transaction_read_only = on"}, []string{"SET default_transaction_read_only = off"},
				http.StatusInternalServerError, database.ErrDatabase.Error()})
	}
	for _, tt := range faults {
		t.Run(tt.name, func(t *testing.T) {
			s, log := newService(t, on)
			s.store.db.SetMaxOpenConns(1) // a pragma is for one connection
			codes := mustIssue(t, s, 20)
			spent := spend(s, codes[0], "before")
			do := func(statements []string) {
				for _, statement := range statements {
					if _, err := s.store.db.Exec(statement); err != nil {
						t.Fatal(err)
					}
				}
			}
			do(tt.spoil)
			a := post(s, "/vouchers", `{"value": 1, "count": 1000}`, "Authorization", "Bearer "+testToken)
			if a.sent != tt.status || a.Status != tt.status || a.Title == "" {
				t.Errorf("issuing: %d %s, want %d", a.sent, a.Title, tt.status)
			}
			during := spend(s, codes[1], "during")
			if during.sent != tt.status && (tt.status != http.StatusInsufficientStorage || during.sent != 200) {
				t.Errorf("redeeming: %d %s, want %d", during.sent, during.body, tt.status)
			}
			do(tt.mend)
			if n := count(t, s); n != len(codes) {
				t.Errorf("%d vouchers after an order that failed, want %d", n, len(codes))
			}
			if !strings.Contains(log.String(), tt.log) {
				t.Errorf("the log does not say %q:\n%s", tt.log, log)
			}
			noneLost(t, s, log, codes, spent)
		})
	}
}

// TestLocked tests a database to which another program writes for too long.
func TestLocked(t *testing.T) { each(t, testLocked) }

func testLocked(t *testing.T, on kind) {
	p := on.new(t)
	s, log := newService(t, on, func(c *Config) { c.Database = p.address })
	codes := mustIssue(t, s, 20)
	spent := spend(s, codes[0], "before")
	release := p.hold(t, p.open(t))
	a := spend(s, codes[1], "during")
	if a.sent != http.StatusServiceUnavailable || a.header.Get("Retry-After") == "" {
		t.Errorf("redeeming: %d %s, want 503", a.sent, a.body)
	}
	release()
	noneLost(t, s, log, codes, spent)
}

// TestConnectionsEnd has the server end all connections of the service while
// vouchers are redeemed, as a server does that is started again. Clients try
// again. SQLite has no connections.
func TestConnectionsEnd(t *testing.T) {
	p := onPostgreSQL.new(t)
	s, log := newService(t, onPostgreSQL, func(c *Config) { c.Database = p.address })
	server := p.open(t)
	server.SetMaxOpenConns(1)
	codes := mustIssue(t, s, 60)
	spent := spend(s, codes[0], "before")
	var working sync.WaitGroup
	for i, code := range codes {
		working.Go(func() {
			won := 0
			for _, key := range []string{"one ", "another "} {
				a := spend(s, code, key+code)
				for tries := 0; a.sent >= 500 && tries < 100; tries++ {
					a = spend(s, code, key+code)
				}
				if a.sent == 200 {
					won++
				}
			}
			if want := min(i, 1); won != want {
				t.Errorf("a voucher was redeemed %d times, want %d", won, want)
			}
		})
	}
	for range 10 {
		run(t, server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
	}
	working.Wait()
	if again := spend(s, codes[0], "before"); again.body != spent.body {
		t.Errorf("a redemption before: %s, want %s", again.body, spent.body)
	}
	if leak(log.Bytes(), codes) != "" {
		t.Error("the log holds a piece of a code")
	}
}

// noneLost redeems all vouchers. The first was spent before, and the second
// perhaps while something was wrong.
func noneLost(t *testing.T, s *Service, log *bytes.Buffer, codes []string, spent answer) {
	t.Helper()
	if again := spend(s, codes[0], "before"); again.body != spent.body {
		t.Errorf("a redemption before: %s, want %s", again.body, spent.body)
	}
	if a := spend(s, codes[1], "during"); a.sent != 200 {
		t.Errorf("a redemption that was tried again: %d %s", a.sent, a.body)
	}
	for _, code := range codes[2:] {
		if a := spend(s, code, "after "+code[10:]); a.sent != 200 {
			t.Errorf("a redemption after: %d %s", a.sent, a.body)
		}
	}
	if piece := leak(log.Bytes(), codes); piece != "" {
		t.Errorf("the log holds a piece of a code")
	}
}

// TestIsolation has a database whose transactions see one moment, so that those
// fail that meet another one. The service asks for others.
func TestIsolation(t *testing.T) {
	p := onPostgreSQL.new(t)
	run(t, p.open(t), `DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET default_transaction_isolation = serializable'; END $$`)
	s, _ := newService(t, onPostgreSQL, func(c *Config) { c.Database = p.address })
	var isolation string
	if query(t, s.store.db, &isolation, "SHOW transaction_isolation"); isolation != "read committed" {
		t.Errorf("transactions are %s", isolation)
	}
}

// TestStart tests the reasons why a service does not start.
func TestStart(t *testing.T) { each(t, testStart) }

func testStart(t *testing.T, on kind) {
	start := func(address string, secret []byte) error {
		s, err := Open(t.Context(), Config{Database: address, Secret: secret}, io.Discard)
		if err == nil {
			err = s.Close()
		}
		return err
	}
	if _, err := Open(t.Context(), Config{Database: on.new(t).address, Secret: testSecret, Token: "0123456789abcde"}, io.Discard); err != errToken {
		t.Errorf("a short token: %v", err)
	}
	ours, other := on.new(t), on.new(t)
	if err := start(ours.address, testSecret); err != nil {
		t.Fatal(err)
	}
	run(t, other.open(t), "CREATE TABLE vouchers (code TEXT)")
	type reason struct {
		name, address string
		secret        []byte
		want          error
	}
	reasons := []reason{
		{"all right", ours.address, testSecret, nil},
		{"another secret", ours.address, []byte("32 bytes or more, and others than those"), ErrSecret},
		{"a short secret", ours.address, testSecret[:31], errShort},
		{"another program's database", other.address, testSecret, ErrVersion},
	}
	if on == onSQLite {
		if info, err := os.Stat(ours.address); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others may read the database: %v, %v", info.Mode(), err)
		}
		text := filepath.Join(t.TempDir(), "text")
		if err := os.WriteFile(text, bytes.Repeat([]byte("no database\n"), 1000), 0o600); err != nil {
			t.Fatal(err)
		}
		reasons = append(reasons,
			reason{"no folder", filepath.Join(text+" none", "vouchers.db"), testSecret, os.ErrNotExist},
			reason{"a text", text, testSecret, database.ErrDatabase})
	} else {
		later := on.new(t)
		if err := start(later.address, testSecret); err != nil {
			t.Fatal(err)
		}
		run(t, later.open(t), "UPDATE service_version SET version = 4")
		reasons = append(reasons,
			reason{"a later version", later.address, testSecret, ErrVersion},
			reason{"no such database", strings.Replace(ours.address, "///test", "///none", 1), testSecret, database.ErrUnreachable},
			reason{"no server", "postgres://shop:8KD4-9FJ2-MZQ7-WPTG@127.0.0.1:1/shop", testSecret, database.ErrUnreachable},
			reason{"no address", "postgres://shop:8KD4-9FJ2-MZQ7-WPTG@127.0.0.1:port/shop", testSecret, ErrAddress},
			reason{"a bad parameter", ours.address + "&connect_timeout=8KD4", testSecret, ErrAddress})
	}
	for _, tt := range reasons {
		err := start(tt.address, tt.secret)
		if !errors.Is(err, tt.want) || err != nil && (strings.Contains(err.Error(), string(tt.secret)) || strings.Contains(err.Error(), "8KD4")) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}

// TestPanic tests a mistake in the service: the client gets an answer, and the
// log has the position, but neither the arguments of a traceback nor the value
// of the panic.
func TestPanic(t *testing.T) { each(t, testPanic) }

func testPanic(t *testing.T, on kind) {
	s, log := newService(t, on)
	code := mustCode(t)
	handler := s.logged(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("code " + code) }))
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest("POST", "/"+code, nil))
	if w.Code != http.StatusInternalServerError {
		t.Errorf("%d", w.Code)
	}
	if !strings.Contains(log.String(), "fault_test.go") && !strings.Contains(log.String(), "testPanic") || strings.Contains(log.String(), code) {
		t.Errorf("the log does not say where, or quotes the code: %s", strings.ReplaceAll(log.String(), code, "[code]"))
	}
}
