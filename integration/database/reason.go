package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/redeemkit/redeem"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Reason is why a database did not do what it was asked to.
type Reason uint8

// The reasons. Nothing was changed, except that nobody knows with the last two, nor
// when a context ended.
const (
	ErrTaken       Reason = iota + 1 // the code is there already, or one that looks like it
	ErrNotFound                      // no such row
	ErrBusy                          // locked by somebody else: try again
	ErrTable                         // no such table or column, or of another type than this program expects
	ErrRefused                       // a constraint that the table has was not met
	ErrFull                          // no space left
	ErrUnreachable                   // it does not answer, or does not let this program in
	ErrDatabase                      // something else is wrong with it
)

var reasonTexts = [...]string{
	"no reason",
	ErrTaken:       "the code or one that looks like it is there already",
	ErrNotFound:    "not found",
	ErrBusy:        "the database is locked",
	ErrTable:       "the table is missing or not as expected",
	ErrRefused:     "a constraint was not met",
	ErrFull:        "the disk is full",
	ErrUnreachable: "the database cannot be reached",
	ErrDatabase:    "the database failed",
}

// Error returns the reason in English.
func (r Reason) Error() string {
	if int(r) < len(reasonTexts) {
		return reasonTexts[r]
	}
	return "unknown reason"
}

// Error is what is told of a driver's error. It does not wrap it: a driver may
// quote the value, as in PostgreSQL's `invalid input syntax for type bigint:
// "X8KD…"` and, in a field of its own, `Key (code)=(X8KD…) already exists`.
type Error struct {
	Op     string // what was tried
	Reason error  // a Reason, a redeem.Error, or of package context
	State  string // "SQLSTATE 23505" or "SQLite code 5", "" if unknown
}

// Error returns all of it in one line.
func (e *Error) Error() string {
	text := e.Op + ": " + e.Reason.Error()
	if e.State != "" {
		text += " (" + e.State + ")"
	}
	return text
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Reason }

// Explain returns what may be told and logged of an error that a database gave
// when op was tried: an *[Error], nil for nil.
func Explain(op string, err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	e := &Error{Op: op, Reason: ErrDatabase}
	var (
		ours     redeem.Error
		postgres *pgconn.PgError
		connect  *pgconn.ConnectError
		lite     *sqlite.Error
		network  net.Error
	)
	switch {
	case errors.Is(err, context.Canceled):
		e.Reason = context.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		e.Reason = context.DeadlineExceeded
	case errors.As(err, &ours): // a column that holds no code, or a Code where a Plain was meant
		e.Reason = ours
	case errors.Is(err, sql.ErrNoRows):
		e.Reason = ErrNotFound
	case errors.As(err, &postgres):
		e.Reason, e.State = reasonOfPostgres(postgres.Code), "SQLSTATE "+postgres.Code
	case errors.As(err, &connect), errors.Is(err, driver.ErrBadConn), errors.Is(err, sql.ErrConnDone),
		errors.As(err, &network), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF): // the server ended in between
		e.Reason = ErrUnreachable
	case strings.HasPrefix(err.Error(), "sql: Scan error "): // which has no type
		e.Reason = ErrTable
	case errors.As(err, &lite):
		e.Reason, e.State = reasonOfSQLite(lite.Code()), "SQLite code "+strconv.Itoa(lite.Code())
	}
	return e
}

// reasonOfPostgres knows the conditions by name, the others by their class.
func reasonOfPostgres(state string) Reason {
	switch state {
	case "23505": // unique_violation
		return ErrTaken
	case "40001", "40P01", "55P03", "57014": // serialization_failure, deadlock_detected, lock_not_available, query_canceled
		return ErrBusy
	case "53100": // disk_full
		return ErrFull
	}
	switch state[:min(2, len(state))] { // a pooler in between may send none
	case "0A", "22", "42": // a plan for the table as it was; a column of another type; none
		return ErrTable
	case "23": // integrity constraint
		return ErrRefused
	case "08", "28", "3D", "57": // connection, authorization, unknown database, shut down
		return ErrUnreachable
	}
	return ErrDatabase
}

func reasonOfSQLite(code int) Reason {
	switch code {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return ErrTaken
	case sqlite3.SQLITE_CONSTRAINT_DATATYPE: // of a STRICT table
		return ErrTable
	}
	switch code & 0xFF { // the rest of an extended code is detail
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrBusy
	case sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_SCHEMA:
		return ErrTable
	case sqlite3.SQLITE_CONSTRAINT:
		return ErrRefused
	case sqlite3.SQLITE_FULL:
		return ErrFull
	case sqlite3.SQLITE_CANTOPEN:
		return ErrUnreachable
	}
	return ErrDatabase
}
