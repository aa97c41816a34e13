package meant

// way is how a read lines up with a code before some place: how many more
// characters than symbols it has used up, and by how many indels.
type way struct{ shift, indels int }

// index numbers the ways by indels and then by shift, with -1 for those of too
// many indels. An indel shifts by one, so that no shift is beyond them.
func (w way) index(most int) int {
	if w.indels > most {
		return -1
	}
	return w.indels*(w.indels+1)/2 + (w.shift+w.indels)/2
}

func wayOf(index int) way {
	var w way
	for index > w.indels {
		w.indels++
		index -= w.indels
	}
	w.shift = 2*index - w.indels
	return w
}

// hop is a step of one read from a way to another.
type hop struct {
	from, to uint8
	cost     uint16
	edits    uint8
}

// maxHops has room for the hops over one symbol: from each way the read shows
// it by one character, by two that look like it, or not at all.
const maxHops = 3 * (maxIndels + 1) * (maxIndels + 2) / 2

// meant returns what it costs that a character was meant as the symbol of a
// place, whether that is not what was read, and whether it was read at all.
func (a *alignment) meant(place int, x, symbol byte) (cost uint16, misread, known, ok bool) {
	edges, read, known := meanings(a.f, a.model, place, x)
	if !known {
		return 0, false, false, true
	}
	for _, e := range edges {
		if e.Meant == symbol {
			return uint16(e.Cost), symbol != read, true, true
		}
	}
	return 0, false, true, symbol == read
}

// hopsOver appends the hops over the symbol of a place.
func (a *alignment) hopsOver(hops []hop, r *readChars, place int, symbol byte) []hop {
	for i := range a.ways {
		w, from := wayOf(i), uint8(i)
		j := place + w.shift
		if j < 0 || j > r.n {
			continue
		}
		if to := (way{w.shift - 1, w.indels + 1}).index(a.indels); to >= 0 {
			hops = append(hops, hop{from, uint8(to), uint16(a.model.Dropped), 1})
		}
		if j == r.n {
			continue
		}
		cost, misread, known, ok := a.meant(place, r.chars[j], symbol)
		if !ok {
			continue
		}
		edits := uint8(0)
		if misread {
			edits = 1
		}
		hops = append(hops, hop{from, from, cost, edits})
		to := (way{w.shift + 1, w.indels + 1}).index(a.indels)
		if to < 0 || j+1 == r.n || !known {
			continue
		}
		second, again, known, ok := a.meant(place, r.chars[j+1], symbol)
		if !ok || !known { // what was not read does not look like the symbol
			continue
		}
		if !again {
			edits = 0
		}
		hops = append(hops, hop{from, uint8(to), cost + second + uint16(a.model.Doubled), edits + 1})
	}
	return hops
}

// hopsAdded appends the hops over characters that were added before a place.
func (a *alignment) hopsAdded(hops []hop, r *readChars, place int) []hop {
	for i := range a.ways {
		w := wayOf(i)
		j := place + w.shift
		to := (way{w.shift + 1, w.indels + 1}).index(a.indels)
		if to >= 0 && j >= 0 && j < r.n {
			hops = append(hops, hop{uint8(i), uint8(to), uint16(a.model.Added), 1})
		}
	}
	return hops
}
