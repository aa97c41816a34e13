package service

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"time"
)

// visit is the state of a request while it is answered.
type visit struct {
	client string
	notes  []any // names and values to log
}

type visitKey struct{}

// visitOf returns the visit of a request that passed through logged.
func visitOf(r *http.Request) *visit { return r.Context().Value(visitKey{}).(*visit) }

// note adds a name and a value to the log line of a request.
func note(r *http.Request, name string, value any) {
	v := visitOf(r)
	v.notes = append(v.notes, name, value)
}

// logged logs one line for each request. It logs the pattern that the request
// matches and not its address, because anybody can put a code into an address.
// It logs nothing of the body.
func (s *Service) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		v := &visit{client: household(s.client(r))}
		r = r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
		answer := &recorder{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			level := slog.LevelInfo
			if wrong := recover(); wrong != nil {
				// It logs neither the value nor a traceback, which prints
				// arguments.
				note(r, "panic", fmt.Sprintf("%T", wrong))
				note(r, "at", frames())
				s.refuse(answer, http.StatusInternalServerError, "The service does not work")
			}
			if answer.status >= 500 {
				level = slog.LevelError
			}
			s.metrics.answered(r.Pattern, answer.status)
			s.log.Log(r.Context(), level, "request", append(v.notes, "client", v.client,
				"route", r.Pattern, "status", answer.status, "took", time.Since(began).String())...)
		}()
		next.ServeHTTP(answer, r)
	})
}

// frames returns the functions and lines that a panic came from.
func frames() (at []string) {
	pcs := make([]uintptr, 32)
	calls := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		call, more := calls.Next()
		at = append(at, fmt.Sprintf("%s:%d", call.Function, call.Line))
		if !more {
			return at
		}
	}
}

// recorder remembers the status of an answer.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}
