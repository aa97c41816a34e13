// Package service issues vouchers and redeems them, each exactly once, over
// HTTP: an example of all that this module is for. Command vouchers runs it.
//
//	POST /vouchers     {"value": 2500, "count": 10}, with the token of who may
//	POST /redemptions  {"code": "8kd4 9fj2 …"}, with an Idempotency-Key
//
// What it shows:
//
//   - No code is stored or logged. The database has fingerprints, under keys that
//     are not in it, of each code and of its skeleton, which is unique: no two
//     vouchers look alike. The log passes through a [redeem.Redactor].
//   - A misread code is found if it was issued, is the only one that the input
//     can mean, and the input does not stand for too many.
//   - A client pays for all codes that its input stands for, not for one.
//   - A refusal tells what to do about it in the person's language, as problem
//     details (RFC 9457).
//   - Redeeming is one write. A client that did not get the answer repeats the
//     request under the same key, and gets it.
package service

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/issue"
)

// Config is what a service needs to know. Only Database and Secret are required.
// Burst times Every must not be beyond what a [time.Duration] holds, 292 years.
// The look-alikes of the format decide which vouchers look alike, so that a model
// that connects all symbols, as [redeem.Tesseract] does, leaves room for one voucher.
type Config struct {
	Database string                     // the file; it is made if there is none
	Secret   []byte                     // 32 random bytes or more, which the database is of no use without
	Token    string                     // who sends it may issue vouchers; "" = nobody
	Format   *redeem.Format             // of the vouchers; nil = Voucher()
	Burst    int                        // guesses that a client may make at once; 0 = 100
	Every    time.Duration              // in which a client gets one guess back; 0 = a minute
	Client   func(*http.Request) string // who sent a request; nil = the address it came from
}

// Voucher returns the format of the vouchers, unless there is another: sixteen
// symbols without I, L, O and U, the last one a check character.
func Voucher() *redeem.Format {
	scheme, _ := checkdigit.Lookup("damm-gf32")
	return redeem.MustFormat(redeem.Spec{
		Name:     "voucher",
		Length:   16,
		Alphabet: scheme.Alphabet(),
		Groups:   []int{4, 4, 4, 4},
		Check:    scheme,
	})
}

// Service is an [http.Handler]. It may be used by many goroutines at once.
type Service struct {
	store   *store
	format  *redeem.Format
	screen  *issue.Screen
	limiter *limiter
	advisor *advice.Advisor
	client  func(*http.Request) string
	token   string
	log     *slog.Logger
	handler http.Handler
}

// Open opens the database and makes the service, which logs to w. It fails with
// [ErrSecret] if the database was made with another secret.
func Open(ctx context.Context, c Config, w io.Writer) (*Service, error) {
	k, err := newKeys(c.Secret)
	if err != nil {
		return nil, err
	}
	if c.Format == nil {
		c.Format = Voucher()
	}
	if c.Burst == 0 {
		c.Burst = 100
	}
	if c.Every == 0 {
		c.Every = time.Minute
	}
	if c.Client == nil {
		c.Client = clientOf
	}
	limits, err := newLimiter(c.Every, c.Burst)
	if err != nil {
		return nil, err
	}
	screen, err := issue.NewScreen(c.Format.Spec().Lookalikes, issue.OffensiveWords()...)
	if err != nil {
		return nil, err
	}
	opened, err := openStore(ctx, c.Database, k)
	if err != nil {
		return nil, err
	}
	s := &Service{
		store:   opened,
		format:  c.Format,
		screen:  screen,
		limiter: limits,
		advisor: advice.New(),
		client:  c.Client,
		token:   c.Token,
		log:     slog.New(slog.NewJSONHandler(redeem.NewRedactor(w, c.Format, redeem.GiftCard()), nil)),
	}
	s.handler = s.routes()
	return s, nil
}

// ServeHTTP answers a request.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Close closes the database.
func (s *Service) Close() error { return s.store.db.Close() }

// Serve answers the requests that a listener gets until the context ends, and
// then those that it has begun with, if that takes no longer than grace.
func (s *Service) Serve(ctx context.Context, l net.Listener, grace time.Duration) error {
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	stopped := make(chan error, 1)
	defer context.AfterFunc(ctx, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		stopped <- server.Shutdown(ctx)
	})()
	s.log.Info("started", "address", l.Addr().String())
	err := server.Serve(l)
	if errors.Is(err, http.ErrServerClosed) {
		err = <-stopped
	}
	s.log.Info("stopped", "err", err)
	return errors.Join(err, server.Close())
}
