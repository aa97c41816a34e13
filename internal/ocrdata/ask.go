package ocrdata

import (
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/fit"
)

// readings returns what a Corrector is given for the question.
func (q *Question) readings() []*redeem.Reading {
	readings := make([]*redeem.Reading, len(q.Frames))
	for i, f := range q.Frames {
		x := fit.Example{Read: f.Typed()}
		if q.Alternatives {
			x.Alternatives = f.places()
		}
		readings[i] = x.Reading()
	}
	return readings
}

// ask asks a Corrector with the model.
func (m *Model) ask(q *Question) Outcome {
	c := redeem.Corrector{Format: m.format, Lookalikes: m.Lookalikes, MaxIndels: q.Indels}
	readings := q.readings()
	r := c.ResolveOf(readings...)
	o := Outcome{Question: q, Probability: r.Probability, truth: find(c.CandidatesOf(readings...), q.Truth(), "")}
	if string(r.Best.Code.AppendTo(nil)) == q.Truth() {
		o.Right = 1
	}
	return o
}

// ask asks a Corrector under a unit.
func (q *Question) ask(f *redeem.Format, l *redeem.Lookalikes, unit float64) (fit.Said, bool) {
	c := redeem.Corrector{Format: f, Lookalikes: l.WithUnit(unit), MaxIndels: q.Indels}
	return fit.Ask(&c, unit, q.Truth(), q.readings()...)
}
