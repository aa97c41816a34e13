package meant

import (
	"slices"

	"github.com/redeemkit/redeem/internal/form"
)

// aligned is a reading that is lined up with codes.
type aligned struct {
	seen
	times int // how often it is there
	lines
	positions int // ways, each for every number of edits that is told apart
	first     int // of its prices before a place
	stride    int // of its positions among those of its group
}

// lined is such a reading with what each of its characters may have been meant
// as at each of the places that it may stand for.
type lined struct {
	*aligned
	chars []charAt // of a place, a character near it, and a symbol of the place
	left  []charAt // of a place and a symbol of it: what a symbol that is not there costs
}

// charAt is what it costs that a character was meant as a symbol, whether it is
// not what was read, and whether it was read at all.
type charAt uint16

const (
	charImpossible charAt = 1 << 15
	charMisread    charAt = 1 << 14
	charUnread     charAt = 1 << 13
)

func (c charAt) possible() bool { return c&charImpossible == 0 }
func (c charAt) known() bool    { return c&charUnread == 0 }
func (c charAt) cost() uint16   { return uint16(c &^ (charMisread | charUnread)) }

func (c charAt) edits() uint8 {
	if c&charMisread != 0 {
		return 1
	}
	return 0
}

// near returns how many characters may stand for a place.
func (a *alignment) near() int { return 2*a.indels + 1 }

// symbolsMost returns the most symbols that a place may have.
func (a *alignment) symbolsMost() int {
	n := len(a.f.Alphabet)
	if a.f.Check != nil {
		n = max(n, len(a.f.Check.Scheme.CheckAlphabet()))
	}
	return n
}

// charsNeeded returns how many charAt a reading has.
func (a *alignment) charsNeeded() int { return a.f.Length * (a.near() + 1) * a.symbols }

// at returns what it costs that character j was meant as a symbol of a place. A
// character too far from the place could only be there by too many indels.
func (x lined) at(a *alignment, place, j, symbol int) charAt {
	off := j - place + a.indels
	if off < 0 || off >= a.near() || j < 0 || j >= x.n {
		return charImpossible | charUnread
	}
	return x.chars[(place*a.near()+off)*a.symbols+symbol]
}

// absent returns what the others have a symbol cost that a reading dropped.
func (x lined) absent(a *alignment, place, symbol int) uint16 {
	return x.left[place*a.symbols+symbol].cost()
}

// row returns what it costs that character j was meant as each symbol of a
// place, nil if it is too far away.
func (x lined) row(a *alignment, place, j int) []charAt {
	off := j - place + a.indels
	if off < 0 || off >= a.near() || j < 0 || j >= x.n {
		return nil
	}
	return x.chars[(place*a.near()+off)*a.symbols:][:len(a.f.SymbolsAt(place))]
}

// price fills in what characters cost.
func (x lined) price(a *alignment, from Source) {
	var space edgeSpace
	for place := range a.f.Length {
		symbols := a.f.SymbolsAt(place)
		for j := place - a.indels; j <= place+a.indels; j++ {
			row := x.row(a, place, j)
			if row == nil {
				continue
			}
			m := from.meant(&x.seen, a.f, a.model, place, j, &space)
			if !m.known {
				for i := range row {
					row[i] = charUnread
				}
				continue
			}
			var costs [128]charAt
			for i := range costs {
				costs[i] = charImpossible
			}
			if m.edges == nil {
				costs[m.read&0x7F] = 0
			}
			for _, e := range m.edges {
				costs[e.Meant&0x7F] = charAt(e.Cost)
			}
			for i := range row {
				if row[i] = costs[symbols[i]&0x7F]; symbols[i] != m.read {
					row[i] |= charMisread
				}
			}
		}
	}
}

// doubt lowers what is impossible in a reading, or very dear, if it is not in
// another one near the place.
func (a *alignment) doubt(r alignRun, w alignSpace) {
	const none = ^uint16(0)
	most := uint16(doubt(a.model))
	for place := range a.f.Length {
		for symbol := range len(a.f.SymbolsAt(place)) {
			least := none
			for i := range r.all {
				x := a.lined(r, w, i)
				for j := place - a.indels; j <= place+a.indels; j++ {
					if row := x.row(a, place, j); row != nil && row[symbol].possible() && row[symbol].known() {
						least = min(least, row[symbol].cost())
					}
				}
			}
			if least == none {
				continue
			}
			dearest := max(most, least)
			for i := range r.all {
				x := a.lined(r, w, i)
				for j := place - a.indels; j <= place+a.indels; j++ {
					row := x.row(a, place, j)
					if row != nil && row[symbol].known() && (!row[symbol].possible() || row[symbol].cost() > dearest) {
						row[symbol] = charAt(dearest) | row[symbol]&charMisread
					}
				}
			}
		}
	}
}

// leaveOut has a reading count for nothing in the mean at a place that it does not
// show, be it unread or dropped: a symbol costs it what it costs the others.
func (a *alignment) leaveOut(r alignRun, w alignSpace) {
	for i := range r.all {
		x := a.lined(r, w, i)
		for place := range a.f.Length {
			for symbol := range len(a.f.SymbolsAt(place)) {
				cost := a.others(r, w, i, place, symbol)
				x.left[place*a.symbols+symbol] = cost
				for j := place - a.indels; j <= place+a.indels; j++ {
					if row := x.row(a, place, j); row != nil && !row[symbol].known() {
						row[symbol] = charUnread | cost
					}
				}
			}
		}
	}
}

// others returns the mean of what a symbol costs the readings besides one that are
// as long as a code and show the place.
func (a *alignment) others(r alignRun, w alignSpace, besides, place, symbol int) charAt {
	sum, times := 0, 0
	for i := range r.all {
		if x := a.lined(r, w, i); i != besides && x.n == a.f.Length {
			if c := x.at(a, place, place, symbol); c.possible() && c.known() {
				sum += int(c.cost()) * x.times
				times += x.times
			}
		}
	}
	if times == 0 {
		return 0
	}
	return charAt(mean(sum, times))
}

// alignedMost is how many different readings are lined up with codes.
const alignedMost = 8

// gather takes the readings in that can be lined up with a code, each once. The
// others say nothing, if some can.
func (a *alignment) gather(from Source, maxIndels int, all *[alignedMost]aligned) (n int) {
	a.fewer = from.more()
next:
	for i := range from.len() {
		x := aligned{times: 1}
		from.load(&x.seen, a.f, i)
		if x.off(a.f) > maxIndels {
			continue
		}
		for j := range n {
			if from.same(&x.seen, &all[j].seen) {
				all[j].times++
				continue next
			}
		}
		if n == alignedMost {
			a.fewer = true
			continue
		}
		all[n] = x
		n++
	}
	// Which readings are lined up together must not depend on their order.
	slices.SortFunc(all[:n], func(x, y aligned) int { return from.compare(&x.seen, &y.seen) })
	return n
}

// off returns by how many characters a reading is too long or too short.
func (x *seen) off(f *form.Format) int { return max(x.n-f.Length, f.Length-x.n) }
