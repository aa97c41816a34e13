// Package database keeps codes in PostgreSQL or SQLite, through database/sql,
// and finds one by what was read of it.
//
// It stores the codes as they are, as a shop must that hands out codes of
// somebody else. Whoever issues codes has no need to: see package service, which
// stores fingerprints.
//
// The key to finding a misread code is the skeleton, one text for all codes that
// look alike ([redeem.Lookalikes.Skeleton]): a column that the database generates
// itself, so that no program can forget it, with a unique index. One query by
// the skeleton of what was read then finds the only card that it can be.
package database

import (
	"context"
	"database/sql"

	"github.com/redeemkit/redeem"
)

// Dialect is the SQL of one database.
type Dialect uint8

const (
	SQLite Dialect = iota
	PostgreSQL
)

// Cards is a table of the cards that a shop has. It may be used by many
// goroutines at once.
type Cards struct {
	db      *sql.DB
	dialect Dialect
	format  *redeem.Format
	model   *redeem.Lookalikes
}

// New returns the table "cards" of a database, for codes of a format. Codes that
// look alike by the format's model cannot be in it together.
func New(db *sql.DB, dialect Dialect, format *redeem.Format) *Cards {
	return &Cards{db, dialect, format, format.Spec().Lookalikes}
}

// Create creates the table. It fails if it is there already.
func (c *Cards) Create(ctx context.Context) error {
	from, to, err := Translation(c.format, c.model)
	if err != nil {
		return err
	}
	id := "integer PRIMARY KEY"
	text := "text"
	if c.dialect == PostgreSQL {
		id = "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
		text = `text COLLATE "C"` // codes are ASCII: nothing to collate
	}
	_, err = c.db.ExecContext(ctx, `CREATE TABLE cards (
		id       `+id+`,
		code     `+text+` UNIQUE,
		skeleton `+text+` GENERATED ALWAYS AS (`+c.dialect.Expression("code", from, to)+`) STORED UNIQUE
	)`)
	return Explain("create the table of cards", err)
}

// Add adds a card and returns its number. The zero Code is a card without code,
// of which there may be any number. A code that is there already, or looks like
// one that is, is refused with [ErrTaken].
//
// The conflict is no error of the database: PostgreSQL would write the code into
// its own log.
func (c *Cards) Add(ctx context.Context, code redeem.Code) (id int64, err error) {
	err = c.db.QueryRowContext(ctx,
		`INSERT INTO cards (code) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id`,
		redeem.Plain(code)).Scan(&id)
	if err == sql.ErrNoRows {
		return 0, &Error{Op: "add a card", Reason: ErrTaken}
	}
	return id, Explain("add a card", err)
}

// Get returns the code of a card, the zero Code if it has none, [ErrNotFound] if
// there is no such card.
func (c *Cards) Get(ctx context.Context, id int64) (code redeem.Code, err error) {
	err = c.db.QueryRowContext(ctx, `SELECT code FROM cards WHERE id = $1`, id).Scan(c.format.Into(&code))
	return code, Explain("get a card", err)
}

// Find returns the card with the code that was read, or with the only code that
// looks like it, [ErrNotFound] if there is none. It is one query.
func (c *Cards) Find(ctx context.Context, read redeem.Code) (id int64, code redeem.Code, err error) {
	err = c.db.QueryRowContext(ctx, `SELECT id, code FROM cards WHERE skeleton = $1`,
		redeem.Plain(c.model.Skeleton(read))).Scan(&id, c.format.Into(&code))
	switch {
	case err != nil:
		return 0, redeem.Code{}, Explain("find a card", err)
	case !c.model.Confusable(read, code): // D looks like O and O like 0, but D not like 0
		return 0, redeem.Code{}, &Error{Op: "find a card", Reason: ErrNotFound}
	}
	return id, code, nil
}
