package service

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/database"
)

// These are the reasons why a voucher is not redeemed.
var (
	errRedeemed = errors.New("service: redeemed before, by another request")
	errKeyUsed  = errors.New("service: the idempotency key was used for another voucher")
)

// redemption is the answer to a client about its redemption. It is the same
// however often the client asks.
type redemption struct {
	value    int64
	redeemed time.Time
}

// redeem redeems a voucher for a request, once. Of all requests at the same
// time, one finds that the voucher is not redeemed yet and writes its name into
// the row. Then all of them read the name. A request gets the same answer every
// time, because its client may not have received the first one.
func (s *store) redeem(ctx context.Context, code redeem.Code, request sum) (redemption, error) {
	const op = "redeem a voucher"
	voucher := s.keys.codes.Sum(code)
	_, err := s.db.ExecContext(ctx, `UPDATE vouchers SET redeemed = $1, request = $2 WHERE code = $3 AND redeemed IS NULL`,
		time.Now().Unix(), request[:], voucher[:])
	if err = database.Explain(op, err); errors.Is(err, database.ErrTaken) {
		return redemption{}, errKeyUsed // each voucher needs a key of its own
	} else if err != nil {
		return redemption{}, err
	}
	var (
		r  redemption
		at int64
		by []byte
	)
	err = s.db.QueryRowContext(ctx, `SELECT value, redeemed, request FROM vouchers WHERE code = $1`, voucher[:]).
		Scan(&r.value, &at, &by)
	if err != nil {
		return redemption{}, database.Explain(op, err)
	}
	if !bytes.Equal(by, request[:]) {
		return redemption{}, errRedeemed
	}
	r.redeemed = time.Unix(at, 0).UTC()
	return r, nil
}

// known returns the codes that were issued. It makes one query, so that its
// duration does not depend on how many of them were.
func (s *store) known(ctx context.Context, codes []redeem.Code) (map[redeem.Code]bool, error) {
	const op = "look up codes"
	marks := make([]byte, 0, 2*len(codes))
	args := make([]any, len(codes))
	bySum := make(map[sum]redeem.Code, len(codes))
	for i, code := range codes {
		voucher := s.keys.codes.Sum(code)
		bySum[voucher] = code
		marks = append(marks, "?,"...)
		args[i] = voucher[:]
	}
	rows, err := s.db.QueryContext(ctx,
		`SELECT code FROM vouchers WHERE code IN (`+string(marks[:max(0, len(marks)-1)])+`)`, args...)
	if err != nil {
		return nil, database.Explain(op, err)
	}
	defer rows.Close()
	found := map[redeem.Code]bool{}
	for rows.Next() {
		var voucher []byte
		if err := rows.Scan(&voucher); err != nil {
			return nil, database.Explain(op, err)
		}
		found[bySum[sum(voucher)]] = true
	}
	return found, database.Explain(op, rows.Err())
}
