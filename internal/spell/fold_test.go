package spell

import (
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// TestFoldRune compares all code points with x/text and package unicode. Both
// are older than our data (go1.26 has Unicode 15.0), so the test takes code
// points that they do not know from the properties file. For other code points,
// the properties that the test uses are stable.
func TestFoldRune(t *testing.T) {
	if unicode.Version > UnicodeVersion || unicode.Version != norm.Version {
		t.Skipf("Unicode %s in package unicode and %s in x/text, to test %s", unicode.Version, norm.Version, UnicodeVersion)
	}
	newer := readUCDProperties(t)
	lookalikes := readUCDConfusables(t)
	failures := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		u, ok := newer[r]
		if !unicode.Is(unicode.Cn, r) {
			u = traitsOf(r)
		} else if !ok {
			u = ucdTraits{digit: -1}
		}
		if got, want := foldRune(r), u.want(r, lookalikes[r]); got != want {
			t.Errorf("foldRune(%U %q) = %#02x, want %#02x", r, r, got, want)
			if failures++; failures == 20 {
				t.FailNow()
			}
		}
	}
	for _, r := range []rune{-1, -0x80, unicode.MaxRune + 1, 1<<31 - 1, -1 << 31} {
		if got := foldRune(r); got != foldNothing {
			t.Errorf("foldRune(%#x) = %#02x, want nothing", r, got)
		}
	}
}

// TestFoldRuneTraps has the characters for which an obvious rule is wrong.
func TestFoldRuneTraps(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   string
		want uint8
	}{
		{"Arabic five, which looks like o", "٥۵", foldDigit + 5},
		{"zeros, which look like O", "߀०০๐\U000118E0", foldDigit + 0},
		{"Bengali four, which looks like 8", "৪", foldDigit + 4},
		{"Cyrillic and Greek I, whose prototype is l", "ІӀΙ", foldHomoglyph | 'I'},
		{"I of a Turkish keyboard", "ıİ", foldHomoglyph | 'I'},
		{"mathematical Greek I", "\U0001D6B0\U0001D6EA\U0001D724\U0001D75E\U0001D798", foldHomoglyph | 'I'},
		{"Cyrillic Er and Greek Rho", "рρ", foldHomoglyph | 'p'},
		{"mathematical Greek I", "\U0001D6B0\U0001D6EA\U0001D724\U0001D75E\U0001D798", foldHomoglyph | 'I'},
		{"Cyrillic Er and Greek Rho, in capitals", "РΡ", foldHomoglyph | 'P'},
		{"Greek Nu, whose capital looks like N", "ν", foldHomoglyph | 'v'},
		{"Greek Nu, in capitals", "Ν", foldHomoglyph | 'N'},
		{"small Cyrillic letters with the form of their capital", "в", foldHomoglyph | 'B'},
		{"and others", "н", foldHomoglyph | 'H'},
		{"and others", "к", foldHomoglyph | 'K'},
		{"and others", "м", foldHomoglyph | 'M'},
		{"and others", "т", foldHomoglyph | 'T'},
		{"and others", "з", foldHomoglyph | '3'},
		{"and none of those that look like no letter", "дж", foldNothing},
		{"Cyrillic Ze, which looks like a digit", "З", foldHomoglyph | '3'},
		{"Kelvin sign, whose small letter is ASCII", "\u212A", foldHomoglyph | 'K'},
		{"long s, whose capital is ASCII", "ſ", foldNothing},
		{"circled, raised, lowered, squared", "①⓪ⒶⓍ²⁰ªº₂ₓ🄰", foldNothing},
		{"Roman numerals", "ⅠⅤⅩⅧⅬⅼⅿ", foldNothing},
		{"letters with marks", "ÅÉøđ\u212B", foldNothing},
		{"other writing and symbols", "中あЖ©€+＋、\uFFFD😀", foldNothing},
		{"full-width zero, whose prototype is O", "０", '0'},
		{"full-width and mathematical one, whose prototype is l", "１𝟏𝟙", '1'},
		{"full-width and mathematical I, whose prototype is l", "Ｉ𝐈ℐ", 'I'},
		{"case is kept", "ｘ𝐱𝓍𝚡", 'x'},
		{"case is kept", "Ｘ𝐗𝒳𝚇", 'X'},
		{"spaces", "\u0085\u00A0\u2003\u2028\u202F\u3000", foldSeparator},
		{"dashes", "‐‑–—−－〜⁻", foldSeparator},
		{"underscore, period, slash", "＿﹍．﹒․／", foldSeparator},
		{"middle dots", "·\u0387・･", foldSeparator},
		{"long vowel marks, tildes and lines put for a dash", "ーｰ～∼⁃˗➖─━", foldSeparator},
		{"bullets", "•∙⋅‧", foldSeparator},
		{"what dictation leaves behind", "\uFFFC", foldInvisible},
		{"quotation marks", "«»‘’‚‛“”„‟‹›⹂「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣", foldMark},
		{"brackets", "⁅⁆⟨⟩❨❩【】《》〔〕（）［］｛｝⸨⸩﴾﴿", foldMark},
		{"what ends a sentence", "，；：。｡", foldTrailing},
		{"and what does not", "！？、＝＊¿", foldNothing},
		{"zero width space, joiners and marks", "\u200B\u200C\u200D\u200E\u200F\u2060", foldInvisible},
		{"byte order mark", "\uFEFF", foldInvisible},
		{"soft hyphen, which is no dash", "\u00AD", foldInvisible},
		{"bidi controls and isolates", "\u061C\u202A\u202E\u2066\u2069", foldInvisible},
		{"variation selectors", "\uFE0F\U000E0100", foldInvisible},
		{"tag characters", "\U000E0001\U000E0041\U000E007F", foldInvisible},
		{"fillers, which are letters", "\u115F\u3164\uFFA0", foldInvisible},
		{"reserved for the invisible", "\u2065\uFFF0\U000E0FFF", foldInvisible},
		{"ASCII has tables of its own", "A0z-_. \x00\x7F", foldNothing},
		{"around the end of the tables", "\U0001FFFF\U00020000\U000DFFFF\U000E1000\U0010FFFF", foldNothing},
	} {
		for _, r := range tt.in {
			if got := foldRune(r); got != tt.want {
				t.Errorf("%s: foldRune(%U %q) = %#02x, want %#02x", tt.name, r, r, got, tt.want)
			}
		}
	}
}

func TestFoldRuneCounts(t *testing.T) {
	type counts struct{ separators, invisible, digits, marks, trailing, forms, homoglyphs int }
	var got counts
	formDigits := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		switch v := foldRune(r); {
		case v == foldNothing:
		case v == foldSeparator:
			got.separators++
		case v == foldInvisible:
			got.invisible++
		case v < foldDigit+10:
			got.digits++
		case v == foldMark:
			got.marks++
		case v == foldTrailing:
			got.trailing++
		case v < foldHomoglyph:
			got.forms++
			if v <= '9' {
				formDigits++
			}
		default:
			got.homoglyphs++
		}
	}
	if want := (counts{76, 4175, 680, 162, 5, 841, 578}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if n := got.digits + formDigits; n != 760 {
		t.Errorf("%d decimal digits outside ASCII, want 760", n)
	}
}
