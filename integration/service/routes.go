package service

import (
	"errors"
	"mime"
	"net/http"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/integration/database"
)

// These limit what a client may send.
const (
	maxBody  = 8 << 10 // bytes
	maxIssue = 1000    // number of vouchers in one request
	minKey   = 16      // number of bytes of an idempotency key, so that nobody else chooses the same one
	maxKey   = 255
)

// answerTime is the time in which a client has to receive its answer.
const answerTime = 30 * time.Second

func (s *Service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /vouchers", s.postVouchers)
	mux.HandleFunc("POST /redemptions", s.postRedemptions)
	mux.HandleFunc("GET /orders", s.getOrders)
	mux.HandleFunc("DELETE /orders/{order}", s.deleteOrder)
	mux.HandleFunc("GET /health", s.getHealth)
	return s.logged(mux)
}

// postVouchers issues vouchers. A client that does not receive the answer repeats
// the request. If the order was complete, it is told its number, cancels it, and
// repeats the request again, because nobody knows the codes.
func (s *Service) postVouchers(w http.ResponseWriter, r *http.Request) {
	if !s.permitted(w, r) {
		return
	}
	key, ok := s.keyOf(w, r)
	if !ok {
		return
	}
	var ordered struct {
		Value int64 `json:"value"`
		Count int   `json:"count"`
	}
	if !read(w, r, &ordered) || ordered.Value < 1 || ordered.Count < 1 || ordered.Count > maxIssue {
		s.refuse(w, http.StatusBadRequest, "Not an order for 1 to 1000 vouchers of some value")
		return
	}
	o := order{key: key, value: ordered.Value, size: ordered.Count}
	codes, err := s.issue(r.Context(), &o)
	if o.id != 0 {
		note(r, "order", o.id)
	}
	switch {
	case errors.Is(err, errKeyUsed):
		s.refuse(w, http.StatusUnprocessableEntity, "The Idempotency-Key was used for another order")
	case errors.Is(err, errAnswered):
		const title = "The order was carried out before, and nobody can read its codes again"
		write(w, http.StatusConflict, problemType, problem{Type: "about:blank", Title: title, Status: http.StatusConflict, Order: o.id})
	case errors.Is(err, errTaken):
		s.refuse(w, http.StatusConflict, "Another request has taken the order over")
	case err != nil:
		s.fail(w, r, err)
	default:
		answer := struct {
			Order int64    `json:"order"`
			Codes []string `json:"codes"`
		}{o.id, make([]string, len(codes))}
		for i, code := range codes {
			answer.Codes[i] = string(s.format.AppendGrouped(nil, code)) // as printed on the cards
		}
		write(w, http.StatusCreated, jsonType, answer)
	}
}

// keyOf returns the idempotency key of a request, and refuses a request that does
// not have one.
func (s *Service) keyOf(w http.ResponseWriter, r *http.Request) (key string, ok bool) {
	key = r.Header.Get("Idempotency-Key")
	if len(key) < minKey || len(key) > maxKey {
		s.refuse(w, http.StatusBadRequest, "An Idempotency-Key of 16 to 255 characters is needed")
		return "", false
	}
	return key, true
}

// postRedemptions redeems a voucher.
func (s *Service) postRedemptions(w http.ResponseWriter, r *http.Request) {
	key, ok := s.keyOf(w, r)
	if !ok {
		return
	}
	var entered struct {
		Code string `json:"code"`
	}
	if !read(w, r, &entered) {
		s.refuse(w, http.StatusBadRequest, "Not a JSON object with a code")
		return
	}
	corrector, guesses := s.reader(entered.Code)
	note(r, "guesses", guesses)
	if wait := s.limiter.take(visitOf(r).client, max(1, guesses), time.Now()); wait > 0 {
		retryAfter(w, wait)
		s.refuse(w, http.StatusTooManyRequests, "Too many attempts")
		return
	}
	s.metrics.guesses.Add(float64(max(1, guesses)))
	before, matches, err := s.store.answered(r.Context(), key)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if matches != nil {
		if ok, corrected := s.repeats(entered.Code, corrector, guesses, matches); ok {
			s.redeemed(w, before, corrected)
		} else {
			s.refuse(w, http.StatusUnprocessableEntity, keyUsed)
		}
		return
	}
	found, err := s.meant(r.Context(), entered.Code, corrector, guesses)
	switch {
	case err != nil:
		s.fail(w, r, err)
		return
	case !found.code.IsValid():
		if found.refused != 0 {
			note(r, "refused", found.refused.Key())
			s.metrics.refusals.WithLabelValues(found.refused.Key()).Inc()
		}
		s.advise(w, r, found.problem)
		return
	}
	done, err := s.store.redeem(r.Context(), found.code, s.format.Spec().Lookalikes, key)
	switch {
	case errors.Is(err, errRedeemed):
		s.advise(w, r, advice.Problem{Status: advice.StatusAlreadyRedeemed, Format: s.format})
	case errors.Is(err, errKeyUsed):
		s.refuse(w, http.StatusUnprocessableEntity, keyUsed)
	case errors.Is(err, database.ErrNotFound): // its order was cancelled a moment ago
		s.advise(w, r, advice.Problem{Status: advice.StatusNotValid, Format: s.format})
	case err != nil:
		s.fail(w, r, err)
	default:
		note(r, "corrected", found.corrected)
		if found.corrected {
			s.metrics.repairs.Inc()
		}
		s.redeemed(w, done, found.corrected)
	}
}

// keyUsed is told to a client that repeats a key with another voucher.
const keyUsed = "The Idempotency-Key was used for another voucher"

func (s *Service) redeemed(w http.ResponseWriter, done redemption, corrected bool) {
	write(w, http.StatusOK, jsonType, struct {
		Value     int64     `json:"value"`
		Redeemed  time.Time `json:"redeemed"`
		Corrected bool      `json:"corrected,omitzero"`
	}{done.value, done.redeemed, corrected})
}

// read reads the body into a struct. The body has to be one JSON object with
// nothing behind it, in UTF-8, each of whose names is known, spelt exactly and
// there once. It does not report what is wrong with a body, because the error
// may quote it.
func read(w http.ResponseWriter, r *http.Request, into any) bool {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return false // a form of another site cannot send that type
	}
	return json.UnmarshalRead(http.MaxBytesReader(w, r.Body, maxBody), into, json.RejectUnknownMembers(true)) == nil
}

// write answers a request. The answer has answerTime from now on, however long
// the request has taken: nobody can ask again for the codes of an order.
func write(w http.ResponseWriter, status int, contentType string, body any) {
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerTime)) // a connection of tests may have no deadlines
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	json.MarshalWrite(w, body) // the client may be gone
}
