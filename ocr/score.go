package ocr

import (
	"cmp"
	"slices"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/alike"
)

// choices is what an engine held possible at one place, with scores.
type choices struct {
	list  []choice
	steps bool // scores are probabilities in per cent, of several time steps
}

type choice struct {
	char  rune
	score float64
}

// add adds what may stand at the place. A score that is no number counts as 0.
func (c *choices) add(char rune, score float64) {
	if !(score > 0) {
		score = 0
	}
	score = min(score, 100)
	for i := range c.list {
		if c.list[i].char == char {
			// Of the steps that a character takes the one counts at which it is
			// likeliest: the others are the transitions to and from it.
			c.list[i].score = max(c.list[i].score, score)
			return
		}
	}
	if len(c.list) < maxAlternatives {
		c.list = append(c.list, choice{char, score})
	}
}

// isBlank reports whether the engine took the place for a blank.
func (c *choices) isBlank() bool {
	best := choice{char: ' '}
	for i, x := range c.list {
		if i == 0 || x.score > best.score {
			best = x
		}
	}
	return isBlank(best.char)
}

// alternatives returns the choices as probabilities, the character that the
// engine settled on first.
func (c *choices) alternatives(char rune) []redeem.Alternative {
	list := slices.DeleteFunc(slices.Clone(c.list), func(x choice) bool { return isBlank(x.char) })
	slices.SortStableFunc(list, func(x, y choice) int {
		if (x.char == char) != (y.char == char) {
			if x.char == char {
				return -1
			}
			return 1
		}
		return cmp.Compare(y.score, x.score)
	})
	if len(list) == 0 {
		return nil
	}
	if list[0].char != char {
		list = slices.Insert(list, 0, choice{char, list[0].score})
	}
	scores := make([]float64, len(list))
	sum := 0.0
	for i, x := range list {
		scores[i] = x.score
		sum += x.score
	}
	if !c.steps {
		alike.TesseractScores.Probabilities(scores)
		sum = 1
	}
	alternatives := make([]redeem.Alternative, 0, len(list))
	for i, x := range list {
		if scores[i] > 0 {
			alternatives = append(alternatives, redeem.Alternative{Char: x.char, Prob: scores[i] / sum})
		}
	}
	return alternatives
}

// confident returns a character with its own confidence, one of several: from
// 0 to 1 if all of them are, else in per cent. The rest is for the look-alike
// model.
func confident(char rune, confidence float64, all []float64) []redeem.Alternative {
	if slices.Max(all) > 1 {
		confidence /= 100
	}
	if !(confidence > 0 && confidence <= 1) {
		return nil
	}
	return []redeem.Alternative{{Char: char, Prob: confidence}}
}
