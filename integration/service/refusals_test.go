package service

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestRefusals tests that every refusal is problem details that quote nothing, as
// well those of requests that no route answers.
func TestRefusals(t *testing.T) { each(t, testRefusals) }

func testRefusals(t *testing.T, on kind) {
	s, _ := newService(t, on)
	code := mustCode(t)
	for _, tt := range []struct {
		method, path string
		want         int
		allow        string
	}{
		{"GET", "/" + code, 404, ""},
		{"GET", "/", 404, ""},
		{"GET", "//" + code, 404, ""},
		{"POST", "//redemptions", 404, ""},
		{"POST", "/redemptions/", 404, ""},
		{"POST", "/x/../" + code + "?code=" + code, 404, ""},
		{"POST", "/x/../redemptions?code=" + code, 404, ""},
		{"GET", "/health/../" + code, 404, ""},
		{"GET", "/redemptions?code=" + code, 405, "POST"},
		{code, "/vouchers", 405, "POST"},
		{"POST", "/health", 405, "GET, HEAD"},
		{"POST", "/orders", 405, "GET, HEAD"},
		{"GET", "/orders/" + code, 405, "DELETE"},
		{"CONNECT", "/" + code, 404, ""},
		{"DELETE", "/orders/" + code, 401, ""},
		{"POST", "/redemptions", 400, ""},
		{"POST", "/vouchers", 401, ""},
	} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(tt.method, tt.path, strings.NewReader(`{"code": "`+code+`"}`)))
		a := answerOf(w.Result())
		if a.sent != tt.want || a.Status != tt.want || a.Title == "" || a.header.Get("Content-Type") != problemType || a.header.Get("Allow") != tt.allow {
			t.Errorf("%s of %d bytes: %d %v, want %d and problem details", tt.method, len(tt.path), a.sent, a.header, tt.want)
		}
		if strings.Contains(a.body, code) || strings.Contains(fmt.Sprint(a.header), code) {
			t.Errorf("%s of %d bytes: the answer quotes the code", tt.method, len(tt.path))
		}
	}
}

// TestNoCode sends objects without a code. They are not read as an empty one.
func TestNoCode(t *testing.T) { each(t, testNoCode) }

func testNoCode(t *testing.T, on kind) {
	s, _ := newService(t, on)
	for _, body := range []string{`null`, `{}`, `{"code": null}`, `{"code": "\ud800"}`} {
		if a := post(s, "/redemptions", body, "Idempotency-Key", "a key of sixteen characters"); a.sent != 400 {
			t.Errorf("%s: %d", body, a.sent)
		}
	}
}

// TestTwoKeys sends a request under two keys, of which a proxy could see another
// one than the service.
func TestTwoKeys(t *testing.T) { each(t, testTwoKeys) }

func testTwoKeys(t *testing.T, on kind) {
	s, _ := newService(t, on)
	code := mustIssue(t, s, 1)[0]
	for _, path := range []string{"/redemptions", "/vouchers"} {
		r := httptest.NewRequest("POST", path, strings.NewReader(map[string]string{"/redemptions": `{"code": "` + code + `"}`, "/vouchers": orderOne}[path]))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "bearer "+testToken) // the name of a scheme has no case
		r.Header.Add("Idempotency-Key", "a key of sixteen characters")
		r.Header.Add("Idempotency-Key", "another key of sixteen characters")
		w := httptest.NewRecorder()
		if s.ServeHTTP(w, r); w.Code != 400 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// TestHungServer has a server of PostgreSQL that does not answer any more. The
// service answers in time, and recovers when the server does.
func TestHungServer(t *testing.T) {
	p := onPostgreSQL.new(t)
	address, pause, resume := between(t, p.address)
	s, log := newService(t, onPostgreSQL, func(c *Config) { c.Database = address })
	s.store.patience = 300 * time.Millisecond
	codes := mustIssue(t, s, 10)
	spent := spend(s, codes[0], "before")
	pause()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	for _, r := range []*http.Request{
		httptest.NewRequestWithContext(ctx, "POST", "/redemptions", strings.NewReader(`{"code": "`+codes[1]+`"}`)),
		httptest.NewRequestWithContext(ctx, "GET", "/health", nil),
		httptest.NewRequestWithContext(ctx, "GET", "/orders", nil),
		httptest.NewRequestWithContext(ctx, "POST", "/vouchers", strings.NewReader(`{"value": 2500, "count": 100}`)),
		httptest.NewRequestWithContext(ctx, "DELETE", "/orders/1", nil),
	} {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", "an order called during")
		r.Header.Set("Authorization", "Bearer "+testToken)
		w := httptest.NewRecorder()
		if s.ServeHTTP(w, r); w.Code != http.StatusServiceUnavailable || ctx.Err() != nil {
			t.Errorf("%s: %d, %v", r.URL.Path, w.Code, ctx.Err())
		}
	}
	resume()
	s.store.patience = time.Minute
	if a := orderUnder(s, 100, "during"); a.sent != 201 || count(t, s) != len(codes)+100 || counted(s) != 0 {
		t.Errorf("the order again: %d %s; %d vouchers, %d are counted", a.sent, a.Title, count(t, s), counted(s))
	}
	noneLost(t, s, log, codes, spent)
}

// between returns the address of a server that passes everything on to a server
// of PostgreSQL, and functions that stop and continue it.
func between(t *testing.T, address string) (other string, pause, resume func()) {
	t.Helper()
	to, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query := to.Query()
	folder := query.Get("host")
	dir := shortTempDir(t)
	l, err := net.Listen("unix", dir+"/.s.PGSQL.5432")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	gate := make(chan struct{}, 1) // whoever passes something on holds it for a moment
	pass := func(to, from net.Conn) {
		defer to.Close()
		defer from.Close()
		b := make([]byte, 32<<10)
		for {
			n, err := from.Read(b)
			gate <- struct{}{}
			<-gate
			if _, failed := to.Write(b[:n]); err != nil || failed != nil {
				return
			}
		}
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("unix", folder+"/.s.PGSQL.5432")
			if err != nil {
				c.Close()
				continue
			}
			go pass(server, c)
			go pass(c, server)
		}
	}()
	query.Set("host", dir)
	to.RawQuery = query.Encode()
	return to.String(), func() { gate <- struct{}{} }, func() { <-gate }
}

// TestHealthIsShared asks for the health many times. The database is asked once a
// second at most, so that nobody keeps its connections busy.
func TestHealthIsShared(t *testing.T) { each(t, testHealthIsShared) }

func testHealthIsShared(t *testing.T, on kind) {
	s, _ := newService(t, on)
	if a := do(s, "GET", "/health", ""); a.sent != 200 {
		t.Fatalf("%d %s", a.sent, a.body)
	}
	s.store.db.SetMaxOpenConns(1)
	busy, err := s.store.db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	for range 100 {
		w := httptest.NewRecorder()
		if s.ServeHTTP(w, httptest.NewRequestWithContext(ctx, "GET", "/health", nil)); w.Code != 200 {
			t.Fatalf("the health of a moment ago: %d", w.Code)
		}
	}
	busy.Close()
}

// TestSlowReaders has clients that send requests and read no answers. Others are
// answered.
func TestSlowReaders(t *testing.T) { each(t, testSlowReaders) }

func testSlowReaders(t *testing.T, on kind) {
	s, _ := newService(t, on)
	code := mustIssue(t, s, 1)[0]
	server := httptest.NewServer(s)
	defer server.Close()
	address := strings.TrimPrefix(server.URL, "http://")
	request := func(path, body, key string) string {
		return fmt.Sprintf("POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\nIdempotency-Key: %s\r\nContent-Length: %d\r\n\r\n%s",
			path, testToken, key, len(body), body)
	}
	for range 8 {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		go func() { // it does not end before the connection does
			for range 200 {
				if _, err := io.WriteString(c, request("/redemptions", `{"code": "8KD4"}`, "a key of sixteen characters")); err != nil {
					return
				}
			}
			io.WriteString(c, request("/vouchers", `{"value": 1, "count": 1000}`, newKey()))
		}()
	}
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, request("/redemptions", `{"code": "`+code+`"}`, "a key of sixteen characters"))
	c.SetReadDeadline(time.Now().Add(20 * time.Second))
	if response, err := http.ReadResponse(bufio.NewReader(c), nil); err != nil || response.StatusCode != 200 {
		t.Errorf("an honest client: %v, %v", response, err)
	}
}
