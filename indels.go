package redeem

import (
	"math"
	"math/bits"
)

// alignment answers a Corrector's question about reads whose characters may
// have been dropped or added. How a code and a read line up is then open, and
// a code may be reached by several ways of lining up, of which the cheapest
// counts. So there is a set of costs, as search has it, for every state and
// way, and the walk forward goes by codes, not by ways: it carries the lowest
// cost of every way along, which makes it a Levenshtein automaton that is
// built as it is walked. A code comes at its lowest cost, and only then.
type alignment struct {
	f        *Format
	model    *Lookalikes
	limit    int // on costs
	indels   int // in each read
	ways     int // of one read
	joint    int // of all reads together: the way of the first read counts units, of the second ways of them, ...
	layers   int // numbers of edits that are told apart, each with all joint ways; 1 if edits are not bounded
	strict   bool
	states   int
	counting bool   // words hold numbers of ways, not sets of costs
	lost     uint64 // not 0 if a cost was beyond what a word holds
}

// aligned is what an alignment has on the stack.
type aligned struct {
	reads []readChars
	words []uint64
	yield func(Candidate) bool
}

// readChars is a read: a character for each symbol that was seen, 0 for one
// that could not be told.
type readChars struct {
	chars [MaxLen + maxIndels]byte
	n     int
}

const (
	maxIndels     = 4
	maxJoint      = 256 // ways, times numbers of edits
	maxIndelsCost = 63  // a set of costs is one word

	maxAlignedReads = 5 // the most reads with two ways or more that maxJoint has room for
)

// way is how a read lines up with a code before some place: how many more
// characters than symbols it has used up, and by how many indels.
type way struct{ shift, indels int }

// index numbers the ways by indels and then by shift, with -1 for none.
func (w way) index(most int) int {
	if w.indels > most || w.shift > w.indels || w.shift < -w.indels {
		return -1
	}
	return w.indels*(w.indels+1)/2 + (w.shift+w.indels)/2
}

func wayOf(index int) way {
	var w way
	for index > w.indels {
		w.indels++
		index -= w.indels
	}
	w.shift = 2*index - w.indels
	return w
}

// hop is a step of one read from a way to another.
type hop struct {
	from, to uint8
	cost     uint16
	edits    uint8
}

// maxHops has room for the hops over one symbol: from each way the read shows
// it by one character, by two that look like it, or not at all.
const maxHops = 3 * (maxIndels + 1) * (maxIndels + 2) / 2

// meant returns what it costs that a character was meant as the symbol of a
// place, whether that is not what was read, and whether it was read at all.
func (a *alignment) meant(place int, x, symbol byte) (cost uint16, misread, known, ok bool) {
	p := problem{f: a.f, model: a.model}
	edges, read, known := p.meanings(place, x)
	if !known {
		return 0, false, false, true
	}
	for _, e := range edges {
		if e.meant == symbol {
			return uint16(e.cost), symbol != read, true, true
		}
	}
	return 0, false, true, symbol == read
}

// over appends the hops over the symbol of a place.
func (a *alignment) over(hops []hop, r *readChars, place int, symbol byte) []hop {
	for i := range a.ways {
		w, from := wayOf(i), uint8(i)
		j := place + w.shift
		if j < 0 || j > r.n {
			continue
		}
		if to := (way{w.shift - 1, w.indels + 1}).index(a.indels); to >= 0 {
			hops = append(hops, hop{from, uint8(to), uint16(a.model.dropped), 1})
		}
		if j == r.n {
			continue
		}
		cost, misread, known, ok := a.meant(place, r.chars[j], symbol)
		if !ok {
			continue
		}
		edits := uint8(0)
		if misread {
			edits = 1
		}
		hops = append(hops, hop{from, from, cost, edits})
		to := (way{w.shift + 1, w.indels + 1}).index(a.indels)
		if to < 0 || j+1 == r.n || !known {
			continue
		}
		second, again, known, ok := a.meant(place, r.chars[j+1], symbol)
		if !ok || !known { // what was not read does not look like the symbol
			continue
		}
		if !misread || !again {
			edits = 0
		}
		hops = append(hops, hop{from, uint8(to), cost + second + uint16(a.model.doubled), edits + 1})
	}
	return hops
}

// added appends the hops over characters that were added before a place.
func (a *alignment) added(hops []hop, r *readChars, place int) []hop {
	for i := range a.ways {
		w := wayOf(i)
		j := place + w.shift
		to := (way{w.shift + 1, w.indels + 1}).index(a.indels)
		if to >= 0 && j >= 0 && j < r.n {
			hops = append(hops, hop{uint8(i), uint8(to), uint16(a.model.added), 1})
		}
	}
	return hops
}

// each calls f with the words that a hop of a read leads from and to.
func (a *alignment) each(h hop, unit int, f func(from, to int)) {
	for e := 0; e < a.layers; e++ {
		to := e
		if a.strict {
			to += int(h.edits)
		}
		if to >= a.layers {
			return
		}
		for high := 0; high < a.joint; high += unit * a.ways {
			for low := range unit {
				at := high + low
				f(e*a.joint+at+int(h.from)*unit, to*a.joint+at+int(h.to)*unit)
			}
		}
	}
}

// final reports whether a word stands for reads that are all used up by a
// code of n symbols.
func (a *alignment) final(reads []readChars, word int) bool {
	word %= a.joint
	for i := range reads {
		if wayOf(word%a.ways).shift != reads[i].n-a.f.spec.Length {
			return false
		}
		word /= a.ways
	}
	return true
}

// at returns the words of a state before a place.
func (a *alignment) at(w aligned, place, state int) []uint64 {
	size := a.joint * a.layers
	return w.words[(place*a.states+state)*size:][:size]
}

// next returns the state after a symbol.
func (a *alignment) next(place, state int, symbol byte) (next int, ok bool) {
	if a.f.checks == nil {
		return 0, true
	}
	next = int(a.f.checks.step(uint16(state), place, symbol))
	return next, next != a.states
}

// add adds what the words after a hop hold: costs, or numbers of ways.
func (a *alignment) add(word, from uint64, cost uint16) uint64 {
	if a.counting {
		return addSaturating(word, from)
	}
	a.lost |= from >> (64 - min(cost, 64))
	return word | from<<cost
}

// fill fills in the words from the last place to the first.
func (a *alignment) fill(w aligned) {
	n := a.f.spec.Length
	accept := 0
	if a.f.checks != nil {
		accept = int(a.f.checks.accept)
	}
	last := a.at(w, n, accept)
	for i := range last {
		if a.final(w.reads, i) {
			last[i] = 1
		}
	}
	var space [maxHops]hop
	for place := n; place >= 0; place-- {
		if place < n {
			symbols := a.f.symbolsAt(place)
			for i := range len(symbols) {
				a.fillSymbol(w, place, symbols[i])
			}
		}
		for r, unit := 0, 1; r < len(w.reads); r, unit = r+1, unit*a.ways {
			hops := a.added(space[:0], &w.reads[r], place)
			for state := range a.states {
				words := a.at(w, place, state)
				for i := len(hops) - 1; i >= 0; i-- {
					a.each(hops[i], unit, func(from, to int) { words[from] = a.add(words[from], words[to], hops[i].cost) })
				}
			}
		}
	}
}

func (a *alignment) fillSymbol(w aligned, place int, symbol byte) {
	var (
		space [maxAlignedReads][maxHops]hop
		used  [maxAlignedReads]int
		spare [2][maxJoint]uint64
	)
	for r := range w.reads {
		used[r] = len(a.over(space[r][:0], &w.reads[r], place, symbol))
	}
	for state := range a.states {
		next, ok := a.next(place, state, symbol)
		if !ok {
			continue
		}
		words := a.at(w, place+1, next)
		for r, unit := 0, 1; r < len(w.reads); r, unit = r+1, unit*a.ways {
			to, result := words, spare[r%2][:len(words)]
			clear(result)
			for _, h := range space[r][:used[r]] {
				a.each(h, unit, func(before, after int) { result[before] = a.add(result[before], to[after], h.cost) })
			}
			words = result
		}
		sum := a.at(w, place, state)
		for i, word := range words {
			sum[i] = a.add(sum[i], word, 0)
		}
	}
}

// cost is the lowest cost of a way and, in the low half, its edits.
type cost uint32

const unreachable cost = math.MaxUint32

func (c cost) plus(h hop) cost {
	if c == unreachable || int(c>>16)+int(h.cost) > maxIndelsCost {
		return unreachable
	}
	return c + cost(h.cost)<<16 + cost(h.edits)
}

// vector has the costs of all words, as many as there are.
type vector [maxJoint]cost

func (a *alignment) clear(v *vector) {
	for i := range v[:a.joint*a.layers] {
		v[i] = unreachable
	}
}

// addChars takes in characters that were added before a place.
func (a *alignment) addChars(w aligned, v *vector, place int) {
	var space [maxHops]hop
	for r, unit := 0, 1; r < len(w.reads); r, unit = r+1, unit*a.ways {
		for _, h := range a.added(space[:0], &w.reads[r], place) {
			a.each(h, unit, func(from, to int) { v[to] = min(v[to], v[from].plus(h)) })
		}
	}
}

// after sets v to the costs after the symbol of a place, before it in u.
func (a *alignment) after(w aligned, v, u *vector, place int, symbol byte) {
	var (
		space [maxHops]hop
		spare vector
	)
	for r, unit := 0, 1; r < len(w.reads); r, unit = r+1, unit*a.ways {
		if r > 0 {
			spare = *v
			u = &spare
		}
		a.clear(v)
		for _, h := range a.over(space[:0], &w.reads[r], place, symbol) {
			a.each(h, unit, func(from, to int) { v[to] = min(v[to], u[from].plus(h)) })
		}
	}
	a.addChars(w, v, place+1)
}

// leads reports whether a code may be reached at a cost by some way.
func (a *alignment) leads(w aligned, v *vector, place, state, c int) bool {
	for i, word := range a.at(w, place, state) {
		if left := c - int(v[i]>>16); left >= 0 && word>>left&1 != 0 {
			return true
		}
	}
	return false
}

// level yields all codes of a cost. It returns false if yield did.
func (a *alignment) level(w aligned, c int) bool {
	var (
		text    [MaxLen]byte
		vectors [MaxLen + 1]vector
		states  [MaxLen + 1]int
		tried   [MaxLen + 1]int // symbols of the place
		place   int
	)
	a.clear(&vectors[0])
	vectors[0][0] = 0
	a.addChars(w, &vectors[0], 0)
	if a.f.checks != nil {
		states[0] = a.f.checks.scheme.Start()
	}
	for place >= 0 {
		if place == a.f.spec.Length {
			if least := a.least(w, &vectors[place]); int(least>>16) == c {
				if !w.yield(Candidate{codeOf(&text), c, int(least & 0xFFFF)}) {
					return false
				}
			}
			place--
			continue
		}
		symbols := a.f.symbolsAt(place)
		if tried[place] == len(symbols) {
			place--
			continue
		}
		symbol := symbols[tried[place]]
		tried[place]++
		next, ok := a.next(place, states[place], symbol)
		if !ok {
			continue
		}
		a.after(w, &vectors[place+1], &vectors[place], place, symbol)
		if a.leads(w, &vectors[place+1], place+1, next, c) {
			text[place] = symbol
			place++
			states[place], tried[place] = next, 0
		}
	}
	return true
}

// least returns the lowest cost at which the reads are used up.
func (a *alignment) least(w aligned, v *vector) cost {
	least := unreachable
	for i := range a.joint * a.layers {
		if a.final(w.reads, i) {
			least = min(least, v[i])
		}
	}
	return least
}

// run lists or counts codes.
func (a *alignment) run(w aligned) (count uint64) {
	start := 0
	if a.f.checks != nil {
		start = a.f.checks.scheme.Start()
	}
	a.counting = w.yield == nil
	a.fill(w)
	if a.counting {
		return a.at(w, 0, start)[0]
	}
	costs := a.at(w, 0, start)[0]
	for ; costs != 0; costs &= costs - 1 {
		c := bits.TrailingZeros64(costs)
		if c > a.limit || !a.level(w, c) {
			break
		}
	}
	return 0
}

// solveAligned is what search.solve is for a Corrector with MaxIndels. Without
// yield it counts. capped says that it did not try so many indels, cut that
// there may be codes beyond the limit on costs.
func solveAligned(c *Corrector, reads []string, yield func(Candidate) bool) (count uint64, capped, cut bool) {
	a := alignment{f: c.Format, model: c.Lookalikes, limit: maxIndelsCost, states: 1}
	if a.f == nil {
		a.f = GiftCard()
	}
	if a.model == nil {
		a.model = a.f.spec.Lookalikes
	}
	if a.f.checks != nil {
		a.states = a.f.checks.states
	}
	if c.MaxCost > 0 {
		a.limit = min(a.limit, c.MaxCost)
	}
	differ := 0
	var texts [maxAlignedReads]readChars
	for i, read := range reads {
		r := &texts[i%maxAlignedReads]
		r.n = a.f.readText([]byte(read), r.chars[:])
		differ = max(differ, r.n-a.f.spec.Length, a.f.spec.Length-r.n)
	}
	a.indels = min(c.MaxIndels, maxIndels)
	capped = c.MaxIndels > maxIndels
	switch {
	case len(reads) == 0 || differ > c.MaxIndels:
		return 0, false, false
	case differ > a.indels:
		return a.f.codes(), true, false
	}
	for !a.fits(c, len(reads)) {
		if a.indels == differ {
			return a.f.codes(), true, false
		}
		a.indels--
		capped = true
	}
	if a.indels == 0 {
		var s search
		if yield != nil {
			s.solve(c, reads, taskCandidates, yield)
		}
		return a.f.codes(), true, s.cut()
	}
	count = a.withSpace(aligned{reads: texts[:len(reads)], yield: yield})
	if capped {
		count = math.MaxUint64
	}
	return min(count, a.f.codes()), capped, a.lost != 0 && a.limit == maxIndelsCost
}

// codes returns how many texts there are of the format's symbols, or
// math.MaxUint64 if they are more.
func (f *Format) codes() uint64 {
	n := uint64(1)
	for i := range f.spec.Length {
		high, low := bits.Mul64(n, uint64(len(f.symbolsAt(i))))
		if n = low; high != 0 {
			return math.MaxUint64
		}
	}
	return n
}

// fits sets the numbers of ways, and reports whether there is room for them.
func (a *alignment) fits(c *Corrector, reads int) bool {
	if a.indels == 0 {
		return true
	}
	a.layers = 1
	if a.strict = c.MaxEdits > 0 && c.MaxEdits < reads*(MaxLen+maxIndels); a.strict {
		a.layers = c.MaxEdits + 1
	}
	a.ways = (a.indels + 1) * (a.indels + 2) / 2
	a.joint = 1
	for range reads {
		if a.joint *= a.ways; a.joint > maxJoint {
			return false
		}
	}
	return a.joint*a.layers <= maxJoint
}

const (
	alignedMiddle = 2000
	alignedMost   = 16000
)

// withSpace runs with cleared words, as [search.withSpace] does.
func (a *alignment) withSpace(w aligned) uint64 {
	need := (a.f.spec.Length + 1) * a.states * a.joint * a.layers
	switch {
	case need <= alignedMiddle:
		return a.withMiddle(w, need)
	case need <= alignedMost:
		return a.withMost(w, need)
	}
	w.words = make([]uint64, need)
	return a.run(w)
}

//go:noinline
func (a *alignment) withMiddle(w aligned, need int) uint64 {
	var words [alignedMiddle]uint64
	w.words = words[:need]
	return a.run(w)
}

//go:noinline
func (a *alignment) withMost(w aligned, need int) uint64 {
	var words [alignedMost]uint64
	w.words = words[:need]
	return a.run(w)
}
