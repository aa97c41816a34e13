package database_test

import (
	"database/sql"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/database"
)

// sample has symbols that look like others in every group.
const sample = "X8KD49FJ2MZQ7WPT"

func TestCards(t *testing.T) {
	each(t, func(t *testing.T, dialect database.Dialect, reopen func(...string) *sql.DB) {
		ctx := t.Context()
		cards := newCards(t, reopen(), dialect)
		code := redeem.MustParse(sample)
		id := mustAdd(t, cards, code)

		if got, err := cards.Get(ctx, id); got != code || err != nil {
			t.Errorf("Get: %v, want the code that was added", err)
		}
		if _, err := cards.Get(ctx, id+100); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("Get of a card that is not there: %v", err)
		}
		for _, tt := range []struct {
			name, read string
			want       error
		}{
			{"the code", sample, nil},
			{"D read as O", "X8KO49FJ2MZQ7WPT", nil},
			{"five symbols misread", "XBKO49FJ2M2O7WPT", nil},
			{"D read as 0, which nobody does", "X8K049FJ2MZQ7WPT", database.ErrNotFound},
			{"another code", "X8KD49FJ2MZQ7WPA", database.ErrNotFound},
		} {
			gotID, got, err := cards.Find(ctx, redeem.MustParse(tt.read))
			if !errors.Is(err, tt.want) || err == nil && (gotID != id || got != code) {
				t.Errorf("Find of %s: card %d, %v, want card %d, %v", tt.name, gotID, err, id, tt.want)
			}
		}
		if _, _, err := cards.Find(ctx, redeem.Code{}); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("Find of no code: %v", err)
		}
		for _, taken := range []string{sample, "X8KO49FJ2MZQ7WPT", "X8K049FJ2MZQ7WPT"} {
			if _, err := cards.Add(ctx, redeem.MustParse(taken)); !errors.Is(err, database.ErrTaken) {
				t.Errorf("Add of what looks like it: %v, want ErrTaken", err)
			}
		}
	})
}

// TestNULL is a card without code, of which there may be many.
func TestNULL(t *testing.T) {
	each(t, func(t *testing.T, dialect database.Dialect, reopen func(...string) *sql.DB) {
		db := reopen()
		cards := newCards(t, db, dialect)
		for range 2 {
			id := mustAdd(t, cards, redeem.Code{})
			if got, err := cards.Get(t.Context(), id); got.IsValid() || err != nil {
				t.Errorf("Get of a card without code: %v", err)
			}
		}
		var nulls int
		if err := db.QueryRow("SELECT count(*) FROM cards WHERE code IS NULL AND skeleton IS NULL").Scan(&nulls); nulls != 2 {
			t.Errorf("%d cards without code, want 2: %v", nulls, err)
		}
	})
}

// TestFindUsesTheIndex asks the database how it looks for a skeleton.
func TestFindUsesTheIndex(t *testing.T) {
	each(t, func(t *testing.T, dialect database.Dialect, reopen func(...string) *sql.DB) {
		db := reopen()
		newCards(t, db, dialect)
		explain, want := "EXPLAIN QUERY PLAN ", "USING INDEX sqlite_autoindex_cards_2 (skeleton=?)"
		if dialect == database.PostgreSQL {
			explain, want = "EXPLAIN ", "using cards_skeleton_key"
			db.SetMaxOpenConns(1)
			exec(t, db, "SET enable_seqscan = off") // which an empty table is better off with
			exec(t, db, "SET enable_bitmapscan = off")
		}
		rows, err := db.Query(explain+"SELECT id, code FROM cards WHERE skeleton = $1", "X")
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		var plan strings.Builder
		for rows.Next() {
			var line string
			into := []any{&line}
			if dialect == database.SQLite {
				into = []any{new(int), new(int), new(int), &line}
			}
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			plan.WriteString(line + "\n")
		}
		if !strings.Contains(plan.String(), want) {
			t.Errorf("the plan is\n%s, want %s", plan.String(), want)
		}
	})
}

// TestAddAtOnce is many who add codes that look alike at one time: one succeeds.
func TestAddAtOnce(t *testing.T) {
	each(t, func(t *testing.T, dialect database.Dialect, reopen func(...string) *sql.DB) {
		newCards(t, reopen(), dialect)
		params := []string{"lock_timeout=60000"}
		if dialect == database.SQLite {
			params = []string{"_pragma=busy_timeout(60000)"}
		}
		db := reopen(params...)
		db.SetMaxOpenConns(8)
		cards := database.New(db, dialect, redeem.GiftCard())
		var wg sync.WaitGroup
		var added atomic.Int32
		for i := range 16 {
			wg.Go(func() {
				_, err := cards.Add(t.Context(), redeem.MustParse("X8K"+[]string{"D", "O", "0", "Q"}[i%4]+"49FJ2MZQ7WPT"))
				switch {
				case err == nil:
					added.Add(1)
				case !errors.Is(err, database.ErrTaken):
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if added.Load() != 1 {
			t.Errorf("%d of them were added, want 1", added.Load())
		}
	})
}
