package meant

// way is how a reading lines up with a code before some place: how many more
// characters than symbols it has used up, and by how many indels; or half of a
// swap, which has used up the second of two characters and comes to the first
// one next.
type way struct {
	shift, indels int
	half          bool // indels is that before the swap
}

// A way is numbered by indels and then by shift, those in half of a swap behind
// the others. An indel shifts by one or, if it is a swap, not at all, so that no
// shift is beyond them.

// wholes returns the number of ways of up to so many indels that are not in half
// of a swap.
func wholes(indels int) int { return (indels + 1) * (indels + 1) }

// waysOf returns the number of all ways.
func waysOf(indels int) int { return wholes(indels) + wholes(indels-1) }

const (
	maxIndels = 4
	maxWays   = (maxIndels+1)*(maxIndels+1) + maxIndels*maxIndels
)

// index returns the number of a way, -1 for those of too many indels, and of
// those that can no longer come to the shift of a reading that is used up.
func (a *alignment) index(x lined, w way) int {
	spare := a.indels - w.indels
	if w.half {
		spare--
	}
	if off := x.n - a.f.Length - w.shift; spare < max(off, -off) {
		return -1
	}
	i := w.indels*w.indels + w.indels + w.shift
	if w.half {
		i += wholes(a.indels)
	}
	return i
}

// wayOf returns the way of a number.
func (a *alignment) wayOf(index int) way {
	var w way
	if n := wholes(a.indels); index >= n {
		index -= n
		w.half = true
	}
	for index > 2*w.indels {
		index -= 2*w.indels + 1
		w.indels++
	}
	w.shift = index - w.indels
	return w
}

// hop is a step of a reading from a way to another.
type hop struct {
	from, to uint8
	edits    uint8
	cost     uint16
}

// maxHops has room for the hops over one symbol: from each way the reading shows
// it by one character, by two that look like it, as one of two in the wrong
// order, or not at all.
const maxHops = 4 * maxWays

// hopsOver appends the hops over a symbol of a place, given by its number.
func (a *alignment) hopsOver(hops []hop, x lined, place, symbol int) []hop {
	for i := range a.ways {
		w, from := a.wayOf(i), uint8(i)
		if a.index(x, w) < 0 {
			continue
		}
		j := place + w.shift
		if w.half {
			if c := x.at(a, place, j-1, symbol); c.possible() && c.known() {
				hops = append(hops, hop{from, uint8(a.index(x, way{shift: w.shift, indels: w.indels + 1})), 0, c.cost()})
			}
			continue
		}
		if j < 0 || j > x.n {
			continue
		}
		if to := a.index(x, way{shift: w.shift - 1, indels: w.indels + 1}); to >= 0 {
			hops = append(hops, hop{from, uint8(to), 1, uint16(a.model.Dropped)})
		}
		if j == x.n {
			continue
		}
		first := x.at(a, place, j, symbol)
		if first.possible() {
			hops = append(hops, hop{from, from, first.edits(), first.cost()})
		}
		// What was not read does not look like the symbol.
		second := x.at(a, place, j+1, symbol)
		if !second.possible() || !second.known() {
			continue
		}
		if to := a.index(x, way{shift: w.shift + 1, indels: w.indels + 1}); to >= 0 && first.possible() && first.known() {
			edits := min(first.edits(), second.edits()) + 1
			hops = append(hops, hop{from, uint8(to), edits, first.cost() + second.cost() + uint16(a.model.Doubled)})
		}
		if to := a.index(x, way{w.shift, w.indels, true}); to >= 0 {
			hops = append(hops, hop{from, uint8(to), 2, second.cost() + uint16(a.model.Swapped)})
		}
	}
	return hops
}

// hopsAdded appends the hops over characters that were added before a place.
func (a *alignment) hopsAdded(hops []hop, x lined, place int) []hop {
	for i := range wholes(a.indels) {
		w := a.wayOf(i)
		j := place + w.shift
		if j < 0 || j >= x.n || a.index(x, w) < 0 {
			continue
		}
		if to := a.index(x, way{shift: w.shift + 1, indels: w.indels + 1}); to >= 0 {
			hops = append(hops, hop{uint8(i), uint8(to), 1, uint16(a.model.Added)})
		}
	}
	return hops
}
