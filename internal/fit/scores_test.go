package fit

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/redeemkit/redeem/internal/alike"
)

// TestFitScores plants what scores are worth and looks for it.
func TestFitScores(t *testing.T) {
	want := alike.Scores{Second: 0.15, Rank: 1.5, Distance: 40, Zero: 0.3, Other: 0.01}
	random := rand.New(rand.NewPCG(1, 2))
	var examples []Example
	for range 600 {
		var meant, read []byte
		var places [][]Alternative
		for range 16 {
			// Five choices at random scores, and what was meant drawn from them.
			symbol := random.Perm(len(symbols))
			scores := []float64{90, 90 - 90*random.Float64(), 90 * random.Float64(), 90 * random.Float64(), 0}
			var place []Alternative
			for n, s := range scores {
				place = append(place, Alternative{Char: rune(symbols[symbol[n]]), Prob: s})
			}
			want.Probabilities(scores)
			p, n := random.Float64(), 0
			for n < len(scores) && p >= scores[n] {
				p -= scores[n]
				n++
			}
			meant, read = append(meant, symbols[symbol[n]]), append(read, symbols[symbol[0]])
			places = append(places, place)
		}
		examples = append(examples, Example{Meant: string(meant), Read: string(read), Alternatives: places})
	}
	got := FitScores(examples)
	for i, x := range [][2]float64{{got.Second, want.Second}, {got.Rank, want.Rank}, {got.Distance, want.Distance}, {got.Zero, want.Zero}} {
		// Reads with many faults are left out, which costs some accuracy.
		if math.Abs(math.Log(x[0]/x[1])) > 0.3 {
			t.Errorf("parameter %d is %.3f, want %.3f", i, x[0], x[1])
		}
	}
}

func TestToProbabilities(t *testing.T) {
	s := alike.Scores{Second: 0.5, Rank: 1, Distance: 50, Zero: 0.1, Other: 0.2}
	places := [][]Alternative{{{Char: 'A', Prob: 80}}, {{Char: 'B', Prob: 80}, {Char: '8', Prob: 90}, {Char: 'D', Prob: 30}, {Char: 'E', Prob: 0}}, nil}
	if !AreScores(places) {
		t.Error("scores are taken for probabilities")
	}
	ToProbabilities(places, &s)
	if AreScores(places) {
		t.Error("probabilities are taken for scores")
	}
	weights := []float64{1, 0.5, 0.25 * math.Exp(-1), 0.5 / 3 * 0.1}
	sum := 0.2
	for _, w := range weights {
		sum += w
	}
	for i, w := range weights {
		if got := places[1][i].Prob; math.Abs(got-w/sum) > 1e-12 {
			t.Errorf("alternative %d: %v, want %v", i, got, w/sum)
		}
	}
	if got := places[0][0].Prob; math.Abs(got-1/1.2) > 1e-12 {
		t.Errorf("alone: %v", got)
	}
}
