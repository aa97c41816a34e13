package fit

import (
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"github.com/redeemkit/redeem"
)

// Alternative is what a character read may be, and how likely.
type Alternative = redeem.Alternative

// Reading returns what was read as a [redeem.Corrector] takes it.
func (x *Example) Reading() *redeem.Reading {
	r := new(redeem.Reading)
	if x.Alternatives == nil {
		r.AddString(x.Read)
	}
	for _, place := range x.Alternatives {
		r.Add(place...)
	}
	return r
}

// Ask asks a Corrector, whose model has the unit and no uncovered share, what
// readings mean of which that is known. It returns false if they mean nothing.
func Ask(c *redeem.Corrector, unit float64, meant string, readings ...*redeem.Reading) (Said, bool) {
	r := c.ResolveOf(readings...)
	if !(r.Probability > 0) {
		return Said{}, false
	}
	best := float64(r.Best.Cost) * unit
	said := Said{Best: best, All: -math.Log(r.Probability) - best}
	if string(r.Best.Code.AppendTo(nil)) == meant {
		said.Right = 1
	}
	return said, true
}

const (
	fewestAnswers = 50   // in each half, below which they say nothing about odds
	mostAnswers   = 1000 // in each half; more make it slower and not better
	mostReadings  = 3    // of one code together
)

// Calibrate finds the odds of models of the examples. Half of the codes are asked
// about with a model of the other half, and the other way round, each reading by
// itself and, where there are several of a code, up to three together. Odds found on one half are
// compared with what came true in the other; the model has the mean of both. The
// format is that of the codes, whose check character decides what else may have
// been meant; nil stands for one without, of the length that most codes have. If
// there are too few codes, the odds are not known, which is no error.
func (m *Model) Calibrate(examples []Example, f *redeem.Format) {
	if f == nil {
		f = formatOf(examples)
	}
	var halves [2][]Example
	for _, x := range examples {
		half := halfOf(clean(x.Meant))
		halves[half] = append(halves[half], x)
	}
	var answers [2][2][]Answer // of each half, to one reading and to several
	for i := range halves {
		other, err := Fit(halves[1-i], m.Options)
		if err != nil || f == nil {
			return
		}
		l, err := other.Lookalikes()
		if err != nil {
			return
		}
		answers[i] = m.Options.answers(l, f, halves[i])
		if len(answers[i][0]) < fewestAnswers {
			return
		}
	}
	var odds [2]Odds // for each half, of the other
	for i := range answers {
		odds[1-i] = FindOdds(m.Options, answers[i][:]...)
	}
	m.Odds = Mean(odds[0], odds[1])
	for i := range answers {
		for _, group := range answers[i] {
			for _, a := range group {
				s := a.at(odds[i].Unit / m.Options.nominal())
				m.Odds.Reliability.Add(s.Probability(odds[i].Uncovered), s.Right)
			}
		}
	}
}

// halfOf returns the half that a code is in, whatever the order of the examples.
func halfOf(code string) int {
	h := fnv.New32a()
	h.Write([]byte(code))
	return int(h.Sum32() >> 16 & 1)
}

// answers asks about the examples with a model that has not seen them: each
// reading by itself, and all of a code together.
func (o Options) answers(l *redeem.Lookalikes, f *redeem.Format, examples []Example) (groups [2][]Answer) {
	byCode := make(map[string][]*redeem.Reading)
	var codes []string
	for _, x := range examples {
		code, err := f.Parse(x.Meant)
		if err != nil {
			continue
		}
		meant := string(code.AppendTo(nil))
		if byCode[meant] == nil {
			codes = append(codes, meant)
		}
		byCode[meant] = append(byCode[meant], x.Reading())
	}
	slices.Sort(codes)
	for _, meant := range codes {
		readings := byCode[meant]
		if len(groups[0]) >= mostAnswers {
			break
		}
		for i := range readings {
			groups[0] = o.appendAnswer(groups[0], l, f, meant, readings[i:i+1])
		}
		if len(readings) > 1 {
			groups[1] = o.appendAnswer(groups[1], l, f, meant, readings[:min(len(readings), mostReadings)])
		}
	}
	return groups
}

func (o Options) appendAnswer(answers []Answer, l *redeem.Lookalikes, f *redeem.Format, meant string, readings []*redeem.Reading) []Answer {
	var a Answer
	for i, unit := range o.Units() {
		c := redeem.Corrector{Format: f, Lookalikes: l.WithUnit(unit)}
		var ok bool
		if a[i], ok = Ask(&c, unit, meant, readings...); !ok {
			return answers
		}
	}
	return append(answers, a)
}

// formatOf returns a format without a check character of codes of the length that
// most examples have, of the symbols that there are; nil if there is none.
func formatOf(examples []Example) *redeem.Format {
	var lengths [redeem.MaxLen + 1]int
	var symbols [128]bool
	most := 0
	for _, x := range examples {
		meant := clean(x.Meant)
		if len(meant) > redeem.MaxLen {
			continue
		}
		if lengths[len(meant)]++; lengths[len(meant)] > lengths[most] {
			most = len(meant)
		}
		for _, b := range []byte(meant) {
			symbols[b&0x7F] = true
		}
	}
	var alphabet strings.Builder
	for symbol, is := range symbols {
		if is {
			alphabet.WriteByte(byte(symbol))
		}
	}
	f, err := redeem.NewFormat(redeem.Spec{Length: most, Alphabet: alphabet.String()})
	if err != nil {
		return nil
	}
	return f
}
