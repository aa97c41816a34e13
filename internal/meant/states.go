package meant

import (
	"math"
	"math/bits"

	"github.com/redeemkit/redeem/internal/form"
)

// A search looks at the states in which a code may be before each choice: those
// of the automaton, and combinations of edits. Of many states few can be
// reached: from the front at most as many as there are ways to choose so far,
// and from the back as many as there are ways to choose the rest. So some levels
// have words for the states that are reached only, and find them by hashing; the
// others have words for every state. Which it is follows from numbers of options
// alone, so that the work is known before it begins.

// level has the states before a choice, or after the last one.
type level struct {
	dense  bool
	same   bool  // its states are those of the level before, one by one: the choice between has one option
	part   uint8 // of the words
	shift  uint8 // which bits of a hash are the number of a slot
	first  int32 // where its words begin: one for each state, as many again if costs take two, and the states
	size   int32 // states for which there is room
	states int32 // reached so far, where the level is not dense
	slots  int32 // where its slots begin
}

// key is a state of the automaton and a combination of edits.
type key uint64

func keyOf(state uint32, combo int) key { return key(combo)<<32 | key(state) }

func (k key) state() uint32 { return uint32(k) }
func (k key) combo() int    { return int(k >> 32) }

// space is what a search has on the stack or, if that is too much, on the heap.
type space struct {
	parts [maxParts][]uint64
	slots []uint32 // the number of a state among those of its level, and 1; 0 = empty
}

const (
	maxParts  = 3
	partWords = 1 << 14 // what Go lets one variable on the stack have
	slotsMost = 1 << 15

	maxWords = 1 << 20 // 8 MiB
	maxSlots = 1 << 17 // 512 KiB

	bitStates = 64      // states of which a machine word can be a set
	endless   = 1 << 23 // a number of states or ways, and with all factors less than 32 bits hold
)

// The budget of a call is counted in steps of the simplest kind, of which a
// million take about a millisecond. Others take as many as they are worth.
const (
	listWork  = 4_000_000 // to find the costs of codes
	weighWork = 8_000_000 // to weigh or count them

	foundSteps    = 12 // of a step to a state that has to be found
	computedSteps = 32 // of one that is computed, too
	passSteps     = 5  // of a step of a second pass, for weights or numbers
)

// plan is how the levels are laid out.
type plan struct {
	horizon int   // the highest cost that is looked at
	double  bool  // costs take two words
	open    bool  // edits are not told apart, and costs are not bounded
	frugal  bool  // states are left out to which no way leads that costs as little as the horizon
	work    int64 // steps that it may take
	steps   int64 // that it takes
	pass    int64 // of those, or besides, what a second pass takes
	costs   int   // that are told apart when counting
	split   int   // up to here, levels that are not dense are filled in from the front
	words   int
	slots   int
	parts   int // 0 = the words have to be on the heap
}

// factor returns the number of words for each state.
func (p *plan) factor() int {
	if p.double {
		return 2
	}
	return 1
}

// lay lays out the levels. It reports whether there is room and time for them.
func (s *search) lay(all []option, p *plan) bool {
	if s.told == 0 && s.automaton <= bitStates {
		s.layDense(p)
		return true
	}
	var front, back [maxLevels]int
	s.ways(all, p, &front, &back)
	s.keys = p.factor()
	p.split, p.words, p.slots, p.parts, p.steps, p.pass = 0, 0, 0, 1, 0, 0
	tabled := s.automaton <= form.MostTabled
	dense, most, used := s.stride*s.number, max(s.automaton, 1)*s.number, 0
	found := foundSteps
	if !tabled {
		found = computedSteps
	}
	for k := range s.n + 1 {
		size := min(front[k], back[k], most)
		if front[k] <= back[k] {
			p.split = k
		}
		l := &s.levels[k]
		*l = level{dense: tabled && 4*size >= dense, slots: int32(p.slots)}
		// One that is entered from both sides has to find its states.
		l.same = 0 < k && k < s.n && front[k+1] <= back[k+1] && s.told == 0 && !p.frugal && !l.dense && !s.levels[k-1].dense && s.upTo(all, k-1, p) == 1
		need, step := p.factor()*dense, 1
		if !l.dense {
			if size > maxWords {
				return false
			}
			need, step = (p.factor()+1)*size, found
			slots := bits.Len(uint(2*size - 1))
			if l.same {
				slots = 0
			}
			l.shift = uint8(64 - slots)
			p.slots += 1 << slots
		} else {
			size = dense
		}
		l.size = int32(size)
		// Options lead from a level that is filled in from the front to the next
		// one, and else to the one before.
		options := 0
		if at := k; k < s.n {
			if !l.dense && k > p.split {
				at--
			}
			options = s.upTo(all, max(at, 0), p)
		}
		p.steps += int64(step*size) * int64(options)
		p.pass += int64(step+passSteps+p.costs) * int64(size*options)
		if s.task == taskCount || s.task == taskWeigh {
			p.steps += int64(step+passSteps+p.costs) * int64(size*options)
		}
		if used += need; used > partWords {
			used = need
			p.parts++
		}
		if need > partWords || p.parts > maxParts {
			p.parts = maxParts + 1
		}
		l.part, l.first = uint8(p.parts-1), int32(used-need)
		p.words += need
		if p.words > maxWords || p.slots > maxSlots || p.steps > p.work {
			return false
		}
	}
	if p.parts > maxParts || p.slots > slotsMost {
		p.parts = 0
		first := 0
		for k := range s.n + 1 {
			l := &s.levels[k]
			l.part, l.first = 0, int32(first)
			first += p.factor() * int(l.size)
			if !l.dense {
				first += int(l.size)
			}
		}
	}
	return true
}

// layDense lays out levels that are all dense, and so few words that there is
// always room and time.
func (s *search) layDense(p *plan) {
	s.keys = p.factor()
	size := s.stride
	for k := range s.n + 1 {
		s.levels[k] = level{dense: true, first: int32(k * size * s.keys), size: int32(size)}
	}
	p.words, p.slots, p.parts = (s.n+1)*size*s.keys, 0, 1
}

// upTo returns the number of options of choice k up to the horizon.
func (s *search) upTo(all []option, k int, p *plan) int {
	options := s.options(all, k)
	n := len(options)
	for n > 0 && !p.open && int(options[n-1].cost) > p.horizon {
		n--
	}
	return n
}

// ways bounds the states that are reached from the front and from the back by
// the number of ways to choose.
func (s *search) ways(all []option, p *plan, front, back *[maxLevels]int) {
	states := max(s.automaton, 1)
	if p.frugal {
		s.cheapWays(all, p, front, back)
		return
	}
	if s.told != 1 {
		front[0], back[s.n] = 1, s.number
		for k := range s.n {
			front[k+1] = min(front[k]*max(s.upTo(all, k, p), 1), endless)
		}
		for k := s.n - 1; k >= 0; k-- {
			back[k] = min(back[k+1]*max(s.upTo(all, k, p), 1), endless)
		}
		return
	}
	// The edits of one reading are bounded, and with them the ways: ways[e] is
	// the number of those with e edits. From the back, a way with e edits is
	// there for every number of edits before it that leaves so many. Of those with no
	// edit left, or none before, only the one without an edit counts.
	var ways [maxLevels]int
	ways[s.first] = 1
	front[0] = 1
	for k := range s.n {
		s.extend(&ways, all, k, p)
		if s.quiet.to[k+1] != anyState {
			ways[s.radix-1] = min(ways[s.radix-1], 1)
		}
		sum := 0
		for e := range s.radix {
			sum += min(ways[e], states)
		}
		front[k+1] = max(front[k], sum)
	}
	ways = [maxLevels]int{1}
	back[s.n] = s.radix
	for k := s.n - 1; k >= 0; k-- {
		s.extend(&ways, all, k, p)
		before, sum := s.radix, 0
		if s.first == 0 && s.quiet.from[k] != anyState {
			before, sum = s.radix-1, 1
		}
		for e := range before {
			sum += min(ways[e], states) * (before - e)
		}
		back[k] = max(back[k+1], sum)
	}
}

// canBeFrugal reports whether states may be left out to which no way leads that
// costs as little as the horizon. It takes longer to know how few the others are,
// so that is for plans for which there is no room or time otherwise.
func (s *search) canBeFrugal(p *plan) bool {
	return !p.frugal && s.automaton > form.MostTabled && s.told == 0 && p.horizon <= maxFrugal
}

// maxFrugal is the highest horizon of a frugal plan: a set of costs is one word.
const maxFrugal = 63

// ofCost has the number, or the weight, of the ways of each cost.
type ofCost[N int | float64] [maxFrugal + 1]N

// extended returns those of ways that are longer by one of some options, up to a
// horizon.
func (n *ofCost[N]) extended(options []option, horizon int) (longer ofCost[N]) {
	for _, o := range options {
		for cost := 0; cost+int(o.cost) <= horizon; cost++ {
			longer[cost+int(o.cost)] += n[cost]
		}
	}
	return longer
}

func (n *ofCost[N]) total() (sum N) {
	for _, x := range n {
		sum += x
	}
	return sum
}

// cheapWays is ways for ways that cost no more than the horizon.
func (s *search) cheapWays(all []option, p *plan, front, back *[maxLevels]int) {
	number := func(n *ofCost[float64]) int { return int(min(n.total(), endless)) }
	n := ofCost[float64]{1}
	front[0] = 1
	for k := range s.n {
		n = n.extended(s.options(all, k), p.horizon)
		front[k+1] = number(&n)
	}
	n = ofCost[float64]{1}
	back[s.n] = 1
	for k := s.n - 1; k >= 0; k-- {
		n = n.extended(s.options(all, k), p.horizon)
		back[k] = number(&n)
	}
}

// extend makes the numbers of ways by edits those of ways that are longer by
// choice k.
func (s *search) extend(ways *[maxLevels]int, all []option, k int, p *plan) {
	options, without := s.tried(all, p, k)
	quiet := len(without)
	edits := len(options) - quiet
	for e := s.radix - 1; e >= 0; e-- {
		n := ways[e] * quiet
		if e > 0 {
			n += ways[e-1] * edits
		}
		ways[e] = min(n, endless)
	}
}

// table finds the states of a level. It is made for a loop over many of them.
type table struct {
	keys   []uint64
	slots  []uint32 // a power of 2
	shift  uint8
	stride int // 0 = the level is not dense
	states int
}

const hashFactor = 0x9E3779B97F4A7C15 // 2 to the 64th by the golden ratio

// table returns the table of level k.
func (s *search) table(w *space, k int) table {
	l := &s.levels[k]
	if l.dense {
		return table{stride: s.stride}
	}
	return table{
		keys:   w.parts[l.part][int(l.first)+s.keys*int(l.size):][:l.size],
		slots:  w.slots[l.slots:][:1<<(64-l.shift)],
		shift:  l.shift,
		states: int(l.states),
	}
}

// noKey stands for a state that does not lead on, where the others keep their
// numbers.
const noKey = math.MaxUint64

// follow takes the states over from the level before.
func (t *table) follow(states []uint64, steps *steps) {
	for i, state := range states {
		t.keys[i] = noKey
		if state == noKey {
			continue
		}
		if next, ok := steps.from(key(state)); ok {
			t.keys[i] = uint64(next)
		}
	}
	t.states = len(states)
}

// find returns the number of a state, -1 if it is not reached.
func (t *table) find(x key) int {
	if t.stride > 0 {
		return x.combo()*t.stride + int(x.state())
	}
	slots := t.slots
	for slot := uint64(x) * hashFactor >> (t.shift & 63); ; slot++ {
		i := slots[slot&uint64(len(slots)-1)]
		if i == 0 {
			return -1
		}
		if t.keys[i-1] == uint64(x) {
			return int(i - 1)
		}
	}
}

// put is find, except that it adds a state that is not reached yet.
func (t *table) put(x key) int {
	if t.stride > 0 {
		return x.combo()*t.stride + int(x.state())
	}
	slots := t.slots
	for slot := uint64(x) * hashFactor >> (t.shift & 63); ; slot++ {
		i := &slots[slot&uint64(len(slots)-1)]
		if *i == 0 {
			t.keys[t.states] = uint64(x)
			t.states++
			*i = uint32(t.states)
			return t.states - 1
		}
		if t.keys[*i-1] == uint64(x) {
			return int(*i - 1)
		}
	}
}

// find is that of the table of level k.
func (s *search) find(w *space, k int, x key) int {
	t := s.table(w, k)
	return t.find(x)
}

// next returns the state that an option of choice k leads to.
func (s *search) next(k int, x key, o *option) (next key, ok bool) {
	if s.told > 0 {
		if s.spent(x.combo())&o.edits != 0 {
			return 0, false
		}
		x += key(o.step) << 32
	}
	if s.automaton > 0 {
		t := s.steps(k, o, false)
		if x, ok = t.from(x); !ok {
			return 0, false
		}
	}
	return x, s.mayEnd(k+1, x)
}

// previous returns the state from which an option of choice k leads to another.
func (s *search) previous(k int, x key, o *option) (previous key, ok bool) {
	if s.told > 0 {
		if s.unedited(x.combo())&o.edits != 0 {
			return 0, false
		}
		x -= key(o.step) << 32
	}
	if s.automaton > 0 {
		t := s.steps(k, o, true)
		if x, ok = t.from(x); !ok {
			return 0, false
		}
	}
	return x, s.mayBegin(k, x)
}

// steps are those of the automaton over a symbol, one way or the other.
type steps struct {
	table  []uint16 // of all states; nil = they are computed
	check  *form.Check
	place  uint8
	symbol byte
	back   bool
}

func (s *search) steps(k int, o *option, back bool) steps {
	c := s.f.Check
	switch {
	case c.Next == nil:
		return steps{check: c, place: s.choices[k].place, symbol: o.symbol, back: back}
	case back:
		return steps{table: c.Back[o.row:][:s.automaton]}
	}
	return steps{table: c.Next[o.row:][:s.automaton]}
}

func (t *steps) from(x key) (key, bool) {
	if t.table == nil {
		return t.compute(x)
	}
	to := t.table[x.state()]
	return x&^math.MaxUint32 | key(to), int(to) < len(t.table)
}

func (t *steps) compute(x key) (key, bool) {
	var to uint32
	if t.back {
		to = t.check.StepBack(x.state(), int(t.place), t.symbol)
	} else {
		to = t.check.Step(x.state(), int(t.place), t.symbol)
	}
	return x&^math.MaxUint32 | key(to), int(to) < t.check.States
}
