package unidata

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A value of Fold is one of these or an ASCII letter or digit. The letter or
// digit may have the bit Homoglyph. The numbers are those of package spell.
const (
	Separator = 1
	Invisible = 2
	Digit0    = 3  // to Digit0+9
	Mark      = 13 // stands for nothing, and may be left out at both ends
	Trailing  = 14 // the same, at the end only
	Homoglyph = 0x80
)

// The middle dots without a decomposition to MIDDLE DOT: MIDDLE DOT itself, the
// one on Japanese keyboards in both widths, and the bullets that look like it.
const middleDots = "\u00B7\u30FB\uFF65\u2022\u2219\u22C5\u2027"

// Characters that keyboards and fonts use as a dash, but without the property
// Dash: the long vowel mark in both widths, the tilde of full-width keyboards, a
// bullet in the shape of a hyphen, a raised, a heavy and two drawn lines, and the
// tilde operator.
const dashes = "\u30FC\uFF70\uFF5E\u2043\u02D7\u2796\u2500\u2501\u223C"

// The OBJECT REPLACEMENT CHARACTER, which dictation and rich text leave behind.
const object = '\uFFFC'

// Cyrillic letters whose lower case has the form of their capital. UTS #39 lists
// the capital as a look-alike of an ASCII character.
const smallCapitals = "кмвнтз"

// Characters that may follow a pasted code but never precede it: the comma,
// semicolon and colon of full-width keyboards, and the ideographic full stop in
// both widths.
const trailing = "\uFF0C\uFF1B\uFF1A\u3002\uFF61"

// capitalI holds letters that look like I in upper case. UTS #39 maps I to l,
// so it also maps the Cyrillic and Greek ones to l (the last five are
// mathematical forms of the Greek one). Of the two Turkish letters, it maps ı
// to i and does not have İ.
const capitalI = "\u0406\u04C0\u0131\u0130\u0399" +
	"\U0001D6B0\U0001D6EA\U0001D724\U0001D75E\U0001D798"

// Fold returns what each code point outside ASCII stands for. A code point that
// is missing or has the value 0 stands for no symbol.
func Fold() (map[rune]uint8, error) {
	spans, err := readProperties()
	if err != nil {
		return nil, fmt.Errorf("properties: %w", err)
	}
	prototypes, err := readConfusables()
	if err != nil {
		return nil, fmt.Errorf("confusables: %w", err)
	}

	// The first source that has a code point decides. Appearance comes last:
	// U+0665 is the digit five, though it looks like an o.
	fold := make(map[rune]uint8)
	decide := func(r rune, v uint8) {
		if _, decided := fold[r]; !decided {
			fold[r] = v
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int {
		return cmp.Compare(rank(a.property), rank(b.property))
	})
	for _, s := range spans {
		for r := s.first; r <= s.last; r++ {
			v, err := s.value(r)
			if err != nil {
				return nil, err
			}
			decide(r, v)
		}
	}
	for _, r := range middleDots + dashes {
		decide(r, Separator)
	}
	decide(object, Invisible)
	for _, r := range trailing {
		decide(r, Trailing)
	}
	for _, r := range capitalI {
		decide(r, Homoglyph|'I')
	}
	for _, r := range smallCapitals {
		c, ok := prototypes[unicode.ToUpper(r)]
		if !ok {
			return nil, fmt.Errorf("%U: its capital looks like no ASCII character", r)
		}
		decide(r, Homoglyph|c)
	}
	for r, c := range prototypes {
		decide(r, Homoglyph|c)
	}
	return fold, nil
}

// rank returns the precedence of a property. A full-width digit is first a form
// of an ASCII digit, and second a digit of category Nd.
func rank(property string) int {
	switch property {
	case "Default_Ignorable_Code_Point":
		return 0
	case "Nd", "White_Space", "Dash":
		return 2
	case "Quotation_Mark", "Ps", "Pe":
		return 3
	}
	return 1 // decompositions
}

// value returns what r stands for by the property of s.
func (s span) value(r rune) (uint8, error) {
	switch s.property {
	case "Default_Ignorable_Code_Point":
		return Invisible, nil
	case "White_Space", "Dash":
		return Separator, nil
	case "Quotation_Mark", "Ps", "Pe":
		return Mark, nil
	case "Nd":
		if s.last-s.first != 9 {
			return 0, fmt.Errorf("%U: not a run of ten digits", s.first)
		}
		return Digit0 + uint8(r-s.first), nil
	}
	to := s.mapping + r - s.first
	switch {
	case strings.HasPrefix(s.property, "excluded "):
		return 0, nil
	case strings.ContainsRune("_./\u00B7", to):
		return Separator, nil
	case !isAlnum(to):
		return 0, fmt.Errorf("%U: no rule for %s %U", r, s.property, to)
	case s.property == "<wide>", s.property == "<narrow>", s.property == "<font>":
		return uint8(to), nil
	case s.property == "<canonical>":
		return Homoglyph | uint8(to), nil
	}
	return 0, fmt.Errorf("%U: unknown property %s", r, s.property)
}
