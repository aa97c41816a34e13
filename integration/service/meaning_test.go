package service

import (
	"testing"

	"github.com/redeemkit/redeem"
)

// TestMeaning has inputs that may mean one or more vouchers. If it is not
// certain which one, the service takes none.
func TestMeaning(t *testing.T) {
	s, _ := newService(t, withFormat(redeem.Spec{Length: 4, Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ"}))
	for _, text := range []string{"0188", "1TBB", "2KK8", "3KKB", "4PPP", "5PPP", "8MMM", "9PT8"} {
		code := mustParse(t, s, text)
		own, alike := s.store.keys[0].codes.Sum(code), s.store.keys[0].skeletons.Sum(redeem.SupportArticle().Skeleton(code))
		if _, err := s.store.db.Exec("INSERT INTO vouchers (code, skeleton, value, issued) VALUES ($1, $2, 1, 1)", own[:], alike[:]); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name, input, want string
		corrected         bool
	}{
		{"the code itself", "0188", "0188", false},
		{"the code itself, spelt differently", " 01-8８", "0188", false},
		{"one symbol misread", "01B8", "0188", true},
		{"two symbols misread", "01BB", "0188", true},
		{"three symbols misread", "Q1BB", "", false},
		{"one unread, and only one voucher fits", "?MMM", "8MMM", true},
		{"one unread, one misread, and only one voucher fits", "?PTB", "9PT8", true},
		{"one unread, and two vouchers fit as well", "?PPP", "", false},
		{"one unread, and a second voucher fits with a symbol misread", "?KK8", "", false},
		{"one unread, and no voucher fits", "?XXX", "", false},
		{"two unread, which is too much", "??88", "", false},
		{"another code", "0187", "", false},
	} {
		corrector, guesses := s.reader(tt.input)
		m, err := s.meant(t.Context(), tt.input, corrector, guesses)
		if err != nil {
			t.Fatal(err)
		}
		var want redeem.Code
		if tt.want != "" {
			want = mustParse(t, s, tt.want)
		}
		if m.code != want || m.corrected != tt.corrected || m.code.IsValid() == (m.problem.Status != 0) {
			t.Errorf("%s: corrected %t, problem %v", tt.name, m.corrected, m.problem.Status)
		}
	}
}
