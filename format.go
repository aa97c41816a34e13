package redeem

import (
	"fmt"
	"slices"
	"strings"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// Spec describes the codes of a [Format], such as a shop's own vouchers. Only
// Length is required.
type Spec struct {
	Name       string             // for people; not part of any code
	Length     int                // number of symbols of a code, including prefix and check characters: 1 to MaxLen
	Prefix     string             // the symbols that every code begins with
	Alphabet   string             // each symbol once; "" = 0-9A-Z; case is ignored if all letters have the same case
	Groups     []int              // number of symbols in each group, as codes are displayed and found in text; nil = one group
	Check      *checkdigit.Scheme // computed over the whole code; nil = no check character
	Lookalikes *Lookalikes        // nil = SupportArticle()
}

// Format parses and prints the codes that a [Spec] describes, such as vouchers
// of your own or Apple's gift cards ([GiftCard]). Call [NewFormat] to make one.
// A Format is immutable and safe for concurrent use. The zero Format is not
// usable: its methods return [ErrSpec] or report that nothing is a code.
type Format struct {
	spec Spec
	form *form.Format // nil in the zero Format
}

// giftCard equals the result of NewFormat for this Spec. It is written out so
// that the linker places it in the program and nothing runs when a program
// starts.
var giftCard = Format{
	spec: Spec{
		Name:       "gift card",
		Length:     16,
		Prefix:     "X",
		Alphabet:   spell.Alphanumeric,
		Groups:     []int{4, 4, 4, 4},
		Lookalikes: &supportArticle,
	},
	form: &form.GiftCard,
}

// GiftCard returns the format of Apple's gift cards, for the App Store, iTunes
// and Apple Music: 16 symbols of which the first is X. Apple has published
// nothing else about its codes. It is an assumption of this package that they
// use all of A to Z and 0 to 9, and that groups of four suit them. No check
// character is known. GiftCard is the format of the package-level functions.
func GiftCard() *Format { return &giftCard }

// NewFormat makes a Format from a Spec. It fails with an error that wraps
// [ErrSpec] and says what is wrong:
//
//   - the length is outside 1 to MaxLen;
//   - the alphabet has fewer than two symbols, has a symbol twice, or has a
//     character that is not printable ASCII or is one of "-_./?", which
//     separate symbols or mark unread ones;
//   - the prefix has a symbol outside the alphabet, or is as long as the code;
//   - the groups do not add up to the length;
//   - the check scheme does not know every symbol, or no code can satisfy it;
//   - the length is beyond the longest code of the check scheme.
func NewFormat(spec Spec) (*Format, error) {
	if spec.Alphabet == "" {
		spec.Alphabet = spell.Alphanumeric
	}
	if spec.Lookalikes == nil {
		spec.Lookalikes = SupportArticle()
	}
	spec.Groups = slices.Clone(spec.Groups)
	if wrong := spec.wrong(); wrong != "" {
		return nil, specError(wrong)
	}
	compiled := form.New(form.Spec{
		Length:   spec.Length,
		Prefix:   spec.Prefix,
		Alphabet: spec.Alphabet,
		Groups:   spec.Groups,
		Scheme:   spec.Check,
		Model:    spec.Lookalikes.model(),
	})
	if compiled == nil {
		return nil, specError("no code satisfies the check scheme")
	}
	return &Format{spec, compiled}, nil
}

// MustFormat is like [NewFormat] but panics if NewFormat fails. It is for
// specifications that are written into a program.
func MustFormat(spec Spec) *Format {
	f, err := NewFormat(spec)
	if err != nil {
		panic(err)
	}
	return f
}

func specError(wrong string) error { return fmt.Errorf("%w: %s", ErrSpec, wrong) }

// wrong returns what is wrong with a Spec whose defaults are filled in, or "".
func (s *Spec) wrong() string {
	if s.Length < 1 || s.Length > MaxLen {
		return "length outside 1 to 32"
	}
	if len(s.Alphabet) < 2 {
		return "alphabet of less than two symbols"
	}
	if s.Check != nil && s.Check.MaxLen() > 0 && s.Length > s.Check.MaxLen() {
		return "length beyond that of the check scheme's codes"
	}
	for i := range len(s.Alphabet) {
		b := s.Alphabet[i]
		if !spell.IsGraph(b) || spell.IsSeparator(b) || b == unread {
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

// unread marks a character that could not be read.
const unread = '?'

// none stands in for the form of the zero Format.
var none form.Format

// compiled returns the form of f, or an unusable one for the zero Format.
func (f *Format) compiled() *form.Format {
	if f.form == nil {
		return &none
	}
	return f.form
}

// lookalikes returns the look-alike model of the format.
func (f *Format) lookalikes() *Lookalikes {
	if f.spec.Lookalikes == nil {
		return &supportArticle
	}
	return f.spec.Lookalikes
}

// Spec returns the description of the format with its defaults filled in.
func (f *Format) Spec() Spec {
	spec := f.spec
	spec.Groups = slices.Clone(spec.Groups)
	return spec
}

// Name returns the name of the format, or "" if it has none. It does not
// allocate.
func (f *Format) Name() string { return f.spec.Name }

// Len returns the number of symbols of a code, 1 to MaxLen, including prefix
// and check characters, or 0 for the zero Format. It does not allocate.
func (f *Format) Len() int { return f.spec.Length }

// Prefix returns the symbols that every code begins with, or "" if there is no
// prefix. It does not allocate.
func (f *Format) Prefix() string { return f.spec.Prefix }

// Alphabet returns the symbols of the format, each once, or "" for the zero
// Format. Check characters may have additional symbols. It does not allocate.
func (f *Format) Alphabet() string { return f.spec.Alphabet }

// Scheme returns the check scheme, or nil if the codes have no check character.
// It does not allocate.
func (f *Format) Scheme() *checkdigit.Scheme { return f.spec.Check }

// String returns the name of the format, like Name.
func (f *Format) String() string { return f.spec.Name }

// AppendGrouped appends the code with a dash between the groups of the format,
// such as X8KD-49FJ-2MZQ-7WPT, and returns the extended buffer. It reveals the
// code. It appends nothing for the zero Code. It does not allocate if b has
// room.
func (f *Format) AppendGrouped(b []byte, c Code) []byte {
	return f.compiled().AppendGrouped(b, c.symbols)
}

// Pattern returns a regular expression that matches the canonical spelling of
// the codes and is anchored at both ends. It uses the syntax that RE2 and
// ECMA-262 (the pattern attribute of HTML, JSON Schema) have in common. It
// cannot check the check character, so it also matches codes with a wrong one.
func (f *Format) Pattern() string {
	if f.form == nil {
		return `^[^\s\S]$` // matches nothing
	}
	var b strings.Builder
	b.WriteByte('^')
	for i := 0; i < f.spec.Length; {
		symbols, n := f.form.SymbolsAt(i), 1
		for i+n < f.spec.Length && f.form.SymbolsAt(i+n) == symbols {
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

// writeClass writes a character class, or the symbol if there is only one, with
// escapes that RE2 and both modes u and v of ECMA-262 understand.
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
