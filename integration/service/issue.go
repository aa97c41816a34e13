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
// present.
func (s *Service) issue(ctx context.Context, n int, value int64) ([]redeem.Code, error) {
	const op = "issue vouchers"
	tx, err := s.store.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, database.Explain(op, err)
	}
	defer tx.Rollback()
	now, model := time.Now().Unix(), s.format.Spec().Lookalikes
	var codes []redeem.Code
	for tries := 0; len(codes) < n; tries++ {
		if tries > 2*n+100 { // so many were issued that the format has few codes left
			return nil, &database.Error{Op: op, Reason: database.ErrTaken}
		}
		code, err := issue.New(s.format, nil)
		if err != nil {
			return nil, err
		}
		if !s.screen.Allows(code) {
			continue
		}
		own := s.store.keys.codes.Sum(code)
		alike := s.store.keys.skeletons.Sum(model.Skeleton(code))
		result, err := tx.ExecContext(ctx,
			`INSERT INTO vouchers (code, skeleton, value, issued) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
			own[:], alike[:], value, now)
		if err != nil {
			return nil, database.Explain(op, err)
		}
		added, err := result.RowsAffected()
		if err != nil {
			return nil, database.Explain(op, err)
		}
		if added == 1 {
			codes = append(codes, code)
		}
	}
	if err := tx.Commit(); err != nil {
		return nil, database.Explain(op, err)
	}
	return codes, nil
}
