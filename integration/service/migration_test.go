package service

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
)

// TestMigration opens a database of version 1, with a voucher that was redeemed
// and one that was not. Only
// SQLite has databases of version 1.
func TestMigration(t *testing.T) {
	file := filepath.Join(t.TempDir(), "vouchers.db")
	db, err := sql.Open("sqlite", "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	k, err := newKeys(testSecret)
	if err != nil {
		t.Fatal(err)
	}
	codes := []string{mustCode(t), mustCode(t)}
	if _, err := db.Exec(`
		CREATE TABLE service (key_check BLOB NOT NULL) STRICT;
		CREATE TABLE vouchers (code BLOB PRIMARY KEY, skeleton BLOB NOT NULL UNIQUE, value INTEGER NOT NULL,
			issued INTEGER NOT NULL, redeemed INTEGER, request BLOB UNIQUE) STRICT, WITHOUT ROWID;
		PRAGMA user_version = 1`); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`INSERT INTO service VALUES ($1)`, k.check[:]); err != nil {
		t.Fatal(err)
	}
	for _, text := range codes {
		code, err := format().Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		own, alike := k.codes.Sum(code), k.skeletons.Sum(format().Spec().Lookalikes.Skeleton(code))
		if _, err := db.Exec(`INSERT INTO vouchers (code, skeleton, value, issued) VALUES ($1, $2, 2500, 1)`, own[:], alike[:]); err != nil {
			t.Fatal(err)
		}
	}
	request := k.request("a request called before")
	if _, err := db.Exec(`UPDATE vouchers SET redeemed = 7, request = $1 WHERE code = (SELECT min(code) FROM vouchers)`, request[:]); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time, the database has version 2
		s, _ := newService(t, onSQLite, func(c *Config) { c.Database = file })
		redeemed := 0
		for _, code := range codes {
			switch a := spend(s, code, "before"); {
			case a.sent == 200 && a.Redeemed.Unix() == 7:
				redeemed++
			case a.sent == 422:
				if a := spend(s, code, "after"); a.sent != 200 {
					t.Errorf("a voucher of version 1: %d %s", a.sent, a.body)
				}
			default:
				t.Errorf("a voucher of version 1: %d %s", a.sent, a.body)
			}
		}
		if redeemed != 1 {
			t.Errorf("%d vouchers are redeemed by the request of version 1, want 1", redeemed)
		}
		s.Close()
	}
}

// TestMigrationOfOrders opens a database of version 2, which has no orders.
func TestMigrationOfOrders(t *testing.T) { each(t, testMigrationOfOrders) }

func testMigrationOfOrders(t *testing.T, on kind) {
	p := on.new(t)
	s, _ := newService(t, on, func(c *Config) { c.Database = p.address })
	codes := mustIssue(t, s, 2)
	spent := spend(s, codes[0], "before")
	s.Close()
	db := p.open(t)
	for _, statement := range []string{
		`DROP INDEX vouchers_order`, `ALTER TABLE vouchers DROP COLUMN order_id`, `DROP TABLE orders`,
		map[kind]string{onSQLite: `PRAGMA user_version = 2`, onPostgreSQL: `UPDATE service_version SET version = 2`}[on],
	} {
		run(t, db, statement)
	}
	for i := range 2 { // the second time, the database has version 3
		s, _ := newService(t, on, func(c *Config) { c.Database = p.address })
		if again := spend(s, codes[0], "before"); again.sent != 200 || again.body != spent.body {
			t.Errorf("a voucher that was redeemed before: %d %s", again.sent, again.body)
		}
		if a := spend(s, codes[1], "after"); a.sent != 200 {
			t.Errorf("a voucher that was issued before: %d %s", a.sent, a.body)
		}
		if a := orderUnder(s, 60, fmt.Sprint(i)); a.sent != 201 || a.Order != int64(i)+1 {
			t.Errorf("an order after that: %d %s", a.sent, a.Title)
		}
		s.Close()
	}
}
