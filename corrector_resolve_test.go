package redeem

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// TestResolve has questions small enough to write down the answers.
func TestResolve(t *testing.T) {
	binary := Spec{Length: 2, Alphabet: "01"}
	luhn := Spec{Length: 2, Alphabet: "0123456789", Check: mustScheme(t, "luhn")} // 00 18 26 34 42 59 67 75 83 91
	priced := []Pair{{'0', '0', 3}, {'0', '1', 1}, {'1', '0', 4}}
	none := Resolution{Margin: -1}
	for _, tt := range []struct {
		name  string
		spec  Spec
		pairs []Pair
		c     Corrector
		reads []string
		want  Resolution // without the code
		best  string     // one of these
	}{
		{"no other", binary, nil, Corrector{}, []string{"01"}, Resolution{Verdict: VerdictUnique, Ties: 1, Margin: -1}, "01"},
		{"the next one", binary, []Pair{{'0', '1', 7}}, Corrector{}, []string{"01"}, Resolution{Verdict: VerdictUnique, Ties: 1, Margin: 7}, "01"},
		{"the next one beyond MaxCost", binary, []Pair{{'0', '1', 7}}, Corrector{MaxCost: 6}, []string{"01"}, Resolution{Verdict: VerdictUnique, Ties: 1, Margin: -1}, "01"},
		{"the next one with more edits", binary, []Pair{{'0', '1', 1}}, Corrector{MaxEdits: 1}, []string{"00", "00"}, Resolution{Verdict: VerdictUnique, Ties: 1, Margin: -1}, "00"},
		{"not what was read", binary, priced, Corrector{}, []string{"00"}, Resolution{VerdictUnique, Candidate{Cost: 2, Edits: 2}, 1, 2, false}, "11"},
		{"the prefix at a price", Spec{Length: 2, Prefix: "0", Alphabet: "01"}, priced, Corrector{}, []string{"10"}, Resolution{VerdictUnique, Candidate{Cost: 5, Edits: 2}, 1, 2, false}, "01"},
		{"a tie", binary, []Pair{{'0', '1', 0}}, Corrector{}, []string{"01"}, Resolution{Verdict: VerdictAmbiguous, Ties: 2}, "01 11"},
		{"a tie, and others far off", binary, []Pair{{'0', '1', 0}, {'1', '0', 70}}, Corrector{}, []string{"01"}, Resolution{Verdict: VerdictAmbiguous, Ties: 2}, "01 11"},
		{"a tie of two repairs", luhn, []Pair{{'1', '0', 1}, {'0', '8', 1}}, Corrector{}, []string{"10"}, Resolution{VerdictAmbiguous, Candidate{Cost: 1, Edits: 1}, 2, 0, false}, "00 18"},
		{"a tie of an unread symbol", binary, nil, Corrector{}, []string{"0?"}, Resolution{Verdict: VerdictAmbiguous, Ties: 2}, "00 01"},
		{"one repair", luhn, []Pair{{'1', '0', 1}, {'0', '8', 2}}, Corrector{}, []string{"10"}, Resolution{VerdictUnique, Candidate{Cost: 1, Edits: 1}, 1, 1, false}, "00"},
		{"a dear repair with more edits", luhn, []Pair{{'2', '0', 10}, {'1', '0', 70}}, Corrector{MaxEdits: 1}, []string{"21"}, none, ""},
		{"no repair", luhn, nil, Corrector{}, []string{"10"}, none, ""},
		{"reads that agree", binary, priced, Corrector{}, []string{"01", "11"}, Resolution{VerdictUnique, Candidate{Cost: 1, Edits: 1}, 1, 6, false}, "11"},
		{"reads that exclude each other", binary, nil, Corrector{}, []string{"01", "11"}, none, ""},
		{"no read", binary, nil, Corrector{}, nil, none, ""},
		{"an empty read", binary, nil, Corrector{}, []string{""}, none, ""},
		{"separators only", binary, nil, Corrector{}, []string{" - "}, none, ""},
		{"too short", binary, nil, Corrector{}, []string{"0"}, none, ""},
		{"MaxCost below the cheapest", binary, priced, Corrector{MaxCost: 1}, []string{"00"}, none, ""},
		{"MaxEdits of the prefix alone", Spec{Length: 3, Prefix: "00", Alphabet: "01"}, priced, Corrector{MaxEdits: 2}, []string{"110"}, Resolution{VerdictUnique, Candidate{Cost: 11, Edits: 2}, 1, -1, false}, "000"},
		{"MaxEdits below the cheapest", binary, priced, Corrector{MaxEdits: 1}, []string{"00"}, Resolution{VerdictAmbiguous, Candidate{Cost: 4, Edits: 1}, 2, 0, false}, "01 10"},

		{"all beyond the engine's limit", luhn, []Pair{{'1', '0', 128}}, Corrector{}, []string{"10"}, Resolution{Margin: -1, Capped: true}, ""},
		{"all beyond the engine's limit and MaxCost", luhn, []Pair{{'1', '0', 128}}, Corrector{MaxCost: 119}, []string{"10"}, none, ""},
		{"none, with a cost at the engine's limit", luhn, []Pair{{'1', '0', 127}}, Corrector{}, []string{"12"}, none, ""},
		{"all beyond MaxCost", luhn, []Pair{{'1', '0', 120}}, Corrector{MaxCost: 119}, []string{"10"}, none, ""},
		{"the next one beyond the engine's limit", binary, []Pair{{'0', '1', 128}}, Corrector{}, []string{"01"}, Resolution{Verdict: VerdictUnique, Ties: 1, Margin: -1}, "01"},

		{"one missing", Spec{Length: 3, Prefix: "12", Alphabet: "012"}, nil, Corrector{MaxIndels: 1}, []string{"20"}, Resolution{VerdictUnique, Candidate{Cost: 3, Edits: 1}, 1, -1, false}, "120"},
		{"one missing, and any may be", binary, nil, Corrector{MaxIndels: 1}, []string{"0"}, Resolution{VerdictAmbiguous, Candidate{Cost: 3, Edits: 1}, 3, 0, false}, "00 01 10"},
		{"MaxTries, and nobody to ask", binary, nil, Corrector{MaxIndels: 1, MaxTries: 1}, []string{"0"}, Resolution{VerdictAmbiguous, Candidate{Cost: 3, Edits: 1}, 3, 0, false}, "00 01 10"},
		{"reads with one too many, and no code in common", binary, nil, Corrector{MaxIndels: 1}, []string{"000", "111"}, none, ""},
		{"one missing of another length", binary, nil, Corrector{MaxIndels: 1}, []string{"01010"}, none, ""},
		{"the next one by dropping and adding", binary, nil, Corrector{MaxIndels: 2}, []string{"01"}, Resolution{Verdict: VerdictUnique, Ties: 1, Margin: 6}, "01"},
		{"all beyond the limit with MaxIndels", binary, []Pair{{'0', '0', 32}}, Corrector{MaxIndels: 1}, []string{"00"}, Resolution{Margin: -1, Capped: true}, ""},
		{"all beyond it and MaxCost", binary, []Pair{{'0', '0', 32}}, Corrector{MaxIndels: 1, MaxCost: 60}, []string{"00"}, none, ""},
		{"all beyond it in one step", Spec{Length: 1, Alphabet: "01"}, []Pair{{'0', '0', 64}}, Corrector{MaxIndels: 1}, []string{"0"}, Resolution{Margin: -1, Capped: true}, ""},
	} {
		tt.c.Format, tt.c.Lookalikes = MustFormat(tt.spec), mustLookalikes(t, tt.pairs...)
		got := tt.c.Resolve(tt.reads...)
		best := Plain(got.Best.Code).String()
		tt.want.Best.Code = got.Best.Code
		if got != tt.want || !slices.Contains(strings.Fields(tt.best), best) && best+tt.best != "" {
			t.Errorf("%s: Resolve(%q) = %+v, %s, want %+v, %s", tt.name, tt.reads, got, best, tt.want, tt.best)
		}
	}
}

// TestResolveTies is the promise that a tie is counted and never broken, from
// two codes to more than can be listed.
func TestResolveTies(t *testing.T) {
	f := MustFormat(Spec{Length: 30, Alphabet: "01"})
	for n := 1; n <= 30; n++ {
		read := strings.Repeat("?", n) + strings.Repeat("0", 30-n)
		c := &Corrector{Format: f, Lookalikes: mustLookalikes(t, Pair{'0', '1', 1})} // what is dearer is no tie
		got := c.Resolve(read)
		if want := (Resolution{VerdictAmbiguous, got.Best, 1 << n, 0, false}); got != want || got.Best.Cost != 0 {
			t.Errorf("Resolve(%q) = %+v, want %d ties", read, got, want.Ties)
		}
		c.MaxIndels = 1 // ties are listed then, up to a number
		if got := c.Resolve(read); got.Verdict != VerdictAmbiguous || got.Ties > 1<<n || got.Ties < min(1<<n, 64) ||
			got.Margin != 0 || got.Capped != (got.Ties < 1<<n) {
			t.Errorf("Resolve(%q) = %+v with MaxIndels, want %d ties or 64", read, got, 1<<n)
		}
	}

	// Also where they cost something, and states and edits are told apart.
	luhn := mustScheme(t, "luhn")
	all := make([]Pair, 0, 100)
	for read := byte('0'); read <= '9'; read++ {
		for meant := byte('0'); meant <= '9'; meant++ {
			all = append(all, Pair{read, meant, 70})
		}
	}
	c := &Corrector{Format: MustFormat(Spec{Length: 6, Alphabet: "0123456789", Check: luhn}), Lookalikes: mustLookalikes(t, all...)}
	within := make([]int, 7) // codes with so many edits at most
	for n := range 100_000 {
		text, err := luhn.Append(nil, fmt.Sprintf("%05d", n))
		if err != nil {
			t.Fatal(err)
		}
		for edits := misreadPlaces(slowPack(string(text)), "123456"); edits < len(within); edits++ {
			within[edits]++
		}
	}
	for _, maxEdits := range []int{0, 3, 4, 5, 6} {
		c.MaxEdits = maxEdits
		want := within[6]
		if maxEdits > 0 {
			want = within[maxEdits]
		}
		got := c.Resolve("123456")
		if want := (Resolution{VerdictAmbiguous, Candidate{got.Best.Code, 6 * 70, got.Best.Edits}, want, 0, false}); got != want {
			t.Errorf("Resolve = %+v, want %+v", got, want)
		}
	}

	// And in so many states: three ways to read what is at most one edit, a
	// thousand of what is unread.
	mod97 := mustScheme(t, "iso7064-mod-97-10")
	c = &Corrector{Format: MustFormat(Spec{Length: 7, Alphabet: "0123456789", Check: mod97}), Lookalikes: mustLookalikes(t, Pair{'1', '2', 0}), MaxEdits: 1}
	got := c.Resolve("11?????")
	if want := (Resolution{VerdictAmbiguous, Candidate{got.Best.Code, 0, got.Best.Edits}, 3000, 0, false}); got != want {
		t.Errorf("Resolve = %+v, want %+v", got, want)
	}

	// And where something is left to pay beyond the cheapest of each place: of
	// two, one may be had for an edit.
	for _, cost := range []uint8{1, 63, 64, 70, 127} {
		c = &Corrector{Format: MustFormat(Spec{Length: 8, Alphabet: "012"}), Lookalikes: mustLookalikes(t, Pair{'0', '0', cost}, Pair{'0', '1', 0}, Pair{'0', '2', 5}), MaxEdits: 1}
		got := c.Resolve("00??????")
		if want := (Resolution{VerdictAmbiguous, Candidate{got.Best.Code, int(cost), 1}, 2 * 729, 0, false}); got != want {
			t.Errorf("Resolve = %+v, want %+v", got, want)
		}
	}
}

// TestResolveAccept has what Accept takes, and what is made of it.
func TestResolveAccept(t *testing.T) {
	const read = "X000000000000000" // each 0 may be an O at cost 1
	zero, o := "X000000000000000", "XO00000000000000"
	otherO, twoO := "X0O0000000000000", "XOO0000000000000"
	for _, tt := range []struct {
		name   string
		issued []string
		tries  int
		want   Resolution
		best   string
		asked  int // 0 = whatever
	}{
		{"what was read", []string{zero}, 0, Resolution{VerdictUnique, Candidate{}, 1, 2, true}, zero, 64}, // by then all of cost 1 were asked about
		{"what was read and another", []string{zero, o}, 1000, Resolution{VerdictUnique, Candidate{}, 1, 1, false}, zero, 0},
		{"what was read and one that is far", []string{zero, twoO}, 1000, Resolution{VerdictUnique, Candidate{}, 1, 2, false}, zero, 0},
		{"another", []string{o}, 1 << 15, Resolution{VerdictUnique, Candidate{Cost: 1, Edits: 1}, 1, -1, false}, o, 1 << 15},
		{"another, as far as was asked", []string{o}, 1 << 14, Resolution{VerdictUnique, Candidate{Cost: 1, Edits: 1}, 1, 7, true}, o, 1 << 14},
		{"two others", []string{o, otherO}, 0, Resolution{VerdictAmbiguous, Candidate{Cost: 1, Edits: 1}, 2, 0, false}, o + " " + otherO, 16},
		{"two others and one that is far", []string{o, otherO, twoO}, 0, Resolution{VerdictAmbiguous, Candidate{Cost: 1, Edits: 1}, 2, 0, false}, o + " " + otherO, 16},
		{"none in time", []string{"XOOOOOOOOOOOOOOO"}, 0, Resolution{Margin: -1, Capped: true}, "", 64},
		{"none at all", nil, 1 << 15, Resolution{Margin: -1}, "", 1 << 15},
		{"none with one try", nil, 1, Resolution{Margin: -1, Capped: true}, "", 1},
		{"what was read with one try", []string{zero}, 1, Resolution{VerdictUnique, Candidate{}, 1, 1, true}, zero, 1},
		{"no code of this format", []string{"X"}, 16, Resolution{Margin: -1, Capped: true}, "", 16},
	} {
		asked := 0
		c := &Corrector{MaxTries: tt.tries, Accept: func(code Code) bool {
			asked++
			return slices.Contains(tt.issued, Plain(code).String())
		}}
		got := c.Resolve(read)
		best := Plain(got.Best.Code).String()
		tt.want.Best.Code = got.Best.Code
		if got != tt.want || !slices.Contains(strings.Fields(tt.best), best) && best+tt.best != "" {
			t.Errorf("%s: Resolve = %+v, %s, want %+v, %s", tt.name, got, best, tt.want, tt.best)
		}
		if tt.asked != 0 && asked != tt.asked {
			t.Errorf("%s: asked %d times, want %d", tt.name, asked, tt.asked)
		}
	}
}

// TestResolveAsksCheapestFirst is the promise of the order in which Accept is
// asked, and of how often: never twice about a code, and not more than needed.
func TestResolveAsksCheapestFirst(t *testing.T) {
	for _, tries := range []int{-1, 0, 1, 2, 63, 64, 65, 1000} {
		for _, maxIndels := range []int{0, 1} {
			want := tries
			if tries <= 0 {
				want = 64
			}
			var asked []Code
			c := &Corrector{MaxTries: tries, MaxIndels: maxIndels, Accept: func(code Code) bool {
				asked = append(asked, code)
				return false
			}}
			if got := c.Resolve(ninePairs); got != (Resolution{Margin: -1, Capped: true}) {
				t.Errorf("Resolve = %+v", got)
			}
			cheapest := firstOf(want, &Corrector{MaxIndels: maxIndels}, ninePairs)
			if len(asked) != want {
				t.Fatalf("asked %d times with MaxTries %d", len(asked), tries)
			}
			for i, code := range asked {
				if slices.Contains(asked[:i], code) {
					t.Errorf("asked twice about %s", Plain(code))
				}
				if misread := misreadPlaces(code, ninePairs); misread != cheapest[i].Cost {
					t.Errorf("question %d is about %s, of cost %d and not %d", i, Plain(code), misread, cheapest[i].Cost)
				}
			}
		}
	}
	c := &Corrector{Accept: func(code Code) bool {
		t.Errorf("asked about %s, for nothing", Plain(code))
		return true
	}}
	c.Resolve("X147")
	c.Count(ninePairs)
	for range c.Candidates(ninePairs) {
	}
}

func misreadPlaces(code Code, read string) (n int) {
	for i := range read {
		if code.at(i) != read[i] {
			n++
		}
	}
	return n
}

// TestResolveRoom is what happens where there is no room for MaxIndels: it
// tries fewer, and says so.
func TestResolveRoom(t *testing.T) {
	const code = "X1479ACFHIJKLMNP"
	capped := func(v Verdict, ties int) Resolution {
		return Resolution{Verdict: v, Ties: ties, Margin: 0, Capped: true}
	}
	unread := Resolution{Margin: -1, Capped: true}
	for _, tt := range []struct {
		name  string
		c     Corrector
		reads []string
		want  Resolution // without Best
	}{
		{"four indels", Corrector{MaxIndels: 4, MaxCost: 11}, []string{code}, Resolution{Verdict: VerdictUnique, Ties: 1, Margin: 6}},
		{"more than four", Corrector{MaxIndels: 5}, []string{code}, capped(VerdictUnique, 1)},
		{"by far", Corrector{MaxIndels: math.MaxInt}, []string{code}, capped(VerdictUnique, 1)},
		{"five characters missing", Corrector{MaxIndels: 5}, []string{code[:11]}, unread},
		{"five characters missing of four", Corrector{MaxIndels: 4}, []string{code[:11]}, Resolution{Margin: -1}},
		{"twenty too many", Corrector{MaxIndels: 20}, []string{code + strings.Repeat("A", 20)}, unread},
		{"as many too many as can be told", Corrector{MaxIndels: MaxLen + 5 - 16}, []string{code + strings.Repeat("A", MaxLen+5-16)}, unread},
		{"more than MaxInput, for all that can be told", Corrector{MaxIndels: MaxLen + 5 - 16}, []string{code + strings.Repeat(" ", MaxInput)}, unread},
		{"five reads", Corrector{MaxIndels: 1}, slices.Repeat([]string{code}, 5), Resolution{Verdict: VerdictUnique, Ties: 1, Margin: -1}},
		{"six reads", Corrector{MaxIndels: 1}, slices.Repeat([]string{code}, 6), capped(VerdictUnique, 1)},
		{"six reads of which one is short", Corrector{MaxIndels: 1}, append(slices.Repeat([]string{code}, 5), code[1:]), unread},
		{"a hundred reads", Corrector{MaxIndels: 4}, slices.Repeat([]string{code}, 100), capped(VerdictUnique, 1)},
		{"a hundred reads and many edits", Corrector{MaxIndels: 1, MaxEdits: 1000}, slices.Repeat([]string{code}, 100), capped(VerdictUnique, 1)},
		{"as many edits as characters", Corrector{MaxIndels: 4, MaxEdits: MaxLen + 4, MaxCost: 3}, []string{code}, Resolution{Verdict: VerdictUnique, Ties: 1, Margin: -1}},
		{"many edits", Corrector{MaxIndels: 4, MaxEdits: 30}, []string{code}, capped(VerdictUnique, 1)},
		{"as many edits as there can be", Corrector{MaxIndels: 4, MaxEdits: 1000, MaxCost: 3}, []string{code}, Resolution{Verdict: VerdictUnique, Ties: 1, Margin: -1}},
	} {
		got := tt.c.Resolve(tt.reads...)
		if got.Verdict == VerdictUnique && got.Best != (Candidate{Code: slowPack(code)}) {
			t.Errorf("%s: Best = %q", tt.name, listed([]Candidate{got.Best}))
		}
		got.Best = Candidate{}
		if got != tt.want {
			t.Errorf("%s: Resolve = %+v, want %+v", tt.name, got, tt.want)
		}
		if n, exact := tt.c.Count(tt.reads...); exact || n < uint64(tt.want.Ties) || tt.want.Capped && n < 1<<32 {
			t.Errorf("%s: Count = %d, %t", tt.name, n, exact)
		}
	}
}

// TestEditsTried is the promise that never less than 11 edits are tried, with
// the most states and symbols, and that a Resolution tells when they are fewer
// than MaxEdits.
func TestEditsTried(t *testing.T) {
	scheme := mustScheme(t, "iso7064-mod-1271-36")
	f := MustFormat(Spec{Length: MaxLen, Alphabet: scheme.Alphabet(), Check: scheme})
	text, err := scheme.Append(nil, strings.Repeat("7", MaxLen-scheme.Len()))
	if err != nil {
		t.Fatal(err)
	}
	code := string(text)
	model := mustLookalikes(t, Pair{'7', '1', 1}, Pair{'2', '7', 0}, Pair{'2', '2', 128})
	for _, tt := range []struct {
		maxEdits, misread int
		verdict           Verdict
		margin            int
		capped            bool
	}{
		{11, 0, VerdictUnique, 3, false},
		{12, 0, VerdictUnique, 0, true},
		{math.MaxInt, 0, VerdictUnique, 3, false}, // which bounds nothing
		{11, 11, VerdictUnique, -1, false},
		{12, 11, VerdictUnique, 0, true},
		{12, 12, VerdictNone, -1, true},
	} {
		c := &Corrector{Format: f, Lookalikes: model, MaxEdits: tt.maxEdits}
		got := c.Resolve(strings.Repeat("2", tt.misread) + code[tt.misread:])
		want := Resolution{Verdict: tt.verdict, Margin: tt.margin, Capped: tt.capped}
		if tt.verdict == VerdictUnique {
			want.Best, want.Ties = Candidate{slowPack(code), 0, tt.misread}, 1
		}
		if got != want {
			t.Errorf("MaxEdits %d, %d misread: %+v, want %+v", tt.maxEdits, tt.misread, got, want)
		}
	}
}
