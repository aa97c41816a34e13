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
	db     *sql.DB
	keys   []*keys // those of the newest secret, and then those of the previous one
	secret int64   // the number that the database has for the newest secret
	turns  turns
}

// schema is the schema of version 2. The row of a voucher names the request
// that redeemed it, so one write redeems the voucher, records by whom, and
// remembers the answer.
const schema = `
	CREATE TABLE service (key_check BLOB NOT NULL, id INTEGER NOT NULL DEFAULT 1) STRICT; -- the secrets
	CREATE TABLE vouchers (
		code     BLOB PRIMARY KEY,
		skeleton BLOB NOT NULL UNIQUE, -- no two vouchers look alike
		value    INTEGER NOT NULL,
		issued   INTEGER NOT NULL,     -- Unix time in seconds
		redeemed INTEGER,              -- likewise; NULL until then
		request  BLOB UNIQUE,
		secret   INTEGER NOT NULL DEFAULT 1 -- the id of the secret that the fingerprints follow from
	) STRICT, WITHOUT ROWID;
	PRAGMA user_version = 2`

// migration makes version 2 of a database of version 1, which had one secret.
const migration = `
	ALTER TABLE service ADD id INTEGER NOT NULL DEFAULT 1;
	ALTER TABLE vouchers ADD secret INTEGER NOT NULL DEFAULT 1;
	PRAGMA user_version = 2`

// openStore opens the database in a file, and makes it if it does not exist.
// Every answer is on the disk, because a commit waits for it.
func openStore(ctx context.Context, file string, k ...*keys) (*store, error) {
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
	s := &store{db: db, keys: k, turns: newTurns()}
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
	case version == 1:
		if _, err := tx.ExecContext(ctx, migration); err != nil {
			return database.Explain(op, err)
		}
	case version != 2:
		return ErrVersion
	}
	if err := s.number(ctx, tx); err != nil {
		return err
	}
	return database.Explain(op, tx.Commit())
}

// number finds the number of the newest secret, and gives it one if the
// database does not know it. It forgets a secret that is not given if no voucher
// needs it any more.
func (s *store) number(ctx context.Context, tx *sql.Tx) error {
	const op = "open the database"
	rows, err := tx.QueryContext(ctx, `SELECT id, key_check, EXISTS (SELECT 1 FROM vouchers WHERE secret = id) FROM service`)
	if err != nil {
		return database.Explain(op, err)
	}
	defer rows.Close()
	var last int64
	var given, gone bool
	for rows.Next() {
		var (
			id    int64
			check []byte
			used  bool
		)
		if err := rows.Scan(&id, &check, &used); err != nil {
			return database.Explain(op, err)
		}
		known := false
		for i, k := range s.keys {
			if subtle.ConstantTimeCompare(check, k.check[:]) == 1 {
				known, given = true, true
				if i == 0 {
					s.secret = id
				}
			}
		}
		if !known && used {
			return ErrSecret
		}
		gone = gone || !known
		last = max(last, id)
	}
	if err := rows.Err(); err != nil {
		return database.Explain(op, err)
	}
	if last > 0 && !given {
		return ErrSecret
	}
	if s.secret == 0 {
		s.secret = last + 1
		if _, err := tx.ExecContext(ctx, `INSERT INTO service (id, key_check) VALUES ($1, $2)`, s.secret, s.keys[0].check[:]); err != nil {
			return database.Explain(op, err)
		}
	}
	if gone {
		_, err = tx.ExecContext(ctx, `DELETE FROM service WHERE id <> $1 AND NOT EXISTS (SELECT 1 FROM vouchers WHERE secret = id)`, s.secret)
	}
	return database.Explain(op, err)
}
