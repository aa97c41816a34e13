package service

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
)

// TestHostileConnections sends headers that are too large, bodies of a false
// length, and requests that two servers may read differently, while other
// connections send nothing at all. Then an honest client is served.
func TestHostileConnections(t *testing.T) { each(t, testHostileConnections) }

func testHostileConnections(t *testing.T, on kind) {
	s, _ := newService(t, on)
	code := mustIssue(t, s, 1)[0]
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l, time.Minute) }()
	dial := func() net.Conn {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	var slow []net.Conn
	for range 64 {
		c := dial()
		fmt.Fprint(c, "POST /redemptions HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
		slow = append(slow, c)
	}
	body := `{"code": "` + code + `"}`
	const start = "POST /redemptions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: a key of sixteen characters\r\n"
	for _, tt := range []struct {
		name, request string
		want          int
	}{
		{"a huge header", start + "X: " + strings.Repeat("x", 64<<10) + "\r\n\r\n", http.StatusRequestHeaderFieldsTooLarge},
		{"two lengths", start + "Content-Length: 1\r\nContent-Length: 9\r\n\r\n" + body, http.StatusBadRequest},
		{"a negative length", start + "Content-Length: -1\r\n\r\n" + body, http.StatusBadRequest},
		{"a body that is cut off by its length", start + fmt.Sprintf("Content-Length: %d\r\n\r\n", len(body)-1) + body, http.StatusBadRequest},
		{"a wrong chunk", start + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + body, http.StatusBadRequest},
	} {
		c := dial()
		fmt.Fprint(c, tt.request)
		response, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil || response.StatusCode != tt.want {
			t.Errorf("%s: %v, %v, want %d", tt.name, response, err, tt.want)
		}
		c.Close()
	}
	c := dial()
	fmt.Fprintf(c, "%sContent-Length: %d\r\nConnection: close\r\n\r\n%s", start, len(body), body)
	if response, err := http.ReadResponse(bufio.NewReader(c), nil); err != nil || response.StatusCode != 200 {
		t.Errorf("an honest client: %v, %v", response, err)
	}
	c.Close()
	for _, c := range slow {
		c.Close()
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestLongInput sends inputs in which a code could begin anywhere. An input that
// is longer than redeem.MaxInput is not searched for one beyond that, so that it
// takes no longer than another one.
func TestLongInput(t *testing.T) {
	s, _ := newService(t, onSQLite)
	const piece = `\u0000` // as text
	least := func(n int) time.Duration {
		least := time.Hour
		for range 10 {
			began := time.Now()
			if a := spend(s, strings.Repeat(piece, n), "long"); a.sent != http.StatusUnprocessableEntity {
				t.Fatalf("%d %s", a.sent, a.body)
			}
			least = min(least, time.Since(began))
		}
		return least
	}
	short, long := least(redeem.MaxInput/len(piece)), least((maxBody-100)/(len(piece)+1)) // JSON has two bytes for \
	if t.Logf("%v, and %v for a long one", short, long); long > 4*short {
		t.Errorf("%v, want about %v", long, short)
	}
}
