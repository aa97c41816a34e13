// Package reference is a slow, readable version of the library: it uses
// strings, lists and Unicode properties where the library uses tables and
// machine words. Tests compare the two. It shares no code with the library,
// with two exceptions. spell.FoldRune answers for characters that neither
// package unicode nor x/text knows: those of UTS #39, and code points newer
// than the toolchain's data. Lookalikes.Cost, which has a test of its own,
// answers for a model.
package reference

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/spell"
)

// Char is one character of an input, before any alphabet applies.
type Char struct {
	Offset int
	ASCII  byte         // the printable ASCII character that it is read as, or 0 if it is left out
	Edits  redeem.Edits // the changes that this reading made
	Err    redeem.Error // why it cannot be read, or 0
}

// Chars returns the characters in the first MaxInput bytes, and reports whether
// there are more. It leaves out a character that this limit cuts in two.
func Chars(s string) (chars []Char, more bool) {
	head := s[:min(len(s), redeem.MaxInput)]
	more = len(s) > len(head)
	for i := 0; i < len(head); {
		if more && !utf8.FullRuneInString(head[i:]) {
			break
		}
		r, size := utf8.DecodeRuneInString(head[i:])
		c := Read(r)
		if r == utf8.RuneError && size == 1 {
			c = Char{Err: redeem.ErrEncoding}
		}
		c.Offset = i
		chars = append(chars, c)
		i += size
	}
	return chars, more
}

// Dashes are characters that keyboards and fonts use as a dash, but without the
// property Dash.
const Dashes = "ーｰ～⁃˗➖─━∼"

// Read reads one character.
func Read(r rune) Char {
	if 0 <= r && r < utf8.RuneSelf { // as most are
		return ascii()[r]
	}
	return read(r)
}

var ascii = sync.OnceValue(func() (chars []Char) {
	for r := range rune(utf8.RuneSelf) {
		chars = append(chars, read(r))
	}
	return chars
})

// read is Read. The cases stand in the order in which they decide.
func read(r rune) Char {
	nfkc := norm.NFKC.String(string(r))
	switch {
	case r >= utf8.RuneSelf && !Knows(r):
		return fold(r)
	case ignorable(r), r == '\uFFFC', strings.ContainsRune("\x00\x02\x03\x1C\x1D\x1E\x7F", r):
		return Char{Edits: redeem.EditInvisible}
	case unicode.In(r, unicode.White_Space, unicode.Dash), slices.Contains([]string{"_", ".", "/", "·", "・"}, nfkc),
		strings.ContainsRune(Dashes+"•∙⋅‧", r):
		return Char{Edits: redeem.EditSeparator}
	case '!' <= r && r <= '~':
		return Char{ASCII: byte(r)}
	case r < utf8.RuneSelf:
		return Char{Err: redeem.ErrSymbol}
	case alnum(string(width.LookupRune(r).Folded())):
		return Char{ASCII: byte(width.LookupRune(r).Folded()), Edits: redeem.EditWidth}
	case norm.NFC.String(string(r)) == nfkc && alnum(nfkc): // the KELVIN SIGN
		return Char{ASCII: nfkc[0], Edits: redeem.EditHomoglyph}
	case alnum(nfkc) && unicode.Is(mathematical, r):
		return Char{ASCII: nfkc[0], Edits: redeem.EditWidth}
	case unicode.Is(unicode.Nd, r):
		return Char{ASCII: digit(r), Edits: redeem.EditDigit}
	case strings.ContainsRune("ІӀΙıİ", r):
		return Char{ASCII: 'I', Edits: redeem.EditHomoglyph}
	case strings.ContainsRune("кмвнтз", r): // small capitals
		return Char{ASCII: "KMBHT3"[slices.Index([]rune("кмвнтз"), r)], Edits: redeem.EditHomoglyph}
	case alnum(nfkc): // circled, raised, Roman, …
		return Char{Err: redeem.ErrSymbol}
	}
	if c := fold(r); c.Edits == redeem.EditHomoglyph {
		return c
	}
	return Char{Err: redeem.ErrSymbol}
}

// Wraps reports whether a paste may add a character in front of a code, and
// whether it may add it behind a code.
func Wraps(r rune) (front, behind bool) {
	both := unicode.In(r, unicode.Quotation_Mark, unicode.Ps, unicode.Pe) || strings.ContainsRune("`<>*", r)
	return both || r == '=', both || strings.ContainsRune(",;:，；：。｡", r)
}

// Unwrap returns the characters of an input. Those that a paste added at both ends
// become separators, unless they stand for a symbol.
func Unwrap(chars []Char, s string, isSymbol func(ascii byte) bool) []Char {
	chars = slices.Clone(chars)
	at := func(c *Char, front bool) (more bool) {
		r, _ := utf8.DecodeRuneInString(s[c.Offset:])
		inFront, behind := Wraps(r)
		switch {
		case c.Err == redeem.ErrEncoding, c.ASCII != 0 && isSymbol(c.ASCII):
			return false
		case c.Err == 0 && c.ASCII == 0:
			return true
		case front && inFront, !front && behind:
			*c = Char{Offset: c.Offset, Edits: redeem.EditSeparator}
			return true
		}
		return false
	}
	first, last := 0, len(chars)-1
	for first < len(chars) && at(&chars[first], true) {
		first++
	}
	for last >= first && at(&chars[last], false) {
		last--
	}
	return chars
}

// Knows reports whether the properties of r in package unicode and x/text
// are those of the version of Unicode that this package goes by.
func Knows(r rune) bool {
	return unicode.Version == norm.Version && unicode.Version <= redeem.UnicodeVersion && !unicode.Is(unicode.Cn, r) ||
		ignorable(r)
}

func fold(r rune) Char {
	x, edit := spell.FoldRune(r)
	if x == 0 && edit == 0 {
		return Char{Err: redeem.ErrSymbol}
	}
	return Char{ASCII: x, Edits: redeem.Edits(edit)}
}

// ignorable reports whether r is Default_Ignorable_Code_Point, as UAX #44
// derives it.
func ignorable(r rune) bool {
	interlinear := 0xFFF9 <= r && r <= 0xFFFB
	egyptian := 0x13430 <= r && r <= 0x13440
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) &&
		!unicode.In(r, unicode.White_Space, unicode.Prepended_Concatenation_Mark) && !interlinear && !egyptian
}

// mathematical holds the blocks whose compatibility forms of letters and digits
// differ from them only in the font.
var mathematical = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x2100, Hi: 0x214F, Stride: 1}},
	R32: []unicode.Range32{
		{Lo: 0x1CCD6, Hi: 0x1CCF9, Stride: 1},
		{Lo: 0x1D400, Hi: 0x1D7FF, Stride: 1},
		{Lo: 0x1FBF0, Hi: 0x1FBF9, Stride: 1},
	},
}

// digit returns the value of a decimal digit. It relies on runs of digits from
// 0 to 9.
func digit(r rune) byte {
	zero := r
	for _, x := range unicode.Nd.R16 {
		if rune(x.Lo) <= r && r <= rune(x.Hi) {
			zero = rune(x.Lo)
		}
	}
	for _, x := range unicode.Nd.R32 {
		if rune(x.Lo) <= r && r <= rune(x.Hi) {
			zero = rune(x.Lo)
		}
	}
	return '0' + byte((r-zero)%10)
}

func alnum(s string) bool {
	return len(s) == 1 && strings.Contains(spell.Alphanumeric, strings.ToUpper(s))
}

// Folded returns a printable ASCII character in the case of the alphabet.
func Folded(alphabet string, read byte) byte {
	isLower, isUpper := 'a' <= read && read <= 'z', 'A' <= read && read <= 'Z'
	switch {
	case isLower && !strings.ContainsAny(alphabet, "abcdefghijklmnopqrstuvwxyz"):
		return read - 'a' + 'A'
	case isUpper && !strings.ContainsAny(alphabet, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") && strings.ContainsAny(alphabet, "abcdefghijklmnopqrstuvwxyz"):
		return read - 'A' + 'a'
	}
	return read
}

// Meaning returns the symbol of the alphabet that a printable ASCII
// character stands for, if the unit of the model is not known.
func Meaning(alphabet string, l *redeem.Lookalikes, read byte) (symbol byte, edits redeem.Edits, ok bool) {
	folded := Folded(alphabet, read)
	if strings.Contains(alphabet, string(rune(folded))) {
		if folded != read {
			edits = redeem.EditCase
		}
		return folded, edits, true
	}
	var meant []byte // at the lowest cost so far
	lowest := 256
	for _, m := range []byte(alphabet) {
		switch cost, ok := l.Cost(folded, m); {
		case ok && cost < lowest:
			meant, lowest = []byte{m}, cost
		case ok && cost == lowest:
			meant = append(meant, m)
		}
	}
	if len(meant) != 1 {
		return 0, 0, false
	}
	return meant[0], redeem.EditSubstitute, true
}

// Guesses reports whether a printable ASCII character outside the alphabet may
// stand for several symbols in it.
func Guesses(alphabet string, l *redeem.Lookalikes, read byte) bool {
	folded, n := Folded(alphabet, read), 0
	for _, m := range []byte(alphabet) {
		if _, ok := l.Cost(folded, m); ok {
			n++
		}
	}
	return n > 1 && !strings.Contains(alphabet, string(rune(folded)))
}

// Report is redeem.Report with the text in place of the Code.
type Report struct {
	Text   string
	Err    error
	Offset int
	Edits  redeem.Edits
	Kind   redeem.Kind
}

// Reveal returns a redeem.Report with the text of its code.
func Reveal(r redeem.Report) Report {
	return Report{redeem.Plain(r.Code).String(), r.Err, r.Offset, r.Edits, r.Kind}
}

// Accepted returns the Report of an input that spells a code.
func Accepted(text string, edits redeem.Edits) Report {
	return Report{Text: text, Offset: -1, Edits: edits, Kind: redeem.KindCode}
}

func (r Report) String() string {
	return fmt.Sprintf("{%q %v at %d, %s, %s}", r.Text, r.Err, r.Offset, r.Edits, r.Kind)
}

// Code returns the code with the given symbols, of any alphabet. It returns the
// zero Code if there are no symbols.
func Code(symbols string) redeem.Code {
	if symbols == "" {
		return redeem.Code{}
	}
	c, err := codes()[len(symbols)].Parse(symbols)
	if err != nil {
		panic("no code has the symbols of the test: " + symbols)
	}
	return c
}

// codes holds, for each length, a format that has all possible codes.
var codes = sync.OnceValue(func() (formats [redeem.MaxLen + 1]*redeem.Format) {
	var symbols []byte
	for x := byte('!'); x <= '~'; x++ {
		if !strings.ContainsRune("-_./?", rune(x)) {
			symbols = append(symbols, x)
		}
	}
	for n := 1; n < len(formats); n++ {
		formats[n] = redeem.MustFormat(redeem.Spec{Length: n, Alphabet: string(symbols)})
	}
	return formats
})

// Inspect is the reference for Format.Inspect.
func Inspect(spec redeem.Spec, s string) Report {
	r := inspectCode(spec, s)
	if r.Err == nil || r.Err == redeem.ErrEmpty || r.Err == redeem.ErrCheck {
		return r
	}
	if _, edits, err := Serial(s); err == nil {
		return Report{Err: redeem.ErrSerial, Edits: edits, Kind: redeem.KindSerial}
	}
	return r
}

// inspectCode is like Inspect but does not recognize serial numbers.
func inspectCode(spec redeem.Spec, s string) Report {
	if spec.Alphabet == "" {
		spec.Alphabet = spell.Alphanumeric
	}
	if spec.Lookalikes == nil {
		spec.Lookalikes = redeem.SupportArticle()
	}
	text, edits := "", redeem.Edits(0)
	var offsets []int // the offsets of the symbols in text
	refused := func(err redeem.Error, offset int) Report { return Report{Err: err, Offset: offset, Edits: edits} }

	chars, more := Chars(s)
	for _, c := range Unwrap(chars, s, func(ascii byte) bool { return IsSymbol(spec, ascii) }) {
		if c.Err != 0 {
			return refused(c.Err, c.Offset)
		}
		if c.ASCII == 0 {
			edits |= c.Edits
			continue
		}
		symbol, edit, ok := Meaning(Alphabet(spec, len(text)), spec.Lookalikes, c.ASCII)
		if !ok {
			return refused(redeem.ErrSymbol, c.Offset)
		}
		edits |= c.Edits | edit
		text += string(rune(symbol))
		offsets = append(offsets, c.Offset)
		if n := min(len(text), len(spec.Prefix)); text[:n] != spec.Prefix[:n] {
			return refused(redeem.ErrPrefix, c.Offset)
		}
	}
	switch {
	case len(text) > spec.Length:
		return refused(redeem.ErrTooLong, offsets[spec.Length])
	case more:
		return refused(redeem.ErrTooLong, redeem.MaxInput)
	case text == "":
		return refused(redeem.ErrEmpty, len(s))
	case len(text) < spec.Length:
		return refused(redeem.ErrTooShort, len(s))
	}
	if place, ok := check(spec, text); !ok {
		return Report{Err: redeem.ErrCheck, Offset: offsets[place], Edits: edits, Kind: redeem.KindCode}
	}
	return Accepted(text, edits)
}

// IsSymbol reports whether a character stands for a symbol at any place.
func IsSymbol(spec redeem.Spec, ascii byte) bool {
	asked := ""
	for place := range spec.Length {
		alphabet := Alphabet(spec, place)
		if alphabet == asked { // as at the place before
			continue
		}
		if _, _, ok := Meaning(alphabet, spec.Lookalikes, ascii); ok {
			return true
		}
		asked = alphabet
	}
	return false
}

// Alphabet returns the symbols that may stand at a place. A place past the
// end is like any other: what stands there is still a symbol.
func Alphabet(spec redeem.Spec, place int) string {
	if spec.Check != nil && spec.Check.IsCheck(place, spec.Length) {
		return spec.Check.CheckAlphabet()
	}
	return spec.Alphabet
}

// check returns the place of the first of the check characters that are wrong
// together.
func check(spec redeem.Spec, text string) (place int, ok bool) {
	if spec.Check == nil || spec.Check.Valid(text) {
		return 0, true
	}
	isCheck := func(place int) bool { return spec.Check.IsCheck(place, spec.Length) }
	var payload []byte
	for i := range len(text) {
		if !isCheck(i) {
			payload = append(payload, text[i])
		}
	}
	right, err := spec.Check.Append(nil, string(payload))
	if err != nil || len(right) != len(text) {
		panic("a redeem.Spec that NewFormat should have refused")
	}
	for text[place] == right[place] {
		place++
	}
	for place > 0 && isCheck(place-1) {
		place--
	}
	return place, false
}

// Families lists the families of serial numbers, as Apple describes them.
var Families = []struct {
	Kind    redeem.SerialKind
	Prefix  string
	Body    string // the symbols that may follow the prefix
	Lengths []int  // including the prefix
}{
	{redeem.SerialGCA, "GCA", spell.Alphanumeric, []int{16}},
	{redeem.Serial60, "60", "0123456789", []int{16, 19}},
	{redeem.SerialPBH, "PBH", spell.Alphanumeric, []int{22}},
	{redeem.SerialEPY, "EPY", spell.Alphanumeric, []int{14}},
}

// Serial is the reference for redeem.ParseSerial.
func Serial(s string) (text string, edits redeem.Edits, err error) {
	chars, more := Chars(s)
	family := -1
	for _, c := range Unwrap(chars, s, func(ascii byte) bool { return alnum(string(rune(ascii))) }) {
		if c.Err != 0 {
			return "", 0, c.Err
		}
		edits |= c.Edits
		if c.ASCII == 0 {
			continue
		}
		symbol, edit, ok := Meaning(spell.Alphanumeric, redeem.SupportArticle(), c.ASCII)
		if !ok {
			return "", 0, redeem.ErrSymbol
		}
		edits |= edit
		text += string(rune(symbol))
		for i, f := range Families {
			if f.Prefix[0] == text[0] {
				family = i
			}
		}
		if family < 0 {
			return "", 0, redeem.ErrPrefix
		}
		f := Families[family]
		switch n := min(len(text), len(f.Prefix)); {
		case text[:n] != f.Prefix[:n]:
			return "", 0, redeem.ErrPrefix
		case len(text) > n && !strings.Contains(f.Body, string(rune(symbol))):
			return "", 0, redeem.ErrSymbol
		}
	}
	switch {
	case more:
		return "", 0, redeem.ErrTooLong
	case text == "":
		return "", 0, redeem.ErrEmpty
	}
	switch lengths := Families[family].Lengths; {
	case slices.Contains(lengths, len(text)):
		return text, edits, nil
	case len(text) > slices.Max(lengths):
		return "", 0, redeem.ErrTooLong
	}
	return "", 0, redeem.ErrTooShort
}

// Normalize is the reference for redeem.Normalize.
func Normalize(s string) (string, error) {
	chars, more := Chars(s)
	var text []byte
	for _, c := range chars {
		switch upper := strings.ToUpper(string(rune(c.ASCII))); {
		case c.Err != 0:
			return "", c.Err
		case c.ASCII == 0:
		case !alnum(upper):
			return "", redeem.ErrSymbol
		default:
			text = append(text, upper...)
		}
	}
	switch {
	case more:
		return "", redeem.ErrTooLong
	case len(text) == 0:
		return "", redeem.ErrEmpty
	}
	return string(text), nil
}

// Skeleton is the reference for redeem.Lookalikes.Skeleton. It replaces each
// symbol by the smallest of the symbols that pairs connect with it, in either
// direction.
func Skeleton(pairs []redeem.Pair, text string) string {
	var skeleton []byte
	for _, symbol := range []byte(text) {
		reached := []byte{symbol}
		for i := 0; i < len(reached); i++ {
			for _, p := range pairs {
				if p.Read == reached[i] && !slices.Contains(reached, p.Meant) {
					reached = append(reached, p.Meant)
				}
				if p.Meant == reached[i] && !slices.Contains(reached, p.Read) {
					reached = append(reached, p.Read)
				}
			}
		}
		skeleton = append(skeleton, slices.Min(reached))
	}
	return string(skeleton)
}
