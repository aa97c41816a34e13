package redeem_test

import (
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/spell"
	"github.com/redeemkit/redeem/internal/vectors"
)

// TestNormalizeVectors runs vectors/normalize.json. For those of parse.json,
// reference.CheckNormalize compares Normalize with Parse.
func TestNormalizeVectors(t *testing.T) {
	for _, v := range vectors.Normalize.Load(t) {
		t.Run(v.Name, func(t *testing.T) {
			in := string(v.Input)
			text, err := redeem.Normalize(in)
			if got := (vectors.Normalized{Text: vectors.Text(text), Error: vectors.Key(err)}); got != v.Answer {
				t.Errorf("Normalize(%q) = %+q, want %+q", in, got, v.Answer)
			}
			reference.CheckNormalize(t, in)
		})
	}
}

// TestEditsHas goes through all pairs of sets.
func TestEditsHas(t *testing.T) {
	for e := range 256 {
		for other := range 256 {
			if got := redeem.Edits(e).Has(redeem.Edits(other)); got != (e|other == e) {
				t.Errorf("%v.Has(%v) = %v", redeem.Edits(e), redeem.Edits(other), got)
			}
		}
	}
}

func TestEditsString(t *testing.T) {
	for e, want := range map[redeem.Edits]string{
		0:                     "none",
		redeem.EditCase:       "case",
		redeem.EditSeparator:  "separator",
		redeem.EditInvisible:  "invisible",
		redeem.EditWidth:      "width",
		redeem.EditDigit:      "digit",
		redeem.EditHomoglyph:  "homoglyph",
		redeem.EditSubstitute: "substitute",
		redeem.EditSubstitute | redeem.EditDigit | redeem.EditCase: "case|digit|substitute",
		1 << 7:                  "?", // which no edit has
		1<<7 | redeem.EditWidth: "width|?",
	} {
		if got := e.String(); got != want {
			t.Errorf("%#x: String = %q, want %q", uint8(e), got, want)
		}
	}
}

// TestEditNumbers: the engine's values are converted to the exported ones number for
// number.
func TestEditNumbers(t *testing.T) {
	for inside, edit := range map[spell.Edits]redeem.Edits{
		spell.EditCase:       redeem.EditCase,
		spell.EditSeparator:  redeem.EditSeparator,
		spell.EditInvisible:  redeem.EditInvisible,
		spell.EditWidth:      redeem.EditWidth,
		spell.EditDigit:      redeem.EditDigit,
		spell.EditHomoglyph:  redeem.EditHomoglyph,
		spell.EditSubstitute: redeem.EditSubstitute,
	} {
		if uint8(inside) != uint8(edit) {
			t.Errorf("%v is %#x, inside %#x", edit, uint8(edit), uint8(inside))
		}
	}
}

// TestConstants asserts that the sizes and versions that the doors export are those of
// the engines.
func TestConstants(t *testing.T) {
	if redeem.MaxLen != spell.MaxLen || redeem.MaxInput != spell.MaxInput || redeem.UnicodeVersion != spell.UnicodeVersion {
		t.Errorf("MaxLen %d, MaxInput %d, UnicodeVersion %s, but the engines have %d, %d, %s",
			redeem.MaxLen, redeem.MaxInput, redeem.UnicodeVersion, spell.MaxLen, spell.MaxInput, spell.UnicodeVersion)
	}
}
