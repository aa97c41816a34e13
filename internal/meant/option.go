package meant

import (
	"math"

	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// option is one symbol that a place of the code may hold.
type option struct {
	symbol byte
	cost   uint8  // above the cheapest option of the place
	edits  uint8  // the readings that show another symbol, of those whose edits are told apart
	step   uint16 // what that adds to the number of a combination of edits
	// The row of the automaton's steps over the symbol at the place. Until the
	// options are complete, the cost.
	row int32
}

// choice is a place of the code that more than one symbol may hold. Where
// there is an automaton, every place after the prefix is one.
type choice struct {
	place    uint8
	from, to uint16 // in the options: a slice would be on the heap for Go
	// The option that is no edit of any reading, if there is one; or from and to
	// where none is.
	quietFrom, quietTo uint16
	upTo               uint16 // where those beyond the horizon begin
}

// quiet returns how many of the options up to the horizon are no edits.
func (c *choice) quiet() int { return int(max(min(c.quietTo, c.upTo), c.quietFrom) - c.quietFrom) }

const (
	maxCost  = 127            // the engine's limit: costs are bits of two machine words
	maxReads = math.MaxUint16 // readings that are looked at
)

// problem is a Corrector's question about some readings: what each place may
// hold, at what cost.
type problem struct {
	f       *form.Format
	model   *alike.Model
	text    [spell.MaxLen]byte // the symbols of the places that are no choice
	choices [spell.MaxLen]choice
	n       int  // choices
	base    int  // cost of the cheapest option at every place
	limit   int  // on costs above base
	most    int  // what a code within the bound on edits costs at most, or more
	fewer   bool // edits than MaxEdits are tried, for there is no room, or than all readings are looked at
	combos
}

// options returns the options of choice k, cheapest first.
func (p *problem) options(all []option, k int) []option {
	return all[p.choices[k].from:p.choices[k].to]
}

// open finds the options that a single reading allows, writes them to all, and
// what it shows to first. full says that they are too many, none that there is
// no candidate.
func (p *problem) open(s Source, x *seen, all []option, first *shown) (none, full bool) {
	f, model, used := p.f, p.model, 0
	checked, same := f.Check != nil, f.SameTable() && !x.more
	var known [spell.MaxLen]byte
	var space edgeSpace
	p.text = [spell.MaxLen]byte(x.chars[:])
	text := p.text
	for place := range f.Length {
		var m meanings
		if e := f.Table[text[place]]; same && e.IsSymbol() && e.Edits()&spell.EditSubstitute == 0 {
			m.read, m.known = e.Symbol(), true
			// Most symbols look like no other, and need no more than this look.
			if m.edges = model.Edges[m.read]; m.edges == nil && !checked && place >= len(f.Prefix) {
				p.text[place], text[place], known[place] = m.read, m.read, 0xFF
				continue
			}
		} else {
			m = s.meant(x, f, model, place, place, &space)
		}
		var n int
		switch {
		case !m.known:
			if n = p.writeAll(all[used:], place); n < 0 {
				return false, true
			}
		case m.edges == nil:
			if used == len(all) {
				return false, true
			}
			if f.Takes(place, m.read) {
				all[used] = option{symbol: m.read}
				n = 1
			}
		default:
			if len(m.edges) > len(all)-used {
				return false, true
			}
			n = p.write(all[used:], m.edges, place)
		}
		if text[place] = 0; m.known {
			text[place], known[place] = m.read, 0xFF
		}
		if n == 0 {
			return true, false
		}
		used += p.choose(place, all, used, n)
	}
	*first = shows(&text, &known)
	return false, false
}

// writeAll writes an option for every symbol of a place, and returns their
// number, -1 if there is no room for them.
func (p *problem) writeAll(options []option, place int) int {
	symbols := p.f.SymbolsAt(place)
	if len(symbols) > len(options) {
		return -1
	}
	for i := range len(symbols) {
		options[i] = option{symbol: symbols[i]}
	}
	return len(symbols)
}

// write writes an option for each edge that leads to a symbol of the place, and
// returns their number.
func (p *problem) write(options []option, edges []alike.Edge, place int) (n int) {
	table, prefix := p.f.TableAt(place), byte(0)
	if place < len(p.f.Prefix) {
		prefix = p.f.Prefix[place]
	}
	for _, e := range edges {
		if table[e.Meant] != spell.SymbolOf(e.Meant, 0) || prefix != 0 && prefix != e.Meant {
			continue
		}
		options[n] = option{symbol: e.Meant, row: int32(e.Cost)}
		n++
	}
	return n
}

// choose makes a choice of the n options of a place, or settles it if there is
// one. It returns how many options have to be kept.
func (p *problem) choose(place int, all []option, used, n int) int {
	least := all[used].row
	p.base += int(least)
	if n == 1 && (p.f.Check == nil || place < len(p.f.Prefix)) {
		p.text[place] = all[used].symbol
		return 0
	}
	options := all[used : used+n]
	for i := range options {
		options[i].cost = uint8(options[i].row - least)
	}
	p.most += int(options[n-1].cost)
	p.choices[p.n] = choice{place: uint8(place), from: uint16(used), to: uint16(used + n)}
	p.n++
	return n
}

// bound looks at what the bounds leave. It returns false if that is nothing.
func (p *problem) bound(q *Question, all []option, show []shown) bool {
	if p.f.Check != nil && p.f.Check.Next != nil {
		p.rows(all)
	}
	p.limit = maxCost
	if q.MaxCost > 0 {
		p.limit = min(maxCost, q.MaxCost-p.base)
	}
	return p.limit >= 0 && p.combine(q.MaxEdits, all, show)
}

// rows replaces the costs by the rows of the automaton's steps.
func (p *problem) rows(all []option) {
	for k := range p.n {
		place, options := int(p.choices[k].place), p.options(all, k)
		for i := range options {
			row, _ := p.f.Check.Row(place, options[i].symbol)
			options[i].row = int32(row)
		}
	}
}
