package ocrdata

import (
	"slices"
	"sync"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/fit"
)

// Model is a fitted model, and its odds.
type Model struct {
	Lookalikes *redeem.Lookalikes // which has the odds too
	Odds       fit.Odds
	format     *redeem.Format
}

// NewModel returns a model whose odds are not known.
func NewModel(l *redeem.Lookalikes) *Model { return &Model{Lookalikes: l, format: Format(Scheme)} }

// Fit fits a model to frames, with the odds given.
func Fit(frames []Frame, o fit.Options, odds fit.Odds) (*Model, error) {
	m, err := fit.Fit(Examples(frames), o)
	if err != nil {
		return nil, err
	}
	m.Odds = odds
	l, err := m.Lookalikes()
	return &Model{l, odds, Format(Scheme)}, err
}

// Way is a way of asking about a card.
type Way struct {
	Frames       int
	Alternatives bool
	Indels       int // by which a frame may be off the length and is still asked with
}

// Ways are those that are measured.
var Ways = [...]Way{
	{Frames: 1},
	{Frames: 1, Alternatives: true},
	{Frames: 2},
	{Frames: 2, Alternatives: true},
	{Frames: 3},
	{Frames: 3, Alternatives: true},
	{Frames: 3, Indels: 1},
	{Frames: 3, Alternatives: true, Indels: 1},
}

// ToProbabilities replaces the scores of alternatives in each half by what they
// are worth in the other. It leaves probabilities as they are.
func ToProbabilities(halves *[2][]Frame) {
	var worth [2]alike.Scores
	for i, frames := range halves {
		if !slices.ContainsFunc(frames, func(f Frame) bool { return fit.AreScores(f.Alternatives) }) {
			return
		}
		worth[1-i] = fit.FitScores(Examples(frames))
	}
	for i, frames := range halves {
		for _, f := range frames {
			fit.ToProbabilities(f.Alternatives, &worth[i])
		}
	}
}

// FitHalves fits a model to each half of the fonts, and finds the odds of it by the
// other: models[i] is for halves[i] and has not seen it. Odds are found by all of the ways
// together, from one question in every.
func FitHalves(halves [2][]Frame, o fit.Options, every int, ways ...Way) (models [2]*Model, err error) {
	var groups [2][][]fit.Answer
	for i := range halves {
		if models[i], err = Fit(halves[1-i], o, fit.Odds{}); err != nil {
			return models, err
		}
		for _, way := range ways {
			if way.Indels > 0 {
				continue // probabilities are lower bounds then
			}
			questions := Sample(Questions(halves[i], way), every)
			groups[i] = append(groups[i], Answers(models[i].Lookalikes, questions))
		}
	}
	for i := range halves {
		if models[i], err = Fit(halves[1-i], o, fit.FindOdds(o, groups[1-i]...)); err != nil {
			return models, err
		}
	}
	return models, nil
}

// Answers asks all questions under each of the units between which odds are
// looked for. Those to which there is no answer are left out.
func Answers(l *redeem.Lookalikes, questions []Question) []fit.Answer {
	format, units := Format(Scheme), fit.Options{}.Units()
	all := make([]fit.Answer, len(questions))
	answered := make([]bool, len(questions))
	var wait sync.WaitGroup
	const parts = 4
	for part := range parts {
		wait.Go(func() {
			for j := part; j < len(questions); j += parts {
				answered[j] = true
				for i, unit := range units {
					said, ok := questions[j].ask(format, l, unit)
					all[j][i] = said
					answered[j] = answered[j] && ok
				}
			}
		})
	}
	wait.Wait()
	var answers []fit.Answer
	for j, a := range all {
		if answered[j] {
			answers = append(answers, a)
		}
	}
	return answers
}
