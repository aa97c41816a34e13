package database_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/database"
	"github.com/redeemkit/redeem/integration/internal/postgres"
)

// tell returns all that a program prints of an error.
func tell(err error) string {
	var out bytes.Buffer
	for e := err; e != nil; e = errors.Unwrap(e) {
		fmt.Fprintf(&out, "%v %+v %#v %q\n", e, e, e, e)
		text, _ := json.Marshal(e)
		out.Write(text)
	}
	slog.New(slog.NewTextHandler(&out, nil)).Error("failed", "err", err)
	slog.New(slog.NewJSONHandler(&out, nil)).Error("failed", "err", err)
	return out.String()
}

// TestBadInput is a table that is not as it should be: the reason is said, the
// code is not, and all that was stored before is still there.
func TestBadInput(t *testing.T) {
	each(t, func(t *testing.T, dialect database.Dialect, reopen func(...string) *sql.DB) {
		db := reopen()
		cards := newCards(t, db, dialect)
		kept := redeem.MustParse("X123456789123456")
		id := mustAdd(t, cards, kept)
		code := redeem.MustParse(sample)
		add := func(cards *database.Cards) error { _, err := cards.Add(t.Context(), code); return err }
		get := func(cards *database.Cards) error { _, err := cards.Get(t.Context(), 1); return err }

		integers := "CREATE TABLE cards (id integer, code integer)"
		if dialect == database.SQLite {
			integers += " STRICT" // otherwise a type is a suggestion
		}
		for _, tt := range []struct {
			name  string
			table []string // the statements that make what is there in place of the table
			try   func(*database.Cards) error
			want  error
		}{
			{"no table to add to", nil, add, database.ErrTable},
			{"no table to get from", nil, get, database.ErrTable},
			{"no column", []string{"CREATE TABLE cards (id integer)"}, add, database.ErrTable},
			{"a column of another type", []string{integers}, add, database.ErrTable},
			{"a column of numbers", []string{integers, "INSERT INTO cards VALUES (1, 7)"}, get, redeem.ErrType},
			{"a column of other texts", []string{"CREATE TABLE cards (id integer, code text)",
				"INSERT INTO cards VALUES (1, '" + sample[1:] + "')"}, get, redeem.ErrPrefix},
			{"a constraint", []string{"CREATE TABLE cards (id integer, code text CHECK (length(code) < 5))"}, add, database.ErrRefused},
		} {
			exec(t, db, "ALTER TABLE cards RENAME TO kept")
			for _, statement := range tt.table {
				exec(t, db, statement)
			}
			err := tt.try(database.New(reopen(), dialect, redeem.GiftCard())) // which has not seen the table before
			exec(t, db, "DROP TABLE IF EXISTS cards")
			exec(t, db, "ALTER TABLE kept RENAME TO cards")
			check(t, tt.name, err, tt.want)
		}
		if got, err := cards.Get(t.Context(), id); got != kept || err != nil {
			t.Errorf("the card that was there before: %v", err)
		}
		check(t, "all mended", add(cards), nil)
	})
}

func check(t *testing.T, name string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: the reason is %v, want %v", name, errors.Unwrap(err), want)
	}
	if strings.Contains(tell(err), sample[1:]) {
		t.Errorf("%s: the error quotes the code", name)
	}
}

// TestChanged is a table that changes while a program uses it, for whose
// statements PostgreSQL has made plans.
func TestChanged(t *testing.T) {
	db := open(t, "pgx", newSchema(t))
	db.SetMaxOpenConns(1)
	cards := newCards(t, db, database.PostgreSQL)
	id := mustAdd(t, cards, redeem.MustParse(sample))
	if _, err := cards.Get(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	exec(t, db, "ALTER TABLE cards DROP skeleton, ALTER code TYPE varchar(32)")
	_, err := cards.Get(t.Context(), id)
	check(t, "changed", err, database.ErrTable)
	if _, err := cards.Get(t.Context(), id); err != nil {
		t.Errorf("the second time: %v", err)
	}
}

// TestLocked is a table that somebody else has locked: nobody waits for long, and
// afterwards all goes on.
func TestLocked(t *testing.T) {
	each(t, func(t *testing.T, dialect database.Dialect, reopen func(...string) *sql.DB) {
		cards := newCards(t, reopen(), dialect)
		id := mustAdd(t, cards, redeem.Code{})
		var params []string
		if dialect == database.SQLite {
			params = []string{"_txlock=immediate"}
		}
		tx, err := reopen(params...).Begin()
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
		if dialect == database.PostgreSQL {
			exec(t, tx, "LOCK TABLE cards IN ACCESS EXCLUSIVE MODE")
		}
		_, err = cards.Add(t.Context(), redeem.MustParse(sample))
		check(t, "locked", err, database.ErrBusy)
		if err := tx.Rollback(); err != nil {
			t.Fatal(err)
		}
		if next := mustAdd(t, cards, redeem.MustParse(sample)); next <= id {
			t.Errorf("card %d comes after card %d", next, id)
		}
	})
}

// TestFull is a database that may not grow.
func TestFull(t *testing.T) {
	db := open(t, "sqlite", "file::memory:")
	db.SetMaxOpenConns(1)
	cards := newCards(t, db, database.SQLite)
	exec(t, db, "PRAGMA max_page_count = 8")
	var added []redeem.Code
	for _, code := range randomCodes(redeem.GiftCard(), 10_000) {
		_, err := cards.Add(t.Context(), code)
		if err == nil {
			added = append(added, code)
			continue
		}
		check(t, "full", err, database.ErrFull)
		break
	}
	if len(added) == 10_000 {
		t.Fatal("never full")
	}
	for _, code := range added {
		if _, got, err := cards.Find(t.Context(), code); got != code || err != nil {
			t.Fatalf("a card that was added is lost: %v", err)
		}
	}
}

// TestGone is a database that does not answer.
func TestGone(t *testing.T) {
	each(t, func(t *testing.T, dialect database.Dialect, reopen func(...string) *sql.DB) {
		db := reopen()
		cards := newCards(t, db, dialect)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := cards.Add(ctx, redeem.MustParse(sample))
		check(t, "canceled", err, context.Canceled)
		db.Close()
		_, err = cards.Add(t.Context(), redeem.MustParse(sample))
		check(t, "closed", err, database.ErrDatabase)
	})
}

// TestDriversQuote has errors that quote the code, of which Explain tells the
// reason only.
func TestDriversQuote(t *testing.T) {
	each(t, func(t *testing.T, dialect database.Dialect, reopen func(...string) *sql.DB) {
		db := reopen()
		cards := newCards(t, db, dialect)
		mustAdd(t, cards, redeem.MustParse(sample))
		var number int
		errs := []error{db.QueryRow("SELECT code FROM cards").Scan(&number)}
		if dialect == database.PostgreSQL {
			_, err := db.Exec("SELECT $1::text::bigint", sample)
			errs = append(errs, err)
		}
		for _, err := range errs {
			if err == nil || !strings.Contains(err.Error(), sample) {
				t.Error("the driver quotes nothing")
			}
			check(t, "explained", database.Explain("read", err), database.ErrTable)
		}
	})
}

// TestUnreachable has no server, a server without the database, and no folder for
// the file.
func TestUnreachable(t *testing.T) {
	for _, tt := range []struct {
		name, driver, dsn string
		dialect           database.Dialect
	}{
		{"no server", "pgx", "host=/nonexistent", database.PostgreSQL},
		{"no database", "pgx", postgres.DSN(t) + " dbname=nobody", database.PostgreSQL},
		{"no folder", "sqlite", "file:/nonexistent/cards.db", database.SQLite},
	} {
		cards := database.New(open(t, tt.driver, tt.dsn), tt.dialect, redeem.GiftCard())
		_, err := cards.Add(t.Context(), redeem.MustParse(sample))
		check(t, tt.name, err, database.ErrUnreachable)
	}
}

func TestExplain(t *testing.T) {
	if database.Explain("try", nil) != nil {
		t.Error("an error without error")
	}
	err := database.Explain("try", database.ErrBusy)
	if again := database.Explain("try again", err); again != err {
		t.Errorf("explained twice: %v", again)
	}
	for _, lost := range []error{io.EOF, io.ErrUnexpectedEOF, &net.OpError{Op: "write", Err: errors.New("broken pipe")}} {
		check(t, "a connection that ended", database.Explain("try", fmt.Errorf("receive message failed: %w", lost)), database.ErrUnreachable)
	}
	check(t, "an error without a state", database.Explain("try", &pgconn.PgError{}), database.ErrDatabase)
	for r := database.ErrTaken; r <= database.ErrDatabase; r++ {
		if strings.Contains(r.Error(), "reason") {
			t.Errorf("reason %d has no text", r)
		}
	}
	if database.Reason(0).Error() != "no reason" || database.Reason(200).Error() != "unknown reason" {
		t.Error("what is no reason has a text")
	}
}
