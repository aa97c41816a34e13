package database_test

import (
	"database/sql"
	"errors"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/database"
)

// voucher is the brand of a shop's own vouchers, in which case counts. As a gift
// card's a code of theirs would be read as another code, without an error.
type voucher struct{}

var vouchers = redeem.MustFormat(redeem.Spec{
	Name:     "voucher",
	Length:   16,
	Prefix:   "X",
	Alphabet: "XabcdefghABCDEFGH0123456789",
	Groups:   []int{4, 4, 4, 4},
})

func (voucher) Format() *redeem.Format { return vouchers }

// VoucherCode is what a model says, be it written by hand or by sqlc, whose
// configuration names it for the column: {column: vouchers.code, go_type: VoucherCode}.
type VoucherCode = redeem.PlainOf[voucher]

// voucherRow is a row as sqlc declares it.
type voucherRow struct {
	ID   int64       `db:"id"`
	Code VoucherCode `db:"code"`
	Gift redeem.Plain
}

const voucherText, otherText = "XabAB01cdCD23efE", "X000000000000000"

func mustVoucher(t *testing.T, text string) VoucherCode {
	t.Helper()
	var code VoucherCode
	if err := code.Set(text); err != nil {
		t.Fatal(err)
	}
	return code
}

// TestOwnCodes has vouchers come back from columns of both databases.
func TestOwnCodes(t *testing.T) {
	each(t, func(t *testing.T, dialect database.Dialect, reopen func(...string) *sql.DB) {
		ctx, db := t.Context(), reopen()
		code, gift := mustVoucher(t, voucherText), redeem.Plain(redeem.MustParse("X8KD49FJ2MZQ7WPT"))
		exec(t, db, "CREATE TABLE vouchers (id integer PRIMARY KEY, code "+code.GormDataType()+" UNIQUE, gift "+gift.GormDataType()+")")
		exec(t, db, "INSERT INTO vouchers (id, code, gift) VALUES ($1, $2, $3)", 1, code, gift)
		exec(t, db, "INSERT INTO vouchers (id, code, gift) VALUES ($1, $2, $3)", 2, VoucherCode{}, redeem.Plain{})

		var row voucherRow
		err := db.QueryRowContext(ctx, "SELECT id, code, gift FROM vouchers WHERE code = $1", code).Scan(&row.ID, &row.Code, &row.Gift)
		if err != nil || row != (voucherRow{1, code, gift}) {
			t.Errorf("came back as %v, %v", row, err)
		}
		var secret redeem.CodeOf[voucher]
		if err := db.QueryRowContext(ctx, "SELECT code FROM vouchers WHERE id = 1").Scan(&secret); err != nil || secret.Code != redeem.Code(code.Plain) {
			t.Errorf("a CodeOf: %v, %v", secret, err)
		}
		// As a gift card's it is another code.
		var plain redeem.Plain
		if err := db.QueryRowContext(ctx, "SELECT code FROM vouchers WHERE id = 1").Scan(&plain); err != nil || plain == code.Plain {
			t.Errorf("a Plain: %v, %v", plain, err)
		}
		if err := db.QueryRowContext(ctx, "SELECT code, gift FROM vouchers WHERE id = 2").Scan(&row.Code, &row.Gift); err != nil || row.Code != (VoucherCode{}) || row.Gift != (redeem.Plain{}) {
			t.Errorf("NULL came back as %v, %v", row, err)
		}
		var null sql.Null[VoucherCode]
		if err := db.QueryRowContext(ctx, "SELECT code FROM vouchers WHERE id = 2").Scan(&null); err != nil || null.Valid {
			t.Errorf("NULL came back as %v, %v", null, err)
		}
		if err := db.QueryRowContext(ctx, "SELECT code FROM vouchers WHERE id = 1").Scan(&null); err != nil || !null.Valid || null.V != code {
			t.Errorf("a sql.Null came back as %v, %v", null, err)
		}

		// A column that holds something else leaves the code, and an error.
		was := row
		for query, want := range map[string]error{
			"SELECT 'XabAB01cdCD23efI'": redeem.ErrSymbol,
			"SELECT 7":                  redeem.ErrType,
		} {
			if err := db.QueryRowContext(ctx, query).Scan(&row.Code); !errors.Is(err, want) || row != was {
				t.Errorf("%s: %v, %v", query, row, database.Explain("read", err))
			}
		}
		if _, err := db.ExecContext(ctx, "INSERT INTO vouchers (id, code) VALUES (3, $1)", redeem.CodeOf[voucher]{Code: redeem.Code(code.Plain)}); !errors.Is(err, redeem.ErrSecret) {
			t.Errorf("a CodeOf as a parameter: %v", database.Explain("write", err))
		}
		_, err = db.ExecContext(ctx, "INSERT INTO vouchers (id, code) VALUES (3, $1)", code)
		if err := database.Explain("write", err); !errors.Is(err, database.ErrTaken) {
			t.Errorf("one that is there: %v", err)
		}
	})
}

// TestOwnCodesPgx is the same for pgx without database/sql: rows as structs, and
// arrays.
func TestOwnCodesPgx(t *testing.T) {
	ctx := t.Context()
	conn, err := pgx.Connect(ctx, newSchema(t))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	codes := []VoucherCode{mustVoucher(t, otherText), mustVoucher(t, voucherText)}
	if _, err := conn.Exec(ctx, "CREATE TABLE vouchers (id bigint, code varchar(32) UNIQUE, gift varchar(32))"); err != nil {
		t.Fatal(err)
	}
	for i, code := range codes {
		if _, err := conn.Exec(ctx, "INSERT INTO vouchers VALUES ($1, $2, NULL)", i, code); err != nil {
			t.Fatal(database.Explain("write", err))
		}
	}
	rows, err := conn.Query(ctx, "SELECT id, code, gift FROM vouchers WHERE code = ANY($1) ORDER BY id", codes)
	if err != nil {
		t.Fatal(database.Explain("read", err))
	}
	got, err := pgx.CollectRows(rows, pgx.RowToStructByName[voucherRow])
	if err != nil || !slices.Equal(got, []voucherRow{{0, codes[0], redeem.Plain{}}, {1, codes[1], redeem.Plain{}}}) {
		t.Errorf("rows came back as %v, %v", got, err)
	}
	var list []VoucherCode
	if err := conn.QueryRow(ctx, "SELECT array_agg(code ORDER BY id) FROM vouchers").Scan(&list); err != nil || !slices.Equal(list, codes) {
		t.Errorf("an array came back as %v, %v", list, err)
	}
	var secret redeem.CodeOf[voucher]
	if err := conn.QueryRow(ctx, "SELECT code FROM vouchers WHERE id = 1").Scan(&secret); err != nil || secret.Code != redeem.Code(codes[1].Plain) {
		t.Errorf("a CodeOf: %v, %v", secret, err)
	}
	if _, err := conn.Exec(ctx, "INSERT INTO vouchers VALUES (9, $1, NULL)", secret); !errors.Is(err, redeem.ErrSecret) {
		t.Errorf("a CodeOf as a parameter: %v", database.Explain("write", err))
	}
}
