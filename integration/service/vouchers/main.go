// Command vouchers runs package service.
//
//	(umask 077; head -c 32 /dev/urandom >secret; head -c 24 /dev/urandom | base64 >token)
//	go run ./service/vouchers -db vouchers.db -secret secret -token token
//
// Keep the secret apart from the database: with both, an attacker can try all
// codes. The command ends with SIGINT or SIGTERM, after it has completed what
// it has begun. The exit status is then 0. It is 1 if the command could not
// start or continue, and 2 if a flag is wrong.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/redeemkit/redeem/integration/service"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

func main() {
	var (
		db     = flag.String("db", "vouchers.db", "`file` of the database")
		listen = flag.String("listen", "127.0.0.1:8080", "`address` to listen at")
		secret = flag.String("secret", "", "`file` with 32 random bytes")
		token  = flag.String("token", "", "`file` with the token of clients that may issue vouchers")
		burst  = flag.Int("burst", 100, "guesses that a client may make at once")
		every  = flag.Duration("every", time.Minute, "time in which a client gets one guess back")
	)
	usage := flag.Usage
	wrong, help := ruleflags.Parse(flag.CommandLine, os.Args[1:]) // package flag would print a bad value, which may be a code
	switch {
	case help:
		flag.CommandLine.SetOutput(os.Stderr)
		usage()
		return
	case wrong != "":
		fmt.Fprintf(os.Stderr, "vouchers: %s (-h lists the flags)\n", wrong)
		os.Exit(2)
	case flag.NArg() > 0:
		fmt.Fprintln(os.Stderr, "vouchers: takes no arguments (-h lists the flags)")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Stdout, *db, *listen, *secret, *token, *burst, *every); err != nil {
		fmt.Fprintln(os.Stderr, "vouchers:", err)
		os.Exit(1)
	}
}

// run serves until the context ends. It writes the address once it listens.
func run(ctx context.Context, out io.Writer, db, listen, secretFile, tokenFile string, burst int, every time.Duration) (err error) {
	if secretFile == "" {
		return errors.New("-secret FILE is needed, with 32 random bytes: head -c 32 /dev/urandom >FILE")
	}
	secret, err := os.ReadFile(secretFile)
	if err != nil {
		return fmt.Errorf("-secret: %w", ruleflags.WithoutName(err))
	}
	var token []byte
	if tokenFile != "" {
		if token, err = os.ReadFile(tokenFile); err != nil {
			return fmt.Errorf("-token: %w", ruleflags.WithoutName(err))
		}
	}
	s, err := service.Open(ctx, service.Config{
		Database: db,
		Secret:   secret,
		Token:    strings.TrimSpace(string(token)),
		Burst:    burst,
		Every:    every,
	}, os.Stderr)
	if err != nil {
		return fmt.Errorf("opening the database or the secret: %w", ruleflags.WithoutName(err))
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	l, err := net.Listen("tcp", listen)
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
