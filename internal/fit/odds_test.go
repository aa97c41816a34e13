package fit

import (
	"bytes"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/internal/exhaustive"
)

// answers returns answers whose best code is right as often as the unit and the
// uncovered share say: the best code and another one, at different costs.
func answers(random *rand.Rand, n int, unit, uncovered float64) []Answer {
	all := make([]Answer, n)
	for i := range all {
		best, other := float64(random.IntN(30)), float64(random.IntN(30))
		other += best
		weight := func(cost, unit float64) float64 { return math.Exp(-cost * unit) }
		right := 0.0
		if p := weight(best, unit) / (weight(best, unit) + weight(other, unit) + uncovered); random.Float64() < p {
			right = 1
		}
		for j, u := range (Options{}).Units() {
			all[i][j] = Said{Best: best * u, All: math.Log(weight(best, u) + weight(other, u)), Right: right}
		}
	}
	return all
}

// TestFindOdds plants odds and looks for them.
func TestFindOdds(t *testing.T) {
	n := exhaustive.Pick(2000, 4000)
	for _, want := range []Odds{{Unit: 0.2, Uncovered: 0.01}, {Unit: 0.16, Uncovered: 0.1}} {
		random := rand.New(rand.NewPCG(1, 2))
		found := FindOdds(Options{}, answers(random, n, want.Unit, want.Uncovered))
		if math.Abs(found.Unit-want.Unit) > 0.03 || found.Uncovered < want.Uncovered/2 || found.Uncovered > want.Uncovered*2 {
			t.Errorf("found %v and %v, want %v and %v", found.Unit, found.Uncovered, want.Unit, want.Uncovered)
		}
		var r Reliability
		for _, a := range answers(random, n, want.Unit, want.Uncovered) {
			s := a.at(found.Unit * 4)
			r.Add(s.Probability(found.Uncovered), s.Right)
		}
		if r.Error() > 0.03 || r.Answers() != float64(n) {
			t.Errorf("calibration error %.3f of %.0f answers", r.Error(), r.Answers())
		}
	}
}

// TestAnswerBetween interpolates an answer between two units.
func TestAnswerBetween(t *testing.T) {
	var a Answer
	for i, f := range factors {
		a[i] = Said{Best: f, All: -2 * f, Right: 1}
	}
	for _, f := range []float64{factors[0], 0.57, 0.83, 1} {
		if s := a.at(f); math.Abs(s.Best-f) > 1e-12 || math.Abs(s.All+2*f) > 1e-12 || s.Right != 1 {
			t.Errorf("at %v: %+v", f, s)
		}
	}
}

func TestReliability(t *testing.T) {
	var r Reliability
	for _, x := range []struct{ p, right float64 }{{0, 0}, {0.95, 1}, {0.95, 1}, {1, 0}, {0.25, 0.5}} {
		r.Add(x.p, x.right)
	}
	if got, want := r.Error(), (0.9+0.25)/5; math.Abs(got-want) > 1e-12 {
		t.Errorf("calibration error %v, want %v", got, want)
	}
	if got := new(Reliability).Error(); got != 0 {
		t.Errorf("of no answers: %v", got)
	}
	var b bytes.Buffer
	(&Odds{Unit: 0.25, Reliability: r}).comment(&b)
	for _, want := range []string{"# 0.0 to 0.1            1  0.000  0.000\n", "# 0.2 to 0.3            1  0.250  0.500\n", "# 0.9 to 1.0            3  0.967  0.667\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the comment\n%swithout %q", b.String(), want)
		}
	}
}

func TestMean(t *testing.T) {
	if got, want := Mean(Odds{Unit: 0.2, Uncovered: 0.01}, Odds{Unit: 0.25, Uncovered: 0.0001}), (Odds{Unit: 0.22, Uncovered: 0.001}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}
