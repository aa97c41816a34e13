package meant_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
)

// TestCandidatesIndels has reads in which characters are missing or too many,
// with all that they may have been meant as.
func TestCandidatesIndels(t *testing.T) {
	binary := redeem.Spec{Length: 3, Alphabet: "01"}
	one := redeem.Spec{Length: 1, Alphabet: "01"}
	two := redeem.Spec{Length: 2, Alphabet: "AB"}
	prefix := redeem.Spec{Length: 3, Prefix: "A", Alphabet: "AB"}
	fiveOrS := []redeem.Pair{pair('5', 'S', 1), pair('S', '5', 1)}
	for _, tt := range []struct {
		name  string
		spec  redeem.Spec
		model *redeem.Lookalikes
		c     redeem.Corrector
		reads []string
		want  []string
	}{
		{"nothing missing", binary, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"010"}, []string{"010 0 0", "001 3 2", "100 3 2"}},
		{"one missing", binary, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"01"}, []string{"001 3 1", "010 3 1", "011 3 1", "101 3 1"}},
		{"one missing, and not looked for", binary, mustLookalikes(t), redeem.Corrector{}, []string{"01"}, nil},
		{"two missing", binary, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"1"}, nil},
		{"two missing of three", binary, mustLookalikes(t), redeem.Corrector{MaxIndels: 2}, []string{"1"},
			[]string{"001 6 2", "010 6 2", "011 6 2", "100 6 2", "101 6 2", "110 6 2", "111 6 2"}},
		{"all missing", binary, mustLookalikes(t), redeem.Corrector{MaxIndels: 3, MaxCost: 8}, []string{""}, nil},
		{"all missing and no read", binary, mustLookalikes(t), redeem.Corrector{MaxIndels: 3}, nil, nil},
		{"separators only", one, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"-"}, []string{"0 3 1", "1 3 1"}},
		{"one too many", two, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"ABA"}, []string{"AA 3 1", "AB 3 1", "BA 3 1"}},
		{"two too many", two, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"ABAB"}, nil},
		{"too many by far", two, mustLookalikes(t), redeem.Corrector{MaxIndels: 4}, []string{strings.Repeat("AB", 20)}, nil},
		{"a code, and more than MaxInput", two, mustLookalikes(t), redeem.Corrector{MaxIndels: 4}, []string{"AB" + strings.Repeat(" ", redeem.MaxInput)}, nil},
		{"a symbol twice", two, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"AAB"}, []string{"AB 1 1", "AA 3 1"}},
		{"one missing and one too many", two, mustLookalikes(t), redeem.Corrector{MaxIndels: 2, MaxCost: 6}, []string{"AB"},
			[]string{"AB 0 0", "BA 3 2", "AA 6 2", "BB 6 2"}},

		{"two that look like it", redeem.Spec{Length: 2, Alphabet: "5SX"}, mustLookalikes(t, fiveOrS...), redeem.Corrector{MaxIndels: 1, MaxCost: 2}, []string{"X5S"},
			[]string{"X5 2 1", "XS 2 1"}},
		{"neither of which it is", redeem.Spec{Length: 2, Alphabet: "05SX"}, mustLookalikes(t, pair('5', '0', 1), pair('S', '0', 2)), redeem.Corrector{MaxIndels: 1, MaxCost: 5}, []string{"X5S"},
			[]string{"X5 5 1", "XS 5 1", "5S 5 1", "X0 5 2"}},
		{"a symbol and what was not read", one, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"0?"}, []string{"0 3 1", "1 3 1"}},
		{"a symbol and what stands for none", one, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"0!"}, []string{"0 3 1", "1 3 1"}},

		{"the prefix missing", prefix, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"BA"}, []string{"ABA 3 1"}},
		{"the prefix twice", prefix, mustLookalikes(t), redeem.Corrector{MaxIndels: 1, MaxCost: 1}, []string{"AABB"}, []string{"AAB 1 1", "ABB 1 1"}},
		{"before the prefix", prefix, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"BABB"}, []string{"ABB 3 1"}},

		{"at other prices", two, mustLookalikes(t).WithIndels(redeem.Indels{Dropped: 5, Added: 7, Doubled: 9}), redeem.Corrector{MaxIndels: 1}, []string{"A"}, []string{"AA 5 1", "AB 5 1", "BA 5 1"}},
		{"added at other prices", two, mustLookalikes(t).WithIndels(redeem.Indels{Dropped: 5, Added: 7, Doubled: 9}), redeem.Corrector{MaxIndels: 1}, []string{"AAB"}, []string{"AB 7 1", "AA 7 1"}},
		{"for free", two, mustLookalikes(t).WithIndels(redeem.Indels{}), redeem.Corrector{MaxIndels: 1}, []string{"A"}, []string{"AA 0 1", "AB 0 1", "BA 0 1"}},
		{"at the highest price", two, mustLookalikes(t).WithIndels(redeem.Indels{Dropped: 255, Added: 255, Doubled: 255}), redeem.Corrector{MaxIndels: 1}, []string{"A"}, nil},
		{"a model without pairs of its own", two, redeem.SupportArticle(), redeem.Corrector{MaxIndels: 1}, []string{"A"}, []string{"AA 3 1", "AB 3 1", "BA 3 1"}},
		{"one more than twice the dearest pair", two, mustLookalikes(t, pair('A', 'X', 4), pair('X', 'A', 2)), redeem.Corrector{MaxIndels: 1}, []string{"A"}, []string{"AA 9 1", "AB 9 1", "BA 9 1"}},
		{"as much as the dearest pair", two, mustLookalikes(t, pair('A', 'X', 4), pair('X', 'A', 2)), redeem.Corrector{MaxIndels: 1, MaxCost: 8}, []string{"ABB"}, []string{"AB 4 1"}},

		{"MaxEdits", two, mustLookalikes(t), redeem.Corrector{MaxIndels: 2, MaxEdits: 1}, []string{"AB"}, []string{"AB 0 0"}},
		{"MaxEdits for the dearer way", two, mustLookalikes(t, pair('A', 'B', 1)).WithIndels(redeem.Indels{Dropped: 5, Added: 5}), redeem.Corrector{MaxIndels: 2, MaxEdits: 2, MaxCost: 5}, []string{"AAA"},
			[]string{"AA 0 1", "AB 1 2", "BA 1 2"}},

		{"in the wrong order", binary, mustLookalikes(t), redeem.Corrector{MaxIndels: 1, MaxCost: 3}, []string{"001"}, []string{"001 0 0", "010 3 2"}},
		{"in the wrong order, and misread", two, mustLookalikes(t, pair('A', 'B', 1)), redeem.Corrector{MaxIndels: 1}, []string{"AA"}, []string{"AA 0 0", "AB 1 1", "BA 1 1", "BB 2 2"}},
		{"in the wrong order twice", redeem.Spec{Length: 4, Alphabet: "ABCD"}, mustLookalikes(t), redeem.Corrector{MaxIndels: 2, MaxEdits: 4, MaxCost: 6}, []string{"ABCD"},
			slices.Concat([]string{"ABCD 0 0", "BACD 3 2", "ACBD 3 2", "ABDC 3 2", "BADC 6 4"}, oneMoved("ABCD", "ABCD"))},
		{"in the wrong order, of MaxEdits", two, mustLookalikes(t), redeem.Corrector{MaxIndels: 1, MaxEdits: 1}, []string{"AB"}, []string{"AB 0 0"}},
		{"what was not read is in no order", two, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"A?"}, []string{"AA 0 0", "AB 0 0"}},
		{"swapped at another price", two, mustLookalikes(t).WithIndels(redeem.Indels{Dropped: 5, Added: 7, Doubled: 9}), redeem.Corrector{MaxIndels: 1}, []string{"AB"}, []string{"AB 0 0", "BA 5 2"}},

		{"two reads", binary, mustLookalikes(t), redeem.Corrector{MaxIndels: 1, MaxCost: 2}, []string{"01", "011"}, []string{"011 2 1"}},
		{"two reads of the right length", two, mustLookalikes(t), redeem.Corrector{MaxIndels: 1, MaxCost: 3}, []string{"AB", "AA"}, []string{"AA 2 1", "AB 2 1", "BA 3 2"}},
		{"two reads that are the same", binary, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"010", "0-1-0"}, []string{"010 0 0", "001 3 2", "100 3 2"}},
		{"two reads of other lengths", binary, mustLookalikes(t), redeem.Corrector{MaxIndels: 1, MaxCost: 3}, []string{"00", "1001"}, []string{"001 3 1", "100 3 1"}},
		{"two reads, of which one is too short", binary, mustLookalikes(t), redeem.Corrector{MaxIndels: 1}, []string{"010", "0"}, []string{"010 0 0", "001 3 2", "100 3 2"}},
		{"four of five", two, mustLookalikes(t), redeem.Corrector{MaxIndels: 1, MaxCost: 1}, []string{"AB", "AB", "AB", "AB", "A"}, []string{"AB 1 1"}},
	} {
		tt.c.Format, tt.c.Lookalikes = redeem.MustFormat(tt.spec), tt.model
		checkListed(t, tt.name, &tt.c, tt.reads, tt.want)
		if n, exact := tt.c.Count(tt.reads...); n < uint64(len(tt.want)) || exact != (tt.c.MaxIndels == 0) {
			t.Errorf("%s: Count(%q) = %d, %t, want %d or more", tt.name, tt.reads, n, exact, len(tt.want))
		}
	}
}

// TestCandidatesIndelsOfGiftCards has reads of a gift card's length and one
// more or less, and what comes first.
func TestCandidatesIndelsOfGiftCards(t *testing.T) {
	for _, tt := range []struct {
		read string
		want []string
	}{
		{"X8KD495SFJ2MZQ7WP", []string{"X8KD495FJ2MZQ7WP 2 1", "X8KD49SFJ2MZQ7WP 2 1"}}, // 17 characters
		{"X8KD-49FJ-2MZQ-7WPTT", []string{"X8KD49FJ2MZQ7WPT 1 1"}},
		{"XX8KD-49FJ-2MZQ-7WPT", []string{"X8KD49FJ2MZQ7WPT 1 1"}},
		{"8KD-49FJ-2MZQ-7WPT", []string{"X8KD49FJ2MZQ7WPT 3 1"}},
		{"X8KD-49FJ-2MZQ-7WPT", []string{"X8KD49FJ2MZQ7WPT 0 0"}},
	} {
		c := &redeem.Corrector{MaxIndels: 1}
		var lines []string
		least := -1
		for found := range c.Candidates(tt.read) {
			if least >= 0 && found.Cost > least {
				break
			}
			least = found.Cost
			lines = append(lines, revealed(found).String())
		}
		slices.Sort(lines)
		if !slices.Equal(lines, tt.want) {
			t.Errorf("%s may have been meant as %q, want %q", tt.read, lines, tt.want)
		}
	}
}

// TestCandidatesIndelsOfLongest has a read with more characters than any code.
func TestCandidatesIndelsOfLongest(t *testing.T) {
	const code = "A147ACFHIJKLMNPRTWXY1479ACFHIJKL" // nothing looks like any of it
	c := &redeem.Corrector{Format: redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen}), MaxIndels: 1}
	for _, read := range []string{"9" + code, code[:16] + "9" + code[16:], code + "9"} {
		var want []string
		for i := range read {
			want = append(want, read[:i]+read[i+1:]+" 3 1")
		}
		checkListed(t, "one too many", c, []string{read}, want)
	}
	checkListed(t, "two too many", c, []string{"99" + code}, nil)
	c.MaxIndels = 2
	if !slices.Contains(candidatesOf(c, "99"+code), candidate{code, price{6, 2}}) {
		t.Error("two too many: the code is not found")
	}
	c.MaxIndels = 4
	if got := listed(firstOf(1, c, "9753"+code)); len(got) != 1 || !strings.HasSuffix(got[0], " 12 4") {
		t.Errorf("four too many: %q", got)
	}
	checkListed(t, "five too many", c, []string{"99999" + code}, nil)
}

// oneMoved returns what a text becomes if a symbol is dropped and one of the
// alphabet is put in, at cost 6, unless swaps make it as cheap.
func oneMoved(text, alphabet string) (lines []string) {
	seen := map[string]bool{text: true, "BACD": true, "ACBD": true, "ABDC": true, "BADC": true}
	for i := range text {
		less := text[:i] + text[i+1:]
		for j := range len(text) {
			for _, x := range alphabet {
				if code := less[:j] + string(x) + less[j:]; !seen[code] {
					seen[code] = true
					lines = append(lines, code+" 6 2")
				}
			}
		}
	}
	return lines
}
