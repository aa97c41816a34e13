package service

import (
	"net/http"
	"testing"

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
func TestNoTwoLookAlike(t *testing.T) {
	s, _ := newService(t, withFormat(redeem.Spec{Length: 2, Alphabet: "8B5S"}))
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
func TestAllOrNone(t *testing.T) {
	s, _ := newService(t, withFormat(redeem.Spec{Length: 2, Alphabet: "01"}))
	if a := post(s, "/vouchers", `{"value": 1, "count": 5}`, "Authorization", "Bearer "+testToken); a.sent != http.StatusInternalServerError {
		t.Errorf("five of four vouchers: %d %s", a.sent, a.body)
	}
	if n := count(t, s); n != 0 {
		t.Errorf("%d vouchers, want none", n)
	}
}

// TestNoOffence has a format in which one code in four is offensive.
func TestNoOffence(t *testing.T) {
	s, _ := newService(t, withFormat(redeem.Spec{Length: 4, Prefix: "FUC", Alphabet: "FUCK"}))
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
	sums := map[sum]bool{k.codes.Sum(code): true, k.skeletons.Sum(code): true, k.request("X000000000000000"): true, k.check: true}
	if len(sums) != 4 {
		t.Errorf("%d different fingerprints of one text, want 4", len(sums))
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
