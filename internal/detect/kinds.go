package detect

import (
	"iter"
	"slices"
)

// Substitution counts symbols that are replaced by another symbol that may
// stand in their place.
func (c *Counter) Substitution() (n Count) {
	for place := range c.length {
		for _, a := range c.may[place] {
			for b := range c.others(place, a) {
				n.Add(c.one(place, a, b))
			}
		}
	}
	return n
}

// Transposition counts neighbors that are exchanged, ab read as ba. Jump counts
// symbols that are exchanged across a third one.
func (c *Counter) Transposition() Count { return c.two(1, c.exchanges) }
func (c *Counter) Jump() Count          { return c.two(2, c.exchanges) }

// Twin counts doubled symbols that are replaced, aa read as bb. JumpTwin counts
// the same across a third symbol.
func (c *Counter) Twin() Count     { return c.two(1, c.twins) }
func (c *Counter) JumpTwin() Count { return c.two(2, c.twins) }

// one counts the codes with symbol a at a place, where it is read as b.
func (c *Counter) one(place, a, b int) (n Count) {
	wrong := c.next[place][b]
	for state, to := range c.next[place][a] {
		w := c.before[place][state] * c.after[place+1][to]
		n.All += w
		if wrong[state] == to {
			n.Missed += w
		}
	}
	return n
}

// two counts errors in two symbols with gap-1 other symbols between them. An
// error is the two symbols as they were and as they are read. Places with the
// same steps are counted together.
func (c *Counter) two(gap int, errors func(near, far int) iter.Seq[[4]int]) (n Count) {
	alike := map[[3]int][]int{}
	for place := range c.length - gap {
		classes := [3]int{c.class[place], -1, c.class[place+gap]}
		if gap == 2 {
			classes[1] = c.class[place+1]
		}
		alike[classes] = append(alike[classes], place)
	}
	unmoved := make([]int32, c.states)
	for state := range unmoved {
		unmoved[state] = int32(state)
	}
	for _, places := range alike {
		near, far := places[0], places[0]+gap
		middle := [][]int32{unmoved}
		if gap == 2 {
			middle = middle[:0]
			for _, m := range c.may[near+1] {
				middle = append(middle, c.next[near+1][m])
			}
		}
		list := slices.Collect(errors(near, far))
		weights := make([]float64, c.states) // by the state after the two symbols
		for state := range c.states {
			clear(weights)
			for _, place := range places {
				if w := c.before[place][state]; w > 0 {
					for to, ends := range c.after[place+gap+1] {
						weights[to] += w * ends
					}
				}
			}
			for _, e := range list {
				right, wrong := c.next[near][e[0]][state], c.next[near][e[2]][state]
				rightFar, wrongFar := c.next[far][e[1]], c.next[far][e[3]]
				for _, m := range middle {
					to := rightFar[m[right]]
					n.All += weights[to]
					if wrongFar[m[wrong]] == to {
						n.Missed += weights[to]
					}
				}
			}
		}
	}
	return n
}

// others yields the symbols that may stand at a place, except one.
func (c *Counter) others(place, symbol int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, i := range c.may[place] {
			if i != symbol && !yield(i) {
				return
			}
		}
	}
}

// exchanges yields ab read as ba.
func (c *Counter) exchanges(near, far int) iter.Seq[[4]int] {
	return func(yield func([4]int) bool) {
		for _, a := range c.may[near] {
			for _, b := range c.may[far] {
				if a != b && !yield([4]int{a, b, b, a}) {
					return
				}
			}
		}
	}
}

// twins yields aa read as bb.
func (c *Counter) twins(near, far int) iter.Seq[[4]int] {
	return func(yield func([4]int) bool) {
		for _, a := range c.may[near] {
			for b := range c.others(near, a) {
				if slices.Contains(c.may[far], a) && slices.Contains(c.may[far], b) && !yield([4]int{a, a, b, b}) {
					return
				}
			}
		}
	}
}
