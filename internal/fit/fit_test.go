package fit

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

const symbols = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// reader makes mistakes at known rates.
type reader struct {
	random                  *rand.Rand
	wrong                   map[byte]map[byte]float64 // P(r|m) of wrong r
	dropped, added, doubled float64
}

func newReader() *reader {
	return &reader{
		random: rand.New(rand.NewPCG(5, 6)),
		wrong: map[byte]map[byte]float64{
			'0': {'O': 0.2, 'Q': 0.02},
			'O': {'0': 0.05},
			'5': {'S': 0.1},
			'D': {'O': 0.02, '0': 0.005},
			'J': {'I': 0.5},
		},
		dropped: 0.002, added: 0.0005, doubled: 0.004,
	}
}

func (r *reader) shows(b []byte, m byte) []byte {
	p, rates := r.random.Float64(), r.wrong[m]
	if len(rates) == 0 {
		return append(b, m)
	}
	for _, wrong := range []byte(symbols) {
		if p -= rates[wrong]; p < 0 {
			return append(b, wrong)
		}
	}
	return append(b, m)
}

// examples returns n codes and how the reader reads them.
func (r *reader) examples(n int) []Example {
	var examples []Example
	for range n {
		var meant, read []byte
		for range 16 {
			m := symbols[r.random.IntN(len(symbols))]
			meant = append(meant, m)
			switch p := r.random.Float64(); {
			case p < r.dropped:
			case p < r.dropped+r.doubled:
				read = r.shows(r.shows(read, m), m)
			case p < r.dropped+r.doubled+r.added:
				read = append(read, symbols[r.random.IntN(len(symbols))])
				fallthrough
			default:
				read = r.shows(read, m)
			}
		}
		examples = append(examples, Example{Meant: string(meant), Read: string(read)})
	}
	return examples
}

// planted holds examples of the reader that several tests fit. They do not change
// them.
var planted = sync.OnceValue(func() []Example { return newReader().examples(3000) })

// fitted is the model that the planted examples make.
var fitted = sync.OnceValues(func() (Model, error) { return Fit(planted(), Options{}) })

func mustFitted(t *testing.T) Model {
	t.Helper()
	m, err := fitted()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func mustFit(t *testing.T, examples []Example, o Options) Model {
	t.Helper()
	m, err := Fit(examples, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestFitPlanted(t *testing.T) {
	r := newReader()
	m := mustFit(t, r.examples(exhaustive.Pick(10_000, 20_000)), Options{Faults: 16})
	l, err := m.Lookalikes()
	if err != nil {
		t.Fatal(err)
	}
	right := func(m byte) float64 {
		p := 1.0
		for _, wrong := range r.wrong[m] {
			p -= wrong
		}
		return p
	}
	for meant, wrong := range r.wrong {
		for read, p := range wrong {
			likeliest := right(read)
			for _, of := range r.wrong {
				likeliest = max(likeliest, of[read])
			}
			want := 4 * math.Log(likeliest/p)
			if got, ok := l.Cost(read, meant); !ok || math.Abs(float64(got)-want) > 1.5 {
				t.Errorf("%c read as %c costs %d, %v; want %.1f", meant, read, got, ok, want)
			}
		}
	}
	var order []byte
	for meant := range l.Of('O') {
		order = append(order, meant)
	}
	if string(order) != "O0D" {
		t.Errorf("O is read for %s, in this order; want O0D", order)
	}
	for _, tt := range []struct {
		what string
		got  uint8
		want float64
	}{
		{"dropped", m.Indels.Dropped, -math.Log(r.dropped)},
		{"added", m.Indels.Added, -math.Log(r.added / float64(len(symbols)))},
		{"doubled", m.Indels.Doubled, -math.Log(r.doubled)},
	} {
		if math.Abs(float64(tt.got)-4*tt.want) > 3 {
			t.Errorf("%s costs %d, want %.1f", tt.what, tt.got, 4*tt.want)
		}
	}
}

// TestFitLikelierMeaning fits a reader who writes I for J more often than for I.
func TestFitLikelierMeaning(t *testing.T) {
	r := newReader()
	r.wrong = map[byte]map[byte]float64{'J': {'I': 0.9}, 'I': {'1': 0.8}}
	l, err := mustFit(t, r.examples(5000), Options{Faults: 16}).Lookalikes()
	if err != nil {
		t.Fatal(err)
	}
	if cost, _ := l.Cost('I', 'J'); cost != 0 {
		t.Errorf("J read as I costs %d, want 0", cost)
	}
	if cost, _ := l.Cost('I', 'I'); cost < 4 || cost > 8 {
		t.Errorf("I read as I costs %d, want about 6", cost)
	}
}

func TestFitOptions(t *testing.T) {
	examples := planted()
	coarse, fine := mustFit(t, examples, Options{Unit: 1}), mustFit(t, examples, Options{Unit: 10})
	if coarse.Indels.Doubled >= fine.Indels.Doubled || coarse.Options.Unit != 1 || fine.Options.Unit != 10 {
		t.Errorf("units of 1 and 10: %+v, %+v", coarse, fine)
	}
	count := make(map[byte]int)
	for _, p := range mustFit(t, examples, Options{Meanings: 2}).Pairs() {
		count[p.Read]++
	}
	for read, n := range count {
		if n > 2 {
			t.Errorf("%c has %d meanings, want at most 2", read, n)
		}
	}
	for _, p := range mustFit(t, examples, Options{Reach: 2}).Pairs() {
		if p.Cost > 8 {
			t.Errorf("%c read as %c costs %d, beyond the reach", p.Meant, p.Read, p.Cost)
		}
	}
	if all, few := mustFit(t, examples, Options{Faults: 16}), mustFit(t, examples, Options{Faults: 1}); few.Examples >= all.Examples {
		t.Errorf("%d examples have at most one fault, %d any number", few.Examples, all.Examples)
	}
	for _, o := range []Options{{Unit: -1}, {Unit: math.NaN()}, {Unit: math.Inf(1)}, {Reach: -1}, {Smoothing: -1}, {Meanings: -1}, {Faults: -1}} {
		if _, err := Fit(examples, o); err == nil {
			t.Errorf("%+v: no error", o)
		}
	}
}

func TestFitItself(t *testing.T) {
	for _, o := range []Options{{}, {Meanings: 1}, {Unit: 1000}} {
		itself := make(map[byte]bool)
		for _, p := range mustFit(t, planted(), o).Pairs() {
			itself[p.Read] = itself[p.Read] || p.Read == p.Meant
		}
		for _, symbol := range []byte(symbols) {
			if !itself[symbol] {
				t.Errorf("%+v: %c does not mean itself", o, symbol)
			}
		}
	}
}

func TestFitDeterministic(t *testing.T) {
	again := slices.Clone(planted())
	slices.Reverse(again)
	if diff := cmp.Diff(mustFitted(t), mustFit(t, again, Options{}), cmp.AllowUnexported(Model{})); diff != "" {
		t.Errorf("the order of the examples matters:\n%s", diff)
	}
	if diff := cmp.Diff(planted(), newReader().examples(3000)); diff != "" {
		t.Errorf("Fit changed the examples:\n%s", diff)
	}
}

func TestFitSpelling(t *testing.T) {
	want := mustFitted(t)
	spelt := slices.Clone(planted())
	for i, x := range spelt {
		spelt[i].Meant = x.Meant[:8] + "-" + x.Meant[8:]
		spelt[i].Read = " " + strings.ToLower(x.Read) + "\u200b\t"
	}
	if diff := cmp.Diff(want, mustFit(t, spelt, Options{}), cmp.AllowUnexported(Model{})); diff != "" {
		t.Errorf("dashes, blanks or case matter:\n%s", diff)
	}
	cases := mustFit(t, []Example{{Meant: "aAbB", Read: "aAbB"}, {Meant: "aAbB", Read: "aABB"}}, Options{})
	if l, err := cases.Lookalikes(); err != nil {
		t.Error(err)
	} else if _, ok := l.Cost('B', 'b'); !ok {
		t.Error("where codes have letters of both cases, b read as B is no pair")
	}
}

func TestFitUnread(t *testing.T) {
	m := mustFit(t, []Example{{Meant: "X123", Read: "X1?3"}, {Meant: "X123", Read: "X1€3"}, {Meant: "X123", Read: "X|23"}}, Options{})
	var got []string
	for _, p := range m.Pairs() {
		got = append(got, fmt.Sprintf("%c%c%d", p.Read, p.Meant, p.Cost))
	}
	if want := []string{"110", "220", "330", "XX0", "|10"}; !slices.Equal(got, want) {
		t.Errorf("pairs %s, want %s", got, want)
	}
}

// TestFitSwapped fits a reader who swaps one pair of neighbours in a hundred.
func TestFitSwapped(t *testing.T) {
	r := newReader()
	r.wrong, r.dropped, r.added, r.doubled = nil, 0, 0, 0
	examples := r.examples(4000)
	for i, x := range examples {
		read := []byte(x.Read)
		for j := 0; j+1 < len(read); j++ {
			if r.random.IntN(100) == 0 {
				read[j], read[j+1] = read[j+1], read[j]
				j++
			}
		}
		examples[i].Read = string(read)
	}
	m := mustFit(t, examples, Options{})
	if want := 4 * math.Log(100); math.Abs(float64(m.Indels.Swapped)-want) > 2 {
		t.Errorf("swapped costs %d, want %.1f", m.Indels.Swapped, want)
	}
	if m.Indels.Dropped < 2*m.Indels.Swapped {
		t.Errorf("dropped costs %d, though nothing was", m.Indels.Dropped)
	}
}

// TestFitEndMarks fits a reader who takes the card's frame for characters. They stand for
// nothing, and do not change the costs.
func TestFitEndMarks(t *testing.T) {
	want := mustFitted(t)
	marked := slices.Clone(planted())
	for i, x := range marked {
		if len(x.Read) != len(x.Meant) {
			continue // the mark may be what a read too short lacks
		}
		marked[i].Read = []string{x.Read + "|", "(" + x.Read, x.Read + "§", "€" + x.Read + "!)", x.Read}[i%5]
	}
	if diff := cmp.Diff(want, mustFit(t, marked, Options{}), cmp.AllowUnexported(Model{})); diff != "" {
		t.Errorf("end marks matter:\n%s", diff)
	}
	m := mustFit(t, []Example{{Meant: "X123", Read: "X12|"}, {Meant: "X123", Read: "$123"}}, Options{})
	l, err := m.Lookalikes()
	if err != nil {
		t.Fatal(err)
	}
	for read, meant := range map[byte]byte{'|': '3', '$': 'X'} {
		if cost, ok := l.Cost(read, meant); cost != 0 || !ok {
			t.Errorf("%c read as %c costs %d, %v", meant, read, cost, ok)
		}
	}
}

// TestFitPrior begins with the model of another reader: its costs stay where nothing was
// seen, and change where something was.
func TestFitPrior(t *testing.T) {
	prior, err := redeem.NewLookalikes(redeem.Pair{Read: 'B', Meant: '8', Cost: 6}, redeem.Pair{Read: 'S', Meant: '5', Cost: 6})
	if err != nil {
		t.Fatal(err)
	}
	examples := []Example{{Meant: "B8S5", Read: "B8S5"}}
	for range 500 {
		examples = append(examples, Example{Meant: "5555SS", Read: "5555SS"})
	}
	l, err := mustFit(t, examples, Options{Prior: prior}).Lookalikes()
	if err != nil {
		t.Fatal(err)
	}
	if cost, ok := l.Cost('B', '8'); !ok || cost < 5 || cost > 8 {
		t.Errorf("8 read as B costs %d, %v; want about 6", cost, ok)
	}
	if cost, ok := l.Cost('S', '5'); !ok || cost < 16 {
		t.Errorf("5 read as S costs %d, %v; it never was in 2,000", cost, ok)
	}
	if _, ok := mustLookalikes(t, mustFit(t, examples, Options{})).Cost('B', '8'); ok {
		t.Error("without a prior, 8 read as B is a pair")
	}
}

func mustLookalikes(t *testing.T, m Model) *redeem.Lookalikes {
	t.Helper()
	l, err := m.Lookalikes()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestFitRare fits a symbol that is rarely meant. The lack of examples does not make it
// likely.
func TestFitRare(t *testing.T) {
	examples := []Example{{Meant: "QQQQQQQQ", Read: "QQQQQQQQ"}}
	for range 1000 {
		examples = append(examples, Example{Meant: "X1234567", Read: "X1234567"})
	}
	examples = append(examples, Example{Meant: "X1234567", Read: "X|234567"})
	l, err := mustFit(t, examples, Options{}).Lookalikes()
	if err != nil {
		t.Fatal(err)
	}
	if cost, ok := l.Cost('|', '1'); cost != 0 || !ok {
		t.Errorf("1 read as | costs %d, %v; want 0", cost, ok)
	}
	if _, ok := l.Cost('|', 'Q'); ok {
		t.Error("Q read as | is a pair, and was never seen")
	}
}

func TestFitErrors(t *testing.T) {
	for _, tt := range []struct {
		name     string
		examples []Example
	}{
		{"none", nil},
		{"no code", []Example{{Meant: "", Read: "X0"}}},
		{"a code of separators", []Example{{Meant: " - ", Read: "X0"}}},
		{"a code that is too long", []Example{{Meant: strings.Repeat("X", redeem.MaxLen+1), Read: "X"}}},
		{"a code with an unread character", []Example{{Meant: "X?", Read: "X0"}}},
		{"a code with a control character", []Example{{Meant: "SECRET\x01", Read: "X0"}}},
		{"a code that is no text", []Example{{Meant: "SECRET\xff", Read: "X0"}}},
		{"reads of other codes", []Example{{Meant: "X0", Read: "SECRETSECRET"}, {Meant: "SECRETSECRET", Read: ""}}},
		{"too many faults", []Example{{Meant: "SECRET", Read: "ABCDEF"}}},
	} {
		m, err := Fit(tt.examples, Options{})
		if err == nil {
			t.Errorf("%s: no error", tt.name)
		} else if strings.Contains(err.Error(), "SECRET") {
			t.Errorf("%s: the error tells the code: %v", tt.name, err)
		}
		if len(m.Pairs()) != 0 {
			t.Errorf("%s: a model in spite of the error", tt.name)
		}
	}
}

func TestAlign(t *testing.T) {
	o, _ := Options{}.complete()
	a, usable, err := prepare(planted())
	if err != nil {
		t.Fatal(err)
	}
	c := inStep(usable, o).channel(a, o)
	for _, tt := range []struct {
		meant, read string
		want        []move
	}{
		{"X125A", "X125A", []move{shown, shown, shown, shown, shown}},
		{"X125A", "X12SA", []move{shown, shown, shown, shown, shown}},
		{"X125A", "X125SA", []move{shown, shown, shown, doubled, shown}},
		{"X125A", "X12S5A", []move{shown, shown, shown, doubled, shown}},
		{"X125A", "X15A", []move{shown, shown, dropped, shown, shown}},
		{"X125A", "X12K5A", []move{shown, shown, shown, added, shown, shown}},
		{"X125A", "X152A", []move{shown, shown, swapped, shown}},
		{"X122A", "X122A", []move{shown, shown, shown, shown, shown}},
		{"X125A", "", []move{dropped, dropped, dropped, dropped, dropped}},
	} {
		var p path
		c.align(&p, tt.meant, tt.read)
		var got []move
		for _, s := range slices.Backward(p.steps[:p.n]) {
			got = append(got, s.move)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s read as %q: %v, want %v", tt.meant, tt.read, got, tt.want)
		}
	}
}
