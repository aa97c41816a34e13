package redeem

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestCount has numbers that are known by other means.
func TestCount(t *testing.T) {
	free := MustFormat(Spec{Length: MaxLen})
	for _, tt := range []struct {
		name  string
		c     Corrector
		read  string
		n     uint64
		exact bool
	}{
		{"all of a gift card's", Corrector{}, "X???????????????", math.MaxUint64, false},
		{"eleven unread, four 0", Corrector{}, "X0000???????????", 16 * 131621703842267136, true}, // times 36 to the 11th
		{"the most that fits", Corrector{Format: MustFormat(Spec{Length: MaxLen, Alphabet: "0123"})}, strings.Repeat("?", 31) + "0", 1 << 62, true},
		{"one more", Corrector{Format: MustFormat(Spec{Length: MaxLen, Alphabet: "0123"})}, strings.Repeat("?", MaxLen), math.MaxUint64, false},
		{"nothing to read", Corrector{}, "", 0, true},
		{"up to one edit", Corrector{MaxEdits: 1}, ninePairs, 1 + 3 + 13, true},
		{"up to cost 2", Corrector{MaxCost: 2}, ninePairs, 1 + 16 + 13*12/2 + 13*3, true},
		{"up to cost 2, of longer codes", Corrector{Format: free, MaxCost: 2}, strings.Repeat("E", MaxLen), 1 + 32 + 32*31/2, true},
	} {
		if n, exact := tt.c.Count(tt.read); n != tt.n || exact != tt.exact {
			t.Errorf("%s: Count(%q) = %d, %t, want %d, %t", tt.name, tt.read, n, exact, tt.n, tt.exact)
		}
	}
}

// TestCountOfChecked is the promise that Count is the number of candidates,
// where states, edits and costs are told apart, behind a prefix.
func TestCountOfChecked(t *testing.T) {
	model := mustLookalikes(t, Pair{'1', '7', 1}, Pair{'7', '1', 40}, Pair{'0', '6', 2}, Pair{'0', '8', 3}, Pair{'5', '6', 66}, Pair{'5', '5', 9})
	for _, scheme := range []string{"luhn", "iso7064-mod-97-10", "damm"} {
		f := MustFormat(Spec{Length: 7, Prefix: "46", Alphabet: "0123456789", Check: mustScheme(t, scheme)})
		listed := 0
		for _, read := range []string{"4617050", "46?1705", "461?70?", "4?11577"} {
			for maxEdits := range 5 {
				for _, maxCost := range []int{0, 9, 12, 50, 70, 100} {
					c := &Corrector{Format: f, Lookalikes: model, MaxEdits: maxEdits, MaxCost: maxCost}
					want := uint64(len(candidatesOf(c, read)))
					listed += int(want)
					if n, exact := c.Count(read); n != want || !exact {
						t.Errorf("%s: Count(%q) = %d, %t with MaxEdits %d and MaxCost %d, want %d", scheme, read, n, exact, maxEdits, maxCost, want)
					}
				}
			}
		}
		if listed == 0 {
			t.Errorf("%s: nothing to count", scheme)
		}
	}
}

// TestCountIndels has reads that line up with one code in one way, so that the
// upper bound is the number itself, and some that are not tried in all ways, so
// that it is the number of all codes.
func TestCountIndels(t *testing.T) {
	luhn := mustScheme(t, "luhn")
	for _, tt := range []struct {
		spec  Spec
		reads []string
		n     uint64
	}{
		{Spec{Length: 3, Alphabet: "01"}, slices.Repeat([]string{"010"}, 6), 8},
		{Spec{Length: 3, Prefix: "0", Alphabet: "01"}, slices.Repeat([]string{"010"}, 6), 4},
		{GiftCard().Spec(), slices.Repeat([]string{"X1479ACFHIJKLMNP"}, 6), math.MaxUint64},
		{GiftCard().Spec(), []string{"X1479ACFHIJKLMNP"}, 1},
		{GiftCard().Spec(), []string{"X1479ACFHIJKLMNP", "X1479ACFHIJKLMNP", "X1479ACFHIJKLMNP"}, 1},
		{GiftCard().Spec(), []string{"X1479ACFHIJKLM??"}, 36 * 36},
		{Spec{Length: 6, Alphabet: "0123456789", Check: luhn}, []string{"123455"}, 1},
		{Spec{Length: 6, Alphabet: "0123456789", Check: luhn}, []string{"123455", "123455"}, 1},
		{Spec{Length: 6, Alphabet: "0123456789", Check: luhn}, []string{"123456"}, 0},
		{Spec{Length: 6, Alphabet: "0123456789", Check: luhn}, []string{"12345?"}, 1},
	} {
		c := &Corrector{Format: MustFormat(tt.spec), Lookalikes: mustLookalikes(t), MaxIndels: 1}
		if n, exact := c.Count(tt.reads...); n != tt.n || exact {
			t.Errorf("Count(%q) = %d, %t with MaxIndels, want %d", tt.reads, n, exact, tt.n)
		}
	}

	// With more states than there is room for on the stack.
	mod97 := mustScheme(t, "iso7064-mod-97-10")
	c := &Corrector{Format: MustFormat(Spec{Length: 16, Alphabet: "0123456789", Check: mod97}), MaxIndels: 4}
	if n, exact := c.Count(checkedCode(t, c.Format, 7)); n == 0 || exact {
		t.Errorf("Count = %d, %t with MaxIndels", n, exact)
	}
}

// TestCorrectorSizes asks about more and longer reads than anybody has.
func TestCorrectorSizes(t *testing.T) {
	huge := strings.Repeat("X", 16<<20)
	var c Corrector
	for _, maxIndels := range []int{0, 4} {
		c.MaxIndels = maxIndels
		for _, reads := range [][]string{{huge}, {strings.Repeat(" ", 16<<20)}, {strings.Repeat("\xFF", 16<<20)}, {sample, huge}, slices.Repeat([]string{huge}, 100)} {
			if got := c.Resolve(reads...); got.Verdict != VerdictNone {
				t.Errorf("%d reads of %d bytes: %+v", len(reads), len(reads[0]), got)
			}
			if n, exact := c.Count(reads...); n != 0 || exact != (maxIndels == 0) {
				t.Errorf("%d reads of %d bytes: Count = %d, %t", len(reads), len(reads[0]), n, exact)
			}
		}
	}

	// A thousand frames: half of them show an O, and one more a 0.
	c.MaxIndels = 0
	reads := slices.Repeat([]string{"X1479ACFHIJKLMN0", "X1479ACFHIJKLMNO"}, 500)
	for _, tt := range []struct {
		reads []string
		want  Resolution
		count uint64
	}{
		{reads[:1], Resolution{VerdictUnique, Candidate{}, 1, 1, false}, 2},
		{reads[:100], Resolution{VerdictAmbiguous, Candidate{Cost: 50, Edits: 50}, 2, 0, false}, 2},
		{reads[:101], Resolution{VerdictUnique, Candidate{Cost: 50, Edits: 50}, 1, 1, false}, 2},
		{reads[1:100], Resolution{VerdictUnique, Candidate{Cost: 49, Edits: 49}, 1, 1, false}, 2},
		{slices.Repeat(reads[:1], 127), Resolution{VerdictUnique, Candidate{}, 1, 127, false}, 2},
		{slices.Repeat(reads[:1], 1000), Resolution{VerdictUnique, Candidate{}, 1, -1, false}, 1}, // beyond the engine's limit
	} {
		got := c.Resolve(tt.reads...)
		tt.want.Best.Code = got.Best.Code
		if n, exact := c.Count(tt.reads...); got != tt.want || n != tt.count || !exact {
			t.Errorf("%d reads: %+v, Count = %d, want %+v, %d", len(tt.reads), got, n, tt.want, tt.count)
		}
	}
}

// TestCorrectorReads is the promise that 65,535 reads count, whose costs and edits
// add up exactly at the dearest a model can have, and that the answer to more
// is not called certain.
func TestCorrectorReads(t *testing.T) {
	f := MustFormat(Spec{Length: 2, Alphabet: "BC"})
	dear := mustLookalikes(t, Pair{'A', 'B', 255}, Pair{'A', 'C', 254})
	for _, n := range []int{255, 256, 258, 1000, 65535, 65536, 70000} {
		count := min(n, 65535)
		for _, maxIndels := range []int{0, 1} { // which so many reads leave none of
			c := &Corrector{Format: f, Lookalikes: dear, MaxIndels: maxIndels}
			want := Resolution{VerdictUnique, Candidate{slowPack("CB"), 254 * count, count}, 1, -1, false} // BB is beyond the limit
			if maxIndels > 0 || n > 65535 {
				want.Margin, want.Capped = 0, true
			}
			if got := c.Resolve(slices.Repeat([]string{"AB"}, n)...); got != want {
				t.Errorf("%d reads, MaxIndels %d: %+v, want %+v", n, maxIndels, got, want)
			}
			reads := slices.Repeat([]string{"CB"}, n)
			if count, exact := c.Count(reads...); count == 0 || exact == want.Capped {
				t.Errorf("%d reads, MaxIndels %d: Count = %d, %t", n, maxIndels, count, exact)
			}
			reads[n-1] = "too long, and neither B nor C"
			if got := c.Resolve(reads...); (got.Verdict == VerdictUnique) != (n > 65535) {
				t.Errorf("%d reads, the last of them another code's, MaxIndels %d: %+v", n, maxIndels, got)
			}
		}
	}
}

// TestCorrectorNegative is the promise that a bound below zero is taken for
// zero, and that one beyond all numbers bounds nothing.
func TestCorrectorNegative(t *testing.T) {
	never := func(Code) bool { return false }
	for _, n := range []int{-1, math.MinInt, math.MaxInt} {
		for _, tt := range []struct{ c, want Corrector }{
			{Corrector{MaxCost: n}, Corrector{}},
			{Corrector{MaxEdits: n}, Corrector{}},
			{Corrector{MaxIndels: min(n, 0)}, Corrector{}},
			{Corrector{MaxIndels: 1, MaxCost: n, MaxEdits: n}, Corrector{MaxIndels: 1}},
			{Corrector{Accept: never, MaxTries: min(n, 0)}, Corrector{Accept: never}},
		} {
			got, want := tt.c.Resolve(ninePairs), tt.want.Resolve(ninePairs)
			gotCount, _ := tt.c.Count(ninePairs)
			wantCount, _ := tt.want.Count(ninePairs)
			if got != want || gotCount != wantCount {
				t.Errorf("%d: %+v, Count = %d, want %+v, %d", n, got, gotCount, want, wantCount)
			}
		}
	}
}

// TestCandidatesMayBeLeft is the promise of an iterator: a loop may end early,
// another may begin within it, and each begins anew.
func TestCandidatesMayBeLeft(t *testing.T) {
	for _, c := range []*Corrector{{}, {MaxEdits: 3}, {MaxIndels: 1}, {Lookalikes: mustLookalikes(t, Pair{'0', 'O', 40}, Pair{'5', 'S', 50})}} {
		seq := c.Candidates(ninePairs)
		want := listed(firstOf(40, c, ninePairs))
		for n := range want {
			var got []Candidate
			for outer := range seq {
				if len(got) == n {
					break
				}
				got = append(got, outer)
				for inner := range seq {
					if inner.Cost != 0 {
						t.Error("a loop within a loop goes on where that one is")
					}
					break
				}
			}
			if !slices.Equal(listed(got), want[:n]) {
				t.Fatalf("the first %d: %q, want %q", n, listed(got), want[:n])
			}
		}
	}
}

// TestCorrectorConcurrent is the promise that a Corrector may be used by many
// goroutines at once. It is for the race detector.
func TestCorrectorConcurrent(t *testing.T) {
	f := MustFormat(Spec{Length: 16, Prefix: "X", Check: mustScheme(t, "luhn-mod-36")})
	for _, c := range []*Corrector{{}, {Format: f}, {Format: f, MaxEdits: 2}, {Format: f, MaxIndels: 1, MaxCost: 3}} {
		issued := slowPack(ninePairs)
		c.Accept = func(code Code) bool { return code == issued }
		want := listed(candidatesOf(c, ninePairs))
		resolution := c.Resolve(ninePairs)
		count, _ := c.Count(ninePairs)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for range 3 {
					n, _ := c.Count(ninePairs)
					if got := c.Resolve(ninePairs); got != resolution || n != count {
						t.Errorf("Resolve = %+v, Count = %d, want %+v, %d", got, n, resolution, count)
					}
				}
				if got := listed(candidatesOf(c, ninePairs)); !slices.Equal(got, want) {
					t.Errorf("%d candidates, want %d", len(got), len(want))
				}
			})
		}
		wg.Wait()
	}
}

func TestVerdictString(t *testing.T) {
	for v, want := range map[Verdict]string{VerdictNone: "none", VerdictUnique: "unique", VerdictAmbiguous: "ambiguous", 3: "none", 255: "none"} {
		if got := v.String(); got != want {
			t.Errorf("Verdict(%d).String() = %q, want %q", v, got, want)
		}
	}
}
