package service

import (
	"bytes"
	"database/sql"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/integration/database"
)

// TestFaults damages the database while the service runs. The service must
// report that the fault is its own, no code may get into its log, and nothing
// may be lost once the database is repaired.
func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		name        string
		spoil, mend []string // statements that the service's own connection executes
		status      int
		log         string
	}{
		{"a missing table", []string{"ALTER TABLE vouchers RENAME TO gone"}, []string{"ALTER TABLE gone RENAME TO vouchers"},
			http.StatusInternalServerError, database.ErrTable.Error()},
		{"a missing column", []string{"ALTER TABLE vouchers RENAME value TO gone"}, []string{"ALTER TABLE vouchers RENAME gone TO value"},
			http.StatusInternalServerError, database.ErrTable.Error()},
		{"a full disk", []string{"PRAGMA max_page_count = 1"}, []string{"PRAGMA max_page_count = 1000000"},
			http.StatusInsufficientStorage, database.ErrFull.Error()},
		{"a file that is only read", []string{"PRAGMA query_only = 1"}, []string{"PRAGMA query_only = 0"},
			http.StatusInternalServerError, database.ErrDatabase.Error()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, log := newService(t)
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
			if !strings.Contains(log.String(), tt.log) {
				t.Errorf("the log does not say %q:\n%s", tt.log, log)
			}
			noneLost(t, s, log, codes, spent)
		})
	}
}

// TestLocked tests a database to which another program writes for too long.
func TestLocked(t *testing.T) {
	s, log := newService(t)
	codes := mustIssue(t, s, 20)
	spent := spend(s, codes[0], "before")
	var file string
	if err := s.store.db.QueryRow("SELECT file FROM pragma_database_list").Scan(&file); err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open("sqlite", "file:"+file+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	a := spend(s, codes[1], "during")
	if a.sent != http.StatusServiceUnavailable || a.header.Get("Retry-After") == "" {
		t.Errorf("redeeming: %d %s, want 503", a.sent, a.body)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	noneLost(t, s, log, codes, spent)
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

// TestStart tests the reasons why a service does not start.
func TestStart(t *testing.T) {
	dir := t.TempDir()
	start := func(file string, secret []byte) error {
		s, err := Open(t.Context(), Config{Database: filepath.Join(dir, file), Secret: secret}, io.Discard)
		if err == nil {
			err = s.Close()
		}
		return err
	}
	if err := start("vouchers.db", testSecret); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, "vouchers.db")); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read the database: %v, %v", info.Mode(), err)
	}
	if err := os.WriteFile(filepath.Join(dir, "text"), bytes.Repeat([]byte("no database\n"), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "other.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.Exec("CREATE TABLE vouchers (code TEXT)"); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, file string
		secret     []byte
		want       error
	}{
		{"all right", "vouchers.db", testSecret, nil},
		{"another secret", "vouchers.db", []byte("32 bytes or more, and others than those"), ErrSecret},
		{"a short secret", "vouchers.db", testSecret[:31], errShort},
		{"no folder", "none/vouchers.db", testSecret, os.ErrNotExist},
		{"a text", "text", testSecret, database.ErrDatabase},
		{"another program's database", "other.db", testSecret, ErrVersion},
	} {
		err := start(tt.file, tt.secret)
		if !errors.Is(err, tt.want) || err != nil && strings.Contains(err.Error(), string(tt.secret)) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}

// TestPanic tests a mistake in the service: the client gets an answer, and the
// log has the position, but neither the arguments of a traceback nor the value
// of the panic.
func TestPanic(t *testing.T) {
	s, log := newService(t)
	code := mustCode(t)
	handler := s.logged(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("code " + code) }))
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest("POST", "/"+code, nil))
	if w.Code != http.StatusInternalServerError {
		t.Errorf("%d", w.Code)
	}
	if !strings.Contains(log.String(), "fault_test.go") && !strings.Contains(log.String(), "TestPanic") || strings.Contains(log.String(), code) {
		t.Errorf("the log does not say where, or quotes the code: %s", strings.ReplaceAll(log.String(), code, "[code]"))
	}
}
