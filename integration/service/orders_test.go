package service

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/issue"
)

// orderUnder orders vouchers under a key that is made from a short name.
func orderUnder(s http.Handler, n int, key string) answer {
	return post(s, "/vouchers", fmt.Sprintf(`{"value": 2500, "count": %d}`, n),
		"Authorization", "Bearer "+testToken, "Idempotency-Key", "an order called "+key)
}

// do sends a request without a body.
func do(s http.Handler, method, path, token string) answer {
	r := httptest.NewRequest(method, path, nil)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return answerOf(w.Result())
}

// TestOrder repeats an order that was answered, cancels it, and repeats it again.
func TestOrder(t *testing.T) { each(t, testOrder) }

func testOrder(t *testing.T, on kind) {
	s, _ := newService(t, on)
	lost := orderUnder(s, 120, "one")
	if lost.sent != 201 || len(lost.Codes) != 120 || lost.Order == 0 {
		t.Fatalf("an order: %d %s", lost.sent, lost.Title)
	}
	if a := orderUnder(s, 120, "one"); a.sent != 409 || a.Order != lost.Order || len(a.Codes) > 0 {
		t.Errorf("the order again: %d %s, want 409 and its number", a.sent, a.body)
	}
	if a := orderUnder(s, 119, "one"); a.sent != 422 || a.Order != 0 {
		t.Errorf("another order under its key: %d %s", a.sent, a.body)
	}
	path := fmt.Sprint("/orders/", lost.Order)
	for _, token := range []string{"", testToken + "?"} {
		if a, list := do(s, "DELETE", path, token), do(s, "GET", "/orders", token); a.sent != 401 || list.sent != 401 {
			t.Errorf("with another token: %d and %d", a.sent, list.sent)
		}
	}
	if a := do(s, "DELETE", path, testToken); a.sent != 200 || a.Removed != 120 || a.Kept != 0 {
		t.Errorf("cancelled: %d %s", a.sent, a.body)
	}
	if a := spend(s, lost.Codes[0], "cancelled"); a.sent != 404 {
		t.Errorf("a voucher of an order that was cancelled: %d", a.sent)
	}
	again := orderUnder(s, 120, "one")
	if again.sent != 201 || len(again.Codes) != 120 || again.Order == lost.Order || count(t, s) != 120 {
		t.Errorf("the order after it was cancelled: %d %s, %d vouchers", again.sent, again.Title, count(t, s))
	}
	for _, path := range []string{path, "/orders/0", "/orders/-1", "/orders/x", "/orders/99999999999999999999"} {
		if a := do(s, "DELETE", path, testToken); a.sent != 404 {
			t.Errorf("an order that is not there: %d %s", a.sent, a.body)
		}
	}

	// A voucher that was redeemed stays, and so does the key.
	spent := spend(s, again.Codes[3], "redeemed")
	if a := do(s, "DELETE", fmt.Sprint("/orders/", again.Order), testToken); a.sent != 200 || a.Removed != 119 || a.Kept != 1 {
		t.Errorf("cancelled with one that was redeemed: %d %s", a.sent, a.body)
	}
	if a := spend(s, again.Codes[3], "redeemed"); a.body != spent.body {
		t.Errorf("the redemption: %s, want %s", a.body, spent.body)
	}
	if a := orderUnder(s, 120, "one"); a.sent != 409 || a.Order != again.Order {
		t.Errorf("the order again: %d %s", a.sent, a.body)
	}
	if a := do(s, "GET", "/orders", testToken); a.sent != 200 || strings.TrimSpace(a.body) != `{"orders":[]}` || counted(s) != 0 {
		t.Errorf("unfinished: %d %s, %d are counted", a.sent, a.body, counted(s))
	}
}

// TestTakenOver has one attempt at an order take over from another one, which
// then can neither store nor remove anything.
func TestTakenOver(t *testing.T) { each(t, testTakenOver) }

func testTakenOver(t *testing.T, on kind) {
	s, _ := newService(t, on)
	model := s.format.Spec().Lookalikes
	draw := func(n int) (codes []redeem.Code) {
		for range n {
			code, err := issue.New(s.format, nil)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, code)
		}
		return codes
	}
	first := order{key: "an order called one", value: 2500, size: 120}
	for range 2 {
		if added, err := s.store.step(t.Context(), &first, draw(batchLen), model); err != nil || len(added) != batchLen {
			t.Fatalf("%d vouchers, %v", len(added), err)
		}
	}
	list := do(s, "GET", "/orders", testToken)
	if len(list.Orders) != 1 || list.Orders[0].Order != first.id || list.Orders[0].Stored != 2*batchLen || list.Orders[0].Count != 120 || counted(s) != 2*batchLen {
		t.Errorf("the order that is carried out: %s, %d are counted", list.body, counted(s))
	}
	second := order{key: first.key, value: 2500, size: 120}
	if added, err := s.store.step(t.Context(), &second, draw(batchLen), model); err != nil || len(added) > 0 {
		t.Fatalf("taking over: %d vouchers, %v", len(added), err)
	}
	if added, err := s.store.step(t.Context(), &first, draw(20), model); !errors.Is(err, errTaken) || len(added) > 0 {
		t.Errorf("the attempt that was taken over stores %d vouchers: %v", len(added), err)
	}
	if removed, _, err := s.store.cancel(t.Context(), first); !errors.Is(err, errTaken) || removed > 0 {
		t.Errorf("the attempt that was taken over removes %d vouchers: %v", removed, err)
	}
	if n := count(t, s); n != batchLen || counted(s) != batchLen {
		t.Errorf("%d vouchers, %d are counted, want %d that the other attempt has not removed yet", n, counted(s), batchLen)
	}
	if a := orderUnder(s, 120, "one"); a.sent != 201 || len(a.Codes) != 120 || a.Order != first.id {
		t.Errorf("a third attempt: %d %s", a.sent, a.Title)
	}
	if n := count(t, s); n != 120 || counted(s) != 0 {
		t.Errorf("%d vouchers, %d are counted", n, counted(s))
	}
}

// TestOrderOnce sends an order eight times at the same time, on PostgreSQL to two
// services. One of them is answered with codes, and there are no other vouchers.
func TestOrderOnce(t *testing.T) { each(t, testOrderOnce) }

func testOrderOnce(t *testing.T, on kind) {
	p := on.new(t)
	s, _ := newService(t, on, func(c *Config) { c.Database = p.address })
	services := [2]*Service{s, s}
	if on == onPostgreSQL {
		services[1], _ = newService(t, on, func(c *Config) { c.Database = p.address })
	}
	for i := range 5 {
		answers := make([]answer, 8)
		var working sync.WaitGroup
		for j := range answers {
			working.Go(func() { answers[j] = orderUnder(services[j%2], 120, fmt.Sprint(i)) })
		}
		working.Wait()
		carried := 0
		for _, a := range answers {
			switch {
			case a.sent == 201 && len(a.Codes) == 120:
				carried++
			case a.sent != 409 || len(a.Codes) > 0:
				t.Errorf("%d %s", a.sent, a.Title)
			}
		}
		if n := count(t, s); carried != 1 || n != (i+1)*120 {
			t.Errorf("%d requests carried an order out, and there are %d vouchers, want %d", carried, n, (i+1)*120)
		}
	}
}

// TestCancelOrRedeem redeems the vouchers of an order while it is cancelled, on
// PostgreSQL by another service, so that they do not take turns. Each is either
// redeemed or removed.
func TestCancelOrRedeem(t *testing.T) { each(t, testCancelOrRedeem) }

func testCancelOrRedeem(t *testing.T, on kind) {
	p := on.new(t)
	s, _ := newService(t, on, func(c *Config) { c.Database = p.address })
	other := s
	if on == onPostgreSQL {
		other, _ = newService(t, on, func(c *Config) { c.Database = p.address })
	}
	for i := range 2 {
		o := orderUnder(s, 300, fmt.Sprint(i))
		answers := make([]answer, len(o.Codes))
		var working sync.WaitGroup
		for part := range 4 {
			working.Go(func() {
				for j := part; j < len(o.Codes); j += 4 {
					answers[j] = spend(s, o.Codes[j], fmt.Sprint(i, " ", j))
				}
			})
		}
		for spend(s, o.Codes[0], fmt.Sprint(i, " ", 0)).sent != 200 {
		}
		cancelled := do(other, "DELETE", fmt.Sprint("/orders/", o.Order), testToken)
		working.Wait()
		redeemed := 0
		for j, a := range answers {
			again := spend(s, o.Codes[j], fmt.Sprint(i, " ", j))
			switch {
			case a.sent == 200 && again.body == a.body:
				redeemed++
			case a.sent != 404 || again.sent != 404:
				t.Errorf("a voucher of an order that is cancelled: %d %s, and then %d", a.sent, a.body, again.sent)
			}
		}
		if cancelled.sent != 200 || cancelled.Removed != len(o.Codes)-redeemed || cancelled.Kept != redeemed {
			t.Errorf("%d %s, want %d redeemed", cancelled.sent, cancelled.body, redeemed)
		}
	}
}

// TestOrderRotation repeats an order after the secret was replaced.
func TestOrderRotation(t *testing.T) { each(t, testOrderRotation) }

func testOrderRotation(t *testing.T, on kind) {
	p := on.new(t)
	s, _ := newService(t, on, func(c *Config) { c.Database = p.address })
	first := orderUnder(s, 3, "one")
	rotated, _ := newService(t, on, func(c *Config) {
		c.Database, c.Secret, c.Previous = p.address, []byte("the second secret, which has 32 bytes or more"), testSecret
	})
	if a := orderUnder(rotated, 3, "one"); a.sent != 409 || a.Order != first.Order {
		t.Errorf("the order under another secret: %d %s", a.sent, a.body)
	}
	if a := do(rotated, "DELETE", fmt.Sprint("/orders/", first.Order), testToken); a.sent != 200 || a.Removed != 3 {
		t.Errorf("cancelled: %d %s", a.sent, a.body)
	}
}

// TestCancelWaits cancels an order whose first vouchers another process of
// PostgreSQL is redeeming. All others are removed.
func TestCancelWaits(t *testing.T) {
	p := onPostgreSQL.new(t)
	s, _ := newService(t, onPostgreSQL, func(c *Config) { c.Database = p.address })
	o := orderUnder(s, 300, "one")
	tx, err := p.open(t).Begin()
	if err != nil {
		t.Fatal(err)
	}
	run(t, tx, `UPDATE vouchers SET redeemed = 1 WHERE code IN (SELECT code FROM vouchers WHERE order_id = $1 LIMIT 100)`, o.Order)
	time.AfterFunc(500*time.Millisecond, func() { tx.Commit() })
	if a := do(s, "DELETE", fmt.Sprint("/orders/", o.Order), testToken); a.sent != 200 || a.Removed != 200 || a.Kept != 100 || count(t, s) != 100 {
		t.Errorf("cancelled: %d %s; %d vouchers, want 100", a.sent, a.body, count(t, s))
	}
}

// TestCancelCounts cancels an order whose vouchers somebody has removed, as the
// README says when their secret expires.
func TestCancelCounts(t *testing.T) { each(t, testCancelCounts) }

func testCancelCounts(t *testing.T, on kind) {
	s, _ := newService(t, on)
	o := orderUnder(s, 60, "one")
	run(t, s.store.db, `DELETE FROM vouchers`)
	if a := do(s, "DELETE", fmt.Sprint("/orders/", o.Order), testToken); a.sent != 200 || a.Removed != 0 || a.Kept != 0 {
		t.Errorf("cancelled: %d %s", a.sent, a.body)
	}
}
