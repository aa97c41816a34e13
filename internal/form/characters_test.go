package form_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/spell"
)

// TestCharacters compares the characters of a read with the reference. What a
// paste brings along is left out where there are too many.
func TestCharacters(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		spec := draw.Spec(t)
		if spec.Alphabet == "" || rapid.Bool().Draw(t, "letters and digits") {
			spec.Check, spec.Alphabet = nil, spell.Alphanumeric
			spec.Prefix = ""
		}
		f := form.New(form.Spec{
			Length:   spec.Length,
			Prefix:   spec.Prefix,
			Alphabet: spec.Alphabet,
			Groups:   spec.Groups,
			Scheme:   spec.Check,
			Model:    new(alike.Model),
		})
		door := redeem.MustFormat(redeem.Spec{Length: spec.Length, Alphabet: spec.Alphabet})
		for range 40 {
			var s string
			switch rapid.IntRange(0, 4).Draw(t, "input") {
			case 0:
				s = draw.Input(t, spec)
			case 1:
				s = strings.Repeat("A", rapid.IntRange(0, spell.MaxInput+2).Draw(t, "symbols"))
			default:
				s = drawGroups(t, door)
			}
			text := make([]byte, rapid.IntRange(spell.MaxLen, spell.MaxLen+8).Draw(t, "room"))
			n := f.Characters([]byte(s), text)

			chars, more := reference.Chars(s)
			read := func(chars []reference.Char) (text []byte) {
				for _, c := range chars {
					switch {
					case c.Err != 0:
						text = append(text, 0)
					case c.ASCII != 0:
						text = append(text, reference.Folded(spec.Alphabet, c.ASCII))
					}
				}
				return text
			}
			want := read(chars)
			if len(want) > spec.Length {
				strict := spec
				strict.Lookalikes = new(redeem.Lookalikes)
				want = read(reference.Unwrap(chars, s, func(x byte) bool { return reference.IsSymbol(strict, x) }))
			}
			if more || len(want) > len(text) {
				if n != len(text)+1 {
					t.Errorf("%q: %d characters in %d of room, want %d", s, n, len(text), len(want))
				}
				continue
			}
			got := bytes.Map(func(r rune) rune { // a control character stands for no symbol either
				if r < ' ' || r == 0x7F {
					return 0
				}
				return r
			}, text[:min(n, len(text))])
			if n != len(want) || !slices.Equal(got, want) {
				t.Errorf("%q: %d characters %q, want %q", s, n, got, want)
			}
		}
	})
}
