package redeem

import (
	"math"
	"slices"
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
	f       *Format
	model   *Lookalikes
	text    [MaxLen]byte // the symbols of the places that are no choice
	choices [MaxLen]choice
	n       int  // choices
	base    int  // cost of the cheapest option at every place
	edits   int  // of the places that are no choice
	limit   int  // on costs above base
	most    int  // the dearest options together
	layers  int  // one for every number of edits that is within the bound
	strict  bool // there is a bound on edits, which some options could exceed
}

// options returns the options of choice k, cheapest first.
func (p *problem) options(all []option, k int) []option {
	return all[p.choices[k].from:p.choices[k].to]
}

// readText writes the characters of a read, one for each symbol, into text:
// symbols of the format, other ASCII characters, of which a model may know
// some, or 0 for what is none. It returns their number, or len(text)+1 if there
// are more.
func (f *Format) readText(b []byte, text []byte) int {
	// Where check places have symbols of their own, a character may mean
	// another symbol there, so it must stay what it is.
	if f.checks == nil || f.checks.table == nil {
		c, n, ok := Code{}, f.spec.Length, false
		if f.alnum && len(b) <= maxTyped {
			c, _, ok, _ = f.regular(b)
		}
		if !ok {
			c, n, _, ok = f.table.collect(b)
		}
		if ok && n <= MaxLen {
			symbols := c.text()
			copy(text, symbols[:])
			return n
		}
	}
	b, more := bounded(b)
	n := 0
	for i := 0; i < len(b); {
		x, edit, size := b[i], Edits(0), 1
		if x >= 0x80 {
			x, edit, size = foldChar(b[i:])
		} else if f.table[x] == separator {
			edit = EditSeparator
		}
		i += max(size, 1)
		if edit == EditSeparator || edit == EditInvisible {
			continue
		}
		if n == len(text) {
			return n + 1
		}
		text[n] = f.fold.apply(x)
		n++
	}
	if more {
		return len(text) + 1
	}
	return n
}

// meanings returns what a character read at a place may have been meant as,
// the symbol that it was read as, and whether it counts as read at all. No
// edges mean that the symbol can only be itself.
func (p *problem) meanings(place int, x byte) (edges []edge, read byte, ok bool) {
	if e := p.f.tableAt(place)[x]; e.isSymbol() {
		read = e.symbol()
		return p.model.edges[read], read, true
	}
	edges = p.model.edges[x]
	for _, e := range edges {
		if p.f.holds(place, e.meant) {
			return edges, x, true
		}
	}
	return nil, 0, false
}

// holds reports whether a code of the format may have the symbol at place i.
func (f *Format) holds(i int, symbol byte) bool {
	if i < len(f.spec.Prefix) {
		return f.spec.Prefix[i] == symbol
	}
	return f.tableAt(i)[symbol&0x7F] == symbolEntry(symbol, 0)
}

// set finds the choices and writes their options to all; full says that they
// are too many, none that there is no candidate.
func (p *problem) set(c *Corrector, reads []string, all []option) (none, full bool) {
	p.f, p.model = c.defaults()
	for i, read := range reads {
		var text [MaxLen]byte
		if p.f.readText([]byte(read), text[:]) != p.f.spec.Length {
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
func (p *problem) open(text *[MaxLen]byte, all []option) (none, full bool) {
	used, checked := 0, p.f.checks != nil
	same := !checked || p.f.checks.table == nil // bytes mean the same at all places
	for place := range p.f.spec.Length {
		var edges []edge
		var read byte
		var ok bool
		if e := p.f.table[text[place]]; same && e.isSymbol() {
			read, ok = e.symbol(), true
			// Most symbols look like no other, and need no more than this look.
			if edges = p.model.edges[read]; edges == nil && !checked && place >= len(p.f.spec.Prefix) {
				p.text[place] = read
				continue
			}
		} else {
			edges, read, ok = p.meanings(place, text[place])
		}
		var n int
		switch {
		case !ok:
			symbols := p.f.symbolsAt(place)
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
			if p.f.holds(place, read) {
				all[used] = option{symbol: read}
				n = 1
			}
		default:
			if len(edges) > len(all)-used {
				return false, true
			}
			for _, e := range edges {
				if !p.f.holds(place, e.meant) {
					continue
				}
				o := option{symbol: e.meant, row: int32(e.cost)}
				if e.meant != read {
					o.edits = 1
				}
				all[used+n] = o
				n++
			}
		}
		switch {
		case n == 0:
			return true, false
		case n == 1 && (!checked || place < len(p.f.spec.Prefix)):
			p.settle(place, all[used])
		default:
			p.choices[p.n] = choice{uint8(place), uint16(used), uint16(used + n)}
			p.n++
			used += n
		}
	}
	return false, false
}

// settle makes an option the only one of a place.
func (p *problem) settle(place int, o option) {
	p.text[place] = o.symbol
	p.base += int(o.row)
	p.edits += int(o.edits)
}

// narrow adds what another read says.
func (p *problem) narrow(text *[MaxLen]byte, all []option) (none bool) {
	k := 0
	for place := range p.f.spec.Length {
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
	edges, read, ok := p.meanings(place, x)
	if !ok {
		return len(options)
	}
	n := 0
	for _, o := range options {
		cost, possible := int32(0), o.symbol == read
		for _, e := range edges {
			if e.meant == o.symbol {
				cost, possible = int32(e.cost), true
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
func (p *problem) bound(c *Corrector, all []option, reads int) bool {
	edits := p.edits
	for k := range p.n {
		options := p.options(all, k)
		if reads > 1 {
			slices.SortFunc(options, func(x, y option) int { return int(x.row - y.row) })
		}
		least, most := options[0].row, uint16(0)
		p.base += int(least)
		for i := range options {
			o := &options[i]
			o.cost = uint8(min(o.row-least, math.MaxUint8))
			most = max(most, o.edits)
			if p.f.checks != nil {
				row, _ := p.f.checks.row(int(p.choices[k].place), o.symbol)
				o.row = int32(row)
			}
		}
		edits += int(most)
		p.most += int(options[len(options)-1].cost)
	}
	p.limit = maxCost
	if c.MaxCost > 0 {
		p.limit = min(maxCost, c.MaxCost-p.base)
	}
	p.layers = 1
	if c.MaxEdits > 0 && c.MaxEdits < edits {
		p.layers, p.strict = min(c.MaxEdits-p.edits, wordsBound)+1, true // for more there is no room
	}
	return p.limit >= 0 && p.layers > 0
}

// cut reports whether there may be codes beyond the engine's limit.
func (p *problem) cut() bool { return p.limit == maxCost && p.most > maxCost }
