package meant

import (
	"math"
	"slices"

	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// option is one symbol that a place of the code may hold.
type option struct {
	cost   uint8 // above the cheapest option of the place, or 255 if that is less
	symbol byte
	edits  uint16 // reads that show another symbol
	// The row of the automaton's steps over the symbol at the place. Until all
	// reads are in, the sum of the costs.
	row int32
}

// choice is a place of the code that more than one symbol may hold. Where
// there is an automaton, every place after the prefix is one.
type choice struct {
	place    uint8
	from, to uint16 // in the options: a slice would be on the heap for Go
}

const (
	maxCost  = 127            // the engine's limit: costs are bits of two machine words
	maxReads = math.MaxUint16 // what the edits of an option can count
)

// problem is a Corrector's question about some reads: what each place may
// hold, at what cost.
type problem struct {
	f       *form.Format
	model   *alike.Model
	text    [spell.MaxLen]byte // the symbols of the places that are no choice
	choices [spell.MaxLen]choice
	n       int  // choices
	base    int  // cost of the cheapest option at every place
	edits   int  // of the places that are no choice
	limit   int  // on costs above base
	most    int  // the dearest options together
	layers  int  // one for every number of edits that is within the bound
	layered bool // there is a bound on edits, which some options could exceed
}

// options returns the options of choice k, cheapest first.
func (p *problem) options(all []option, k int) []option {
	return all[p.choices[k].from:p.choices[k].to]
}

// meanings returns what a character read at a place may have been meant as,
// the symbol that it was read as, and whether it counts as read at all. No
// edges mean that the symbol can only be itself. A character outside the alphabet
// is the symbol that it stands for only if it may be no other.
func meanings(f *form.Format, model *alike.Model, place int, x byte) (edges []alike.Edge, read byte, ok bool) {
	if e := f.TableAt(place)[x]; e.IsSymbol() && !f.Guesses(place, x) {
		read = e.Symbol()
		return model.Edges[read], read, true
	}
	edges = model.Edges[x]
	for _, e := range edges {
		if f.Takes(place, e.Meant) {
			return edges, x, true
		}
	}
	return nil, 0, false
}

// collect finds the choices and writes their options to all; full says that they
// are too many, none that there is no candidate.
func (p *problem) collect(c *Question, reads []string, all []option) (none, full bool) {
	p.f, p.model = c.Format, c.Model
	for i, read := range reads {
		var text [spell.MaxLen]byte
		if p.f.Characters([]byte(read), text[:]) != p.f.Length {
			return true, false
		}
		if i == 0 {
			none, full = p.open(&text, all)
		} else {
			none = p.narrow(&text, all)
		}
		if none || full {
			return none, full
		}
	}
	return len(reads) == 0 || !p.bound(c, all, len(reads)), false
}

// open finds what the first read allows.
func (p *problem) open(text *[spell.MaxLen]byte, all []option) (none, full bool) {
	f, model, used := p.f, p.model, 0
	checked, same := f.Check != nil, f.SameTable()
	p.text = *text
	for place := range f.Length {
		var (
			edges []alike.Edge
			read  byte
			ok    bool
		)
		if e := f.Table[text[place]]; same && e.IsSymbol() && e.Edits()&spell.EditSubstitute == 0 {
			read, ok = e.Symbol(), true
			// Most symbols look like no other, and need no more than this look.
			if edges = model.Edges[read]; edges == nil && !checked && place >= len(f.Prefix) {
				p.text[place] = read
				continue
			}
		} else {
			edges, read, ok = meanings(f, model, place, text[place])
		}
		var n int
		switch {
		case !ok:
			symbols := f.SymbolsAt(place)
			if n = len(symbols); n > len(all)-used {
				return false, true
			}
			for i := range n {
				all[used+i] = option{symbol: symbols[i]}
			}
		case edges == nil:
			if used == len(all) {
				return false, true
			}
			if f.Takes(place, read) {
				all[used] = option{symbol: read}
				n = 1
			}
		default:
			if len(edges) > len(all)-used {
				return false, true
			}
			n = p.write(all[used:], edges, read, place)
		}
		switch {
		case n == 0:
			return true, false
		case n == 1 && (!checked || place < len(f.Prefix)):
			p.settle(place, all[used])
		default:
			p.choices[p.n] = choice{uint8(place), uint16(used), uint16(used + n)}
			p.n++
			used += n
		}
	}
	return false, false
}

// write writes an option for each edge that leads to a symbol of the place, and
// returns their number.
func (p *problem) write(options []option, edges []alike.Edge, read byte, place int) (n int) {
	table, prefix := p.f.TableAt(place), byte(0)
	if place < len(p.f.Prefix) {
		prefix = p.f.Prefix[place]
	}
	least := uint8(0)
	for _, e := range edges {
		if table[e.Meant] != spell.SymbolOf(e.Meant, 0) || prefix != 0 && prefix != e.Meant {
			continue
		}
		if n == 0 {
			least = e.Cost
		}
		edits := uint16(1)
		if e.Meant == read {
			edits = 0
		}
		options[n] = option{cost: e.Cost - least, symbol: e.Meant, edits: edits, row: int32(e.Cost)}
		n++
	}
	return n
}

// settle makes an option the only one of a place.
func (p *problem) settle(place int, o option) {
	p.text[place] = o.symbol
	p.base += int(o.row)
	p.edits += int(o.edits)
}

// narrow adds what another read says.
func (p *problem) narrow(text *[spell.MaxLen]byte, all []option) (none bool) {
	k := 0
	for place := range p.f.Length {
		if k == p.n || int(p.choices[k].place) != place {
			only := [1]option{{symbol: p.text[place]}}
			if p.narrowPlace(place, text[place], only[:]) == 0 {
				return true
			}
			p.settle(place, only[0])
			continue
		}
		n := p.narrowPlace(place, text[place], p.options(all, k))
		if n == 0 {
			return true
		}
		p.choices[k].to = p.choices[k].from + uint16(n)
		k++
	}
	return false
}

// narrowPlace adds what a character says of the options of a place, and
// returns how many are left.
func (p *problem) narrowPlace(place int, x byte, options []option) int {
	edges, read, ok := meanings(p.f, p.model, place, x)
	if !ok {
		return len(options)
	}
	n := 0
	for _, o := range options {
		cost, possible := int32(0), o.symbol == read
		for _, e := range edges {
			if e.Meant == o.symbol {
				cost, possible = int32(e.Cost), true
				break
			}
		}
		if !possible {
			continue
		}
		o.row += cost
		if o.symbol != read {
			o.edits++
		}
		options[n] = o
		n++
	}
	return n
}

// bound takes the cost of the cheapest option of each choice out, and looks at
// what the bounds leave. It returns false if that is nothing.
func (p *problem) bound(c *Question, all []option, reads int) bool {
	for k := range p.n {
		options := p.options(all, k)
		if reads > 1 {
			slices.SortFunc(options, func(x, y option) int { return int(x.row - y.row) })
			for i := range options {
				options[i].cost = uint8(min(options[i].row-options[0].row, math.MaxUint8))
			}
		}
		p.base += int(options[0].row)
		p.most += int(options[len(options)-1].cost)
	}
	if p.f.Check != nil {
		p.rows(all)
	}
	p.limit = maxCost
	if c.MaxCost > 0 {
		p.limit = min(maxCost, c.MaxCost-p.base)
	}
	p.layers = 1
	if c.MaxEdits > 0 && c.MaxEdits < p.mostEdits(all) {
		p.layers, p.layered = min(c.MaxEdits-p.edits, wordsBound)+1, true // for more there is no room
	}
	return p.limit >= 0 && p.layers > 0
}

// rows replaces the sums of costs by the rows of the automaton's steps.
func (p *problem) rows(all []option) {
	for k := range p.n {
		place, options := int(p.choices[k].place), p.options(all, k)
		for i := range options {
			row, _ := p.f.Check.Row(place, options[i].symbol)
			options[i].row = int32(row)
		}
	}
}

// mostEdits returns the most edits that a code may have.
func (p *problem) mostEdits(all []option) int {
	edits := p.edits
	for k := range p.n {
		most := uint16(0)
		for _, o := range p.options(all, k) {
			most = max(most, o.edits)
		}
		edits += int(most)
	}
	return edits
}

// cut reports whether there may be codes beyond the engine's limit.
func (p *problem) cut() bool { return p.limit == maxCost && p.most > maxCost }
