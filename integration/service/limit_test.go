package service

import (
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestLimiter spends guesses and waits for them.
func TestLimiter(t *testing.T) {
	l, err := newLimiter(time.Minute, 100)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Unix(1_800_000_000, 0)
	for _, tt := range []struct {
		after   time.Duration
		client  string
		guesses uint64
		wait    time.Duration
	}{
		{0, "one", 29, 0},
		{0, "one", 70, 0},
		{0, "one", 2, time.Minute}, // one guess is left
		{0, "one", 1, 0},
		{0, "two", 1, 0}, // another client has its own guesses
		{0, "two", 1 << 60, time.Minute},
		{time.Minute, "two", 1 << 60, 0}, // takes all guesses, because a client cannot have more
		{2 * time.Minute, "one", 3, 0},
		{0, "one", 3, 3 * time.Minute},
		{100 * time.Minute, "one", 100, 0},
		{0, "two", 100, 0}, // all guesses are back after that time, whether or not the client is remembered
		{0, "two", 1, time.Minute},
		{99 * time.Minute, "three", 100, 0},
		{2 * time.Minute, "four", 1, 0}, // a new client after the maps have changed
		{0, "three", 3, time.Minute},
		{101 * time.Minute, "four", 1, 0},
		{101 * time.Minute, "four", 1, 0},
	} {
		now = now.Add(tt.after)
		if got := l.take(tt.client, tt.guesses, now); got != tt.wait {
			t.Errorf("client %s takes %d guesses: wait %v, want %v", tt.client, tt.guesses, got, tt.wait)
		}
	}
	for i := range 3 * maxClients / 2 {
		l.take(strconv.Itoa(i), 1, now)
	}
	if n := l.known.Len(); n != maxClients {
		t.Errorf("%d clients are remembered, want %d", n, maxClients)
	}
}

// TestSite has many households of one site, of which sixteen may spend all their
// guesses, while another site has its own.
func TestSite(t *testing.T) {
	l, err := newLimiter(time.Minute, 100)
	if err != nil {
		t.Fatal(err)
	}
	now, served := time.Unix(1_800_000_000, 0), 0
	for i := range 1000 {
		if wait := l.take(household(fmt.Sprintf("2001:db8:1:%x::1", i)), 100, now); wait == 0 {
			served++
		}
	}
	if served != households {
		t.Errorf("%d households of one site spent their guesses, want %d", served, households)
	}
	for _, other := range []string{"2001:db8:2::1", "192.0.2.1", "an account"} {
		if wait := l.take(household(other), 100, now); wait != 0 {
			t.Errorf("%s waits for another site", other)
		}
	}
}

// TestRefusedTakeNothing has requests refused, many at the same time. They cost
// nothing, neither the client nor its site.
func TestRefusedTakeNothing(t *testing.T) {
	l, err := newLimiter(time.Hour, 100)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Unix(1_800_000_000, 0)
	poor, neighbour := household("2001:db8:1:1::1"), household("2001:db8:1:2::1")
	if wait := l.take(poor, 50, now); wait > 0 {
		t.Fatal(wait)
	}
	var working sync.WaitGroup
	for range 64 {
		working.Go(func() {
			for range 500 {
				if l.take(poor, 51, now) == 0 {
					t.Error("more guesses than there are")
				}
				runtime.Gosched()
			}
		})
	}
	refused := 0
	for range 1000 {
		if l.take(neighbour, 1, now) > 0 {
			refused++
		}
		if refused > 0 || l.take(neighbour, 1, now) > 0 {
			break
		}
		l.known.Delete(neighbour)
		l.known.Delete(site(neighbour))
	}
	working.Wait()
	if refused > 0 {
		t.Error("a neighbour is refused meanwhile")
	}
	if wait := l.take(poor, 50, now); wait > 0 {
		t.Errorf("after that, 50 guesses wait %v", wait)
	}
}

// TestSpentSite has a site without guesses send requests from all its households.
// They are refused and not remembered: otherwise they displace other clients,
// who get all their guesses back by that.
func TestSpentSite(t *testing.T) {
	l, err := newLimiter(time.Hour, 100)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Unix(1_800_000_000, 0)
	if l.take("192.0.2.1", 100, now) > 0 {
		t.Fatal("a new client is refused")
	}
	for i := range maxClients + 10 {
		l.take(household(fmt.Sprintf("2001:db8:1:%x::1", i%maxClients)), 100, now)
	}
	if n := l.known.Len(); n > households+2 {
		t.Errorf("%d clients are remembered", n)
	}
	if l.take("192.0.2.1", 1, now) == 0 {
		t.Error("a client got its guesses back")
	}
}

// TestPrice tests that a request costs as many guesses as it stands for codes.
func TestPrice(t *testing.T) { each(t, testPrice) }

func testPrice(t *testing.T, on kind) {
	s, _ := newService(t, on, func(c *Config) { c.Burst, c.Every = 100, time.Hour })
	code := mustCode(t)
	for read, want := range map[string]uint64{
		code:                         1,
		"?" + code[1:]:               1,
		"??" + code[2:]:              1, // two unread symbols come back for certain
		mistyped(t, code):            1, // and so does one wrong symbol
		"???" + code[3:]:             32,
		code[:3] + "????" + code[7:]: 32 * 32,
	} {
		if _, price := s.reader(read); price != want {
			t.Errorf("%d symbols unread: %d codes, want %d", strings.Count(read, "?"), price, want)
		}
	}
	unread, price := "???"+code[3:], uint64(32)
	for range 100 / price {
		if a := spend(s, unread, "unread"); a.sent != 404 && a.sent != 422 {
			t.Fatalf("within the limit: %d %s", a.sent, a.body)
		}
	}
	a := spend(s, unread, "unread")
	wait, err := strconv.Atoi(a.header.Get("Retry-After"))
	if a.sent != 429 || a.Status != 429 || err != nil || wait < 1 || wait > int(price)*3600 {
		t.Errorf("beyond the limit: %d %s, wait %d seconds", a.sent, a.body, wait)
	}
	// An input that stands for more codes than a client can have guesses takes
	// all of them.
	s, _ = newService(t, on, func(c *Config) { c.Burst, c.Every = 100, time.Hour })
	if a := spend(s, "????"+code[4:], "unread"); a.sent != 422 {
		t.Errorf("%d %s", a.sent, a.body)
	}
	if a := spend(s, code, "exact"); a.sent != 429 {
		t.Errorf("after that: %d", a.sent)
	}
}

// TestPriceOfNothing tests that every request costs a guess.
func TestPriceOfNothing(t *testing.T) { each(t, testPriceOfNothing) }

func testPriceOfNothing(t *testing.T, on kind) {
	s, _ := newService(t, on, func(c *Config) { c.Burst, c.Every = 5, time.Hour })
	for i, want := range []int{422, 422, 422, 422, 422, 429} {
		if a := spend(s, "too short", "nothing"); a.sent != want {
			t.Errorf("request %d: %d, want %d", i, a.sent, want)
		}
	}
}

// TestLimits tests limits with which a service does not start: impossible ones,
// and those for which a client would have to be remembered longer than a
// Duration can express.
func TestLimits(t *testing.T) { each(t, testLimits) }

func testLimits(t *testing.T, on kind) {
	p := on.new(t)
	for _, tt := range []struct {
		burst int
		every time.Duration
		ok    bool
	}{
		{0, 0, true},
		{1, math.MaxInt64, true},
		{math.MaxInt32, time.Second, true},
		{int(math.MaxInt64 / time.Minute), time.Minute, true},
		{int(math.MaxInt64/time.Minute) + 1, time.Minute, false},
		{math.MaxInt, 0, false},
		{0, math.MaxInt64, false}, // 100 times this
		{math.MaxInt, time.Nanosecond, true},
		{-1, 0, false},
		{0, -1, false},
	} {
		c := Config{Database: p.address, Secret: testSecret, Burst: tt.burst, Every: tt.every}
		s, err := Open(t.Context(), c, io.Discard)
		if (err == nil) != tt.ok || !tt.ok && !errors.Is(err, errLimit) {
			t.Errorf("%d guesses, one in %v: %v", tt.burst, tt.every, err)
		}
		if err == nil {
			s.Close()
		}
	}
}

// TestClientIn finds clients in the header of a proxy, whatever they put before.
func TestClientIn(t *testing.T) {
	for _, tt := range []struct {
		values []string
		want   string
	}{
		{nil, ""},
		{[]string{""}, ""},
		{[]string{"192.0.2.1"}, "192.0.2.1"},
		{[]string{"10.0.0.1, 192.0.2.1"}, "192.0.2.1"},
		{[]string{"10.0.0.1", "10.0.0.2,192.0.2.1 "}, "192.0.2.1"},
		{[]string{"192.0.2.1:4711"}, "192.0.2.1"},
		{[]string{"2001:db8:0:1::1"}, "2001:db8:0:1::/64"},
		{[]string{"10.0.0.1, [2001:db8:0:1::1]:4711"}, "2001:db8:0:1::/64"},
		{[]string{"[2001:db8:0:1::1]"}, "2001:db8:0:1::/64"},
		{[]string{"192.0.2.1,"}, ""},
	} {
		r := httptest.NewRequest("POST", "/", nil)
		for _, value := range tt.values {
			r.Header.Add("X-Forwarded-For", value)
		}
		if got := household(ClientIn("x-forwarded-for")(r)); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.values, got, tt.want)
		}
	}
}

func TestClientOf(t *testing.T) { each(t, testClientOf) }

func testClientOf(t *testing.T, on kind) {
	same := map[string][]string{
		"192.0.2.1":         {"192.0.2.1:1234", "192.0.2.1:1", "[::ffff:192.0.2.1]:80"},
		"192.0.2.2":         {"192.0.2.2:1234"},
		"2001:db8:0:1::/64": {"[2001:db8:0:1::1]:80", "[2001:db8:0:1:ffff::]:80", "[2001:db8:0:1::1%eth0]:80"},
		"fe80::/64":         {"[fe80::1%eth0]:1"},
		"@":                 {"@"},
		"pipe":              {"pipe:1"},
	}
	for want, addresses := range same {
		for _, address := range addresses {
			r := httptest.NewRequest("POST", "/", nil)
			r.RemoteAddr = address
			if got := household(clientOf(r)); got != want {
				t.Errorf("clientOf(%q) = %q, want %q", address, got, want)
			}
		}
	}
	long := strings.Repeat("x", 16<<10)
	if a, b := household(long+"a"), household(long+"b"); len(a) > maxClient || a == b {
		t.Errorf("two clients with long names are remembered as %q and %q", a, b)
	}
	s, _ := newService(t, on, func(c *Config) {
		c.Burst = 1
		c.Client = func(r *http.Request) string { return r.Header.Get("Account") }
	})
	for i := range 3 {
		if a := spend(s, "nothing", "client", "Account", fmt.Sprint(i)); a.sent == 429 {
			t.Error("three clients are taken for one")
		}
	}
}
