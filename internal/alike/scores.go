package alike

import "math"

// Scores says what the scores are worth that an engine gives what it holds
// possible in place of probabilities. The first choice, which is what was read,
// weighs 1. Choice n after it weighs
//
//	Second · n^-Rank · e^(-d/Distance)
//
// where d is how many points its score is below that of the first, at least 0.
// In place of the last factor, a choice whose score is 0 has Zero. Other is what
// weighs that none of the choices is right. A probability is a weight divided by
// the sum of all.
type Scores struct {
	Second, Rank, Distance, Zero, Other float64
}

// Probabilities puts in the place of the scores of one character, the first of
// which is what was read, the probabilities of being right. They sum to less than
// 1. It does not allocate.
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
