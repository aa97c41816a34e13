package service

import (
	"errors"
	"math"
	"sync"
	"time"

	"github.com/jellydator/ttlcache/v3"
	"golang.org/x/time/rate"
)

// These bound what a limiter remembers and allows.
const (
	maxClients = 1 << 16 // number of clients that are remembered
	households = 16      // number of clients of one site that may spend all their guesses at once
)

// limiter limits the guesses of each client, not its requests: a request that
// stands for fifty codes costs fifty guesses. The clients of one site share a
// second allowance, which is as large as those of sixteen clients.
//
// It forgets the clients that it has not seen for the longest time when there
// are more than maxClients. Whoever has so many addresses gains nothing by that:
// each address had an allowance of its own. The 65,536 households of one site do
// not, so those that are refused because of their site are not remembered.
type limiter struct {
	taking sync.Mutex    // a guess that is given back while others wait for theirs is lost
	every  time.Duration // time in which a client gets one guess back
	burst  int           // number of guesses that a client begins with, and can have at most
	known  *ttlcache.Cache[string, *rate.Limiter]
}

var errLimit = errors.New("service: negative limits, or so many guesses that no time.Duration lasts until all are back")

func newLimiter(every time.Duration, burst int) (*limiter, error) {
	if every <= 0 || burst <= 0 || every > math.MaxInt64/time.Duration(burst) {
		return nil, errLimit
	}
	known := ttlcache.New(ttlcache.WithCapacity[string, *rate.Limiter](maxClients))
	return &limiter{every: every, burst: burst, known: known}, nil
}

// take takes guesses from a client, at most as many as a client can have. If
// the client or its site has too few, take takes none and returns the time that
// the client has to wait.
func (l *limiter) take(client string, guesses uint64, now time.Time) (wait time.Duration) {
	n := int(min(guesses, uint64(l.burst)))
	l.taking.Lock()
	defer l.taking.Unlock()
	var ofSite *rate.Reservation
	if wide := site(client); wide != "" {
		ofSite = l.of(wide, households).ReserveN(now, n)
		if wait = ofSite.DelayFrom(now); wait > 0 {
			ofSite.CancelAt(now)
			return wait
		}
	}
	own := l.of(client, 1).ReserveN(now, n)
	if wait = own.DelayFrom(now); wait > 0 {
		own.CancelAt(now)
		if ofSite != nil {
			ofSite.CancelAt(now)
		}
	}
	return wait
}

// spent reports whether a client or its site has no guess left. It takes none.
func (l *limiter) spent(client string, now time.Time) bool {
	l.taking.Lock()
	defer l.taking.Unlock()
	wide := site(client)
	return l.of(client, 1).TokensAt(now) < 1 || wide != "" && l.of(wide, households).TokensAt(now) < 1
}

// of returns the allowance of a client, or of a site with that of several.
func (l *limiter) of(name string, times int) *rate.Limiter {
	if known := l.known.Get(name); known != nil {
		return known.Value()
	}
	burst := l.burst
	if burst <= math.MaxInt/times {
		burst *= times
	}
	fresh := rate.NewLimiter(rate.Every(l.every)*rate.Limit(times), burst)
	known, _ := l.known.GetOrSet(name, fresh)
	return known.Value()
}
