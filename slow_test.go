package redeem

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// This file is the readable twin of the package: it says with strings, lists
// and the Unicode properties what the rest says with tables. It shares no code
// with it, except that foldRune answers for what neither package unicode nor
// x/text knows, UTS #39 and code points younger than the toolchain's data, and
// that Lookalikes.Cost, which has a test of its own, answers for a model.

// slowChar is one character of an input, before any alphabet is considered.
type slowChar struct {
	offset int
	ascii  byte  // the printable ASCII character that it is read as, 0 if it is left out
	edits  Edits // what reading it so changed
	err    Error // why it cannot be read; else 0
}

// slowChars returns the characters in the first MaxInput bytes, and whether
// there is more. A character that this border cuts in two belongs to the rest.
func slowChars(s string) (chars []slowChar, more bool) {
	head := s[:min(len(s), MaxInput)]
	more = len(s) > len(head)
	for i := 0; i < len(head); {
		if more && !utf8.FullRuneInString(head[i:]) {
			break
		}
		r, size := utf8.DecodeRuneInString(head[i:])
		c := slowRead(r)
		if r == utf8.RuneError && size == 1 {
			c = slowChar{err: ErrEncoding}
		}
		c.offset = i
		chars = append(chars, c)
		i += size
	}
	return chars, more
}

// slowRead reads one character. The cases stand in the order in which they
// decide.
func slowRead(r rune) slowChar {
	nfkc := norm.NFKC.String(string(r))
	switch {
	case r >= utf8.RuneSelf && !slowKnows(r):
		return slowFold(r)
	case slowIgnorable(r):
		return slowChar{edits: EditInvisible}
	case unicode.In(r, unicode.White_Space, unicode.Dash), slices.Contains([]string{"_", ".", "/", "·", "・"}, nfkc):
		return slowChar{edits: EditSeparator}
	case '!' <= r && r <= '~':
		return slowChar{ascii: byte(r)}
	case r < utf8.RuneSelf:
		return slowChar{err: ErrSymbol}
	case slowAlnum(string(width.LookupRune(r).Folded())):
		return slowChar{ascii: byte(width.LookupRune(r).Folded()), edits: EditWidth}
	case norm.NFC.String(string(r)) == nfkc && slowAlnum(nfkc): // the KELVIN SIGN
		return slowChar{ascii: nfkc[0], edits: EditHomoglyph}
	case slowAlnum(nfkc) && unicode.Is(slowMathematical, r):
		return slowChar{ascii: nfkc[0], edits: EditWidth}
	case unicode.Is(unicode.Nd, r):
		return slowChar{ascii: slowDigit(r), edits: EditDigit}
	case strings.ContainsRune("ІӀΙıİ", r):
		return slowChar{ascii: 'I', edits: EditHomoglyph}
	case slowAlnum(nfkc): // circled, raised, Roman, …
		return slowChar{err: ErrSymbol}
	case foldRune(r) >= foldHomoglyph:
		return slowFold(r)
	}
	return slowChar{err: ErrSymbol}
}

// slowKnows reports whether the properties of r in package unicode and x/text
// are those of the version of Unicode that this package goes by.
func slowKnows(r rune) bool {
	return unicode.Version == norm.Version && unicode.Version <= UnicodeVersion && !unicode.Is(unicode.Cn, r) ||
		slowIgnorable(r)
}

func slowFold(r rune) slowChar {
	switch v := foldRune(r); {
	case v == foldNothing:
		return slowChar{err: ErrSymbol}
	case v == foldSeparator:
		return slowChar{edits: EditSeparator}
	case v == foldInvisible:
		return slowChar{edits: EditInvisible}
	case v < foldDigit+10:
		return slowChar{ascii: '0' + v - foldDigit, edits: EditDigit}
	case v < foldHomoglyph:
		return slowChar{ascii: v, edits: EditWidth}
	default:
		return slowChar{ascii: v - foldHomoglyph, edits: EditHomoglyph}
	}
}

// slowIgnorable reports Default_Ignorable_Code_Point as UAX #44 derives it.
func slowIgnorable(r rune) bool {
	interlinear := 0xFFF9 <= r && r <= 0xFFFB
	egyptian := 0x13430 <= r && r <= 0x13440
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) &&
		!unicode.In(r, unicode.White_Space, unicode.Prepended_Concatenation_Mark) && !interlinear && !egyptian
}

// slowMathematical holds the blocks whose compatibility forms of letters and
// digits differ from them in the font alone.
var slowMathematical = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x2100, Hi: 0x214F, Stride: 1}},
	R32: []unicode.Range32{
		{Lo: 0x1CCD6, Hi: 0x1CCF9, Stride: 1},
		{Lo: 0x1D400, Hi: 0x1D7FF, Stride: 1},
		{Lo: 0x1FBF0, Hi: 0x1FBF9, Stride: 1},
	},
}

// slowDigit relies on it that decimal digits come in runs from 0 to 9.
func slowDigit(r rune) byte {
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

func slowAlnum(s string) bool {
	return len(s) == 1 && strings.Contains(alnumAlphabet, strings.ToUpper(s))
}

// slowFolded returns a printable ASCII character in the case of the alphabet.
func slowFolded(alphabet string, read byte) byte {
	switch hasLower, hasUpper := strings.ToUpper(alphabet) != alphabet, strings.ToLower(alphabet) != alphabet; {
	case !hasLower:
		return strings.ToUpper(string(rune(read)))[0]
	case !hasUpper:
		return strings.ToLower(string(rune(read)))[0]
	}
	return read
}

// slowMeaning returns the symbol of the alphabet that a printable ASCII
// character stands for.
func slowMeaning(alphabet string, l *Lookalikes, read byte) (symbol byte, edits Edits, ok bool) {
	folded := slowFolded(alphabet, read)
	if strings.Contains(alphabet, string(rune(folded))) {
		if folded != read {
			edits = EditCase
		}
		return folded, edits, true
	}
	var meant []byte
	for _, m := range []byte(alphabet) {
		if _, ok := l.Cost(folded, m); ok {
			meant = append(meant, m)
		}
	}
	if len(meant) != 1 {
		return 0, 0, false
	}
	return meant[0], EditSubstitute, true
}

// slowInspect is Format.Inspect.
func slowInspect(spec Spec, s string) Report {
	r := slowCode(spec, s)
	if r.Err == nil || r.Err == ErrEmpty || r.Err == ErrCheck {
		return r
	}
	if _, edits, err := slowSerial(s); err == nil {
		return Report{Err: ErrSerial, Edits: edits, Kind: KindSerial}
	}
	return r
}

// slowCode is Format.Inspect for one who has not heard of serial numbers.
func slowCode(spec Spec, s string) Report {
	if spec.Alphabet == "" {
		spec.Alphabet = alnumAlphabet
	}
	if spec.Lookalikes == nil {
		spec.Lookalikes = SupportArticle()
	}
	text, edits := "", Edits(0)
	var offsets []int // of the symbols in text
	refused := func(err Error, offset int) Report { return Report{Err: err, Offset: offset, Edits: edits} }

	chars, more := slowChars(s)
	for _, c := range chars {
		if c.err != 0 {
			return refused(c.err, c.offset)
		}
		if c.ascii == 0 {
			edits |= c.edits
			continue
		}
		symbol, edit, ok := slowMeaning(slowAlphabet(spec, len(text)), spec.Lookalikes, c.ascii)
		if !ok {
			return refused(ErrSymbol, c.offset)
		}
		edits |= c.edits | edit
		text += string(rune(symbol))
		offsets = append(offsets, c.offset)
		if n := min(len(text), len(spec.Prefix)); text[:n] != spec.Prefix[:n] {
			return refused(ErrPrefix, c.offset)
		}
	}
	switch {
	case len(text) > spec.Length:
		return refused(ErrTooLong, offsets[spec.Length])
	case more:
		return refused(ErrTooLong, MaxInput)
	case text == "":
		return refused(ErrEmpty, len(s))
	case len(text) < spec.Length:
		return refused(ErrTooShort, len(s))
	}
	if place, ok := slowCheck(spec, text); !ok {
		return Report{Err: ErrCheck, Offset: offsets[place], Edits: edits, Kind: KindCode}
	}
	return Report{Code: slowPack(text), Offset: -1, Edits: edits, Kind: KindCode}
}

// slowAlphabet returns the symbols that may stand at a place. A place past the
// end is like any other: what stands there is still a symbol.
func slowAlphabet(spec Spec, place int) string {
	if spec.Check != nil && spec.Check.IsCheck(place, spec.Length) {
		return spec.Check.CheckAlphabet()
	}
	return spec.Alphabet
}

// slowCheck returns where the first check character stands of those that are
// wrong together.
func slowCheck(spec Spec, text string) (place int, ok bool) {
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
		panic("a Spec that NewFormat should have refused")
	}
	for text[place] == right[place] {
		place++
	}
	for place > 0 && isCheck(place-1) {
		place--
	}
	return place, false
}

func slowPack(text string) Code {
	var words [4]uint64
	for i, b := range []byte(text) {
		words[i/8] |= uint64(b) << (56 - i%8*8)
	}
	return Code{words[0], words[1], words[2], words[3]}
}

// slowFamilies are the serial numbers, as the issuer describes them.
var slowFamilies = []struct {
	kind    SerialKind
	prefix  string
	body    string // what may follow the prefix
	lengths []int  // prefix included
}{
	{SerialGCA, "GCA", alnumAlphabet, []int{16}},
	{Serial60, "60", "0123456789", []int{16, 19}},
	{SerialPBH, "PBH", alnumAlphabet, []int{22}},
	{SerialEPY, "EPY", alnumAlphabet, []int{14}},
}

// slowSerial is ParseSerial.
func slowSerial(s string) (text string, edits Edits, err error) {
	chars, more := slowChars(s)
	family := -1
	for _, c := range chars {
		if c.err != 0 {
			return "", 0, c.err
		}
		edits |= c.edits
		if c.ascii == 0 {
			continue
		}
		symbol, edit, ok := slowMeaning(alnumAlphabet, SupportArticle(), c.ascii)
		if !ok {
			return "", 0, ErrSymbol
		}
		edits |= edit
		text += string(rune(symbol))
		for i, f := range slowFamilies {
			if f.prefix[0] == text[0] {
				family = i
			}
		}
		if family < 0 {
			return "", 0, ErrPrefix
		}
		f := slowFamilies[family]
		switch n := min(len(text), len(f.prefix)); {
		case text[:n] != f.prefix[:n]:
			return "", 0, ErrPrefix
		case len(text) > n && !strings.Contains(f.body, string(rune(symbol))):
			return "", 0, ErrSymbol
		}
	}
	switch {
	case more:
		return "", 0, ErrTooLong
	case text == "":
		return "", 0, ErrEmpty
	}
	switch lengths := slowFamilies[family].lengths; {
	case slices.Contains(lengths, len(text)):
		return text, edits, nil
	case len(text) > slices.Max(lengths):
		return "", 0, ErrTooLong
	}
	return "", 0, ErrTooShort
}

// slowNormalize is Normalize.
func slowNormalize(s string) (string, error) {
	chars, more := slowChars(s)
	var text []byte
	for _, c := range chars {
		switch upper := strings.ToUpper(string(rune(c.ascii))); {
		case c.err != 0:
			return "", c.err
		case c.ascii == 0:
		case !slowAlnum(upper):
			return "", ErrSymbol
		default:
			text = append(text, upper...)
		}
	}
	switch {
	case more:
		return "", ErrTooLong
	case len(text) == 0:
		return "", ErrEmpty
	}
	return string(text), nil
}

// slowSkeleton is Lookalikes.Skeleton: of all symbols that pairs lead to from
// a symbol, in whichever direction, it takes the least.
func slowSkeleton(pairs []Pair, text string) string {
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
