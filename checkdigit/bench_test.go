package checkdigit_test

import (
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
)

// benchPayload returns a payload that makes a string of about sixteen symbols.
func benchPayload(s *checkdigit.Scheme) string {
	switch {
	case s.Name() == "coupon-code-3x4":
		return "X8KD49FJ2"
	case s.Alphabet() == letters:
		return "XKDFJMZQWPTABCD"
	case s.Alphabet() == "0123456789":
		return "490154203237518"
	}
	return "X8KD49FJ2MRQ7WP"
}

func BenchmarkValid(b *testing.B) {
	for s := range everyScheme(b) {
		code, err := s.Append(nil, benchPayload(s))
		if err != nil {
			b.Fatal(err)
		}
		str := string(code)
		b.Run(s.Name(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Valid(str)
			}
		})
	}
}

func BenchmarkAppend(b *testing.B) {
	for s := range everyScheme(b) {
		payload := benchPayload(s)
		dst := make([]byte, 0, 32)
		b.Run(s.Name(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Append(dst, payload)
			}
		})
	}
}

func BenchmarkStep(b *testing.B) {
	for s := range everyScheme(b) {
		c := s.Alphabet()[1]
		b.Run(s.Name(), func(b *testing.B) {
			for b.Loop() {
				s.Step(5, 3, 12, c)
			}
		})
	}
}

func BenchmarkStepBack(b *testing.B) {
	for s := range everyScheme(b) {
		c := s.Alphabet()[1]
		b.Run(s.Name(), func(b *testing.B) {
			for b.Loop() {
				s.StepBack(5, 3, 12, c)
			}
		})
	}
}

func BenchmarkIsCheck(b *testing.B) {
	s := mustLookup(b, "coupon-code-3x4")
	for b.Loop() {
		s.IsCheck(7, 12)
	}
}

// BenchmarkAccessors is for what only reads a field.
func BenchmarkAccessors(b *testing.B) {
	s := mustLookup(b, "iso7064-mod-37-2")
	for b.Loop() {
		s.Name()
		s.Alphabet()
		s.CheckAlphabet()
		s.Len()
		s.MaxLen()
		s.Distance()
		s.States()
		s.Start()
		s.Accept(1)
		s.Detects()
	}
}

func BenchmarkLookup(b *testing.B) {
	for _, name := range []string{"luhn", "crockford-mod-37", "coupon-code-3x4", "unknown"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				checkdigit.Lookup(name)
			}
		})
	}
}

func BenchmarkAll(b *testing.B) {
	for b.Loop() {
		for range checkdigit.All() {
		}
	}
}

func BenchmarkCouponCode(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		checkdigit.CouponCode(3, 4)
	}
}

func BenchmarkReedSolomon(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		checkdigit.ReedSolomon(digits31, 2)
	}
}

func BenchmarkError(b *testing.B) {
	for b.Loop() {
		_ = checkdigit.ErrSymbol.Error()
	}
}
