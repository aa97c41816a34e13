package ocrdata

import (
	"cmp"
	"slices"
	"sync"

	"github.com/redeemkit/redeem/internal/fit"
)

// Outcome is what comes of a question.
type Outcome struct {
	Question    *Question
	Right       float64 // 1 if the best code is right, else 0
	Probability float64 // of the best code; 0 if there is no candidate
	truth       position
}

// Outcomes asks all questions, with a model.
func Outcomes(m *Model, questions []Question) []Outcome {
	outcomes := make([]Outcome, len(questions))
	var wait sync.WaitGroup
	const parts = 4
	for part := range parts {
		wait.Go(func() {
			for i := part; i < len(questions); i += parts {
				outcomes[i] = m.ask(&questions[i])
			}
		})
	}
	wait.Wait()
	return outcomes
}

// Among returns how often the truth is the first candidate, and among the first
// 16, in the outcomes that are kept, of which there are n. Candidates of equal
// cost come in any order: the mean over all orders.
func Among(outcomes []Outcome, keep func(*Question) bool) (n int, first, first16 float64) {
	var one, sixteen Share
	for i := range outcomes {
		if o := &outcomes[i]; keep(o.Question) {
			n++
			one.add(o.truth, 1)
			sixteen.add(o.truth, 16)
		}
	}
	return n, one.Mean / float64(n), sixteen.Mean / float64(n)
}

// Decided returns the largest share of the outcomes that can be decided right by
// demanding a probability, if at most a share wrong of the decisions may be wrong,
// and the least probability to demand.
func Decided(outcomes []Outcome, wrong float64) (share, demanded float64) {
	sorted := slices.SortedFunc(slices.Values(outcomes), func(x, y Outcome) int { return cmp.Compare(y.Probability, x.Probability) })
	right := 0.0
	for i, o := range sorted {
		if o.Probability == 0 {
			break
		}
		right += o.Right
		last := i+1 == len(sorted) || sorted[i+1].Probability < o.Probability
		if decisions := float64(i + 1); last && decisions-right <= wrong*decisions {
			share, demanded = right/float64(len(outcomes)), o.Probability
		}
	}
	return share, demanded
}

// Reliability compares the probabilities with what came true. Questions without a
// candidate have none.
func Reliability(outcomes []Outcome) *fit.Reliability {
	r := new(fit.Reliability)
	for _, o := range outcomes {
		if o.Probability > 0 {
			r.Add(o.Probability, o.Right)
		}
	}
	return r
}
