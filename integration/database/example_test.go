package database_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/database"
	_ "modernc.org/sqlite"
)

func Example() {
	ctx := context.Background()
	db, err := sql.Open("sqlite", "file::memory:")
	if err != nil {
		panic(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // each connection would have a memory of its own

	cards := database.New(db, database.SQLite, redeem.GiftCard())
	if err := cards.Create(ctx); err != nil {
		panic(err)
	}
	id, err := cards.Add(ctx, redeem.MustParse("X8KD-49FJ-2MZQ-7WPT"))
	fmt.Println("card", id, err)
	_, err = cards.Add(ctx, redeem.MustParse("XBKO-49FJ-2M2Q-7WPT"))
	fmt.Println(err, errors.Is(err, database.ErrTaken))

	id, _, err = cards.Find(ctx, redeem.MustParse("X8KO-49FJ-2MZQ-7WPT")) // a D read as O
	fmt.Println("card", id, err)
	_, _, err = cards.Find(ctx, redeem.MustParse("X8K0-49FJ-2MZQ-7WPT")) // nobody takes a D for 0
	fmt.Println(err)
	// Output:
	// card 1 <nil>
	// add a card: the code or one that looks like it is there already true
	// card 1 <nil>
	// find a card: not found
}

// The arguments of translate come from the model: a migration need not be
// written by hand, nor can it be out of step.
func ExampleTranslation() {
	from, to, err := database.Translation(redeem.GiftCard(), nil)
	fmt.Printf("ALTER TABLE cards ADD skeleton text GENERATED ALWAYS AS (translate(code, '%s', '%s')) STORED\n", from, to)
	fmt.Println(err)
	// Output:
	// ALTER TABLE cards ADD skeleton text GENERATED ALWAYS AS (translate(code, 'BDEGOQSVZ', '8036005U2')) STORED
	// <nil>
}
