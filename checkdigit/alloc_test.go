package checkdigit_test

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
)

// TestNoAllocs has a line for everything that is promised not to allocate, on
// success and on every failure.
func TestNoAllocs(t *testing.T) {
	check := func(name string, f func()) {
		t.Helper()
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
	must := func(ok bool) {
		if !ok {
			panic("not the result to be measured")
		}
	}
	for s := range everyScheme(t) {
		payload := s.Alphabet()[:9]
		dst, err := s.Append(make([]byte, 0, 64), payload)
		if err != nil {
			t.Fatal(err)
		}
		code := string(dst)
		wrong := code[:len(code)-1] + s.CheckAlphabet()[:1]
		if wrong == code {
			wrong = code[:len(code)-1] + s.CheckAlphabet()[1:2]
		}
		long := strings.Repeat(code, 100)
		name := s.Name() + ": "
		check(name+"Valid", func() { must(s.Valid(code)) })
		check(name+"Valid, wrong check character", func() { must(!s.Valid(wrong)) })
		check(name+"Valid, empty", func() { must(!s.Valid("")) })
		check(name+"Valid, not a symbol", func() { must(!s.Valid("\uFF17" + code[3:])) })
		check(name+"Valid, long", func() { s.Valid(long) })
		check(name+"Append", func() {
			_, err := s.Append(dst[:0], payload)
			must(err == nil)
		})
		check(name+"Append, empty", func() {
			_, err := s.Append(dst[:0], "")
			must(err == checkdigit.ErrLength)
		})
		check(name+"Append, not a symbol", func() {
			_, err := s.Append(dst[:0], "\uFF17xxxxxx")
			must(err == checkdigit.ErrSymbol && err.Error() != "")
		})
		check(name+"Step", func() { must(s.Step(s.Start(), 0, len(code), payload[0]) >= 0) })
		check(name+"StepBack", func() { s.StepBack(s.Start(), 0, len(code), payload[0]) })
		check(name+"Detects", func() { s.Detects() })
		check(name+"Distance", func() { must(s.Distance() > 0 && s.MaxLen() >= 0) })
		if s.MaxLen() > 0 {
			most := strings.Repeat(payload[:1], s.MaxLen())
			check(name+"Append, too long", func() {
				_, err := s.Append(dst[:0], most)
				must(err == checkdigit.ErrLength)
			})
		}
	}
	check("Lookup", func() {
		_, ok := checkdigit.Lookup("crockford-mod-37")
		must(ok)
	})
	check("Lookup, Reed-Solomon", func() {
		_, ok := checkdigit.Lookup("rs-gf37-4")
		must(ok)
	})
	check("Lookup, unknown", func() {
		_, ok := checkdigit.Lookup("crockford-mod-31")
		must(!ok)
	})
	check("All", func() {
		n := 0
		for range checkdigit.All() {
			n++
		}
		must(n == 22)
	})
	check("CouponCode, refused", func() {
		_, err := checkdigit.CouponCode(0, 0)
		must(err == checkdigit.ErrParts)
	})
}
