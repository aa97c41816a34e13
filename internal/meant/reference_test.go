package meant_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/reference"
)

// This file is the readable twin of Corrector: it lists every code of a small
// format, and every way in which the readings may line up with the code. It
// follows the documentation and shares no code with the engine, except
// Lookalikes.Cost, which has a test of its own.

// twin is a question about reads.
type twin struct {
	spec  redeem.Spec // as Format.Spec returns it
	model twinModel

	maxCost, maxEdits, maxIndels int // as in a Corrector, none of them negative

	codes []string // all codes of the format, if they are compared
}

// twinModel is a model with its costs of dropped, added, doubled and swapped
// characters, and with the worth of a unit of cost, which is 0 if it is not known.
type twinModel struct {
	*redeem.Lookalikes
	dropped, added, doubled, swapped int
	unit, uncovered                  float64
}

// inNats returns the worth of a unit, or the usual one if it is not known.
func (m twinModel) inNats() float64 {
	if m.unit > 0 {
		return m.unit
	}
	return 0.25
}

// doubt returns the cost of a symbol that a reading excludes and another allows.
func (m twinModel) doubt() int {
	if m.unit > 0 {
		return min(int(math.Round(8/m.unit)), 255)
	}
	return m.dropped
}

// price is the cost and the number of edits between a read and a code.
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

// twinChar is a character that was seen: printable ASCII or unread, with its
// alternatives if they are known.
type twinChar struct {
	ascii        byte
	alternatives []twinAlternative
}

type twinAlternative struct {
	ascii byte
	prob  float64
}

// seenIn returns the characters of a read, and reports whether they are all.
func seenIn(read string) (seen []twinChar, whole bool) {
	chars, more := reference.Chars(read)
	return twinChars(chars), !more
}

// seenIn is like the function for a format: if a read has more characters than a
// code, it leaves out those that a paste adds at both ends.
func (q twin) seenIn(read string) (seen []twinChar, whole bool) {
	chars, more := reference.Chars(read)
	if seen = twinChars(chars); len(seen) > q.spec.Length && !more {
		seen = twinChars(reference.Unwrap(chars, read, func(ascii byte) bool { return reference.IsSymbol(q.spec, ascii) }))
	}
	return seen, !more
}

func twinChars(chars []reference.Char) (seen []twinChar) {
	for _, c := range chars {
		switch {
		case c.Err != 0 || c.ASCII == '?':
			seen = append(seen, twinChar{})
		case c.ASCII != 0:
			seen = append(seen, twinChar{ascii: c.ASCII})
		}
	}
	return seen
}

// symbols returns the symbols that a code may have at a place.
func (q twin) symbols(place int) []byte {
	if place < len(q.spec.Prefix) {
		return []byte{q.spec.Prefix[place]}
	}
	return []byte(reference.Alphabet(q.spec, place))
}

// read returns the character that stands for the seen one in the model: the
// symbol that Parse takes it for, if that is the only one, and otherwise the
// character itself, if the model has a pair of it with a symbol of the place.
// Any other character counts as unread.
func (q twin) read(place int, seen byte) (read byte, symbol, ok bool) {
	if seen == unread {
		return 0, false, false
	}
	alphabet := reference.Alphabet(q.spec, place)
	if symbol, _, ok := reference.Meaning(alphabet, q.spec.Lookalikes, seen); ok && !reference.Guesses(alphabet, q.spec.Lookalikes, seen) {
		return symbol, true, true
	}
	read = reference.Folded(alphabet, seen)
	known := slices.ContainsFunc(q.symbols(place), func(symbol byte) bool {
		_, ok := q.model.Cost(read, symbol)
		return ok
	})
	return read, false, known
}

// twinCosts holds the costs of the symbols of a place that a character may stand
// for.
type twinCosts struct {
	costs map[byte]int
	read  byte
}

// costs returns the costs of a character. It returns false if the character was
// not read.
func (q twin) costs(place int, c twinChar) (twinCosts, bool) {
	if c.alternatives != nil {
		return q.mixture(place, c.alternatives)
	}
	read, _, ok := q.read(place, c.ascii)
	if !ok {
		return twinCosts{}, false
	}
	t := twinCosts{make(map[byte]int), read}
	for _, symbol := range q.symbols(place) {
		if cost, ok := q.model.Cost(read, symbol); ok {
			t.costs[symbol] = cost
		}
	}
	return t, true
}

// mixture returns the costs of a character with alternatives: 0.8 of the reader's
// probabilities, and the rest of those that the model has for the likeliest
// alternative.
func (q twin) mixture(place int, alternatives []twinAlternative) (twinCosts, bool) {
	sum := 0.0
	for _, a := range alternatives {
		sum += a.prob
	}
	probs, symbols, order := make(map[byte]float64), 0.0, []byte{}
	for _, a := range alternatives {
		prob := a.prob / max(sum, 1)
		read, symbol, ok := q.read(place, a.ascii)
		if !ok {
			continue
		}
		probs[read] += prob
		order = append(order, read)
		if symbol {
			symbols += prob
		}
	}
	if len(order) == 0 {
		return twinCosts{}, false
	}
	t := twinCosts{make(map[byte]int), order[0]}
	for _, read := range order {
		if probs[read] > probs[t.read] {
			t.read = read
		}
	}
	total := 0.0
	weights := make(map[byte]float64)
	for _, symbol := range q.symbols(place) {
		if cost, ok := q.model.Cost(t.read, symbol); ok {
			weights[symbol] = math.Exp(-float64(cost) * q.model.inNats())
			total += weights[symbol]
		}
	}
	for _, symbol := range q.symbols(place) {
		p := 0.8 * probs[symbol]
		if total > 0 {
			p += (1 - 0.8*symbols) * weights[symbol] / total
		}
		if p > 0 {
			t.costs[symbol] = int(min(math.Round(-math.Log(min(p, 1))/q.model.inNats()), 255))
		}
	}
	return t, true
}

// doubted returns the limit to the costs of a symbol, given those of all readings
// that allow it. Readings with a higher cost, or none, count as the limit.
func (q twin) doubted(costs []int) int { return max(q.model.doubt(), slices.Min(costs)) }

// fitting returns the readings whose length differs from that of a code by no more
// than maxIndels.
func (q twin) fitting(readings [][]twinChar) (fitting [][]twinChar) {
	for _, r := range readings {
		if d := len(r) - q.spec.Length; max(d, -d) <= q.maxIndels {
			fitting = append(fitting, r)
		}
	}
	return fitting
}

// average returns the mean costs of the symbols of a place in all readings, which
// have the right length. A symbol that is missing in the result is impossible.
func (q twin) average(place int, readings [][]twinChar) map[byte]int {
	average := make(map[byte]int)
	var all []twinCosts
	for _, r := range readings {
		if c, ok := q.costs(place, r[place]); ok {
			all = append(all, c)
		}
	}
	for _, symbol := range q.symbols(place) {
		if len(all) == 0 {
			average[symbol] = 0
			continue
		}
		var possible []int
		for _, c := range all {
			if cost, ok := c.costs[symbol]; ok {
				possible = append(possible, cost)
			}
		}
		if len(possible) == 0 {
			continue
		}
		most, sum := q.doubted(possible), 0
		for _, c := range all {
			if cost, ok := c.costs[symbol]; ok {
				sum += min(cost, most)
			} else {
				sum += most
			}
		}
		average[symbol] = rounded(sum, len(all))
	}
	return average
}

func rounded(sum, n int) int { return int(math.Floor(float64(sum)/float64(n) + 0.5)) }

// asked is a twin with readings that fit it, and what their characters cost.
type asked struct {
	twin
	readings [][]twinChar
	averages []map[byte]int // of each place, without indels
	shown    []map[[2]int]twinCosts
	lined    []map[[3]int]twinMeaning
	lefts    []map[[2]int]int
	folded   []string
	differ   bool // the readings are not all the same
}

// twinMeaning is the price of a symbol for a character.
type twinMeaning struct {
	price
	read, possible bool
}

// ask prepares the answer about readings. It computes everything that does not
// depend on the code: for each reading the costs by place and character, the
// meanings by place, character and symbol, and the results of left by place and
// symbol.
func (q twin) ask(readings [][]twinChar) *asked {
	a := &asked{twin: q, readings: q.fitting(readings)}
	for _, r := range a.readings {
		shown, folded := make(map[[2]int]twinCosts), ""
		for j, c := range r {
			folded += fmt.Sprint(reference.Folded(q.spec.Alphabet, c.ascii), c.alternatives, " ")
			for place := range q.spec.Length {
				if costs, known := q.costs(place, c); known && a.near(place, j) {
					shown[[2]int{place, j}] = costs
				}
			}
		}
		a.shown, a.folded = append(a.shown, shown), append(a.folded, folded)
		a.differ = a.differ || folded != a.folded[0]
	}
	if q.maxIndels == 0 {
		for place := range q.spec.Length {
			a.averages = append(a.averages, q.average(place, a.readings))
		}
		return a
	}
	for i, r := range a.readings {
		lined, lefts := make(map[[3]int]twinMeaning), make(map[[2]int]int)
		for place := range q.spec.Length {
			for _, symbol := range q.symbols(place) {
				lefts[[2]int{place, int(symbol)}] = a.left(i, place, symbol)
				for j := range r {
					if a.near(place, j) {
						lined[[3]int{place, j, int(symbol)}] = a.meant(place, i, j, symbol)
					}
				}
			}
		}
		a.lined, a.lefts = append(a.lined, lined), append(a.lefts, lefts)
	}
	return a
}

// near reports whether character j may have been meant as the symbol of a place.
func (a *asked) near(place, j int) bool { return max(place-j, j-place) <= a.maxIndels }

// left returns the cost of a symbol that reading i does not show: the mean of its
// costs in the other readings that are as long as a code and show the place.
func (a *asked) left(i, place int, symbol byte) int {
	sum, n := 0, 0
	for j, r := range a.readings {
		if len(r) != a.spec.Length || a.folded[i] == a.folded[j] {
			continue
		}
		if _, known := a.shown[j][[2]int{place, place}]; !known {
			continue
		}
		if m := a.meant(place, j, place, symbol); m.possible {
			sum += m.cost
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return rounded(sum, n)
}

// meant returns the price of a symbol for a character. If another reading allows
// the symbol near the place and this one does not, this one allows it at the cost
// of doubt.
func (a *asked) meant(place, i, j int, symbol byte) twinMeaning {
	c, known := a.shown[i][[2]int{place, j}]
	if !known {
		return twinMeaning{possible: true, price: price{cost: a.left(i, place, symbol)}}
	}
	m := twinMeaning{read: true}
	m.cost, m.possible = c.costs[symbol]
	if c.read != symbol {
		m.edits = 1
	}
	if !a.differ {
		return m
	}
	var possible []int
	for r := range a.readings {
		for j := place - a.maxIndels; j <= place+a.maxIndels; j++ {
			if cost, ok := a.shown[r][[2]int{place, j}].costs[symbol]; ok {
				possible = append(possible, cost)
			}
		}
	}
	if len(possible) > 0 {
		if most := a.doubted(possible); !m.possible || m.cost > most {
			m.cost, m.possible = most, true
		}
	}
	return m
}

// edits returns at how many places reading i shows something else than a code.
func (a *asked) edits(code string, i int) (n int) {
	for place := range len(code) {
		if c, ok := a.shown[i][[2]int{place, place}]; ok && c.read != code[place] {
			n++
		}
	}
	return n
}

// align calls yield with the price of every way to line up reading r, from
// character j on, with the code, from a place on. soFar is the price before them.
func (a *asked) align(code string, r, place, j, indels int, soFar price, yield func(price)) {
	left := len(a.readings[r]) - j
	if place == len(code) && left == 0 {
		yield(soFar)
	}
	if indels > 0 && left > 0 { // a character that was added
		a.align(code, r, place, j+1, indels-1, soFar.plus(price{a.model.added, 1}), yield)
	}
	if indels > 0 && place < len(code) { // a symbol that was dropped
		a.align(code, r, place+1, j, indels-1, soFar.plus(price{a.model.dropped + a.lefts[r][[2]int{place, int(code[place])}], 1}), yield)
	}
	if left == 0 || place == len(code) {
		return
	}
	first := a.lined[r][[3]int{place, j, int(code[place])}]
	if first.possible {
		a.align(code, r, place+1, j+1, indels, soFar.plus(first.price), yield)
	}
	if indels == 0 || left == 1 {
		return
	}
	second := a.lined[r][[3]int{place, j + 1, int(code[place])}]
	if !second.possible || !second.read { // what was not read looks like nothing
		return
	}
	if first.possible && first.read { // two characters that look like it
		both := price{first.cost + second.cost + a.model.doubled, min(first.edits, second.edits) + 1}
		a.align(code, r, place+1, j+2, indels-1, soFar.plus(both), yield)
	}
	if place+1 < len(code) { // two in the wrong order
		if first := a.lined[r][[3]int{place + 1, j, int(code[place+1])}]; first.possible && first.read {
			both := price{first.cost + second.cost + a.model.swapped, 2}
			a.align(code, r, place+2, j+2, indels-1, soFar.plus(both), yield)
		}
	}
}

// best returns the lowest price of a code for the readings, if it is in the
// bounds.
func (a *asked) best(code string) (best price, ok bool) {
	if len(a.readings) == 0 {
		return price{}, false
	}
	if a.maxIndels == 0 {
		for place := range len(code) {
			cost, ok := a.averages[place][code[place]]
			if !ok {
				return price{}, false
			}
			best.cost += cost
		}
		for i := range a.readings {
			best.edits = max(best.edits, a.edits(code, i))
		}
		return best, a.maxEdits == 0 || best.edits <= a.maxEdits
	}
	for r := range a.readings {
		var least price
		found := false
		a.align(code, r, 0, 0, a.maxIndels, price{}, func(p price) {
			if (a.maxEdits == 0 || p.edits <= a.maxEdits) && (!found || p.compare(least) < 0) {
				least, found = p, true
			}
		})
		if !found {
			return price{}, false
		}
		best.cost += least.cost
		best.edits = max(best.edits, least.edits)
	}
	best.cost = rounded(best.cost, len(a.readings))
	return best, true
}

// codesOf returns every code of a format. It finds the check symbols by trial, except
// those of Reed-Solomon codes, which are too many for that.
func codesOf(spec redeem.Spec) (codes []string) {
	code, symbols := make([]byte, spec.Length), make([][]byte, spec.Length)
	for place := range code {
		symbols[place] = twin{spec: spec}.symbols(place)
	}
	payload := len(code) + 1 // the place from which on symbols are appended, or none
	if s := spec.Check; s != nil && strings.HasPrefix(s.Name(), "rs-") {
		payload = len(code) - s.Len()
	}
	var from func(place int)
	from = func(place int) {
		if place == payload {
			if text, err := spec.Check.Append(nil, string(code[:place])); err == nil { // every payload has one code
				codes = append(codes, string(text))
			}
		} else if place < len(code) {
			for _, code[place] = range symbols[place] {
				from(place + 1)
			}
		} else if text := string(code); spec.Check == nil || spec.Check.Valid(text) {
			codes = append(codes, text)
		}
	}
	from(0)
	return codes
}

// candidates returns the codes that the reads may stand for, cheapest first. It
// reports whether there are more of them beyond the engine's limit.
func (q twin) candidates(reads []string) (all []candidate, more bool) {
	return q.candidatesOf(q.seenInAll(reads))
}

// seenInAll returns the characters of reads. A read that is too long gets more
// characters than any code has.
func (q twin) seenInAll(reads []string) (all [][]twinChar) {
	for _, read := range reads {
		chars, whole := q.seenIn(read)
		if !whole {
			chars = make([]twinChar, redeem.MaxInput)
		}
		all = append(all, chars)
	}
	return all
}

func (q twin) candidatesOf(readings [][]twinChar) (all []candidate, more bool) {
	if len(q.fitting(readings)) == 0 {
		return nil, false
	}
	limit, asked := q.limit(readings), q.ask(readings)
	for _, text := range q.codes {
		switch p, ok := asked.best(text); {
		case !ok || q.maxCost > 0 && p.cost > q.maxCost:
		case p.cost > limit:
			more = true
		default:
			all = append(all, candidate{text, p})
		}
	}
	slices.SortFunc(all, candidate.compare)
	return all, more
}

// limit returns the cost up to which the engine promises to find candidates.
func (q twin) limit(readings [][]twinChar) int {
	if q.maxIndels > 0 {
		if fitting := q.fitting(readings); len(fitting) > 1 && q.ask(fitting).differ {
			return 255
		}
		return 63
	}
	limit := 127
	for place := range q.spec.Length {
		least := math.MaxInt
		for _, cost := range q.average(place, q.fitting(readings)) {
			least = min(least, cost)
		}
		if least < math.MaxInt {
			limit += least
		}
	}
	return limit
}

// resolve is Corrector.Resolve for candidates in the engine's order. It returns
// the number of questions to accept.
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
