package service

import (
	"context"
	"errors"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"
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

// routes returns a handler that answers all requests. It is no [http.ServeMux],
// which answers with texts of its own, and redirects some paths and quotes them,
// although anybody can put a code into a path.
func (s *Service) routes() http.Handler {
	const order = "/orders/{order}"
	routes := map[string]map[string]http.HandlerFunc{
		"/vouchers":    {"POST": s.postVouchers},
		"/redemptions": {"POST": s.inTime(s.postRedemptions)},
		"/orders":      {"GET": s.inTime(s.getOrders)},
		order:          {"DELETE": s.deleteOrder},
		"/health":      {"GET": s.inTime(s.getHealth)},
	}
	for _, methods := range routes {
		if get := methods["GET"]; get != nil {
			methods["HEAD"] = get
		}
	}
	return s.logged(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.Path
		if id, ok := strings.CutPrefix(path, "/orders/"); ok && id != "" && !strings.Contains(id, "/") {
			r.SetPathValue("order", id)
			path = order
		}
		methods := routes[path]
		serve := methods[r.Method]
		switch {
		case methods == nil:
			s.refuse(w, http.StatusNotFound, "Nothing is here")
		case serve == nil:
			w.Header().Set("Allow", strings.Join(slices.Sorted(maps.Keys(methods)), ", "))
			s.refuse(w, http.StatusMethodNotAllowed, "Another method is needed")
		default:
			r.Pattern = r.Method + " " + path
			serve(w, r)
		}
	}))
}

// inTime gives a handler a limited time to ask the database, which may not answer
// at all.
func (s *Service) inTime(serve http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), s.store.patience)
		defer cancel()
		serve(w, r.WithContext(ctx))
	}
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
// not have exactly one.
func (s *Service) keyOf(w http.ResponseWriter, r *http.Request) (key string, ok bool) {
	keys := r.Header.Values("Idempotency-Key")
	if len(keys) != 1 || len(keys[0]) < minKey || len(keys[0]) > maxKey {
		s.refuse(w, http.StatusBadRequest, "An Idempotency-Key of 16 to 255 characters is needed")
		return "", false
	}
	return keys[0], true
}

// postRedemptions redeems a voucher.
func (s *Service) postRedemptions(w http.ResponseWriter, r *http.Request) {
	key, ok := s.keyOf(w, r)
	if !ok {
		return
	}
	var entered struct {
		Code *string `json:"code"`
	}
	if !read(w, r, &entered) || entered.Code == nil {
		s.refuse(w, http.StatusBadRequest, "Not a JSON object with a code")
		return
	}
	input := *entered.Code
	corrector, guesses := s.reader(input)
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
		if ok, corrected := s.repeats(input, corrector, guesses, matches); ok {
			s.redeemed(w, before, corrected)
		} else {
			s.refuse(w, http.StatusUnprocessableEntity, keyUsed)
		}
		return
	}
	found, err := s.meant(r.Context(), input, corrector, guesses)
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
