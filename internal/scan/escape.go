package scan

import (
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// escape is a character that something has spelled with others before the text
// came here, or what a reader of the text does not see: a terminal sequence, or a
// line break that quoted-printable put in.
type escape struct {
	kind escapeKind
	r    rune // the character, if the kind is spelled
	end  int  // where it ends in the text
}

type escapeKind uint8

const (
	noEscape escapeKind = iota
	spelled             // a character
	unseen              // a terminal sequence or a soft line break
	cutOff              // the text ends too soon to tell
)

// maxEscape is the length of the longest escape of one character: four bytes of
// UTF-8, of each of which the backslash is spelled. maxBody is how many letters
// and digits may stand in a row in one, and maxUnit the length of the longest of
// a single byte or character.
const (
	maxEscape = utf8.UTFMax * len(`\U0000005cxHH`)
	maxBody   = len("U0000005cU0001f381")
	maxUnit   = len(`\U0000005cU0001f381`)
)

// maxNested is how many bodies of escapes may follow each other in one: those of four
// backslashes and what they spell.
const maxNested = 4

// softBreak is what quoted-printable puts at the end of a line that goes on.
const softBreak rune = -1

// maxEntity is more than the length of any name in entities.
const maxEntity = 8

// entities are the named characters of HTML that may stand in a code, or spell
// what begins an escape. All others end a code as the ampersand does.
var entities = [...]struct {
	name string
	r    rune
}{
	{"nbsp", 0xA0}, {"shy", 0xAD}, {"ensp", 0x2002}, {"emsp", 0x2003}, {"numsp", 0x2007}, {"puncsp", 0x2008},
	{"thinsp", 0x2009}, {"hairsp", 0x200A}, {"zwnj", 0x200C}, {"zwj", 0x200D}, {"lrm", 0x200E}, {"rlm", 0x200F},
	{"hyphen", 0x2010}, {"dash", 0x2010}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"horbar", 0x2015}, {"minus", 0x2212},
	{"Tab", '\t'}, {"NewLine", '\n'}, {"plus", '+'},
	{"amp", '&'}, {"percnt", '%'}, {"equals", '='}, {"bsol", '\\'}, {"num", '#'}, {"Hat", '^'},
}

// readEscape reads the escape at b[i]: the longest that begins there. final says
// that nothing comes after b.
func readEscape(b []byte, i int, final bool) escape {
	if e := readPlain(b, i); e.kind == spelled {
		return e
	}
	if x := b[i]; (x == '=' || x == '%') && i+1 < len(b) && hexDigits[b[i+1]] == no && b[i+1] > '\r' && b[i+1] != 'u' {
		return escape{} // as is most of what looks like an escape
	}
	u := readUnit(b, i, final)
	e := escape{u.kind, u.r, u.end}
	if u.kind != spelled {
		return e
	}
	switch {
	case u.r == softBreak:
		e.kind = unseen
	case u.isByte && u.r >= utf8.RuneSelf:
		e = readBytes(b, e, final)
	case 0xD800 <= u.r && u.r < 0xDC00:
		if low := readUnit(b, u.end, final); low.kind == cutOff {
			e.kind = cutOff
		} else if low.kind == spelled && 0xDC00 <= low.r && low.r < 0xE000 {
			e.r, e.end = (u.r-0xD800)<<10|(low.r-0xDC00)+0x10000, low.end
		}
	}
	if e.kind == spelled && (e.r == 0x1B || e.r == 0x9B) {
		if end, cut := terminal(b, i, e.end, e.r, u.raw, final); end > 0 {
			e.kind, e.end = unseen, end
		} else if cut {
			e.kind = cutOff
		}
	}
	return e
}

// readPlain reads an escape as most are: two hexadecimal digits behind =, %, \x or
// \u00 that spell a character of ASCII with which no other escape begins.
func readPlain(b []byte, i int) escape {
	at := i + 1
	if b[i] == '\\' && i+4 < len(b) {
		switch {
		case b[i+1] == 'x':
			at = i + 2
		case b[i+1] == 'u' && b[i+2] == '0' && b[i+3] == '0':
			at = i + 4
		default:
			return escape{}
		}
	} else if b[i] != '=' && b[i] != '%' {
		return escape{}
	}
	if at+1 >= len(b) {
		return escape{}
	}
	high, low := hexDigits[b[at]], hexDigits[b[at+1]]
	if high > 7 || low == no || roles[high<<4|low]&(opens|control) != 0 {
		return escape{}
	}
	return escape{spelled, rune(high<<4 | low), at + 2}
}

// quoted returns the role of what quoted-printable spells at b[i], an equal sign:
// most stand in front of a value, and spell nothing. It is goesOn if it may be
// anything.
func quoted(b []byte, i int) (role uint8) {
	if i+2 >= len(b) {
		return goesOn
	}
	x, y := hexDigits[b[i+1]], hexDigits[b[i+2]]
	switch {
	case x|y < 16:
		return roles[x<<4|y]
	case b[i+1] == '\n', b[i+1] == '\r':
		return goesOn
	}
	return 0
}

// roleAt returns the role of the character at b[i], and how long it is. Of the
// escapes it knows only what quoted-printable spells.
func roleAt(b []byte, i int) (role uint8, size int) {
	if i >= len(b) {
		return goesOn, 0
	}
	if b[i] == '=' {
		return quoted(b, i), len("=HH")
	}
	return roles[b[i]], 1
}

// readBytes goes on behind an escape that spells a byte beyond ASCII. If what
// follows does not make it UTF-8, it is a separator or invisible character of
// ISO 8859-1, or a byte that stands for nothing: if it were a letter or a symbol,
// masking what follows could make it one.
func readBytes(b []byte, e escape, final bool) escape {
	first := byte(e.r)
	size := 1
	switch {
	case first >= 0xF0:
		size = 4
	case first >= 0xE0:
		size = 3
	case first >= 0xC0:
		size = 2
	}
	var text [utf8.UTFMax]byte
	text[0] = first
	end := e.end
	for k := 1; k < size; k++ {
		u := readUnit(b, end, final)
		if u.kind == cutOff {
			e.kind = cutOff
			return e
		}
		if u.kind != spelled || !u.isByte || u.r&^0x3F != 0x80 {
			size = 1
			break
		}
		text[k] = byte(u.r)
		end = u.end
	}
	if size > 1 {
		if r, n := utf8.DecodeRune(text[:size]); n == size {
			e.r, e.end = r, end
			return e
		}
	}
	if x, edit := spell.FoldRune(e.r); (x != 0 || edit == 0) && e.r != 0x9B {
		e.r = utf8.RuneError
	}
	return e
}

// unit is what one escape spells: a character, a byte of one, or half of a
// surrogate pair.
type unit struct {
	kind   escapeKind
	r      rune
	end    int
	isByte bool
	raw    bool // an ESC that is not spelled
}

// readUnit reads the unit at b[i]. What begins an escape may be spelled by one
// itself, as by who escapes an escaped text: %2541, \\n, &amp;nbsp;. Of three who do
// so, one after the other, the text has four backslashes for one.
func readUnit(b []byte, i int, final bool) unit {
	if i >= len(b) {
		return unit{kind: cutOr(final)}
	}
	u := readBody(b, b[i], i+1, final)
	for n := 1; n < maxNested; n++ {
		v := readNested(b, i, u, final)
		if v.kind == noEscape {
			break
		}
		u = v
	}
	return u
}

// readNested reads the next body of the escape that begins at b[i], if u, which it
// spells so far, begins another escape.
func readNested(b []byte, i int, u unit, final bool) unit {
	if u.kind != spelled || u.r <= 0 || u.r >= utf8.RuneSelf || roles[byte(u.r)]&opens == 0 {
		return unit{}
	}
	v := readBody(b, byte(u.r), u.end, final)
	if v.end-i > maxUnit {
		return unit{}
	}
	return v
}

func cutOr(final bool) escapeKind {
	if final {
		return noEscape
	}
	return cutOff
}

// readBody reads what follows the first character of an escape.
func readBody(b []byte, first byte, i int, final bool) unit {
	if first == 0x1B {
		return unit{kind: spelled, r: 0x1B, end: i, raw: true}
	}
	if roles[first]&opens == 0 {
		return unit{}
	}
	if i == len(b) {
		return unit{kind: cutOr(final)}
	}
	switch first {
	case '\\':
		return readBackslash(b, i, final)
	case '%':
		if b[i] == 'u' {
			return readHex(b, i+1, 4, false, final)
		}
		return readHex(b, i, 2, true, final)
	case '=':
		switch {
		case b[i] == '\n':
			return unit{kind: spelled, r: softBreak, end: i + 1}
		case b[i] == '\r' && i+1 == len(b):
			return unit{kind: cutOr(final)}
		case b[i] == '\r' && b[i+1] == '\n':
			return unit{kind: spelled, r: softBreak, end: i + 2}
		}
		return readHex(b, i, 2, true, final)
	case '&':
		return readEntity(b, i, final)
	case '#':
		// rsyslog spells control characters so, and bytes beyond ASCII.
		u := readOctal(b, i, final)
		if u.kind == spelled && u.r >= ' ' && u.r < 0x7F {
			return unit{}
		}
		return u
	}
	if b[i] == '[' { // first is a caret
		return unit{kind: spelled, r: 0x1B, end: i + 1}
	}
	return unit{}
}

func readBackslash(b []byte, i int, final bool) unit {
	u := unit{kind: spelled, end: i + 1}
	switch x := b[i]; x {
	case 'a':
		u.r = '\a'
	case 'b':
		u.r = '\b'
	case 'e', 'E':
		u.r = 0x1B
	case 'f':
		u.r = '\f'
	case 'n':
		u.r = '\n'
	case 'r':
		u.r = '\r'
	case 't':
		u.r = '\t'
	case 'v':
		u.r = '\v'
	case '\\':
		u.r = '\\'
	case 'x':
		return readHex(b, i+1, 2, true, final)
	case 'U':
		return readHex(b, i+1, 8, false, final)
	case 'u':
		if i+1 < len(b) && b[i+1] == '{' {
			return readNumber(b, i+2, 16, '}', final)
		}
		return readHex(b, i+1, 4, false, final)
	default:
		u = readOctal(b, i, final)
		if u.kind == noEscape && x == '0' {
			return unit{kind: spelled, end: i + 1}
		}
	}
	return u
}

// readHex reads n hexadecimal digits.
func readHex(b []byte, i, n int, isByte, final bool) unit {
	var r rune
	for k := i; k < i+n; k++ {
		if k >= len(b) {
			return unit{kind: cutOr(final)}
		}
		d := hexDigit(b[k])
		if d < 0 {
			return unit{}
		}
		r = r<<4 | d
	}
	if r < 0 || r > utf8.MaxRune {
		return unit{}
	}
	return unit{kind: spelled, r: r, end: i + n, isByte: isByte}
}

// readOctal reads three octal digits, which spell a byte.
func readOctal(b []byte, i int, final bool) unit {
	var r rune
	for k := i; k < i+3; k++ {
		if k >= len(b) {
			return unit{kind: cutOr(final)}
		}
		if b[k]-'0' > 7 {
			return unit{}
		}
		r = r<<3 | rune(b[k]-'0')
	}
	if r > 0xFF {
		return unit{}
	}
	return unit{kind: spelled, r: r, end: i + 3, isByte: true}
}

// readNumber reads a number of up to seven digits and what ends it.
func readNumber(b []byte, i int, base rune, last byte, final bool) unit {
	var r rune
	for k := i; k <= i+7; k++ {
		if k >= len(b) {
			return unit{kind: cutOr(final)}
		}
		d := hexDigit(b[k])
		if b[k] == last && k > i && r <= utf8.MaxRune {
			return unit{kind: spelled, r: r, end: k + 1}
		}
		if d < 0 || d >= base {
			break
		}
		r = r*base + d
	}
	return unit{}
}

func readEntity(b []byte, i int, final bool) unit {
	if b[i] == '#' {
		if i+1 < len(b) && b[i+1]|0x20 == 'x' {
			return readNumber(b, i+2, 16, ';', final)
		}
		return readNumber(b, i+1, 10, ';', final)
	}
	for k := i; k < i+maxEntity; k++ {
		if k >= len(b) {
			return unit{kind: cutOr(final)}
		}
		if b[k] == ';' {
			for j := range entities {
				if e := &entities[j]; string(b[i:k]) == e.name {
					return unit{kind: spelled, r: e.r, end: k + 1}
				}
			}
			break
		}
		if !isAlnum(b[k]) {
			break
		}
	}
	return unit{}
}
