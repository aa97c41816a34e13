package database_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/redeemkit/redeem"
)

// TestPgx is pgx without database/sql: a Plain is a text, a Code is refused, and
// both may be scanned, in arrays as well.
func TestPgx(t *testing.T) {
	ctx := t.Context()
	conn, err := pgx.Connect(ctx, newSchema(t))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "CREATE TABLE cards (code text, region text, serial text)"); err != nil {
		t.Fatal(err)
	}
	codes := randomCodes(redeem.GiftCard(), 100)
	norway, err := redeem.ParseRegion("NO")
	if err != nil {
		t.Fatal(err)
	}
	serial, err := redeem.ParseSerial("GCA4567890123456")
	if err != nil {
		t.Fatal(err)
	}

	rows := make([][]any, len(codes))
	plain := make([]redeem.Plain, len(codes))
	for i, code := range codes {
		plain[i] = redeem.Plain(code)
		rows[i] = []any{plain[i], norway, serial}
	}
	if n, err := conn.CopyFrom(ctx, pgx.Identifier{"cards"}, []string{"code", "region", "serial"}, pgx.CopyFromRows(rows)); n != 100 || err != nil {
		t.Fatalf("CopyFrom: %d rows, %v", n, err)
	}

	var (
		code   redeem.Code
		region redeem.Region
		got    redeem.Serial
	)
	err = conn.QueryRow(ctx, "SELECT code, region, serial FROM cards WHERE code = $1 AND region = $2", plain[7], norway).Scan(&code, &region, &got)
	if code != codes[7] || region != norway || got != serial || err != nil {
		t.Errorf("a row is read as %v %v %v: %v", code, region, got, err)
	}
	err = conn.QueryRow(ctx, "SELECT NULL::text, NULL::text, NULL::text").Scan(&code, &region, &got)
	if code.IsValid() || region.IsValid() || got.IsValid() || err != nil {
		t.Errorf("NULL is read as %v %v %v: %v", code, region, got, err)
	}
	var list []redeem.Plain
	if err := conn.QueryRow(ctx, "SELECT array_agg(code) FROM cards WHERE code = ANY($1)", plain[:3]).Scan(&list); len(list) != 3 || err != nil {
		t.Errorf("an array of %d codes, want 3: %v", len(list), err)
	}
	found, err := pgx.CollectRows(must(conn.Query(ctx, "SELECT code FROM cards")), pgx.RowTo[redeem.Code])
	slices.SortFunc(found, redeem.Code.Compare)
	slices.SortFunc(codes, redeem.Code.Compare)
	if !slices.Equal(found, codes) || err != nil {
		t.Errorf("%d codes are read, want 100: %v", len(found), err)
	}

	for _, secret := range []any{codes[0], codes[:2], []any{codes[0]}, map[string]redeem.Code{"code": codes[0]}} {
		for _, cast := range []string{"text", "text[]", "bytea", "jsonb", "varchar"} {
			if _, err := conn.Exec(ctx, "SELECT $1::"+cast, secret); err == nil {
				t.Errorf("a %T is taken for %s", secret, cast)
			}
		}
	}
	if _, err := conn.Exec(ctx, "SELECT $1::text", codes[0]); !errors.Is(err, redeem.ErrSecret) {
		t.Errorf("a Code is refused with %v, want ErrSecret", err)
	}
}

func must(rows pgx.Rows, err error) pgx.Rows {
	if err != nil {
		panic(err)
	}
	return rows
}
