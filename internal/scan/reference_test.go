package scan_test

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/spell"
)

// slowFind is Format.Find: it tries every part of the text.
func slowFind(f slowFormat, text string) (found []redeem.Match) {
	for start := 0; start < len(text); {
		end := slowMatch(f, text, start)
		if end < 0 {
			start++
			continue
		}
		found = append(found, redeem.Match{Start: start, End: end, Code: f.Inspect(text[start:end]).Code})
		start = end
	}
	return found
}

// slowFormat is a format with the answers of slowOdd and slowStar, which take
// long.
type slowFormat struct {
	*redeem.Format
	spec      redeem.Spec
	odd, star bool
}

func newSlowFormat(f *redeem.Format) slowFormat {
	spec := f.Spec()
	return slowFormat{f, spec, slowOdd(spec), slowStar(spec)}
}

func newSlowFormats(formats []*redeem.Format) (slow []slowFormat) {
	for _, f := range formats {
		slow = append(slow, newSlowFormat(f))
	}
	return slow
}

// slowMatch returns where the code ends that begins at text[start], -1 if none
// begins there.
func slowMatch(f slowFormat, text string, start int) int {
	if r, _ := utf8.DecodeRuneInString(text[start:]); reference.Read(r).ASCII == 0 || !slowOpen(f, text[:start], false) {
		return -1
	}
	symbols := 0
	for end := start; end < len(text); {
		r, size := utf8.DecodeRuneInString(text[end:])
		c := reference.Read(r)
		if end += size; end > start+redeem.MaxInput || c.Err != 0 || symbols > f.spec.Length { // no more of the text makes it a code
			return -1
		}
		if c.ASCII == 0 {
			continue
		}
		symbols++
		if !f.odd && slowEscaped(text[:end]) {
			continue // no code of letters and digits begins before an escape and ends with it
		}
		if f.Inspect(text[start:end]).Err == nil && slowSpelled(f.spec, text[start:end]) && slowOpen(f, text[end:], true) {
			return end
		}
	}
	return -1
}

// slowSpelled reports whether a spelling that Inspect accepts is one that may
// stand in a text.
func slowSpelled(spec redeem.Spec, s string) bool {
	chars, _ := reference.Chars(s)
	for i, c := range []reference.Char{chars[0], chars[len(chars)-1]} {
		alphabet := reference.Alphabet(spec, i*(spec.Length-1))
		if _, _, ok := reference.Meaning(alphabet, spec.Lookalikes, c.ASCII); c.ASCII == 0 || !ok {
			return false
		}
	}
	breaks, place := "", 0 // the places where a separator should be
	for _, n := range spec.Groups {
		if place > 0 {
			breaks += string(rune(place))
		}
		place += n
	}
	joints, place := "", 0
	for _, c := range chars {
		r, _ := utf8.DecodeRuneInString(s[c.Offset:])
		switch {
		case c.ASCII != 0:
			place++
		case c.Edits == redeem.EditInvisible:
		case strings.ContainsRune("\n\v\f\r\u0085\u2028\u2029", r), (r < utf8.RuneSelf || reference.Knows(r)) && !unicode.In(r, unicode.White_Space, unicode.Dash) && !strings.ContainsRune(reference.Dashes, r):
			return false
		default:
			joints += string(rune(place))
		}
	}
	return joints == "" || joints == breaks
}

// maxGap is how many bytes of invisible characters are looked through for what
// a code touches.
const maxGap = 64

// slowOpen reports whether a code may begin after or end before the text,
// which is then what comes after it.
func slowOpen(f slowFormat, text string, after bool) bool {
	for gap := 0; text != "" && gap <= maxGap; {
		r, size := utf8.DecodeLastRuneInString(text)
		if after {
			r, size = utf8.DecodeRuneInString(text)
		}
		if r == utf8.RuneError && size == 1 {
			return true
		}
		c := reference.Read(r)
		if c.ASCII != 0 || c.Edits != redeem.EditInvisible {
			alnum := isAlnum(c.ASCII) && (after || !slowEscaped(text))
			cased := r >= utf8.RuneSelf && c.Err != 0 && (unicode.IsUpper(r) || unicode.IsLower(r) || unicode.IsTitle(r) || unicode.IsMark(r))
			odd := f.odd && (r == '*' || r == '_')
			return !alnum && !cased && !odd
		}
		gap += size
		if after {
			text = text[size:]
		} else {
			text = text[:len(text)-size]
		}
	}
	return true
}

func isAlnum(x byte) bool {
	return x != 0 && strings.Contains(spell.Alphanumeric, strings.ToUpper(string(rune(x))))
}

// slowEscaped reports whether a text ends with an escape sequence.
func slowEscaped(text string) bool {
	last := text[max(len(text)-len(`\u00a0`), 0):]
	return strings.ContainsAny(last, `\%`) && slowEscape.MatchString(last)
}

var slowEscape = regexp.MustCompile(`(?s)(\\([abfnrtv0]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})|%[0-9A-Fa-f]{2})$`)

// slowOdd reports whether the format reads other characters of ASCII as
// symbols than letters and digits.
func slowOdd(spec redeem.Spec) bool {
	for x := byte('!'); x <= '~'; x++ {
		for place := range spec.Length {
			if _, _, ok := reference.Meaning(reference.Alphabet(spec, place), spec.Lookalikes, x); ok && !isAlnum(x) && !strings.ContainsRune("-_./", rune(x)) {
				return true
			}
		}
	}
	return false
}

// slowStar reports whether the format reads a star as a symbol.
func slowStar(spec redeem.Spec) bool {
	for place := range spec.Length {
		if _, _, ok := reference.Meaning(reference.Alphabet(spec, place), spec.Lookalikes, '*'); ok {
			return true
		}
	}
	return false
}

// slowRedact is what a Redactor of the formats makes of a text. It masks what
// is a code as the text came in, and what begins with the first symbol that a
// mask leaves visible and would be one if nothing were before it.
func slowRedact(slow []slowFormat, text string) string {
	mask := "*"
	if slices.ContainsFunc(slow, func(f slowFormat) bool { return f.star }) {
		mask = "_"
	}
	masked, visible := make(map[int]bool), -1
	for start := range text {
		edge := start == visible
		for _, f := range slow {
			end := slowMatch(f, text, start)
			if edge && !f.odd && end < 0 {
				if end = slowMatch(f, text[start:], 0); end >= 0 {
					end += start
				}
			}
			if end < 0 {
				continue
			}
			left := f.spec.Length - min(f.spec.Length/4, 4)
			chars, _ := reference.Chars(text[start:end])
			for _, c := range append(chars, reference.Char{Offset: end - start, ASCII: '.'}) {
				switch i := start + c.Offset; {
				case c.ASCII == 0:
				case left > 0:
					left--
					masked[i] = true
				case left == 0:
					left--
					visible = max(visible, i)
				}
			}
		}
	}
	var out strings.Builder
	for i := 0; i < len(text); {
		_, size := utf8.DecodeRuneInString(text[i:])
		if masked[i] {
			out.WriteString(mask)
		} else {
			out.WriteString(text[i : i+size])
		}
		i += size
	}
	return out.String()
}

// slowSource returns how many bytes of a text made the first n bytes of what is
// left of it when codes are masked.
func slowSource(text, whole string, n int) (size int) {
	for k := range n {
		_, width := utf8.DecodeRuneInString(text[size:])
		if whole[k] == text[size] { // of a character that is kept the bytes count one by one
			width = 1
		}
		size += width
	}
	return size
}
