package redeem

import (
	"cmp"
	"math"
	"slices"
)

// This file is the readable twin of Corrector: it writes down every code of a
// small format, and for each every way in which the reads may line up with it.
// It goes by the documentation alone and shares no code with the engine, except
// that Lookalikes.Cost, which has a test of its own, answers for a model.

// slowCorrector is a question about reads.
type slowCorrector struct {
	spec  Spec // as Format.Spec returns it
	model slowModel

	maxCost, maxEdits, maxIndels int // as in a Corrector, none of them negative
}

// slowModel is a model with what it says of dropped and added characters.
type slowModel struct {
	*Lookalikes
	dropped, added, doubled int
}

// price is what it takes to come from a read to a code.
type price struct{ cost, edits int }

func (p price) plus(q price) price { return price{p.cost + q.cost, p.edits + q.edits} }

func (p price) compare(q price) int {
	return cmp.Or(cmp.Compare(p.cost, q.cost), cmp.Compare(p.edits, q.edits))
}

const unread = 0

// slowSeen returns the characters of a read, each as printable ASCII or as
// unread, and whether they are all there is.
func slowSeen(read string) (seen []byte, whole bool) {
	chars, more := slowChars(read)
	for _, c := range chars {
		switch {
		case c.err != 0 || c.ascii == '?':
			seen = append(seen, unread)
		case c.ascii != 0:
			seen = append(seen, c.ascii)
		}
	}
	return seen, !more
}

// symbols returns those that a code may have at a place.
func (q slowCorrector) symbols(place int) []byte {
	if place < len(q.spec.Prefix) {
		return []byte{q.spec.Prefix[place]}
	}
	return []byte(slowAlphabet(q.spec, place))
}

// read returns the character as which one that was seen goes into the model:
// the symbol that Parse would take it for or else, if the model knows a symbol
// of the place that may have been meant, the character itself. If it is
// neither, it counts as unread.
func (q slowCorrector) read(place int, seen byte) (read byte, ok bool) {
	if seen == unread {
		return 0, false
	}
	alphabet := slowAlphabet(q.spec, place)
	if symbol, _, ok := slowMeaning(alphabet, q.spec.Lookalikes, seen); ok {
		return symbol, true
	}
	read = slowFolded(alphabet, seen)
	known := slices.ContainsFunc(q.symbols(place), func(symbol byte) bool {
		_, ok := q.model.Cost(read, symbol)
		return ok
	})
	return read, known
}

// meant returns the price of a character that was meant as a symbol.
func (q slowCorrector) meant(place int, seen, symbol byte) (p price, ok bool) {
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
func (q slowCorrector) align(code string, place int, seen []byte, indels int, soFar price, yield func(price)) {
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
func (q slowCorrector) best(code string, reads [][]byte) (best price, ok bool) {
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
func (q slowCorrector) codes(text string, yield func(text string)) {
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
func (q slowCorrector) candidates(reads []string) (all []Candidate, more bool) {
	var seen [][]byte
	for _, read := range reads {
		chars, whole := slowSeen(read)
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
			all = append(all, Candidate{slowPack(text), p.cost, p.edits})
		}
	})
	slices.SortFunc(all, slowOrder)
	return all, more
}

func slowOrder(x, y Candidate) int {
	return cmp.Or(cmp.Compare(x.Cost, y.Cost), x.Code.Compare(y.Code))
}

// limit returns up to which cost the engine promises to find candidates.
func (q slowCorrector) limit(reads [][]byte) int {
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
func (q slowCorrector) least(place int, reads [][]byte) (least int, ok bool) {
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

// slowResolve is Corrector.Resolve for candidates in the order in which it
// goes through them. It returns how many of them accept was asked about.
func slowResolve(candidates []Candidate, accept func(Code) bool, tries int) (r Resolution, asked int) {
	r.Margin = -1
	for _, c := range candidates {
		dearer := r.Verdict != VerdictNone && c.Cost > r.Best.Cost
		if dearer && r.Verdict == VerdictAmbiguous { // how far the next one is does not matter
			break
		}
		if asked == tries { // all that is known is that nothing cheaper comes
			r.Capped = true
			if r.Verdict != VerdictNone {
				r.Margin = c.Cost - r.Best.Cost
			}
			break
		}
		asked++
		if !accept(c.Code) {
			continue
		}
		if dearer {
			r.Margin = c.Cost - r.Best.Cost
			break
		}
		if r.Verdict == VerdictNone {
			r.Best = c
		}
		r.Ties++
		r.Verdict = VerdictUnique
		if r.Ties > 1 {
			r.Verdict, r.Margin = VerdictAmbiguous, 0
		}
	}
	return r, asked
}
