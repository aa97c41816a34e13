package scan_test

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/spell"
)

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

// slowCode is a code in a text.
type slowCode struct {
	redeem.Match
	symbols []slowToken // where they are
}

// slowFind is Formats.Find.
func slowFind(slow []slowFormat, text string) []redeem.Match {
	return slowFindBest(slow, text, slowBetter)
}

// slowFindBest tries every place of the text. better says whether a code of one
// format is better than one of another that it overlaps.
func slowFindBest(slow []slowFormat, text string, better func(f, g *redeem.Format) bool) (found []redeem.Match) {
	var best *redeem.Match
	for start := range text {
		for _, f := range slow {
			c, ok := slowMatch(f, text, start, false)
			if !ok {
				continue
			}
			if best != nil && start >= best.End {
				found = append(found, *best)
				best = nil
			}
			if best == nil || better(f.Format, best.Format) {
				best = &c.Match
			}
		}
	}
	if best != nil {
		found = append(found, *best)
	}
	return found
}

// slowBetter reports whether f is a better format than g, by the rarest and then
// by the longest.
func slowBetter(f, g *redeem.Format) bool {
	a, b := slowRarity(f), slowRarity(g)
	if diff := a - b; diff > 1e-9 || diff < -1e-9 {
		return diff > 0
	}
	return f.Len() > g.Len()
}

// slowToken is a part of a text that is read as one character.
type slowToken struct {
	at, end int
	r       rune // what it is read as, slowUnseen, or slowBroken
}

const (
	slowUnseen rune = -1 - iota // a terminal sequence or a soft line break
	slowBroken                  // no UTF-8
)

// slowMatch returns the code that begins at text[start]. If edge is set, the code may
// touch anything in front of it.
func slowMatch(f slowFormat, text string, start int, edge bool) (c slowCode, ok bool) {
	if !utf8.RuneStart(text[start]) || !edge && f.touches(slowBefore(text[:start])) {
		return c, false
	}
	var decoded strings.Builder
	joints := make(map[int][]string) // separators in front of a place
	at, place := start, 0
	for place < f.spec.Length {
		if at == len(text) {
			return c, false
		}
		k := slowNext(f, text, at, place)
		if k.end > start+redeem.MaxInput || k.r == slowBroken {
			return c, false
		}
		from := at
		at = k.end
		if k.r == slowUnseen && place > 0 {
			continue
		}
		if place == 0 && k.end > start+1 && text[start] == '=' && start > 0 && text[start-1] >= '@' && text[start-1] < utf8.RuneSelf && !edge {
			if k, ok := slowEnding(text[:start]); !ok || k.r == slowUnseen || text[start-1] == '[' {
				return c, false // it assigns
			}
		}
		_, isSymbol := f.symbol(k.r, place)
		char := slowChar(k.r)
		switch {
		case isSymbol:
			c.symbols = append(c.symbols, k)
			place++
			decoded.WriteRune(k.r)
		case place == 0:
			return c, false
		case char.Edits == redeem.EditInvisible:
		case char.Edits == redeem.EditSeparator && slowJoins(k.r), k.r == '+':
			joints[place] = append(joints[place], text[from:at])
		default:
			return c, false
		}
	}
	breaks := make(map[int]bool)
	sum := 0
	for _, n := range f.spec.Groups {
		if sum > 0 {
			breaks[sum] = true
		}
		sum += n
	}
	for place, all := range joints {
		if n := len(all); !breaks[place] || n > 4 || n == 4 && strings.Join(all, "") != "    " {
			return c, false
		}
	}
	if len(joints) > 0 && len(joints) != len(breaks) {
		return c, false
	}
	r := f.Inspect(decoded.String())
	if r.Err != nil || f.touches(slowAfter(text[at:])) || slowPart(text, start, at) {
		return c, false
	}
	c.Match = redeem.Match{Start: start, End: at, Code: r.Code, Format: f.Format}
	return c, true
}

// slowChar is how a decoded character is read.
func slowChar(r rune) reference.Char {
	if r == slowUnseen {
		return reference.Char{Edits: redeem.EditInvisible}
	}
	if r < utf8.RuneSelf && spell.Alnum[r].Edits() == spell.EditInvisible {
		return reference.Char{Edits: redeem.EditInvisible}
	}
	return reference.Read(r)
}

// symbol returns the symbol that a character is read as.
func (f slowFormat) symbol(r rune, place int) (byte, bool) {
	c := slowChar(r)
	if c.ASCII == 0 {
		return 0, false
	}
	symbol, _, ok := reference.Meaning(reference.Alphabet(f.spec, place), f.spec.Lookalikes, c.ASCII)
	return symbol, ok
}

// slowNext is the character at text[at] for a format. It is an escape, unless the first
// character of the escape is a symbol.
func slowNext(f slowFormat, text string, at, place int) slowToken {
	r, size := utf8.DecodeRuneInString(text[at:])
	if r == utf8.RuneError && size == 1 {
		return slowToken{at, at + 1, slowBroken}
	}
	if _, ok := f.symbol(r, place); !ok {
		if k, ok := slowEscape(text, at); ok {
			return k
		}
	}
	return slowToken{at, at + size, r}
}

// slowUnits are the escapes of one character or byte. The groups are what the
// functions of slowDecode take.
var slowUnits = regexp.MustCompile(`(?s)^(?:` + strings.Join([]string{
	`\\([abfnrtvEe\\])`,
	`(?:\\x|%)([[:xdigit:]]{2})`,
	`\\([0-3][0-7]{2})`,
	`\\(0)`,
	`(?:\\u|%u)([[:xdigit:]]{4})`,
	`\\u\{([[:xdigit:]]{1,7})\}`,
	`\\U([[:xdigit:]]{8})`,
	`=([[:xdigit:]]{2})`,
	`=(\r?\n)`,
	`&#([0-9]{1,7});`,
	`&#[xX]([[:xdigit:]]{1,7});`,
	`&([A-Za-z]+);`,
	`#(0[0-3][0-7]|177|[23][0-7]{2})`,
	`\^(\[)`,
}, "|") + `)`)

// slowBegins holds the characters with which the slowUnits begin.
const slowBegins = `\%=&#^`

// slowDecode says what the group of each of the slowUnits spells, and whether it
// is a byte.
var slowDecode = []func(s string) (r rune, isByte bool){
	func(s string) (rune, bool) {
		return map[string]rune{"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "E": 27, "e": 27, `\`: '\\'}[s], false
	},
	slowNumber(16, true),
	slowNumber(8, true),
	slowNumber(8, false),
	slowNumber(16, false),
	slowNumber(16, false),
	slowNumber(16, false),
	slowNumber(16, true),
	func(string) (rune, bool) { return slowUnseen, false },
	slowNumber(10, false),
	slowNumber(16, false),
	func(s string) (rune, bool) {
		names := map[string]rune{
			"nbsp": '\u00A0', "shy": '\u00AD', "ensp": '\u2002', "emsp": '\u2003', "numsp": '\u2007', "puncsp": '\u2008', "thinsp": '\u2009', "hairsp": '\u200A',
			"zwnj": '\u200C', "zwj": '\u200D', "lrm": '\u200E', "rlm": '\u200F', "hyphen": '\u2010', "dash": '\u2010', "ndash": '–', "mdash": '—', "horbar": '―',
			"minus": '−', "Tab": '\t', "NewLine": '\n', "plus": '+', "amp": '&', "percnt": '%', "equals": '=', "bsol": '\\', "num": '#', "Hat": '^',
		}
		if r, ok := names[s]; ok {
			return r, false
		}
		return slowBroken, false
	},
	slowNumber(8, true),
	func(string) (rune, bool) { return 27, false },
}

func slowNumber(base int, isByte bool) func(string) (rune, bool) {
	return func(s string) (rune, bool) {
		n, err := strconv.ParseUint(s, base, 32)
		if err != nil || n > unicode.MaxRune {
			return slowBroken, false
		}
		return rune(n), isByte
	}
}

// slowUnit is the escape of one character or byte at text[at].
func slowUnit(text string, at int) (k slowToken, isByte, ok bool) {
	once := func(s string) (r rune, size int, isByte, ok bool) {
		if strings.IndexByte(slowBegins, s[0]) < 0 { // saves the search
			return 0, 0, false, false
		}
		m := slowUnits.FindStringSubmatchIndex(s)
		if m == nil {
			return 0, 0, false, false
		}
		for i, decode := range slowDecode {
			if from := m[2*i+2]; from >= 0 {
				r, isByte = decode(s[from:m[2*i+3]])
			}
		}
		return r, m[1], isByte, r != slowBroken
	}
	if text[at] == 0x1B {
		return slowToken{at, at + 1, 0x1B}, false, true
	}
	r, size, isByte, ok := once(text[at:])
	if !ok {
		return k, false, false
	}
	for range 3 { // three who quoted the text, one after the other
		if r < 0 || !strings.ContainsRune(slowBegins, r) {
			break
		}
		again, n, isByteAgain, ok := once(string(r) + text[at+size:])
		if !ok || size+n-1 > len(`\U0000005cU0001f381`) {
			break
		}
		r, size, isByte = again, size+n-1, isByteAgain
	}
	return slowToken{at, at + size, r}, isByte, true
}

// slowEscape is the escape or terminal sequence at text[at].
func slowEscape(text string, at int) (k slowToken, ok bool) {
	if strings.HasPrefix(text[at:], "\u009B") {
		if end := slowControl(text, at, at+2); end > 0 {
			return slowToken{at, end, slowUnseen}, true
		}
		return k, false
	}
	k, isByte, ok := slowUnit(text, at)
	if !ok {
		return k, false
	}
	switch {
	case isByte && k.r >= 0x80:
		k = slowBytes(text, k)
	case 0xD800 <= k.r && k.r < 0xDC00 && k.end < len(text):
		if low, _, ok := slowUnit(text, k.end); ok && 0xDC00 <= low.r && low.r < 0xE000 {
			return slowToken{at, low.end, 0x10000 + (k.r-0xD800)*0x400 + low.r - 0xDC00}, true
		}
	}
	end, rest := 0, text[k.end:]
	switch {
	case k.r == 0x9B:
		end = slowControl(text, at, k.end)
	case k.r != 0x1B:
	case strings.HasPrefix(rest, "["):
		end = slowControl(text, at, k.end+1)
	case strings.HasPrefix(rest, "]"):
		end = slowSystem(text, at, k.end+1)
	default:
		pattern := slowNF
		if text[at] != 0x1B {
			pattern = slowSpelledNF
		}
		if m := pattern.FindString(rest); m != "" && k.end-at+len(m) <= 256 {
			end = k.end + len(m)
		}
	}
	if end > 0 {
		return slowToken{at, end, slowUnseen}, true
	}
	return k, true
}

// slowBytes continues a byte that an escape spells. With the bytes behind it, it is a
// character of UTF-8. Otherwise it is a separator or invisible character of ISO 8859-1, or
// nothing.
func slowBytes(text string, k slowToken) slowToken {
	bytes, end := []byte{byte(k.r)}, k.end
	for len(bytes) < utf8.UTFMax && end < len(text) {
		next, isByte, ok := slowUnit(text, end)
		if !ok || !isByte || next.r < 0x80 {
			break
		}
		bytes, end = append(bytes, byte(next.r)), next.end
		if r, size := utf8.DecodeRune(bytes); size == len(bytes) {
			return slowToken{k.at, end, r}
		}
	}
	if c := reference.Read(k.r); c.Edits != redeem.EditSeparator && c.Edits != redeem.EditInvisible && k.r != 0x9B {
		k.r = utf8.RuneError
	}
	return k
}

var (
	slowCSI       = regexp.MustCompile(`^[0-?]*[ -/]*[@-~]`)
	slowNF        = regexp.MustCompile(`^[ -/]*[0-~]`)
	slowSpelledNF = regexp.MustCompile(`^[!-)+-/]+[0-~]`)
)

// slowControl returns where the control sequence ends whose parameters begin at
// text[i], 0 if there is none.
func slowControl(text string, at, i int) int {
	if m := slowCSI.FindString(text[i:]); m != "" && i+len(m)-at <= 256 {
		return i + len(m)
	}
	return 0
}

// slowSystem is slowControl for an operating system command.
func slowSystem(text string, at, i int) int {
	for n := i - at; n < 256 && i < len(text); n++ {
		r, size := utf8.DecodeRuneInString(text[i:])
		for size == 1 && r == utf8.RuneError && text[i]&0xC0 == 0x80 { // not counted
			if i++; i == len(text) {
				return 0
			}
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if k, _, ok := slowUnit(text, i); ok {
			switch k.r {
			case '\a', 0x9C:
				return k.end
			case 0x1B:
				if !strings.HasPrefix(text[k.end:], `\`) {
					return 0
				}
				if k.end-k.at > 1 && strings.HasPrefix(text[k.end:], `\\`) {
					return k.end + 2
				}
				return k.end + 1
			}
		}
		switch {
		case r == '\a':
			return i + 1
		case r == 0x9C:
			return i + 2
		case r < ' ' && r != '\t':
			return 0
		}
		i += size
	}
	return 0
}

func slowJoins(r rune) bool {
	if strings.ContainsRune("\n\v\f\r\u0085\u2028\u2029", r) {
		return false
	}
	if r >= utf8.RuneSelf && !reference.Knows(r) {
		return spell.Joins(r)
	}
	return unicode.In(r, unicode.White_Space, unicode.Dash) || strings.ContainsRune(reference.Dashes, r)
}

// slowClass is the class of a character beside a code: 'a' for a letter or digit, '*' for
// one that masks a symbol, 0 for an invisible one, '.' for any other.
func slowClass(r rune) byte {
	c := reference.Read(r)
	switch {
	case r < ' ', r == 0x7F:
		return '.'
	case r == '*', r == '_':
		return '*'
	case c.Edits == redeem.EditInvisible:
		return 0
	case isAlnum(c.ASCII), r >= utf8.RuneSelf && c.Err != 0 && (unicode.IsUpper(r) || unicode.IsLower(r) || unicode.IsTitle(r) || unicode.IsMark(r)):
		return 'a'
	}
	return '.'
}

func (f slowFormat) touches(class byte) bool { return class == 'a' || class == '*' && f.odd }

// slowGap is how many bytes of invisible characters are looked through for what
// a code touches.
const slowGap = 64

// slowBefore is the class of the character that a code behind the text touches.
func slowBefore(text string) byte {
	for gap := 0; text != "" && gap <= slowGap; {
		r, size := utf8.DecodeLastRuneInString(text)
		class := byte('.')
		if r != utf8.RuneError || size > 1 {
			class = slowClass(r)
		}
		if r < utf8.RuneSelf && class == 'a' || r == ';' || r == '}' {
			if k, ok := slowEnding(text); ok {
				class, size = slowClass(max(k.r, 0)), len(text)-k.at
				if k.r == slowUnseen {
					class = 0
				}
			}
		}
		if class != 0 {
			return class
		}
		gap += size
		text = text[:len(text)-size]
	}
	return '.'
}

// slowEnding is the longest escape that ends with the text.
func slowEnding(text string) (k slowToken, ok bool) {
	n := len(text)
	if n >= 3 && slowScanned.MatchString(text[n-3:]) {
		k, ok = slowToken{n - 3, n, ']'}, true
	}
	for p := max(0, n-300); p < n-1; p++ {
		if strings.IndexByte(slowBegins+"\x1B\xC2", text[p]) < 0 {
			continue
		}
		if e, yes := slowEscape(text, p); yes && e.end == n && (e.r == slowUnseen || !slowBehindESC.MatchString(text[:p])) {
			return e, true
		}
	}
	return k, ok
}

var slowBehindESC = regexp.MustCompile("\x1B[ -/]{0,255}$")

var slowScanned = regexp.MustCompile(`^\][A-Za-z][0-9A-Za-z]`)

// slowAfter is the class of the character that a code in front of the text touches.
func slowAfter(text string) byte {
	for gap := 0; text != "" && gap <= slowGap; {
		r, size := utf8.DecodeRuneInString(text)
		if r == utf8.RuneError && size == 1 {
			return '.'
		}
		if class := slowClass(r); class != 0 {
			return class
		}
		gap += size
		text = text[size:]
	}
	return '.'
}

var slowUUID = regexp.MustCompile(`^[[:xdigit:]]{8}(?:-[[:xdigit:]]{4}){3}-[[:xdigit:]]{12}`)

var (
	slowOpenCSI = regexp.MustCompile(`^[ -?]{0,256}$`)
	slowOpenNF  = regexp.MustCompile(`^[ -/]{0,256}$`)
)

// slowPart reports whether a code is only a part of an escape, of a terminal sequence or
// of a UUID.
func slowPart(text string, start, end int) bool {
	for p := range start {
		if end <= p+3 && slowScanned.MatchString(text[p:]) {
			return true
		}
		if strings.HasPrefix(text[p:], "\u009B") && slowOpenCSI.MatchString(text[p+2:start]) {
			return true
		}
		k, isByte, ok := slowUnit(text, p)
		if ok && text[p] != 0x1B && k.end >= end && !slowBehindESC.MatchString(text[:p]) {
			return true
		}
		if !ok || k.end > start {
			continue
		}
		if isByte && k.r >= 0x80 { // which may be U+009B in UTF-8
			k, _ = slowEscape(text[:start], p)
		}
		rest := text[k.end:start]
		switch {
		case k.r == 0x9B && slowOpenCSI.MatchString(rest),
			k.r == 0x1B && strings.HasPrefix(rest, "[") && slowOpenCSI.MatchString(rest[1:]),
			k.r == 0x1B && text[p] == 0x1B && slowOpenNF.MatchString(rest),
			k.r == 0x1B && slowOpenNF.MatchString(rest) && text[k.end] > ' ' && text[k.end] != '*' && text[k.end] < '0':
			return true
		}
	}
	for p := max(0, start-len("00000000-0000-0000-0000-000000000000")); p < end; p++ {
		m := slowUUID.FindString(text[p:])
		if m == "" || p+len(m) <= start || slowBefore(text[:p]) == 'a' || slowAfter(text[p+len(m):]) == 'a' {
			continue
		}
		if p != start || p+len(m) != end {
			return true
		}
	}
	return false
}

func isAlnum(x byte) bool {
	return '0' <= x && x <= '9' || 'A' <= x && x <= 'Z' || 'a' <= x && x <= 'z'
}

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

// slowOpens reports whether the format reads as symbols what escapes and terminal
// sequences consist of besides letters and digits: masking its codes may break
// them, and what is left of one may be a code.
func slowOpens(spec redeem.Spec) bool {
	for _, x := range []byte(`\%=&#^+;{}[]`) {
		for place := range spec.Length {
			if _, _, ok := reference.Meaning(reference.Alphabet(spec, place), spec.Lookalikes, x); ok {
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

// slowRedact is the text that a Redactor of the formats writes. It masks the codes of the
// text. It also masks a code that begins with the first symbol that a mask leaves visible,
// whatever is in front of it.
func slowRedact(slow []slowFormat, text string) string {
	mask := "*"
	if slices.ContainsFunc(slow, func(f slowFormat) bool { return f.star }) {
		mask = "_"
	}
	masked, visible := make([]bool, len(text)), -1
	for start := range text {
		edge := start == visible
		for _, f := range slow {
			c, ok := slowMatch(f, text, start, false)
			if edge && !f.odd && !ok {
				c, ok = slowMatch(f, text, start, true)
			}
			if !ok {
				continue
			}
			left := f.spec.Length - min(f.spec.Length/4, 4)
			for _, k := range c.symbols[:left] {
				for i := k.at; i < k.end; i++ {
					masked[i] = true
				}
			}
			if left == len(c.symbols) {
				visible = max(visible, slowSkip(text, c.End))
			} else {
				visible = max(visible, c.symbols[left].at)
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

// slowSkip returns the end of the invisible characters that begin at text[i].
func slowSkip(text string, i int) int {
	at := i
	for at < len(text) {
		k := slowNext(slowFormat{spec: redeem.GiftCard().Spec()}, text, at, 0)
		if k.r == slowBroken || text[at] < utf8.RuneSelf && k.end == at+1 || slowChar(k.r).Edits != redeem.EditInvisible || k.end-i > slowGap {
			break
		}
		at = k.end
	}
	return at
}

// slowSource returns how many bytes of a text became the first n bytes of its masked
// version.
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

// slowRarity returns how seldom a text of printable characters of ASCII is a code
// of the format, in bits.
func slowRarity(f *redeem.Format) (bits float64) {
	spec := f.Spec()
	for place := range spec.Length {
		taken := 0
		for x := byte('!'); x <= '~'; x++ {
			symbol, _, ok := reference.Meaning(reference.Alphabet(spec, place), spec.Lookalikes, x)
			if ok && !strings.ContainsRune("-_./", rune(x)) && (place >= len(spec.Prefix) || symbol == spec.Prefix[place]) {
				taken++
			}
		}
		bits += math.Log2(94 / float64(taken))
		if spec.Check != nil && spec.Check.IsCheck(place, spec.Length) {
			bits += math.Log2(float64(len(spec.Check.CheckAlphabet())))
		}
	}
	return bits
}
