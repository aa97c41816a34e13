package meant_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// drawnReading is a Reading with its characters for the reference.
type drawnReading struct {
	*redeem.Reading
	seen []twinChar
}

// drawReading draws a Reading of a code by a reader with alternatives.
func drawReading(t *rapid.T, f *redeem.Format, code string, indels int) drawnReading {
	text := drawRead(t, f, code, indels)
	seen, whole := seenIn(text)
	r := drawnReading{new(redeem.Reading), seen}
	if !whole || rapid.IntRange(0, 3).Draw(t, "a text") == 0 {
		r.AddString(text)
		return r
	}
	prob := rapid.SampledFrom([]float64{0.01, 0.1, 0.2, 0.3, 0.45, 0.6, 0.9, 1})
	char := rapid.OneOf(rapid.SampledFrom([]byte(symbolsOf(f))), rapid.SampledFrom([]byte("OI!~o")))
	for i, c := range seen {
		if c.ascii == unread && rapid.Bool().Draw(t, "nothing known") {
			r.Add()
			continue
		}
		var alternatives []redeem.Alternative
		add := func(ascii byte, prob float64) {
			char := rune(ascii)
			if ascii == unread {
				char = rapid.SampledFrom([]rune{'?', 'é', 0, -1, '😀'}).Draw(t, "no symbol")
			}
			alternatives = append(alternatives, redeem.Alternative{Char: char, Prob: prob})
			c.alternatives = append(c.alternatives, twinAlternative{ascii, prob})
		}
		add(c.ascii, prob.Draw(t, "prob"))
		for range rapid.IntRange(0, 3).Draw(t, "more") {
			add(char.Draw(t, "other"), prob.Draw(t, "prob"))
		}
		if rapid.IntRange(0, 5).Draw(t, "impossible") == 0 {
			wrong := rapid.SampledFrom([]float64{0, -1, math.NaN(), math.Inf(-1)}).Draw(t, "no probability")
			alternatives = append(alternatives, redeem.Alternative{Char: '7', Prob: wrong})
		}
		seen[i] = c
		r.Add(alternatives...)
	}
	return r
}

// TestReadingReference compares all answers of a Corrector about Readings with the
// reference.
func TestReadingReference(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		f := redeem.MustFormat(drawSmallSpec(t, checkdigit.All()))
		for range exhaustive.Pick(1, 4) {
			checkReadings(t, f, 0, rapid.IntRange(1, 3).Draw(t, "readings"))
		}
	})
}

// TestReadingIndelsReference does so with missing or additional characters.
func TestReadingIndelsReference(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		f := redeem.MustFormat(drawSmallSpec(t, draw.Schemes))
		maxIndels := rapid.IntRange(1, min(2, max(1, 8-f.Spec().Length))).Draw(t, "MaxIndels")
		checkReadings(t, f, maxIndels, rapid.IntRange(1, 4-maxIndels).Draw(t, "readings"))
	})
}

func checkReadings(t *rapid.T, f *redeem.Format, maxIndels, n int) {
	c, q := drawQuestion(t, f, maxIndels)
	q.model.unit = rapid.SampledFrom([]float64{0, 0.25, 0.1, 0.7}).Draw(t, "unit")
	q.model.uncovered = rapid.SampledFrom([]float64{0, 0.02, 1}).Draw(t, "uncovered")
	q.model.Lookalikes = q.model.Lookalikes.WithUnit(q.model.unit).WithUncovered(q.model.uncovered)
	c.Lookalikes = q.model.Lookalikes

	code := draw.Code(t, f.Spec())
	var readings []*redeem.Reading
	var seen [][]twinChar
	for range n {
		r := drawReading(t, f, code, rapid.IntRange(0, maxIndels).Draw(t, "indels"))
		readings, seen = append(readings, r.Reading), append(seen, r.seen)
		if r.Len() != len(r.seen) {
			t.Errorf("Len = %d, want %d", r.Len(), len(r.seen))
		}
	}
	what := fmt.Sprintf("%s, readings %v", showQuestion(c, nil), seen)

	want, more := q.candidatesOf(seen)
	var got []candidate
	for found := range c.CandidatesOf(readings...) {
		got = append(got, revealed(found))
	}
	if !slices.IsSortedFunc(got, byCost) {
		t.Errorf("%s: not in the order of cost: %q", what, listed(got))
	}
	slices.SortFunc(got, candidate.compare)
	if diff := cmp.Diff(listed(want), listed(got)); diff != "" {
		t.Fatalf("%s: other candidates:\n%s", what, diff)
	}
	if n, exact := c.CountOf(readings...); n < uint64(len(want)) || exact && n > uint64(len(want)) || exact != (maxIndels == 0) {
		t.Errorf("%s: CountOf = %d, %t, want %d", what, n, exact, len(want))
	}

	r := c.ResolveOf(readings...)
	if wanted, _ := resolve(want, func(string) bool { return true }, math.MaxInt); r.Verdict != wanted.verdict || r.Best.Cost != wanted.best.cost ||
		maxIndels == 0 && (r.Ties != wanted.ties || r.Margin != wanted.margin) || r.Capped && !more && maxIndels == 0 && r.Verdict != redeem.VerdictNone {
		t.Errorf("%s: ResolveOf = %+v, want %+v", what, r, wanted)
	}
	checkProbability(t, what, q, seen, r, nil)

	// What Accept refused is not what the card says.
	asking := *c
	var refused []candidate
	asking.Accept = func(code redeem.Code) bool {
		text := redeem.Plain(code).String()
		if text[len(text)-1]%3 != 0 {
			return true
		}
		refused = append(refused, candidate{text: text})
		return false
	}
	checkProbability(t, what+", some refused", q, seen, asking.ResolveOf(readings...), refused)

	// In any order, and any number of times, they say the same.
	same := func(name string, c *redeem.Corrector, readings []*redeem.Reading, want redeem.Resolution) {
		got := c.ResolveOf(readings...)
		if math.Abs(got.Probability-want.Probability) > 1e-12 {
			t.Errorf("%s, %s: %+v, want %+v", what, name, got, want)
		}
		if got.Probability = want.Probability; got != want {
			t.Errorf("%s, %s: %+v, want %+v", what, name, got, want)
		}
	}
	shuffled := rapid.Permutation(readings).Draw(t, "order")
	same("in another order", c, shuffled, r)
	same("twice", c, append(shuffled, readings...), r)
	one := c.ResolveOf(readings[0])
	same("one of them three times", c, slices.Repeat(readings[:1], 3), one)
	same("one of them, and an empty and a nil one", c, []*redeem.Reading{nil, readings[0], new(redeem.Reading)}, c.ResolveOf(nil, nil, readings[0]))
}

// checkProbability compares Probability with the sum over all codes.
func checkProbability(t *rapid.T, what string, q twin, seen [][]twinChar, r redeem.Resolution, refused []candidate) {
	t.Helper()
	if r.Verdict == redeem.VerdictNone || q.model.unit == 0 {
		if r.Probability != 0 {
			t.Errorf("%s: %+v has a probability", what, r)
		}
		return
	}
	weight := func(cost int) float64 { return math.Exp(-float64(cost) * q.model.unit) }
	free := q
	free.maxCost, free.maxEdits = 0, 0
	sum, asked := q.model.uncovered, free.ask(seen)
	for _, text := range q.codes {
		p, ok := asked.best(text)
		if ok && !slices.ContainsFunc(refused, func(c candidate) bool { return c.text == text }) {
			sum += weight(p.cost)
		}
	}
	want := min(weight(r.Best.Cost)/sum, 1/float64(r.Ties))
	if q.maxIndels > 0 { // a lower bound
		if !(r.Probability >= 0 && r.Probability <= want*(1+1e-9)) {
			t.Errorf("%s: %+v, want %v at most", what, r, want)
		}
	} else if math.Abs(r.Probability-want) > 1e-9*want {
		t.Errorf("%s: %+v, want %v", what, r, want)
	}
}
