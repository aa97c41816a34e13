package redeem_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/reference"
)

// The pairs as the issuer's articles print them.
const (
	articlePairs = "B8 DO E3 G6 OQ O0 S5 UV Z2"
	ts1292Pairs  = "AH B8 D0 E3 G6 HW J1 MN O0 PF QO Q0 S5 S8 VU Z2"
)

// inModels has cmp compare all that makes a model.
var inModels = cmp.AllowUnexported(redeem.Lookalikes{})

func TestSupportLookalikes(t *testing.T) {
	for _, tt := range []struct {
		name  string
		l     *redeem.Lookalikes
		list  string
		pairs int
	}{
		{"SupportArticle", redeem.SupportArticle(), articlePairs, 9},
		{"SupportTS1292", redeem.SupportTS1292(), ts1292Pairs, 16},
	} {
		pairs := draw.BothWays(tt.list)
		if len(pairs) != 2*tt.pairs {
			t.Errorf("%s: %d pairs, want %d", tt.name, len(pairs)/2, tt.pairs)
		}
		if diff := cmp.Diff(draw.ModelOf(t, pairs...), tt.l, inModels); diff != "" {
			t.Errorf("%s is not what NewLookalikes makes of its pairs:\n%s", tt.name, diff)
		}
		checkLookalikes(t, tt.l, pairs)
	}
	if _, ok := redeem.SupportArticle().Cost('D', '0'); ok {
		t.Error("D looks like O and O like 0, but the article does not say that D looks like 0")
	}
}

func TestNewLookalikesErrors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		pairs []redeem.Pair
		ok    bool
	}{
		{"none", nil, true},
		{"a symbol and itself", []redeem.Pair{{'O', 'O', 3}}, true},
		{"the first and the last of printable ASCII", []redeem.Pair{{'!', '~', 255}, {'~', '!', 0}}, true},
		{"both directions", []redeem.Pair{{'O', '0', 1}, {'0', 'O', 2}}, true},
		{"twice", []redeem.Pair{{'O', '0', 1}, {'O', '0', 1}}, false},
		{"twice, at two costs", []redeem.Pair{{'O', '0', 1}, {'A', 'B', 1}, {'O', '0', 2}}, false},
		{"itself twice", []redeem.Pair{{'O', 'O', 0}, {'O', 'O', 0}}, false},
		{"a blank", []redeem.Pair{{' ', 'A', 1}}, false},
		{"a blank meant", []redeem.Pair{{'A', ' ', 1}}, false},
		{"a control character", []redeem.Pair{{'A', '\n', 1}}, false},
		{"DEL", []redeem.Pair{{'\x7F', 'A', 1}}, false},
		{"nothing", []redeem.Pair{{}}, false},
		{"the mark of an unread character", []redeem.Pair{{'?', '0', 1}}, false},
		{"the mark of an unread character meant", []redeem.Pair{{'0', '?', 1}}, false},
		{"a byte outside ASCII", []redeem.Pair{{'\xC1', 'A', 1}}, false},
		{"a byte outside ASCII meant", []redeem.Pair{{'A', '\xFF', 1}}, false},
		{"a fault in the last one", append(draw.BothWays(articlePairs), redeem.Pair{'A', 0, 1}), false},
	} {
		l, err := redeem.NewLookalikes(tt.pairs...)
		if ok := err == nil; ok != tt.ok || ok != (l != nil) || !ok && (!errors.Is(err, redeem.ErrSpec) || err == redeem.ErrSpec) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// TestLookalikesOrder has models small enough to write down what Of yields.
func TestLookalikesOrder(t *testing.T) {
	type meant struct {
		symbol byte
		cost   int
	}
	for _, tt := range []struct {
		name  string
		pairs []redeem.Pair
		read  byte
		want  []meant
	}{
		{"without pairs, itself", nil, 'O', []meant{{'O', 0}}},
		{"no pair of this one", []redeem.Pair{{'0', 'O', 1}}, 'O', []meant{{'O', 0}}},
		{"cheapest first", []redeem.Pair{{'O', 'Q', 3}, {'O', '0', 1}, {'O', 'D', 2}}, 'O', []meant{{'O', 0}, {'0', 1}, {'D', 2}, {'Q', 3}}},
		{"itself first among equals", []redeem.Pair{{'O', '0', 0}, {'O', 'D', 0}}, 'O', []meant{{'O', 0}, {'0', 0}, {'D', 0}}},
		{"itself dearer", []redeem.Pair{{'O', 'O', 3}, {'O', '0', 0}}, 'O', []meant{{'0', 0}, {'O', 3}}},
		{"itself as dear", []redeem.Pair{{'O', '0', 3}, {'O', 'O', 3}}, 'O', []meant{{'O', 3}, {'0', 3}}},
		{"the dearest there is", []redeem.Pair{{'O', '0', 255}, {'O', 'Q', 254}}, 'O', []meant{{'O', 0}, {'Q', 254}, {'0', 255}}},
		{"lower case is another symbol", []redeem.Pair{{'o', '0', 1}}, 'O', []meant{{'O', 0}}},
		{"a dash, which is printable", nil, '-', []meant{{'-', 0}}},
		{"no symbol", nil, ' ', nil},
		{"no ASCII", nil, 0xC1, nil},
	} {
		l := draw.ModelOf(t, tt.pairs...)
		var got []meant
		for symbol, cost := range l.Of(tt.read) {
			got = append(got, meant{symbol, cost})
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: Of(%q) = %v, want %v", tt.name, tt.read, got, tt.want)
		}
		for range l.Of(tt.read) { // may be left early
			break
		}
		checkLookalikes(t, l, tt.pairs)
	}
}

// TestLookalikesIndels is about the costs of dropping, adding, doubling and
// swapping unless they are set, which follow from those of the pairs.
func TestLookalikesIndels(t *testing.T) {
	for _, tt := range []struct {
		costs                   []uint8
		dropped, added, doubled uint8
	}{
		{nil, 3, 3, 1},
		{[]uint8{0}, 3, 3, 1},
		{[]uint8{1, 0}, 3, 3, 1},
		{[]uint8{2, 7, 5}, 15, 15, 7},
		{[]uint8{126}, 253, 253, 126},
		{[]uint8{127}, 255, 255, 127},
		{[]uint8{128}, 255, 255, 128},
		{[]uint8{255}, 255, 255, 255},
	} {
		var pairs []redeem.Pair
		for i, cost := range tt.costs {
			pairs = append(pairs, redeem.Pair{'O', byte('A' + i), cost})
		}
		l := draw.ModelOf(t, pairs...)
		indels := redeem.Indels{Dropped: tt.dropped, Added: tt.added, Doubled: tt.doubled, Swapped: tt.dropped}
		set := l.WithIndels(indels)
		for range 2 { // WithIndels does not change the model that it is called of
			if diff := cmp.Diff(set, l, inModels); diff != "" {
				t.Errorf("pairs at %v, costs of indels (-want +got):\n%s", tt.costs, diff)
			}
			for _, change := range []func(*redeem.Indels){
				func(i *redeem.Indels) { i.Dropped-- }, func(i *redeem.Indels) { i.Added-- },
				func(i *redeem.Indels) { i.Doubled-- }, func(i *redeem.Indels) { i.Swapped-- },
			} {
				other := indels
				change(&other)
				if cmp.Equal(l, l.WithIndels(other), inModels) {
					t.Errorf("pairs at %v: one of the costs of indels makes no difference", tt.costs)
				}
			}
		}
	}

	// What is set is what it costs.
	set := draw.ModelOf(t, redeem.Pair{'5', 'S', 1}, redeem.Pair{'S', '5', 1}).WithIndels(redeem.Indels{Dropped: 5, Added: 9, Doubled: 3})
	c := &redeem.Corrector{Lookalikes: set, MaxIndels: 1}
	for _, tt := range []struct {
		name, read, code string
		cost             int
	}{
		{"dropped", "X8KD49FJ2MZQ7WP", "X8KD49FJ2MZQ7WP0", 5},
		{"added", "X8KD49FJ2MZQ7WPT0", "X8KD49FJ2MZQ7WPT", 9},
		{"doubled", "X8KD49FJ2MZQ7WP5S", "X8KD49FJ2MZQ7WP5", 4}, // and S for 5
	} {
		cost := -1
		for found := range c.Candidates(tt.read) {
			if redeem.Plain(found.Code).String() == tt.code {
				cost = found.Cost
			}
		}
		if cost != tt.cost {
			t.Errorf("%s: %s is read as %s at cost %d, want %d", tt.name, tt.read, tt.code, cost, tt.cost)
		}
	}
}

func TestLookalikesLaws(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		pairs := draw.Pairs(t)
		l := draw.ModelOf(t, pairs...)
		checkLookalikes(t, l, pairs)

		shuffled := rapid.Permutation(pairs).Draw(t, "shuffled")
		if diff := cmp.Diff(l, draw.ModelOf(t, shuffled...), inModels); diff != "" {
			t.Errorf("the order of the pairs matters:\n%s", diff)
		}
	})
}

// checkLookalikes asserts what is true of any model.
func checkLookalikes(t rapid.TB, l *redeem.Lookalikes, pairs []redeem.Pair) {
	t.Helper()
	given := make(map[[2]byte]int)
	for b := byte('!'); b <= '~'; b++ {
		given[[2]byte{b, b}] = 0
	}
	for _, p := range pairs {
		given[[2]byte{p.Read, p.Meant}] = int(p.Cost)
	}
	for read := range 256 {
		yielded := make(map[byte]int)
		last := -1
		for meant, cost := range l.Of(byte(read)) {
			if cost < last {
				t.Errorf("Of(%q) yields cost %d after %d", byte(read), cost, last)
			}
			if meant == byte(read) && cost == last {
				t.Errorf("Of(%q) yields itself after others of cost %d", byte(read), cost)
			}
			if _, twice := yielded[meant]; twice {
				t.Errorf("Of(%q) yields %q twice", byte(read), meant)
			}
			yielded[meant], last = cost, cost
		}
		for meant := range 256 {
			want, known := given[[2]byte{byte(read), byte(meant)}]
			if got, ok := l.Cost(byte(read), byte(meant)); got != want || ok != known {
				t.Errorf("Cost(%q, %q) = %d, %t, want %d, %t", byte(read), byte(meant), got, ok, want, known)
			}
			if got, ok := yielded[byte(meant)]; got != want || ok != known {
				t.Errorf("Of(%q) yields %q: %t, at %d, want %t, at %d", byte(read), byte(meant), ok, got, known, want)
			}
		}
	}
}

// TestLookalikesZero is the promise of the zero Lookalikes.
func TestLookalikesZero(t *testing.T) {
	zero := new(redeem.Lookalikes)
	for read := range 256 {
		for meant := range 256 {
			cost, ok := zero.Cost(byte(read), byte(meant))
			if cost != 0 || ok && read != meant || !ok && read == meant && read > ' ' && read < 0x7F {
				t.Errorf("Cost(%q, %q) = %d, %t", read, meant, cost, ok)
			}
		}
	}
	for read, edits := range map[string]int{sample: 0, sample[:15]: 1, sample + "A": 1} {
		c := &redeem.Corrector{Lookalikes: zero, MaxIndels: edits}
		found := 0
		for candidate := range c.Candidates(read) {
			if found++; candidate.Cost != 0 || candidate.Edits != edits {
				t.Errorf("%d symbols: cost %d, %d edits, want cost 0 with %d", len(read), candidate.Cost, candidate.Edits, edits)
			}
			break
		}
		if found == 0 {
			t.Errorf("%d symbols: no candidate", len(read))
		}
	}
	all := 0
	for range (&redeem.Corrector{Lookalikes: zero}).Candidates(sample) {
		all++
	}
	if all != 1 {
		t.Errorf("%d candidates of a code, want itself alone", all)
	}
}

func TestSkeleton(t *testing.T) {
	for _, tt := range []struct {
		name     string
		l        *redeem.Lookalikes
		in, want string
	}{
		{"nothing that looks alike", redeem.SupportArticle(), "X1479ACFHIJKLMNPRTWXY", "X1479ACFHIJKLMNPRTWXY"},
		{"each pair", redeem.SupportArticle(), "B8DOQ0E3G6S5UVZ2", "880000336655UU22"},
		{"each pair of the older article", redeem.SupportTS1292(), "AHWB8S5DOQ0E3G6J1MNPFVUZ2", "AAA55550000336611MMFFUU22"},
		{"no pairs", draw.ModelOf(t), "O0DQ", "O0DQ"},
		{"one direction is enough", draw.ModelOf(t, redeem.Pair{'0', 'O', 1}), "O0", "00"},
		{"two classes joined by the last pair", draw.ModelOf(t, redeem.Pair{'D', 'C', 1}, redeem.Pair{'B', 'A', 1}, redeem.Pair{'D', 'B', 1}), "ABCDE", "AAAAE"},
		{"a symbol and itself", draw.ModelOf(t, redeem.Pair{'O', 'O', 1}), "O", "O"},
		{"no code", redeem.SupportArticle(), "", ""},
		{"the longest", redeem.SupportArticle(), strings.Repeat("O", redeem.MaxLen), strings.Repeat("0", redeem.MaxLen)},
	} {
		if got := tt.l.Skeleton(reference.Code(tt.in)); got != reference.Code(tt.want) {
			t.Errorf("%s: Skeleton(%s) = %s, want %s", tt.name, tt.in, redeem.Plain(got), tt.want)
		}
	}
}

func TestConfusable(t *testing.T) {
	oneWay := draw.ModelOf(t, redeem.Pair{'0', 'O', 1}, redeem.Pair{'A', 'A', 1})
	for _, tt := range []struct {
		name string
		l    *redeem.Lookalikes
		x, y string
		want bool
	}{
		{"itself", redeem.SupportArticle(), sample, sample, true},
		{"one pair", redeem.SupportArticle(), "X0", "XO", true},
		{"every place", redeem.SupportArticle(), "B8DOEGOQSUZ", "8BOD36QO5V2", true},
		{"not transitive", redeem.SupportArticle(), "XD", "X0", false},
		{"unless the model says so", redeem.SupportTS1292(), "XD", "X0", true},
		{"one place too many", redeem.SupportArticle(), "X0A", "XOB", false},
		{"other lengths", redeem.SupportArticle(), "X00", "X0", false},
		{"in one direction", oneWay, "0", "O", true},
		{"in the other", oneWay, "O", "0", true},
		{"itself without pairs", draw.ModelOf(t), "O", "O", true},
		{"no code and a code", redeem.SupportArticle(), "", "O", false},
		{"no code and no code", redeem.SupportArticle(), "", "", false},
	} {
		x, y := reference.Code(tt.x), reference.Code(tt.y)
		if got, back := tt.l.Confusable(x, y), tt.l.Confusable(y, x); got != tt.want || back != tt.want {
			t.Errorf("%s: Confusable(%s, %s) = %t, and %t the other way round, want %t", tt.name, tt.x, tt.y, got, back, tt.want)
		}
	}
}

func TestSkeletonLaws(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		pairs := draw.Pairs(t)
		checkSkeleton(t, pairs, draw.Text(t, draw.SymbolChars, rapid.IntRange(1, redeem.MaxLen).Draw(t, "length")), rapid.Byte().Draw(t, "choices"))
	})
}

// checkSkeleton compares Skeleton with the reference, and Confusable with its
// definition: on text, and on text misread where choices has a bit.
func checkSkeleton(t rapid.TB, pairs []redeem.Pair, text string, choices byte) {
	t.Helper()
	l := draw.ModelOf(t, pairs...)
	misread := []byte(text)
	alike := true
	for i, p := range pairs {
		for place, symbol := range misread {
			if choices>>((i+place)%8)&1 == 0 {
				continue
			}
			other := symbol
			switch symbol {
			case p.Read:
				other = p.Meant
			case p.Meant:
				other = p.Read
			}
			if strings.IndexByte(draw.SymbolChars, other) >= 0 { // else no code has it
				misread[place] = other
			}
		}
	}
	for place := range misread { // which may be several pairs away
		paired := func(p redeem.Pair) bool {
			return p.Read == text[place] && p.Meant == misread[place] || p.Read == misread[place] && p.Meant == text[place]
		}
		alike = alike && (text[place] == misread[place] || slices.ContainsFunc(pairs, paired))
	}
	x, y := reference.Code(text), reference.Code(string(misread))
	skeleton := l.Skeleton(x)
	if want := reference.Skeleton(pairs, text); redeem.Plain(skeleton).String() != want {
		t.Errorf("%v: Skeleton(%s) = %s, want %s", pairs, text, redeem.Plain(skeleton), want)
	}
	if l.Skeleton(skeleton) != skeleton {
		t.Errorf("%v: Skeleton(%s) = %s, of which it is %s", pairs, text, redeem.Plain(skeleton), redeem.Plain(l.Skeleton(skeleton)))
	}
	if l.Skeleton(y) != skeleton {
		t.Errorf("%v: Skeleton(%s) = %s, Skeleton(%s) = %s", pairs, text, redeem.Plain(skeleton), misread, redeem.Plain(l.Skeleton(y)))
	}
	if !l.Confusable(x, x) || l.Confusable(x, y) != alike || l.Confusable(y, x) != alike {
		t.Errorf("%v: Confusable(%s, %s) = %t and %t, want %t", pairs, text, misread, l.Confusable(x, y), l.Confusable(y, x), alike)
	}
}

// edges returns the pairs of a model for all symbols.
func edges(l *redeem.Lookalikes) map[[2]byte]int {
	all := make(map[[2]byte]int)
	for read := byte('!'); read <= '~'; read++ {
		for meant, cost := range l.Of(read) {
			all[[2]byte{read, meant}] = cost
		}
	}
	return all
}

// differ returns the pairs at which models differ.
func differ(l, m *redeem.Lookalikes) (pairs []redeem.Pair) {
	p, q := edges(l), edges(m)
	for read := byte('!'); read <= '~'; read++ {
		for meant := byte('!'); meant <= '~'; meant++ {
			key := [2]byte{read, meant}
			cost, ok := p[key]
			other, has := q[key]
			if ok != has || cost != other {
				pairs = append(pairs, redeem.Pair{Read: read, Meant: meant, Cost: uint8(other)})
			}
		}
	}
	return pairs
}

// crockfordAlphabet is that of Douglas Crockford's Base32.
const crockfordAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

func TestCrockford(t *testing.T) {
	got := differ(redeem.SupportArticle(), redeem.Crockford())
	want := []redeem.Pair{{Read: 'I', Meant: '1'}, {Read: 'L', Meant: '1'}, {Read: 'O', Meant: '0'}}
	if len(got) != len(want) {
		t.Fatalf("besides the nine pairs: %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("besides the nine pairs: %v, want %v", got[i], want[i])
		}
	}
	f := redeem.MustFormat(redeem.Spec{Length: 8, Alphabet: crockfordAlphabet, Lookalikes: redeem.Crockford()})
	for _, test := range []struct {
		in, want string
		edits    redeem.Edits
	}{
		{"0123ABCZ", "0123ABCZ", 0},
		{"OI2LABCZ", "0121ABCZ", redeem.EditSubstitute},
		{"oi2labcz", "0121ABCZ", redeem.EditCase | redeem.EditSubstitute},
		{"UI2LABCZ", "V121ABCZ", redeem.EditSubstitute},
	} {
		r := f.Inspect(test.in)
		if got := redeem.Plain(r.Code).String(); got != test.want || !r.Edits.Has(redeem.EditSubstitute&test.edits) {
			t.Errorf("%q is %q, %v, %v; want %q", test.in, got, r.Edits, r.Err, test.want)
		}
	}
	// With both symbols in the alphabet none is replaced.
	both := redeem.MustFormat(redeem.Spec{Length: 4, Lookalikes: redeem.Crockford()})
	if code, err := both.Parse("OIL0"); err != nil || redeem.Plain(code).String() != "OIL0" {
		t.Errorf("OIL0 is %v, %v", redeem.Plain(code), err)
	}
}

// TestCheapestSubstitute parses characters outside the alphabet that may stand for
// several of its symbols.
func TestCheapestSubstitute(t *testing.T) {
	for _, test := range []struct {
		name  string
		pairs []redeem.Pair
		want  string // what an O is taken for; "" = refused
	}{
		{"no symbol", []redeem.Pair{{Read: 'O', Meant: 'X', Cost: 1}}, ""},
		{"one symbol", []redeem.Pair{{Read: 'O', Meant: 'D', Cost: 9}}, "D"},
		{"the cheapest of three", []redeem.Pair{{Read: 'O', Meant: 'D', Cost: 2}, {Read: 'O', Meant: '0', Cost: 1}, {Read: 'O', Meant: 'Q', Cost: 3}}, "0"},
		{"the cheapest, a tie behind it", []redeem.Pair{{Read: 'O', Meant: 'D', Cost: 2}, {Read: 'O', Meant: '0', Cost: 1}, {Read: 'O', Meant: 'Q', Cost: 2}}, "0"},
		{"a tie at the lowest cost", []redeem.Pair{{Read: 'O', Meant: 'D', Cost: 1}, {Read: 'O', Meant: '0', Cost: 1}, {Read: 'O', Meant: 'Q', Cost: 3}}, ""},
		{"a cheaper one that is not in the alphabet", []redeem.Pair{{Read: 'O', Meant: 'X', Cost: 0}, {Read: 'O', Meant: '0', Cost: 1}}, "0"},
		{"the other direction does not count", []redeem.Pair{{Read: 'D', Meant: 'O', Cost: 0}, {Read: 'O', Meant: '0', Cost: 1}}, "0"},
	} {
		l, err := redeem.NewLookalikes(test.pairs...)
		if err != nil {
			t.Fatal(err)
		}
		f := redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: "0DQ", Lookalikes: l})
		r := f.Inspect("O")
		if got := redeem.Plain(r.Code).String(); got != test.want || (r.Err == nil) != (got != "") || got == "" && r.Err != redeem.ErrSymbol {
			t.Errorf("%s: %q, %v; want %q", test.name, got, r.Err, test.want)
		}
		// A fitted model is for a Corrector.
		fitted := redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: "0DQ", Lookalikes: l.WithUnit(0.25)})
		if r := fitted.Inspect("O"); r.Err != redeem.ErrSymbol || r.Offset != 0 {
			t.Errorf("%s, its unit known: %v", test.name, r.Err)
		}
		unfitted := redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: "0DQ", Lookalikes: l.WithUnit(0.25).WithUnit(0)})
		if again := unfitted.Inspect("O"); again != r {
			t.Errorf("%s, its unit not known any more: %v", test.name, again.Err)
		}
	}
}

// TestWithPairs asserts that WithPairs adds, changes and keeps pairs, and does not change
// the model on which it is called.
func TestWithPairs(t *testing.T) {
	article := redeem.SupportArticle()
	before := edges(article)
	more, err := article.WithPairs(
		redeem.Pair{Read: 'I', Meant: '1', Cost: 2}, // new
		redeem.Pair{Read: 'O', Meant: '0', Cost: 7}, // another cost
		redeem.Pair{Read: 'O', Meant: 'O', Cost: 3}, // reading it right
	)
	if err != nil {
		t.Fatal(err)
	}
	if after := edges(article); len(after) != len(before) || after[[2]byte{'O', '0'}] != 1 {
		t.Error("WithPairs changes the model that it was asked of")
	}
	for _, test := range []struct {
		read, meant byte
		cost        int
	}{{'I', '1', 2}, {'O', '0', 7}, {'O', 'O', 3}, {'0', 'O', 1}, {'B', '8', 1}} {
		if cost, ok := more.Cost(test.read, test.meant); !ok || cost != test.cost {
			t.Errorf("%c%c costs %d, %v; want %d", test.read, test.meant, cost, ok, test.cost)
		}
	}
	var order []byte
	for meant := range more.Of('O') {
		order = append(order, meant)
	}
	if string(order) != "DQO0" {
		t.Errorf("O may be %s, want the cheapest first", order)
	}
	if more.Skeleton(redeem.MustParse("XI11111111111111")) != more.Skeleton(redeem.MustParse("X111111111111111")) {
		t.Error("the skeleton does not know the new pair")
	}
	for name, pairs := range map[string][]redeem.Pair{
		"twice":           {{Read: 'I', Meant: '1'}, {Read: 'I', Meant: '1', Cost: 2}},
		"not ASCII":       {{Read: 0x80, Meant: '1'}},
		"a blank":         {{Read: ' ', Meant: '1'}},
		"a question mark": {{Read: '1', Meant: '?'}},
	} {
		if l, err := article.WithPairs(pairs...); l != nil || !errors.Is(err, redeem.ErrSpec) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if l, err := article.WithPairs(); err != nil || len(differ(article, l)) != 0 {
		t.Errorf("no pairs: %v", err)
	}
	if l, err := new(redeem.Lookalikes).WithPairs(redeem.Pair{Read: 'I', Meant: '1'}); err != nil || len(edges(l)) != 95 {
		t.Errorf("one pair for the zero Lookalikes: %v", err)
	}
}

// TestWithAny asserts that any symbol may be any other, and that the pairs of the model
// stay.
func TestWithAny(t *testing.T) {
	article := redeem.SupportArticle()
	all := article.WithAny(9)
	before := edges(article)
	for key, cost := range edges(all) {
		want, there := before[key]
		if !there {
			want = 9
		}
		if cost != want {
			t.Errorf("%c%c costs %d, want %d", key[0], key[1], cost, want)
		}
	}
	// 93 symbols and itself; the question mark only itself.
	if got, want := len(edges(all)), 93*93+1; got != want {
		t.Errorf("%d edges, want %d", got, want)
	}
	if len(edges(article)) != len(before) {
		t.Error("WithAny changes the model that it was asked of")
	}
	c := redeem.Corrector{Lookalikes: all, MaxEdits: 1}
	n := 0
	for range c.Candidates("X8KD49FJ2MZQ7WPT") {
		n++
	}
	if want := 1 + 15*35; n != want {
		t.Errorf("%d codes at one edit, want %d", n, want)
	}
	// Parsing still takes a look-alike, and no other symbol: these are all alike.
	f := redeem.MustFormat(redeem.Spec{Length: 2, Alphabet: "0123456789", Lookalikes: all})
	if code, err := f.Parse("OB"); err != nil || redeem.Plain(code).String() != "08" {
		t.Errorf("OB is %v, %v", redeem.Plain(code), err)
	}
	if _, err := f.Parse("0X"); err != redeem.ErrSymbol {
		t.Errorf("0X: %v", err)
	}
}

// TestWithKeeps draws models, and asserts that no With method changes what another one
// has set, nor the model itself.
func TestWithKeeps(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		l, err := redeem.NewLookalikes(draw.Pairs(t)...)
		if err != nil {
			t.Fatal(err)
		}
		fitted := l.WithUnit(0.25).WithUncovered(0.01)
		pairs := draw.Pairs(t)
		more, err := fitted.WithPairs(pairs...)
		if err != nil {
			t.Fatal(err)
		}
		given := make(map[[2]byte]bool)
		for _, p := range pairs {
			given[[2]byte{p.Read, p.Meant}] = true
			if cost, ok := more.Cost(p.Read, p.Meant); !ok || cost != int(p.Cost) {
				t.Fatalf("%c%c costs %d, %v; want %d", p.Read, p.Meant, cost, ok, p.Cost)
			}
		}
		for _, p := range differ(l, more) {
			if !given[[2]byte{p.Read, p.Meant}] {
				t.Fatalf("%c%c was not given and has changed", p.Read, p.Meant)
			}
		}
		if d := differ(l, fitted.WithIndels(redeem.Indels{Dropped: 1})); len(d) != 0 {
			t.Fatalf("WithIndels, WithUnit and WithUncovered change pairs: %v", d)
		}
		for name, kept := range map[string]*redeem.Lookalikes{
			"WithPairs": more, "WithAny": fitted.WithAny(3), "WithIndels": fitted.WithIndels(redeem.Indels{Dropped: 9}), "WithUncovered": fitted.WithUncovered(0.5),
		} {
			f := redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: "01", Lookalikes: kept})
			for x := byte('!'); x <= '~'; x++ {
				if f.Inspect(string(rune(x))).Edits.Has(redeem.EditSubstitute) {
					t.Fatalf("%s: the unit is lost, for %c is taken for another symbol", name, x)
				}
			}
		}
	})
}

// TestWithUnit sets units that make no sense.
func TestWithUnit(t *testing.T) {
	for _, unit := range []float64{0, -1, math.NaN(), math.Inf(1), math.Inf(-1)} {
		l := redeem.SupportArticle().WithUnit(0.25).WithUnit(unit)
		f := redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: "01", Lookalikes: l})
		if _, err := f.Parse("O"); err != nil {
			t.Errorf("a unit of %v is taken for known: %v", unit, err)
		}
	}
}
