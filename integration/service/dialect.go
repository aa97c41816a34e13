package service

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

// dialect is what differs between the databases.
type dialect struct {
	open       func(address string) (*sql.DB, error)
	lock       string // makes other processes wait that open the database too; "" if a transaction does
	version    func(ctx context.Context, tx *sql.Tx) (version, tables int, err error)
	schema     string         // makes the tables
	oldest     int            // the oldest version
	migrations map[int]string // makes of each version the next one
	backup     string         // copies the database into a file; "" = another program does
}

// dialectOf returns the dialect of the database with an address.
func dialectOf(address string) dialect {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return postgreSQL()
	}
	return sqlite()
}

// newestVersion is the version of the tables.
const newestVersion = 3

// tables is the schema of version 2 for SQLite. The row of a voucher names the
// request that redeemed it, so one write redeems the voucher, records by whom,
// and remembers the answer.
const tables = `
	CREATE TABLE service (key_check BLOB NOT NULL, id INTEGER NOT NULL DEFAULT 1) STRICT; -- the secrets
	CREATE TABLE vouchers (
		code     BLOB PRIMARY KEY,
		skeleton BLOB NOT NULL UNIQUE, -- no two vouchers look alike
		value    INTEGER NOT NULL,
		issued   INTEGER NOT NULL,     -- Unix time in seconds
		redeemed INTEGER,              -- likewise; NULL until then
		request  BLOB UNIQUE,
		secret   INTEGER NOT NULL DEFAULT 1 -- the id of the secret that the fingerprints follow from
	) STRICT, WITHOUT ROWID;`

// orders is what version 3 adds to it. The id of an order that was removed is
// not used again, so that nobody cancels another one.
const orders = `
	CREATE TABLE orders (
		id       INTEGER PRIMARY KEY AUTOINCREMENT,
		request  BLOB NOT NULL UNIQUE,
		value    INTEGER NOT NULL,
		size     INTEGER NOT NULL, -- number of vouchers
		begun    INTEGER NOT NULL, -- Unix time in seconds
		attempt  INTEGER NOT NULL, -- whoever has another number must not continue
		stored   INTEGER NOT NULL, -- number of its vouchers that are there
		complete INTEGER NOT NULL  -- 1 = all are there, and their codes were answered
	) STRICT;
	CREATE INDEX orders_open ON orders (id) WHERE complete = 0;
	ALTER TABLE vouchers ADD order_id INTEGER;
	CREATE INDEX vouchers_order ON vouchers (order_id);`

func sqlite() dialect {
	return dialect{
		open:   openSQLite,
		schema: tables + orders + `PRAGMA user_version = 3`,
		oldest: 1,
		migrations: map[int]string{
			1: `
				ALTER TABLE service ADD id INTEGER NOT NULL DEFAULT 1;
				ALTER TABLE vouchers ADD secret INTEGER NOT NULL DEFAULT 1;
				PRAGMA user_version = 2`,
			2: orders + `PRAGMA user_version = 3`,
		},
		backup: `VACUUM INTO $1`,
		version: func(ctx context.Context, tx *sql.Tx) (version, tables int, err error) {
			err = tx.QueryRowContext(ctx, `SELECT user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version`).
				Scan(&version, &tables)
			return version, tables, err
		},
	}
}

// openSQLite opens the database in a file, and makes the file if it does not
// exist. A commit waits for the disk.
func openSQLite(file string) (*sql.DB, error) {
	made, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600) // only its owner may read it
	if err != nil {
		return nil, err
	}
	made.Close()
	params := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(2000)", "journal_mode(WAL)", "synchronous(FULL)"}}
	address := url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath(), RawQuery: params.Encode()}
	return sql.Open("sqlite", address.String())
}

func postgreSQL() dialect {
	types := strings.NewReplacer("INTEGER PRIMARY KEY AUTOINCREMENT", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "BLOB", "bytea", "INTEGER", "bigint", ") STRICT, WITHOUT ROWID", ")", ") STRICT", ")")
	return dialect{
		open: openPostgreSQL,
		lock: `SELECT pg_advisory_xact_lock(8256019541)`, // any number that no other program locks
		schema: types.Replace(tables+orders) + `
			CREATE TABLE service_version (version bigint NOT NULL);
			INSERT INTO service_version VALUES (3)`,
		oldest:     2,
		migrations: map[int]string{2: types.Replace(orders) + `UPDATE service_version SET version = 3`},
		version: func(ctx context.Context, tx *sql.Tx) (version, tables int, err error) {
			var ours bool
			err = tx.QueryRowContext(ctx, `
				SELECT count(*), coalesce(bool_or(tablename = 'service_version'), false)
				FROM pg_tables WHERE schemaname = current_schema()`).Scan(&tables, &ours)
			if err == nil && ours {
				err = tx.QueryRowContext(ctx, `SELECT version FROM service_version`).Scan(&version)
			}
			return version, tables, err
		},
	}
}

// openPostgreSQL opens a database of a PostgreSQL server. A commit waits for the
// disk, a statement for two seconds for a lock, and each statement sees what was
// committed before it, unless the address says otherwise.
func openPostgreSQL(address string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, ErrAddress // err quotes the address
	}
	for name, value := range map[string]string{
		"synchronous_commit": "on", "lock_timeout": "2s", "default_transaction_isolation": "read committed",
	} {
		if _, set := config.RuntimeParams[name]; !set {
			config.RuntimeParams[name] = value
		}
	}
	return stdlib.OpenDB(*config), nil
}
