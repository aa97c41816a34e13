package service

import (
	"context"
	"errors"
	"fmt"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/database"
	"github.com/redeemkit/redeem/issue"
)

// batchLen is the number of vouchers that one transaction issues or removes.
const batchLen = 50

// issue draws codes, stores a voucher of a value for each of them, all or none,
// and returns the codes. Nobody can read them again.
//
// It draws a code again if it looks like an issued one, so that a reading can
// mean at most one voucher, or if it spells a word that nobody wants on a
// present. It stores the codes in batches, so that others can write in between.
// If one batch fails, it cancels the order. If it cannot, the order remains as it
// does if the process is killed, see [order].
func (s *Service) issue(ctx context.Context, o *order) (codes []redeem.Code, err error) {
	defer func() {
		if err == nil || o.attempt == 0 {
			return
		}
		if _, _, failed := s.store.cancel(context.WithoutCancel(ctx), *o); failed != nil && !errors.Is(failed, errTaken) {
			err = fmt.Errorf("%w; the vouchers of the order remain: %v", err, failed)
		}
	}()
	for tries := 0; len(codes) < o.size; {
		batch := make([]redeem.Code, 0, batchLen)
		for o.left == 0 && len(batch) < min(batchLen, o.size-len(codes)) {
			if tries++; tries > 3*o.size+100 { // so many were issued that the format has few codes left
				return nil, &database.Error{Op: opIssue, Reason: database.ErrTaken}
			}
			code, err := issue.New(s.format, nil)
			if err != nil {
				return nil, err
			}
			if s.screen.Allows(code) {
				batch = append(batch, code)
			}
		}
		added, err := s.store.step(ctx, o, batch, s.format.Spec().Lookalikes)
		if err != nil {
			return nil, err
		}
		codes = append(codes, added...)
	}
	return codes, nil
}
