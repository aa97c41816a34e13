package redeem

import "math/bits"

// sparse is search for the case that is asked most and has least to do: one
// read, in the symbols of a format without check characters, and no bound on
// edits. There is one state, so a set of costs is one word, and only places
// with a choice matter. It reports whether the question is of that kind, and
// if so yields the candidates.
func (c *Corrector) sparse(read string, yield func(Candidate) bool) bool {
	f, model := c.defaults()
	if f.checks != nil || c.MaxEdits > 0 {
		return false
	}
	shown, ok := f.canonical([]byte(read))
	if !ok {
		var err Error
		if shown, _, err, ok = f.quick([]byte(read)); !ok || err != 0 {
			return false
		}
	}
	var (
		text    = shown.text()
		words   = symbols{shown.a, shown.b, shown.c, shown.d}
		choices [MaxLen]*[]edge
		places  [MaxLen]uint8
		n       int
		base    int
		most    uint8 // the dearest choices together, above base
	)
	for place := range f.spec.Length {
		choice := &model.edges[text[place]&0x7F]
		edges := *choice
		if edges == nil {
			continue
		}
		least, dearest := edges[0].cost, edges[len(edges)-1].cost
		if dearest-least > 63-most {
			return false
		}
		if place < len(f.spec.Prefix) {
			if least != 0 || edges[0].meant != text[place] {
				return false
			}
			continue
		}
		choices[n], places[n] = choice, uint8(place)
		base, most = base+int(least), most+dearest-least
		n++
	}

	var sets [MaxLen + 1]uint64
	sets[n] = 1
	foreign := entry(0) // not 0 if something meant is no symbol of the format
	for k := n - 1; k >= 0; k-- {
		edges, from, to := *choices[k], sets[k+1], uint64(0)
		for _, e := range edges {
			to |= from << ((e.cost - edges[0].cost) & 63)
			foreign |= f.table[e.meant] ^ symbolEntry(e.meant, 0)
		}
		sets[k] = to
	}
	if foreign != 0 {
		return false
	}
	costs := sets[0]
	if c.MaxCost > 0 {
		if c.MaxCost < base {
			return true
		}
		costs &= 2<<(c.MaxCost-base) - 1
	}

	type step struct{ left, next, edits uint8 }
	var steps [MaxLen + 1]step
	for ; costs != 0; costs &= costs - 1 {
		cost := bits.TrailingZeros64(costs)
		steps[0] = step{left: uint8(cost)}
		for k := 0; k >= 0; {
			at := &steps[k]
			if k == n {
				if !yield(Candidate{words.code(), base + cost, int(at.edits)}) {
					return true
				}
				k--
				continue
			}
			edges := *choices[k]
			if int(at.next) == len(edges) {
				k--
				continue
			}
			e := edges[at.next]
			above := e.cost - edges[0].cost
			if above > at.left {
				k--
				continue
			}
			at.next++
			left := at.left - above
			if sets[k+1]>>(left&63)&1 == 0 {
				continue
			}
			place := places[k]
			edits := at.edits
			if e.meant != text[place&(MaxLen-1)] {
				edits++
			}
			words.set(place, e.meant)
			k++
			steps[k] = step{left: left, edits: edits}
		}
	}
	return true
}
