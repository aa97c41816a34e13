package service

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
)

// TestBodies sends bodies that are not exactly one object with known names.
func TestBodies(t *testing.T) { each(t, testBodies) }

func testBodies(t *testing.T, on kind) {
	s, _ := newService(t, on)
	code := mustIssue(t, s, 1)[0]
	object := `{"code": "` + code + `"}`
	const key = "a key of sixteen characters"
	for _, body := range []string{
		object + "]]]", object + "}}", object + "}", object + " x", object + "\x00", object + ",", object + object,
		`[` + object + `]`, `{"code": "x", "code": "` + code + `"}`, `{"CODE": "` + code + `"}`, `{"code": "` + code + "\xff\"}",
		`{"code": {"code": "` + code + `"}}`, strings.Repeat("[", 8000), strings.Repeat(`{"code":`, 900), "", `"` + code + `"`,
	} {
		if a := post(s, "/redemptions", body, "Idempotency-Key", key); a.sent != 400 {
			t.Errorf("a body of %d bytes that ends with %q: %d", len(body), body[max(0, len(body)-3):], a.sent)
		}
	}
	for _, kind := range []string{"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "application/json, text/plain", ";"} {
		if a := post(s, "/redemptions", object, "Idempotency-Key", key, "Content-Type", kind); a.sent != 400 {
			t.Errorf("a body of type %q: %d", kind, a.sent)
		}
	}
	for _, method := range []string{"GET", "PUT", "DELETE", "HEAD", "PATCH", "post", "POST\x00"} {
		r := httptest.NewRequest("POST", "/redemptions", strings.NewReader(object))
		r.Method = method
		r.Header.Set("Idempotency-Key", key)
		r.Header.Set("X-HTTP-Method-Override", "POST")
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%q: %d", method, w.Code)
		}
	}
	if a := post(s, "/redemptions", object+"\r\n\t ", "Idempotency-Key", key, "Content-Type", "application/json; charset=utf-8"); a.sent != 200 {
		t.Errorf("the object with spaces behind it: %d %s", a.sent, a.body)
	}
}

// TestReplay repeats a request after vouchers were issued that its input could
// mean as well, and sends other bodies under its key.
func TestReplay(t *testing.T) { each(t, testReplay) }

func testReplay(t *testing.T, on kind) {
	s, _ := newService(t, on, withFormat(redeem.Spec{Length: 4, Alphabet: "0123456789"}))
	codes := mustIssue(t, s, 2)
	read := "?" + codes[0][1:]
	first := spend(s, read, "one")
	if first.sent != 200 || !first.Corrected {
		t.Fatalf("a reading with an unread symbol: %d %s", first.sent, first.body)
	}
	for i := range 10 { // as if all vouchers that the reading can mean were issued
		own := s.store.keys[0].codes.Sum(mustParse(t, s, fmt.Sprint(i)+codes[0][1:]))
		if _, err := s.store.db.Exec(`INSERT INTO vouchers (code, skeleton, value, issued) VALUES ($1, $1, 1, 1) ON CONFLICT DO NOTHING`, own[:]); err != nil {
			t.Fatal(err)
		}
	}
	if again := spend(s, read, "one"); again.sent != 200 || again.body != first.body {
		t.Errorf("the same request after more were issued: %d %s, want %s", again.sent, again.body, first.body)
	}
	for _, other := range []string{codes[1], "????", "", "nothing"} {
		if a := spend(s, other, "one"); a.sent != 422 || a.Value != 0 {
			t.Errorf("another body under the same key: %d %s", a.sent, a.body)
		}
	}
}

// TestWrongTokens guesses the token until the client is refused, even with the
// right one. Another client is not.
func TestWrongTokens(t *testing.T) { each(t, testWrongTokens) }

func testWrongTokens(t *testing.T, on kind) {
	s, _ := newService(t, on, func(c *Config) {
		c.Client = func(r *http.Request) string { return r.Header.Get("Account") }
	})
	order := func(token, account string) answer {
		return post(s, "/vouchers", orderOne, "Authorization", "Bearer "+token, "Account", account)
	}
	for range 3 * wrongTokens {
		if a := order(testToken, "shop"); a.sent != 201 {
			t.Fatalf("the right token costs something: %d", a.sent)
		}
	}
	var working sync.WaitGroup
	for range 8 * wrongTokens {
		working.Go(func() {
			if a := order(testToken, "shop"); a.sent != 201 {
				t.Errorf("the right token, many times at once: %d", a.sent)
			}
		})
	}
	working.Wait()
	now := time.Now()
	for i, wrong := range []string{"", testToken + "\u200b", strings.Replace(testToken, "'", "\u2019", 1), strings.ToUpper(testToken), " " + testToken} {
		if a := order(wrong, "thief"); a.sent != 401 {
			t.Errorf("wrong token %d: %d", i, a.sent)
		}
	}
	for i := 5; i < wrongTokens; i++ {
		if a := order("wrong", "thief"); a.sent != 401 {
			t.Errorf("wrong token %d: %d", i, a.sent)
		}
	}
	if a := order("wrong", "thief"); time.Since(now) < time.Minute && a.sent != 429 {
		t.Errorf("one more wrong token: %d", a.sent)
	}
	if a := order(testToken, "thief"); a.sent != 429 || a.header.Get("Retry-After") == "" {
		t.Errorf("the right token after many wrong ones: %d", a.sent)
	}
	if a := order(testToken, "shop"); a.sent != 201 {
		t.Errorf("another client: %d", a.sent)
	}
	if later := time.Now().Add(time.Minute); s.tokens.spent("thief", later) || s.tokens.take("thief", 1, later) > 0 {
		t.Error("a minute later, no token may be tried")
	}
}

// TestBulk redeems vouchers, and then others while sixteen clients issue a
// thousand each, again and again. A redemption waits for a few batches at most.
// The figures in the README come from this test.
func TestBulk(t *testing.T) { each(t, testBulk) }

func testBulk(t *testing.T, on kind) {
	s, _ := newService(t, on)
	codes := mustIssue(t, s, maxIssue)
	redeem := func(codes []string) (median, p99, longest time.Duration) {
		began := time.Now()
		var took []time.Duration
		for i, code := range codes {
			start := time.Now()
			if a := spend(s, code, code); a.sent != 200 {
				t.Errorf("redeeming: %d %s", a.sent, a.Title)
			}
			took = append(took, time.Since(start))
			if i >= 50 && time.Since(began) > 10*time.Second { // a slow machine
				break
			}
		}
		slices.Sort(took)
		return took[len(took)/2], took[len(took)*99/100], took[len(took)-1]
	}
	median, p99, longest := redeem(codes[:200])
	t.Logf("alone:  median %v, 99th percentile %v, longest %v", median, p99, longest)
	var working sync.WaitGroup
	var orders atomic.Int32
	ctx, stop := context.WithCancel(t.Context())
	for range 16 {
		working.Go(func() {
			for ctx.Err() == nil {
				if a := post(s, "/vouchers", `{"value": 1, "count": 1000}`, "Authorization", "Bearer "+testToken); a.sent != 201 {
					t.Errorf("issuing: %d %s", a.sent, a.Title)
				}
				orders.Add(1)
			}
		})
	}
	for began := time.Now(); counted(s) < 8*batchLen && time.Since(began) < 10*time.Second; {
	}
	median, p99, longest = redeem(codes[200:])
	t.Logf("beside: median %v, 99th percentile %v, longest %v, %d orders", median, p99, longest, orders.Load())
	stop()
	working.Wait()
	if median > time.Second || longest > patience {
		t.Error("vouchers are issued before redemptions")
	}
}

// TestRotation replaces the secret. Vouchers of the previous secret are redeemed
// under the newest one, and then the previous one is not needed.
func TestRotation(t *testing.T) { each(t, testRotation) }

func testRotation(t *testing.T, on kind) {
	p := on.new(t)
	second := []byte("the second secret, which has 32 bytes or more")
	open := func(secret, previous []byte) (*Service, error) {
		s, err := Open(t.Context(), Config{Database: p.address, Secret: secret, Previous: previous, Token: testToken}, io.Discard)
		if err == nil {
			t.Cleanup(func() { s.Close() })
		}
		return s, err
	}
	s, err := open(testSecret, nil)
	if err != nil {
		t.Fatal(err)
	}
	codes := mustIssue(t, s, 3)
	first := spend(s, codes[0], "before")
	if _, err := open(second, nil); err != ErrSecret {
		t.Errorf("without the previous secret: %v", err)
	}
	s, err = open(second, testSecret)
	if err != nil {
		t.Fatal(err)
	}
	if again := spend(s, codes[0], "before"); again.sent != 200 || again.body != first.body {
		t.Errorf("a redemption under the previous secret: %d %s", again.sent, again.body)
	}
	if a := spend(s, codes[0], "somebody else"); a.sent != 409 {
		t.Errorf("redeemed again by another request: %d", a.sent)
	}
	added, err := s.store.step(t.Context(), &order{key: newKey(), size: 1}, []redeem.Code{mustParse(t, s, codes[1])}, s.format.Spec().Lookalikes)
	if err != nil || len(added) > 0 {
		t.Errorf("a code of the previous secret is issued again: %v", err)
	}
	for i, code := range codes[1:] {
		if a := spend(s, code, fmt.Sprint("rotated ", i)); a.sent != 200 {
			t.Errorf("a voucher of the previous secret: %d %s", a.sent, a.body)
		}
	}
	var left int
	if err := s.store.db.QueryRow(`SELECT count(*) FROM vouchers WHERE secret <> $1`, s.store.secret).Scan(&left); err != nil || left != 1 {
		t.Errorf("%d vouchers have the previous secret, want the one that was redeemed under it: %v", left, err)
	}
	if _, err := s.store.db.Exec(`DELETE FROM vouchers WHERE secret <> $1`, s.store.secret); err != nil {
		t.Fatal(err)
	}
	s, err = open(second, nil)
	if err != nil {
		t.Fatalf("without the previous secret, which nothing needs: %v", err)
	}
	if a := spend(s, codes[1], "rotated 0"); a.sent != 200 {
		t.Errorf("a voucher that was rehashed: %d %s", a.sent, a.body)
	}
}

// TestBackup copies the database while vouchers are redeemed, and opens the
// copy. It must hold every redemption that was answered before the copy began.
func TestBackup(t *testing.T) { each(t, testBackup) }

func testBackup(t *testing.T, on kind) {
	p := on.new(t)
	s, _ := newService(t, on, func(c *Config) { c.Database = p.address })
	codes := mustIssue(t, s, 200)
	var answered atomic.Int32
	var working sync.WaitGroup
	working.Go(func() {
		for i, code := range codes {
			if a := spend(s, code, fmt.Sprint("backup ", i)); a.sent != 200 {
				t.Errorf("%d %s", a.sent, a.body)
			}
			answered.Add(1)
		}
	})
	for answered.Load() < 50 && !t.Failed() {
		time.Sleep(time.Millisecond)
	}
	before := int(answered.Load())
	backup := p.copy(t, s)
	working.Wait()
	backup.noLeak(t, codes)
	restored, _ := newService(t, on, func(c *Config) { c.Database = backup.address })
	for i, code := range codes[:before] {
		if a := spend(restored, code, fmt.Sprint("somebody else ", i)); a.sent != 409 {
			t.Errorf("a voucher that was redeemed before the backup: %d", a.sent)
		}
	}
	if n := count(t, restored); n != len(codes) {
		t.Errorf("%d vouchers, want %d", n, len(codes))
	}
	if a := orderUnder(restored, 1, "after that"); a.sent != 201 || a.Order != 2 {
		t.Errorf("an order after that: %d %s", a.sent, a.Title)
	}
}

// TestMetrics counts requests, refusals, guesses and repairs, and looks for
// codes among the metrics.
func TestMetrics(t *testing.T) { each(t, testMetrics) }

func testMetrics(t *testing.T, on kind) {
	s, _ := newService(t, on)
	codes := mustIssue(t, s, 2)
	spend(s, codes[0], "exact")
	spend(s, "?"+codes[1][1:], "repaired")
	spend(s, "8KD4", "short")
	post(s, "/"+codes[0], "{}")
	w := httptest.NewRecorder()
	s.Metrics().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	for _, want := range []string{
		`vouchers_requests_total{route="POST /redemptions",status="200"} 2`,
		`vouchers_requests_total{route="none",status="404"} 1`,
		`vouchers_refusals_total{error="too-short"} 1`,
		`vouchers_repairs_total 1`,
		`vouchers_guesses_total 3`,
	} {
		if !bytes.Contains(w.Body.Bytes(), []byte(want+"\n")) {
			t.Errorf("the metrics lack %s:\n%s", want, w.Body)
		}
	}
	if leak(w.Body.Bytes(), codes) != "" {
		t.Error("the metrics hold a piece of a code")
	}
	health := func() int {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", "/health", nil))
		return w.Code
	}
	if got := health(); got != 200 {
		t.Errorf("health: %d", got)
	}
	s.Close()
	s.health.asked = time.Time{}
	if got := health(); got < 500 {
		t.Errorf("health without a database: %d", got)
	}
}
