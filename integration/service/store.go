package service

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"errors"
	"time"

	"github.com/redeemkit/redeem/integration/database"
)

// These are the reasons why a service does not start.
var (
	ErrSecret  = errors.New("service: the secret is not the one that the database was made with")
	ErrAddress = errors.New("service: the address of the database is no address of PostgreSQL")
	ErrVersion = errors.New("service: the database was made by another program, or another version of this one")
)

// sum is the fingerprint of a code, of a skeleton or of a request.
type sum = [sha256.Size]byte

// store keeps the vouchers. It stores fingerprints and no codes.
type store struct {
	db      *sql.DB
	dialect dialect
	keys    []*keys // those of the newest secret, and then those of the previous one
	secret  int64   // the number that the database has for the newest secret
	turns   turns

	patience time.Duration // for each transaction of an order, and for each other request
}

const (
	connections = 8                // number of connections to the database
	patience    = 10 * time.Second // the time in which it has to answer
)

// openStore opens the database with an address, and makes its tables if it has
// none. Every answer is on the disk, because a commit waits for it.
func openStore(ctx context.Context, address string, k ...*keys) (*store, error) {
	d := dialectOf(address)
	db, err := d.open(address)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections) // one of them writes at a time, see turns
	db.SetMaxIdleConns(connections) // PostgreSQL starts a process for each
	s := &store{db: db, dialect: d, keys: k, turns: newTurns(), patience: patience}
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
	if _, err := tx.ExecContext(ctx, s.dialect.lock); err != nil {
		return database.Explain(op, err)
	}
	version, tables, err := s.dialect.version(ctx, tx)
	switch {
	case err != nil:
		return database.Explain(op, err)
	case version == 0 && tables == 0:
		if _, err := tx.ExecContext(ctx, s.dialect.schema); err != nil {
			return database.Explain(op, err)
		}
	case version < s.dialect.oldest || version > newestVersion:
		return ErrVersion
	default:
		for ; version < newestVersion; version++ {
			if _, err := tx.ExecContext(ctx, s.dialect.migrations[version]); err != nil {
				return database.Explain(op, err)
			}
		}
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
	known, err := secretsOf(ctx, tx)
	if err != nil {
		return database.Explain(op, err)
	}
	var last int64
	var given, gone bool
	for _, secret := range known {
		ours := false
		for i, k := range s.keys {
			if subtle.ConstantTimeCompare(secret.check, k.check[:]) == 1 {
				ours, given = true, true
				if i == 0 {
					s.secret = secret.id
				}
			}
		}
		if !ours && secret.used {
			return ErrSecret
		}
		gone = gone || !ours
		last = max(last, secret.id)
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

// secret is what the database knows of a secret.
type secret struct {
	id    int64
	check []byte
	used  bool // a voucher needs it
}

// secretsOf returns all secrets that the database knows. A connection of
// PostgreSQL executes nothing else until its rows are read.
func secretsOf(ctx context.Context, tx *sql.Tx) (all []secret, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT id, key_check, EXISTS (SELECT 1 FROM vouchers WHERE secret = id) FROM service`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s secret
		if err := rows.Scan(&s.id, &s.check, &s.used); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}
