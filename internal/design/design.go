// Package design tells what a format is like to issue codes of: how hard they
// are to guess, and what becomes of misread ones. All of it is counted over all
// codes of the format.
package design

import (
	"cmp"
	"math"
	"slices"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/detect"
)

// Question is what is asked about.
type Question struct {
	Format     *redeem.Format     // nil = the gift card's
	Lookalikes *redeem.Lookalikes // what is taken for what; nil = the format's
	Live       float64            // codes that are worth something; 0 = not known
	PerDay     float64            // guesses that somebody can make; 0 = not known
}

// Answer is what there is to say of a format.
type Answer struct {
	Codes float64 // how many there are
	Bits  float64 // the binary logarithm of that

	// Of guesses at random, and so of the answer to Live and PerDay; 0 where
	// the question does not say.
	Chance  float64 // that one hits a live code: no more than 1
	Guesses float64 // how many it takes on average, none of them twice
	Days    float64 // how long these take

	// Swaps are the look-alikes that are both symbols of the format, and so
	// the misreadings that it does not detect without check characters.
	Swaps []detect.Swap
	One   detect.Count // codes with one swap
	Two   detect.Count // with two, wherever

	Missed     []Missed       // what is missed, what happens most often first
	ByDistance []detect.Count // two swaps by how far apart, [1] being neighbors; of no length if there are no swaps

	// How many other codes a code looks like, the mean over all codes: those
	// that differ in one place, in two, and in any number of places.
	Neighbors1, Neighbors2, Neighbors float64

	Advice []Advice
}

// Missed is one swap or two, in either order, that can make another code.
type Missed struct {
	Swaps []detect.Swap
	detect.Count
}

// Ask answers a question. It takes seconds where a check scheme has more than
// a thousand states.
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

// guess answers what guesses come to.
func (a *Answer) guess(q Question) {
	if q.Live <= 0 {
		return
	}
	live := min(q.Live, a.Codes)
	a.Chance = live / a.Codes
	// Of the codes in random order, the first live one.
	a.Guesses = (a.Codes + 1) / (live + 1)
	if q.PerDay > 0 {
		a.Days = a.Guesses / q.PerDay
	}
}

// swapsOf returns the pairs of a model that are both among the symbols.
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

// misread answers what becomes of codes that are read wrong.
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

// miss notes what is missed, if anything is.
func (a *Answer) miss(n detect.Count, swaps ...detect.Swap) {
	if n.Missed > 0 {
		a.Missed = append(a.Missed, Missed{swaps, n})
	}
}
