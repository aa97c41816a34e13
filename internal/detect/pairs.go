package detect

// pairs counts codes by two states: the one that the beginning of the code
// leads to, and the one that the beginning as it is read leads to. The counts
// of the dead state have no meaning.
type pairs []float64

func (c *Counter) newPairs() pairs { return make(pairs, c.states*c.states) }

// begin adds the codes whose first error is at a place.
func (c *Counter) begin(v pairs, place int, s swap) {
	if !c.happens(place, s) {
		return
	}
	wrong := c.next[place][s.read]
	for state, right := range c.next[place][s.meant] {
		v[int(right)*c.states+int(wrong[state])] += c.before[place][state]
	}
}

// pass moves from before a place to after it, over each symbol that is meant
// and read as in one of the edges.
func (c *Counter) pass(to, from pairs, place int, edges []swap) {
	clear(to)
	alive := c.states - 1
	at, weights := make([]int32, 0, alive), make([]float64, 0, alive)
	for right := range alive {
		// A scheme may have a thousand states, but if it is linear, each right
		// state has few wrong ones.
		at, weights = at[:0], weights[:0]
		for wrong, w := range from[right*c.states:][:alive] {
			if w != 0 {
				at, weights = append(at, int32(wrong)), append(weights, w)
			}
		}
		for _, e := range edges {
			next := c.next[place][e.read]
			row := to[int(c.next[place][e.meant][right])*c.states:][:c.states]
			for i, wrong := range at {
				row[next[wrong]] += weights[i]
			}
		}
	}
}

// exact returns the edges of a place at which every symbol is read right.
func (c *Counter) exact(place int) []swap {
	edges := make([]swap, len(c.may[place]))
	for i, a := range c.may[place] {
		edges[i] = swap{a, a}
	}
	return edges
}

// end counts the codes in which a swap at a place cancels the error before it.
func (c *Counter) end(v pairs, place int, s swap) (n float64) {
	if !c.happens(place, s) {
		return 0
	}
	dead := c.states - 1
	prior := c.prior[place][s.read]
	for state, to := range c.next[place][s.meant][:dead] {
		if wrong := int(prior[to]); int(to) != dead && wrong != dead {
			n += v[state*c.states+wrong] * c.after[place+1][to]
		}
	}
	return n
}

// beginRight and endRight are like begin and end for all codes, however they
// are read.
func (c *Counter) beginRight(right []float64, place int, s swap) {
	if !c.happens(place, s) {
		return
	}
	for state, to := range c.next[place][s.meant] {
		right[to] += c.before[place][state]
	}
}

func (c *Counter) endRight(right []float64, place int, s swap) (n float64) {
	if !c.happens(place, s) {
		return 0
	}
	for state, to := range c.next[place][s.meant][:c.states-1] {
		n += right[state] * c.after[place+1][to]
	}
	return n
}
