// Package design measures how well a format is suited to issuing codes: how
// hard its codes are to guess, and what happens when they are misread. It
// counts over all codes of the format.
package design

import (
	"cmp"
	"math"
	"slices"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/detect"
)

// Question describes a format and its use.
type Question struct {
	Format     *redeem.Format     // nil = redeem.GiftCard()
	Lookalikes *redeem.Lookalikes // which symbols are taken for which; nil = the model of the format
	Live       float64            // number of codes that are worth something; 0 = not known
	PerDay     float64            // number of guesses that an attacker can make; 0 = not known
}

// Answer holds the measurements of a format.
type Answer struct {
	Codes float64 // number of codes
	Bits  float64 // binary logarithm of Codes

	// The results of random guesses, all 0 if Live is not known; Days is also 0
	// if PerDay is not known.
	Chance  float64 // probability that a guess hits a live code: at most 1
	Guesses float64 // mean number of guesses to the first hit, without repeated guesses
	Days    float64 // time that these guesses take

	// Swaps holds the look-alikes that are both symbols of the format. A format
	// without check characters does not detect these misreadings.
	Swaps []detect.Swap
	One   detect.Count // codes with one swap
	Two   detect.Count // codes with two swaps at any places

	Missed     []Missed       // the swaps that are missed, the most frequent first
	ByDistance []detect.Count // two swaps by distance; [1] counts neighbors; empty if there are no swaps

	// The number of other codes that a code looks like, as the mean over all
	// codes: those that differ in one place, in two, and in any number of
	// places.
	Neighbors1, Neighbors2, Neighbors float64

	Advice []Advice
}

// Missed is one swap, or two in either order, that can make another code.
type Missed struct {
	Swaps []detect.Swap
	detect.Count
}

// Ask answers a question. It takes seconds if a check scheme has more than a
// thousand states.
func Ask(q Question) Answer {
	if q.Format == nil {
		q.Format = redeem.GiftCard()
	}
	spec := q.Format.Spec()
	if q.Lookalikes == nil {
		q.Lookalikes = spec.Lookalikes
	}
	codes := detect.Codes{Length: spec.Length, Prefix: spec.Prefix, Alphabet: spec.Alphabet, Check: spec.Check}
	c := detect.NewCounter(codes)
	a := Answer{Codes: c.Codes()}
	a.Bits = math.Log2(a.Codes)
	a.guess(q)
	a.misread(c, swapsOf(q.Lookalikes, codes.Symbols()))
	a.advise(q.Lookalikes, &spec)
	return a
}

// guess fills in the fields about guesses.
func (a *Answer) guess(q Question) {
	if q.Live <= 0 {
		return
	}
	live := min(q.Live, a.Codes)
	a.Chance = live / a.Codes
	// This is the mean place of the first live code among all codes in random order.
	a.Guesses = (a.Codes + 1) / (live + 1)
	if q.PerDay > 0 {
		a.Days = a.Guesses / q.PerDay
	}
}

// swapsOf returns the pairs of a model of which both are among the symbols.
func swapsOf(l *redeem.Lookalikes, symbols string) (swaps []detect.Swap) {
	for _, meant := range []byte(symbols) {
		for _, read := range []byte(symbols) {
			if _, ok := l.Cost(read, meant); ok && read != meant {
				swaps = append(swaps, detect.Swap{Meant: meant, Read: read})
			}
		}
	}
	return swaps
}

// misread fills in the fields about misread codes.
func (a *Answer) misread(c *detect.Counter, swaps []detect.Swap) {
	a.Swaps = swaps
	a.Neighbors = c.Readings(swaps) - 1
	if len(swaps) == 0 {
		return
	}
	for k, n := range c.OneSwap(swaps) {
		a.One.Add(n)
		a.miss(n, swaps[k])
	}
	two := c.TwoSwapsBySwap(swaps)
	for k := range swaps {
		for l := range swaps[:k+1] {
			n := two[k][l]
			if l < k {
				n.Add(two[l][k])
			}
			a.Two.Add(n)
			a.miss(n, swaps[l], swaps[k])
		}
	}
	a.ByDistance = c.TwoSwaps(swaps)
	a.Neighbors1, a.Neighbors2 = a.One.Missed/a.Codes, a.Two.Missed/a.Codes
	slices.SortStableFunc(a.Missed, func(x, y Missed) int {
		return cmp.Or(cmp.Compare(len(x.Swaps), len(y.Swaps)), cmp.Compare(math.Round(y.Missed/a.Codes*1e9), math.Round(x.Missed/a.Codes*1e9)))
	})
}

// miss adds swaps to Missed if any are missed.
func (a *Answer) miss(n detect.Count, swaps ...detect.Swap) {
	if n.Missed > 0 {
		a.Missed = append(a.Missed, Missed{swaps, n})
	}
}
