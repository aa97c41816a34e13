package redeem_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
)

// edges returns what a model says of all symbols.
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

// TestCheapestSubstitute has characters outside the alphabet, of which several
// symbols in it are possible.
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

// TestWithPairs holds that WithPairs adds, changes and keeps, and leaves the
// model that it was asked of alone.
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

// TestWithAny holds that any symbol may be any other, and what was there stays.
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

// TestWithKeeps draws models, and holds that no With changes what another has
// set, nor the model itself.
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

// TestWithUnit has units that make no sense.
func TestWithUnit(t *testing.T) {
	for _, unit := range []float64{0, -1, math.NaN(), math.Inf(1), math.Inf(-1)} {
		l := redeem.SupportArticle().WithUnit(0.25).WithUnit(unit)
		f := redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: "01", Lookalikes: l})
		if _, err := f.Parse("O"); err != nil {
			t.Errorf("a unit of %v is taken for known: %v", unit, err)
		}
	}
}
