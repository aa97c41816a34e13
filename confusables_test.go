package redeem

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The pairs as the issuer's articles print them.
const (
	articlePairs = "B8 DO E3 G6 OQ O0 S5 UV Z2"
	ts1292Pairs  = "AH B8 D0 E3 G6 HW J1 MN O0 PF QO Q0 S5 S8 VU Z2"
)

// bothWays returns the pairs in both directions, each at cost 1.
func bothWays(list string) (pairs []Pair) {
	for p := range strings.FieldsSeq(list) {
		pairs = append(pairs, Pair{p[0], p[1], 1}, Pair{p[1], p[0], 1})
	}
	return pairs
}

func mustLookalikes(t rapid.TB, pairs ...Pair) *Lookalikes {
	t.Helper()
	l, err := NewLookalikes(pairs...)
	if err != nil {
		t.Fatalf("NewLookalikes(%v): %v", pairs, err)
	}
	return l
}

func TestSupportLookalikes(t *testing.T) {
	for _, tt := range []struct {
		name  string
		l     *Lookalikes
		list  string
		pairs int
	}{
		{"SupportArticle", SupportArticle(), articlePairs, 9},
		{"SupportTS1292", SupportTS1292(), ts1292Pairs, 16},
	} {
		pairs := bothWays(tt.list)
		if len(pairs) != 2*tt.pairs {
			t.Errorf("%s: %d pairs, want %d", tt.name, len(pairs)/2, tt.pairs)
		}
		if diff := cmp.Diff(mustLookalikes(t, pairs...), tt.l, cmp.AllowUnexported(Lookalikes{}, edge{})); diff != "" {
			t.Errorf("%s is not what NewLookalikes makes of its pairs:\n%s", tt.name, diff)
		}
		checkLookalikes(t, tt.l, pairs)
	}
	if _, ok := SupportArticle().Cost('D', '0'); ok {
		t.Error("D looks like O and O like 0, but the article does not say that D looks like 0")
	}
}

func TestNewLookalikesErrors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		pairs []Pair
		ok    bool
	}{
		{"none", nil, true},
		{"a symbol and itself", []Pair{{'O', 'O', 3}}, true},
		{"the first and the last of printable ASCII", []Pair{{'!', '~', 255}, {'~', '!', 0}}, true},
		{"both directions", []Pair{{'O', '0', 1}, {'0', 'O', 2}}, true},
		{"twice", []Pair{{'O', '0', 1}, {'O', '0', 1}}, false},
		{"twice, at two costs", []Pair{{'O', '0', 1}, {'A', 'B', 1}, {'O', '0', 2}}, false},
		{"itself twice", []Pair{{'O', 'O', 0}, {'O', 'O', 0}}, false},
		{"a blank", []Pair{{' ', 'A', 1}}, false},
		{"a blank meant", []Pair{{'A', ' ', 1}}, false},
		{"a control character", []Pair{{'A', '\n', 1}}, false},
		{"DEL", []Pair{{'\x7F', 'A', 1}}, false},
		{"nothing", []Pair{{}}, false},
		{"the mark of an unread character", []Pair{{'?', '0', 1}}, false},
		{"the mark of an unread character meant", []Pair{{'0', '?', 1}}, false},
		{"a byte outside ASCII", []Pair{{'\xC1', 'A', 1}}, false},
		{"a byte outside ASCII meant", []Pair{{'A', '\xFF', 1}}, false},
		{"a fault in the last one", append(bothWays(articlePairs), Pair{'A', 0, 1}), false},
	} {
		l, err := NewLookalikes(tt.pairs...)
		if ok := err == nil; ok != tt.ok || ok != (l != nil) || !ok && (!errors.Is(err, ErrSpec) || err == ErrSpec) {
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
		pairs []Pair
		read  byte
		want  []meant
	}{
		{"without pairs, itself", nil, 'O', []meant{{'O', 0}}},
		{"no pair of this one", []Pair{{'0', 'O', 1}}, 'O', []meant{{'O', 0}}},
		{"cheapest first", []Pair{{'O', 'Q', 3}, {'O', '0', 1}, {'O', 'D', 2}}, 'O', []meant{{'O', 0}, {'0', 1}, {'D', 2}, {'Q', 3}}},
		{"itself first among equals", []Pair{{'O', '0', 0}, {'O', 'D', 0}}, 'O', []meant{{'O', 0}, {'0', 0}, {'D', 0}}},
		{"itself dearer", []Pair{{'O', 'O', 3}, {'O', '0', 0}}, 'O', []meant{{'0', 0}, {'O', 3}}},
		{"itself as dear", []Pair{{'O', '0', 3}, {'O', 'O', 3}}, 'O', []meant{{'O', 3}, {'0', 3}}},
		{"the dearest there is", []Pair{{'O', '0', 255}, {'O', 'Q', 254}}, 'O', []meant{{'O', 0}, {'Q', 254}, {'0', 255}}},
		{"lower case is another symbol", []Pair{{'o', '0', 1}}, 'O', []meant{{'O', 0}}},
		{"a dash, which is printable", nil, '-', []meant{{'-', 0}}},
		{"no symbol", nil, ' ', nil},
		{"no ASCII", nil, 0xC1, nil},
	} {
		l := mustLookalikes(t, tt.pairs...)
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

// TestLookalikesIndels is about the costs of dropping, adding and doubling
// unless they are set, which follow from those of the pairs.
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
		var pairs []Pair
		for i, cost := range tt.costs {
			pairs = append(pairs, Pair{'O', byte('A' + i), cost})
		}
		l := mustLookalikes(t, pairs...)
		if l.dropped != tt.dropped || l.added != tt.added || l.doubled != tt.doubled {
			t.Errorf("pairs at %v: %d, %d, %d, want %d, %d, %d", tt.costs, l.dropped, l.added, l.doubled, tt.dropped, tt.added, tt.doubled)
		}
		set := l.WithIndels(Indels{Dropped: 1, Added: 2, Doubled: 4})
		if set.dropped != 1 || set.added != 2 || set.doubled != 4 || l.dropped != tt.dropped {
			t.Errorf("WithIndels(1, 2, 4): %d, %d, %d; before it %d", set.dropped, set.added, set.doubled, l.dropped)
		}
	}
}

func TestLookalikesLaws(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		pairs := drawPairs(t)
		l := mustLookalikes(t, pairs...)
		checkLookalikes(t, l, pairs)

		shuffled := rapid.Permutation(pairs).Draw(t, "shuffled")
		if diff := cmp.Diff(l, mustLookalikes(t, shuffled...), cmp.AllowUnexported(Lookalikes{}, edge{})); diff != "" {
			t.Errorf("the order of the pairs matters:\n%s", diff)
		}
	})
}

// checkLookalikes holds what is true of any model.
func checkLookalikes(t rapid.TB, l *Lookalikes, pairs []Pair) {
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
	zero := new(Lookalikes)
	for read := range 256 {
		for meant := range 256 {
			cost, ok := zero.Cost(byte(read), byte(meant))
			if cost != 0 || ok && read != meant || !ok && read == meant && isGraph(byte(read)) {
				t.Errorf("Cost(%q, %q) = %d, %t", read, meant, cost, ok)
			}
		}
	}
	c := &Corrector{Lookalikes: zero}
	checkListed(t, "the zero Lookalikes", c, []string{sample}, []string{sample + " 0 0"})
	c.MaxIndels = 1
	if got := firstOf(1, c, sample[:15]); len(got) != 1 || got[0].Cost != 0 || got[0].Edits != 1 {
		t.Errorf("of one that was dropped: %v", listed(got))
	}
}

func TestSkeleton(t *testing.T) {
	for _, tt := range []struct {
		name     string
		l        *Lookalikes
		in, want string
	}{
		{"nothing that looks alike", SupportArticle(), "X1479ACFHIJKLMNPRTWXY", "X1479ACFHIJKLMNPRTWXY"},
		{"each pair", SupportArticle(), "B8DOQ0E3G6S5UVZ2", "880000336655UU22"},
		{"each pair of the older article", SupportTS1292(), "AHWB8S5DOQ0E3G6J1MNPFVUZ2", "AAA55550000336611MMFFUU22"},
		{"no pairs", mustLookalikes(t), "O0DQ", "O0DQ"},
		{"one direction is enough", mustLookalikes(t, Pair{'0', 'O', 1}), "O0", "00"},
		{"two classes joined by the last pair", mustLookalikes(t, Pair{'D', 'C', 1}, Pair{'B', 'A', 1}, Pair{'D', 'B', 1}), "ABCDE", "AAAAE"},
		{"a symbol and itself", mustLookalikes(t, Pair{'O', 'O', 1}), "O", "O"},
		{"no code", SupportArticle(), "", ""},
		{"the longest", SupportArticle(), strings.Repeat("O", MaxLen), strings.Repeat("0", MaxLen)},
	} {
		if got := tt.l.Skeleton(pack([]byte(tt.in))); got != slowPack(tt.want) {
			t.Errorf("%s: Skeleton(%s) = %s, want %s", tt.name, tt.in, Plain(got), tt.want)
		}
	}
}

func TestConfusable(t *testing.T) {
	oneWay := mustLookalikes(t, Pair{'0', 'O', 1}, Pair{'A', 'A', 1})
	for _, tt := range []struct {
		name string
		l    *Lookalikes
		x, y string
		want bool
	}{
		{"itself", SupportArticle(), sample, sample, true},
		{"one pair", SupportArticle(), "X0", "XO", true},
		{"every place", SupportArticle(), "B8DOEGOQSUZ", "8BOD36QO5V2", true},
		{"not transitive", SupportArticle(), "XD", "X0", false},
		{"unless the model says so", SupportTS1292(), "XD", "X0", true},
		{"one place too many", SupportArticle(), "X0A", "XOB", false},
		{"other lengths", SupportArticle(), "X00", "X0", false},
		{"in one direction", oneWay, "0", "O", true},
		{"in the other", oneWay, "O", "0", true},
		{"itself without pairs", mustLookalikes(t), "O", "O", true},
		{"no code and a code", SupportArticle(), "", "O", false},
		{"no code and no code", SupportArticle(), "", "", false},
	} {
		x, y := slowPack(tt.x), slowPack(tt.y)
		if got, back := tt.l.Confusable(x, y), tt.l.Confusable(y, x); got != tt.want || back != tt.want {
			t.Errorf("%s: Confusable(%s, %s) = %t, and %t the other way round, want %t", tt.name, tt.x, tt.y, got, back, tt.want)
		}
	}
}

func TestSkeletonLaws(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		pairs := drawPairs(t)
		checkSkeleton(t, pairs, drawText(t, symbolChars, rapid.IntRange(1, MaxLen).Draw(t, "length")), rapid.Byte().Draw(t, "choices"))
	})
}

// checkSkeleton compares Skeleton with slowSkeleton, and Confusable with its
// definition: on text, and on text misread where choices has a bit.
func checkSkeleton(t rapid.TB, pairs []Pair, text string, choices byte) {
	t.Helper()
	l := mustLookalikes(t, pairs...)
	misread := []byte(text)
	alike := true
	for i, p := range pairs {
		for place, symbol := range misread {
			if choices>>((i+place)%8)&1 == 0 {
				continue
			}
			switch symbol {
			case p.Read:
				misread[place] = p.Meant
			case p.Meant:
				misread[place] = p.Read
			}
		}
	}
	for place := range misread { // which may be several pairs away
		paired := func(p Pair) bool {
			return p == Pair{text[place], misread[place], p.Cost} || p == Pair{misread[place], text[place], p.Cost}
		}
		alike = alike && (text[place] == misread[place] || slices.ContainsFunc(pairs, paired))
	}
	x, y := slowPack(text), slowPack(string(misread))
	skeleton := l.Skeleton(x)
	if want := slowPack(slowSkeleton(pairs, text)); skeleton != want {
		t.Errorf("%v: Skeleton(%s) = %s, want %s", pairs, text, Plain(skeleton), Plain(want))
	}
	if l.Skeleton(skeleton) != skeleton {
		t.Errorf("%v: Skeleton(%s) = %s, of which it is %s", pairs, text, Plain(skeleton), Plain(l.Skeleton(skeleton)))
	}
	if l.Skeleton(y) != skeleton {
		t.Errorf("%v: Skeleton(%s) = %s, Skeleton(%s) = %s", pairs, text, Plain(skeleton), misread, Plain(l.Skeleton(y)))
	}
	if !l.Confusable(x, x) || l.Confusable(x, y) != alike || l.Confusable(y, x) != alike {
		t.Errorf("%v: Confusable(%s, %s) = %t and %t, want %t", pairs, text, misread, l.Confusable(x, y), l.Confusable(y, x), alike)
	}
}
