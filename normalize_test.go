package redeem_test

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/reference"
)

func TestNormalize(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string
		err            error
	}{
		{"normalized", sample, sample, nil},
		{"any length", "a", "A", nil},
		{"any beginning", "0-z", "0Z", nil},
		{"a line break", sample + "\n", sample, nil},
		{"look-alikes stay", "o0 iL1 s5", "O0IL1S5", nil},
		{"other scripts", "Ｘ𝟖жelvin\u212A", "", redeem.ErrSymbol},
		{"other scripts", "Ｘ𝟖\u212A٤рı", "X8K4PI", nil},
		{"longer than any code", strings.Repeat("a", redeem.MaxInput), strings.Repeat("A", redeem.MaxInput), nil},
		{"too long", strings.Repeat("a", redeem.MaxInput+1), "", redeem.ErrTooLong},
		{"too long, with a fault", "!" + strings.Repeat("a", redeem.MaxInput), "", redeem.ErrSymbol},
		{"too long, with a fault after all that counts", strings.Repeat("a", redeem.MaxInput) + "!", "", redeem.ErrTooLong},
		{"nothing", "", "", redeem.ErrEmpty},
		{"separators", " -_./·\u200B\n", "", redeem.ErrEmpty},
		{"punctuation", "A+B", "", redeem.ErrSymbol},
		{"unread", "A?B", "", redeem.ErrSymbol},
		{"long s", "ſ", "", redeem.ErrSymbol},
		{"the leftmost of two", "é\xFF", "", redeem.ErrSymbol},
		{"the leftmost of two", "\xFFé", "", redeem.ErrEncoding},
	} {
		if got, err := redeem.Normalize(tt.in); got != tt.want || err != tt.err {
			t.Errorf("%s: Normalize(%q) = %q, %v, want %q, %v", tt.name, tt.in, got, err, tt.want, tt.err)
		}
		reference.CheckNormalize(t, tt.in)
	}
	for _, tt := range typed {
		if got, err := redeem.Normalize(tt.in); got != sample || err != nil {
			t.Errorf("%s: Normalize(%q) = %q, %v, want %q", tt.name, tt.in, got, err, sample)
		}
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
