package meant

import (
	"math"
	"slices"

	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/spell"
)

// tally adds up what several readings say.
type tally struct {
	least [spell.MaxLen][128]uint16 // the lowest cost of a symbol and 1; 0 = all hold it impossible
	sum   [spell.MaxLen][128]uint32 // of its costs
	reads [spell.MaxLen]uint32      // readings that read the place
}

// doubt returns what counts as the cost of a symbol that a reading holds
// impossible, or dearer than that, if another does not: 8 nats, or what it costs
// to drop a character if the worth of costs is not known.
func doubt(model *alike.Model) uint32 {
	if model.Unit > 0 {
		return uint32(min(math.Round(8/model.Unit), maxEdgeCost))
	}
	return uint32(model.Dropped)
}

// mean returns the mean of n costs, rounded, given their sum.
func mean(sum, n int) int { return (2*sum + n) / (2 * n) }

// average finds the options that several readings allow: the cost of a symbol is
// the mean over the readings that read the place. It returns the readings that
// show different texts, and none if there is no candidate.
//
//go:noinline
func (p *problem) average(s Source, all []option, different []shown) (show []shown, none bool) {
	var t tally
	show = different[:0]
	reads := s.len()
	for i := range reads {
		show = p.gauge(&t, s, i, show)
	}
	for i := range reads {
		p.addUp(&t, s, i, show)
	}
	used := 0
	for place := range p.f.Length {
		options, n := all[used:], 0
		if t.reads[place] == 0 {
			n = p.writeAll(options, place)
		} else {
			symbols := p.f.SymbolsAt(place)
			for j := range len(symbols) {
				x := symbols[j]
				if t.least[place][x] == 0 {
					continue
				}
				cost := mean(int(t.sum[place][x]), int(t.reads[place]))
				options[n] = option{symbol: x, row: int32(cost)}
				n++
			}
			slices.SortFunc(options[:n], func(x, y option) int {
				return (int(x.row)-int(y.row))<<8 + int(x.symbol) - int(y.symbol)
			})
		}
		if n == 0 {
			return nil, true
		}
		used += p.choose(place, all, used, n)
	}
	return show, len(show) == 0
}

// gauge takes in which symbols reading i holds possible, and what it shows, if
// nothing else shows it.
func (p *problem) gauge(t *tally, s Source, i int, show []shown) []shown {
	var x seen
	if s.load(&x, p.f, i); x.n != p.f.Length {
		return show
	}
	var space edgeSpace
	shows := p.showOf(s, &x, &space)
	if !slices.Contains(show, shows) {
		if len(show) == cap(show) {
			p.fewer = true
			return show
		}
		show = append(show, shows)
	}
	note := func(cell *uint16, cost uint8) {
		if *cell == 0 || uint16(cost) < *cell {
			*cell = uint16(cost) + 1
		}
	}
	for place := range p.f.Length {
		m := s.meant(&x, p.f, p.model, place, place, &space)
		if !m.known {
			continue
		}
		t.reads[place]++
		if m.edges == nil {
			note(&t.least[place][m.read], 0)
		}
		for _, e := range m.edges {
			note(&t.least[place][e.Meant], e.Cost)
		}
	}
	return show
}

// showOf returns what a reading shows.
func (p *problem) showOf(s Source, x *seen, space *edgeSpace) shown {
	var text, known [spell.MaxLen]byte
	for place := range p.f.Length {
		if m := s.meant(x, p.f, p.model, place, place, space); m.known {
			text[place], known[place] = m.read, 0xFF
		}
	}
	return shows(&text, &known)
}

// addUp adds up what symbols cost in reading i.
func (p *problem) addUp(t *tally, s Source, i int, show []shown) {
	var x seen
	if s.load(&x, p.f, i); x.n != p.f.Length {
		return
	}
	var space edgeSpace
	if !slices.Contains(show, p.showOf(s, &x, &space)) {
		return
	}
	most := doubt(p.model)
	for place := range p.f.Length {
		m := s.meant(&x, p.f, p.model, place, place, &space)
		if !m.known {
			continue
		}
		// What it costs if this reading holds it impossible, and the difference.
		symbols := p.f.SymbolsAt(place)
		for j := range len(symbols) {
			if least := uint32(t.least[place][symbols[j]]); least > 0 {
				t.sum[place][symbols[j]] += max(most, least-1)
			}
		}
		less := func(symbol byte, cost uint8) {
			dearest := max(most, uint32(t.least[place][symbol])-1)
			t.sum[place][symbol] -= dearest - min(dearest, uint32(cost))
		}
		if m.edges == nil {
			less(m.read, 0)
		}
		for _, e := range m.edges {
			less(e.Meant, e.Cost)
		}
	}
}
