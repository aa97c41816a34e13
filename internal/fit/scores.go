package fit

import (
	"math"

	"github.com/redeemkit/redeem/internal/alike"
)

// AreScores reports whether the numbers of alternatives are scores from 0 to 100
// and no probabilities: one of them is above 1.
func AreScores(places [][]Alternative) bool {
	for _, place := range places {
		for _, a := range place {
			if a.Prob > 1 {
				return true
			}
		}
	}
	return false
}

// ToProbabilities replaces scores by what they are worth.
func ToProbabilities(places [][]Alternative, worth *alike.Scores) {
	var scores []float64
	for _, place := range places {
		scores = scores[:0]
		for _, a := range place {
			scores = append(scores, a.Prob)
		}
		worth.Probabilities(scores)
		for i := range place {
			place[i].Prob = scores[i]
		}
	}
}

// FitScores finds what the scores of an engine are worth: the values under which
// what was meant is likeliest, over all characters of the examples whose read has
// the right length and few faults.
func FitScores(examples []Example) alike.Scores {
	var choices []choice
	for _, x := range examples {
		choices = appendChoices(choices, x)
	}
	s := alike.Scores{Second: 0.5, Rank: 1, Distance: 50, Zero: 0.05, Other: 0.02}
	best := likelihood(&s, choices)
	for step := 0.5; step > 0.01; {
		moved := false
		for _, by := range []float64{math.Exp(step), math.Exp(-step)} {
			for i := range 5 {
				t := s
				*[...]*float64{&t.Second, &t.Rank, &t.Distance, &t.Zero, &t.Other}[i] *= by
				if l := likelihood(&t, choices); l > best {
					best, s, moved = l, t, true
				}
			}
		}
		if !moved {
			step /= 2
		}
	}
	return s
}

// choice is the scores of a character that was read.
type choice struct {
	scores []float64
	right  int // index of what was meant; -1 if it is not among them
}

func appendChoices(choices []choice, x Example) []choice {
	read := clean(x.Read)
	faults := 0
	for i := range min(len(read), len(x.Meant)) {
		if read[i] != x.Meant[i] {
			faults++
		}
	}
	if len(read) != len(x.Meant) || len(x.Alternatives) != len(read) || faults > (Options{}).faults(x.Meant) {
		return choices
	}
	for i, place := range x.Alternatives {
		c := choice{right: -1}
		for n, a := range place {
			c.scores = append(c.scores, a.Prob)
			if a.Char == rune(x.Meant[i]) && c.right < 0 {
				c.right = n
			}
		}
		choices = append(choices, c)
	}
	return choices
}

// likelihood returns the logarithm of the likelihood of what was meant.
func likelihood(s *alike.Scores, choices []choice) float64 {
	sum := 0.0
	var room [16]float64
	for _, c := range choices {
		p := append(room[:0], c.scores...)
		s.Probabilities(p)
		if c.right >= 0 {
			sum += math.Log(p[c.right])
			continue
		}
		none := 1.0
		for _, x := range p {
			none -= x
		}
		sum += math.Log(none)
	}
	return sum
}
