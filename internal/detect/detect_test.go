package detect

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// small returns codes that are few enough to list: without check characters,
// with a prefix, and of each scheme, with some symbols that its parts treat
// differently.
func small(t testing.TB) (all []Codes) {
	all = []Codes{
		{Length: 1, Alphabet: "01"},
		{Length: 4, Alphabet: "ABCO0"},
		{Length: 5, Prefix: "0", Alphabet: "0OQ"},
		{Length: 3, Prefix: "0O", Alphabet: "0OQ"},
	}
	length := exhaustive.Pick(4, 5)
	for s := range draw.Schemes {
		if s.States() > 1_300 { // makes too many pairs of states
			continue
		}
		if s.States() > 100 && !exhaustive.On() { // takes a second
			continue
		}
		symbols := s.Alphabet()
		few := symbols[:3] + symbols[len(symbols)-2:]
		all = append(all, Codes{Length: length, Alphabet: few, Check: s})
		all = append(all, Codes{Length: length, Alphabet: few, Check: s, Prefix: few[1:2]})
	}
	coupon := draw.SchemeNamed(t, "coupon-code-2x3")
	return append(all,
		Codes{Length: 6, Alphabet: "0Y12", Check: coupon},
		Codes{Length: 6, Alphabet: coupon.Alphabet(), Check: coupon, Prefix: "AB" + string(checkOf(t, coupon, "ABCD")[2]) + "C"},
	)
}

func checkOf(t testing.TB, s *checkdigit.Scheme, payload string) string {
	t.Helper()
	text, err := s.Append(nil, payload)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// list returns all codes.
func list(c Codes) (codes []string) {
	codes = []string{""}
	for place := range c.Length {
		var longer []string
		for _, code := range codes {
			for _, symbol := range c.symbolsAt(place) {
				longer = append(longer, code+string(symbol))
			}
		}
		codes = longer
	}
	return slices.DeleteFunc(codes, func(code string) bool { return c.Check != nil && !c.Check.Valid(code) })
}

// swapsOf returns a model of the symbols of codes: some of the pairs, a few of
// them in one direction only.
func swapsOf(c Codes) (model []Swap) {
	symbols := c.symbolsAt(c.Length - 1)
	symbols = c.Alphabet + strings.Trim(symbols[max(len(symbols)-2, 0):], c.Alphabet)
	for i := range symbols {
		for j := range symbols {
			if i != j && (i+2*j)%3 != 0 {
				model = append(model, Swap{symbols[i], symbols[j]})
			}
		}
	}
	return append(model, Swap{'~', symbols[0]}, Swap{symbols[0], '~'}) // the first of these symbols is in no code
}

func replaced(code string, place int, symbol byte) string {
	return code[:place] + string(rune(symbol)) + code[place+1:]
}

// TestSwaps tries every swap in every code.
func TestSwaps(t *testing.T) {
	for _, codes := range small(t) {
		all, model := list(codes), swapsOf(codes)
		valid := map[string]bool{}
		for _, code := range all {
			valid[code] = true
		}
		one, two := make([]Count, len(model)), make([][]Count, len(model))
		for k := range two {
			two[k] = make([]Count, len(model))
		}
		distance := make([]Count, codes.Length)
		// each yields the readings of a code with a swap at a place.
		each := func(code string, place int, f func(k int, read string)) {
			for k, s := range model {
				if code[place] == s.Meant && strings.IndexByte(codes.symbolsAt(place), s.Read) >= 0 {
					f(k, replaced(code, place, s.Read))
				}
			}
		}
		missed := func(read string) (n Count) {
			n.All = 1
			if valid[read] {
				n.Missed = 1
			}
			return n
		}
		readings := 0.0
		for _, code := range all {
			reads := []string{code}
			for place := range code {
				var more []string
				for _, read := range reads {
					each(code, place, func(_ int, swapped string) { more = append(more, replaced(read, place, swapped[place])) })
				}
				reads = append(reads, more...)
				each(code, place, func(k int, read string) {
					one[k].Add(missed(read))
					for next := place + 1; next < len(code); next++ {
						each(read, next, func(l int, read string) {
							two[k][l].Add(missed(read))
							distance[next-place].Add(missed(read))
						})
					}
				})
			}
			for _, read := range reads {
				readings += missed(read).Missed
			}
		}
		readings /= float64(len(all))

		c := NewCounter(codes)
		name := fmt.Sprintf("%+v of %d codes", codes, len(all))
		if codes.Check != nil {
			name = codes.Check.Name() + " " + name
		}
		if got := c.Codes(); got != float64(len(all)) {
			t.Errorf("%s: Codes = %v", name, got)
		}
		if got := c.OneSwap(model); !slices.Equal(got, one) {
			t.Errorf("%s: OneSwap = %v, want %v", name, got, one)
		}
		if got := c.TwoSwaps(model); !slices.Equal(got, distance) {
			t.Errorf("%s: TwoSwaps = %v, want %v", name, got, distance)
		}
		if got := c.TwoSwapsBySwap(model); !slices.EqualFunc(got, two, slices.Equal) {
			t.Errorf("%s: TwoSwapsBySwap = %v, want %v", name, got, two)
		}
		if got := c.Readings(model); math.Abs(got-readings) > 1e-12*readings {
			t.Errorf("%s: Readings = %v, want %v", name, got, readings)
		}
	}
}

// TestKinds tries every error of the other kinds in every code. Package
// checkdigit counts them in longer codes.
func TestKinds(t *testing.T) {
	for _, codes := range small(t) {
		all := list(codes)
		valid := map[string]bool{}
		for _, code := range all {
			valid[code] = true
		}
		var want [5]Count
		try := func(kind int, read string) {
			want[kind].All++
			if valid[read] {
				want[kind].Missed++
			}
		}
		for _, code := range all {
			for i := range code {
				for _, b := range []byte(codes.symbolsAt(i)) {
					if b != code[i] {
						try(0, replaced(code, i, b))
					}
				}
				for gap := 1; gap <= 2 && i+gap < len(code); gap++ {
					j := i + gap
					if code[i] != code[j] {
						try(gap, replaced(replaced(code, i, code[j]), j, code[i]))
						continue
					}
					for _, b := range []byte(codes.symbolsAt(i)) {
						if b != code[i] && strings.IndexByte(codes.symbolsAt(j), b) >= 0 {
							try(2+gap, replaced(replaced(code, i, b), j, b))
						}
					}
				}
			}
		}
		c := NewCounter(codes)
		for kind, n := range []Count{c.Substitution(), c.Transposition(), c.Jump(), c.Twin(), c.JumpTwin()} {
			if n != want[kind] {
				t.Errorf("%+v: kind %d is %v, want %v", codes, kind, n, want[kind])
			}
		}
	}
}

func TestDetected(t *testing.T) {
	for _, test := range []struct {
		count Count
		want  float64
	}{
		{Count{}, 1}, {Count{10, 0}, 1}, {Count{10, 10}, 0}, {Count{10, 1}, 0.9}, {Count{3, 1}, 0.66666},
		{Count{1e9, 1}, 0.99999}, {Count{1e23, 3e22}, 0.7},
	} {
		if got := test.count.Detected(); got != test.want {
			t.Errorf("%v: Detected = %v, want %v", test.count, got, test.want)
		}
	}
}

// BenchmarkSwaps is the work of a page while somebody moves a slider.
func BenchmarkSwaps(b *testing.B) {
	var article []Swap
	for pair := range strings.FieldsSeq("B8 DO E3 G6 OQ O0 S5 UV Z2") {
		article = append(article, Swap{pair[0], pair[1]}, Swap{pair[1], pair[0]})
	}
	for _, name := range []string{"luhn-mod-36", "iso7064-mod-37-36", "iso7064-mod-97-10", "iso7064-mod-1271-36"} {
		s := draw.SchemeNamed(b, name)
		codes := Codes{Length: 16, Prefix: "X", Alphabet: s.Alphabet(), Check: s}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c := NewCounter(codes)
				c.OneSwap(article)
				c.TwoSwaps(article)
				c.TwoSwapsBySwap(article)
				c.Readings(article)
			}
		})
	}
}
