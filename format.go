package redeem

import (
	"fmt"
	"slices"
	"strings"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
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
// and safe for concurrent use. [NewFormat] makes one. The zero Format is not
// usable: its methods answer [ErrSpec], or that nothing is a code.
type Format struct {
	spec Spec
	form *form.Format // nil in the zero Format
}

// giftCard is NewFormat's result for this Spec, written out so that the linker
// lays it down and the program does nothing at its start.
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
// and Apple Music: 16 symbols that begin with X. That is all the issuer has
// published about them. That they use all of A to Z and 0 to 9, and groups of
// four to show them, is this package's assumption, and no check character is
// known.
func GiftCard() *Format { return &giftCard }

// NewFormat makes a Format. It fails with an error that wraps [ErrSpec] and
// says what is wrong: a length outside 1 to MaxLen; an alphabet of less than
// two symbols, with one twice, or with one that is not printable ASCII or is
// one of "-_./?", which separate symbols or mark unread ones; a prefix of
// other symbols or as long as the code; groups that do not add up; a check
// scheme that does not know every symbol, or that no code could satisfy.
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

// wrong says what is wrong with a Spec whose defaults are filled in, or "".
func (s *Spec) wrong() string {
	if s.Length < 1 || s.Length > MaxLen {
		return "length outside 1 to 32"
	}
	if len(s.Alphabet) < 2 {
		return "alphabet of less than two symbols"
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

// unread is the character that stands for one that could not be read.
const unread = '?'

// none is what stands in for the form of the zero Format.
var none form.Format

// compiled returns the form of f.
func (f *Format) compiled() *form.Format {
	if f.form == nil {
		return &none
	}
	return f.form
}

// lookalikes returns the look-alikes of the format.
func (f *Format) lookalikes() *Lookalikes {
	if f.spec.Lookalikes == nil {
		return &supportArticle
	}
	return f.spec.Lookalikes
}

// Spec returns the description of the format, its defaults filled in.
func (f *Format) Spec() Spec {
	spec := f.spec
	spec.Groups = slices.Clone(spec.Groups)
	return spec
}

// Name returns the name of the format, "" if it has none. It does not allocate.
func (f *Format) Name() string { return f.spec.Name }

// Len returns the number of symbols of a code, 1 to MaxLen, prefix and check
// characters included; 0 for the zero Format. It does not allocate.
func (f *Format) Len() int { return f.spec.Length }

// Prefix returns how every code begins, "" if codes begin in different ways. It
// does not allocate.
func (f *Format) Prefix() string { return f.spec.Prefix }

// Alphabet returns the symbols of the format, each once; check characters may
// have further ones. It is "" for the zero Format. It does not allocate.
func (f *Format) Alphabet() string { return f.spec.Alphabet }

// Scheme returns the check scheme, nil if the codes have no check character. It
// does not allocate.
func (f *Format) Scheme() *checkdigit.Scheme { return f.spec.Check }

// String returns the name of the format.
func (f *Format) String() string { return f.spec.Name }

// AppendGrouped appends the code with a dash between the groups of the
// format, as in X8KD-49FJ-2MZQ-7WPT, and returns the extended buffer. It
// reveals the code. The zero Code appends nothing. It does not allocate if b
// has room.
func (f *Format) AppendGrouped(b []byte, c Code) []byte {
	return f.compiled().AppendGrouped(b, c.symbols)
}

// Pattern returns a regular expression, anchored at both ends, that matches
// the canonical spelling of the codes, in the syntax that RE2 and ECMA-262
// (the pattern attribute of HTML, JSON Schema) have in common. A regular
// expression cannot tell whether the check character is right.
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
