package service

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/redeemkit/redeem/integration/internal/postgres"
)

// childVariable is an environment variable that turns this test binary into the
// service, on the database in its value.
const childVariable = "REDEEM_SERVICE_DATABASE"

func TestMain(m *testing.M) {
	address := os.Getenv(childVariable)
	if address == "" {
		os.Exit(postgres.Run(m))
	}
	if err := serve(address); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(address string) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	s, err := Open(ctx, Config{Database: address, Secret: testSecret, Token: testToken, Burst: 1_000_000}, os.Stderr)
	if err != nil {
		return err
	}
	defer s.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(l.Addr())
	return s.Serve(ctx, l, 10*time.Second)
}

// child is the service in a process of its own.
type child struct {
	t       *testing.T
	db      place
	log     string // the log of all its runs
	address atomic.Pointer[string]
	cmd     *exec.Cmd
}

// start starts the service and waits until it listens.
func (c *child) start() {
	c.t.Helper()
	log, err := os.OpenFile(c.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		c.t.Fatal(err)
	}
	defer log.Close()
	c.cmd = exec.Command(os.Args[0])
	c.cmd.Env = append(os.Environ(), childVariable+"="+c.db.address)
	c.cmd.Stderr = log
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		text, _ := os.ReadFile(c.log)
		c.t.Fatalf("the service does not start: %v\n%s", err, text)
	}
	url := "http://" + strings.TrimSpace(line)
	c.address.Store(&url)
}

// end sends a signal and waits until the process ends.
func (c *child) end(signal os.Signal) error {
	c.t.Helper()
	if err := c.cmd.Process.Signal(signal); err != nil {
		c.t.Fatal(err)
	}
	return c.cmd.Wait()
}

// client does not wait for ever for a service that was killed.
var client = &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: clients}}

// send sends a request with the token.
func (c *child) send(method, path, body string, header ...string) (answer, error) {
	r, err := http.NewRequestWithContext(c.t.Context(), method, *c.address.Load()+path, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+testToken)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	response, err := client.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	return answerOf(response), nil
}
