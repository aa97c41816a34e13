// Package postgres provides a PostgreSQL server for tests.
package postgres

import (
	"bufio"
	"bytes"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
)

// Variable is the environment variable with the connection string of a server
// that the script server in this folder has started, or with "none". If it is
// not set, the tests start a server themselves.
const Variable = "REDEEM_POSTGRES"

//go:embed server
var script string

// server is a running server.
type server struct {
	dsn   string
	stdin io.Closer
	cmd   *exec.Cmd
}

var own struct {
	once sync.Once
	server
	err error
}

// Run runs the tests of a package, and then stops the server if one of them has
// started it. All of TestMain is os.Exit(postgres.Run(m)).
func Run(m *testing.M) int {
	status := m.Run()
	if own.stdin != nil {
		own.stop()
	}
	return status
}

// DSN returns the connection string of a server on which the test may do
// everything. If there is no server, it fails the test, because go test does
// not show skipped tests. If you cannot install PostgreSQL, set Variable to
// none.
func DSN(t testing.TB) string {
	t.Helper()
	switch dsn := os.Getenv(Variable); dsn {
	case "":
	case "none":
		t.Skip("without PostgreSQL, as " + Variable + " says")
	default:
		return dsn
	}
	own.once.Do(func() { own.server, own.err = start() })
	if own.err != nil {
		t.Fatalf("no PostgreSQL to test with; %s=none leaves these tests out\n%v", Variable, own.err)
	}
	return own.dsn
}

// URL returns the postgres:// address of a new database, which is removed after
// the test.
func URL(t testing.TB) string {
	t.Helper()
	return URLOn(t, DSN(t))
}

// URLOn returns the postgres:// address of a new database on a server, which is
// removed after the test.
func URLOn(t testing.TB, dsn string) string {
	t.Helper()
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		t.Fatal(err)
	}
	server, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("test%x", rand.Uint64())
	if _, err := server.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := server.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
		server.Close()
	})
	address := url.URL{Scheme: "postgres", Path: "/" + name, RawQuery: url.Values{
		"host": {config.Host}, "port": {fmt.Sprint(config.Port)}, "user": {config.User}, "password": {config.Password},
	}.Encode()}
	return address.String()
}

// Start starts a server that writes its log of writes into a new folder, and
// returns its connection string. It stops the server after the test.
func Start(t testing.TB, wal string) string {
	t.Helper()
	DSN(t) // which skips the test without PostgreSQL
	s, err := start("REDEEM_POSTGRES_WAL=" + wal)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.stop)
	return s.dsn
}

func (s server) stop() {
	s.stdin.Close()
	s.cmd.Wait()
}

// start runs the script with a command that prints the address of the server.
// The command ends when its standard input does, at the latest with this
// process.
func start(env ...string) (s server, err error) {
	cmd := exec.Command("bash", "-c", script, "server", "sh", "-c", `echo "$`+Variable+`" && exec cat`)
	cmd.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return s, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return s, err
	}
	if err := cmd.Start(); err != nil {
		return s, err
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		return s, errors.Join(cmd.Wait(), errors.New(strings.TrimSpace(stderr.String())))
	}
	return server{strings.TrimSpace(line), stdin, cmd}, nil
}
