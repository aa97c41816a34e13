// Package alike holds look-alike models: which symbols a reader takes for
// which.
package alike

import (
	"slices"
	"strings"

	"github.com/redeemkit/redeem/internal/spell"
)

// Edge is a symbol that may have been meant, with the cost of that reading.
type Edge struct {
	Meant byte
	Cost  uint8
}

// Model describes the mistakes of a reader. It does not change once it is made.
// The zero Model describes a reader that makes no mistakes.
type Model struct {
	// Edges[read] lists the symbols that may have been meant, in order of cost.
	// It includes the symbol itself, first among symbols of equal cost. A nil
	// list stands for the symbol itself at no cost.
	Edges [128][]Edge
	// Classes[symbol] is the smallest symbol that is connected with symbol
	// through any number of pairs, or 0 if symbol has no pairs.
	Classes [128]byte
	// The costs of a dropped character, of an added one, of a symbol that is read
	// as two that look like it (in addition to the costs of those two), and of two
	// neighbours that are read in the wrong order.
	Dropped, Added, Doubled, Swapped uint8
	// Unit is the size of one unit of cost in nats, or 0 if it is not known.
	Unit float64
	// Uncovered is how often what was meant is nothing that the model holds: a
	// share from 0 to 1.
	Uncovered float64
}

// Clone returns a copy that Add may change.
func (m *Model) Clone() *Model {
	c := *m
	for read := range c.Edges {
		c.Edges[read] = slices.Clone(c.Edges[read])
	}
	return &c
}

// Add adds a symbol that may have been meant by the symbol read. It returns
// false if the model has that pair already. Call Sort after the last Add.
func (m *Model) Add(read, meant byte, cost uint8) bool {
	if m.edge(read, meant) >= 0 {
		return false
	}
	m.Edges[read] = append(m.Edges[read], Edge{meant, cost})
	if read != meant {
		m.join(read, meant)
	}
	return true
}

// Set is like Add, but if the model has the pair already, Set changes its cost.
func (m *Model) Set(read, meant byte, cost uint8) {
	if !m.Add(read, meant, cost) {
		m.Edges[read][m.edge(read, meant)].Cost = cost
	}
}

// edge returns the index of meant in the edges of read, or -1 if it is not there.
func (m *Model) edge(read, meant byte) int {
	return slices.IndexFunc(m.Edges[read], func(e Edge) bool { return e.Meant == meant })
}

// Sort puts the edges in order, and adds each symbol to what it may have been
// meant as.
func (m *Model) Sort() {
	for read := range m.Edges {
		edges := m.Edges[read]
		if edges == nil {
			continue
		}
		if !slices.ContainsFunc(edges, func(e Edge) bool { return int(e.Meant) == read }) {
			edges = append(edges, Edge{Meant: byte(read)})
		}
		slices.SortFunc(edges, func(x, y Edge) int {
			return (int(x.Cost)-int(y.Cost))<<8 + int(x.rank(byte(read))) - int(y.rank(byte(read)))
		})
		m.Edges[read] = edges
	}
}

// rank orders edges of equal cost: the symbol itself comes first, then the
// others in order.
func (e Edge) rank(read byte) byte {
	if e.Meant == read {
		return 0
	}
	return e.Meant
}

// join merges the classes of x and y.
func (m *Model) join(x, y byte) {
	x, y = m.Class(x), m.Class(y)
	least := min(x, y)
	m.Classes[x], m.Classes[y] = least, least
	for i, c := range m.Classes {
		if c == x || c == y {
			m.Classes[i] = least
		}
	}
}

// Class returns the symbol that represents all symbols connected with symbol.
func (m *Model) Class(symbol byte) byte {
	if c := m.Classes[symbol&0x7F]; c != 0 {
		return c
	}
	return symbol
}

// Cost returns the cost of reading a symbol when another one was meant, and
// reports whether the model has that pair.
func (m *Model) Cost(read, meant byte) (cost uint8, ok bool) {
	if !spell.IsGraph(read) {
		return 0, false
	}
	for _, e := range m.Edges[read] {
		if e.Meant == meant {
			return e.Cost, true
		}
	}
	return 0, read == meant
}

// Each yields the symbols that may have been meant, in order of cost.
func (m *Model) Each(read byte, yield func(meant byte, cost int) bool) {
	if !spell.IsGraph(read) {
		return
	}
	if m.Edges[read] == nil {
		yield(read, 0)
		return
	}
	for _, e := range m.Edges[read] {
		if !yield(e.Meant, int(e.Cost)) {
			return
		}
	}
}

// Only returns the one symbol of an alphabet that a symbol outside of it stands
// for at the lowest cost. It returns none if several symbols have that cost. It
// also returns none if the Unit is known, because the cheapest of measured
// misreads proves little.
func (m *Model) Only(alphabet string, read byte) (meant byte, ok bool) {
	if m.Unit != 0 {
		return 0, false
	}
	var lowest uint8
	for _, e := range m.Edges[read] { // cheapest first
		switch {
		case strings.IndexByte(alphabet, e.Meant) < 0:
		case !ok:
			meant, lowest, ok = e.Meant, e.Cost, true
		case e.Cost == lowest:
			return 0, false
		}
	}
	return meant, ok
}

// Several reports whether a symbol may have been meant as more than one symbol
// of an alphabet.
func (m *Model) Several(alphabet string, read byte) bool {
	n := 0
	for _, e := range m.Edges[read] {
		if strings.IndexByte(alphabet, e.Meant) >= 0 {
			n++
		}
	}
	return n > 1
}
