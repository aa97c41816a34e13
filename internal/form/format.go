// Package form compiles the description of a format, and parses its codes and
// serial numbers.
package form

import (
	"math"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/spell"
)

// Spec describes the codes of a format. It is valid, and its defaults are
// filled in.
type Spec struct {
	Length   int
	Prefix   string
	Alphabet string
	Groups   []int
	Scheme   *checkdigit.Scheme // nil = no check character
	Model    *alike.Model       // gives the symbols for characters outside the alphabet
}

// Format is a compiled Spec. It is immutable. The zero Format has no codes and
// refuses every input with spell.FaultSpec.
type Format struct {
	Length   int
	Prefix   string
	Alphabet string
	Breaks   uint32 // bit i is set if a group begins at place i
	Check    *Check // nil = no check character

	// Table has the meaning of a byte, except where Check.Table has another
	// one.
	Table *spell.Table

	alnum   bool // Table is spell.Alnum
	octets  bool // alnum, and bytes mean the same at all places: symbols may be read eight at a time
	sixteen bool // octets, and a code is 16 symbols without a check character, with the prefix among the first 8
	placed  bool // bytes mean something else at check places
	digits  bool // a code has only digits, but letters are read as symbols so that their fault can be reported
	fold    spell.FoldCase

	model *alike.Model // what characters outside the alphabet stand for; nil if octets

	prefix, mask spell.Symbols // c.And(mask) == prefix if c begins as it must
	fill         spell.Symbols // zeros ('0') in the places past the end

	Text
}

// Text holds what a search of running text needs to know about a Format.
type Text struct {
	// Begins has a bit for each character of ASCII that a code may begin with.
	// If First and Second, apart from the bits of FirstCase and SecondCase, are
	// all these characters, they are set; otherwise they are 0.
	Begins             [2]uint64
	First, FirstCase   byte
	Second, SecondCase byte
	Odd                bool // ASCII characters other than letters and digits are read as symbols
	OddTable           bool // and not only as check characters
	Star               bool // and the star is one of these
}

// GiftCard is the Format of Apple's gift cards. It is written out so that the
// linker places it in the program and nothing runs when a program starts.
var GiftCard = Format{
	Length:   16,
	Prefix:   "X",
	Alphabet: spell.Alphanumeric,
	Breaks:   1<<4 | 1<<8 | 1<<12,
	Table:    &spell.Alnum,
	alnum:    true,
	octets:   true,
	sixteen:  true,
	prefix:   spell.Symbols{A: 'X' << 56},
	mask:     spell.Symbols{A: 0xFF << 56},
	fill:     spell.Symbols{C: zeros, D: zeros},
	Text:     Text{Begins: [2]uint64{1: 1<<('X'-64) | 1<<('x'-64)}, First: 'x', FirstCase: 0x20},
}

const zeros = '0' * spell.LowBits

// New compiles a Spec. It returns nil if no code satisfies the check scheme.
func New(s Spec) *Format {
	f := &Format{
		Length:   s.Length,
		Prefix:   s.Prefix,
		Alphabet: s.Alphabet,
		fold:     spell.FoldOf(s.Alphabet),
		prefix:   spell.Pack([]byte(s.Prefix)),
		mask:     spell.Repeat(0xFF, len(s.Prefix)),
	}
	f.Table = newTable(s.Alphabet, s.Model)
	if f.alnum = *f.Table == spell.Alnum; f.alnum {
		f.Table = &spell.Alnum // all such formats share one table
	}
	var fill [spell.MaxLen]byte
	for i := s.Length; i < spell.MaxLen; i++ {
		fill[i] = '0'
	}
	f.fill = spell.PackText(&fill)
	at := 0
	for _, n := range s.Groups[:max(len(s.Groups)-1, 0)] {
		at += n
		f.Breaks |= 1 << at
	}
	if s.Scheme != nil {
		f.Check = newCheck(&s)
		if !f.Check.satisfiable(s.Prefix) {
			return nil
		}
	}
	f.placed = f.Check != nil && f.Check.Table != nil
	f.octets = f.alnum && !f.placed
	if !f.octets {
		f.model = s.Model
	}
	f.sixteen = f.alnum && s.Length == 16 && s.Scheme == nil && len(s.Prefix) <= 8
	f.setText()
	return f
}

func newTable(alphabet string, m *alike.Model) *spell.Table {
	return spell.NewTable(alphabet, func(read byte) (byte, bool) { return m.Only(alphabet, read) })
}

func (f *Format) setText() {
	var firsts, folds [3]byte
	n := 0
	for x := byte('!'); x <= '~'; x++ {
		isSymbol := f.Table[x].IsSymbol() || f.placed && f.Check.Table[x].IsSymbol()
		f.Odd = f.Odd || isSymbol && !spell.Alnum[x].IsSymbol()
		f.OddTable = f.OddTable || f.Table[x].IsSymbol() && !spell.Alnum[x].IsSymbol()
		f.Star = f.Star || isSymbol && x == '*'
		m := f.TableAt(0)[x]
		if !m.IsSymbol() || f.Prefix != "" && m.Symbol() != f.Prefix[0] {
			continue
		}
		f.Begins[x>>6] |= 1 << (x & 63)
		switch {
		case n > 0 && firsts[0]^x == 0x20:
			firsts[0], folds[0] = x, 0x20
		case n > 1 && firsts[1]^x == 0x20:
			firsts[1], folds[1] = x, 0x20
		case n < len(firsts):
			firsts[n] = x
			n++
		}
	}
	if n < len(firsts) {
		f.First, f.FirstCase, f.Second, f.SecondCase = firsts[0], folds[0], firsts[1], folds[1]
	}
}

// Usable reports whether New made f.
func (f *Format) Usable() bool { return f.Length != 0 }

// TableAt returns the meaning of the bytes at place i.
func (f *Format) TableAt(i int) *spell.Table {
	if f.placed && f.Check.IsCheck(i) {
		return f.Check.Table
	}
	return f.Table
}

// SameTable reports whether bytes mean the same at all places.
func (f *Format) SameTable() bool { return !f.placed }

// SymbolsAt returns the symbols that a code may have at place i.
func (f *Format) SymbolsAt(i int) string {
	switch {
	case i < len(f.Prefix):
		return f.Prefix[i : i+1]
	case f.Check != nil && f.Check.IsCheck(i):
		return f.Check.Scheme.CheckAlphabet()
	}
	return f.Alphabet
}

// Guesses reports whether a character at place i, in the case of the alphabet,
// stands for the likeliest of several symbols.
func (f *Format) Guesses(i int, x byte) bool {
	if f.TableAt(i)[x].Edits()&spell.EditSubstitute == 0 {
		return false
	}
	if f.Check != nil && f.Check.IsCheck(i) {
		return f.model.Several(f.Check.Scheme.CheckAlphabet(), x)
	}
	return f.model.Several(f.Alphabet, x)
}

// Takes reports whether a code of the format may have the symbol at place i.
func (f *Format) Takes(i int, symbol byte) bool {
	if i < len(f.Prefix) {
		return f.Prefix[i] == symbol
	}
	return f.TableAt(i)[symbol&0x7F] == spell.SymbolOf(symbol, 0)
}

// Rarity returns how rarely a random text is a code of the format, in bits: the
// binary logarithm of the number of texts for each code. The texts have as many
// characters as a code has symbols, and all printable characters of ASCII are
// equally likely. A prefix, check characters, a small alphabet and the length all
// increase the Rarity. If several formats accept an input, the one with the
// highest Rarity is the likeliest. The Rarity of the zero Format is 0.
func (f *Format) Rarity() float64 {
	const printable = '~' - '!' + 1
	bits := 0.0
	for place := range f.Length {
		characters, table := 0, f.TableAt(place)
		for x := byte('!'); x <= '~'; x++ {
			if m := table[x]; m.IsSymbol() && (place >= len(f.Prefix) || m.Symbol() == f.Prefix[place]) &&
				(!f.digits || place < len(f.Prefix) || m.Symbol() <= '9') {
				characters++
			}
		}
		texts := float64(printable) / float64(characters)
		if f.Check != nil && f.Check.IsCheck(place) {
			texts *= float64(len(f.Check.Scheme.CheckAlphabet())) // of which one fits
		}
		bits += math.Log2(texts)
	}
	return bits
}

// AppendGrouped appends symbols with a dash between the groups.
func (f *Format) AppendGrouped(b []byte, c spell.Symbols) []byte {
	text := c.Text()
	for i := range c.Len() {
		if f.Breaks>>i&1 != 0 {
			b = append(b, '-')
		}
		b = append(b, text[i])
	}
	return b
}
