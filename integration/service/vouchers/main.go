// Command vouchers runs package service.
//
//	(umask 077; head -c 32 /dev/urandom >secret; head -c 24 /dev/urandom | base64 >token)
//	go run ./service/vouchers -db vouchers.db -secret secret -token token
//
// -db is a file of SQLite, or a postgres:// address. -client HEADER names the
// header in which a proxy tells the address of the client. -metrics ADDRESS serves
// metrics in the format of Prometheus, -previous FILE is the secret that another
// one replaces, and -backup FILE copies a database of SQLite while the service
// runs.
//
// Keep the secret apart from the database: with both, an attacker can try all
// codes. The command ends with SIGINT or SIGTERM, after it has completed what
// it has begun. The exit status is then 0. It is 1 if the command could not
// start or continue, and 2 if a flag is wrong. No error
// quotes a flag or its value.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/redeemkit/redeem/integration/service"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

func main() {
	o, err := parse(os.Args[1:], os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		os.Exit(0)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "vouchers:", err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Stdout, o); err != nil {
		fmt.Fprintln(os.Stderr, "vouchers:", err)
		os.Exit(1)
	}
}

// options are what the flags say.
type options struct {
	db, listen, client, metrics, secret, previous, token, backup string
	burst                                                        int
	every                                                        time.Duration
}

var (
	errFlag = errors.New("an unknown flag, or a flag without a value or with a wrong one; -help lists the flags")
	errArgs = errors.New("there are no arguments other than flags; -help lists the flags")
)

// parse reads the flags. Its errors quote nothing, because somebody may have
// given the secret or a code where a file or a number belongs.
func parse(args []string, help io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("vouchers", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	flags.StringVar(&o.db, "db", "vouchers.db", "`file` of SQLite, or postgres://user@host/name of PostgreSQL; made if it has no tables")
	flags.StringVar(&o.listen, "listen", "127.0.0.1:8080", "`address` to listen at")
	flags.StringVar(&o.client, "client", "", "`header` in which a proxy tells the address of the client, such as X-Forwarded-For")
	flags.StringVar(&o.metrics, "metrics", "", "`address` to serve metrics at, which clients must not reach")
	flags.StringVar(&o.secret, "secret", "", "`file` with 32 random bytes")
	flags.StringVar(&o.previous, "previous", "", "`file` with the secret before that")
	flags.StringVar(&o.token, "token", "", "`file` with the token of clients that may issue vouchers")
	flags.StringVar(&o.backup, "backup", "", "copy a database of SQLite into a new `file` and end; PostgreSQL has pg_dump")
	flags.IntVar(&o.burst, "burst", 100, "guesses that a client may make at once")
	flags.DurationVar(&o.every, "every", time.Minute, "time in which a client gets one guess back")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(help, "usage: vouchers -secret FILE [flags]")
		flags.SetOutput(help)
		flags.PrintDefaults()
		return o, err
	case err != nil:
		return o, errFlag
	case flags.NArg() > 0:
		return o, errArgs
	}
	return o, nil
}

// run serves until the context ends, or makes a backup. It writes the address
// once it listens.
func run(ctx context.Context, out io.Writer, o options) (err error) {
	if o.secret == "" {
		return errors.New("-secret FILE is needed, with 32 random bytes: head -c 32 /dev/urandom >FILE")
	}
	secret, err := os.ReadFile(o.secret)
	if err != nil {
		return fmt.Errorf("-secret: %w", ruleflags.WithoutName(err))
	}
	var previous, token []byte
	if o.previous != "" {
		if previous, err = os.ReadFile(o.previous); err != nil {
			return fmt.Errorf("-previous: %w", ruleflags.WithoutName(err))
		}
	}
	if o.token != "" {
		if token, err = os.ReadFile(o.token); err != nil {
			return fmt.Errorf("-token: %w", ruleflags.WithoutName(err))
		}
		if token = bytes.TrimSpace(token); len(token) == 0 {
			return errors.New("-token: the file is empty")
		}
	}
	var client func(*http.Request) string
	if o.client != "" {
		client = service.ClientIn(o.client)
	}
	s, err := service.Open(ctx, service.Config{
		Database: o.db,
		Secret:   secret,
		Previous: previous,
		Token:    string(token),
		Burst:    o.burst,
		Every:    o.every,
		Client:   client,
	}, os.Stderr)
	if err != nil {
		return fmt.Errorf("opening the database: %w", ruleflags.WithoutName(err))
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if o.backup != "" {
		return ruleflags.WithoutName(s.Backup(ctx, o.backup))
	}
	if o.metrics != "" {
		l, err := net.Listen("tcp", o.metrics)
		if err != nil {
			return fmt.Errorf("-metrics: %w", withoutAddress(err))
		}
		server := &http.Server{Handler: s.Metrics(), ReadTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second}
		defer server.Close()
		go server.Serve(l)
	}
	l, err := net.Listen("tcp", o.listen)
	if err != nil {
		return fmt.Errorf("-listen: %w", withoutAddress(err))
	}
	fmt.Fprintln(out, "http://"+l.Addr().String())
	return s.Serve(ctx, l, 10*time.Second)
}

// withoutAddress returns an error of net.Listen without the address, which may be
// a code.
func withoutAddress(err error) error {
	var (
		address *net.AddrError
		name    *net.DNSError
		op      *net.OpError
	)
	switch {
	case errors.As(err, &address):
		return errors.New(address.Err)
	case errors.As(err, &name):
		return errors.New(name.Err)
	case errors.As(err, &op):
		return op.Err
	}
	return err
}
