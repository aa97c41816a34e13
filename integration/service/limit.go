package service

import (
	"errors"
	"math"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limiter lets every client make so many guesses, not so many requests: a
// request that stands for fifty codes costs fifty.
//
// A client that was not seen for as long as it takes to get all guesses back need
// not be remembered. So clients are kept in two maps, of which the older one is
// thrown away whenever so much time has passed.
type limiter struct {
	every time.Duration // in which a client gets a guess back
	burst int           // guesses that a client has to begin with, and at most

	mu         sync.Mutex
	since      time.Time // when the new map was made
	fresh, old map[string]*rate.Limiter
}

var errLimit = errors.New("service: negative limits, or so many guesses that no time.Duration lasts until all are back")

func newLimiter(every time.Duration, burst int) (*limiter, error) {
	if every <= 0 || burst <= 0 || every > math.MaxInt64/time.Duration(burst) {
		return nil, errLimit
	}
	return &limiter{every: every, burst: burst}, nil
}

// take takes guesses from a client, as many as there may be at most if it asks
// for more. It returns how long the client has to wait if it has too few, and
// then takes none.
func (l *limiter) take(client string, guesses uint64, now time.Time) (wait time.Duration) {
	n := int(min(guesses, uint64(l.burst)))
	taken := l.of(client, now).ReserveN(now, n)
	if wait = taken.DelayFrom(now); wait > 0 {
		taken.CancelAt(now)
	}
	return wait
}

func (l *limiter) of(client string, now time.Time) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.since) > l.every*time.Duration(l.burst) {
		l.since, l.old, l.fresh = now, l.fresh, map[string]*rate.Limiter{}
	}
	known := l.fresh[client]
	if known == nil {
		known = l.old[client]
	}
	if known == nil {
		known = rate.NewLimiter(rate.Every(l.every), l.burst)
	}
	l.fresh[client] = known
	return known
}

// clientOf returns who sent a request: its address, or of a version 6 address
// the half that one household has. Behind a proxy that is the proxy, and a
// service needs a function of its own.
func clientOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	if address = address.Unmap(); address.Is6() {
		if prefix, err := address.WithZone("").Prefix(64); err == nil {
			return prefix.String()
		}
	}
	return address.String()
}
