package meant_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// TestCandidatesIndelsOfLongest asks about a read with more characters than any code.
func TestCandidatesIndelsOfLongest(t *testing.T) {
	const code = "A147ACFHIJKLMNPRTWXY1479ACFHIJKL" // nothing looks like any of it
	c := &redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen}), MaxIndels: 1}
	for _, read := range []string{"9" + code, code[:16] + "9" + code[16:], code + "9"} {
		var want []string
		for i := range read {
			want = append(want, read[:i]+read[i+1:]+" 3 1")
		}
		checkListed(t, "one too many", c, []string{read}, want)
	}
	checkListed(t, "two too many", c, []string{"99" + code}, nil)
	c.MaxIndels = 2
	if !slices.Contains(candidatesOf(c, "99"+code), candidate{code, price{6, 2}}) {
		t.Error("two too many: the code is not found")
	}
	c.MaxIndels = 4
	if got := listed(firstOf(1, c, "9753"+code)); len(got) != 1 || !strings.HasSuffix(got[0], " 12 4") {
		t.Errorf("four too many: %q", got)
	}
	checkListed(t, "five too many", c, []string{"99999" + code}, nil)
}

// TestProbabilityOfListed asks about a read that lines up with the likelier of two codes in
// several ways. Only the cheapest way counts.
func TestProbabilityOfListed(t *testing.T) {
	model, err := redeem.Crockford().WithPairs(redeem.Pair{Read: 'A', Meant: 'B', Cost: 4})
	if err != nil {
		t.Fatal(err)
	}
	model = model.WithUnit(0.25)
	c := &redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: "AB"}), Lookalikes: model, MaxIndels: 1}
	for _, reads := range [][]string{{"AA"}, {"AA", "A"}, {"AA", "A", "A?"}} {
		list := candidatesOf(c, reads...)
		if len(list) != 2 {
			t.Fatalf("%q: %v", reads, list)
		}
		want := 1 / (1 + math.Exp(-0.25*float64(list[1].cost-list[0].cost)))
		got := c.Resolve(reads...).Probability
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%q: probability %v, want %v", reads, got, want)
		}
	}
}

// TestProbabilityOfManyStates has two codes that differ at three places, at each of
// which a read may have been meant as the other one: nothing else weighs much.
func TestProbabilityOfManyStates(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for _, name := range []string{"rs-gf32-2", "rs-gf37-2"} {
		scheme := draw.SchemeNamed(t, name)
		f := redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: scheme.Alphabet(), Check: scheme})
		code := string(validCode(t, scheme, 16, random))
		var other string
		for found := range (&redeem.Corrector{Format: f}).Candidates(code[:5] + "?" + code[6:13] + "???") {
			if other = redeem.Plain(found.Code).String(); other != code {
				break
			}
		}
		var pairs []redeem.Pair
		cost := 0
		for i := range code {
			pair := redeem.Pair{Read: code[i], Meant: other[i], Cost: 2}
			if code[i] != other[i] {
				cost += 2
				if !slices.Contains(pairs, pair) {
					pairs = append(pairs, pair)
				}
			}
		}
		const unit = 0.25
		model := draw.ModelOf(t, pairs...).WithIndels(redeem.Indels{Dropped: 40, Added: 40, Doubled: 40}).WithUnit(unit)
		c := &redeem.Corrector{Format: f, Lookalikes: model, MaxIndels: 1}
		want := 1 / (1 + math.Exp(-unit*float64(cost)))
		for _, reads := range [][]string{{code}, {code, code[:15]}, {code, code + "0", code[:15]}} {
			r := c.Resolve(reads...)
			lowest := want * 0.97
			if len(reads) > 1 { // what each may have been meant as counts on its own
				lowest = 0
			}
			if redeem.Plain(r.Best.Code).String() != code || r.Probability > want*1.001 || r.Probability < lowest {
				t.Errorf("%s, %d reads: %+v, want a probability of %v", name, len(reads), r, want)
			}
		}
	}
}

// TestIndelsOfManyStates has codes with two to four Reed-Solomon check symbols, of
// which a reader swapped two neighbours, dropped a character or added one: the
// code is found at the cost of that, and hardly ever is another one as cheap. How far
// the next one is, is not always known where a character is missing.
func TestIndelsOfManyStates(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	tried, first := 0, 0
	for _, name := range []string{"rs-gf32-2", "rs-gf37-2", "rs-gf32-3", "rs-gf37-3", "rs-gf32-4", "rs-gf37-4"} {
		scheme := draw.SchemeNamed(t, name)
		f := redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: scheme.Alphabet(), Check: scheme})
		c := &redeem.Corrector{Format: f, MaxIndels: 1}
		for range exhaustive.Pick(2, 30) {
			code := string(validCode(t, scheme, 16, random))
			i := random.IntN(15)
			for code[i] == code[i+1] {
				i = random.IntN(15)
			}
			for what, read := range map[string]string{
				"swapped": code[:i] + code[i+1:i+2] + code[i:i+1] + code[i+2:],
				"dropped": code[:i] + code[i+1:],
				"added":   code[:i] + "7" + code[i:],
			} {
				r := c.Resolve(read)
				found := 0
				for candidate := range c.Candidates(read) {
					if candidate.Cost > 3 {
						break
					}
					if redeem.Plain(candidate.Code).String() == code {
						found++
					}
				}
				if found != 1 || r.Verdict == redeem.VerdictNone || r.Capped && what != "dropped" {
					t.Errorf("%s: %s for %s, %s: found %d times, %+v", name, read, code, what, found, r)
				}
				tried++
				if r.Verdict == redeem.VerdictUnique && redeem.Plain(r.Best.Code).String() == code {
					first++
				}
			}
		}
	}
	if first*10 < tried*9 {
		t.Errorf("%d of %d codes come first", first, tried)
	}
}

// TestIndelsOneByOne compares what one indel leads to with what the reads are meant
// as in which that indel is undone: two characters in the other order, or one that
// is unread where one is missing.
func TestIndelsOneByOne(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	const indel = 3
	for _, name := range []string{"luhn-mod-36", "rs-gf32-2", "rs-gf37-3", "rs-gf32-4"} {
		scheme := draw.SchemeNamed(t, name)
		f := redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: scheme.Alphabet(), Check: scheme})
		for range exhaustive.Pick(1, 10) {
			code := string(validCode(t, scheme, 16, random))
			// The dearer codes of which a character is missing are too many.
			for read, most := range map[string]int{code: 6, code[:5] + code[6:]: 4} {
				want := make(map[string]int)
				note := func(read string, more int) {
					for found := range (&redeem.Corrector{Format: f, MaxCost: most - more}).Candidates(read) {
						text, cost := redeem.Plain(found.Code).String(), found.Cost+more
						if least, ok := want[text]; !ok || cost < least {
							want[text] = cost
						}
					}
				}
				if len(read) < len(code) {
					for i := range code {
						note(read[:i]+"?"+read[i:], indel)
					}
				} else {
					note(read, 0)
					for i := range len(read) - 1 {
						note(read[:i]+read[i+1:i+2]+read[i:i+1]+read[i+2:], indel)
					}
				}
				got := make(map[string]int)
				for found := range (&redeem.Corrector{Format: f, MaxCost: most, MaxIndels: 1}).Candidates(read) {
					got[redeem.Plain(found.Code).String()] = found.Cost
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s, %s for %s: other candidates:\n%s", name, read, code, diff)
				}
			}
		}
	}
}

// TestIndelsFewer has reads that are too many for the indels that are asked for. Fewer
// are tried, so that there still is an answer, which does not claim to be likely.
func TestIndelsFewer(t *testing.T) {
	for _, name := range []string{"luhn-mod-36", "iso7064-mod-1271-36"} {
		scheme := draw.SchemeNamed(t, name)
		f := redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: scheme.Alphabet(), Check: scheme})
		var reads []string
		for i := range 6 {
			read := []byte(strings.Repeat("0A", 8))
			read[i] = 'B'
			reads = append(reads, string(read))
		}
		c := &redeem.Corrector{Format: f, Lookalikes: redeem.Tesseract(), MaxIndels: 4}
		if r := c.Resolve(reads...); r.Verdict == redeem.VerdictNone || !r.Capped || r.Probability != 0 {
			t.Errorf("%s: %+v", name, r)
		}
	}
}
