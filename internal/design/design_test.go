package design

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/detect"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/issue"
)

func mustFormat(t testing.TB, spec redeem.Spec, scheme string) *redeem.Format {
	t.Helper()
	if scheme != "" {
		var ok bool
		if spec.Check, ok = checkdigit.Lookup(scheme); !ok {
			t.Fatal(scheme)
		}
		if spec.Alphabet == "" {
			spec.Alphabet = spec.Check.Alphabet()
		}
	}
	f, err := redeem.NewFormat(spec)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// near reports whether two numbers are equal except for rounding.
func near(x, y float64) bool { return math.Abs(x-y) <= 1e-9*max(math.Abs(x), math.Abs(y)) }

// TestGiftCard tests numbers that can be worked out by hand: of fifteen symbols
// out of thirty-six, the nine pairs make eighteen swaps.
func TestGiftCard(t *testing.T) {
	a := Ask(Question{})
	codes := math.Pow(36, 15)
	if !near(a.Codes, codes) || a.Bits != issue.Bits(redeem.GiftCard()) || !near(math.Exp2(a.Bits), codes) {
		t.Errorf("%v codes, %v bits", a.Codes, a.Bits)
	}
	if a.Chance != 0 || a.Guesses != 0 || a.Days != 0 {
		t.Errorf("an answer to what was not asked: %+v", a)
	}
	if len(a.Swaps) != 18 || a.One.Detected() != 0 || a.Two.Detected() != 0 {
		t.Errorf("%d swaps, %v of one and %v of two detected", len(a.Swaps), a.One.Detected(), a.Two.Detected())
	}
	one, two, all := 15*18./36, 105*0.25, math.Pow(54./36, 15)-1
	if !near(a.Neighbors1, one) || !near(a.Neighbors2, two) || !near(a.Neighbors, all) {
		t.Errorf("neighbors %v, %v, %v; want %v, %v, %v", a.Neighbors1, a.Neighbors2, a.Neighbors, one, two, all)
	}
	if len(a.Missed) != 18+18*19/2 || !slices.Equal(a.Advice, []Advice{Unchecked, Alike}) {
		t.Errorf("%d missed, advice %v", len(a.Missed), a.Advice)
	}
}

// formats returns a format without check characters, and one for every scheme.
func formats(t testing.TB, length int, l *redeem.Lookalikes) (all []*redeem.Format) {
	all = append(all, mustFormat(t, redeem.Spec{Length: length, Lookalikes: l}, ""), mustFormat(t, redeem.Spec{Length: length, Alphabet: "O0Q8", Prefix: "O", Lookalikes: l}, ""))
	for s := range draw.Schemes {
		if s.States() < 100 {
			all = append(all, mustFormat(t, redeem.Spec{Length: length, Lookalikes: l}, s.Name()))
		}
	}
	return all
}

// TestConsistent compares numbers that can be counted in several ways.
func TestConsistent(t *testing.T) {
	for _, l := range []*redeem.Lookalikes{redeem.SupportArticle(), redeem.SupportTS1292()} {
		for _, f := range formats(t, exhaustive.Pick(7, 9), l) {
			a := Ask(Question{Format: f})
			if !near(math.Exp2(a.Bits), a.Codes) {
				t.Errorf("%+v: %v bits, %v codes", f.Spec(), a.Bits, a.Codes)
			}
			var distances, one, two detect.Count
			for _, n := range a.ByDistance {
				distances.Add(n)
			}
			for i, m := range a.Missed {
				if len(m.Swaps) == 1 {
					one.Missed += m.Missed
				} else {
					two.Missed += m.Missed
				}
				if m.Missed > m.All*(1+1e-9) || m.Missed <= 0 {
					t.Errorf("%+v: missed %v", f.Spec(), m)
				}
				if i > 0 && len(a.Missed[i-1].Swaps) == len(m.Swaps) && a.Missed[i-1].Missed < m.Missed-1e-9*a.Codes {
					t.Errorf("%+v: %v after %v", f.Spec(), m, a.Missed[i-1])
				}
			}
			if !near(distances.All, a.Two.All) || !near(distances.Missed, a.Two.Missed) || !near(one.Missed, a.One.Missed) || !near(two.Missed, a.Two.Missed) {
				t.Errorf("%+v: one %v, two %v; by distance %v; missed %v and %v", f.Spec(), a.One, a.Two, distances, one, two)
			}
			if a.Neighbors1+a.Neighbors2 > a.Neighbors*(1+1e-9) {
				t.Errorf("%+v: neighbors %v + %v > %v", f.Spec(), a.Neighbors1, a.Neighbors2, a.Neighbors)
			}
			if f.Spec().Check != nil && f.Spec().Alphabet != "O0Q8" && l == redeem.SupportArticle() {
				if d, _ := f.Spec().Check.Detects(); (d.Lookalike == 1) != (a.One.Missed == 0) {
					t.Errorf("%s: %v of single swaps detected, by the table %v", f.Spec().Check.Name(), a.One.Detected(), d.Lookalike)
				}
			}
		}
	}
}

// TestSharesOfTheTable compares with the shares in the documentation of package
// checkdigit, for sixteen symbols.
func TestSharesOfTheTable(t *testing.T) {
	for _, f := range formats(t, 16, nil) {
		s := f.Spec().Check
		if s == nil {
			continue
		}
		a := Ask(Question{Format: f})
		if d, _ := s.Detects(); a.One.Detected() != d.Lookalike || a.Two.Detected() != d.LookalikePair {
			t.Errorf("%s: %v and %v detected, by the table %v and %v", s.Name(), a.One.Detected(), a.Two.Detected(), d.Lookalike, d.LookalikePair)
		}
	}
}

// count returns the number of codes that a code may be read as, by a Corrector.
func count(t testing.TB, f *redeem.Format, code redeem.Code) float64 {
	t.Helper()
	c := redeem.Corrector{Format: f}
	n, exact := c.Count(string(code.AppendTo(nil)))
	if !exact {
		t.Fatalf("%+v: not exact", f.Spec())
	}
	return float64(n)
}

// TestNeighborsOfEveryCode compares with a Corrector on all codes of small
// formats. The sample asks about each format with one of three models, by turns.
func TestNeighborsOfEveryCode(t *testing.T) {
	// The pairs of an OCR model differ between the two directions. None of them
	// costs so much that a Corrector leaves it out.
	var pairs []redeem.Pair
	for read := byte('!'); read <= '~'; read++ {
		if read == '?' { // marks an unread character
			continue
		}
		for meant, cost := range redeem.Tesseract().Of(read) {
			pairs = append(pairs, redeem.Pair{Read: read, Meant: meant, Cost: uint8(min(cost, 3))})
		}
	}
	ocr, err := redeem.NewLookalikes(pairs...)
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range []*redeem.Lookalikes{ocr, redeem.SupportArticle(), redeem.SupportTS1292()} {
		for j, f := range []*redeem.Format{
			mustFormat(t, redeem.Spec{Length: 4, Alphabet: "O0Q8B", Lookalikes: l}, ""),
			mustFormat(t, redeem.Spec{Length: 4, Alphabet: "O0Q8B", Lookalikes: l}, "luhn-mod-36"),
			mustFormat(t, redeem.Spec{Length: 5, Alphabet: "O0Q8B", Prefix: "8", Lookalikes: l}, "iso7064-mod-37-36"),
			mustFormat(t, redeem.Spec{Length: 4, Alphabet: "O0Q8B", Lookalikes: l}, "iso7064-mod-37-2"),
			mustFormat(t, redeem.Spec{Length: 5, Alphabet: "O0Q8B", Lookalikes: l}, "iso7064-mod-97-10"),
			mustFormat(t, redeem.Spec{Length: 5, Alphabet: "OQDB", Lookalikes: l}, "iso7064-mod-661-26"),
			mustFormat(t, redeem.Spec{Length: 6, Alphabet: "0Q8B", Lookalikes: l}, "coupon-code-2x3"),
		} {
			if j%3 != i && !exhaustive.On() {
				continue
			}
			sum, codes := 0.0, 0.0
			payload := make([]byte, f.Spec().Length)
			each(f, payload, 0, func(code redeem.Code) {
				sum += count(t, f, code)
				codes++
			})
			a := Ask(Question{Format: f})
			if a.Codes != codes || !near(a.Neighbors+1, sum/codes) {
				t.Errorf("%+v: %v codes and %v neighbors, want %v and %v", f.Spec(), a.Codes, a.Neighbors, codes, sum/codes-1)
			}
		}
	}
}

// each calls do with every code that begins with text[:n].
func each(f *redeem.Format, text []byte, n int, do func(redeem.Code)) {
	if n == len(text) {
		if f.Valid(string(text)) {
			code, _ := f.ParseBytes(text)
			do(code)
		}
		return
	}
	symbols := f.Spec().Alphabet
	if s := f.Spec().Check; s != nil && s.IsCheck(n, len(text)) {
		symbols = s.CheckAlphabet()
	}
	for _, symbol := range []byte(symbols) {
		text[n] = symbol
		each(f, text, n+1, do)
	}
}

// TestNeighborsSampled compares with a Corrector on random codes.
func TestNeighborsSampled(t *testing.T) {
	samples := exhaustive.Pick(500, 4000)
	for i, l := range []*redeem.Lookalikes{redeem.SupportArticle(), redeem.SupportTS1292()} {
		for j, f := range formats(t, 12, l) {
			if (i+j)%2 > 0 && !exhaustive.On() { // each scheme has one of the two models
				continue
			}
			random := rand.NewChaCha8([32]byte{12})
			sum, squares := 0.0, 0.0
			for range samples {
				code, err := issue.New(f, random)
				if err != nil {
					t.Fatal(err)
				}
				n := count(t, f, code) - 1
				sum += n
				squares += n * n
			}
			mean := sum / float64(samples)
			deviation := math.Sqrt(max(squares/float64(samples)-mean*mean, 0) / float64(samples))
			if a := Ask(Question{Format: f}); math.Abs(a.Neighbors-mean) > 4.5*deviation+1e-9*mean {
				t.Errorf("%+v: %v neighbors, in a sample %v ± %v", f.Spec(), a.Neighbors, mean, deviation)
			}
		}
	}
}

// TestGuesses compares with guessing all codes in random order.
func TestGuesses(t *testing.T) {
	f := mustFormat(t, redeem.Spec{Length: 2, Alphabet: "0123456789"}, "")
	for _, live := range []float64{1, 7, 99, 100} {
		rounds := exhaustive.Pick(5_000, 20_000)
		random := rand.New(rand.NewPCG(1, uint64(live)))
		sum := 0
		for range rounds {
			sum += 1 + slices.IndexFunc(random.Perm(100), func(code int) bool { return code < int(live) })
		}
		a := Ask(Question{Format: f, Live: live, PerDay: 4})
		if mean := float64(sum) / float64(rounds); math.Abs(a.Guesses-mean) > 0.03*mean {
			t.Errorf("%v live: %v guesses, tried %v", live, a.Guesses, mean)
		}
		if a.Chance != live/100 || a.Days != a.Guesses/4 {
			t.Errorf("%v live: chance %v, %v days for %v guesses", live, a.Chance, a.Days, a.Guesses)
		}
	}
	if a := Ask(Question{Format: f, Live: 1000}); a.Chance != 1 || a.Guesses != 1 || a.Days != 0 {
		t.Errorf("more live codes than there are: %+v", a)
	}
}

func TestAdvice(t *testing.T) {
	const without = "CDFGHJKLMNPQRTVWXY3479"
	none, err := redeem.NewLookalikes()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		q    Question
		want []Advice
	}{
		{"no look-alikes", Question{Format: mustFormat(t, redeem.Spec{Length: 12, Alphabet: without}, "")}, nil},
		{"none known", Question{Lookalikes: none}, nil},
		{"all detected", Question{Format: mustFormat(t, redeem.Spec{Length: 12}, "damm")}, nil},
		{"two missed", Question{Format: mustFormat(t, redeem.Spec{Length: 12}, "luhn-mod-36")}, []Advice{Alike}},
		{"one missed", Question{Format: mustFormat(t, redeem.Spec{Length: 12}, "iso7064-mod-97-10")}, []Advice{Undetected, Alike}},
		{"no check character", Question{Lookalikes: redeem.SupportTS1292()}, []Advice{Unchecked, Alike}},
		{"everything alike", Question{Lookalikes: redeem.Tesseract()}, []Advice{Unchecked}},
		{"everything alike, checked", Question{Format: mustFormat(t, redeem.Spec{Length: 8}, "damm-gf32"), Lookalikes: redeem.Tesseract()}, nil},
		{"guessable", Question{Format: mustFormat(t, redeem.Spec{Length: 8, Alphabet: without}, ""), Live: 1e6, PerDay: 1000}, []Advice{Guessable}},
		{"not so soon", Question{Format: mustFormat(t, redeem.Spec{Length: 8, Alphabet: without}, ""), Live: 10, PerDay: 10}, nil},
	} {
		a := Ask(test.q)
		if !slices.Equal(a.Advice, test.want) {
			t.Errorf("%s: advice %v, want %v", test.name, a.Advice, test.want)
		}
		if (len(a.Swaps) == 0) != (a.ByDistance == nil) || len(a.Swaps) == 0 && (a.Neighbors != 0 || a.Missed != nil) {
			t.Errorf("%s: %+v", test.name, a)
		}
	}
	for a := range Alike + 2 {
		if text := a.String(); (text == "") != (a == 0 || a > Alike) || strings.ToValidUTF8(text, "") != text {
			t.Errorf("advice %d: %q", a, text)
		}
	}
}

// BenchmarkAsk is the work of a page while somebody moves a slider.
func BenchmarkAsk(b *testing.B) {
	for _, name := range []string{"", "luhn-mod-36", "iso7064-mod-37-36", "iso7064-mod-97-10"} {
		q := Question{Format: mustFormat(b, redeem.Spec{Length: 16}, name), Live: 1e6, PerDay: 1e4}
		b.Run("check "+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Ask(q)
			}
		})
	}
}
