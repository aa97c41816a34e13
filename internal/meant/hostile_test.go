package meant_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// hostileSymbols returns the printable characters of ASCII that a pair may have, which are
// all but the question mark, and those that an alphabet may have.
func hostileSymbols() (pairs, alphabet string) {
	for b := byte('!'); b <= '~'; b++ {
		if b != '?' {
			pairs += string(b)
			if !strings.ContainsRune("-_./", rune(b)) {
				alphabet += string(b)
			}
		}
	}
	return pairs, alphabet
}

// hostileModels returns models in which every symbol may be every other one.
func hostileModels(t *testing.T) map[string]*redeem.Lookalikes {
	symbols, _ := hostileSymbols()
	models := map[string]*redeem.Lookalikes{}
	for name, cost := range map[string]func(read, meant int) int{
		"for nothing":       func(read, meant int) int { return 0 },
		"at mixed costs":    func(read, meant int) int { return (7*read + 3*meant) % 17 },
		"at dear costs":     func(read, meant int) int { return 255 - (read+meant)%2 },
		"at the limit, 127": func(read, meant int) int { return 127 * min(1, (read-meant)*(read-meant)) },
	} {
		var pairs []redeem.Pair
		for i := range len(symbols) {
			for j := range len(symbols) {
				pairs = append(pairs, redeem.Pair{Read: symbols[i], Meant: symbols[j], Cost: uint8(cost(i, j))})
			}
		}
		l, err := redeem.NewLookalikes(pairs...)
		if err != nil {
			t.Fatal(err)
		}
		if cost(0, 1) > 100 { // two of the dear ones would be beyond the limit
			l = l.WithIndels(redeem.Indels{})
		}
		models[name] = l
	}
	return models
}

// TestHostileModels asks Correctors whose models make every code possible. The candidates
// that are read and the questions to Accept bound their work, and the answer says so.
func TestHostileModels(t *testing.T) {
	_, most := hostileSymbols()
	formats := []*redeem.Format{
		redeem.GiftCard(),
		redeem.MustFormat(redeem.Spec{Name: "all symbols", Length: redeem.MaxLen, Alphabet: most}),
	}
	// A check character, one that the alphabet does not have, two, and many
	// states. The first takes a tenth of the time that all take.
	schemes := []string{"luhn-mod-36", "iso7064-mod-37-2", "iso7064-mod-97-10", "iso7064-mod-1271-36"}
	for _, scheme := range schemes[:exhaustive.Pick(1, 4)] {
		s := draw.SchemeNamed(t, scheme)
		formats = append(formats, redeem.MustFormat(redeem.Spec{Name: scheme, Length: 12, Alphabet: s.Alphabet(), Check: s}))
	}
	for name, model := range hostileModels(t) {
		for _, f := range formats {
			n := f.Spec().Length
			one := strings.Repeat("7X", n)
			for _, reads := range [][]string{
				{one[:n]},
				{strings.Repeat("?", n)},
				{one[:n+1], strings.Repeat("X7", n)[:n]},
			} {
				for indels := range 2 {
					if indels > 0 && f.Spec().Check != nil && f.Spec().Check.States() > 1000 && !exhaustive.On() {
						continue
					}
					hostileQuestion(t, name, &redeem.Corrector{Format: f, Lookalikes: model, MaxIndels: indels}, reads)
				}
			}
		}
	}
}

func hostileQuestion(t *testing.T, name string, c *redeem.Corrector, reads []string) {
	t.Helper()
	what := fmt.Sprintf("%s, %s, %q, MaxIndels %d", c.Format, name, reads, c.MaxIndels)
	const looked = 65 // one more than Accept is asked about
	n, _ := c.Count(reads...)
	listed := 0
	for range c.Candidates(reads...) {
		if listed++; listed == looked {
			break
		}
	}
	if n < uint64(listed) {
		t.Errorf("%s: Count = %d, and %d candidates", what, n, listed)
	}
	asked := 0
	asking := *c
	asking.Accept = func(redeem.Code) bool { asked++; return false }
	r := asking.Resolve(reads...)
	if asked != min(listed, looked-1) || listed == looked && !r.Capped || r.Verdict != redeem.VerdictNone {
		t.Errorf("%s: Accept asked %d times of %d candidates or more, %+v", what, asked, listed, r)
	}
	r = c.Resolve(reads...)
	if (r.Verdict == redeem.VerdictNone) != (listed == 0) || r.Ties > 1 && r.Verdict != redeem.VerdictAmbiguous ||
		c.MaxIndels > 0 && r.Ties == looked-1 && r.Margin == 0 && listed == looked && !r.Capped {
		t.Errorf("%s: %+v of %d candidates or more", what, r, listed)
	}
}

// TestHostileSpace bounds the memory of a question, and so its time, for any number of
// states and reads. A Corrector does not try what needs more, and says so.
func TestHostileSpace(t *testing.T) {
	const length = 16
	models := []*redeem.Lookalikes{nil, redeem.Tesseract().WithAny(24)}
	counts := exhaustive.Pick([]int{1, 5}, []int{1, 2, 3, 5, 6}) // 5 are the most that are tried
	for scheme, most := range map[string]uint64{
		"luhn-mod-36": 7 << 20, "iso7064-mod-97-10": 7 << 20, "iso7064-mod-1271-36": 7 << 20, "rs-gf32-3": 14 << 20, "rs-gf37-4": 14 << 20,
	} {
		s := draw.SchemeNamed(t, scheme)
		f := redeem.MustFormat(redeem.Spec{Length: length, Alphabet: s.Alphabet(), Check: s})
		for _, reads := range counts {
			for _, indels := range exhaustive.Pick([]int{4, 5}, []int{1, 2, 4, 5}) {
				for i, model := range models {
					c := &redeem.Corrector{Format: f, Lookalikes: model, MaxIndels: indels}
					var before, after runtime.MemStats
					runtime.ReadMemStats(&before)
					r := c.Resolve(slices.Repeat([]string{strings.Repeat("70", length/2)}, reads)...)
					runtime.ReadMemStats(&after)
					if took := after.TotalAlloc - before.TotalAlloc; took > most {
						t.Errorf("%s, %d reads, MaxIndels %d, model %d: %d bytes", s.Name(), reads, indels, i, took)
					}
					if indels > 4 && !r.Capped {
						t.Errorf("%s, %d reads, MaxIndels %d, model %d: %+v is not capped", s.Name(), reads, indels, i, r)
					}
				}
			}
		}
	}
}

// TestHostileEdits is the promise that a high MaxEdits takes no more than 9 MiB, with the
// most states and reads. A Corrector then tries fewer edits, but at least 11, and says so.
// Count then returns the number without MaxEdits.
func TestHostileEdits(t *testing.T) {
	const most, tried, counted = 9 << 20, 11, 2
	reads := exhaustive.Pick([]int{5}, []int{1, 5, 300})
	for _, scheme := range []string{"luhn-mod-36", "iso7064-mod-1271-36"} {
		s := draw.SchemeNamed(t, scheme)
		f := redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen, Alphabet: s.Alphabet(), Check: s})
		many := s.States() > 1000
		for _, n := range reads {
			reads := slices.Repeat([]string{strings.Repeat("0I", redeem.MaxLen/2)}, n)
			all, _ := (&redeem.Corrector{Format: f, Lookalikes: redeem.Tesseract()}).Count(reads...)
			for _, edits := range []int{counted, tried, tried + 1, n*redeem.MaxLen - 1} {
				c := &redeem.Corrector{Format: f, Lookalikes: redeem.Tesseract(), MaxEdits: edits}
				what := fmt.Sprintf("%s, %d reads, MaxEdits %d", s.Name(), n, edits)
				bytes := func(ask func()) uint64 {
					var before, after runtime.MemStats
					runtime.ReadMemStats(&before)
					ask()
					runtime.ReadMemStats(&after)
					return after.TotalAlloc - before.TotalAlloc
				}
				var r redeem.Resolution
				var found redeem.Candidate
				var count uint64
				var exact bool
				resolving := bytes(func() { r = c.Resolve(reads...) })
				listing := bytes(func() {
					for found = range c.Candidates(reads...) {
						break
					}
				})
				counting := bytes(func() { count, exact = c.Count(reads...) })
				if max(resolving, listing, counting) > most {
					t.Errorf("%s: Resolve takes %d bytes, Candidates %d, Count %d", what, resolving, listing, counting)
				}
				if edits <= tried && r.Capped && r.Verdict != redeem.VerdictNone {
					t.Errorf("%s: %+v", what, r)
				}
				if found.Cost != r.Best.Cost || found.Edits > edits {
					t.Errorf("%s: the first candidate is %+v, the best %+v", what, found, r.Best)
				}
				if many && !exact && count != all || many && edits == counted && !exact {
					t.Errorf("%s: Count = %d, %t, of %d without MaxEdits", what, count, exact, all)
				}
			}
		}
	}
}

// TestHostileReads asks about very many reads. Up to 65,535 equal reads count as one. Of
// different reads a Corrector looks at 64, or at 8 with MaxIndels.
func TestHostileReads(t *testing.T) {
	s := draw.SchemeNamed(t, "iso7064-mod-1271-36")
	f := redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen, Alphabet: s.Alphabet(), Check: s})
	one := strings.Repeat("0I", redeem.MaxLen/2)
	equal, differ := slices.Repeat([]string{one}, 65536), make([]string, 65536)
	for i := range differ {
		differ[i] = fmt.Sprintf("%05d%s", i, one[5:])
	}
	for _, edits := range []int{0, 2_000_000} {
		c := &redeem.Corrector{Format: f, Lookalikes: redeem.Tesseract(), MaxEdits: edits}
		want := c.Resolve(one)
		for _, n := range []int{65535, 65536} {
			got := c.Resolve(equal[:n]...)
			if capped := n > 65535; got.Capped != capped || !capped && got != want {
				t.Errorf("%d equal reads, MaxEdits %d: %+v, and %+v of one", n, edits, got, want)
			}
			if _, exact := c.Count(equal[:n]...); exact && n > 65535 {
				t.Errorf("%d equal reads, MaxEdits %d: Count is exact", n, edits)
			}
		}
		for _, n := range []int{64, 65, 65536} {
			if n > 65 && edits == 0 && !exhaustive.On() { // the reads are counted as with MaxEdits
				continue
			}
			if r := c.Resolve(differ[:n]...); r.Capped != (n > 64) {
				t.Errorf("%d reads that differ, MaxEdits %d: %+v", n, edits, r)
			}
			if n > 65 && !exhaustive.On() { // Count looks at all reads, as Resolve does
				continue
			}
			if _, exact := c.Count(differ[:n]...); exact && n > 64 {
				t.Errorf("%d reads that differ, MaxEdits %d: Count is exact", n, edits)
			}
		}
		c.MaxEdits, c.MaxIndels = 0, 1
		if r := c.Resolve(differ[:9]...); !r.Capped {
			t.Errorf("nine reads that differ, MaxIndels 1: %+v", r)
		}
	}
}
