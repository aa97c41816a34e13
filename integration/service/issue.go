package service

import (
	"context"
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
// If one batch fails, it removes the others. If it cannot, for example because
// the process is killed, vouchers remain whose codes nobody knows.
func (s *Service) issue(ctx context.Context, n int, value int64) (codes []redeem.Code, err error) {
	defer func() {
		if err != nil {
			s.store.remove(context.WithoutCancel(ctx), codes)
			codes = nil
		}
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

// batchLen is the number of vouchers that one transaction issues.
const batchLen = 50

const opIssue = "issue vouchers"

// add stores a voucher for each of the codes that look like no issued one, and
// returns those codes.
func (s *store) add(ctx context.Context, codes []redeem.Code, model *redeem.Lookalikes, value int64) (added []redeem.Code, err error) {
	if err := s.turns.bulk.take(ctx, opIssue); err != nil {
		return nil, err
	}
	defer s.turns.bulk.pass()
	if err := s.turns.write.take(ctx, opIssue); err != nil {
		return nil, err
	}
	defer s.turns.write.pass()
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

// remove removes vouchers that were issued a moment ago to nobody.
func (s *store) remove(ctx context.Context, codes []redeem.Code) error {
	for _, code := range codes {
		own := s.keys[0].codes.Sum(code)
		if err := s.turns.write.take(ctx, opIssue); err != nil {
			return err
		}
		_, err := s.db.ExecContext(ctx, `DELETE FROM vouchers WHERE code = $1 AND redeemed IS NULL`, own[:])
		s.turns.write.pass()
		if err != nil {
			return database.Explain(opIssue, err)
		}
	}
	return nil
}
