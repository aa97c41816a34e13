package service

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/redeemkit/redeem/advice"
)

// These limit what a client may send.
const (
	maxBody  = 8 << 10 // bytes
	maxIssue = 1000    // number of vouchers in one request
	minKey   = 16      // number of bytes of an idempotency key, so that nobody else chooses the same one
	maxKey   = 255
)

func (s *Service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /vouchers", s.postVouchers)
	mux.HandleFunc("POST /redemptions", s.postRedemptions)
	return s.logged(mux)
}

// postVouchers issues vouchers. A client that does not receive the answer has
// to issue others, because nobody knows the codes of these.
func (s *Service) postVouchers(w http.ResponseWriter, r *http.Request) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || s.token == "" || subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) == 0 {
		w.Header().Set("WWW-Authenticate", "Bearer")
		s.refuse(w, http.StatusUnauthorized, "Only the shop may issue vouchers")
		return
	}
	var order struct {
		Value int64 `json:"value"`
		Count int   `json:"count"`
	}
	if !read(w, r, &order) || order.Value < 1 || order.Count < 1 || order.Count > maxIssue {
		s.refuse(w, http.StatusBadRequest, "Not an order for 1 to 1000 vouchers of some value")
		return
	}
	codes, err := s.issue(r.Context(), order.Count, order.Value)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	answer := struct {
		Codes []string `json:"codes"`
	}{make([]string, len(codes))}
	for i, code := range codes {
		answer.Codes[i] = string(s.format.AppendGrouped(nil, code)) // as printed on the cards
	}
	write(w, http.StatusCreated, "application/json", answer)
}

// postRedemptions redeems a voucher.
func (s *Service) postRedemptions(w http.ResponseWriter, r *http.Request) {
	key := r.Header.Get("Idempotency-Key")
	if len(key) < minKey || len(key) > maxKey {
		s.refuse(w, http.StatusBadRequest, "An Idempotency-Key of 16 to 255 characters is needed")
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
	found, err := s.meant(r.Context(), entered.Code, corrector, guesses)
	switch {
	case err != nil:
		s.fail(w, r, err)
		return
	case !found.code.IsValid():
		if found.refused != 0 {
			note(r, "refused", found.refused.Key())
		}
		s.advise(w, r, found.problem)
		return
	}
	done, err := s.store.redeem(r.Context(), found.code, s.store.keys.request(key))
	switch {
	case errors.Is(err, errRedeemed):
		s.advise(w, r, advice.Problem{Status: advice.StatusAlreadyRedeemed, Format: s.format})
	case errors.Is(err, errKeyUsed):
		s.refuse(w, http.StatusUnprocessableEntity, "The Idempotency-Key was used for another voucher")
	case err != nil:
		s.fail(w, r, err)
	default:
		note(r, "corrected", found.corrected)
		write(w, http.StatusOK, "application/json", struct {
			Value     int64     `json:"value"`
			Redeemed  time.Time `json:"redeemed"`
			Corrected bool      `json:"corrected,omitempty"`
		}{done.value, done.redeemed, found.corrected})
	}
}

// read reads the body into a struct. It does not report what is wrong with a
// body, because the error may quote it.
func read(w http.ResponseWriter, r *http.Request, into any) bool {
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	d.DisallowUnknownFields()
	return d.Decode(into) == nil && !d.More()
}

func write(w http.ResponseWriter, status int, contentType string, body any) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body) // the client may be gone
}
