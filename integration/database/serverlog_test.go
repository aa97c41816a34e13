package database_test

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/database"
)

// serverLog returns what the server has logged so far. Its log is written by a
// process of its own, so this waits for the mark that it makes at the end.
func serverLog(t *testing.T, db *sql.DB) string {
	t.Helper()
	mark := fmt.Sprintf("mark %x", rand.Uint64())
	exec(t, db, "DO $$ BEGIN RAISE LOG '"+mark+"'; END $$")
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		var text string
		if err := db.QueryRow("SELECT pg_read_file(pg_current_logfile())").Scan(&text); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(text, mark) {
			return text
		}
		if time.Now().After(end) {
			t.Fatal("the server does not write its log")
		}
	}
}

// TestServerLog is what PostgreSQL writes by itself when a code is there already.
// A plain INSERT puts it into the server's log and the driver's error; Add does
// not, nor does a server that is told to be terse.
func TestServerLog(t *testing.T) {
	db := open(t, "pgx", newSchema(t))
	db.SetMaxOpenConns(1)
	cards := newCards(t, db, database.PostgreSQL)
	codes := randomCodes(redeem.GiftCard(), 3)
	insert := func(code redeem.Code) error {
		_, err := db.Exec("INSERT INTO cards (code) VALUES ($1)", redeem.Plain(code))
		return err
	}
	logged := func(code redeem.Code) bool {
		return strings.Contains(serverLog(t, db), redeem.Plain(code).String())
	}

	mustAdd(t, cards, codes[0])
	if _, err := cards.Add(t.Context(), codes[0]); !errors.Is(err, database.ErrTaken) || logged(codes[0]) {
		t.Errorf("Add: %v; in the server's log: %t, want ErrTaken and false", err, logged(codes[0]))
	}

	mustAdd(t, cards, codes[1])
	err := insert(codes[1])
	var quoted *pgconn.PgError
	if !errors.As(err, &quoted) || !strings.Contains(quoted.Detail, redeem.Plain(codes[1]).String()) || !logged(codes[1]) {
		t.Error("a plain INSERT quotes no code: ON CONFLICT may not be needed any more")
	}
	if err := database.Explain("add", err); !errors.Is(err, database.ErrTaken) || strings.Contains(tell(err), redeem.Plain(codes[1]).String()) {
		t.Error("Explain: the reason is not ErrTaken, or it quotes the code")
	}

	exec(t, db, "SET log_error_verbosity = terse") // a superuser's: ALTER DATABASE shop SET log_error_verbosity = terse
	mustAdd(t, cards, codes[2])
	if err := insert(codes[2]); err == nil || logged(codes[2]) {
		t.Error("a terse server logs the code, or takes it twice")
	}
}
