package meant

import (
	"cmp"
	"math"
	"slices"

	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// Source has the readings of one code: texts, each as it was read, or Readings.
type Source struct {
	Texts    []string
	Readings []*Reading
	More     bool // there are more, which are not looked at
}

func (s Source) len() int { return min(len(s.Texts)+len(s.Readings), maxReads) }

// more reports whether there are readings that are not looked at.
func (s Source) more() bool { return s.More || len(s.Texts) > maxReads }

// seen is a reading as it goes into a search: its characters in the case of the
// alphabet, 0 for one that could not be told. It does not point at what it is made
// of, which for Go would then outlive the call.
type seen struct {
	chars  [maxSeen]byte
	n      int  // more than there is room for if they are more
	number int  // of the reading in its Source
	more   bool // is known of the characters
}

// load reads reading i.
func (s Source) load(x *seen, f *form.Format, i int) {
	x.number = i
	if i < len(s.Texts) {
		x.n = f.Characters([]byte(s.Texts[i]), x.chars[:])
		return
	}
	r := s.Readings[i]
	if x.n = min(r.Len(), maxSeen+1); r == nil {
		return
	}
	for j, c := range r.chars[:min(len(r.chars), maxSeen)] {
		x.chars[j] = f.InCase(c.read)
	}
	x.more = len(r.alternatives) > 0
}

// alternatives returns what character j of a reading may be, if more is known of
// it.
func (s Source) alternatives(x *seen, j int) []alternative {
	if !x.more {
		return nil
	}
	r := s.Readings[x.number]
	if c := r.chars[j]; c.from != c.to {
		return r.alternatives[c.from:c.to]
	}
	return nil
}

// same reports whether two readings say the same.
func (s Source) same(x, y *seen) bool { return s.compare(x, y) == 0 }

// compare puts readings that do not say the same into an order, which is that of
// what they say.
func (s Source) compare(x, y *seen) int {
	if order := cmp.Compare(x.n, y.n); order != 0 {
		return order
	}
	for j := range min(x.n, maxSeen) {
		order := cmp.Compare(charOf(x.chars[j]), charOf(y.chars[j]))
		if order == 0 {
			order = slices.CompareFunc(s.alternatives(x, j), s.alternatives(y, j), alternative.compare)
		}
		if order != 0 {
			return order
		}
	}
	return 0
}

// charOf returns a character, or 0 for one of which no model knows what it is meant
// as.
func charOf(x byte) byte {
	if isChar(x) {
		return x
	}
	return 0
}

// isChar reports whether a model may know what a character is meant as.
func isChar(x byte) bool { return spell.IsGraph(x) && x != '?' }

// only reads the first reading, and reports whether all others say the same. It
// reads nothing if there is none.
func (s Source) only(x *seen, f *form.Format) bool {
	if s.len() == 0 {
		return true
	}
	s.load(x, f, 0)
	for i := 1; i < s.len(); i++ {
		var y seen
		if s.load(&y, f, i); !s.same(x, &y) {
			return false
		}
	}
	return true
}

// meanings are what one character may have been meant as at one place.
type meanings struct {
	edges []alike.Edge // cheapest first; nil = only what it was read as, for nothing
	read  byte         // the symbol that it was read as, or another character
	known bool         // false = it was not read: it may be anything
}

// edgeSpace has room for the edges of a character that are made for one place.
type edgeSpace [128]alike.Edge

// meant returns what character j may have been meant as at a place. The edges
// may lead to symbols that the place does not take.
func (s Source) meant(x *seen, f *form.Format, model *alike.Model, place, j int, space *edgeSpace) meanings {
	if alternatives := s.alternatives(x, j); alternatives != nil {
		return weigh(f, model, place, alternatives, space)
	}
	return readAs(f, model, place, x.chars[j])
}

// readAs returns what a character may have been meant as of which nothing else
// is known. A character outside the alphabet is the symbol that it stands for only
// if it may be no other.
func readAs(f *form.Format, model *alike.Model, place int, x byte) meanings {
	if e := f.TableAt(place)[x]; e.IsSymbol() && !f.Guesses(place, x) {
		read := e.Symbol()
		return meanings{model.Edges[read], read, true}
	}
	if edges := model.Edges[x]; leads(f, place, edges) {
		return meanings{edges, x, true}
	}
	return meanings{}
}

// leads reports whether an edge leads to a symbol that the place takes.
func leads(f *form.Format, place int, edges []alike.Edge) bool {
	for _, e := range edges {
		if f.Takes(place, e.Meant) {
			return true
		}
	}
	return false
}

const (
	defaultUnit = 0.25 // nats, of a model that does not know its own
	ofReader    = 0.8  // how far the reader is believed; the rest is the model's
	maxEdgeCost = math.MaxUint8
)

func unitOf(model *alike.Model) float64 {
	if model.Unit > 0 {
		return model.Unit
	}
	return defaultUnit
}

// costOf returns the cost that stands for a probability above 0.
func costOf(prob, unit float64) uint8 {
	return uint8(min(math.Round(-math.Log(min(prob, 1))/unit), maxEdgeCost))
}

// weigh returns what a character may have been meant as of which the reader had
// several alternatives. What they lack of certainty, and what they have for
// characters that are no symbols, belongs to the model.
//
// It is not inlined, so that its space is cleared for those only that need it.
//
//go:noinline
func weigh(f *form.Format, model *alike.Model, place int, alternatives []alternative, space *edgeSpace) meanings {
	var (
		probs [128]float64
		table = f.TableAt(place)
		sum   = 0.0 // of symbols
		m     meanings
	)
	as := func(a alternative) (x byte, symbol bool) {
		x = f.InCase(a.char)
		if e := table[x]; e.IsSymbol() && !f.Guesses(place, x) {
			return e.Symbol(), true
		}
		return x, false
	}
	for _, a := range alternatives {
		x, symbol := as(a)
		probs[x&0x7F] += a.prob
		if symbol {
			sum += a.prob
		}
	}
	for _, a := range alternatives {
		x, symbol := as(a)
		if (symbol || leads(f, place, model.Edges[x])) && (!m.known || probs[x] > probs[m.read]) {
			m.read, m.known = x, true
		}
	}
	if !m.known {
		return m
	}

	// What the model says, relative to what it holds likeliest, and the mixture.
	unit := unitOf(model)
	edges := model.Edges[m.read]
	if edges == nil {
		edges = []alike.Edge{{Meant: m.read}}
	}
	total, least := 0.0, -1.0
	weight := func(e alike.Edge) float64 { return math.Exp((least - float64(e.Cost)) * unit) }
	for _, e := range edges { // cheapest first
		if f.Takes(place, e.Meant) {
			if least < 0 {
				least = float64(e.Cost)
			}
			total += weight(e)
		}
	}
	m.edges = space[:0]
	for _, e := range edges {
		if f.Takes(place, e.Meant) {
			p := (1 - ofReader*sum) * weight(e) / total
			m.edges = insert(m.edges, alike.Edge{Meant: e.Meant, Cost: costOf(ofReader*probs[e.Meant]+p, unit)})
			probs[e.Meant] = 0
		}
	}
	for _, a := range alternatives {
		if x, symbol := as(a); symbol && probs[x] > 0 && f.Takes(place, x) {
			m.edges = insert(m.edges, alike.Edge{Meant: x, Cost: costOf(ofReader*probs[x], unit)})
			probs[x] = 0
		}
	}
	return m
}

// insert adds an edge behind those that cost as much or less.
func insert(edges []alike.Edge, e alike.Edge) []alike.Edge {
	edges = append(edges, e)
	i := len(edges) - 1
	for ; i > 0 && edges[i-1].Cost > e.Cost; i-- {
		edges[i] = edges[i-1]
	}
	edges[i] = e
	return edges
}
