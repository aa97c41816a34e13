package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

const (
	clients  = 64
	vouchers = 192
	wanting  = 3 // number of clients that want each voucher
	kills    = 6
)

// wish is a client's attempt to redeem a voucher, with its result.
type wish struct {
	voucher int
	key     string
	answer  answer
}

// TestKilled has 64 clients that redeem vouchers, three of them each voucher,
// order some more, of which they redeem one and cancel the others, while the
// service is killed again and again. A client without an answer tries again. In
// the end, every voucher must be redeemed for exactly one of the clients that
// wanted it, that client gets the same answer from then on, and there is no
// voucher that no client knows.
func TestKilled(t *testing.T) { each(t, testKilled) }

func testKilled(t *testing.T, on kind) {
	dir := t.TempDir()
	c := &child{t: t, db: on.new(t), log: filepath.Join(dir, "log")}
	c.start()

	// send sends a request until there is an answer.
	var lost, unanswered atomic.Int64
	send := func(method, path, body string, header ...string) answer {
		for end := time.Now().Add(5 * time.Minute); ; {
			a, err := c.send(method, path, body, header...)
			if err == nil && a.sent < 500 && json.Valid([]byte(a.body)) { // the answer did not end halfway
				return a
			}
			if !errors.Is(err, syscall.ECONNREFUSED) { // the request was sent, and perhaps processed
				lost.Add(1)
			}
			if time.Now().After(end) {
				t.Error("no answer for five minutes")
				return answer{}
			}
			time.Sleep(time.Duration(rand.IntN(20)) * time.Millisecond)
		}
	}
	issue := func(n int) answer {
		key := newKey()
		for {
			a := send("POST", "/vouchers", fmt.Sprintf(`{"value": 2500, "count": %d}`, n), "Idempotency-Key", key)
			if a.sent != http.StatusConflict || a.Order == 0 {
				return a
			}
			send("DELETE", fmt.Sprint("/orders/", a.Order), "") // the answer got lost
			unanswered.Add(1)
		}
	}
	spend := func(code, key string) answer {
		return send("POST", "/redemptions", fmt.Sprintf(`{"code": %q}`, code), "Idempotency-Key", key)
	}

	codes := issue(vouchers).Codes
	wishes := make([]wish, vouchers*wanting)
	for i := range wishes {
		wishes[i] = wish{voucher: i % vouchers, key: fmt.Sprintf("the key of wish %d", i)}
	}
	rand.Shuffle(len(wishes), func(i, j int) { wishes[i], wishes[j] = wishes[j], wishes[i] })

	// Each kill follows a share of the wishes as soon as the last one of it is
	// taken by a client, so that requests are under way at that time.
	feed := make(chan *wish)
	var working sync.WaitGroup
	var others struct {
		sync.Mutex
		codes []string
	}
	for i := range clients {
		working.Go(func() {
			for w := range feed {
				w.answer = spend(codes[w.voucher], w.key)
				if i%16 != 0 {
					continue
				}
				order := issue(batchLen + 10)
				if len(order.Codes) == 0 {
					t.Errorf("an order: %d %s", order.sent, order.body)
					continue
				}
				code := order.Codes[len(order.Codes)-1]
				others.Lock()
				others.codes = append(others.codes, code)
				others.Unlock()
				if a := spend(code, "the issuer's "+w.key); a.sent != http.StatusOK { // an issued voucher must be redeemable at once
					t.Errorf("a voucher that was just issued: %d %s", a.sent, a.Title)
				}
				if a := send("DELETE", fmt.Sprint("/orders/", order.Order), ""); a.sent != http.StatusOK || a.Kept != 1 {
					t.Errorf("cancelling the others of an order: %d %s", a.sent, a.body)
				}
			}
		})
	}
	for k := range kills + 1 {
		for i := k * len(wishes) / (kills + 1); i < (k+1)*len(wishes)/(kills+1); i++ {
			feed <- &wishes[i]
		}
		if k == kills {
			close(feed)
			break
		}
		if err := c.end(syscall.SIGKILL); err == nil {
			t.Error("the service ended by itself")
		}
		if k == kills/2 {
			c.db.noLeak(t, codes) // with a WAL that nothing has cleaned up
		}
		c.start()
	}
	working.Wait()
	if t.Logf("%d answers got lost, %d of them of complete orders", lost.Load(), unanswered.Load()); lost.Load() < kills {
		t.Error("that is too few to show anything")
	}

	winners := make([]string, vouchers) // the keys
	for _, w := range wishes {
		again := spend(codes[w.voucher], w.key)
		if again.sent != w.answer.sent || again.body != w.answer.body {
			t.Errorf("the second answer is %d %s, the first was %d %s", again.sent, again.body, w.answer.sent, w.answer.body)
		}
		switch {
		case w.answer.sent == http.StatusOK && winners[w.voucher] != "":
			t.Errorf("voucher %d was redeemed twice", w.voucher)
		case w.answer.sent == http.StatusOK:
			winners[w.voucher] = w.key
		case w.answer.sent != http.StatusConflict:
			t.Errorf("%d %s", w.answer.sent, w.answer.body)
		}
	}
	if err := c.end(syscall.SIGTERM); err != nil {
		t.Errorf("ending the service: %v", err)
	}
	issued := append(codes, others.codes...)
	noLeak(t, dir, issued)
	c.db.noLeak(t, issued)
	checkBooks(t, c.db, codes, winners, len(others.codes))
}

// TestKilledOrder kills the service in the middle of an order, three times. Those
// batches that were stored are left, whole, and are listed and counted. Then the
// client repeats the order and gets its vouchers, or cancels it, and no others
// are left.
func TestKilledOrder(t *testing.T) { each(t, testKilledOrder) }

func testKilledOrder(t *testing.T, on kind) {
	c := &child{t: t, db: on.new(t), log: filepath.Join(t.TempDir(), "log")}
	c.start()
	db := c.db.open(t)
	number := func() (n int) {
		query(t, db, &n, "SELECT count(*) FROM vouchers")
		return n
	}
	order := func(key string) (answer, error) {
		return c.send("POST", "/vouchers", fmt.Sprintf(`{"value": 1, "count": %d}`, maxIssue), "Idempotency-Key", key)
	}
	list := func() []unfinished {
		t.Helper()
		a, err := c.send("GET", "/orders", "")
		if err != nil || a.sent != 200 {
			t.Fatalf("unfinished orders: %d %s, %v", a.sent, a.body, err)
		}
		return a.Orders
	}
	// kill orders vouchers under new keys until it has killed the service before
	// an order was complete, and starts it again. It returns the key.
	complete := 0
	kill := func(key string) string {
		for try := 0; ; try++ {
			key, before := fmt.Sprint(key, try), number()
			ended := make(chan error, 1)
			go func() {
				_, err := order(key)
				ended <- err
			}()
			for n := before; n == before && len(ended) == 0; n = number() {
			}
			release := c.db.hold(t, db) // the order cannot go on
			left := number() - before
			if left == maxIssue {
				release()
				if err := <-ended; err != nil {
					t.Fatal(err)
				}
				complete++
				continue
			}
			if err := c.end(syscall.SIGKILL); err == nil {
				t.Error("the service ended by itself")
			}
			release()
			if err := <-ended; err == nil {
				t.Error("an order was answered that was not complete")
			}
			c.start()
			all := list()
			if left%batchLen != 0 || left == 0 || len(all) != 1 || all[0].Stored != left || all[0].Count != maxIssue {
				t.Fatalf("%d vouchers are left, want whole batches of %d; the list of orders is %v", left, batchLen, all)
			}
			t.Logf("%d vouchers are left of an order for %d", left, maxIssue)
			return key
		}
	}
	check := func(what string) {
		t.Helper()
		if n := number(); n != complete*maxIssue || len(list()) > 0 {
			t.Errorf("%s: %d vouchers and orders %v, want %d and none", what, n, list(), complete*maxIssue)
		}
	}

	key := kill("an order that is repeated ")
	a, err := order(key)
	if err != nil || a.sent != http.StatusCreated || len(a.Codes) != maxIssue {
		t.Fatalf("the order again: %d %s, %v", a.sent, a.Title, err)
	}
	complete++
	check("after the order was repeated")
	body := fmt.Sprintf(`{"code": %q}`, a.Codes[maxIssue-1])
	if a, err := c.send("POST", "/redemptions", body, "Idempotency-Key", "the key of a redemption"); err != nil || a.sent != 200 {
		t.Errorf("its last voucher: %d %s, %v", a.sent, a.body, err)
	}
	if a, err := order(key); err != nil || a.sent != http.StatusConflict || a.Order == 0 {
		t.Errorf("the order once more: %d %s, %v", a.sent, a.body, err)
	}

	kill("an order that is cancelled ")
	if a, err := c.send("DELETE", fmt.Sprint("/orders/", list()[0].Order), ""); err != nil || a.sent != 200 || a.Removed%batchLen != 0 || a.Removed == 0 {
		t.Errorf("cancelling: %d %s, %v", a.sent, a.body, err)
	}
	check("after the order was cancelled")
	if err := c.end(syscall.SIGTERM); err != nil {
		t.Errorf("ending the service: %v", err)
	}
}

// checkBooks compares the answers that clients got with the database.
func checkBooks(t *testing.T, p place, codes, winners []string, others int) {
	t.Helper()
	ctx := context.Background()
	k, err := newKeys(testSecret)
	if err != nil {
		t.Fatal(err)
	}
	s, err := openStore(ctx, p.address, k)
	if err != nil {
		t.Fatal(err)
	}
	defer s.db.Close()
	for i, text := range codes {
		code, err := format().Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		voucher, request := k.codes.Sum(code), k.request(winners[i])
		var right bool
		err = s.db.QueryRow(`SELECT redeemed IS NOT NULL AND request = $1 FROM vouchers WHERE code = $2`, request[:], voucher[:]).Scan(&right)
		if winners[i] == "" || !right || err != nil {
			t.Errorf("voucher %d: won by %q, stored so: %t, %v", i, winners[i], right, err)
		}
	}
	var redeemed int
	query(t, s.db, &redeemed, `SELECT count(redeemed) FROM vouchers`)
	if redeemed != len(codes)+others {
		t.Errorf("%d vouchers are redeemed, want %d", redeemed, len(codes)+others)
	}
	var all int
	if query(t, s.db, &all, `SELECT count(*) FROM vouchers`); all != redeemed {
		t.Errorf("%d vouchers, of which no client knows %d", all, all-redeemed)
	}
	if p.kind == onSQLite { // this process shares no file with PostgreSQL
		var healthy string
		if query(t, s.db, &healthy, `SELECT * FROM pragma_integrity_check`); healthy != "ok" {
			t.Errorf("the database is %s", healthy)
		}
	}
}
