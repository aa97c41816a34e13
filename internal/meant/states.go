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
// others have words for every state. As long as there are fewer ways than states,
// those from the front need no hashing: they form a tree, in which a state is found
// by the options that lead to it. Which it is follows from numbers of options
// alone, so that the work is known before it begins.

// level has the states before a choice, or after the last one.
type level struct {
	dense  bool
	tree   bool  // not hashed: option by option, it has a state for each one of the level before
	part   uint8 // of the words
	shift  uint8 // which bits of a hash are the number of a slot
	first  int32 // where its words begin: one for each state, as many again if costs take two, and the states
	size   int32 // states for which there is room
	ahead  int32 // states that are found from the front, where the level is not dense
	states int32 // reached so far, where the level is not dense
	front  int   // combinations of edits, the first ones, whose states are found from the front
	slots  int32 // where its slots begin
}

// key is a state of the automaton and a combination of edits.
type key uint64

func keyOf(state uint32, combo int) key { return key(combo)<<32 | key(state) }

func (k key) state() uint32 { return uint32(k) }
func (k key) combo() int    { return int(k >> 32) }

// in returns the key of another state and the same combination.
func (k key) in(state uint32) key { return k&^math.MaxUint32 | key(state) }

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
	split   int   // the last level with states that are found from the front
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
	s.cut(all, p)
	if s.told == 0 && s.automaton <= bitStates {
		s.layDense(p)
		return true
	}
	tabled := s.automaton <= form.MostTabled
	dense, used := s.stride*s.number, 0
	var sizes, tries [maxLevels]int
	if s.told != 1 {
		s.ways(all, p, &sizes)
	} else if 4*s.waysOfOne(&sizes, &tries, true) >= dense && tabled {
		s.waysOfOne(&sizes, &tries, false)
	}
	s.keys = p.factor()
	p.split, p.words, p.slots, p.parts, p.steps, p.pass = 0, 0, 0, 1, 0, 0
	found := foundSteps
	if !tabled {
		found = computedSteps
	}
	for k := range s.n + 1 {
		size := sizes[k]
		l := &s.levels[k]
		if *l = (level{dense: tabled && 4*size >= dense, front: l.front, slots: int32(p.slots)}); l.front > 0 {
			p.split = k
		}
		if 0 < k && k < s.n && l.front > 0 && s.told == 0 && !p.frugal && !l.dense && !s.levels[k-1].dense {
			last := s.levels[k+1].front == 0 // then its states may have to be found
			l.tree = size == sizes[k-1]*s.upTo(k-1) && !(last && size > 2*sizes[k+1])
		}
		need, step := p.factor()*dense, 1
		if !l.dense {
			if size > maxWords {
				return false
			}
			need, step = (p.factor()+1)*size, found
			slots := bits.Len(uint(2*size - 1))
			if l.tree {
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
		on := 0
		switch {
		case k == s.n:
		case l.dense || l.front > 0 || k == 0:
			on = size * s.upTo(k)
		default:
			on = size * s.upTo(k-1)
		}
		if s.told != 1 || l.dense {
			tries[k] = on
		}
		p.steps += int64(step) * int64(tries[k])
		pass := int64(step+passSteps+p.costs) * int64(on)
		if p.pass += pass; s.task == taskCount || s.task == taskWeigh {
			p.steps += pass
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
func (s *search) upTo(k int) int { return int(s.choices[k].upTo - s.choices[k].from) }

// cut has the options up to the horizon of a plan tried.
func (s *search) cut(all []option, p *plan) {
	for k := range s.n {
		options := s.options(all, k)
		for len(options) > 0 && !p.open && int(options[len(options)-1].cost) > p.horizon {
			options = options[:len(options)-1]
		}
		s.choices[k].upTo = s.choices[k].from + uint16(len(options))
	}
}

// ways bounds the states that are reached from the front and from the back by
// the number of ways to choose, and has those of a level found from where they
// are fewer.
func (s *search) ways(all []option, p *plan, sizes *[maxLevels]int) {
	var front, back [maxLevels]int
	if p.frugal {
		s.cheapWays(all, p, &front, &back)
	} else {
		front[0], back[s.n] = 1, s.number
		for k := range s.n {
			front[k+1] = min(front[k]*max(s.upTo(k), 1), endless)
		}
		for k := s.n - 1; k >= 0; k-- {
			back[k] = min(back[k+1]*max(s.upTo(k), 1), endless)
		}
	}
	for k := range s.n + 1 {
		sizes[k] = min(front[k], back[k], max(s.automaton, 1)*s.number)
		if s.levels[k].front = 0; front[k] <= back[k] {
			s.levels[k].front = s.number
		}
	}
}

// waysOfOne is ways where the edits of one reading are bounded, and with them the
// ways. The edits of a code are before a place or behind it. States with few of
// them before are few from the front, those with many from the back, so that
// the bound may be shared by both ends: of one edit, no end has to try the symbols.
// Next to levels that are dense it is not: then all states of a level are found
// from the same end. The result is the size of the largest level. Of each level,
// tries are the steps that lead to its states from the front, and back from the
// others.
func (s *search) waysOfOne(sizes, tries *[maxLevels]int, shared bool) (largest int) {
	states := max(s.automaton, 1)
	*tries = [maxLevels]int{}
	var back [maxLevels][maxLevels]int32 // states, by the edits before
	var all, ways [maxLevels]int         // states from the back; ways by edits
	ways[0] = 1
	for k := s.n; k >= 0; k-- {
		sum := 0
		for e := range s.radix {
			sum = min(sum+ways[e], states)
			back[k][s.radix-1-e] = int32(sum)
			all[k] += sum
		}
		all[k] = max(all[k], all[min(k+1, s.n)])
		if k > 0 {
			s.extend(&ways, k-1)
		}
	}
	ways = [maxLevels]int{}
	ways[s.first] = 1
	front, most := s.radix, 0 // states from the front
	for k := range s.n + 1 {
		quiet, edits := 0, 0
		if k > 0 {
			quiet, edits = s.kinds(k - 1)
			for e := range s.radix {
				ways[e] = min(ways[e], states)
			}
			s.extend(&ways, k-1) // now one for each step to a state
		}
		size, sum := 0, 0
		for e := range s.radix {
			ahead, behind := min(ways[e], states), int(back[k][e])
			if sum += ahead; ahead > behind && shared {
				front = min(front, e)
			}
			if e < front {
				size += ahead
			} else {
				size += behind
			}
		}
		if most = max(most, sum); !shared {
			// Next to a dense level, one closer to its end has no more states.
			if size = most; most > all[k] {
				front, size = 0, all[k]
			}
		}
		sizes[k], s.levels[k].front = max(size, 1), front
		largest = max(largest, size)
		for e := range s.radix {
			switch {
			case e < front:
				tries[k] += ways[e]
			case e == 0:
				tries[k] += int(back[k][e]) * quiet
			default:
				tries[k] += int(back[k][e]) * (quiet + edits)
			}
		}
	}
	return largest
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

// kinds returns how many options of choice k up to the horizon are no edits of the
// one reading, and how many are.
func (s *search) kinds(k int) (quiet, edits int) {
	quiet = s.choices[k].quiet()
	return quiet, s.upTo(k) - quiet
}

// extend makes the numbers of ways by edits those of ways that are longer by
// choice k.
func (s *search) extend(ways *[maxLevels]int, k int) {
	quiet, edits := s.kinds(k)
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
// numbers. It has more edits than there are combinations of.
const noKey = 1 << 62

// grow adds the states to which an option leads from those of the level before.
func (t *table) grow(states []uint64, steps *steps) {
	to := t.keys[t.states:][:len(states)]
	t.states += len(states)
	for i, state := range states {
		to[i] = noKey
		if state == noKey {
			continue
		}
		if next := steps.from(key(state).state()); next != steps.none {
			to[i] = uint64(next)
		}
	}
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

// edited returns a state with the edits of an option that leads from it, before the
// step of the automaton. ok is false if it has none left.
func (s *search) edited(x key, o *option) (after key, ok bool) {
	return x + key(o.step)<<32, o.edits == 0 || s.spent(x.combo())&o.edits == 0
}

// unedited returns a state without the edits of an option that leads to it. ok is
// false if it has none.
func (s *search) unedited(x key, o *option) (before key, ok bool) {
	return x - key(o.step)<<32, o.edits == 0 || s.without(x.combo())&o.edits == 0
}

// next returns the state that an option of choice k leads to.
func (s *search) next(k int, x key, o *option) (next key, ok bool) {
	if x, ok = s.edited(x, o); !ok {
		return 0, false
	}
	steps := s.steps(k, false)
	steps.over(o)
	to := steps.from(x.state())
	return x.in(to), to != steps.none
}

// steps are those of the automaton at a place, one way or the other.
type steps struct {
	table    []uint16 // nil = they are computed
	row      uint32   // where in the table those over the symbol begin
	none     uint32   // stands for no state
	register *form.Register
	symbol   byte
	certain  bool // a wrong symbol leads to no state
	back     bool
}

func (s *search) steps(k int, back bool) steps {
	c := s.f.Check
	if c == nil {
		return steps{table: s.still[:], none: 1}
	}
	t := steps{table: c.Next, none: c.None, register: c.Register, certain: c.Certain(int(s.choices[k].place)), back: back}
	if back {
		t.table = c.Back
	}
	return t
}

// over makes them those over the symbol of an option.
func (t *steps) over(o *option) {
	if t.symbol = o.symbol; t.none > 1 {
		t.row = uint32(o.row)
	}
}

// from returns the state to which a step leads, none if there is no such step.
func (t *steps) from(state uint32) uint32 {
	if t.table == nil {
		return t.compute(state)
	}
	return uint32(t.table[t.row+state])
}

func (t *steps) compute(state uint32) uint32 {
	if t.back {
		return t.register.Back(state, t.symbol, t.certain)
	}
	return t.register.Forth(state, t.symbol, t.certain)
}
