package service

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/issue"
)

const testToken = "the shop's and nobody else's"

var testSecret = []byte("32 bytes or more, and none of it random")

// newService returns a service on a new database, and its log.
func newService(t *testing.T, on kind, change ...func(*Config)) (*Service, *bytes.Buffer) {
	t.Helper()
	c := Config{
		Secret: testSecret,
		Token:  testToken,
		Burst:  20_000_000, // more than any input here stands for
	}
	for _, f := range change {
		f(&c)
	}
	if c.Database == "" {
		c.Database = on.new(t).address
	}
	var log bytes.Buffer
	s, err := Open(t.Context(), c, &log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, &log
}

// answer holds all fields that a service may answer.
type answer struct {
	Codes     []string
	Value     int64
	Redeemed  time.Time
	Corrected bool
	Removed   int
	Kept      int
	Orders    []unfinished
	problem
	header http.Header
	body   string
	sent   int
}

func post(s http.Handler, path, body string, header ...string) answer {
	r := httptest.NewRequest("POST", path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if path == "/vouchers" {
		r.Header.Set("Idempotency-Key", newKey())
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return answerOf(w.Result())
}

// newKey returns the key of an order that is not repeated.
func newKey() string { return "an order of its own, " + rand.Text() }

func answerOf(response *http.Response) (a answer) {
	body, _ := io.ReadAll(response.Body)
	json.Unmarshal(body, &a)
	a.header, a.body, a.sent = response.Header, string(body), response.StatusCode
	return a
}

func mustIssue(t *testing.T, s http.Handler, n int) []string {
	t.Helper()
	a := post(s, "/vouchers", fmt.Sprintf(`{"value": 2500, "count": %d}`, n), "Authorization", "Bearer "+testToken)
	if a.sent != http.StatusCreated || len(a.Codes) != n {
		t.Fatalf("issuing %d vouchers: %d %s", n, a.sent, a.Title)
	}
	return a.Codes
}

// spend redeems a code under a key that is made from a short name.
func spend(s http.Handler, code, key string, header ...string) answer {
	body, _ := json.Marshal(map[string]string{"code": code})
	return post(s, "/redemptions", string(body), append(header, "Idempotency-Key", "a request called "+key)...)
}

func TestRedeem(t *testing.T) { each(t, testRedeem) }

func testRedeem(t *testing.T, on kind) {
	s, _ := newService(t, on)
	codes := mustIssue(t, s, 3)
	first := spend(s, " "+strings.ToLower(codes[0])+"\n", "one")
	if first.sent != 200 || first.Value != 2500 || first.Corrected || time.Since(first.Redeemed).Abs() > time.Minute {
		t.Fatalf("a voucher: %d %s", first.sent, first.body)
	}
	if again := spend(s, codes[0], "one"); again.sent != 200 || again.body != first.body {
		t.Errorf("the same request again: %d %s, want %s", again.sent, again.body, first.body)
	}
	for name, tt := range map[string]struct {
		code, key string
		status    int
		problem   string
	}{
		"by another request":              {codes[0], "two", 409, "urn:redeem:already-redeemed"},
		"two vouchers for one request":    {codes[1], "one", 422, "about:blank"},
		"not issued":                      {mustCode(t), "three", 404, "urn:redeem:not-valid"},
		"empty":                           {" - ", "three", 422, "urn:redeem:empty"},
		"too short":                       {codes[1][:10], "three", 422, "urn:redeem:not-recognized"},
		"mistyped":                        {mistyped(t, mistyped(t, codes[1])), "three", 422, "urn:redeem:mistyped"},
		"too much unread":                 {"????" + codes[1][4:], "three", 422, "urn:redeem:not-recognized"},
		"more than anything is looked at": {strings.Repeat(" ", redeem.MaxInput+1), "three", 422, "urn:redeem:not-recognized"},
	} {
		a := spend(s, tt.code, tt.key)
		if a.sent != tt.status || a.Status != tt.status || a.Type != tt.problem || a.Title == "" ||
			a.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s, want %d %s", name, a.sent, a.body, tt.status, tt.problem)
		}
		if strings.Contains(a.body, "three") || strings.Contains(a.body, codes[1][5:14]) {
			t.Errorf("%s: the answer quotes the code", name)
		}
	}
	if a := spend(s, codes[1], "three"); a.sent != 200 {
		t.Errorf("a voucher that was often misspelt, under the key of refusals: %d %s", a.sent, a.body)
	}
}

// format returns the default format, which takes 0.2 s to make with the race
// detector.
var format = sync.OnceValue(Voucher)

// mustCode returns a code that nobody has issued.
func mustCode(t *testing.T) string {
	t.Helper()
	code, err := issue.New(format(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return redeem.Plain(code).String()
}

// mistyped returns a code with one symbol replaced by one that does not look
// like it.
func mistyped(t *testing.T, code string) string {
	t.Helper()
	for i := range len(code) {
		if code[i] != '-' && code[i] != '7' && code[i] != 'K' {
			return code[:i] + map[bool]string{true: "7", false: "K"}[i%2 == 0] + code[i+1:]
		}
	}
	t.Fatal("a code of two symbols")
	return ""
}

// TestMisread has readings by which a voucher is found, and readings that are
// too uncertain.
func TestMisread(t *testing.T) { each(t, testMisread) }

func testMisread(t *testing.T, on kind) {
	s, _ := newService(t, on)
	codes := mustIssue(t, s, 200)
	misread := strings.NewReplacer("8", "B", "B", "8", "5", "S", "S", "5", "2", "Z", "Z", "2", "6", "G", "G", "6")
	corrected, undecided := 0, 0
	for i, code := range codes {
		read, changed := []byte(code), 0
		for j := range read {
			if other := misread.Replace(string(read[j])); other[0] != read[j] && changed < 1+i%3 {
				read[j] = other[0]
				changed++
			}
		}
		a := spend(s, string(read), fmt.Sprint("misread ", i))
		switch {
		case changed <= maxEdits && a.sent == 200 && a.Corrected == (changed > 0):
			corrected += changed
		case changed == maxEdits && a.sent == 422: // another code looks as much like the reading
			undecided++
		case changed > maxEdits && a.sent != 200 && a.sent < 500:
		default:
			t.Errorf("%d symbols misread: %d %s", changed, a.sent, a.body)
		}
	}
	if corrected < 50 || undecided > corrected/10 {
		t.Errorf("%d symbols were corrected, and %d readings left undecided", corrected, undecided)
	}
	for i, read := range []func(code string) string{
		func(code string) string { return "?" + code[1:] },
		func(code string) string { return code[:2] + "?" + code[3:8] + "?" + code[9:] },
		func(code string) string { return mistyped(t, code) },
	} {
		code := mustIssue(t, s, 1)[0]
		if a := spend(s, read(code), fmt.Sprint("repaired ", i)); a.sent != 200 || !a.Corrected {
			t.Errorf("reading %d of a voucher that repairs itself: %d %s", i, a.sent, a.body)
		}
	}
}

// TestOneCodeIsAskedFor tests that the database is asked for one code at most,
// whatever was misread: of two codes that look like the reading in equally many
// places, none is taken, although only one was issued.
func TestOneCodeIsAskedFor(t *testing.T) { each(t, testOneCodeIsAskedFor) }

func testOneCodeIsAskedFor(t *testing.T, on kind) {
	s, _ := newService(t, on)
	misread := strings.NewReplacer("8", "B", "B", "8", "5", "S", "S", "5", "2", "Z", "Z", "2", "6", "G", "G", "6")
	for range 10_000 {
		code := mustCode(t)
		read, changed := []byte(code), 0
		for j := range read {
			if other := misread.Replace(string(read[j])); other[0] != read[j] && changed < 2 {
				read[j] = other[0]
				changed++
			}
		}
		corrector, guesses := s.reader(string(read))
		if changed != 2 || guesses < 2 || corrector.Resolve(string(read)).Verdict == redeem.VerdictUnique {
			continue
		}
		own := s.store.keys[0].codes.Sum(mustParse(t, s, code))
		if _, err := s.store.db.Exec("INSERT INTO vouchers (code, skeleton, value, issued) VALUES ($1, $1, 1, 1)", own[:]); err != nil {
			t.Fatal(err)
		}
		if m, err := s.meant(t.Context(), string(read), corrector, guesses); err != nil || m.code.IsValid() {
			t.Errorf("a code was taken of %d: %v", guesses, err)
		}
		return
	}
	t.Error("no reading means several codes")
}

// TestOnce sends 64 requests for one voucher at the same time.
func TestOnce(t *testing.T) { each(t, testOnce) }

func testOnce(t *testing.T, on kind) {
	s, _ := newService(t, on)
	for _, code := range mustIssue(t, s, 5) {
		answers := make([]answer, 64)
		var wg sync.WaitGroup
		for i := range answers {
			wg.Go(func() { answers[i] = spend(s, code, fmt.Sprint(code[:4], "client ", i)) })
		}
		wg.Wait()
		won := 0
		for _, a := range answers {
			switch a.sent {
			case 200:
				won++
			case 409:
			default:
				t.Errorf("%d %s", a.sent, a.body)
			}
		}
		if won != 1 {
			t.Errorf("%d requests redeemed one voucher", won)
		}
	}
}

// TestLanguages tests that advice is in the person's language.
func TestLanguages(t *testing.T) { each(t, testLanguages) }

func testLanguages(t *testing.T, on kind) {
	s, _ := newService(t, on)
	for accept, want := range map[string]string{"": "en", "nb-NO,nb;q=0.9,en;q=0.5": "nb", "de-AT": "de", "tlh": "en"} {
		a := spend(s, "too short", "language", "Accept-Language", accept)
		if got := a.header.Get("Content-Language"); got != want || a.Title == "" || a.Detail == "" {
			t.Errorf("Accept-Language %q: %q %s", accept, got, a.body)
		}
	}
}

// TestBadRequests tests requests that are refused before their code is read.
func TestBadRequests(t *testing.T) { each(t, testBadRequests) }

func testBadRequests(t *testing.T, on kind) {
	s, log := newService(t, on)
	code := mustIssue(t, s, 1)[0]
	const key = "a key of sixteen characters"
	for name, tt := range map[string]struct {
		path, body string
		header     []string
		want       int
	}{
		"no token":             {"/vouchers", `{"value": 1, "count": 1}`, nil, 401},
		"another token":        {"/vouchers", `{"value": 1, "count": 1}`, []string{"Authorization", "Bearer " + testToken + "?"}, 401},
		"no value":             {"/vouchers", `{"count": 1}`, []string{"Authorization", "Bearer " + testToken}, 400},
		"an order without key": {"/vouchers", `{"value": 1, "count": 1}`, []string{"Authorization", "Bearer " + testToken, "Idempotency-Key", ""}, 400},
		"too many":             {"/vouchers", `{"value": 1, "count": 1001}`, []string{"Authorization", "Bearer " + testToken}, 400},
		"no key":               {"/redemptions", `{"code": "` + code + `"}`, nil, 400},
		"a short key":          {"/redemptions", `{"code": "` + code + `"}`, []string{"Idempotency-Key", "short"}, 400},
		"a long key":           {"/redemptions", `{"code": "` + code + `"}`, []string{"Idempotency-Key", strings.Repeat("k", 256)}, 400},
		"no JSON":              {"/redemptions", code, []string{"Idempotency-Key", key}, 400},
		"an unknown field":     {"/redemptions", `{"code": "` + code + `", "` + code + `": 1}`, []string{"Idempotency-Key", key}, 400},
		"another type":         {"/redemptions", `{"code": ["` + code + `"]}`, []string{"Idempotency-Key", key}, 400},
		"two objects":          {"/redemptions", `{"code": "` + code + `"}{}`, []string{"Idempotency-Key", key}, 400},
		"a very long body":     {"/redemptions", `{"code": "` + strings.Repeat(" ", maxBody) + code + `"}`, []string{"Idempotency-Key", key}, 400},
		"an unknown path":      {"/" + code, `{}`, nil, 404},
		"a code for a path":    {"/redemptions/" + code, `{}`, nil, 404},
	} {
		a := post(s, tt.path, tt.body, tt.header...)
		if a.sent != tt.want || strings.Contains(a.body, code) {
			t.Errorf("%s: %d, want %d, and without the code", name, a.sent, tt.want)
		}
	}
	if strings.Contains(log.String(), code[:9]) {
		t.Error("the log has the code")
	}
	if a := spend(s, code, "after all this"); a.sent != 200 {
		t.Errorf("and then: %d %s", a.sent, a.body)
	}
	closed, _ := newService(t, on, func(c *Config) { c.Token = "" })
	if a := post(closed, "/vouchers", `{"value": 1, "count": 1}`, "Authorization", "Bearer "); a.sent != 401 {
		t.Errorf("a service without token: %d", a.sent)
	}
}
