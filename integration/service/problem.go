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

// problem is what a client is told of a refusal: problem details (RFC 9457).
// What came in is not in it.
type problem struct {
	Type   string `json:"type"` // "about:blank" if the status says it all
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`

	// For people.
	Steps     []string `json:"steps,omitempty"`
	Contact   string   `json:"contact,omitempty"`
	HaveReady []string `json:"have_ready,omitempty"`
}

const problemType = "application/problem+json"

// advise tells a person what is wrong with a code, and what to do about it.
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

// refuse tells a program what is wrong with its request.
func (s *Service) refuse(w http.ResponseWriter, status int, title string) {
	write(w, status, problemType, problem{Type: "about:blank", Title: title, Status: status})
}

// fail tells that it is the service's fault, and whether trying again may help.
// The reason is for the log.
func (s *Service) fail(w http.ResponseWriter, r *http.Request, err error) {
	note(r, "err", err.Error())
	switch {
	case errors.Is(err, database.ErrBusy), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
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
