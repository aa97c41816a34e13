package alike

import "math"

// Scores converts scores into probabilities, for an engine that gives scores to
// its choices. The first choice is what was read, and has the weight 1. Choice n
// after it has the weight
//
//	Second · n^-Rank · e^(-d/Distance)
//
// where d is the distance of its score below that of the first choice, at least 0.
// If its score is 0, the last factor is Zero. Other is the weight of the case that
// no choice is right. A probability is a weight divided by the sum of all weights.
type Scores struct {
	Second, Rank, Distance, Zero, Other float64
}

// Probabilities replaces the scores of the choices of one character by the
// probabilities that they are right. The first choice is what was read. The sum
// is less than 1. Probabilities does not allocate.
func (s *Scores) Probabilities(scores []float64) {
	if len(scores) == 0 {
		return
	}
	first, sum := scores[0], 1+s.Other
	scores[0] = 1
	for n := 1; n < len(scores); n++ {
		factor := s.Zero
		if scores[n] > 0 {
			factor = math.Exp(-max(first-scores[n], 0) / s.Distance)
		}
		scores[n] = s.Second * math.Pow(float64(n), -s.Rank) * factor
		sum += scores[n]
	}
	for n := range scores {
		scores[n] /= sum
	}
}
