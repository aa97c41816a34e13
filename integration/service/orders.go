package service

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/database"
)

// These are the reasons why an order is not carried out.
var (
	errAnswered = errors.New("service: the order was carried out before")
	errTaken    = errors.New("service: another request has taken the order over")
)

// order is an order for vouchers, as one attempt to carry it out knows it. The
// database has a row for it from the first voucher on, in the same transaction.
// The row says how many vouchers are stored, and becomes complete with the last
// one. What a killed process leaves is therefore counted, and the order can be
// repeated or cancelled.
//
// Nobody knows the codes of an order that is not complete. A request that repeats
// it takes it over: it replaces the number of the attempt, removes what the
// attempt before has stored, and begins again. The attempt before then finds
// another number than its own in the row, and its transaction changes nothing. So
// nobody has to know whether it is still running, in this process or another one.
type order struct {
	key   string // the idempotency key
	value int64
	size  int // number of vouchers

	id      int64
	attempt int64 // random, because the id of a transaction that was undone is used again
	added   int   // vouchers that this attempt has stored
	left    int   // vouchers that earlier attempts have stored
}

const (
	opIssue  = "issue vouchers"
	opRemove = "remove vouchers"
)

// step does one transaction of an order. It removes vouchers of earlier attempts
// if there are any. Otherwise it stores a voucher for each of the codes that look
// like no issued one, and returns those codes.
func (s *store) step(ctx context.Context, o *order, codes []redeem.Code, model *redeem.Lookalikes) (added []redeem.Code, err error) {
	err = s.inTurn(ctx, opIssue, func(ctx context.Context, tx *sql.Tx) error {
		if o.id == 0 {
			if err := s.begin(ctx, tx, o); err != nil {
				return err
			}
		}
		change := 0
		if o.left > 0 {
			removed, left, _, err := s.removeSome(ctx, tx, o.id)
			if err != nil {
				return err
			}
			o.left, change = left, -removed
		} else {
			if added, err = s.add(ctx, tx, o, codes, model); err != nil {
				return err
			}
			change = len(added)
		}
		complete := 0
		if o.added+len(added) == o.size {
			complete = 1
		}
		return affects(tx.ExecContext(ctx, `UPDATE orders SET stored = stored + $1, complete = $2 WHERE id = $3 AND attempt = $4`,
			change, complete, o.id, o.attempt))
	})
	if err != nil {
		return nil, err
	}
	o.added += len(added)
	return added, nil
}

// begin makes the row of an order, or takes the order over if there is one.
func (s *store) begin(ctx context.Context, tx *sql.Tx, o *order) error {
	request, before := s.keys[0].order(o.key), s.keys[len(s.keys)-1].order(o.key)
	attempt := rand.Int64()
	for range 3 { // another process may begin the order, or complete it, between two statements
		var value int64
		var size, complete int
		err := tx.QueryRowContext(ctx, `SELECT id, value, size, complete FROM orders WHERE request IN ($1, $2)`, request[:], before[:]).
			Scan(&o.id, &value, &size, &complete)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			err = tx.QueryRowContext(ctx, `
				INSERT INTO orders (request, value, size, begun, attempt, stored, complete)
				VALUES ($1, $2, $3, $4, $5, 0, 0) ON CONFLICT DO NOTHING RETURNING id`,
				request[:], o.value, o.size, time.Now().Unix(), attempt).Scan(&o.id)
		case err != nil:
			return err
		case value != o.value || size != o.size:
			return errKeyUsed
		case complete != 0:
			return errAnswered
		default:
			err = tx.QueryRowContext(ctx, `
				UPDATE orders SET attempt = $1, request = $2 WHERE id = $3 AND complete = 0 RETURNING stored`,
				attempt, request[:], o.id).Scan(&o.left)
		}
		if err == nil {
			o.attempt = attempt
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	return &database.Error{Op: opIssue, Reason: database.ErrBusy}
}

// add stores vouchers of an order.
func (s *store) add(ctx context.Context, tx *sql.Tx, o *order, codes []redeem.Code, model *redeem.Lookalikes) (added []redeem.Code, err error) {
	now := time.Now().Unix()
	for _, code := range codes {
		newest, skeleton := s.keys[0], model.Skeleton(code)
		own, alike, before := newest.codes.Sum(code), newest.skeletons.Sum(skeleton), s.keys[len(s.keys)-1].skeletons.Sum(skeleton)
		result, err := tx.ExecContext(ctx, `
			INSERT INTO vouchers (code, skeleton, value, issued, secret, order_id)
			SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS (SELECT 1 FROM vouchers WHERE skeleton = $7)
			ON CONFLICT DO NOTHING`, own[:], alike[:], o.value, now, s.secret, o.id, before[:])
		if err != nil {
			return nil, err
		}
		n, err := result.RowsAffected()
		if err != nil {
			return nil, err
		}
		if n == 1 {
			added = append(added, code)
		}
	}
	return added, nil
}

// removeSome removes vouchers of an order that are not redeemed, at most
// batchLen. It returns how many they were, and of those that remain, how many are
// not redeemed and how many are. Those that another process is redeeming at this
// moment are not removed, so that a small number does not mean that none is left.
func (s *store) removeSome(ctx context.Context, tx *sql.Tx, id int64) (removed, left, kept int, err error) {
	result, err := tx.ExecContext(ctx, `
		DELETE FROM vouchers WHERE code IN (SELECT code FROM vouchers WHERE order_id = $1 AND redeemed IS NULL LIMIT $2)
		AND redeemed IS NULL`, id, batchLen)
	if err != nil {
		return 0, 0, 0, err
	}
	n, err := result.RowsAffected()
	if err != nil {
		return 0, 0, 0, err
	}
	err = tx.QueryRowContext(ctx, `SELECT count(*) - count(redeemed), count(redeemed) FROM vouchers WHERE order_id = $1`, id).Scan(&left, &kept)
	return int(n), left, kept, err
}

// cancel removes the vouchers of an order that are not redeemed, and returns how
// many were removed and how many are kept. If none is, it forgets the order,
// so that the key can be used again. It takes over an order whose attempt is 0,
// and an attempt that was taken over fails with errTaken. If cancel fails
// halfway, the order is not complete.
func (s *store) cancel(ctx context.Context, o order) (removed, kept int, err error) {
	for left := 1; left > 0 && err == nil; {
		var n int
		err = s.inTurn(ctx, opRemove, func(ctx context.Context, tx *sql.Tx) error {
			if o.attempt == 0 {
				attempt := rand.Int64()
				if err := affects(tx.ExecContext(ctx, `UPDATE orders SET attempt = $1, complete = 0 WHERE id = $2`, attempt, o.id)); err != nil {
					return err
				}
				o.attempt = attempt
			}
			var err error
			if n, left, kept, err = s.removeSome(ctx, tx, o.id); err != nil {
				return err
			}
			if left+kept == 0 {
				return affects(tx.ExecContext(ctx, `DELETE FROM orders WHERE id = $1 AND attempt = $2`, o.id, o.attempt))
			}
			complete := 0
			if left == 0 {
				complete = 1
			}
			return affects(tx.ExecContext(ctx, `UPDATE orders SET stored = $1, complete = $2 WHERE id = $3 AND attempt = $4`,
				left+kept, complete, o.id, o.attempt))
		})
		if err == nil {
			removed += n
		}
	}
	return removed, kept, err
}

// inTurn does a transaction that waits for its turn. It completes a transaction
// that it has begun even if ctx ends, because nobody knows whether a commit that
// was cancelled has taken place.
func (s *store) inTurn(ctx context.Context, op string, do func(context.Context, *sql.Tx) error) error {
	if err := s.turns.takeBulk(ctx, op); err != nil {
		return err
	}
	defer s.turns.passBulk()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.patience)
	defer cancel()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return database.Explain(op, err)
	}
	defer tx.Rollback()
	if err := do(ctx, tx); err != nil {
		if errors.Is(err, errKeyUsed) || errors.Is(err, errAnswered) || errors.Is(err, errTaken) {
			return err
		}
		return database.Explain(op, err)
	}
	return database.Explain(op, tx.Commit())
}

// affects returns errTaken if a statement has changed no row.
func affects(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		return errTaken
	}
	return err
}
