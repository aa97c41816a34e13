package service

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/redeemkit/redeem/integration/database"
)

// unfinished is an order that is not complete: it is carried out at this moment,
// or its process was killed, or it failed and its vouchers could not be removed.
type unfinished struct {
	Order  int64     `json:"order"`
	Value  int64     `json:"value"`
	Count  int       `json:"count"`
	Stored int       `json:"stored"`
	Begun  time.Time `json:"begun"`
}

// maxListed bounds a list of orders.
const maxListed = 1000

// unfinished returns the oldest orders that are not complete.
func (s *store) unfinished(ctx context.Context) ([]unfinished, error) {
	const op = "list orders"
	rows, err := s.db.QueryContext(ctx, `SELECT id, value, size, stored, begun FROM orders WHERE complete = 0 ORDER BY id LIMIT $1`, maxListed)
	if err != nil {
		return nil, database.Explain(op, err)
	}
	defer rows.Close()
	all := []unfinished{}
	for rows.Next() {
		var u unfinished
		var begun int64
		if err := rows.Scan(&u.Order, &u.Value, &u.Count, &u.Stored, &begun); err != nil {
			return nil, database.Explain(op, err)
		}
		u.Begun = time.Unix(begun, 0).UTC()
		all = append(all, u)
	}
	return all, database.Explain(op, rows.Err())
}

// unfinishedNow returns the number of vouchers of orders that are not complete,
// for the metrics, and no number if the database does not answer.
func (s *store) unfinishedNow() (n float64) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := s.db.QueryRowContext(ctx, `SELECT coalesce(sum(stored), 0) FROM orders WHERE complete = 0`).Scan(&n); err != nil {
		return math.NaN()
	}
	return n
}

// getOrders lists the orders that are not complete.
func (s *Service) getOrders(w http.ResponseWriter, r *http.Request) {
	if !s.permitted(w, r) {
		return
	}
	orders, err := s.store.unfinished(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	write(w, http.StatusOK, jsonType, struct {
		Orders []unfinished `json:"orders"`
	}{orders})
}

// deleteOrder cancels an order. A client does that whose order was carried out
// and whose answer got lost.
func (s *Service) deleteOrder(w http.ResponseWriter, r *http.Request) {
	if !s.permitted(w, r) {
		return
	}
	id, err := strconv.ParseInt(r.PathValue("order"), 10, 64)
	if err != nil {
		s.refuse(w, http.StatusNotFound, noOrder)
		return
	}
	note(r, "order", id)
	removed, kept, err := s.store.cancel(r.Context(), order{id: id})
	switch {
	case errors.Is(err, errTaken):
		s.refuse(w, http.StatusNotFound, noOrder)
	case err != nil:
		s.fail(w, r, err)
	default:
		write(w, http.StatusOK, jsonType, struct {
			Removed int `json:"removed"`
			Kept    int `json:"kept"` // because they are redeemed
		}{removed, kept})
	}
}

const noOrder = "No such order, or another request has taken it over"
