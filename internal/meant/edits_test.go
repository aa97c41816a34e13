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

// TestDearEdits looks for codes in which a symbol costs more than a machine word has
// bits, while others may be several symbols, so that states are found from both
// ends.
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
