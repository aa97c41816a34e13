package service

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"errors"
	"net/url"
	"os"

	"github.com/redeemkit/redeem/integration/database"
	_ "modernc.org/sqlite"
)

// These are the reasons why a service does not start.
var (
	ErrSecret  = errors.New("service: the secret is not the one that the database was made with")
	ErrVersion = errors.New("service: the database was made by another program, or another version of this one")
)

// sum is the fingerprint of a code, of a skeleton or of a request.
type sum = [sha256.Size]byte

// store keeps the vouchers. It stores fingerprints and no codes.
type store struct {
	db   *sql.DB
	keys *keys
}

// schema is the schema of version 1. The row of a voucher names the request
// that redeemed it, so one write redeems the voucher, records by whom, and
// remembers the answer.
const schema = `
	CREATE TABLE service (key_check BLOB NOT NULL) STRICT;
	CREATE TABLE vouchers (
		code     BLOB PRIMARY KEY,
		skeleton BLOB NOT NULL UNIQUE, -- no two vouchers look alike
		value    INTEGER NOT NULL,
		issued   INTEGER NOT NULL,     -- Unix time in seconds
		redeemed INTEGER,              -- likewise; NULL until then
		request  BLOB UNIQUE
	) STRICT, WITHOUT ROWID;
	PRAGMA user_version = 1`

// openStore opens the database in a file, and makes it if it does not exist.
// Every answer is on the disk, because a commit waits for it.
func openStore(ctx context.Context, file string, k *keys) (*store, error) {
	made, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600) // only its owner may read it
	if err != nil {
		return nil, err
	}
	made.Close()
	params := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(2000)", "journal_mode(WAL)", "synchronous(FULL)"}}
	address := url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath(), RawQuery: params.Encode()}
	db, err := sql.Open("sqlite", address.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(8) // one of them writes at a time
	s := &store{db, k}
	if err := s.prepare(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return s, nil
}

// prepare makes the tables of a new database, and checks those of an existing
// one.
func (s *store) prepare(ctx context.Context) error {
	const op = "open the database"
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return database.Explain(op, err)
	}
	defer tx.Rollback()
	var version, tables int
	err = tx.QueryRowContext(ctx, `SELECT user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version`).
		Scan(&version, &tables)
	switch {
	case err != nil:
		return database.Explain(op, err)
	case version == 0 && tables == 0:
		if _, err := tx.ExecContext(ctx, schema); err != nil {
			return database.Explain(op, err)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO service VALUES ($1)`, s.keys.check[:]); err != nil {
			return database.Explain(op, err)
		}
		return database.Explain(op, tx.Commit())
	case version != 1:
		return ErrVersion
	}
	var check []byte
	if err := tx.QueryRowContext(ctx, `SELECT key_check FROM service`).Scan(&check); err != nil {
		return database.Explain(op, err)
	}
	if subtle.ConstantTimeCompare(check, s.keys.check[:]) == 0 {
		return ErrSecret
	}
	return nil
}
