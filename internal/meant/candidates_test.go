package meant_test

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
)

// TestCandidates has questions small enough to write down the answers: all
// candidates with their costs and edits, in the order of cost.
func TestCandidates(t *testing.T) {
	digits := redeem.Spec{Length: 2, Alphabet: "0123456789"}
	binary := redeem.Spec{Length: 3, Alphabet: "01"}
	letters := redeem.Spec{Length: 3, Alphabet: "A4CDE3"}
	threePairs := []redeem.Pair{pair('A', '4', 1), pair('C', 'D', 1), pair('E', '3', 1)}
	priced := []redeem.Pair{pair('0', '0', 3), pair('0', '1', 1), pair('1', '0', 4)}
	for _, tt := range []struct {
		name  string
		spec  redeem.Spec
		pairs []redeem.Pair // of the Corrector's model; nil = the format's
		c     redeem.Corrector
		reads []string
		want  []string
	}{
		{"nothing looks like it", redeem.GiftCard().Spec(), nil, redeem.Corrector{}, []string{"X1479ACFHIJKLMNP"}, []string{"X1479ACFHIJKLMNP 0 0"}},
		{"as a person writes it", redeem.GiftCard().Spec(), nil, redeem.Corrector{}, []string{" x147-9acf-ＨＩＪＫ\u200B-lМnр\n"}, []string{"X1479ACFHIJKLMNP 0 0"}},
		{"equal costs", letters, threePairs, redeem.Corrector{}, []string{"ACE"},
			[]string{"ACE 0 0", "4CE 1 1", "AC3 1 1", "ADE 1 1", "4C3 2 2", "4DE 2 2", "AD3 2 2", "4D3 3 3"}},
		{"pairs are directed", letters, threePairs, redeem.Corrector{}, []string{"4D3"}, []string{"4D3 0 0"}},
		{"as likely as what was read", letters, []redeem.Pair{pair('A', '4', 0)}, redeem.Corrector{}, []string{"ACD"}, []string{"4CD 0 1", "ACD 0 0"}},
		{"a symbol that is priced as itself", binary, priced, redeem.Corrector{}, []string{"001"},
			[]string{"111 2 2", "011 4 1", "101 4 1", "001 6 0", "110 6 3", "010 8 2", "100 8 2", "000 10 1"}},

		{"unread", binary, nil, redeem.Corrector{}, []string{"0?1"}, []string{"001 0 0", "011 0 0"}},
		{"unread, not ASCII", binary, nil, redeem.Corrector{}, []string{"0é1"}, []string{"001 0 0", "011 0 0"}},
		{"unread, an emoji", binary, nil, redeem.Corrector{}, []string{"😀01"}, []string{"001 0 0", "101 0 0"}},
		{"unread, a byte that is not UTF-8", binary, nil, redeem.Corrector{}, []string{"01\xFF"}, []string{"010 0 0", "011 0 0"}},
		{"unread, two such bytes", binary, nil, redeem.Corrector{}, []string{"0\xE2\x80"}, []string{"000 0 0", "001 0 0", "010 0 0", "011 0 0"}},
		{"unread, a control character", binary, nil, redeem.Corrector{}, []string{"0\x011"}, []string{"001 0 0", "011 0 0"}},
		{"unread, raised", binary, nil, redeem.Corrector{}, []string{"0²1"}, []string{"001 0 0", "011 0 0"}},
		{"unread, another letter", binary, nil, redeem.Corrector{}, []string{"0X1"}, []string{"001 0 0", "011 0 0"}},
		{"unread, a sign", binary, nil, redeem.Corrector{}, []string{"0!1"}, []string{"001 0 0", "011 0 0"}},
		{"a sign that the model knows", binary, []redeem.Pair{pair('!', '1', 5)}, redeem.Corrector{}, []string{"0!1"}, []string{"011 5 1"}},
		{"a sign that may be either", binary, []redeem.Pair{pair('!', '1', 5), pair('!', '0', 7)}, redeem.Corrector{}, []string{"0!1"}, []string{"011 5 1", "001 7 1"}},
		{"a sign that may be what no code has", binary, []redeem.Pair{pair('!', 'I', 5)}, redeem.Corrector{}, []string{"0!1"}, []string{"001 0 0", "011 0 0"}},
		{"letters for digits, as Parse takes them", digits, nil, redeem.Corrector{}, []string{"OS"}, []string{"05 0 0"}},
		{"a letter for a digit, beside one unread", binary, nil, redeem.Corrector{}, []string{"O?1"}, []string{"001 0 0", "011 0 0"}},
		{"whatever the Corrector's model says", digits, []redeem.Pair{pair('O', '0', 9), pair('0', '1', 2)}, redeem.Corrector{}, []string{"O7"}, []string{"07 0 0", "17 2 1"}},
		{"a letter for either of two", redeem.Spec{Length: 2, Alphabet: "0Q5"}, nil, redeem.Corrector{}, []string{"O5"}, []string{"05 1 1", "Q5 1 1"}},
		{"in the case of the alphabet", redeem.Spec{Length: 2, Alphabet: "abo0"}, []redeem.Pair{pair('o', '0', 1)}, redeem.Corrector{}, []string{"AO"}, []string{"ao 0 0", "a0 1 1"}},
		{"in both cases", redeem.Spec{Length: 2, Alphabet: "bB8"}, []redeem.Pair{pair('b', '8', 1), pair('B', '8', 2)}, redeem.Corrector{}, []string{"bB"},
			[]string{"bB 0 0", "8B 1 1", "b8 2 1", "88 3 2"}},

		{"too short", binary, nil, redeem.Corrector{}, []string{"01"}, nil},
		{"too short for a gift card", redeem.GiftCard().Spec(), nil, redeem.Corrector{}, []string{"X1479"}, nil},
		{"too long for a gift card", redeem.GiftCard().Spec(), nil, redeem.Corrector{}, []string{"X1479ACFHIJKLMNPR"}, nil},
		{"no gift card, as it begins", redeem.GiftCard().Spec(), nil, redeem.Corrector{}, []string{"Y1479ACFHIJKLMNP"}, nil},
		{"a gift card, as what it begins with was misread", redeem.GiftCard().Spec(), []redeem.Pair{pair('Y', 'X', 1)}, redeem.Corrector{}, []string{"Y1479ACFHIJKLMNP"}, []string{"X1479ACFHIJKLMNP 1 1"}},
		{"with a check character", redeem.Spec{Length: 2, Alphabet: "0123456789", Check: mustScheme(t, "luhn")}, []redeem.Pair{pair('0', '8', 1)}, redeem.Corrector{}, []string{"00"}, []string{"00 0 0"}},
		{"too long", binary, nil, redeem.Corrector{}, []string{"0101"}, nil},
		{"too long by far", binary, nil, redeem.Corrector{}, []string{strings.Repeat("01", 40)}, nil},
		{"too long by what was not read", binary, nil, redeem.Corrector{}, []string{"?010"}, nil},
		{"no read", binary, nil, redeem.Corrector{}, nil, nil},
		{"an empty read", binary, nil, redeem.Corrector{}, []string{""}, nil},
		{"separators only", binary, nil, redeem.Corrector{}, []string{"- \u3000-"}, nil},
		{"what cannot be seen", binary, nil, redeem.Corrector{}, []string{"\u200B\uFEFF\u00AD"}, nil},
		{"a code, and more than MaxInput", binary, nil, redeem.Corrector{}, []string{"010" + strings.Repeat(" ", redeem.MaxInput)}, nil},
		{"a gift card's, and more than MaxInput", redeem.GiftCard().Spec(), nil, redeem.Corrector{}, []string{sample + strings.Repeat(" ", redeem.MaxInput)}, nil},
		{"the longest, and more than MaxInput", redeem.Spec{Length: redeem.MaxLen, Alphabet: "01"}, nil, redeem.Corrector{}, []string{strings.Repeat("0", redeem.MaxLen) + strings.Repeat(" ", redeem.MaxInput)}, nil},
		{"one shorter, and more than MaxInput", redeem.Spec{Length: redeem.MaxLen - 1, Alphabet: "01"}, nil, redeem.Corrector{}, []string{strings.Repeat("0", redeem.MaxLen-1) + strings.Repeat(" ", redeem.MaxInput)}, nil},
		{"a code in MaxInput", binary, nil, redeem.Corrector{}, []string{"010" + strings.Repeat(" ", redeem.MaxInput-3)}, []string{"010 0 0"}},

		{"two reads", letters, threePairs, redeem.Corrector{}, []string{"ACE", "AC3"}, []string{"AC3 1 1", "ACE 2 1", "4C3 2 2", "AD3 2 2", "4CE 3 2", "ADE 3 2", "4D3 3 3", "4DE 4 3"}},
		{"two reads that are the same", binary, priced, redeem.Corrector{}, []string{"110", "110"}, []string{"111 1 1", "110 3 0", "011 5 2", "101 5 2", "010 7 1", "100 7 1", "001 9 3", "000 11 2"}},
		{"two reads that exclude each other", letters, threePairs, redeem.Corrector{MaxCost: 2}, []string{"ACE", "ACC"}, []string{"ACC 2 1", "ACE 2 1", "ACD 2 1", "AC3 2 1"}},
		{"two reads, each of half", letters, nil, redeem.Corrector{}, []string{"A??", "?C3"}, []string{"AC3 0 0", "ACE 1 1"}},
		{"two reads, one of another length", letters, nil, redeem.Corrector{}, []string{"ACE", "ACEE"}, []string{"ACE 0 0", "AC3 1 1"}},
		{"two reads of other lengths", letters, nil, redeem.Corrector{}, []string{"AC", "ACEE"}, nil},
		{"two reads, of which one is unread and one too short", binary, nil, redeem.Corrector{}, []string{"0?0", "01"}, []string{"000 0 0", "010 0 0"}},
		{"three reads", letters, threePairs, redeem.Corrector{}, []string{"ACE", "4CE", "?CE"}, []string{"4CE 1 1", "ACE 2 1", "4DE 2 2", "4C3 2 2", "ADE 3 2", "AC3 3 2", "4D3 3 3", "AD3 4 3"}},

		{"a prefix", redeem.Spec{Length: 2, Prefix: "0", Alphabet: "01"}, nil, redeem.Corrector{}, []string{"?1"}, []string{"01 0 0"}},
		{"a prefix that is another", redeem.Spec{Length: 2, Prefix: "0", Alphabet: "01"}, nil, redeem.Corrector{}, []string{"11"}, nil},
		{"a prefix that was misread", redeem.Spec{Length: 2, Prefix: "0", Alphabet: "01"}, priced, redeem.Corrector{}, []string{"11"}, []string{"01 4 1", "00 8 2"}},
		{"a prefix of an unread character", redeem.Spec{Length: 2, Prefix: "0", Alphabet: "01"}, priced, redeem.Corrector{}, []string{"!1"}, []string{"01 0 0", "00 4 1"}},
		{"a prefix at a price", redeem.Spec{Length: 2, Prefix: "0", Alphabet: "01"}, []redeem.Pair{pair('0', '0', 1), pair('0', '1', 9)}, redeem.Corrector{}, []string{"01"}, []string{"01 1 0"}},
		{"a prefix that is dearer than another symbol", redeem.Spec{Length: 2, Prefix: "0", Alphabet: "01"}, []redeem.Pair{pair('0', '0', 5), pair('0', '1', 0)}, redeem.Corrector{}, []string{"01"}, []string{"01 5 0"}},
		{"a prefix of all but one", redeem.Spec{Length: 3, Prefix: "00", Alphabet: "01"}, priced, redeem.Corrector{}, []string{"000"}, []string{"001 7 1", "000 9 0"}},

		{"MaxCost", letters, threePairs, redeem.Corrector{MaxCost: 1}, []string{"ACE"}, []string{"ACE 0 0", "4CE 1 1", "AC3 1 1", "ADE 1 1"}},
		{"MaxCost below the cheapest", binary, priced, redeem.Corrector{MaxCost: 1}, []string{"001"}, nil},
		{"MaxCost of the cheapest", binary, priced, redeem.Corrector{MaxCost: 2}, []string{"001"}, []string{"111 2 2"}},
		{"MaxEdits", letters, threePairs, redeem.Corrector{MaxEdits: 1}, []string{"ACE"}, []string{"ACE 0 0", "4CE 1 1", "AC3 1 1", "ADE 1 1"}},
		{"MaxEdits below the cheapest", binary, priced, redeem.Corrector{MaxEdits: 1}, []string{"001"}, []string{"011 4 1", "101 4 1", "001 6 0", "000 10 1"}},
		{"MaxEdits of the prefix alone", redeem.Spec{Length: 3, Prefix: "00", Alphabet: "01"}, priced, redeem.Corrector{MaxEdits: 2}, []string{"110"}, []string{"000 11 2"}},
		{"MaxEdits of the prefix, as likely", redeem.Spec{Length: 3, Prefix: "0", Alphabet: "01"}, []redeem.Pair{pair('1', '0', 0)}, redeem.Corrector{MaxEdits: 1}, []string{"111"}, []string{"011 0 1"}},
		{"MaxEdits below the prefix", redeem.Spec{Length: 3, Prefix: "00", Alphabet: "01"}, priced, redeem.Corrector{MaxEdits: 1}, []string{"111"}, nil},
		{"MaxEdits of the read with most", letters, threePairs, redeem.Corrector{MaxEdits: 1}, []string{"ACE", "ADE"}, []string{"ADE 1 1", "ACE 2 1"}},
		{"MaxCost and MaxEdits", binary, priced, redeem.Corrector{MaxCost: 6, MaxEdits: 1}, []string{"001"}, []string{"011 4 1", "101 4 1", "001 6 0"}},
		{"negative bounds, which are none", letters, threePairs, redeem.Corrector{MaxCost: -1, MaxEdits: -1, MaxIndels: -1, MaxTries: -1}, []string{"AAE"},
			[]string{"AAE 0 0", "4AE 1 1", "A4E 1 1", "AA3 1 1", "44E 2 2", "4A3 2 2", "A43 2 2", "443 3 3"}},
	} {
		tt.c.Format = redeem.MustFormat(tt.spec)
		if tt.pairs != nil {
			tt.c.Lookalikes = mustLookalikes(t, tt.pairs...)
		}
		checkListed(t, tt.name, &tt.c, tt.reads, tt.want)
		if n, exact := tt.c.Count(tt.reads...); n != uint64(len(tt.want)) || !exact {
			t.Errorf("%s: Count(%q) = %d, %t, want %d", tt.name, tt.reads, n, exact, len(tt.want))
		}
	}
}

// TestCandidatesLimits is the promise that the engine's limit is 127 above the
// cost of reading every place as what is cheapest there, or 63 in all with
// MaxIndels.
func TestCandidatesLimits(t *testing.T) {
	two := redeem.Spec{Length: 2, Alphabet: "01"}
	luhn := redeem.Spec{Length: 2, Alphabet: "0123456789", Check: mustScheme(t, "luhn")}
	for _, tt := range []struct {
		name  string
		spec  redeem.Spec
		pairs []redeem.Pair
		c     redeem.Corrector
		read  string
		want  []string
	}{
		{"127", two, []redeem.Pair{pair('0', '1', 127)}, redeem.Corrector{}, "01", []string{"01 0 0", "11 127 1"}},
		{"128", two, []redeem.Pair{pair('0', '1', 128)}, redeem.Corrector{}, "01", []string{"01 0 0"}},
		{"63, and 126 together", two, []redeem.Pair{pair('0', '1', 63)}, redeem.Corrector{}, "00", []string{"00 0 0", "01 63 1", "10 63 1", "11 126 2"}},
		{"64, and 128 together", two, []redeem.Pair{pair('0', '1', 64)}, redeem.Corrector{}, "00", []string{"00 0 0", "01 64 1", "10 64 1"}},
		{"63 and 64 together", two, []redeem.Pair{pair('0', '1', 63), pair('1', '0', 64)}, redeem.Corrector{}, "01", []string{"01 0 0", "11 63 1", "00 64 1", "10 127 2"}},
		{"127 above the cheapest", two, []redeem.Pair{pair('0', '0', 100), pair('0', '1', 227)}, redeem.Corrector{}, "01", []string{"01 100 0", "11 227 1"}},
		{"128 above the cheapest", two, []redeem.Pair{pair('0', '0', 100), pair('0', '1', 228)}, redeem.Corrector{}, "01", []string{"01 100 0"}},
		{"the cheapest at 510", two, []redeem.Pair{pair('0', '0', 255), pair('0', '1', 255)}, redeem.Corrector{}, "00", []string{"00 510 0", "01 510 1", "10 510 1", "11 510 2"}},
		{"the cheapest in the prefix", redeem.Spec{Length: 2, Prefix: "0", Alphabet: "01"}, []redeem.Pair{pair('1', '0', 200)}, redeem.Corrector{}, "11", []string{"01 200 1"}},
		{"63 with a check character", luhn, []redeem.Pair{pair('1', '0', 63)}, redeem.Corrector{}, "10", []string{"00 63 1"}},
		{"64 with a check character", luhn, []redeem.Pair{pair('1', '0', 64)}, redeem.Corrector{}, "10", []string{"00 64 1"}},
		{"127 with a check character", luhn, []redeem.Pair{pair('1', '0', 127)}, redeem.Corrector{}, "10", []string{"00 127 1"}},
		{"128 with a check character", luhn, []redeem.Pair{pair('1', '0', 128)}, redeem.Corrector{}, "10", nil},
		{"60 above 98, twice", two, []redeem.Pair{pair('0', '0', 98), pair('0', '1', 158)}, redeem.Corrector{}, "00", []string{"00 196 0", "01 256 1", "10 256 1", "11 316 2"}},
		{"MaxCost far below the cheapest", two, []redeem.Pair{pair('0', '0', 100), pair('0', '1', 160)}, redeem.Corrector{MaxCost: 1}, "00", nil},
		{"64 alone", two, []redeem.Pair{pair('0', '1', 64)}, redeem.Corrector{}, "01", []string{"01 0 0", "11 64 1"}},
		{"64 with as much MaxCost", two, []redeem.Pair{pair('0', '1', 64)}, redeem.Corrector{MaxCost: 64}, "01", []string{"01 0 0", "11 64 1"}},
		{"64 with less MaxCost", two, []redeem.Pair{pair('0', '1', 64)}, redeem.Corrector{MaxCost: 63}, "01", []string{"01 0 0"}},
		{"64 with far less MaxCost", two, []redeem.Pair{pair('0', '1', 64)}, redeem.Corrector{MaxCost: 10}, "01", []string{"01 0 0"}},
		{"the same, with edits told apart", two, []redeem.Pair{pair('0', '1', 64)}, redeem.Corrector{MaxCost: 10, MaxEdits: 1}, "00", []string{"00 0 0"}},
		{"MaxCost beyond the limit", two, []redeem.Pair{pair('0', '1', 128)}, redeem.Corrector{MaxCost: 1000}, "01", []string{"01 0 0"}},
		{"63 with MaxIndels", two, []redeem.Pair{pair('0', '1', 63)}, redeem.Corrector{MaxIndels: 1, MaxEdits: 1}, "01", []string{"01 0 0", "11 63 1"}},
		{"64 with MaxIndels", two, []redeem.Pair{pair('0', '1', 64)}, redeem.Corrector{MaxIndels: 1, MaxEdits: 1}, "01", []string{"01 0 0"}},
	} {
		tt.c.Format = redeem.MustFormat(tt.spec)
		tt.c.Lookalikes = mustLookalikes(t, tt.pairs...)
		checkListed(t, tt.name, &tt.c, []string{tt.read}, tt.want)
	}
}

// TestCandidatesWithinLimit is the promise that all candidates of the issuer's
// pairs are within the engine's limit, for the longest codes.
func TestCandidatesWithinLimit(t *testing.T) {
	f := redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen})
	for _, tt := range []struct {
		name  string
		model *redeem.Lookalikes
		read  string
		cost  int // of the dearest
		count uint64
	}{
		{"SupportArticle", redeem.SupportArticle(), strings.Repeat("E", redeem.MaxLen), 32, 1 << 32},
		{"SupportArticle, O", redeem.SupportArticle(), "A" + strings.Repeat("O", 31), 31, 1 << 62},
		{"SupportTS1292", redeem.SupportTS1292(), strings.Repeat("B", redeem.MaxLen), 32, 1 << 32},
		{"SupportTS1292, 0", redeem.SupportTS1292(), "J" + strings.Repeat("0", 30) + "C", 31, 1 << 61},
	} {
		c := &redeem.Corrector{Format: f, Lookalikes: tt.model}
		for _, c.MaxCost = range []int{0, tt.cost} {
			if n, exact := c.Count(tt.read); n != tt.count || !exact {
				t.Errorf("%s: Count = %d, %t with MaxCost %d, want %d", tt.name, n, exact, c.MaxCost, tt.count)
			}
		}
		c.MaxCost = 0
		if got, want := answered(c.Resolve(tt.read)), (resolution{redeem.VerdictUnique, candidate{text: tt.read}, 1, 1, false}); got != want {
			t.Errorf("%s: Resolve = %+v, want %+v", tt.name, got, want)
		}
		c.MaxCost = tt.cost - 1
		if n, _ := c.Count(tt.read); n >= tt.count {
			t.Errorf("%s: Count = %d below the dearest", tt.name, n)
		}
	}
}
