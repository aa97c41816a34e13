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
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	c := &child{t: t, file: filepath.Join(dir, "vouchers.db"), log: filepath.Join(dir, "log")}
	c.start()
	client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: clients}}

	// send sends a request until there is an answer.
	var lost, answered atomic.Int64
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
					answered.Add(1)
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

	var working sync.WaitGroup
	var others struct {
		sync.Mutex
		codes []string
	}
	answered.Store(0)
	for i := range clients {
		working.Go(func() {
			for k := i; k < len(wishes); k += clients {
				w := &wishes[k]
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
	for k := range kills {
		for answered.Load() < int64((k+1)*len(wishes)/(kills+1)) && !t.Failed() {
			time.Sleep(time.Millisecond)
		}
		if err := c.end(syscall.SIGKILL); err == nil {
			t.Error("the service ended by itself")
		}
		if k == kills/2 {
			noLeak(t, dir, codes) // with a WAL that nothing has cleaned up
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
	noLeak(t, dir, append(codes, others.codes...))
	checkBooks(t, c.file, codes, winners, len(others.codes))
}

// checkBooks compares the answers that clients got with the database.
func checkBooks(t *testing.T, file string, codes, winners []string, others int) {
	t.Helper()
	ctx := context.Background()
	k, err := newKeys(testSecret)
	if err != nil {
		t.Fatal(err)
	}
	s, err := openStore(ctx, file, k)
	if err != nil {
		t.Fatal(err)
	}
	defer s.db.Close()
	for i, text := range codes {
		code, err := Voucher().Parse(text)
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
	var healthy string
	err = s.db.QueryRow(`SELECT count(redeemed), (SELECT * FROM pragma_integrity_check) FROM vouchers`).Scan(&redeemed, &healthy)
	if redeemed != len(codes)+others || healthy != "ok" || err != nil {
		t.Errorf("%d vouchers are redeemed, want %d; the database is %s: %v", redeemed, len(codes)+others, healthy, err)
	}
}
