package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
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
// and issue some more, while the service is killed again and again. A client
// without an answer tries again. In the end, every voucher must be redeemed for
// exactly one of the clients that wanted it, and that client gets the same
// answer from then on.
func TestKilled(t *testing.T) { each(t, testKilled) }

func testKilled(t *testing.T, on kind) {
	dir := t.TempDir()
	c := &child{t: t, db: on.new(t), log: filepath.Join(dir, "log")}
	c.start()
	client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: clients}}

	// send sends a request until there is an answer.
	var lost atomic.Int64
	send := func(path, body string, header ...string) answer {
		for end := time.Now().Add(5 * time.Minute); ; {
			r, err := http.NewRequestWithContext(t.Context(), "POST", *c.address.Load()+path, strings.NewReader(body))
			if err != nil {
				t.Error(err)
				return answer{}
			}
			r.Header.Set("Content-Type", "application/json")
			for i := 0; i+1 < len(header); i += 2 {
				r.Header.Set(header[i], header[i+1])
			}
			response, err := client.Do(r)
			if err == nil {
				a := answerOf(response)
				response.Body.Close()
				if a.sent < 500 && json.Valid([]byte(a.body)) { // the answer did not end halfway
					return a
				}
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
	issue := func(n int) []string {
		return send("/vouchers", fmt.Sprintf(`{"value": 2500, "count": %d}`, n), "Authorization", "Bearer "+testToken).Codes
	}
	spend := func(code, key string) answer {
		return send("/redemptions", fmt.Sprintf(`{"code": %q}`, code), "Idempotency-Key", key)
	}

	codes := issue(vouchers)
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
				if i%8 != 0 {
					continue
				}
				for _, code := range issue(1) { // an issued voucher must be redeemable at once
					others.Lock()
					others.codes = append(others.codes, code)
					others.Unlock()
					if a := spend(code, "the issuer's "+w.key); a.sent != http.StatusOK {
						t.Errorf("a voucher that was just issued: %d %s", a.sent, a.Title)
					}
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
	if t.Logf("%d answers got lost", lost.Load()); lost.Load() < kills {
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

// TestKilledOrder kills the service in the middle of an order. At most the
// batches that were stored are left, whole, none of them redeemed, and nobody
// knows their codes. The service then issues and redeems as before.
func TestKilledOrder(t *testing.T) { each(t, testKilledOrder) }

func testKilledOrder(t *testing.T, on kind) {
	c := &child{t: t, db: on.new(t), log: filepath.Join(t.TempDir(), "log")}
	c.start()
	db := c.db.open(t)
	number := func() (all, redeemed int) {
		if err := db.QueryRow("SELECT count(*), count(redeemed) FROM vouchers").Scan(&all, &redeemed); err != nil {
			t.Fatal(err)
		}
		return all, redeemed
	}
	order := func(n int) (answer, error) {
		r, err := http.NewRequest("POST", *c.address.Load()+"/vouchers", strings.NewReader(fmt.Sprintf(`{"value": 1, "count": %d}`, n)))
		if err != nil {
			return answer{}, err
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+testToken)
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			return answer{}, err
		}
		defer response.Body.Close()
		return answerOf(response), nil
	}
	left, before := 0, 0
	for left == 0 {
		ended := make(chan error, 1)
		go func() {
			_, err := order(maxIssue)
			ended <- err
		}()
		for n := before; n == before && len(ended) == 0; n, _ = number() {
		}
		release := c.db.hold(t, db) // the order cannot go on
		n, redeemed := number()
		if n == before+maxIssue { // it was complete before that: another one
			release()
			before = n
			if err := <-ended; err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := c.end(syscall.SIGKILL); err == nil {
			t.Error("the service ended by itself")
		}
		release()
		if err := <-ended; err == nil {
			t.Error("an order was answered that was not complete")
		}
		if left = n - before; left%batchLen != 0 || left == 0 || redeemed != 0 {
			t.Fatalf("%d vouchers are left, %d are redeemed, want whole batches of %d", left, redeemed, batchLen)
		}
	}
	c.start()
	t.Logf("%d vouchers are left of an order for %d", left, maxIssue)
	a, err := order(maxIssue)
	if err != nil || len(a.Codes) != maxIssue {
		t.Errorf("an order after that: %d codes, %v", len(a.Codes), err)
	}
	if n, _ := number(); n != before+left+maxIssue {
		t.Errorf("%d vouchers, want %d", n, before+left+maxIssue)
	}
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
	if p.kind == onSQLite { // this process shares no file with PostgreSQL
		var healthy string
		if query(t, s.db, &healthy, `SELECT * FROM pragma_integrity_check`); healthy != "ok" {
			t.Errorf("the database is %s", healthy)
		}
	}
}
