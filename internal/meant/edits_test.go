package meant_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
)

// manyStates are schemes with so many states that a search has words for those only
// that are reached.
var manyStates = []string{"iso7064-mod-97-10", "iso7064-mod-1271-36", "rs-gf32-2", "rs-gf37-2", "rs-gf32-3", "rs-gf37-4"}

// edited calls f with every text that differs from another in as many places as
// edits at most, from one place on, and with the number of those.
func edited(symbols, text []byte, from, edits, n int, yield func(text string, n int)) {
	yield(string(text), n)
	if n == edits {
		return
	}
	for place := from; place < len(text); place++ {
		own := text[place]
		for _, symbol := range symbols {
			if text[place] = symbol; symbol != own {
				edited(symbols, text, place+1, edits, n+1, yield)
			}
		}
		text[place] = own
	}
}

// TestFewEdits compares the codes within one edit and within two, of any symbol for
// any other, with all texts that are as close.
func TestFewEdits(t *testing.T) {
	const cost = 9
	any := draw.ModelOf(t).WithAny(cost)
	for _, name := range manyStates {
		scheme := draw.SchemeNamed(t, name)
		f := redeem.MustFormat(redeem.Spec{Length: 7, Alphabet: scheme.Alphabet(), Check: scheme})
		symbols := []byte(symbolsOf(f))
		slices.Sort(symbols)
		symbols = slices.Compact(symbols)
		for n, misread := range []string{"", "0", "46", "01", "06"} {
			read := []byte(draw.CheckedCode(t, f, n))
			for _, place := range misread {
				read[place-'0'] = scheme.Alphabet()[n]
			}
			for edits := 1; edits <= 2; edits++ {
				var want []candidate
				edited(symbols, slices.Clone(read), 0, edits, 0, func(text string, n int) {
					if f.Valid(text) {
						want = append(want, candidate{text, price{n * cost, n}})
					}
				})
				c := &redeem.Corrector{Format: f, Lookalikes: any, MaxEdits: edits}
				checkListed(t, name, c, []string{string(read)}, listed(want))
				if n, exact := c.Count(string(read)); n != uint64(len(want)) || !exact {
					t.Errorf("%s: Count(%q) with %d edits = %d, %v, want %d", name, read, edits, n, exact, len(want))
				}
			}
		}
	}
}

// TestDearEdits looks for codes in which one symbol costs more than a machine word has bits
// and others are ambiguous, so that the search finds states from both ends.
func TestDearEdits(t *testing.T) {
	const length, dear = 12, 70
	for _, name := range manyStates {
		scheme := draw.SchemeNamed(t, name)
		f := redeem.MustFormat(redeem.Spec{Length: length, Alphabet: scheme.Alphabet(), Check: scheme})
		code := draw.CheckedCode(t, f, 1)
		for place := range length {
			wrong := scheme.Alphabet()[0]
			for strings.IndexByte(code, wrong) >= 0 {
				wrong++
			}
			read := code[:place] + string(rune(wrong)) + code[place+1:]
			pairs := []redeem.Pair{pair(wrong, code[place], dear)}
			for i, symbol := range []byte(code[:length-scheme.Len()]) {
				if strings.IndexByte(code[:i], symbol) < 0 {
					pairs = append(pairs, pair(symbol, wrong, 1))
				}
			}
			for edits := range 2 {
				c := &redeem.Corrector{Format: f, Lookalikes: draw.ModelOf(t, pairs...), MaxEdits: edits}
				if !slices.Contains(candidatesOf(c, read), candidate{code, price{dear, 1}}) {
					t.Errorf("%s: %s is none of the candidates of %q with MaxEdits %d", name, code, read, edits)
				}
			}
		}
	}
}
