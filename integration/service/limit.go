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

// limiter limits the guesses of each client, not its requests: a request that
// stands for fifty codes costs fifty guesses.
//
// A client that was not seen for the time in which it gets all guesses back
// need not be remembered. Clients are therefore kept in two maps, and the older
// map is dropped whenever that time has passed.
type limiter struct {
	every time.Duration // time in which a client gets one guess back
	burst int           // number of guesses that a client begins with, and can have at most

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

// take takes guesses from a client, at most as many as a client can have. If
// the client has too few, take takes none and returns the time that it has to
// wait.
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

// clientOf returns the sender of a request: its address, or for IPv6 the half
// of the address that a household has. Behind a proxy that is the proxy, so
// such a service needs a function of its own.
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
