package redeem

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// maxPairCost is a quarter of the engine's limit: codes with several of the
// dearest misreads are still found.
const maxPairCost = (maxCost + 1) / 4

func TestTesseract(t *testing.T) {
	var pairs []Pair
	for read := byte('!'); read <= '~'; read++ {
		if ocrModel.edges[read] == nil {
			continue
		}
		for meant, cost := range Tesseract().Of(read) {
			pairs = append(pairs, Pair{read, meant, uint8(cost)})
			if cost > maxPairCost {
				t.Errorf("%c read as %c costs %d", meant, read, cost)
			}
		}
	}
	for _, symbol := range []byte(alnumAlphabet) {
		if cost, ok := Tesseract().Cost(symbol, symbol); !ok || cost != 0 {
			t.Errorf("%c read as itself costs %d, %v", symbol, cost, ok)
		}
		if n := len(ocrModel.edges[symbol]); n == 0 || n > 8 {
			t.Errorf("%c has %d meanings", symbol, n)
		}
	}
	same := mustLookalikes(t, pairs...).WithIndels(ocrModel.dropped, ocrModel.added, ocrModel.doubled)
	if diff := cmp.Diff(same, Tesseract(), cmp.AllowUnexported(Lookalikes{}, edge{})); diff != "" {
		t.Errorf("Tesseract is not what NewLookalikes makes of its pairs:\n%s", diff)
	}
	for _, cost := range []uint8{ocrModel.dropped, ocrModel.added, ocrModel.doubled} {
		if cost == 0 || cost > maxIndelsCost {
			t.Errorf("an indel costs %d", cost)
		}
	}
}
