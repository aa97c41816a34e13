package database_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/database"
	"github.com/redeemkit/redeem/integration/internal/postgres"
)

func TestMain(m *testing.M) { os.Exit(postgres.Run(m)) }

// each runs a test on an empty database of either kind, which waits 50 ms for a
// lock. reopen returns another connection pool to it.
func each(t *testing.T, test func(t *testing.T, dialect database.Dialect, reopen func(...string) *sql.DB)) {
	t.Run("SQLite", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "cards.db")
		test(t, database.SQLite, func(params ...string) *sql.DB {
			return open(t, "sqlite", "file:"+file+"?"+strings.Join(append(params, "_pragma=busy_timeout(50)"), "&"))
		})
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		dsn := newSchema(t)
		test(t, database.PostgreSQL, func(params ...string) *sql.DB {
			return open(t, "pgx", strings.Join(append(params, dsn, "lock_timeout=50"), " "))
		})
	})
}

func open(t *testing.T, driver, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// newSchema returns the connection string of a schema that nothing is in.
func newSchema(t *testing.T) string {
	t.Helper()
	dsn := postgres.DSN(t)
	name := fmt.Sprintf("test%x", rand.Uint64())
	exec(t, open(t, "pgx", dsn), "CREATE SCHEMA "+name)
	return dsn + " search_path=" + name
}

func exec(t *testing.T, db interface {
	Exec(string, ...any) (sql.Result, error)
}, query string, args ...any) {
	t.Helper()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatal(database.Explain("prepare the test", err))
	}
}

// newCards returns an empty table of gift cards.
func newCards(t *testing.T, db *sql.DB, dialect database.Dialect) *database.Cards {
	t.Helper()
	cards := database.New(db, dialect, redeem.GiftCard())
	if err := cards.Create(t.Context()); err != nil {
		t.Fatal(err)
	}
	return cards
}

func mustAdd(t *testing.T, cards *database.Cards, code redeem.Code) int64 {
	t.Helper()
	id, err := cards.Add(t.Context(), code)
	if err != nil {
		t.Fatal(err)
	}
	return id
}
