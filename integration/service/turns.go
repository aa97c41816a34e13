package service

import (
	"context"

	"github.com/redeemkit/redeem/integration/database"
)

// turns lets one writer at a time write to the database, in the order in which
// they came. Of those who issue vouchers, only one at a time waits among the
// others, so that a redemption waits for one of their transactions and not for
// all of them.
type turns struct{ write, bulk turn }

func newTurns() turns { return turns{make(turn, 1), make(turn, 1)} }

// turn is held by whoever has put a value into it. Those who wait for a channel
// are served in the order in which they came.
type turn chan struct{}

// take waits for the turn, or until the context ends.
func (t turn) take(ctx context.Context, op string) error {
	select {
	case t <- struct{}{}:
		return nil
	case <-ctx.Done():
		return database.Explain(op, ctx.Err())
	}
}

// pass ends the turn.
func (t turn) pass() { <-t }
