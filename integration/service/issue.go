package service

import (
	"context"
	"fmt"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/database"
	"github.com/redeemkit/redeem/issue"
)

// issue draws codes, stores a voucher of a value for each of them, all or none,
// and returns the codes. Nobody can read them again.
//
// It draws a code again if it looks like an issued one, so that a reading can
// mean at most one voucher, or if it spells a word that nobody wants on a
// present. It stores the codes in batches, so that others can write in between.
// If one batch fails, it removes the others. If it cannot, vouchers remain whose
// codes nobody knows, and the error and a metric say how many at most. If the
// process is killed, they remain as well, and nothing counts them.
func (s *Service) issue(ctx context.Context, n int, value int64) (codes []redeem.Code, err error) {
	defer func() {
		if err == nil {
			return
		}
		if left, failed := s.store.remove(context.WithoutCancel(ctx), codes); left > 0 {
			s.metrics.left.Add(float64(left))
			err = fmt.Errorf("%w; %d vouchers remain whose codes nobody knows: %v", err, left, failed)
		}
		codes = nil
	}()
	for tries := 0; len(codes) < n; {
		batch := make([]redeem.Code, 0, batchLen)
		for len(batch) < min(batchLen, n-len(codes)) {
			if tries++; tries > 3*n+100 { // so many were issued that the format has few codes left
				return codes, &database.Error{Op: opIssue, Reason: database.ErrTaken}
			}
			code, err := issue.New(s.format, nil)
			if err != nil {
				return codes, err
			}
			if s.screen.Allows(code) {
				batch = append(batch, code)
			}
		}
		added, err := s.store.add(ctx, batch, s.format.Spec().Lookalikes, value)
		codes = append(codes, added...)
		if err != nil {
			return codes, err
		}
	}
	return codes, nil
}

// These bound one transaction that issues vouchers, or removes one.
const (
	batchLen  = 50 // number of vouchers
	batchTime = 10 * time.Second
)

const opIssue = "issue vouchers"

// add stores a voucher for each of the codes that look like no issued one, and
// returns those codes. It completes a batch that it has begun even if ctx ends,
// because nobody knows whether a commit that was cancelled has taken place.
func (s *store) add(ctx context.Context, codes []redeem.Code, model *redeem.Lookalikes, value int64) (added []redeem.Code, err error) {
	if err := s.turns.takeBulk(ctx, opIssue); err != nil {
		return nil, err
	}
	defer s.turns.passBulk()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), batchTime)
	defer cancel()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, database.Explain(opIssue, err)
	}
	defer tx.Rollback()
	now := time.Now().Unix()
	for _, code := range codes {
		newest, skeleton := s.keys[0], model.Skeleton(code)
		own, alike, before := newest.codes.Sum(code), newest.skeletons.Sum(skeleton), s.keys[len(s.keys)-1].skeletons.Sum(skeleton)
		result, err := tx.ExecContext(ctx, `
			INSERT INTO vouchers (code, skeleton, value, issued, secret)
			SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT 1 FROM vouchers WHERE skeleton = $6)
			ON CONFLICT DO NOTHING`, own[:], alike[:], value, now, s.secret, before[:])
		if err != nil {
			return nil, database.Explain(opIssue, err)
		}
		n, err := result.RowsAffected()
		if err != nil {
			return nil, database.Explain(opIssue, err)
		}
		if n == 1 {
			added = append(added, code)
		}
	}
	return added, database.Explain(opIssue, tx.Commit())
}

// remove removes vouchers that were issued a moment ago to nobody. If it fails,
// it returns how many are left at most.
func (s *store) remove(ctx context.Context, codes []redeem.Code) (left int, err error) {
	const op = "remove vouchers"
	for i, code := range codes {
		own := s.keys[0].codes.Sum(code)
		if err := s.turns.write.take(ctx, op); err != nil {
			return len(codes) - i, err
		}
		ctx, cancel := context.WithTimeout(ctx, batchTime)
		_, err := s.db.ExecContext(ctx, `DELETE FROM vouchers WHERE code = $1 AND redeemed IS NULL`, own[:])
		cancel()
		s.turns.write.pass()
		if err != nil {
			return len(codes) - i, database.Explain(op, err)
		}
	}
	return 0, nil
}
