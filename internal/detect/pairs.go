package detect

// pairs says how many codes there are whose beginning, as it is, leads to one
// state and, as it is read, to another: by the right state, then the wrong one.
// What it says of the dead state is of no meaning.
type pairs []float64

func (c *Counter) newPairs() pairs { return make(pairs, c.states*c.states) }

// begin adds the codes that are read wrong for the first time at a place.
func (c *Counter) begin(v pairs, place int, s swap) {
	if !c.happens(place, s) {
		return
	}
	wrong := c.next[place][s.read]
	for state, right := range c.next[place][s.meant] {
		v[int(right)*c.states+int(wrong[state])] += c.before[place][state]
	}
}

// pass moves from before a place to behind it, over a symbol that is meant and
// read as one of the edges has it.
func (c *Counter) pass(to, from pairs, place int, edges []swap) {
	clear(to)
	alive := c.states - 1
	at, weights := make([]int32, 0, alive), make([]float64, 0, alive)
	for right := range alive {
		// There are few wrong states for each right one where a scheme is
		// linear, and it may have a thousand states.
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

// exact returns the edges of a place where everything is read right.
func (c *Counter) exact(place int) []swap {
	edges := make([]swap, len(c.may[place]))
	for i, a := range c.may[place] {
		edges[i] = swap{a, a}
	}
	return edges
}

// end counts the codes in which a swap at a place makes up for the error before.
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

// beginRight and endRight are begin and end for all codes, however they are
// read.
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
