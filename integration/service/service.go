// Package service is an HTTP service that issues vouchers and redeems each of
// them exactly once, as an example of everything that this module is for.
// Command vouchers runs it.
//
//	POST   /vouchers     {"value": 2500, "count": 10}, with the token and an Idempotency-Key
//	POST   /redemptions  {"code": "8kd4 9fj2 …"}, with an Idempotency-Key
//	GET    /orders       those that are not complete, with the token
//	DELETE /orders/17    with the token
//
// It shows the following:
//
//   - The service stores and logs no code. The database has fingerprints of
//     each code and of its skeleton, under keys that are not in the database.
//     Skeletons are unique: no two vouchers look alike. The log passes through
//     a [redeem.Redactor].
//   - A voucher repairs itself: two unread symbols, one wrong symbol, or two
//     look-alikes are put right before the database is asked, for that one code.
//   - In a format of less distance, a misread code is found if it was issued, if
//     it is the only one that the input can mean, and if the input does not stand
//     for too many codes.
//   - A client pays for all codes that its input stands for, not for one.
//   - A refusal explains in the person's language what to do about it, as
//     problem details (RFC 9457).
//   - Those who issue many vouchers let a redemption pass after each batch.
//   - An order that was not completed, because the process was killed or the disk
//     is full, is counted, and can be repeated under its key or cancelled.
//   - The secret can be replaced while the service keeps all its vouchers.
//   - The database is a file of SQLite or a server of PostgreSQL.
//   - Redeeming is one write. A client that did not receive the answer repeats
//     the request under the same key and gets that answer.
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

// Config configures a service. Only Database and Secret are required. Burst
// times Every must not exceed the largest [time.Duration], 292 years. The
// look-alike model of the format determines which vouchers look alike. A model
// that connects all symbols, as [redeem.Tesseract] does, therefore leaves room
// for only one voucher.
//
// Services that share a database of PostgreSQL need the same secrets and format.
// Each has its own limits.
type Config struct {
	Database string                     // postgres://… of PostgreSQL, or the file of SQLite, which is made if it does not exist
	Secret   []byte                     // 32 random bytes or more; without them the database is useless
	Previous []byte                     // the secret before that, while vouchers of it are left; nil = none
	Token    string                     // the token of clients that may issue vouchers, 16 bytes or more; "" = nobody may
	Format   *redeem.Format             // the format of the vouchers; nil = Voucher()
	Burst    int                        // number of guesses that a client may make at once; 0 = 100
	Every    time.Duration              // time in which a client gets one guess back; 0 = a minute
	Client   func(*http.Request) string // identifies the sender of a request; nil = by its address
}

// Voucher returns the default format of vouchers: sixteen symbols without I, L,
// O and U, of which the last two are the check symbols of a Reed-Solomon code.
func Voucher() *redeem.Format {
	scheme, _ := checkdigit.Lookup("rs-gf32-2")
	return redeem.MustFormat(redeem.Spec{
		Name:     "voucher",
		Length:   16,
		Alphabet: scheme.Alphabet(),
		Groups:   []int{4, 4, 4, 4},
		Check:    scheme,
	})
}

// anyCost is the cost of a symbol that is wrong and not a look-alike.
const anyCost = 8

// Service is an [http.Handler]. It is safe for concurrent use.
type Service struct {
	store    *store
	format   *redeem.Format
	anything *redeem.Lookalikes // those of the format, and any other symbol
	screen   *issue.Screen
	limiter  *limiter
	tokens   *limiter // of wrong tokens
	metrics  *metrics
	advisor  *advice.Advisor
	client   func(*http.Request) string
	token    string
	log      *slog.Logger
	handler  http.Handler
	health   health
}

// Open opens the database and makes a service that logs to w. It fails with
// [ErrSecret] if the database was made with another secret, and with
// [ErrAddress] if Database begins like an address of PostgreSQL but is none.
func Open(ctx context.Context, c Config, w io.Writer) (*Service, error) {
	var secrets []*keys
	for _, secret := range [][]byte{c.Secret, c.Previous} {
		if secret == nil && secrets != nil {
			continue
		}
		k, err := newKeys(secret)
		if err != nil {
			return nil, err
		}
		secrets = append(secrets, k)
	}
	if c.Token != "" && len(c.Token) < minToken {
		return nil, errToken
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
	tokens, err := newLimiter(time.Minute, wrongTokens)
	if err != nil {
		return nil, err
	}
	screen, err := issue.NewScreen(c.Format.Spec().Lookalikes, issue.OffensiveWords()...)
	if err != nil {
		return nil, err
	}
	opened, err := openStore(ctx, c.Database, secrets...)
	if err != nil {
		return nil, err
	}
	s := &Service{
		store:    opened,
		format:   c.Format,
		anything: c.Format.Spec().Lookalikes.WithAny(anyCost),
		screen:   screen,
		limiter:  limits,
		tokens:   tokens,
		metrics:  newMetrics(opened.unfinishedNow),
		advisor:  advice.New(),
		client:   c.Client,
		token:    c.Token,
		log:      slog.New(slog.NewJSONHandler(redeem.NewRedactor(w, c.Format, redeem.GiftCard()), nil)),
	}
	s.handler = s.routes()
	return s, nil
}

// ServeHTTP answers a request.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Close closes the database.
func (s *Service) Close() error { return s.store.db.Close() }

// Serve answers the requests that a listener receives until the context ends.
// Then it completes the requests that it has begun, if that takes no longer
// than grace.
func (s *Service) Serve(ctx context.Context, l net.Listener, grace time.Duration) error {
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      answerTime,
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
