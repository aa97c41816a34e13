package checkdigit_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
)

// TestNotSymbols asserts byte strictness: what only looks like a symbol, in
// place of any symbol or beside all of them, is refused.
func TestNotSymbols(t *testing.T) {
	foreign := []string{
		"\uFF13", "\uFF10", "\uFF21", "\U0001D7D1", "3²", "²", "ⅷ", "⑱", "\u1B53", "\u0663", "ſ", "ı", "\u212A", "é",
		" ", "-", "\n", "\t", "\x00", "\u200B", "\u202E", "\uFEFF", "\xff", "a", "x", "i",
	}
	rng := rand.New(rand.NewPCG(3, 1))
	for s := range everyScheme(t) {
		payload := randomPayload(rng, s, 15)
		b, _ := s.Append(nil, payload)
		valid := string(b)
		if s.Valid("") {
			t.Errorf("%s: Valid of the empty string", s.Name())
		}
		for _, f := range foreign {
			if s.Valid(f) {
				t.Errorf("%s: Valid(%q) = true", s.Name(), f)
			}
			for i := range len(valid) + 1 {
				for _, in := range []string{valid[:i] + f + valid[i:], valid[:max(0, i-1)] + f + valid[i:]} {
					if s.Valid(in) {
						t.Errorf("%s: Valid(%q) = true", s.Name(), in)
					}
				}
			}
			for i := range len(payload) - len(f) + 1 {
				checkRefused(t, s, payload[:i]+f+payload[i+len(f):], checkdigit.ErrSymbol)
			}
		}
		for i := range len(valid) {
			for c := range 256 {
				in := valid[:i] + string([]byte{byte(c)}) + valid[i+1:]
				symbols := s.Alphabet()
				if s.IsCheck(i, len(valid)) {
					symbols = s.CheckAlphabet()
				}
				if strings.IndexByte(symbols, byte(c)) < 0 && s.Valid(in) {
					t.Errorf("%s: Valid(%q) = true", s.Name(), in)
				}
			}
		}
		for i := range payload {
			for c := range 256 {
				if strings.IndexByte(s.Alphabet(), byte(c)) < 0 {
					checkRefused(t, s, payload[:i]+string([]byte{byte(c)})+payload[i+1:], checkdigit.ErrSymbol)
				}
			}
		}
		checkRefused(t, s, "", checkdigit.ErrLength)
	}
}

// checkRefused asserts that Append refuses payload and leaves dst alone, its
// spare capacity included.
func checkRefused(t *testing.T, s *checkdigit.Scheme, payload string, want error) {
	t.Helper()
	backing := []byte("kept and spare and enough of it for everything")
	before := slices.Clone(backing)
	got, err := s.Append(backing[:4], payload)
	if err != want || len(got) != 4 || &got[0] != &backing[0] {
		t.Errorf("%s: Append(dst, %q) = %q, %v, want dst, %v", s.Name(), payload, got, err, want)
	}
	if !slices.Equal(backing, before) {
		t.Errorf("%s: Append(dst, %q) wrote to dst: %q", s.Name(), payload, backing)
	}
}
