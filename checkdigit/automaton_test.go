package checkdigit_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// lengths returns some lengths that a scheme's strings can have.
func lengths(s *checkdigit.Scheme) []int {
	if s.Name() == "coupon-code-3x4" {
		return []int{12}
	}
	if isReedSolomon(s) {
		return []int{s.Len() + 1, s.MaxLen()}
	}
	return []int{s.Len() + 1, s.Len() + 2, 9, 16, 17}
}

// TestStepAlphabet asserts which symbols Step takes at which positions. The sample
// has bytes beyond ASCII at one length.
func TestStepAlphabet(t *testing.T) {
	for s := range everyScheme(t) {
		for i, length := range lengths(s) {
			bytes := 256
			if i > 0 {
				bytes = exhaustive.Pick(128, 256)
			}
			checks := 0
			for pos := range length {
				symbols := s.Alphabet()
				if s.IsCheck(pos, length) {
					symbols = s.CheckAlphabet()
					checks++
				}
				for c := range bytes {
					taken := false
					for state := range someStates(s) {
						next := s.Step(state, pos, length, byte(c))
						if next < -1 || next >= s.States() {
							t.Fatalf("%s: Step(%d, %d, %d, %q) = %d", s.Name(), state, pos, length, c, next)
						}
						taken = taken || next >= 0
					}
					if want := strings.IndexByte(symbols, byte(c)) >= 0; taken != want {
						t.Errorf("%s: position %d of %d: %q taken: %v", s.Name(), pos, length, c, taken)
					}
				}
			}
			if checks != s.Len() {
				t.Errorf("%s: %d check positions in %d, want %d", s.Name(), checks, length, s.Len())
			}
		}
	}
}

// TestStepNeverMerges asserts that a symbol leads from different states to
// different states, which is why an error that has changed the state is not
// made good by the right symbols after it.
func TestStepNeverMerges(t *testing.T) {
	for s := range everyScheme(t) {
		from, n := make([]int32, s.States()), int32(0) // which time each state was led to
		for _, length := range lengths(s) {
			for pos := range length {
				for _, c := range []byte(s.Alphabet() + s.CheckAlphabet()) {
					n++
					for state := range someStates(s) {
						next := s.Step(state, pos, length, c)
						if next < 0 {
							continue
						}
						if from[next] == n {
							t.Fatalf("%s: %q at %d of %d leads to %d from two states", s.Name(), c, pos, length, next)
						}
						from[next] = n
					}
				}
			}
		}
	}
}

// TestEveryState asserts that no state is wasted: each is reached, and each
// can still lead to acceptance.
func TestEveryState(t *testing.T) {
	for s := range everyScheme(t) {
		length := 16
		switch {
		case s.Name() == "coupon-code-3x4":
			length = 12
		case s.Len() > 2: // has a million states
			continue
		case isReedSolomon(s):
			length = 2*s.Len() + 2
		}
		reached := map[int]bool{s.Start(): true}
		seen := map[int]bool{}
		pos := 0
		for ; !s.IsCheck(pos, length); pos++ {
			after := map[int]bool{}
			for state := range reached {
				seen[state] = true
				for _, c := range []byte(s.Alphabet()) {
					after[s.Step(state, pos, length, c)] = true
				}
			}
			reached = after
		}
		for state := range reached {
			seen[state] = true
			good := 0
			for _, c := range []byte(s.CheckAlphabet()) {
				if next := s.Step(state, pos, length, c); next >= 0 && (pos+1 < length || s.Accept(next)) {
					good++
				}
			}
			if good != 1 {
				t.Errorf("%s: state %d: %d check symbols, want 1", s.Name(), state, good)
			}
		}
		if len(seen) != s.States() {
			t.Errorf("%s: %d states reached of %d", s.Name(), len(seen), s.States())
		}
		accepted := 0
		for state := -2; state < s.States()+2; state++ {
			if s.Accept(state) {
				accepted++
			}
		}
		if accepted != 1 || s.Accept(math.MaxInt) || s.Accept(math.MinInt) {
			t.Errorf("%s: %d states accepted", s.Name(), accepted)
		}
	}
}

// TestStepPeriod asserts what Step's documentation says it depends on.
func TestStepPeriod(t *testing.T) {
	periods := map[string]int{"luhn": 2, "luhn-mod-32": 2, "luhn-mod-36": 2, "gs1": 2, "verhoeff": 8}
	rng := rand.New(rand.NewPCG(8, 8))
	for s := range checkdigit.All() {
		period := max(1, periods[s.Name()])
		for range 20_000 {
			state, c := rng.IntN(s.States()), s.Alphabet()[rng.IntN(len(s.Alphabet()))]
			d := s.Len() + rng.IntN(12)
			e := d + period*rng.IntN(3)
			p, q := rng.IntN(5), rng.IntN(5)
			if a, b := s.Step(state, p, p+d+1, c), s.Step(state, q, q+e+1, c); a != b {
				t.Fatalf("%s: %q in state %d leads to %d at distance %d and %d at %d", s.Name(), c, state, a, d, b, e)
			}
		}
		if shorter := period / 2; shorter > 0 {
			differs := false
			for i := range 1000 {
				state, c := i%s.States(), s.Alphabet()[i%len(s.Alphabet())]
				differs = differs || s.Step(state, 0, 11, c) != s.Step(state, 0, 11+shorter, c)
			}
			if !differs {
				t.Errorf("%s: the period is not %d but %d", s.Name(), period, shorter)
			}
		}
	}
}

// TestStepBack asserts that StepBack undoes Step and, where it is -1, that no
// state leads there.
func TestStepBack(t *testing.T) {
	for s := range everyScheme(t) {
		length := lengths(s)[0]
		if s.States() > 100 && !isReedSolomon(s) && !exhaustive.On() {
			continue // for it tries all states, as it does where they are fewer
		}
		for pos := range length {
			for _, c := range []byte(s.Alphabet()[:2] + s.CheckAlphabet()[len(s.CheckAlphabet())-2:]) {
				back := map[int]int{}
				for state := range someStates(s) {
					if next := s.Step(state, pos, length, c); next >= 0 {
						back[next] = state
					}
				}
				for next, state := range back {
					if got := s.StepBack(next, pos, length, c); got != state {
						t.Fatalf("%s: StepBack(%d, %d, %d, %q) = %d, want %d", s.Name(), next, pos, length, c, got, state)
					}
				}
				for next := range someStates(s) {
					from := s.StepBack(next, pos, length, c)
					if from < -1 || from >= s.States() || from >= 0 && s.Step(from, pos, length, c) != next {
						t.Fatalf("%s: StepBack(%d, %d, %d, %q) = %d, which does not lead there", s.Name(), next, pos, length, c, from)
					}
					if _, ok := back[next]; ok != (from >= 0) && (ok || triesAll(s)) {
						t.Fatalf("%s: StepBack(%d, %d, %d, %q) = %d", s.Name(), next, pos, length, c, from)
					}
				}
			}
		}
	}
}

func TestStepOutOfRange(t *testing.T) {
	for s := range everyScheme(t) {
		length, c := 12, s.Alphabet()[0]
		if s.Step(s.Start(), 0, length, c) < 0 {
			t.Errorf("%s: no step at the start", s.Name())
		}
		for _, a := range [][3]int{
			{-1, 0, length}, {s.States(), 0, length}, {math.MinInt, 0, length}, {math.MaxInt, 0, length},
			{0, -1, length}, {0, length, length}, {0, math.MaxInt, length}, {0, math.MinInt, length},
			{0, 0, 0}, {0, 0, -1}, {0, 0, math.MinInt}, {0, 0, s.Len()},
		} {
			if next := s.Step(a[0], a[1], a[2], c); next != -1 {
				t.Errorf("%s: Step(%d, %d, %d) = %d, want -1", s.Name(), a[0], a[1], a[2], next)
			}
			if from := s.StepBack(a[0], a[1], a[2], c); from != -1 {
				t.Errorf("%s: StepBack(%d, %d, %d) = %d, want -1", s.Name(), a[0], a[1], a[2], from)
			}
			if s.States() > 0 && a[0] == 0 && s.IsCheck(a[1], a[2]) {
				t.Errorf("%s: IsCheck(%d, %d)", s.Name(), a[1], a[2])
			}
		}
	}
}

// TestDamm asserts what makes the table Damm's: every row and column has each
// digit once, zeros are on the diagonal, and (c*x)*y = (c*y)*x only for x = y.
func TestDamm(t *testing.T) {
	s := mustLookup(t, "damm")
	times := func(a, b int) int { return s.Step(a, 0, 2, byte('0'+b)) }
	for x := range 10 {
		row, column := map[int]bool{}, map[int]bool{}
		for y := range 10 {
			row[times(x, y)], column[times(y, x)] = true, true
			if times(x, y) == 0 != (x == y) {
				t.Errorf("%d*%d = %d", x, y, times(x, y))
			}
			for c := range 10 {
				if x != y && times(times(c, x), y) == times(times(c, y), x) {
					t.Errorf("(%d*%d)*%d = (%[1]d*%[3]d)*%[2]d", c, x, y)
				}
			}
		}
		if len(row) != 10 || len(column) != 10 {
			t.Errorf("%d: row %v, column %v", x, row, column)
		}
	}
}
