package service

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/database"
)

// These are the reasons why a voucher is not redeemed.
var (
	errRedeemed = errors.New("service: redeemed before, by another request")
	errKeyUsed  = errors.New("service: the idempotency key was used for something else")
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
//
// The write replaces fingerprints that follow from the previous secret.
func (s *store) redeem(ctx context.Context, code redeem.Code, model *redeem.Lookalikes, key string) (redemption, error) {
	const op = "redeem a voucher"
	newest := s.keys[0]
	voucher, alike, request := newest.codes.Sum(code), newest.skeletons.Sum(model.Skeleton(code)), newest.request(key)
	before := s.keys[len(s.keys)-1].codes.Sum(code)
	if err := s.turns.write.take(ctx, op); err != nil {
		return redemption{}, err
	}
	_, err := s.db.ExecContext(ctx, `
		UPDATE vouchers SET redeemed = $1, request = $2, code = $3, skeleton = $4, secret = $5
		WHERE code IN ($3, $6) AND redeemed IS NULL`,
		time.Now().Unix(), request[:], voucher[:], alike[:], s.secret, before[:])
	s.turns.write.pass()
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
	err = s.db.QueryRowContext(ctx, `SELECT value, redeemed, request FROM vouchers WHERE code IN ($1, $2)`, voucher[:], before[:]).
		Scan(&r.value, &at, &by)
	if err != nil {
		return redemption{}, database.Explain(op, err)
	}
	if older := s.keys[len(s.keys)-1].request(key); !bytes.Equal(by, request[:]) && !bytes.Equal(by, older[:]) {
		return redemption{}, errRedeemed
	}
	r.redeemed = time.Unix(at, 0).UTC()
	return r, nil
}

// answered returns the redemption that a request received before. matches
// reports whether a code has the fingerprint of the voucher that was redeemed.
// It is nil if the request redeemed none.
func (s *store) answered(ctx context.Context, key string) (r redemption, matches func(redeem.Code) bool, err error) {
	request, before := s.keys[0].request(key), s.keys[len(s.keys)-1].request(key)
	var voucher []byte
	var at int64
	err = s.db.QueryRowContext(ctx, `SELECT code, value, redeemed FROM vouchers WHERE request IN ($1, $2)`, request[:], before[:]).
		Scan(&voucher, &r.value, &at)
	if err = database.Explain("look up a request", err); errors.Is(err, database.ErrNotFound) {
		return r, nil, nil
	} else if err != nil {
		return r, nil, err
	}
	r.redeemed = time.Unix(at, 0).UTC()
	return r, func(code redeem.Code) bool {
		for _, k := range s.keys {
			if own := k.codes.Sum(code); bytes.Equal(voucher, own[:]) {
				return true
			}
		}
		return false
	}, nil
}

// known returns the codes that were issued. It makes one query, so that its
// duration does not depend on how many of them were.
func (s *store) known(ctx context.Context, codes []redeem.Code) (map[redeem.Code]bool, error) {
	const op = "look up codes"
	marks := []byte("NULL")
	args := make([]any, 0, len(codes)*len(s.keys))
	bySum := make(map[sum]redeem.Code, cap(args))
	for _, code := range codes {
		for _, k := range s.keys {
			voucher := k.codes.Sum(code)
			bySum[voucher] = code
			args = append(args, voucher[:])
			marks = fmt.Appendf(marks, ", $%d", len(args))
		}
	}
	rows, err := s.db.QueryContext(ctx,
		`SELECT code FROM vouchers WHERE code IN (`+string(marks)+`)`, args...)
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
