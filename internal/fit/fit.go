// Package fit learns what a reader takes for what, a camera with its OCR
// engine or people at a keyboard, from codes whose meaning is known.
//
// The model is that of a noisy channel: a symbol m is shown as r with the
// probability P(r|m), whatever stands beside it, and now and then a symbol is
// dropped, one is added, or one is shown as two that look like it (5 as 5S).
// Reading r, the cost of m is -log P(r|m) above that of the likeliest meaning,
// which is how much less likely m is if all symbols are meant equally often.
//
// It should see right reads too: they are what a misread is weighed against.
// From reads with many faults it does not learn. Most are out of step with
// their code, and what they show is not what looks alike.
package fit

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/redeemkit/redeem"
)

// Example is a code and what was read when it was shown.
type Example struct {
	Meant, Read string
	// Alternatives has what else each character read may be, as the reader said,
	// what was read first among them; nil if the reader did not say.
	Alternatives [][]Alternative
}

// Options say how to fit. The defaults are what was measured to be best on
// fonts that a model had not seen, or as good as the best and simpler.
type Options struct {
	Unit      float64 // units of cost in a nat; 0 = 4
	Meanings  int     // of a read character, at most; 0 = 8, for which a search has room on its stack
	Reach     float64 // the dearest meaning that is kept, in nats; 0 = 8
	Smoothing float64 // added to how often each symbol was shown as each; 0 = 0.1
	Faults    int     // characters misread, dropped or added in an example, at most; 0 = a quarter of its length
	// Prior is what to think of the reader before there are many examples: the
	// model of another one. nil = one that makes no mistakes.
	Prior *redeem.Lookalikes
}

const (
	rounds = 3 // of aligning by what was learned so far; more change nothing

	// shifted is how many characters a read may be longer or shorter than
	// its code. Beyond that, it is not known to be the same code.
	shifted = 4

	// trusted is how many reads of each symbol are taken for granted, right ones or
	// as Options.Prior has them, so that a symbol with few examples is not thought to mean
	// anything.
	trusted = 10
)

// Fit fits a model to the examples. Blanks, dashes and what else groups a code
// do not matter, nor does the case of what was read if the codes have letters
// of one case only. A character that could not be read is a question mark, and
// so is one beyond ASCII that stands for no symbol. Codes are secrets: errors
// tell which example it is and not what is in it.
func Fit(examples []Example, o Options) (Model, error) {
	o, err := o.complete()
	if err != nil {
		return Model{}, err
	}
	symbols, examples, err := prepare(examples)
	if err != nil {
		return Model{}, err
	}
	t := inStep(examples, o)
	for range rounds {
		t = align(examples, t.channel(symbols, o), o)
	}
	if t.examples == 0 {
		return Model{}, errors.New("no example has few enough faults to learn from")
	}
	return newModel(t, symbols, o), nil
}

func (o Options) complete() (Options, error) {
	for _, option := range []struct {
		name  string
		value float64
	}{
		{"Unit", o.Unit},
		{"Meanings", float64(o.Meanings)},
		{"Reach", o.Reach},
		{"Smoothing", o.Smoothing},
		{"Faults", float64(o.Faults)},
	} {
		if !(0 <= option.value && option.value <= 1000) {
			return o, fmt.Errorf("option %s: %v is not from 0 to 1000", option.name, option.value)
		}
	}
	if o.Unit == 0 {
		o.Unit = 4
	}
	if o.Meanings == 0 {
		o.Meanings = 8
	}
	if o.Reach == 0 {
		o.Reach = 8
	}
	if o.Smoothing == 0 {
		o.Smoothing = 0.1
	}
	return o, nil
}

func (o Options) faults(meant string) int {
	if o.Faults > 0 {
		return o.Faults
	}
	return max(1, len(meant)/4)
}

// alphabet is what codes are made of, and what reads are.
type alphabet struct {
	meant, read [128]bool
	reads       float64 // number of symbols that are read
}

// prepare returns the examples that may be lined up, in one case if that is
// all that codes have.
func prepare(examples []Example) (alphabet, []Example, error) {
	var a alphabet
	var upper, lower bool
	usable := make([]Example, 0, len(examples))
	for i, x := range examples {
		x = Example{Meant: clean(x.Meant), Read: clean(x.Read)}
		if len(x.Meant) == 0 || len(x.Meant) > redeem.MaxLen {
			return a, nil, fmt.Errorf("example %d: a code of %d characters", i+1, len(x.Meant))
		}
		for _, b := range []byte(x.Meant) {
			if b == unread || b == strange {
				return a, nil, fmt.Errorf("example %d: a code with a character that is no symbol", i+1)
			}
			a.meant[b], a.read[b] = true, true
			upper = upper || 'A' <= b && b <= 'Z'
			lower = lower || 'a' <= b && b <= 'z'
		}
		usable = append(usable, x)
	}
	n := 0
	for _, x := range usable {
		switch {
		case upper && !lower:
			x.Read = strings.ToUpper(x.Read)
		case lower && !upper:
			x.Read = strings.ToLower(x.Read)
		}
		x.Read = withoutEndMarks(x.Read, len(x.Meant), &a.meant)
		longer := len(x.Read) - len(x.Meant)
		if longer > shifted || longer < -shifted {
			continue
		}
		for _, b := range []byte(x.Read) {
			a.read[b] = a.read[b] || b != unread
		}
		usable[n] = x
		n++
	}
	if n == 0 {
		return a, nil, errors.New("no example has a read that can be lined up with its code")
	}
	for _, read := range a.read {
		if read {
			a.reads++
		}
	}
	return a, usable[:n], nil
}

// tally is how often what happened.
type tally struct {
	shown                            [128][128]float64 // [m][r]: m was shown as r
	symbols                          float64           // that were meant
	dropped, added, doubled, swapped float64
	examples                         int
}

// inStep counts the examples whose read has the right length as if their
// symbols stood one to one, for a start. Of what else may happen it supposes
// little.
func inStep(examples []Example, o Options) *tally {
	t := new(tally)
	for _, x := range examples {
		if len(x.Read) != len(x.Meant) {
			continue
		}
		var p path
		for i := range x.Meant {
			p.add(shown, i, i)
		}
		t.count(&p, x, o)
	}
	t.dropped = 0.01*t.symbols + 1
	t.added, t.doubled, t.swapped = t.dropped, t.dropped, t.dropped
	return t
}

// channel is the costs, in nats, of what may happen to a symbol.
type channel struct {
	shown                            [128][128]float64
	dropped, added, doubled, swapped float64
}

// prior returns how a symbol is shown in the mind of one who has seen no examples.
func (o Options) prior(meant byte, a alphabet) (shares [128]float64) {
	if o.Prior == nil {
		shares[meant] = 1
		return shares
	}
	sum := 0.0
	for r := range a.read {
		if cost, ok := o.Prior.Cost(byte(r), meant); ok && a.read[r] {
			shares[r] = math.Exp(-float64(cost) / 4)
			sum += shares[r]
		}
	}
	for r := range shares {
		shares[r] /= sum
	}
	return shares
}

// channel estimates the costs from what happened.
func (t *tally) channel(a alphabet, o Options) *channel {
	c := new(channel)
	for m := range a.meant {
		if !a.meant[m] {
			continue
		}
		prior := o.prior(byte(m), a)
		n := trusted + o.Smoothing*a.reads
		for _, times := range t.shown[m] {
			n += times
		}
		for r := range a.read {
			if a.read[r] {
				times := t.shown[m][r] + o.Smoothing + trusted*prior[r]
				c.shown[m][r] = -math.Log(times / n)
			}
		}
	}
	rare := func(times float64) float64 { return -math.Log((times + 1) / (t.symbols + 100)) }
	// What is added may be any symbol.
	c.dropped, c.added, c.doubled = rare(t.dropped), rare(t.added)+math.Log(a.reads), rare(t.doubled)
	c.swapped = rare(t.swapped)
	return c
}
