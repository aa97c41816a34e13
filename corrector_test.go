package redeem_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/meant"
)

// ninePairs holds a symbol of every one of the nine pairs.
const ninePairs = "X0O0B8S5Z2G6E3DK"

// TestCorrectorZero is the promise that the zero Corrector reads gift cards
// with the issuer's nine pairs.
func TestCorrectorZero(t *testing.T) {
	const members = 4 << 13 // O may be any of four, 13 others any of two
	named := &redeem.Corrector{Format: redeem.GiftCard(), Lookalikes: redeem.SupportArticle()}
	var zero redeem.Corrector
	all := slices.Collect(zero.Candidates(ninePairs))
	if diff := cmp.Diff(listed(slices.Collect(named.Candidates(ninePairs))), listed(all)); diff != "" {
		t.Errorf("the defaults are others:\n%s", diff)
	}
	if n, exact := zero.Count(ninePairs); len(all) != members || n != members || !exact {
		t.Errorf("%d candidates, Count = %d, %t, want %d", len(all), n, exact, members)
	}
	if want := (redeem.Candidate{Code: redeem.MustParse(ninePairs)}); all[0] != want {
		t.Errorf("the first is %q, want the input itself", listed(all[:1]))
	}
	slices.SortFunc(all, func(x, y redeem.Candidate) int { return x.Code.Compare(y.Code) })
	for i, c := range all {
		text := redeem.Plain(c.Code).String()
		misread := misreadPlaces(text, ninePairs)
		if c.Cost != misread || c.Edits != misread || !redeem.SupportArticle().Confusable(c.Code, redeem.MustParse(ninePairs)) {
			t.Fatalf("%q is %d places away", listed(all[i:i+1]), misread)
		}
		if i > 0 && all[i-1].Code == c.Code {
			t.Fatalf("%s comes twice", text)
		}
	}
	want := redeem.Resolution{Verdict: redeem.VerdictUnique, Best: redeem.Candidate{Code: redeem.MustParse(ninePairs)}, Ties: 1, Margin: 1}
	if got := zero.Resolve(ninePairs); got != want {
		t.Errorf("Resolve = %+v, want %+v", got, want)
	}
}

// firstOf lists the first n candidates.
func firstOf(n int, c *redeem.Corrector, reads ...string) (first []redeem.Candidate) {
	for candidate := range c.Candidates(reads...) {
		if first = append(first, candidate); len(first) == n {
			break
		}
	}
	return first
}

func codeIn(t *testing.T, f *redeem.Format, text string) redeem.Code {
	t.Helper()
	code, err := f.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// listed prints candidates as the tables have them: code, cost and edits.
func listed(all []redeem.Candidate) (lines []string) {
	for _, c := range all {
		lines = append(lines, fmt.Sprint(redeem.Plain(c.Code), c.Cost, c.Edits))
	}
	return lines
}

// TestResolveTies is the promise that a tie is counted and never broken, from
// two codes to more than can be listed.
func TestResolveTies(t *testing.T) {
	f := redeem.MustFormat(redeem.Spec{Length: 30, Alphabet: "01"})
	for n := 1; n <= 30; n++ {
		read := strings.Repeat("?", n) + strings.Repeat("0", 30-n)
		c := &redeem.Corrector{Format: f, Lookalikes: draw.ModelOf(t, redeem.Pair{'0', '1', 1})} // what is dearer is no tie
		got := c.Resolve(read)
		if want := (redeem.Resolution{redeem.VerdictAmbiguous, got.Best, 1 << n, 0, false, 0}); got != want || got.Best.Cost != 0 {
			t.Errorf("Resolve(%q) = %+v, want %d ties", read, got, want.Ties)
		}
		c.MaxIndels = 1 // ties are listed then, up to a number
		if got := c.Resolve(read); got.Verdict != redeem.VerdictAmbiguous || got.Ties > 1<<n || got.Ties < min(1<<n, 64) ||
			got.Margin != 0 || got.Capped != (got.Ties < 1<<n) {
			t.Errorf("Resolve(%q) = %+v with MaxIndels, want %d ties or 64", read, got, 1<<n)
		}
	}

	// Also where they cost something, and states and edits are told apart.
	luhn := draw.SchemeNamed(t, "luhn")
	all := make([]redeem.Pair, 0, 100)
	for read := byte('0'); read <= '9'; read++ {
		for meant := byte('0'); meant <= '9'; meant++ {
			all = append(all, redeem.Pair{read, meant, 70})
		}
	}
	c := &redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: 6, Alphabet: "0123456789", Check: luhn}), Lookalikes: draw.ModelOf(t, all...)}
	within := make([]int, 7) // codes with so many edits at most
	for n := range 100_000 {
		text, err := luhn.Append(nil, fmt.Sprintf("%05d", n))
		if err != nil {
			t.Fatal(err)
		}
		for edits := misreadPlaces(string(text), "123456"); edits < len(within); edits++ {
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
		if want := (redeem.Resolution{redeem.VerdictAmbiguous, redeem.Candidate{got.Best.Code, 6 * 70, got.Best.Edits}, want, 0, false, 0}); got != want {
			t.Errorf("Resolve = %+v, want %+v", got, want)
		}
	}

	// And in so many states: three ways to read what is at most one edit, a
	// thousand of what is unread.
	mod97 := draw.SchemeNamed(t, "iso7064-mod-97-10")
	c = &redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: 7, Alphabet: "0123456789", Check: mod97}), Lookalikes: draw.ModelOf(t, redeem.Pair{'1', '2', 0}), MaxEdits: 1}
	got := c.Resolve("11?????")
	if want := (redeem.Resolution{redeem.VerdictAmbiguous, redeem.Candidate{got.Best.Code, 0, got.Best.Edits}, 3000, 0, false, 0}); got != want {
		t.Errorf("Resolve = %+v, want %+v", got, want)
	}

	// And where something is left to pay beyond the cheapest of each place: of
	// two, one may be had for an edit.
	for _, cost := range []uint8{1, 63, 64, 70, 127} {
		c = &redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: 8, Alphabet: "012"}), Lookalikes: draw.ModelOf(t, redeem.Pair{'0', '0', cost}, redeem.Pair{'0', '1', 0}, redeem.Pair{'0', '2', 5}), MaxEdits: 1}
		got := c.Resolve("00??????")
		if want := (redeem.Resolution{redeem.VerdictAmbiguous, redeem.Candidate{got.Best.Code, int(cost), 1}, 2 * 729, 0, false, 0}); got != want {
			t.Errorf("Resolve = %+v, want %+v", got, want)
		}
	}
}

// TestResolveAccept compares Resolutions for the codes that Accept takes.
func TestResolveAccept(t *testing.T) {
	const read = "X000000000000000" // each 0 may be an O at cost 1
	zero, o := "X000000000000000", "XO00000000000000"
	otherO, twoO := "X0O0000000000000", "XOO0000000000000"
	for _, tt := range []struct {
		name   string
		issued []string
		tries  int
		want   redeem.Resolution
		best   string
		asked  int // 0 = whatever
	}{
		{"what was read", []string{zero}, 0, redeem.Resolution{redeem.VerdictUnique, redeem.Candidate{}, 1, 2, true, 0}, zero, 64}, // by then all of cost 1 were asked about
		{"what was read and another", []string{zero, o}, 1000, redeem.Resolution{redeem.VerdictUnique, redeem.Candidate{}, 1, 1, false, 0}, zero, 0},
		{"what was read and one that is far", []string{zero, twoO}, 1000, redeem.Resolution{redeem.VerdictUnique, redeem.Candidate{}, 1, 2, false, 0}, zero, 0},
		{"another", []string{o}, 1 << 15, redeem.Resolution{redeem.VerdictUnique, redeem.Candidate{Cost: 1, Edits: 1}, 1, -1, false, 0}, o, 1 << 15},
		{"another, as far as was asked", []string{o}, 1 << 14, redeem.Resolution{redeem.VerdictUnique, redeem.Candidate{Cost: 1, Edits: 1}, 1, 7, true, 0}, o, 1 << 14},
		{"two others", []string{o, otherO}, 0, redeem.Resolution{redeem.VerdictAmbiguous, redeem.Candidate{Cost: 1, Edits: 1}, 2, 0, false, 0}, o + " " + otherO, 16},
		{"two others and one that is far", []string{o, otherO, twoO}, 0, redeem.Resolution{redeem.VerdictAmbiguous, redeem.Candidate{Cost: 1, Edits: 1}, 2, 0, false, 0}, o + " " + otherO, 16},
		{"none in time", []string{"XOOOOOOOOOOOOOOO"}, 0, redeem.Resolution{Margin: -1, Capped: true}, "", 64},
		{"none at all", nil, 1 << 15, redeem.Resolution{Margin: -1}, "", 1 << 15},
		{"none with one try", nil, 1, redeem.Resolution{Margin: -1, Capped: true}, "", 1},
		{"what was read with one try", []string{zero}, 1, redeem.Resolution{redeem.VerdictUnique, redeem.Candidate{}, 1, 1, true, 0}, zero, 1},
		{"no code of this format", []string{"X"}, 16, redeem.Resolution{Margin: -1, Capped: true}, "", 16},
	} {
		asked := 0
		c := &redeem.Corrector{MaxTries: tt.tries, Accept: func(code redeem.Code) bool {
			asked++
			return slices.Contains(tt.issued, redeem.Plain(code).String())
		}}
		got := c.Resolve(read)
		best := redeem.Plain(got.Best.Code).String()
		tt.want.Best.Code = got.Best.Code
		if got != tt.want || !slices.Contains(strings.Fields(tt.best), best) && best+tt.best != "" {
			t.Errorf("%s: Resolve = %+v, %s, want %+v, %s", tt.name, got, best, tt.want, tt.best)
		}
		if tt.asked != 0 && asked != tt.asked {
			t.Errorf("%s: asked %d times, want %d", tt.name, asked, tt.asked)
		}
	}
}

// TestResolveTriesNothing is the promise that MaxTries bounds the questions to Accept,
// and has no effect without Accept.
func TestResolveTriesNothing(t *testing.T) {
	c := &redeem.Corrector{MaxIndels: 1, MaxTries: 1}
	if got := c.Resolve("8KD49FJ2MZQ7WPT"); got.Verdict != redeem.VerdictUnique || got.Capped {
		t.Errorf("Resolve = %+v", got)
	}
	c = &redeem.Corrector{MaxTries: 1}
	if got := c.Resolve("X147-9ACF-HIJK-LMN?"); got.Ties != 36 || got.Capped {
		t.Errorf("Resolve = %+v", got)
	}
}

// TestResolveAsksCheapestFirst is the promise that Resolve asks Accept about the
// cheapest codes first, never twice about a code, and no more often than needed.
func TestResolveAsksCheapestFirst(t *testing.T) {
	for _, tries := range []int{-1, 0, 1, 2, 63, 64, 65, 1000} {
		for _, maxIndels := range []int{0, 1} {
			want := tries
			if tries <= 0 {
				want = 64
			}
			var asked []redeem.Code
			c := &redeem.Corrector{MaxTries: tries, MaxIndels: maxIndels, Accept: func(code redeem.Code) bool {
				asked = append(asked, code)
				return false
			}}
			if got := c.Resolve(ninePairs); got != (redeem.Resolution{Margin: -1, Capped: true}) {
				t.Errorf("Resolve = %+v", got)
			}
			cheapest := firstOf(want, &redeem.Corrector{MaxIndels: maxIndels}, ninePairs)
			if len(asked) != want {
				t.Fatalf("asked %d times with MaxTries %d", len(asked), tries)
			}
			for i, code := range asked {
				if maxIndels > 0 && !slices.ContainsFunc(cheapest, func(c redeem.Candidate) bool { return c.Code == code }) {
					t.Errorf("question %d is about %s, which is not among the %d cheapest", i, redeem.Plain(code), want)
				}
				if slices.Contains(asked[:i], code) {
					t.Errorf("asked twice about %s", redeem.Plain(code))
				}
				if misread := misreadPlaces(redeem.Plain(code).String(), ninePairs); maxIndels == 0 && misread != cheapest[i].Cost {
					t.Errorf("question %d is about %s, of cost %d and not %d", i, redeem.Plain(code), misread, cheapest[i].Cost)
				}
			}
		}
	}
	c := &redeem.Corrector{Accept: func(code redeem.Code) bool {
		t.Errorf("asked about %s, for nothing", redeem.Plain(code))
		return true
	}}
	c.Resolve("X147")
	c.Count(ninePairs)
	for range c.Candidates(ninePairs) {
	}
}

func misreadPlaces(code, read string) (n int) {
	for i := range read {
		if code[i] != read[i] {
			n++
		}
	}
	return n
}

// TestResolveRoom is the promise that Resolve tries fewer indels where it has no room
// for MaxIndels, and says so.
func TestResolveRoom(t *testing.T) {
	const code = "X1479ACFHIJKLMNP"
	capped := func(v redeem.Verdict, ties int) redeem.Resolution {
		return redeem.Resolution{Verdict: v, Ties: ties, Margin: 0, Capped: true}
	}
	unread := redeem.Resolution{Margin: -1, Capped: true}
	nine := slices.Repeat([]string{code}, 9) // of which each lacks another symbol
	for i := range nine {
		nine[i] = code[:i+4] + "?" + code[i+5:]
	}
	for _, tt := range []struct {
		name  string
		c     redeem.Corrector
		reads []string
		want  redeem.Resolution // without Best
	}{
		{"four indels", redeem.Corrector{MaxIndels: 4, MaxCost: 11}, []string{code}, redeem.Resolution{Verdict: redeem.VerdictUnique, Ties: 1, Margin: 3}},
		{"more than four", redeem.Corrector{MaxIndels: 5}, []string{code}, capped(redeem.VerdictUnique, 1)},
		{"by far", redeem.Corrector{MaxIndels: math.MaxInt}, []string{code}, capped(redeem.VerdictUnique, 1)},
		{"five characters missing", redeem.Corrector{MaxIndels: 5}, []string{code[:11]}, unread},
		{"five characters missing of four", redeem.Corrector{MaxIndels: 4}, []string{code[:11]}, redeem.Resolution{Margin: -1}},
		{"twenty too many", redeem.Corrector{MaxIndels: 20}, []string{code + strings.Repeat("A", 20)}, unread},
		{"as many too many as can be told", redeem.Corrector{MaxIndels: redeem.MaxLen + 5 - 16}, []string{code + strings.Repeat("A", redeem.MaxLen+5-16)}, unread},
		{"more than MaxInput, for all that can be told", redeem.Corrector{MaxIndels: redeem.MaxLen + 5 - 16}, []string{code + strings.Repeat(" ", redeem.MaxInput)}, unread},
		{"eight reads", redeem.Corrector{MaxIndels: 1, MaxCost: 2}, nine[:8], redeem.Resolution{Verdict: redeem.VerdictUnique, Ties: 1, Margin: -1}},
		{"nine reads", redeem.Corrector{MaxIndels: 1, MaxCost: 2}, nine, capped(redeem.VerdictUnique, 1)},
		{"a hundred reads that are the same", redeem.Corrector{MaxIndels: 4, MaxCost: 2}, slices.Repeat([]string{code}, 100), redeem.Resolution{Verdict: redeem.VerdictUnique, Ties: 1, Margin: -1}},
		{"as many edits as characters", redeem.Corrector{MaxIndels: 4, MaxEdits: redeem.MaxLen + 4, MaxCost: 2}, []string{code}, redeem.Resolution{Verdict: redeem.VerdictUnique, Ties: 1, Margin: -1}},
		{"many edits", redeem.Corrector{MaxIndels: 4, MaxEdits: 30}, []string{code}, capped(redeem.VerdictUnique, 1)},
		{"as many edits as there can be", redeem.Corrector{MaxIndels: 4, MaxEdits: 1000, MaxCost: 2}, []string{code}, redeem.Resolution{Verdict: redeem.VerdictUnique, Ties: 1, Margin: -1}},
	} {
		got := tt.c.Resolve(tt.reads...)
		if got.Verdict == redeem.VerdictUnique && got.Best != (redeem.Candidate{Code: redeem.MustParse(code)}) {
			t.Errorf("%s: Best = %q", tt.name, listed([]redeem.Candidate{got.Best}))
		}
		got.Best = redeem.Candidate{}
		if got != tt.want {
			t.Errorf("%s: Resolve = %+v, want %+v", tt.name, got, tt.want)
		}
		if n, exact := tt.c.Count(tt.reads...); exact || n < uint64(tt.want.Ties) || tt.want.Capped && n < 1<<32 {
			t.Errorf("%s: Count = %d, %t", tt.name, n, exact)
		}
	}
}

// TestEditsTried is the promise that a Corrector tries at least 11 edits in one reading,
// also with the most states of a table and the most symbols.
func TestEditsTried(t *testing.T) {
	scheme := draw.SchemeNamed(t, "iso7064-mod-1271-36")
	f := redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen, Alphabet: scheme.Alphabet(), Check: scheme})
	text, err := scheme.Append(nil, strings.Repeat("7", redeem.MaxLen-scheme.Len()))
	if err != nil {
		t.Fatal(err)
	}
	code := string(text)
	model := draw.ModelOf(t, redeem.Pair{'7', '1', 1}, redeem.Pair{'2', '7', 0}, redeem.Pair{'2', '2', 128})
	for _, tt := range []struct {
		maxEdits, misread int
		verdict           redeem.Verdict
		margin            int
		capped            bool
	}{
		{11, 0, redeem.VerdictUnique, 3, false},
		{12, 0, redeem.VerdictUnique, 3, false},
		{math.MaxInt, 0, redeem.VerdictUnique, 3, false}, // which bounds nothing
		{11, 11, redeem.VerdictUnique, -1, false},
		{11, 12, redeem.VerdictNone, -1, true}, // as costs are beyond the engine's limit
	} {
		c := &redeem.Corrector{Format: f, Lookalikes: model, MaxEdits: tt.maxEdits}
		got := c.Resolve(strings.Repeat("2", tt.misread) + code[tt.misread:])
		want := redeem.Resolution{Verdict: tt.verdict, Margin: tt.margin, Capped: tt.capped}
		if tt.verdict == redeem.VerdictUnique {
			want.Best, want.Ties = redeem.Candidate{codeIn(t, f, code), 0, tt.misread}, 1
		}
		if got != want {
			t.Errorf("MaxEdits %d, %d misread: %+v, want %+v", tt.maxEdits, tt.misread, got, want)
		}
	}
}

// TestIndelsTried is the promise of how many indels Resolve tries at least, and that a
// Resolution says so when it tries fewer than MaxIndels.
func TestIndelsTried(t *testing.T) {
	for _, tt := range []struct {
		c      redeem.Corrector
		reads  int
		capped bool
	}{
		{redeem.Corrector{MaxIndels: 4}, 1, false},
		{redeem.Corrector{MaxIndels: 5}, 1, true},
		{redeem.Corrector{MaxIndels: math.MaxInt}, 1, true},
		{redeem.Corrector{MaxIndels: 4, MaxEdits: 16}, 1, false},
		{redeem.Corrector{MaxIndels: 4, MaxEdits: 17}, 1, true},
		{redeem.Corrector{MaxIndels: 4, MaxEdits: math.MaxInt}, 1, false},
		{redeem.Corrector{MaxIndels: 1}, 65535, false},
		{redeem.Corrector{MaxIndels: 1}, 65536, true},
	} {
		if got := tt.c.Resolve(slices.Repeat([]string{allocCode}, tt.reads)...); got.Capped != tt.capped || got.Verdict != redeem.VerdictUnique {
			t.Errorf("MaxIndels %d, MaxEdits %d, %d reads: %+v", tt.c.MaxIndels, tt.c.MaxEdits, tt.reads, got)
		}
	}
}

// TestCorrectorSizes asks about more and longer reads than anybody has.
func TestCorrectorSizes(t *testing.T) {
	const size = 1 << 20 // a thousand times what is read
	huge := strings.Repeat("X", size)
	var c redeem.Corrector
	for _, maxIndels := range []int{0, 4} {
		c.MaxIndels = maxIndels
		for _, reads := range [][]string{{huge}, {strings.Repeat(" ", size)}, {strings.Repeat("\xFF", size)}, {allocCode[5:], huge}, slices.Repeat([]string{huge}, 100)} {
			if got := c.Resolve(reads...); got.Verdict != redeem.VerdictNone {
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
		want  redeem.Resolution
		count uint64
	}{
		{reads[:1], redeem.Resolution{redeem.VerdictUnique, redeem.Candidate{}, 1, 1, false, 0}, 2},
		{reads[:100], redeem.Resolution{redeem.VerdictAmbiguous, redeem.Candidate{Cost: 1, Edits: 1}, 2, 0, false, 0}, 4}, // also D and Q, which look like O alone
		{reads[:101], redeem.Resolution{redeem.VerdictUnique, redeem.Candidate{Edits: 1}, 1, 1, false, 0}, 4},
		{reads[1:100], redeem.Resolution{redeem.VerdictUnique, redeem.Candidate{Edits: 1}, 1, 1, false, 0}, 4},
		{slices.Repeat(reads[:1], 1000), redeem.Resolution{redeem.VerdictUnique, redeem.Candidate{}, 1, 1, false, 0}, 2},
	} {
		got := c.Resolve(tt.reads...)
		tt.want.Best.Code = got.Best.Code
		if n, exact := c.Count(tt.reads...); got != tt.want || n != tt.count || !exact {
			t.Errorf("%d reads: %+v, Count = %d, want %+v, %d", len(tt.reads), got, n, tt.want, tt.count)
		}
	}
}

// TestCorrectorReads is the promise that up to 65,535 equal reads get the answer that
// one of them gets, also at the highest costs of a model. The answer to more reads is
// not called certain. A read of another length does not change the answer.
func TestCorrectorReads(t *testing.T) {
	f := redeem.MustFormat(redeem.Spec{Length: 2, Alphabet: "BC"})
	dear := draw.ModelOf(t, redeem.Pair{'A', 'B', 255}, redeem.Pair{'A', 'C', 254})
	cheap := draw.ModelOf(t, redeem.Pair{'A', 'B', 1}, redeem.Pair{'A', 'C', 0})
	for _, n := range exhaustive.Pick([]int{2, 256, 65535, 65536}, []int{2, 255, 256, 258, 1000, 65535, 65536, 70000}) {
		for _, c := range []*redeem.Corrector{{Lookalikes: dear}, {Lookalikes: cheap}, {Lookalikes: cheap, MaxEdits: 1}, {Lookalikes: dear, MaxIndels: 1}, {Lookalikes: cheap, MaxIndels: 2}} {
			c.Format = f
			reads := slices.Repeat([]string{"AB"}, n)
			want := c.Resolve("AB")
			count, exact := c.Count("AB")
			if n > 65535 {
				want.Capped, exact = true, false
				if want.Verdict == redeem.VerdictUnique {
					want.Margin = 0
				}
			}
			lasts := []string{"AB", "too long, and neither B nor C"}
			if n > 256 { // to look at all reads takes its time
				lasts = lasts[:exhaustive.Pick(1, 2)]
			}
			for _, last := range lasts {
				reads[n-1] = last
				if got := c.Resolve(reads...); got != want {
					t.Errorf("%d reads, MaxIndels %d: %+v, want %+v", n, c.MaxIndels, got, want)
				}
				if got, certain := c.Count(reads...); n <= 65535 && got != count || certain != exact {
					t.Errorf("%d reads, MaxIndels %d: Count = %d, %t, want %d, %t", n, c.MaxIndels, got, certain, count, exact)
				}
			}
		}
	}
}

// TestCorrectorNegative is the promise that a bound below zero is taken for
// zero, and that one beyond all numbers bounds nothing.
func TestCorrectorNegative(t *testing.T) {
	never := func(redeem.Code) bool { return false }
	for _, n := range []int{-1, math.MinInt, math.MaxInt} {
		for _, tt := range []struct{ c, want redeem.Corrector }{
			{redeem.Corrector{MaxCost: n}, redeem.Corrector{}},
			{redeem.Corrector{MaxEdits: n}, redeem.Corrector{}},
			{redeem.Corrector{MaxIndels: min(n, 0)}, redeem.Corrector{}},
			{redeem.Corrector{MaxIndels: 1, MaxCost: n, MaxEdits: n}, redeem.Corrector{MaxIndels: 1}},
			{redeem.Corrector{Accept: never, MaxTries: min(n, 0)}, redeem.Corrector{Accept: never}},
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
	for _, c := range []*redeem.Corrector{{}, {MaxEdits: 3}, {MaxIndels: 1}, {Lookalikes: draw.ModelOf(t, redeem.Pair{'0', 'O', 40}, redeem.Pair{'5', 'S', 50})}} {
		seq := c.Candidates(ninePairs)
		want := listed(firstOf(40, c, ninePairs))
		for n := range want {
			var got []redeem.Candidate
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
	f := redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X", Check: draw.SchemeNamed(t, "luhn-mod-36")})
	for _, c := range []*redeem.Corrector{{}, {Format: f}, {Format: f, MaxEdits: 2}, {Format: f, MaxIndels: 1, MaxCost: 3}} {
		issued := redeem.MustParse(ninePairs)
		c.Accept = func(code redeem.Code) bool { return code == issued }
		want := listed(slices.Collect(c.Candidates(ninePairs)))
		resolution := c.Resolve(ninePairs)
		count, _ := c.Count(ninePairs)
		var wg sync.WaitGroup
		for range exhaustive.Pick(4, 8) {
			wg.Go(func() {
				for range exhaustive.Pick(1, 3) {
					n, _ := c.Count(ninePairs)
					if got := c.Resolve(ninePairs); got != resolution || n != count {
						t.Errorf("Resolve = %+v, Count = %d, want %+v, %d", got, n, resolution, count)
					}
				}
				if got := listed(slices.Collect(c.Candidates(ninePairs))); !slices.Equal(got, want) {
					t.Errorf("%d candidates, want %d", len(got), len(want))
				}
			})
		}
		wg.Wait()
	}
}

func TestVerdictString(t *testing.T) {
	for v, want := range map[redeem.Verdict]string{redeem.VerdictNone: "none", redeem.VerdictUnique: "unique", redeem.VerdictAmbiguous: "ambiguous", 3: "none", 255: "none"} {
		if got := v.String(); got != want {
			t.Errorf("Verdict(%d).String() = %q, want %q", v, got, want)
		}
	}
}

// TestCorrectorZeroFormat is the promise that the zero Format has no codes: no
// read may have been meant as one, and nothing panics.
func TestCorrectorZeroFormat(t *testing.T) {
	for _, c := range []*redeem.Corrector{
		{Format: new(redeem.Format)},
		{Format: new(redeem.Format), MaxIndels: 1},
		{Format: new(redeem.Format), Lookalikes: redeem.Tesseract(), Accept: func(redeem.Code) bool { return true }},
	} {
		for _, reads := range [][]string{nil, {""}, {"?"}, {allocCode}, {allocCode, allocCode}} {
			for found := range c.Candidates(reads...) {
				t.Errorf("candidate %v of %q", found, reads)
			}
			if got := c.Resolve(reads...); got != (redeem.Resolution{Margin: -1}) {
				t.Errorf("Resolve(%q) = %+v", reads, got)
			}
			if n, exact := c.Count(reads...); n != 0 || !exact {
				t.Errorf("Count(%q) = %d, %t", reads, n, exact)
			}
		}
	}
}

// TestVerdictNumbers: the engine's values are converted to the exported ones number for
// number.
func TestVerdictNumbers(t *testing.T) {
	for inside, verdict := range map[meant.Verdict]redeem.Verdict{
		meant.None:      redeem.VerdictNone,
		meant.Unique:    redeem.VerdictUnique,
		meant.Ambiguous: redeem.VerdictAmbiguous,
	} {
		if uint8(inside) != uint8(verdict) {
			t.Errorf("%v is %d, inside %d", verdict, verdict, inside)
		}
	}
}
