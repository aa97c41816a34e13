package service

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestShutdown ends the service while it receives a request: that request is
// answered, and the next one is not.
func TestShutdown(t *testing.T) {
	var begun sync.WaitGroup
	s, _ := newService(t, func(c *Config) {
		c.Client = func(r *http.Request) string {
			if r.URL.Path == "/redemptions" {
				begun.Done()
			}
			return "somebody"
		}
	})
	code := mustIssue(t, s, 1)[0]
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + l.Addr().String() + "/redemptions"
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l, time.Minute) }()

	begun.Add(1)
	body, rest := io.Pipe() // the client has not sent the rest yet
	r, err := http.NewRequest("POST", url, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", "the last request of the day")
	answers := make(chan answer, 1)
	go func() {
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Error(err)
			close(answers)
			return
		}
		defer response.Body.Close()
		answers <- answerOf(response)
	}()
	io.WriteString(rest, `{"code": `)
	begun.Wait()
	stop()
	for refused := false; !refused; {
		connection, err := net.Dial("tcp", l.Addr().String())
		if refused = err != nil; !refused {
			connection.Close()
		}
	}
	fmt.Fprintf(rest, "%q}", code)
	rest.Close()
	if a := <-answers; a.sent != http.StatusOK {
		t.Errorf("the last request: %d %s", a.sent, a.body)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := http.Post(url, "application/json", strings.NewReader("{}")); err == nil {
		t.Error("a request after the end is answered")
	}
}
