package service

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/integration/database"
)

// problem is the answer to a client whose request is refused: problem details
// (RFC 9457). It contains nothing of the request.
type problem struct {
	Type   string `json:"type"` // "about:blank" if the status is enough
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	Order  int64  `json:"order,omitzero"` // the number of the order that was carried out before

	// The following fields are for people.
	Steps     []string `json:"steps,omitempty"`
	Contact   string   `json:"contact,omitempty"`
	HaveReady []string `json:"have_ready,omitempty"`
}

// These are the types of answers.
const (
	jsonType    = "application/json"
	problemType = "application/problem+json"
)

// advise answers with an explanation for people of what is wrong with a code
// and what to do about it.
func (s *Service) advise(w http.ResponseWriter, r *http.Request, p advice.Problem) {
	note(r, "problem", p.Status.String())
	said := s.advisor.For(r.Header.Get("Accept-Language"), p)
	status := http.StatusUnprocessableEntity
	switch p.Status {
	case advice.StatusNotValid:
		status = http.StatusNotFound
	case advice.StatusAlreadyRedeemed:
		status = http.StatusConflict
	}
	w.Header().Set("Content-Language", said.Language)
	w.Header().Add("Vary", "Accept-Language")
	write(w, status, problemType, problem{
		Type:      "urn:redeem:" + said.Status.String(),
		Title:     said.Title,
		Status:    status,
		Detail:    said.Explanation,
		Steps:     said.Steps,
		Contact:   said.Contact,
		HaveReady: said.HaveReady,
	})
}

// refuse answers with an explanation for programs of what is wrong with a
// request.
func (s *Service) refuse(w http.ResponseWriter, status int, title string) {
	write(w, status, problemType, problem{Type: "about:blank", Title: title, Status: status})
}

// fail answers that the fault is the service's, and whether it may help to try
// again. It logs the reason.
func (s *Service) fail(w http.ResponseWriter, r *http.Request, err error) {
	note(r, "err", err.Error())
	switch {
	case errors.Is(err, database.ErrBusy), errors.Is(err, database.ErrUnreachable), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		retryAfter(w, time.Second)
		s.refuse(w, http.StatusServiceUnavailable, "The service is busy")
	case errors.Is(err, database.ErrFull):
		s.refuse(w, http.StatusInsufficientStorage, "The service has no space left")
	default:
		s.refuse(w, http.StatusInternalServerError, "The service does not work")
	}
}

func retryAfter(w http.ResponseWriter, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
}
