package spell_test

import (
	"testing"

	"github.com/redeemkit/redeem/internal/srctest"
)

func TestInlining(t *testing.T) {
	srctest.Inlined(t, "Symbols.Len", "Symbols.Equal", "Symbols.And", "Pack16", "Alnum16", "Upper8", "Other8", "NotDigits8", "Word", "Meaning.Symbol", "Meaning.Edits", "Meaning.IsSymbol")
}

func TestNothingElseEscapes(t *testing.T) {
	srctest.Escaping(t, "NewTable")
}
