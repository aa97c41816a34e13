package service

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/redeemkit/redeem/integration/database"
)

// health is what was found when the database was asked last. Anybody may ask the
// service, so it asks the database once at a time, and once a second at most.
type health struct {
	sync.Mutex
	asked time.Time
	err   error
}

// getHealth answers whether the service can read its database.
func (s *Service) getHealth(w http.ResponseWriter, r *http.Request) {
	if err := s.healthy(r.Context()); err != nil {
		s.fail(w, r, err)
		return
	}
	write(w, http.StatusOK, jsonType, struct {
		Status string `json:"status"`
	}{"ok"})
}

func (s *Service) healthy(ctx context.Context) error {
	h := &s.health
	h.Lock()
	defer h.Unlock()
	if time.Since(h.asked) > time.Second {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.store.patience) // the answer is for others too
		defer cancel()
		var n int
		h.err = database.Explain("check the database", s.store.db.QueryRowContext(ctx, `SELECT count(*) FROM service`).Scan(&n))
		h.asked = time.Now()
	}
	return h.err
}
