package service

import (
	"context"
	"net/http"

	"github.com/redeemkit/redeem/integration/database"
)

// getHealth answers whether the service can read its database.
func (s *Service) getHealth(w http.ResponseWriter, r *http.Request) {
	if err := s.store.healthy(r.Context()); err != nil {
		s.fail(w, r, err)
		return
	}
	write(w, http.StatusOK, jsonType, struct {
		Status string `json:"status"`
	}{"ok"})
}

// healthy reads from the database.
func (s *store) healthy(ctx context.Context) error {
	var n int
	return database.Explain("check the database", s.db.QueryRowContext(ctx, `SELECT count(*) FROM service`).Scan(&n))
}
