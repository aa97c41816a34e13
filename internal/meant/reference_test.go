package meant_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/reference"
)

// This file is the readable twin of Corrector: it writes down every code of a
// small format, and for each every way in which the reads may line up with it.
// It goes by the documentation alone and shares no code with the engine, except
// that Lookalikes.Cost, which has a test of its own, answers for a model.

// twin is a question about reads.
type twin struct {
	spec  redeem.Spec // as Format.Spec returns it
	model twinModel

	maxCost, maxEdits, maxIndels int // as in a Corrector, none of them negative
}

// twinModel is a model with what it says of dropped and added characters.
type twinModel struct {
	*redeem.Lookalikes
	dropped, added, doubled int
}

// price is what it takes to come from a read to a code.
type price struct{ cost, edits int }

func (p price) plus(q price) price { return price{p.cost + q.cost, p.edits + q.edits} }

func (p price) compare(q price) int {
	return cmp.Or(cmp.Compare(p.cost, q.cost), cmp.Compare(p.edits, q.edits))
}

// candidate is a redeem.Candidate that prints its code.
type candidate struct {
	text string
	price
}

func (c candidate) String() string { return fmt.Sprint(c.text, " ", c.cost, " ", c.edits) }

func (c candidate) compare(other candidate) int {
	return cmp.Or(cmp.Compare(c.cost, other.cost), cmp.Compare(c.text, other.text))
}

// resolution is a redeem.Resolution that prints its code.
type resolution struct {
	verdict      redeem.Verdict
	best         candidate
	ties, margin int
	capped       bool
}

func revealed(c redeem.Candidate) candidate {
	return candidate{redeem.Plain(c.Code).String(), price{c.Cost, c.Edits}}
}

func answered(r redeem.Resolution) resolution {
	return resolution{r.Verdict, revealed(r.Best), r.Ties, r.Margin, r.Capped}
}

const unread = 0

// seenIn returns the characters of a read, each as printable ASCII or as
// unread, and whether they are all there is.
func seenIn(read string) (seen []byte, whole bool) {
	chars, more := reference.Chars(read)
	for _, c := range chars {
		switch {
		case c.Err != 0 || c.ASCII == '?':
			seen = append(seen, unread)
		case c.ASCII != 0:
			seen = append(seen, c.ASCII)
		}
	}
	return seen, !more
}

// symbols returns those that a code may have at a place.
func (q twin) symbols(place int) []byte {
	if place < len(q.spec.Prefix) {
		return []byte{q.spec.Prefix[place]}
	}
	return []byte(reference.Alphabet(q.spec, place))
}

// read returns the character as which one that was seen goes into the model:
// the symbol that Parse would take it for, unless it may be another as well, or
// else, if the model knows a symbol
// of the place that may have been meant, the character itself. If it is
// neither, it counts as unread.
func (q twin) read(place int, seen byte) (read byte, ok bool) {
	if seen == unread {
		return 0, false
	}
	alphabet := reference.Alphabet(q.spec, place)
	if symbol, _, ok := reference.Meaning(alphabet, q.spec.Lookalikes, seen); ok && !reference.Guesses(alphabet, q.spec.Lookalikes, seen) {
		return symbol, true
	}
	read = reference.Folded(alphabet, seen)
	known := slices.ContainsFunc(q.symbols(place), func(symbol byte) bool {
		_, ok := q.model.Cost(read, symbol)
		return ok
	})
	return read, known
}

// meant returns the price of a character that was meant as a symbol.
func (q twin) meant(place int, seen, symbol byte) (p price, ok bool) {
	read, ok := q.read(place, seen)
	if !ok {
		return price{}, true
	}
	p.cost, ok = q.model.Cost(read, symbol)
	if read != symbol {
		p.edits = 1
	}
	return p, ok
}

// align calls yield with the price of every way in which what was seen lines
// up with the rest of the code from a place on, after what it took so far.
func (q twin) align(code string, place int, seen []byte, indels int, soFar price, yield func(price)) {
	if place == len(code) && len(seen) == 0 {
		yield(soFar)
	}
	if indels > 0 && len(seen) > 0 { // a character that was added
		q.align(code, place, seen[1:], indels-1, soFar.plus(price{q.model.added, 1}), yield)
	}
	if indels > 0 && place < len(code) { // a symbol that was dropped
		q.align(code, place+1, seen, indels-1, soFar.plus(price{q.model.dropped, 1}), yield)
	}
	if len(seen) == 0 || place == len(code) {
		return
	}
	first, ok := q.meant(place, seen[0], code[place])
	if !ok {
		return
	}
	q.align(code, place+1, seen[1:], indels, soFar.plus(first), yield)

	if indels == 0 || len(seen) == 1 { // or two characters that look like it
		return
	}
	for _, b := range seen[:2] {
		if _, ok := q.read(place, b); !ok { // what was not read looks like nothing
			return
		}
	}
	if second, ok := q.meant(place, seen[1], code[place]); ok {
		both := price{first.cost + second.cost + q.model.doubled, min(first.edits, second.edits) + 1}
		q.align(code, place+1, seen[2:], indels-1, soFar.plus(both), yield)
	}
}

// best returns the lowest price at which all reads together may have been
// meant as a code.
func (q twin) best(code string, reads [][]byte) (best price, ok bool) {
	sums := map[price]bool{{}: true}
	for _, seen := range reads {
		prices, longer := make(map[price]bool), make(map[price]bool)
		q.align(code, 0, seen, q.maxIndels, price{}, func(p price) { prices[p] = true })
		for sum := range sums {
			for p := range prices {
				longer[sum.plus(p)] = true
			}
		}
		sums = longer
	}
	for p := range sums {
		if (q.maxEdits == 0 || p.edits <= q.maxEdits) && (!ok || p.compare(best) < 0) {
			best, ok = p, true
		}
	}
	return best, ok
}

// codes calls yield with every code that begins with text.
func (q twin) codes(text string, yield func(text string)) {
	if len(text) < q.spec.Length {
		for _, symbol := range q.symbols(len(text)) {
			q.codes(text+string(rune(symbol)), yield)
		}
	} else if q.spec.Check == nil || q.spec.Check.Valid(text) {
		yield(text)
	}
}

// candidates returns what the reads may have been meant as, cheapest first,
// and whether there is more of it beyond the engine's limit.
func (q twin) candidates(reads []string) (all []candidate, more bool) {
	var seen [][]byte
	for _, read := range reads {
		chars, whole := seenIn(read)
		if !whole {
			return nil, false
		}
		seen = append(seen, chars)
	}
	if len(reads) == 0 {
		return nil, false
	}
	limit := q.limit(seen)
	q.codes("", func(text string) {
		switch p, ok := q.best(text, seen); {
		case !ok || q.maxCost > 0 && p.cost > q.maxCost:
		case p.cost > limit:
			more = true
		default:
			all = append(all, candidate{text, p})
		}
	})
	slices.SortFunc(all, candidate.compare)
	return all, more
}

// limit returns up to which cost the engine promises to find candidates.
func (q twin) limit(reads [][]byte) int {
	if q.maxIndels > 0 {
		return 63
	}
	limit := 127
	for place := range q.spec.Length {
		if least, ok := q.least(place, reads); ok {
			limit += least
		}
	}
	return limit
}

// least returns what the symbol costs that is cheapest at a place.
func (q twin) least(place int, reads [][]byte) (least int, ok bool) {
	least = math.MaxInt
	for _, symbol := range q.symbols(place) {
		sum, possible := price{}, true
		for _, seen := range reads {
			if place >= len(seen) {
				return 0, false
			}
			p, ok := q.meant(place, seen[place], symbol)
			sum, possible = sum.plus(p), possible && ok
		}
		if possible {
			least, ok = min(least, sum.cost), true
		}
	}
	return least, ok
}

// resolve is Corrector.Resolve for candidates in the order in which it goes
// through them. It returns how many of them accept was asked about.
func resolve(candidates []candidate, accept func(text string) bool, tries int) (r resolution, asked int) {
	r.margin = -1
	for _, c := range candidates {
		dearer := r.verdict != redeem.VerdictNone && c.cost > r.best.cost
		if dearer && r.verdict == redeem.VerdictAmbiguous { // how far the next one is does not matter
			break
		}
		if asked == tries { // all that is known is that nothing cheaper comes
			r.capped = true
			if r.verdict != redeem.VerdictNone {
				r.margin = c.cost - r.best.cost
			}
			break
		}
		asked++
		if !accept(c.text) {
			continue
		}
		if dearer {
			r.margin = c.cost - r.best.cost
			break
		}
		if r.verdict == redeem.VerdictNone {
			r.best = c
		}
		r.ties++
		r.verdict = redeem.VerdictUnique
		if r.ties > 1 {
			r.verdict, r.margin = redeem.VerdictAmbiguous, 0
		}
	}
	return r, asked
}
