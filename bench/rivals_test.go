package main

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/redeemkit/redeem"
)

// TestCouponPort compares the ported algorithm with checkdigit.CouponCode. It
// must accept the codes that the scheme makes, and the same ones of the codes
// in which a symbol is changed.
func TestCouponPort(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	check := couponFormat.Spec().Check
	for range 10_000 {
		payload := make([]byte, 9)
		for i := range payload {
			payload[i] = couponSymbols[r.IntN(len(couponSymbols))]
		}
		code, err := check.Append(nil, string(payload))
		if err != nil || validateCoupon(string(code)) != string(code) {
			t.Fatalf("%q, %v: %q", code, err, validateCoupon(string(code)))
		}
		code[r.IntN(len(code))] = couponSymbols[r.IntN(len(couponSymbols))]
		if got := validateCoupon(string(code)) != ""; got != check.Valid(string(code)) {
			t.Fatalf("%q: %v", code, got)
		}
	}
}

// TestProducts compares all combinations with the candidates of the Corrector,
// for any reading.
func TestProducts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		payload := []byte("X")
		for range 14 {
			payload = append(payload, alphabet[r.IntN(len(alphabet))])
		}
		read, err := scheme("luhn-mod-36").Append(nil, string(payload))
		if err != nil {
			t.Fatal(err)
		}
		for range r.IntN(3) {
			i := 1 + r.IntN(len(read)-1)
			others := meant[read[i]]
			read[i] = others[r.IntN(len(others))]
		}
		if got, want := allProducts.answer(string(read)), redeemCandidates.answer(string(read)); got != want || want == "" {
			t.Errorf("%q: %s, redeem has %s", read, got, want)
		}
	}
}

// TestFirstCandidate tests that the measured candidate is right: none of the
// combinations with right check characters costs less.
func TestFirstCandidate(t *testing.T) {
	for _, f := range []*redeem.Format{luhn36, mod1271} {
		all := products(f.Scheme(), alike) // the cheapest first
		for c := range (&redeem.Corrector{Format: f}).Candidates(alike) {
			got := candidate{redeem.Plain(c.Code).String(), c.Cost}
			if !slices.Contains(all, got) || got.cost != all[0].cost {
				t.Errorf("%s: %v, want a candidate like %v", f.Scheme().Name(), got, all[0])
			}
			break
		}
		if len(all) < 2 {
			t.Errorf("%s: %d candidates", f.Scheme().Name(), len(all))
		}
	}
}

func TestDistinct(t *testing.T) {
	for _, texts := range [][]string{codes(), uuids()} {
		seen := make(map[string]bool, len(texts))
		for _, text := range texts {
			seen[text] = true
		}
		if len(texts) != 1_000_000 || len(seen) != len(texts) {
			t.Errorf("%d texts, %d of them distinct", len(texts), len(seen))
		}
	}
	for _, code := range codes() {
		if !redeem.Valid(code) {
			t.Fatalf("%q is not valid", code)
		}
	}
}
