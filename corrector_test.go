package redeem

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ninePairs holds a symbol of every one of the nine pairs.
const ninePairs = "X0O0B8S5Z2G6E3DK"

// TestCorrectorZero is the promise that the zero Corrector reads gift cards
// with the issuer's nine pairs.
func TestCorrectorZero(t *testing.T) {
	const members = 4 << 13 // O may be any of four, 13 others any of two
	named := &Corrector{Format: GiftCard(), Lookalikes: SupportArticle()}
	var zero Corrector
	all := candidatesOf(&zero, ninePairs)
	if diff := cmp.Diff(listed(candidatesOf(named, ninePairs)), listed(all)); diff != "" {
		t.Errorf("the defaults are others:\n%s", diff)
	}
	if n, exact := zero.Count(ninePairs); len(all) != members || n != members || !exact {
		t.Errorf("%d candidates, Count = %d, %t, want %d", len(all), n, exact, members)
	}
	if want := (Candidate{slowPack(ninePairs), 0, 0}); all[0] != want {
		t.Errorf("the first is %q, want the input itself", listed(all[:1]))
	}
	slices.SortFunc(all, func(x, y Candidate) int { return x.Code.Compare(y.Code) })
	for i, c := range all {
		text := Plain(c.Code).String()
		misread := 0
		for place := range text {
			if text[place] != ninePairs[place] {
				misread++
			}
		}
		if c.Cost != misread || c.Edits != misread || !SupportArticle().Confusable(c.Code, slowPack(ninePairs)) {
			t.Fatalf("%q is %d places away", listed(all[i:i+1]), misread)
		}
		if i > 0 && all[i-1].Code == c.Code {
			t.Fatalf("%s comes twice", text)
		}
	}
	want := Resolution{Verdict: VerdictUnique, Best: Candidate{Code: slowPack(ninePairs)}, Ties: 1, Margin: 1}
	if got := zero.Resolve(ninePairs); got != want {
		t.Errorf("Resolve = %+v, want %+v", got, want)
	}
}

// TestCandidates has questions small enough to write down the answers: all
// candidates with their costs and edits, in the order of cost.
func TestCandidates(t *testing.T) {
	digits := Spec{Length: 2, Alphabet: "0123456789"}
	binary := Spec{Length: 3, Alphabet: "01"}
	letters := Spec{Length: 3, Alphabet: "A4CDE3"}
	threePairs := []Pair{{'A', '4', 1}, {'C', 'D', 1}, {'E', '3', 1}}
	priced := []Pair{{'0', '0', 3}, {'0', '1', 1}, {'1', '0', 4}}
	for _, tt := range []struct {
		name  string
		spec  Spec
		pairs []Pair // of the Corrector's model; nil = the format's
		c     Corrector
		reads []string
		want  []string
	}{
		{"nothing looks like it", GiftCard().Spec(), nil, Corrector{}, []string{"X1479ACFHIJKLMNP"}, []string{"X1479ACFHIJKLMNP 0 0"}},
		{"as a person writes it", GiftCard().Spec(), nil, Corrector{}, []string{" x147-9acf-ＨＩＪＫ\u200B-lМnр\n"}, []string{"X1479ACFHIJKLMNP 0 0"}},
		{"equal costs", letters, threePairs, Corrector{}, []string{"ACE"},
			[]string{"ACE 0 0", "4CE 1 1", "AC3 1 1", "ADE 1 1", "4C3 2 2", "4DE 2 2", "AD3 2 2", "4D3 3 3"}},
		{"pairs are directed", letters, threePairs, Corrector{}, []string{"4D3"}, []string{"4D3 0 0"}},
		{"as likely as what was read", letters, []Pair{{'A', '4', 0}}, Corrector{}, []string{"ACD"}, []string{"4CD 0 1", "ACD 0 0"}},
		{"a symbol that is priced as itself", binary, priced, Corrector{}, []string{"001"},
			[]string{"111 2 2", "011 4 1", "101 4 1", "001 6 0", "110 6 3", "010 8 2", "100 8 2", "000 10 1"}},

		{"unread", binary, nil, Corrector{}, []string{"0?1"}, []string{"001 0 0", "011 0 0"}},
		{"unread, not ASCII", binary, nil, Corrector{}, []string{"0é1"}, []string{"001 0 0", "011 0 0"}},
		{"unread, an emoji", binary, nil, Corrector{}, []string{"😀01"}, []string{"001 0 0", "101 0 0"}},
		{"unread, a byte that is not UTF-8", binary, nil, Corrector{}, []string{"01\xFF"}, []string{"010 0 0", "011 0 0"}},
		{"unread, two such bytes", binary, nil, Corrector{}, []string{"0\xE2\x80"}, []string{"000 0 0", "001 0 0", "010 0 0", "011 0 0"}},
		{"unread, a control character", binary, nil, Corrector{}, []string{"0\x001"}, []string{"001 0 0", "011 0 0"}},
		{"unread, raised", binary, nil, Corrector{}, []string{"0²1"}, []string{"001 0 0", "011 0 0"}},
		{"unread, another letter", binary, nil, Corrector{}, []string{"0X1"}, []string{"001 0 0", "011 0 0"}},
		{"unread, a sign", binary, nil, Corrector{}, []string{"0!1"}, []string{"001 0 0", "011 0 0"}},
		{"a sign that the model knows", binary, []Pair{{'!', '1', 5}}, Corrector{}, []string{"0!1"}, []string{"011 5 1"}},
		{"a sign that may be either", binary, []Pair{{'!', '1', 5}, {'!', '0', 7}}, Corrector{}, []string{"0!1"}, []string{"011 5 1", "001 7 1"}},
		{"a sign that may be what no code has", binary, []Pair{{'!', 'I', 5}}, Corrector{}, []string{"0!1"}, []string{"001 0 0", "011 0 0"}},
		{"letters for digits, as Parse takes them", digits, nil, Corrector{}, []string{"OS"}, []string{"05 0 0"}},
		{"a letter for a digit, beside one unread", binary, nil, Corrector{}, []string{"O?1"}, []string{"001 0 0", "011 0 0"}},
		{"whatever the Corrector's model says", digits, []Pair{{'O', '0', 9}, {'0', '1', 2}}, Corrector{}, []string{"O7"}, []string{"07 0 0", "17 2 1"}},
		{"a letter for either of two", Spec{Length: 2, Alphabet: "0Q5"}, nil, Corrector{}, []string{"O5"}, []string{"05 1 1", "Q5 1 1"}},
		{"in the case of the alphabet", Spec{Length: 2, Alphabet: "abo0"}, []Pair{{'o', '0', 1}}, Corrector{}, []string{"AO"}, []string{"ao 0 0", "a0 1 1"}},
		{"in both cases", Spec{Length: 2, Alphabet: "bB8"}, []Pair{{'b', '8', 1}, {'B', '8', 2}}, Corrector{}, []string{"bB"},
			[]string{"bB 0 0", "8B 1 1", "b8 2 1", "88 3 2"}},

		{"too short", binary, nil, Corrector{}, []string{"01"}, nil},
		{"too short for a gift card", GiftCard().Spec(), nil, Corrector{}, []string{"X1479"}, nil},
		{"too long for a gift card", GiftCard().Spec(), nil, Corrector{}, []string{"X1479ACFHIJKLMNPR"}, nil},
		{"no gift card, as it begins", GiftCard().Spec(), nil, Corrector{}, []string{"Y1479ACFHIJKLMNP"}, nil},
		{"a gift card, as what it begins with was misread", GiftCard().Spec(), []Pair{{'Y', 'X', 1}}, Corrector{}, []string{"Y1479ACFHIJKLMNP"}, []string{"X1479ACFHIJKLMNP 1 1"}},
		{"with a check character", Spec{Length: 2, Alphabet: "0123456789", Check: mustScheme(t, "luhn")}, []Pair{{'0', '8', 1}}, Corrector{}, []string{"00"}, []string{"00 0 0"}},
		{"too long", binary, nil, Corrector{}, []string{"0101"}, nil},
		{"too long by far", binary, nil, Corrector{}, []string{strings.Repeat("01", 40)}, nil},
		{"too long by what was not read", binary, nil, Corrector{}, []string{"?010"}, nil},
		{"no read", binary, nil, Corrector{}, nil, nil},
		{"an empty read", binary, nil, Corrector{}, []string{""}, nil},
		{"separators only", binary, nil, Corrector{}, []string{"- \u3000-"}, nil},
		{"what cannot be seen", binary, nil, Corrector{}, []string{"\u200B\uFEFF\u00AD"}, nil},
		{"a code, and more than MaxInput", binary, nil, Corrector{}, []string{"010" + strings.Repeat(" ", MaxInput)}, nil},
		{"a gift card's, and more than MaxInput", GiftCard().Spec(), nil, Corrector{}, []string{sample + strings.Repeat(" ", MaxInput)}, nil},
		{"the longest, and more than MaxInput", Spec{Length: MaxLen, Alphabet: "01"}, nil, Corrector{}, []string{strings.Repeat("0", MaxLen) + strings.Repeat(" ", MaxInput)}, nil},
		{"one shorter, and more than MaxInput", Spec{Length: MaxLen - 1, Alphabet: "01"}, nil, Corrector{}, []string{strings.Repeat("0", MaxLen-1) + strings.Repeat(" ", MaxInput)}, nil},
		{"a code in MaxInput", binary, nil, Corrector{}, []string{"010" + strings.Repeat(" ", MaxInput-3)}, []string{"010 0 0"}},

		{"two reads", letters, threePairs, Corrector{}, []string{"ACE", "AC3"}, []string{"AC3 1 1", "4C3 3 3", "AD3 3 3", "4D3 5 5"}},
		{"two reads that add up", binary, priced, Corrector{}, []string{"110", "110"}, []string{"111 2 2", "110 6 0", "011 10 4", "101 10 4", "010 14 2", "100 14 2", "001 18 6", "000 22 4"}},
		{"two reads that exclude each other", letters, threePairs, Corrector{}, []string{"ACE", "ACC"}, nil},
		{"two reads, each of half", letters, nil, Corrector{}, []string{"A??", "?C3"}, []string{"AC3 0 0", "ACE 1 1"}},
		{"two reads, one of another length", letters, nil, Corrector{}, []string{"ACE", "ACEE"}, nil},
		{"two reads, of which one is unread and one too short", GiftCard().Spec(), nil, Corrector{}, []string{strings.Repeat("?", 16), "X1479"}, nil},
		{"three reads", letters, threePairs, Corrector{}, []string{"ACE", "4CE", "?CE"}, []string{"4CE 1 1", "4DE 4 4", "4C3 4 4", "4D3 7 7"}},

		{"a prefix", Spec{Length: 2, Prefix: "0", Alphabet: "01"}, nil, Corrector{}, []string{"?1"}, []string{"01 0 0"}},
		{"a prefix that is another", Spec{Length: 2, Prefix: "0", Alphabet: "01"}, nil, Corrector{}, []string{"11"}, nil},
		{"a prefix that was misread", Spec{Length: 2, Prefix: "0", Alphabet: "01"}, priced, Corrector{}, []string{"11"}, []string{"01 4 1", "00 8 2"}},
		{"a prefix of an unread character", Spec{Length: 2, Prefix: "0", Alphabet: "01"}, priced, Corrector{}, []string{"!1"}, []string{"01 0 0", "00 4 1"}},
		{"a prefix at a price", Spec{Length: 2, Prefix: "0", Alphabet: "01"}, []Pair{{'0', '0', 1}, {'0', '1', 9}}, Corrector{}, []string{"01"}, []string{"01 1 0"}},
		{"a prefix that is dearer than another symbol", Spec{Length: 2, Prefix: "0", Alphabet: "01"}, []Pair{{'0', '0', 5}, {'0', '1', 0}}, Corrector{}, []string{"01"}, []string{"01 5 0"}},
		{"a prefix of all but one", Spec{Length: 3, Prefix: "00", Alphabet: "01"}, priced, Corrector{}, []string{"000"}, []string{"001 7 1", "000 9 0"}},

		{"MaxCost", letters, threePairs, Corrector{MaxCost: 1}, []string{"ACE"}, []string{"ACE 0 0", "4CE 1 1", "AC3 1 1", "ADE 1 1"}},
		{"MaxCost below the cheapest", binary, priced, Corrector{MaxCost: 1}, []string{"001"}, nil},
		{"MaxCost of the cheapest", binary, priced, Corrector{MaxCost: 2}, []string{"001"}, []string{"111 2 2"}},
		{"MaxEdits", letters, threePairs, Corrector{MaxEdits: 1}, []string{"ACE"}, []string{"ACE 0 0", "4CE 1 1", "AC3 1 1", "ADE 1 1"}},
		{"MaxEdits below the cheapest", binary, priced, Corrector{MaxEdits: 1}, []string{"001"}, []string{"011 4 1", "101 4 1", "001 6 0", "000 10 1"}},
		{"MaxEdits of the prefix alone", Spec{Length: 3, Prefix: "00", Alphabet: "01"}, priced, Corrector{MaxEdits: 2}, []string{"110"}, []string{"000 11 2"}},
		{"MaxEdits of the prefix, as likely", Spec{Length: 3, Prefix: "0", Alphabet: "01"}, []Pair{{'1', '0', 0}}, Corrector{MaxEdits: 1}, []string{"111"}, []string{"011 0 1"}},
		{"MaxEdits below the prefix", Spec{Length: 3, Prefix: "00", Alphabet: "01"}, priced, Corrector{MaxEdits: 1}, []string{"111"}, nil},
		{"MaxEdits of all reads", letters, threePairs, Corrector{MaxEdits: 1}, []string{"ACE", "ACE"}, []string{"ACE 0 0"}},
		{"MaxCost and MaxEdits", binary, priced, Corrector{MaxCost: 6, MaxEdits: 1}, []string{"001"}, []string{"011 4 1", "101 4 1", "001 6 0"}},
		{"negative bounds, which are none", letters, threePairs, Corrector{MaxCost: -1, MaxEdits: -1, MaxIndels: -1, MaxTries: -1}, []string{"AAE"},
			[]string{"AAE 0 0", "4AE 1 1", "A4E 1 1", "AA3 1 1", "44E 2 2", "4A3 2 2", "A43 2 2", "443 3 3"}},
	} {
		tt.c.Format = MustFormat(tt.spec)
		if tt.pairs != nil {
			tt.c.Lookalikes = mustLookalikes(t, tt.pairs...)
		}
		checkListed(t, tt.name, &tt.c, tt.reads, tt.want)
		if n, exact := tt.c.Count(tt.reads...); n != uint64(len(tt.want)) || !exact {
			t.Errorf("%s: Count(%q) = %d, %t, want %d", tt.name, tt.reads, n, exact, len(tt.want))
		}
	}
}

// firstOf lists the first n candidates.
func firstOf(n int, c *Corrector, reads ...string) (first []Candidate) {
	for candidate := range c.Candidates(reads...) {
		if first = append(first, candidate); len(first) == n {
			break
		}
	}
	return first
}

// listed prints candidates as the tables have them: code, cost and edits.
func listed(all []Candidate) (lines []string) {
	for _, c := range all {
		lines = append(lines, fmt.Sprint(Plain(c.Code), c.Cost, c.Edits))
	}
	return lines
}

// checkListed compares the candidates with a list of all of them, in which the
// order of those that cost the same does not matter.
func checkListed(t *testing.T, name string, c *Corrector, reads, want []string) {
	t.Helper()
	all := candidatesOf(c, reads...)
	got := listed(all)
	if !slices.IsSortedFunc(all, func(x, y Candidate) int { return x.Cost - y.Cost }) {
		t.Errorf("%s: candidates of %q come in the order %q", name, reads, got)
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(got))); diff != "" {
		t.Errorf("%s: candidates of %q:\n%s", name, reads, diff)
	}
}

// TestCandidatesLimits is the promise that the engine's limit is 127 above the
// cost of reading every place as what is cheapest there, or 63 in all with
// MaxIndels.
func TestCandidatesLimits(t *testing.T) {
	pair := Spec{Length: 2, Alphabet: "01"}
	luhn := Spec{Length: 2, Alphabet: "0123456789", Check: mustScheme(t, "luhn")}
	for _, tt := range []struct {
		name  string
		spec  Spec
		pairs []Pair
		c     Corrector
		read  string
		want  []string
	}{
		{"127", pair, []Pair{{'0', '1', 127}}, Corrector{}, "01", []string{"01 0 0", "11 127 1"}},
		{"128", pair, []Pair{{'0', '1', 128}}, Corrector{}, "01", []string{"01 0 0"}},
		{"63, and 126 together", pair, []Pair{{'0', '1', 63}}, Corrector{}, "00", []string{"00 0 0", "01 63 1", "10 63 1", "11 126 2"}},
		{"64, and 128 together", pair, []Pair{{'0', '1', 64}}, Corrector{}, "00", []string{"00 0 0", "01 64 1", "10 64 1"}},
		{"63 and 64 together", pair, []Pair{{'0', '1', 63}, {'1', '0', 64}}, Corrector{}, "01", []string{"01 0 0", "11 63 1", "00 64 1", "10 127 2"}},
		{"127 above the cheapest", pair, []Pair{{'0', '0', 100}, {'0', '1', 227}}, Corrector{}, "01", []string{"01 100 0", "11 227 1"}},
		{"128 above the cheapest", pair, []Pair{{'0', '0', 100}, {'0', '1', 228}}, Corrector{}, "01", []string{"01 100 0"}},
		{"the cheapest at 510", pair, []Pair{{'0', '0', 255}, {'0', '1', 255}}, Corrector{}, "00", []string{"00 510 0", "01 510 1", "10 510 1", "11 510 2"}},
		{"the cheapest in the prefix", Spec{Length: 2, Prefix: "0", Alphabet: "01"}, []Pair{{'1', '0', 200}}, Corrector{}, "11", []string{"01 200 1"}},
		{"63 with a check character", luhn, []Pair{{'1', '0', 63}}, Corrector{}, "10", []string{"00 63 1"}},
		{"64 with a check character", luhn, []Pair{{'1', '0', 64}}, Corrector{}, "10", []string{"00 64 1"}},
		{"127 with a check character", luhn, []Pair{{'1', '0', 127}}, Corrector{}, "10", []string{"00 127 1"}},
		{"128 with a check character", luhn, []Pair{{'1', '0', 128}}, Corrector{}, "10", nil},
		{"60 above 98, twice", pair, []Pair{{'0', '0', 98}, {'0', '1', 158}}, Corrector{}, "00", []string{"00 196 0", "01 256 1", "10 256 1", "11 316 2"}},
		{"MaxCost far below the cheapest", pair, []Pair{{'0', '0', 100}, {'0', '1', 160}}, Corrector{MaxCost: 1}, "00", nil},
		{"64 alone", pair, []Pair{{'0', '1', 64}}, Corrector{}, "01", []string{"01 0 0", "11 64 1"}},
		{"64 with as much MaxCost", pair, []Pair{{'0', '1', 64}}, Corrector{MaxCost: 64}, "01", []string{"01 0 0", "11 64 1"}},
		{"64 with less MaxCost", pair, []Pair{{'0', '1', 64}}, Corrector{MaxCost: 63}, "01", []string{"01 0 0"}},
		{"64 with far less MaxCost", pair, []Pair{{'0', '1', 64}}, Corrector{MaxCost: 10}, "01", []string{"01 0 0"}},
		{"the same, with edits told apart", pair, []Pair{{'0', '1', 64}}, Corrector{MaxCost: 10, MaxEdits: 1}, "00", []string{"00 0 0"}},
		{"MaxCost beyond the limit", pair, []Pair{{'0', '1', 128}}, Corrector{MaxCost: 1000}, "01", []string{"01 0 0"}},
		{"63 with MaxIndels", pair, []Pair{{'0', '1', 63}}, Corrector{MaxIndels: 1, MaxEdits: 1}, "01", []string{"01 0 0", "11 63 1"}},
		{"64 with MaxIndels", pair, []Pair{{'0', '1', 64}}, Corrector{MaxIndels: 1, MaxEdits: 1}, "01", []string{"01 0 0"}},
	} {
		tt.c.Format = MustFormat(tt.spec)
		tt.c.Lookalikes = mustLookalikes(t, tt.pairs...)
		checkListed(t, tt.name, &tt.c, []string{tt.read}, tt.want)
	}
}

// TestCandidatesWithinLimit is the promise that all candidates of the issuer's
// pairs are within the engine's limit, for the longest codes.
func TestCandidatesWithinLimit(t *testing.T) {
	f := MustFormat(Spec{Length: MaxLen})
	for _, tt := range []struct {
		name  string
		model *Lookalikes
		read  string
		cost  int // of the dearest
		count uint64
	}{
		{"SupportArticle", SupportArticle(), strings.Repeat("E", MaxLen), 32, 1 << 32},
		{"SupportArticle, O", SupportArticle(), "A" + strings.Repeat("O", 31), 31, 1 << 62},
		{"SupportTS1292", SupportTS1292(), strings.Repeat("B", MaxLen), 32, 1 << 32},
		{"SupportTS1292, 0", SupportTS1292(), "J" + strings.Repeat("0", 30) + "C", 31, 1 << 61},
	} {
		c := &Corrector{Format: f, Lookalikes: tt.model}
		for _, c.MaxCost = range []int{0, tt.cost} {
			if n, exact := c.Count(tt.read); n != tt.count || !exact {
				t.Errorf("%s: Count = %d, %t with MaxCost %d, want %d", tt.name, n, exact, c.MaxCost, tt.count)
			}
		}
		c.MaxCost = 0
		if got, want := c.Resolve(tt.read), (Resolution{VerdictUnique, Candidate{Code: slowPack(tt.read)}, 1, 1, false}); got != want {
			t.Errorf("%s: Resolve = %+v, want %+v", tt.name, got, want)
		}
		c.MaxCost = tt.cost - 1
		if n, _ := c.Count(tt.read); n >= tt.count {
			t.Errorf("%s: Count = %d below the dearest", tt.name, n)
		}
	}
}
