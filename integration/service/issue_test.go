package service

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
)

const orderOne = `{"value": 1, "count": 1}`

func withFormat(spec redeem.Spec) func(*Config) {
	return func(c *Config) { c.Format = redeem.MustFormat(spec) }
}

// count returns the number of vouchers.
func count(t *testing.T, s *Service) (n int) {
	t.Helper()
	if err := s.store.db.QueryRow("SELECT count(*) FROM vouchers").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestNoTwoLookAlike issues all vouchers of a format of sixteen codes, only
// four of which do not look alike.
func TestNoTwoLookAlike(t *testing.T) { each(t, testNoTwoLookAlike) }

func testNoTwoLookAlike(t *testing.T, on kind) {
	s, _ := newService(t, on, withFormat(redeem.Spec{Length: 2, Alphabet: "8B5S"}))
	codes := mustIssue(t, s, 4)
	for i, x := range codes {
		for _, y := range codes[:i] {
			if redeem.SupportArticle().Confusable(mustParse(t, s, x), mustParse(t, s, y)) {
				t.Error("two vouchers look alike")
			}
		}
	}
	for _, order := range []string{orderOne, `{"value": 1, "count": 3}`} {
		if a := post(s, "/vouchers", order, "Authorization", "Bearer "+testToken); a.sent != http.StatusInternalServerError {
			t.Errorf("more vouchers: %d %s", a.sent, a.body)
		}
	}
}

// TestAllOrNone orders more vouchers than the format has codes.
func TestAllOrNone(t *testing.T) { each(t, testAllOrNone) }

func testAllOrNone(t *testing.T, on kind) {
	s, _ := newService(t, on, withFormat(redeem.Spec{Length: 2, Alphabet: "01"}))
	if a := post(s, "/vouchers", `{"value": 1, "count": 5}`, "Authorization", "Bearer "+testToken); a.sent != http.StatusInternalServerError {
		t.Errorf("five of four vouchers: %d %s", a.sent, a.body)
	}
	if n := count(t, s); n != 0 {
		t.Errorf("%d vouchers, want none", n)
	}
}

// TestLeft has an order fail whose vouchers cannot be removed. The log says so, a
// metric counts them, and the order can be cancelled later.
func TestLeft(t *testing.T) { each(t, testLeft) }

func testLeft(t *testing.T, on kind) {
	s, log := newService(t, on, withFormat(redeem.Spec{Length: 2, Alphabet: "01"}))
	for _, statement := range map[kind][]string{
		onSQLite: {`CREATE TRIGGER kept BEFORE DELETE ON vouchers BEGIN SELECT RAISE(ABORT, 'kept'); END`},
		onPostgreSQL: {
			`CREATE FUNCTION kept() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''kept''; END'`,
			`CREATE TRIGGER kept BEFORE DELETE ON vouchers FOR EACH ROW EXECUTE FUNCTION kept()`,
		},
	}[on] {
		run(t, s.store.db, statement)
	}
	if a := post(s, "/vouchers", `{"value": 1, "count": 5}`, "Authorization", "Bearer "+testToken); a.sent != http.StatusInternalServerError || len(a.Codes) > 0 {
		t.Errorf("five of four vouchers: %d %s", a.sent, a.body)
	}
	n := count(t, s)
	if n == 0 || counted(s) != n || !strings.Contains(log.String(), "the vouchers of the order remain") {
		t.Errorf("%d vouchers are left, %d are counted, the log says: %s", n, counted(s), log)
	}
	list := do(s, "GET", "/orders", testToken)
	if len(list.Orders) != 1 || list.Orders[0].Stored != n {
		t.Fatalf("%d vouchers are left, the list of orders is %s", n, list.body)
	}
	run(t, s.store.db, map[kind]string{onSQLite: `DROP TRIGGER kept`, onPostgreSQL: `DROP TRIGGER kept ON vouchers`}[on])
	if a := do(s, "DELETE", fmt.Sprint("/orders/", list.Orders[0].Order), testToken); a.sent != 200 || a.Removed != n {
		t.Errorf("cancelled: %d %s", a.sent, a.body)
	}
	if count(t, s) != 0 || counted(s) != 0 {
		t.Errorf("%d vouchers, %d are counted, after that", count(t, s), counted(s))
	}
}

// counted returns the number of vouchers of orders that are not complete, as the
// metrics have it.
func counted(s *Service) (n int) {
	w := httptest.NewRecorder()
	s.Metrics().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	_, value, _ := strings.Cut(w.Body.String(), "\nvouchers_unfinished ")
	fmt.Sscan(value, &n)
	return n
}

// TestClientGone has a client go away while its order is carried out, after the
// first vouchers were stored. They are removed.
func TestClientGone(t *testing.T) { each(t, testClientGone) }

func testClientGone(t *testing.T, on kind) {
	s, _ := newService(t, on)
	for range 20 {
		before := count(t, s)
		ctx, leave := context.WithCancel(t.Context())
		sent := make(chan int, 1)
		go func() {
			r := httptest.NewRequestWithContext(ctx, "POST", "/vouchers", strings.NewReader(`{"value": 1, "count": 1000}`))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Authorization", "Bearer "+testToken)
			r.Header.Set("Idempotency-Key", newKey())
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			sent <- w.Code
		}()
		for count(t, s) == before && len(sent) == 0 {
		}
		leave()
		switch got, n := <-sent, count(t, s)-before; {
		case got == http.StatusServiceUnavailable && n == 0:
			return
		case got != http.StatusCreated || n != 1000: // the client left too late
			t.Fatalf("%d, and %d vouchers", got, n)
		}
	}
	t.Error("no client left during its order")
}

// TestLongOrder has an order take longer than the server allows for a request and
// for an answer. The client gets its codes, because nobody can ask for them again.
func TestLongOrder(t *testing.T) { each(t, testLongOrder) }

func testLongOrder(t *testing.T, on kind) {
	p := on.new(t)
	s, _ := newService(t, on, func(c *Config) { c.Database = p.address })
	server := httptest.NewUnstartedServer(s)
	server.Config.WriteTimeout = time.Nanosecond // over before the order begins
	server.Config.ReadTimeout = 300 * time.Millisecond
	server.Start()
	defer server.Close()
	release := p.hold(t, p.open(t))
	time.AfterFunc(time.Second, release)
	r, err := http.NewRequest("POST", server.URL+"/vouchers", strings.NewReader(`{"value": 1, "count": 1000}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+testToken)
	r.Header.Set("Idempotency-Key", newKey())
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if a := answerOf(response); a.sent != http.StatusCreated || len(a.Codes) != 1000 {
		t.Errorf("%d with %d codes", a.sent, len(a.Codes))
	}
}

// TestNoOffence has a format in which one code in four is offensive.
func TestNoOffence(t *testing.T) { each(t, testNoOffence) }

func testNoOffence(t *testing.T, on kind) {
	s, _ := newService(t, on, withFormat(redeem.Spec{Length: 4, Prefix: "FUC", Alphabet: "FUCK"}))
	for range 3 {
		mustIssue(t, s, 1)
	}
	if a := post(s, "/vouchers", orderOne, "Authorization", "Bearer "+testToken); a.sent != http.StatusInternalServerError {
		t.Errorf("the fourth of three vouchers: %d %s", a.sent, a.body)
	}
}

// TestKeys tests that each column has a key of its own.
func TestKeys(t *testing.T) {
	k, err := newKeys(testSecret)
	if err != nil {
		t.Fatal(err)
	}
	code := redeem.MustParse("X000000000000000") // equal to its skeleton
	sums := map[sum]bool{k.codes.Sum(code): true, k.skeletons.Sum(code): true, k.request("X000000000000000"): true, k.order("X000000000000000"): true, k.check: true}
	if len(sums) != 5 {
		t.Errorf("%d different fingerprints of one text, want 5", len(sums))
	}
}

func mustParse(t *testing.T, s *Service, text string) redeem.Code {
	t.Helper()
	code, err := s.format.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return code
}
