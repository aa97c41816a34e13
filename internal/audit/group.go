package audit

import (
	"slices"

	"github.com/redeemkit/redeem"
)

// Entry is a code and the place of its first occurrence.
type Entry struct {
	Code  redeem.Code
	First Place
}

// Group finds the pairs that look alike among the codes with one key, within
// limits. Its memory grows with the number of codes that it compares, not with
// the number that are added.
type Group struct {
	symbols *symbols
	limits  Limits
	entries []Entry // the entries with the first places; a heap with the last place at the top once more were added
	added   int64

	words int      // number of words of a mask
	has   []uint64 // one mask for each entry: the member of its class at each place
	near  []uint64 // a mask for one entry: the members that look like its symbols
}

// NewGroup makes an empty group.
func (r *Rules) NewGroup(limits Limits) *Group {
	limits.Compared = max(limits.Compared, 1)
	bits := r.symbols.widest * r.symbols.places
	words := (bits + 63) / 64
	return &Group{symbols: &r.symbols, limits: limits, words: words, near: make([]uint64, words)}
}

// Add adds a code. All codes that are added must be different, and have the
// same key and different first places. Their order does not matter.
func (g *Group) Add(e Entry) {
	g.added++
	if len(g.entries) < g.limits.Compared {
		g.entries = append(g.entries, e)
		return
	}
	if g.added == int64(len(g.entries))+1 {
		for i := len(g.entries)/2 - 1; i >= 0; i-- {
			sink(g.entries, i)
		}
	}
	if e.First.Compare(g.entries[0].First) < 0 {
		g.entries[0] = e
		sink(g.entries, 0)
	}
}

// Findings calls found with the pairs that look alike, in the order of
// [Finding.Compare], and adds codes, pairs and exceeded limits to the summary.
// The group is empty afterwards. Findings stops at the first error of found and
// returns that error.
func (g *Group) Findings(s *Summary, found func(Finding) error) error {
	return g.FindingsAcross(0, s, found)
}

// FindingsAcross is like Findings for some of the pairs: those of one of the
// first n codes, by place, and one of the others. With n = 0 it finds all
// pairs.
func (g *Group) FindingsAcross(n int, s *Summary, found func(Finding) error) error {
	entries := g.entries
	slices.SortFunc(entries, func(x, y Entry) int { return x.First.Compare(y.First) })
	s.Distinct += g.added
	s.Uncompared += g.added - int64(len(entries))
	g.entries, g.added = entries[:0], 0
	g.has = g.has[:0]
	left := g.limits.Listed
	for i, e := range entries {
		g.mask(e.Code)
		end := i
		if n > 0 {
			if i < n {
				continue
			}
			end = n
		}
		for j := g.next(0, end); j < end; j = g.next(j+1, end) {
			s.Lookalikes++
			if left <= 0 {
				s.Unlisted++
				continue
			}
			left--
			other := entries[j]
			err := found(Finding{Kind: Lookalike, Place: e.First, Code: e.Code, First: other.First, Other: other.Code})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// mask appends the mask of a code to has, and sets near to its mask of members
// that look alike.
func (g *Group) mask(c redeem.Code) {
	var room [redeem.MaxLen]byte
	text := c.AppendTo(room[:0])[g.symbols.skip:]
	at := len(g.has)
	for i := range g.near {
		g.near[i] = 0
		g.has = append(g.has, 0)
	}
	has := g.has[at:]
	for i, symbol := range text {
		bit := i * g.symbols.widest
		for _, member := range g.symbols.near[symbol] {
			b := bit + int(member)
			g.near[b/64] |= 1 << (b % 64)
		}
		b := bit + int(g.symbols.member[symbol])
		has[b/64] |= 1 << (b % 64)
	}
}

// next returns the index of the first entry from on that looks like the one
// whose mask is near, or to if there is none before to.
func (g *Group) next(from, to int) int {
	if g.words == 1 { // as for most formats and models
		near := g.near[0]
		for i, has := range g.has[from:to] {
			if has&^near == 0 {
				return from + i
			}
		}
		return to
	}
next:
	for i := from; i < to; i++ {
		for w, has := range g.has[i*g.words : (i+1)*g.words] {
			if has&^g.near[w] != 0 {
				continue next
			}
		}
		return i
	}
	return to
}

// sink restores a heap with the last place at the top: it moves one entry down
// to its place.
func sink(h []Entry, i int) {
	for {
		child := 2*i + 1
		if child+1 < len(h) && h[child+1].First.Compare(h[child].First) > 0 {
			child++
		}
		if child >= len(h) || h[child].First.Compare(h[i].First) < 0 {
			return
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
}
