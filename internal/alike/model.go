// Package alike has models of which symbols a reader takes for which.
package alike

import (
	"slices"
	"strings"

	"github.com/redeemkit/redeem/internal/spell"
)

// Edge is a symbol that was possibly meant, and what that costs.
type Edge struct {
	Meant byte
	Cost  uint8
}

// Model is a model of a reader. It does not change once it is made. The zero
// Model is that of a reader who makes no mistakes.
type Model struct {
	// Edges[read] has what was possibly meant, cheapest first, the symbol itself
	// included and first among equals; nil means itself alone, at no cost.
	Edges [128][]Edge
	// Classes[symbol] is the least symbol that it is connected with through any
	// number of pairs; 0 means that there is none but itself.
	Classes [128]byte
	// What it costs a reader to drop a character, to add one, to show a symbol as
	// two that look like it, beyond the costs of those two, and to show two
	// neighbours in the wrong order.
	Dropped, Added, Doubled, Swapped uint8
	// Unit is what one unit of cost is worth in nats, 0 if that is not known.
	Unit float64
	// Uncovered is how often what was meant is nothing that the model holds: a
	// share from 0 to 1.
	Uncovered float64
}

// Add adds what a symbol read may have been meant as. It returns false if that
// is known already. Sort ends the making of a model.
func (m *Model) Add(read, meant byte, cost uint8) bool {
	if slices.ContainsFunc(m.Edges[read], func(e Edge) bool { return e.Meant == meant }) {
		return false
	}
	m.Edges[read] = append(m.Edges[read], Edge{meant, cost})
	if read != meant {
		m.join(read, meant)
	}
	return true
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

// rank orders edges of equal cost: the symbol itself, then by symbol.
func (e Edge) rank(read byte) byte {
	if e.Meant == read {
		return 0
	}
	return e.Meant
}

// join makes one class of the classes of x and y.
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

// Class returns the symbol that stands for all that are connected with symbol.
func (m *Model) Class(symbol byte) byte {
	if c := m.Classes[symbol&0x7F]; c != 0 {
		return c
	}
	return symbol
}

// Cost returns what it costs that a symbol was meant, and whether the model
// knows that it may have been.
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

// Each yields what a symbol may have been meant as, cheapest first.
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

// Only returns the symbol of an alphabet that a symbol outside of it may have
// been meant as, if there is exactly one.
func (m *Model) Only(alphabet string, read byte) (meant byte, ok bool) {
	for _, e := range m.Edges[read] {
		if strings.IndexByte(alphabet, e.Meant) < 0 {
			continue
		}
		if ok {
			return 0, false
		}
		meant, ok = e.Meant, true
	}
	return meant, ok
}
