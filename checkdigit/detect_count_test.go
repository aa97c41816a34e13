package checkdigit_test

import (
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/redeemkit/redeem/checkdigit"
)

// detectLen is the length of the strings whose errors are counted.
const detectLen = 16

// supportPairs are the look-alikes of the issuer's support article.
var supportPairs = strings.Fields("B8 DO E3 G6 OQ O0 S5 UV Z2")

// count is a kind of error, counted over all valid strings rather than sampled: whether
// an error in a few neighboring symbols goes unnoticed depends on nothing but
// those symbols and the state before them. TestStepNeverMerges shows why: the
// error is missed if and only if it leaves the state after them as it was.
type count struct{ all, missed float64 }

// detected returns the share, cut to five decimals. The small addend makes up
// for the binary representation of exact shares such as 0.9.
func (c count) detected() float64 {
	if c.missed == 0 {
		return 1
	}
	return math.Floor((1-c.missed/c.all)*1e5+1e-6) / 1e5
}

// counter is a scheme's automaton as tables, for strings of detectLen symbols.
type counter struct {
	symbols string                   // payload and check symbols
	may     [detectLen][]int         // symbols that may stand at a position
	next    [detectLen][][]int32     // by symbol, then state
	before  [detectLen + 1][]float64 // how many prefixes of that length lead to the state
	after   [detectLen + 1][]float64 // how many suffixes lead from the state to acceptance
	states  int
	alike   [detectLen][][2]int // look-alikes that may both stand at a position, both ways
	class   [detectLen]int      // the first position with the same transitions
}

// newCounter tabulates s, with payload symbols from alphabet only.
func newCounter(s *checkdigit.Scheme, alphabet string) *counter {
	c := &counter{states: s.States(), symbols: alphabet}
	for _, r := range s.CheckAlphabet() {
		if !strings.ContainsRune(alphabet, r) {
			c.symbols += string(r)
		}
	}
	for pos := range detectLen {
		for i := range c.symbols {
			row := make([]int32, c.states)
			here := s.CheckAlphabet()
			if !s.IsCheck(pos, detectLen) {
				here = alphabet
			}
			may := strings.IndexByte(here, c.symbols[i]) >= 0
			if may {
				c.may[pos] = append(c.may[pos], i)
			}
			for state := range row {
				row[state] = -1
				if may {
					row[state] = int32(s.Step(state, pos, detectLen, c.symbols[i]))
				}
			}
			c.next[pos] = append(c.next[pos], row)
		}
		for _, pair := range supportPairs {
			a, b := strings.IndexByte(c.symbols, pair[0]), strings.IndexByte(c.symbols, pair[1])
			if slices.Contains(c.may[pos], a) && slices.Contains(c.may[pos], b) {
				c.alike[pos] = append(c.alike[pos], [2]int{a, b}, [2]int{b, a})
			}
		}
		for c.class[pos] < pos && !slices.EqualFunc(c.next[c.class[pos]], c.next[pos], slices.Equal) {
			c.class[pos]++
		}
	}
	for i := range c.before {
		c.before[i] = make([]float64, c.states)
		c.after[i] = make([]float64, c.states)
	}
	c.before[0][s.Start()] = 1
	for state := range c.states {
		if s.Accept(state) {
			c.after[detectLen][state] = 1
		}
	}
	for pos := range detectLen {
		for _, i := range c.may[pos] {
			for state, to := range c.next[pos][i] {
				if to >= 0 {
					c.before[pos+1][to] += c.before[pos][state]
				}
			}
		}
	}
	for pos := detectLen - 1; pos >= 0; pos-- {
		for _, i := range c.may[pos] {
			for state, to := range c.next[pos][i] {
				if to >= 0 {
					c.after[pos][state] += c.after[pos+1][to]
				}
			}
		}
	}
	return c
}

// one counts substitutions of a symbol by one of others(pos, symbol).
func (c *counter) one(others func(pos, symbol int) iter.Seq[int]) (n count) {
	for pos, next := range c.next {
		for _, a := range c.may[pos] {
			for b := range others(pos, a) {
				for state, w := range c.before[pos] {
					if to := next[a][state]; w > 0 && to >= 0 {
						w *= c.after[pos+1][to]
						n.all += w
						if next[b][state] == to {
							n.missed += w
						}
					}
				}
			}
		}
	}
	return n
}

// two counts errors in two symbols with gap-1 others between them: each error
// is the two symbols as they were and as they are read. Positions at which the
// automaton works alike are counted together.
func (c *counter) two(gap int, errors func(pos, far int) iter.Seq[[4]int]) (n count) {
	alike := map[[3]int][]int{}
	for pos := range detectLen - gap {
		classes := [3]int{c.class[pos], -1, c.class[pos+gap]}
		if gap == 2 {
			classes[1] = c.class[pos+1]
		}
		alike[classes] = append(alike[classes], pos)
	}
	unmoved := make([]int32, c.states)
	for state := range unmoved {
		unmoved[state] = int32(state)
	}
	for _, positions := range alike {
		near, far := positions[0], positions[0]+gap
		middle := [][]int32{unmoved}
		if gap == 2 {
			middle = middle[:0]
			for _, m := range c.may[near+1] {
				middle = append(middle, c.next[near+1][m])
			}
		}
		list := slices.Collect(errors(near, far))
		weights := make([]float64, c.states) // by the state after the two symbols
		for state := range c.states {
			clear(weights)
			for _, pos := range positions {
				if w := c.before[pos][state]; w > 0 {
					for to, suffixes := range c.after[pos+gap+1] {
						weights[to] += w * suffixes
					}
				}
			}
			for _, e := range list {
				right, wrong := c.next[near][e[0]][state], c.next[near][e[2]][state]
				if right < 0 {
					continue
				}
				rightFar, wrongFar := c.next[far][e[1]], c.next[far][e[3]]
				for _, m := range middle {
					if m[right] < 0 || rightFar[m[right]] < 0 {
						continue
					}
					to := rightFar[m[right]]
					n.all += weights[to]
					if wrong >= 0 && m[wrong] >= 0 && wrongFar[m[wrong]] == to {
						n.missed += weights[to]
					}
				}
			}
		}
	}
	return n
}

// others yields the symbols that may stand at pos, except one.
func (c *counter) others(pos, symbol int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, i := range c.may[pos] {
			if i != symbol && !yield(i) {
				return
			}
		}
	}
}

// lookalikes yields the symbols that may stand at pos and look like one.
func (c *counter) lookalikes(pos, symbol int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, pair := range c.alike[pos] {
			if pair[0] == symbol && !yield(pair[1]) {
				return
			}
		}
	}
}

// exchanges yields ab read as ba.
func (c *counter) exchanges(pos, far int) iter.Seq[[4]int] {
	return func(yield func([4]int) bool) {
		for _, a := range c.may[pos] {
			for _, b := range c.may[far] {
				if a != b && !yield([4]int{a, b, b, a}) {
					return
				}
			}
		}
	}
}

// twins yields aa read as bb.
func (c *counter) twins(pos, far int) iter.Seq[[4]int] {
	return func(yield func([4]int) bool) {
		for _, a := range c.may[pos] {
			for b := range c.others(pos, a) {
				if slices.Contains(c.may[far], a) && slices.Contains(c.may[far], b) && !yield([4]int{a, a, b, b}) {
					return
				}
			}
		}
	}
}

// lookalikePair counts pairs of look-alike substitutions at two positions. It
// follows the states of the right and of the wrong string from the first to
// the second. Reading a for b and then c for d is missed where reading b for a
// and then d for c is, so one of the two is followed.
func (c *counter) lookalikePair() (n count) {
	// How many prefixes with one substitution lead to both states, at
	// right*states + wrong.
	prefixes := make([]float64, c.states*c.states)
	followers := make([]float64, c.states*c.states)
	// How many prefixes with no, one and two substitutions lead to the state.
	all := [3][]float64{c.before[0], make([]float64, c.states), make([]float64, c.states)}
	for pos, next := range c.next {
		clear(followers)
		for i, w := range prefixes {
			if w == 0 {
				continue
			}
			right, wrong := i/c.states, i%c.states
			for _, a := range c.may[pos] {
				r, x := next[a][right], next[a][wrong]
				if r >= 0 && x >= 0 {
					followers[int(r)*c.states+int(x)] += w
				}
			}
			for _, pair := range c.alike[pos] {
				if r := next[pair[0]][right]; r >= 0 && r == next[pair[1]][wrong] {
					n.missed += 2 * w * c.after[pos+1][r]
				}
			}
		}
		total := [3][]float64{make([]float64, c.states), make([]float64, c.states), make([]float64, c.states)}
		for _, a := range c.may[pos] {
			for state, to := range next[a] {
				if to >= 0 {
					total[0][to] += all[0][state]
					total[1][to] += all[1][state]
					total[2][to] += all[2][state]
				}
			}
		}
		for _, pair := range c.alike[pos] {
			for state, to := range next[pair[0]] {
				if to >= 0 {
					total[1][to] += all[0][state]
					total[2][to] += all[1][state]
				}
				wrong := next[pair[1]][state]
				if to >= 0 && wrong >= 0 && pair[0] < pair[1] {
					followers[int(to)*c.states+int(wrong)] += c.before[pos][state]
				}
			}
		}
		prefixes, followers, all = followers, prefixes, total
	}
	for state, w := range all[2] {
		n.all += w * c.after[detectLen][state]
	}
	return n
}

func (c *counter) detection() checkdigit.Detection {
	return checkdigit.Detection{
		Substitution:  c.one(c.others).detected(),
		Transposition: c.two(1, c.exchanges).detected(),
		Jump:          c.two(2, c.exchanges).detected(),
		Twin:          c.two(1, c.twins).detected(),
		JumpTwin:      c.two(2, c.twins).detected(),
		Lookalike:     c.one(c.lookalikes).detected(),
		LookalikePair: c.lookalikePair().detected(),
	}
}
