package detect

import (
	"slices"
	"strings"
)

// Swap is a symbol that is read as another one. It counts only where both
// symbols may stand: elsewhere the reading is not a code, whatever the check
// characters are.
type Swap struct{ Meant, Read byte }

// swap is a Swap as indexes of symbols.
type swap struct{ meant, read int }

func (s swap) back() swap { return swap{s.read, s.meant} }

func (c *Counter) swaps(model []Swap) []swap {
	swaps := make([]swap, len(model))
	for k, s := range model {
		swaps[k] = swap{strings.IndexByte(c.symbols, s.Meant), strings.IndexByte(c.symbols, s.Read)}
	}
	return swaps
}

func (c *Counter) happens(place int, s swap) bool {
	return slices.Contains(c.may[place], s.meant) && slices.Contains(c.may[place], s.read)
}

// OneSwap counts codes with one swap, by swap.
func (c *Counter) OneSwap(model []Swap) []Count {
	counts := make([]Count, len(model))
	for k, s := range c.swaps(model) {
		for place := range c.length {
			if c.happens(place, s) {
				counts[k].Add(c.one(place, s.meant, s.read))
			}
		}
	}
	return counts
}

// TwoSwaps counts codes with two swaps by the distance between them: [1] counts
// swaps at neighboring places, and [0] is empty.
func (c *Counter) TwoSwaps(model []Swap) []Count {
	counts := make([]Count, c.length)
	swaps := c.swaps(model)
	v, behind := c.newPairs(), c.newPairs()
	for first := range c.length {
		clear(v)
		right := make([]float64, c.states)
		for _, s := range swaps {
			c.begin(v, first, s)
			c.beginRight(right, first, s)
		}
		for place := first + 1; place < c.length; place++ {
			n := &counts[place-first]
			for _, s := range swaps {
				n.Missed += c.end(v, place, s)
				n.All += c.endRight(right, place, s)
			}
			if place == c.length-1 {
				break // no place is after it
			}
			c.pass(behind, v, place, c.exact(place))
			v, behind = behind, v
			right = c.passedRight(right, place)
		}
	}
	return counts
}

// TwoSwapsBySwap counts codes with two swaps, by the first and the second of
// them.
//
// A swap and its inverse differ only in which code is the right one and which
// the wrong one, so it is enough to follow one of the two.
func (c *Counter) TwoSwapsBySwap(model []Swap) [][]Count {
	swaps := c.swaps(model)
	counts := make([][]Count, len(swaps))
	for k, s := range swaps {
		counts[k] = make([]Count, len(swaps))
		right := make([]float64, c.states)
		for place := range c.length {
			for l, t := range swaps {
				counts[k][l].All += c.endRight(right, place, t)
			}
			right = c.passedRight(right, place)
			c.beginRight(right, place, s)
		}
	}
	v, behind := c.newPairs(), c.newPairs()
	for k, s := range swaps {
		back := slices.Index(swaps, s.back())
		if back >= 0 && back < k {
			continue
		}
		clear(v)
		for place := range c.length {
			for l, t := range swaps {
				counts[k][l].Missed += c.end(v, place, t)
				if back >= 0 {
					counts[back][l].Missed += c.end(v, place, t.back())
				}
			}
			c.pass(behind, v, place, c.exact(place))
			c.begin(behind, place, s)
			v, behind = behind, v
		}
	}
	return counts
}

func (c *Counter) passedRight(from []float64, place int) []float64 {
	to := make([]float64, c.states)
	c.passRight(to, from, place)
	return to
}

// Readings returns the number of codes that a code may be read as, including
// itself, with swaps at any number of places, as the mean over all codes.
func (c *Counter) Readings(model []Swap) float64 {
	swaps := c.swaps(model)
	v, behind := c.newPairs(), c.newPairs()
	for state, w := range c.before[0] {
		v[state*c.states+state] = w
	}
	for place := range c.length {
		edges := c.exact(place)
		for _, s := range swaps {
			if c.happens(place, s) {
				edges = append(edges, s)
			}
		}
		c.pass(behind, v, place, edges)
		v, behind = behind, v
	}
	n := 0.0
	for state, w := range c.after[c.length] {
		n += w * v[state*c.states+state]
	}
	return n / c.Codes()
}
