package service

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/integration/internal/postgres"
)

// kind is a kind of database.
type kind string

const (
	onSQLite     kind = "SQLite"
	onPostgreSQL kind = "PostgreSQL"
)

// each runs a test on either kind of database.
func each(t *testing.T, test func(t *testing.T, on kind)) {
	for _, on := range []kind{onSQLite, onPostgreSQL} {
		t.Run(string(on), func(t *testing.T) { test(t, on) })
	}
}

// place is a database of its own.
type place struct {
	kind
	address string
	from    int64 // where the log of the server's writes ended when the database was made
}

// new returns a database that nothing is in.
func (on kind) new(t *testing.T) place {
	t.Helper()
	if on == onSQLite {
		return place{kind: on, address: filepath.Join(t.TempDir(), "vouchers.db")}
	}
	p := place{kind: on, address: postgres.URL(t)}
	query(t, p.open(t), &p.from, "SELECT pg_current_wal_lsn() - '0/0'")
	return p
}

// open returns another pool of connections to the database.
func (p place) open(t *testing.T) *sql.DB {
	t.Helper()
	db, err := dialectOf(p.address).open(p.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// hold prevents others from writing until release is called.
func (p place) hold(t *testing.T, db *sql.DB) (release func()) {
	t.Helper()
	tx, err := db.Begin()
	for tries := 0; err != nil && tries < 30; tries++ { // SQLite does not serve those who wait in their order
		tx, err = db.Begin()
	}
	if err != nil {
		t.Fatal(err)
	}
	if p.kind == onPostgreSQL { // SQLite begins with a lock
		run(t, tx, "LOCK TABLE vouchers IN EXCLUSIVE MODE")
	}
	return func() {
		if err := tx.Rollback(); err != nil {
			t.Error(err)
		}
	}
}

// noLeak reads all that the database has written to the disk.
func (p place) noLeak(t *testing.T, codes []string) {
	t.Helper()
	if p.kind == onSQLite {
		noLeak(t, filepath.Dir(p.address), codes)
		return
	}
	db := p.open(t)
	db.SetMaxOpenConns(1)
	look := func(what string, data []byte) {
		t.Helper()
		if len(data) == 0 || leak(data, codes) != "" {
			t.Errorf("%s has %d bytes, or holds a piece of a code", what, len(data))
		}
	}
	// The log of writes comes first, because a checkpoint removes what is no
	// longer needed of it.
	var end, size int64
	query(t, db, &end, "SELECT pg_current_wal_lsn() - '0/0'")
	query(t, db, &size, "SELECT pg_size_bytes(current_setting('wal_segment_size'))")
	for from := p.from; from < end; from += size - from%size {
		var data []byte
		query(t, db, &data, `SELECT coalesce(pg_read_binary_file('pg_wal/' || pg_walfile_name('0/0'::pg_lsn + $1::bigint + 1), $2, $3, true), '?')`,
			from, from%size, min(end-from, size-from%size))
		look("the log of writes", data)
	}
	run(t, db, "CHECKPOINT")
	rows, err := db.Query("SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class WHERE relname IN ('vouchers', 'vouchers_pkey', 'vouchers_skeleton_key', 'vouchers_request_key', 'vouchers_order', 'orders', 'orders_pkey', 'orders_request_key', 'orders_open')")
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for ; rows.Next(); files++ {
		var data []byte
		if err := rows.Scan(&data); err != nil {
			t.Fatal(err)
		}
		look("a table or an index", data)
	}
	if err := rows.Err(); err != nil || files != 9 {
		t.Errorf("%d files, want two tables and seven indexes: %v", files, err)
	}
	var text []byte
	query(t, db, &text, "SELECT pg_read_binary_file(pg_current_logfile())")
	look("the server's log", text)
}

// copy returns a copy of the database that a service uses.
func (p place) copy(t *testing.T, s *Service) place {
	t.Helper()
	file := filepath.Join(t.TempDir(), "copy")
	err := s.Backup(t.Context(), file)
	if p.kind == onSQLite {
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Backup(t.Context(), file); err == nil {
			t.Error("a backup replaces a file")
		}
		return place{kind: p.kind, address: file}
	}
	if err != ErrBackup {
		t.Errorf("a backup of PostgreSQL: %v, want ErrBackup", err)
	}
	restored := p.kind.new(t)
	program(t, "pg_dump", "-Fc", "-f", file, p.address)
	program(t, "pg_restore", "--exit-on-error", "-d", restored.address, file)
	return restored
}

// programPath finds a program of PostgreSQL.
func programPath(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil { // Debian has a folder for each version
		paths, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
		if len(paths) == 0 {
			t.Fatal(err)
		}
		path = slices.Max(paths)
	}
	return path
}

// program runs a program of PostgreSQL.
func program(t *testing.T, name string, args ...string) {
	t.Helper()
	path := programPath(t, name)
	if out, err := exec.Command(path, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// smallDisk returns a folder on a disk of a size, and functions that leave only a
// few bytes of it free, and free the rest again.
func smallDisk(t *testing.T, size string) (disk string, fill func(leave int64), free func()) {
	t.Helper()
	disk, err := os.MkdirTemp("/tmp", "redeem-disk.") // the server cannot look into the folders of this user's tests
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Remove(disk) })
	if out, err := root("mount", "-t", "tmpfs", "-o", "size="+size+",mode=0777", "tmpfs", disk); err != nil {
		t.Skipf("only root can make a small disk: %v\n%s", err, out)
	}
	t.Cleanup(func() {
		if out, err := root("umount", disk); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
	filler := filepath.Join(disk, "filler")
	fill = func(leave int64) {
		t.Helper()
		f, err := os.Create(filler)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		size := int64(0)
		for err == nil {
			var n int
			n, err = f.Write(make([]byte, 4<<10))
			size += int64(n)
		}
		if err := f.Truncate(max(0, size-leave)); err != nil {
			t.Fatal(err)
		}
	}
	return disk, fill, func() { os.Remove(filler) }
}

// root runs a command as root.
func root(args ...string) ([]byte, error) {
	if os.Getuid() != 0 {
		args = append([]string{"sudo", "-n"}, args...)
	}
	return exec.Command(args[0], args[1:]...).CombinedOutput()
}

// onDisk returns a database whose tables are on a disk.
func (on kind) onDisk(t *testing.T, disk string) (p place) {
	t.Helper()
	if on == onSQLite {
		p = place{kind: on, address: filepath.Join(disk, "vouchers.db")}
	} else {
		server := open(t, "pgx", postgres.DSN(t))
		folder, name := filepath.Join(disk, "data"), fmt.Sprintf("small%x", rand.Uint64())
		var data string
		query(t, server, &data, "SHOW data_directory")
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if out, err := root("chown", "--reference="+data, folder); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		run(t, server, "CREATE TABLESPACE "+name+" LOCATION '"+folder+"'")
		t.Cleanup(func() {
			if _, err := server.Exec("DROP TABLESPACE " + name); err != nil {
				t.Error(err)
			}
		})
		p = on.new(t)
		p.address += "&default_tablespace=" + name
	}
	return p
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

func run(t *testing.T, db interface {
	Exec(string, ...any) (sql.Result, error)
}, statement string, args ...any) {
	t.Helper()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatalf("%s: %v", strings.Fields(statement)[0], err)
	}
}

func query(t *testing.T, db *sql.DB, into any, statement string, args ...any) {
	t.Helper()
	if err := db.QueryRow(statement, args...).Scan(into); err != nil {
		t.Fatal(err)
	}
}

// shortTempDir returns a folder with a short name: the path of a socket has no
// more than 107 bytes.
func shortTempDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "redeem.")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
