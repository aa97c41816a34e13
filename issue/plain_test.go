package issue

import (
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// TestPlainBits compares with trying all payloads.
func TestPlainBits(t *testing.T) {
	for _, name := range []string{"rs-gf37-2", "rs-gf37-3", "rs-gf37-4"} {
		s := draw.SchemeNamed(t, name)
		if s.Len() == 4 && !exhaustive.On() { // takes a second
			continue
		}
		for _, test := range []struct {
			prefix, alphabet string
			free             int
		}{{"", s.Alphabet(), 2}, {"X", s.Alphabet(), 1}, {"7Q", "0Z", 6}, {"", "ABC", 5}, {"REDEEM", "BCDFGHJK", 3}} {
			codes := 0.0
			eachPayload(test.prefix, test.alphabet, test.free, func(payload string) {
				text, err := s.Append(nil, payload)
				if err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(string(text), "*") {
					codes++
				}
			})
			payload := []byte(test.prefix + strings.Repeat("?", test.free))
			if got := plainBits(s, payload, len(test.prefix), test.alphabet); math.Abs(got-math.Log2(codes)) > 1e-9 {
				t.Errorf("%s, %+v: %v codes, want %v", name, test, math.Exp2(got), codes)
			}
		}
	}
}

// eachPayload calls do with the prefix and all ends of so many symbols.
func eachPayload(prefix, alphabet string, free int, do func(string)) {
	if free == 0 {
		do(prefix)
		return
	}
	for i := range alphabet {
		eachPayload(prefix+alphabet[i:i+1], alphabet, free-1, do)
	}
}

// TestNewLeavesOut tests that New draws another code in place of one with a *,
// and what it returns if there is no other.
func TestNewLeavesOut(t *testing.T) {
	s := draw.SchemeNamed(t, "rs-gf37-2")
	var starred string // a payload that ends in two equal bytes below 36, so that a constant reader draws it
	eachPayload("", s.Alphabet(), 2, func(payload string) {
		if text, _ := s.Append(nil, payload); strings.Contains(string(text), "*") && payload[0] == payload[1] {
			starred = payload
		}
	})
	if starred == "" {
		t.Fatal("no payload of two equal symbols has a *")
	}
	drawn := byte(strings.IndexByte(s.Alphabet(), starred[0]))
	f := redeem.MustFormat(redeem.Spec{Length: 4, Check: s})
	other := redeem.MustFormat(redeem.Spec{Length: 4, Check: s, Prefix: starred})
	random := func(b ...byte) io.Reader { return strings.NewReader(string(b)) }
	if c, err := New(f, random(drawn, drawn, 1, 1)); err != nil || !strings.HasPrefix(string(c.AppendTo(nil)), "11") {
		t.Errorf("New = %q, %v, want the code after the one with a *", c.AppendTo(nil), err)
	}
	if _, err := New(f, random(drawn, drawn)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("New = %v at the end of the reader, want %v", err, io.ErrUnexpectedEOF)
	}
	if _, err := New(f, constant(drawn)); err != redeem.ErrRandom {
		t.Errorf("New = %v for a reader that repeats a code with a *, want %v", err, redeem.ErrRandom)
	}
	if c, err := New(other, nil); err != nil || !strings.Contains(string(c.AppendTo(nil)), "*") || Bits(other) != 0 {
		t.Errorf("the only code: New = %q, %v, of %v bits", c.AppendTo(nil), err, Bits(other))
	}
}
