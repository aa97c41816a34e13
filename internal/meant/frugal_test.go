package meant_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
)

// TestManyStates tests schemes with so many states that a search looks only at those that
// it reaches at a low cost. It compares the candidates with all combinations of symbols up
// to that cost.
func TestManyStates(t *testing.T) {
	const length, most = 16, 36
	model := redeem.Tesseract()
	random := rand.New(rand.NewPCG(5, 6))
	for _, name := range []string{"rs-gf32-3", "rs-gf32-4", "rs-gf37-3", "rs-gf37-4"} {
		scheme := draw.SchemeNamed(t, name)
		f := redeem.MustFormat(redeem.Spec{Length: length, Alphabet: scheme.Alphabet(), Check: scheme})
		for range 3 {
			code := validCode(t, scheme, length, random)
			read := slices.Clone(code)
			misread(model, read, random.IntN(length))
			misread(model, read, random.IntN(length))

			want, base := combinations(model, f, string(read), most)
			c := &redeem.Corrector{Format: f, Lookalikes: model}
			var got []string
			for found := range c.Candidates(string(read)) {
				if found.Cost > base+most {
					break
				}
				got = append(got, fmt.Sprint(redeem.Plain(found.Code), " ", found.Cost))
			}
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %s for %s: other candidates:\n%s", name, read, code, diff)
			}
			r := c.Resolve(string(read))
			if len(want) > 0 && (r.Verdict == redeem.VerdictNone || !(r.Probability > 0 && r.Probability <= 1/float64(r.Ties))) || math.IsNaN(r.Probability) {
				t.Errorf("%s, %s for %s: %+v", name, read, code, r)
			}
		}
	}
}

// validCode returns a random code of a scheme.
func validCode(t *testing.T, scheme *checkdigit.Scheme, length int, random *rand.Rand) []byte {
	payload := make([]byte, length-scheme.Len())
	for i := range payload {
		payload[i] = scheme.Alphabet()[random.IntN(len(scheme.Alphabet()))]
	}
	code, err := scheme.Append(nil, string(payload))
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// misread replaces a symbol by the cheapest one of 0-9A-Z that a model may take for
// it.
func misread(model *redeem.Lookalikes, code []byte, i int) {
	least, as := math.MaxInt, code[i]
	for _, read := range []byte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		if cost, ok := model.Cost(read, code[i]); ok && read != code[i] && cost < least {
			least, as = cost, read
		}
	}
	code[i] = as
}

// combinations returns the valid codes that a read may stand for, with their costs, up to a
// cost above that of the cheapest symbol at every place.
func combinations(model *redeem.Lookalikes, f *redeem.Format, read string, most int) (all []string, base int) {
	check := f.Spec().Check
	type symbol struct {
		symbol byte
		cost   int
	}
	places := make([][]symbol, len(read))
	for i := range read {
		for _, s := range []byte(check.CheckAlphabet()) {
			if !check.IsCheck(i, len(read)) && strings.IndexByte(check.Alphabet(), s) < 0 {
				continue
			}
			if cost, ok := model.Cost(read[i], s); ok {
				places[i] = append(places[i], symbol{s, cost})
			}
		}
		slices.SortFunc(places[i], func(x, y symbol) int { return x.cost - y.cost })
		base += places[i][0].cost
	}
	code := make([]byte, len(read))
	var choose func(i, cost int)
	choose = func(i, cost int) {
		if i == len(read) {
			if check.Valid(string(code)) {
				all = append(all, fmt.Sprint(string(code), " ", cost))
			}
			return
		}
		for _, s := range places[i] {
			more := s.cost - places[i][0].cost
			if cost+more-base > most {
				return
			}
			code[i] = s.symbol
			choose(i+1, cost+more)
		}
	}
	choose(0, base)
	return all, base
}
