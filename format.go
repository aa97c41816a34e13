package redeem

import (
	"fmt"
	"slices"
	"strings"

	"github.com/redeemkit/redeem/checkdigit"
)

// Spec describes the codes of one kind. Only Length is required.
type Spec struct {
	Name       string             // for people; not part of any code
	Length     int                // symbols of a code, prefix and check characters included: 1 to MaxLen
	Prefix     string             // how every code begins, in symbols of the alphabet
	Alphabet   string             // each symbol once; "" = 0-9A-Z; case is folded when the alphabet has one case
	Groups     []int              // symbols in each group, for display only; nil = one group
	Check      *checkdigit.Scheme // computed over the whole code; nil = no check character
	Lookalikes *Lookalikes        // nil = SupportArticle()
}

// Format reads and writes the codes that a [Spec] describes. It is immutable
// and safe for concurrent use. [NewFormat] makes one; the zero Format is none,
// and must not be asked anything.
type Format struct {
	spec  Spec
	table *table // the meaning of a byte, except where checks.table has another
	alnum bool   // table is alnumTable: the alphabet is 0-9A-Z, and nothing else looks like a part of it
	pairs bool   // and a code is two words that need no other check, the prefix in the first
	fold  foldCase

	prefix, prefixMask Code // c&prefixMask == prefix if c begins as it must
	fill               Code // zeros ('0') in the places past the end
	breaks             uint32
	checks             *automaton // nil = no check character

	// In a text, a code begins with the byte first, or one that is the same
	// when the bits of firstCase are set; first is 0 if it may be any of more,
	// and a character beyond ASCII is another matter.
	first, firstCase byte
	odd              bool // characters of ASCII that are no letters or digits are read as symbols
	star             bool // and the star is one of these
}

// foldCase is how the letters of an alphabet treat the other case.
type foldCase uint8

const (
	foldUpper foldCase = iota // the alphabet has no lower-case letter
	foldLower                 // it has lower-case letters only
	foldNone                  // it has both
)

const alnumAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// giftCard is NewFormat's result for this Spec, written out so that the
// linker lays it down and the program does nothing at its start.
var giftCard = Format{
	spec: Spec{
		Name:       "gift card",
		Length:     16,
		Prefix:     "X",
		Alphabet:   alnumAlphabet,
		Groups:     []int{4, 4, 4, 4},
		Lookalikes: &supportArticle,
	},
	table:      &alnumTable,
	alnum:      true,
	pairs:      true,
	prefix:     Code{a: 'X' << 56},
	prefixMask: Code{a: 0xFF << 56},
	fill:       Code{c: 0x3030303030303030, d: 0x3030303030303030},
	breaks:     1<<4 | 1<<8 | 1<<12,
	first:      'x',
	firstCase:  0x20,
}

// GiftCard returns the format of App Store, iTunes and Apple Music gift
// cards: 16 symbols that begin with X. That is all the issuer has published
// of them; that they use all of A to Z and 0 to 9, and groups of four to show
// them, is this package's assumption, and no check character is known.
func GiftCard() *Format { return &giftCard }

// NewFormat makes a Format. It fails with an error that wraps [ErrSpec] and
// says what is wrong: a length outside 1 to MaxLen; an alphabet of less than
// two symbols, with one twice, or with one that is not printable ASCII or is
// one of "-_./?", which separate symbols or mark unread ones; a prefix of
// other symbols or as long as the code; groups that do not add up; a check
// scheme that does not know every symbol, that has no codes so long, that no
// code could satisfy, or that has more than two thousand states, as one with
// three check symbols has.
func NewFormat(spec Spec) (*Format, error) {
	if spec.Alphabet == "" {
		spec.Alphabet = alnumAlphabet
	}
	if spec.Lookalikes == nil {
		spec.Lookalikes = SupportArticle()
	}
	spec.Groups = slices.Clone(spec.Groups)
	if wrong := spec.wrong(); wrong != "" {
		return nil, specError(wrong)
	}
	f := &Format{
		spec:       spec,
		fold:       foldOf(spec.Alphabet),
		prefix:     pack([]byte(spec.Prefix)),
		prefixMask: ones(len(spec.Prefix)),
	}
	f.table = newTable(spec.Alphabet, spec.Lookalikes)
	if f.alnum = *f.table == alnumTable; f.alnum {
		f.table = &alnumTable
	}
	var fill [MaxLen]byte
	for i := spec.Length; i < MaxLen; i++ {
		fill[i] = '0'
	}
	f.fill = codeOf(&fill)
	f.pairs = f.alnum && spec.Length == 16 && spec.Check == nil && len(spec.Prefix) <= 8
	at := 0
	for _, n := range spec.Groups[:max(len(spec.Groups)-1, 0)] {
		at += n
		f.breaks |= 1 << at
	}
	if spec.Check != nil {
		f.checks = newAutomaton(&spec)
		if !f.checks.satisfiable(&spec) {
			return nil, specError("no code satisfies the check scheme")
		}
	}
	f.setBytes()
	return f, nil
}

// setBytes finds out what there is to know of bytes before a text is searched.
func (f *Format) setBytes() {
	var firsts []byte
	for x := byte('!'); x <= '~'; x++ {
		symbol := f.table[x].isSymbol() || f.checks != nil && f.checks.table != nil && f.checks.table[x].isSymbol()
		f.odd = f.odd || symbol && !alnumTable[x].isSymbol()
		f.star = f.star || symbol && x == '*'
		if e := f.tableAt(0)[x]; f.spec.Prefix != "" && e.isSymbol() && e.symbol() == f.spec.Prefix[0] {
			firsts = append(firsts, x)
		}
	}
	switch {
	case len(firsts) == 1:
		f.first = firsts[0]
	case len(firsts) == 2 && firsts[0]^firsts[1] == 0x20:
		f.first, f.firstCase = firsts[1], 0x20
	}
}

// MustFormat is NewFormat for descriptions written into a program; it panics
// where NewFormat fails.
func MustFormat(spec Spec) *Format {
	f, err := NewFormat(spec)
	if err != nil {
		panic(err)
	}
	return f
}

func specError(wrong string) error { return fmt.Errorf("%w: %s", ErrSpec, wrong) }

// maxStates is how many states a check scheme may have: all of them are in
// tables, which would take gigabytes for a million.
const maxStates = 2000

// wrong says what is wrong with a Spec whose defaults are filled in, or "".
func (s *Spec) wrong() string {
	if s.Length < 1 || s.Length > MaxLen {
		return "length outside 1 to 32"
	}
	if len(s.Alphabet) < 2 {
		return "alphabet of less than two symbols"
	}
	if s.Check != nil && s.Check.States() > maxStates {
		return "check scheme with too many states"
	}
	if s.Check != nil && s.Check.MaxLen() > 0 && s.Length > s.Check.MaxLen() {
		return "length beyond that of the check scheme's codes"
	}
	for i := range len(s.Alphabet) {
		b := s.Alphabet[i]
		if !isGraph(b) || strings.IndexByte("-_./?", b) >= 0 {
			return "alphabet with a character that cannot be a symbol"
		}
		if strings.IndexByte(s.Alphabet[:i], b) >= 0 {
			return "alphabet with a symbol twice"
		}
		if s.Check != nil && strings.IndexByte(s.Check.Alphabet(), b) < 0 {
			return "alphabet with a symbol that the check scheme does not know"
		}
	}
	if len(s.Prefix) >= s.Length {
		return "prefix as long as the code"
	}
	for i := range len(s.Prefix) {
		if strings.IndexByte(s.Alphabet, s.Prefix[i]) < 0 {
			return "prefix with a symbol outside the alphabet"
		}
	}
	sum := 0
	for _, n := range s.Groups {
		if n < 1 || n > s.Length {
			return "group of impossible size"
		}
		sum += n
	}
	if len(s.Groups) > 0 && sum != s.Length {
		return "groups do not add up to the length"
	}
	return ""
}

func foldOf(alphabet string) foldCase {
	lower, upper := false, false
	for i := range len(alphabet) {
		lower = lower || isLower(alphabet[i])
		upper = upper || isUpper(alphabet[i])
	}
	switch {
	case lower && upper:
		return foldNone
	case lower:
		return foldLower
	}
	return foldUpper
}

// Unicode's case rules would turn other letters into ASCII ones; these touch
// ASCII only.
func isLower(b byte) bool { return 'a' <= b && b <= 'z' }
func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }

func (fold foldCase) apply(b byte) byte {
	if fold == foldUpper && isLower(b) || fold == foldLower && isUpper(b) {
		return b ^ 0x20
	}
	return b
}

// Spec returns the description of the format, its defaults filled in.
func (f *Format) Spec() Spec {
	spec := f.spec
	spec.Groups = slices.Clone(spec.Groups)
	return spec
}

// String returns the name of the format.
func (f *Format) String() string { return f.spec.Name }

// AppendGrouped appends the code with a dash between the groups of the
// format, as in X8KD-49FJ-2MZQ-7WPT, and returns the extended buffer. It
// reveals the code. The zero Code appends nothing. It does not allocate if b
// has room.
func (f *Format) AppendGrouped(b []byte, c Code) []byte {
	text := c.text()
	for i := range c.Len() {
		if f.breaks>>i&1 != 0 {
			b = append(b, '-')
		}
		b = append(b, text[i])
	}
	return b
}

// symbolsAt returns the symbols that a code may have at place i.
func (f *Format) symbolsAt(i int) string {
	switch {
	case i < len(f.spec.Prefix):
		return f.spec.Prefix[i : i+1]
	case f.checks != nil && f.checks.isCheck(i):
		return f.spec.Check.CheckAlphabet()
	}
	return f.spec.Alphabet
}

// Pattern returns a regular expression, anchored at both ends, that matches
// the canonical spelling of the codes, in the syntax that RE2 and ECMA-262
// (the pattern attribute of HTML, JSON Schema) have in common. A regular
// expression cannot tell whether the check character is right.
func (f *Format) Pattern() string {
	var b strings.Builder
	b.WriteByte('^')
	for i := 0; i < f.spec.Length; {
		symbols, n := f.symbolsAt(i), 1
		for i+n < f.spec.Length && f.symbolsAt(i+n) == symbols {
			n++
		}
		i += n
		writeClass(&b, symbols)
		if n > 1 {
			fmt.Fprintf(&b, "{%d}", n)
		}
	}
	b.WriteByte('$')
	return b.String()
}

// writeClass writes a character class, or the symbol if it is only one, with
// the escapes that all of RE2 and ECMA-262's modes u and v understand.
func writeClass(b *strings.Builder, symbols string) {
	write := func(symbol byte) {
		if strings.IndexByte(`^$\*+()[]{}|`, symbol) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(symbol)
	}
	if len(symbols) == 1 {
		write(symbols[0])
		return
	}
	sorted := []byte(symbols)
	slices.Sort(sorted)
	b.WriteByte('[')
	for i := 0; i < len(sorted); {
		last := i
		for last+1 < len(sorted) && sorted[last+1] == sorted[last]+1 {
			last++
		}
		write(sorted[i])
		if last > i+1 {
			b.WriteByte('-')
		}
		if last > i {
			write(sorted[last])
		}
		i = last + 1
	}
	b.WriteByte(']')
}
