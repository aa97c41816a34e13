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

// lines are the ways in which one reading may line up: those from which it can
// still come to the shift of a reading that is used up. They have numbers of their
// own.
type lines struct {
	ways  int
	all   [maxWays]way
	index [maxWays]int8 // of a way, by its number among those of all readings; -1 = it is not one
}

// number returns the number of a way among those of all readings.
func (a *alignment) number(w way) int {
	i := w.indels*w.indels + w.indels + w.shift
	if w.half {
		i += wholes(a.indels)
	}
	return i
}

// lines returns those of a reading that is off the format's length.
func (a *alignment) lines(off int) lines {
	var l lines
	for i := range l.index {
		l.index[i] = -1
	}
	for half := range 2 {
		for indels := 0; indels <= a.indels-half; indels++ {
			for shift := -indels; shift <= indels; shift++ {
				left := off - shift
				if max(left, -left) > a.indels-indels-half {
					continue
				}
				w := way{shift, indels, half == 1}
				l.index[a.number(w)] = int8(l.ways)
				l.all[l.ways] = w
				l.ways++
			}
		}
	}
	return l
}

// index returns the number of a way of a reading, -1 if there is none.
func (a *alignment) index(x lined, w way) int {
	if w.indels > a.indels || w.half && w.indels == a.indels {
		return -1
	}
	return int(x.index[a.number(w)])
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
	for i, w := range x.all[:x.ways] {
		from := uint8(i)
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
			hops = append(hops, hop{from, uint8(to), 1, uint16(a.model.Dropped) + x.absent(a, place, symbol)})
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
	for i, w := range x.all[:x.ways] {
		j := place + w.shift
		if w.half || j < 0 || j >= x.n {
			continue
		}
		if to := a.index(x, way{shift: w.shift + 1, indels: w.indels + 1}); to >= 0 {
			hops = append(hops, hop{uint8(i), uint8(to), 1, uint16(a.model.Added)})
		}
	}
	return hops
}
