package fit

import (
	"math"
	"slices"

	"github.com/redeemkit/redeem"
)

// Model is what Fit found out.
type Model struct {
	// Options are those it was fitted with, none of them zero but Faults.
	Options Options
	// Examples is the number of examples that were learned from.
	Examples int
	// Indels are the costs for [redeem.Lookalikes.WithIndels].
	Indels redeem.Indels
	// Odds say what costs are worth; the zero Odds that it is not known.
	Odds Odds

	pairs []redeem.Pair
}

// maxCost is the engine's limit on the cost of a code: a dearer pair is of no
// use.
const maxCost = 127

func newModel(t *tally, a alphabet, o Options) Model {
	c := t.channel(a, o)
	units := func(nats float64) uint8 { return uint8(min(math.Round(o.Unit*nats), math.MaxUint8)) }
	m := Model{
		Options:  o,
		Examples: t.examples,
		Indels: redeem.Indels{
			Dropped: units(c.dropped),
			Added:   units(c.added),
			Doubled: units(c.doubled),
			Swapped: units(c.swapped),
		},
	}
	for read := range a.read {
		possible := func(meant int) bool {
			if !a.meant[meant] {
				return false
			}
			if o.Prior != nil {
				if _, ok := o.Prior.Cost(byte(read), byte(meant)); ok {
					return true
				}
			}
			return meant == read || t.shown[meant][read] > 0
		}
		likeliest := math.Inf(1)
		for meant := range a.meant {
			if possible(meant) {
				likeliest = min(likeliest, c.shown[meant][read])
			}
		}
		var pairs []redeem.Pair
		for meant := range a.meant {
			nats := c.shown[meant][read] - likeliest
			near := nats <= o.Reach && o.Unit*nats <= maxCost
			if possible(meant) && (near || meant == read) {
				pairs = append(pairs, redeem.Pair{Read: byte(read), Meant: byte(meant), Cost: min(units(nats), maxCost)})
			}
		}
		slices.SortFunc(pairs, func(p, q redeem.Pair) int {
			return (int(p.Cost)-int(q.Cost))<<8 + rank(p) - rank(q)
		})
		m.pairs = append(m.pairs, fewest(pairs, o.Meanings)...)
	}
	return m
}

// rank orders pairs of equal cost: the symbol itself, then by symbol.
func rank(p redeem.Pair) int {
	if p.Meant == p.Read {
		return 0
	}
	return int(p.Meant)
}

// fewest returns the first n pairs, one of them the symbol itself.
func fewest(pairs []redeem.Pair, n int) []redeem.Pair {
	if len(pairs) <= n {
		return pairs
	}
	itself := slices.IndexFunc(pairs, func(p redeem.Pair) bool { return p.Meant == p.Read })
	if itself >= n {
		pairs[n-1] = pairs[itself]
	}
	return pairs[:n]
}

// Pairs returns the costs of what each read character may have been meant as,
// ordered by the character read and by cost.
func (m Model) Pairs() []redeem.Pair { return slices.Clone(m.pairs) }

// Lookalikes returns the model in the form that a [redeem.Corrector] takes.
func (m Model) Lookalikes() (*redeem.Lookalikes, error) {
	l, err := redeem.NewLookalikes(m.pairs...)
	if err != nil {
		return nil, err
	}
	return l.WithIndels(m.Indels).WithUnit(m.Odds.Unit).WithUncovered(m.Odds.Uncovered), nil
}
