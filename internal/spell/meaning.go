package spell

import (
	"strings"
	"unicode/utf8"
)

// Edits is a set of the changes that reading a character made. The numbers are
// those of the public Edits.
type Edits uint8

const (
	EditCase Edits = 1 << iota
	EditSeparator
	EditInvisible
	EditWidth
	EditDigit
	EditHomoglyph
	EditSubstitute
)

// Meaning is what one character stands for. The low seven bits hold the symbol
// and the high byte holds the Edits. Bit 7 is set if the character may stand in
// a code at all, and bit 15 is set if it is a symbol. The zero Meaning belongs
// to a character that stands for nothing.
type Meaning uint16

const (
	knownBit  Meaning = 1 << 7
	symbolBit Meaning = 1 << 15
	editBits          = 8
)

// SymbolOf returns the Meaning of a character that stands for a symbol.
func SymbolOf(s byte, edits Edits) Meaning {
	return symbolBit | knownBit | Meaning(edits)<<editBits | Meaning(s)
}

// LeftOut returns the Meaning of a character that is left out.
func LeftOut(edits Edits) Meaning { return knownBit | Meaning(edits)<<editBits }

// Separator is the Meaning of a separator. A character of ASCII has no edits
// beside that one.
const Separator = knownBit | Meaning(EditSeparator)<<editBits

// Symbol returns the symbol that m stands for. IsSymbol must be true.
func (m Meaning) Symbol() byte { return byte(m & 0x7F) }

// Edits returns the changes that reading the character made.
func (m Meaning) Edits() Edits { return Edits(m>>editBits) &^ (1 << 7) }

// IsSymbol reports whether m stands for a symbol.
func (m Meaning) IsSymbol() bool { return m&symbolBit != 0 }

// Table holds the Meaning of each byte for one alphabet. The Meanings of bytes
// beyond ASCII are zero, because they depend on the whole code point.
type Table [256]Meaning

// Alphanumeric is the alphabet of the digits and the capital letters.
const Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// NewTable makes the Table of an alphabet. If all letters of the alphabet have
// the same case, letters in the other case stand for them. A character outside
// the alphabet stands for the symbol that substitute returns, if ok is true.
func NewTable(alphabet string, substitute func(read byte) (meant byte, ok bool)) *Table {
	t := new(Table)
	fold := FoldOf(alphabet)
	for b := range byte(utf8.RuneSelf) {
		folded := fold.Apply(b)
		switch {
		case IsSeparator(b):
			t[b] = Separator
		case IsInvisible(b):
			t[b] = LeftOut(EditInvisible)
		case !IsGraph(b):
		case strings.IndexByte(alphabet, folded) < 0:
			if meant, ok := substitute(folded); ok {
				t[b] = SymbolOf(meant, EditSubstitute)
			}
		case folded != b:
			t[b] = SymbolOf(folded, EditCase)
		default:
			t[b] = SymbolOf(folded, 0)
		}
	}
	return t
}

// Next returns the Meaning and the size of the character at b[i]. The Meaning
// is zero if the character stands for nothing. The size is 0 if it is not valid
// UTF-8.
func (t *Table) Next(b []byte, i int) (m Meaning, size int) {
	if x := b[i]; x < utf8.RuneSelf {
		return t[x], 1
	}
	return t.NextRune(b, i)
}

// NextRune is like Next for a character beyond ASCII.
func (t *Table) NextRune(b []byte, i int) (m Meaning, size int) {
	r, size := utf8.DecodeRune(b[i:])
	if size == 1 { // no character beyond ASCII has one byte
		return 0, 0
	}
	return t.OfRune(r), size
}

// OfRune returns the Meaning of a decoded character, 0 if it stands for nothing.
func (t *Table) OfRune(r rune) (m Meaning) {
	if uint32(r) < utf8.RuneSelf {
		return t[r]
	}
	x, edit := FoldRune(r)
	if x == 0 {
		if edit == 0 {
			return 0
		}
		return LeftOut(edit)
	}
	if m = t[x]; m != 0 {
		m |= Meaning(edit) << editBits
	}
	return m
}

// FoldCase is the way in which an alphabet treats letters in the other case.
type FoldCase uint8

const (
	FoldUpper FoldCase = iota // the alphabet has no lower-case letter
	FoldLower                 // all its letters are in lower case
	FoldNone                  // it has letters in both cases
)

// FoldOf returns the FoldCase of an alphabet.
func FoldOf(alphabet string) FoldCase {
	lower, upper := false, false
	for i := range len(alphabet) {
		lower = lower || isLower(alphabet[i])
		upper = upper || isUpper(alphabet[i])
	}
	switch {
	case lower && upper:
		return FoldNone
	case lower:
		return FoldLower
	}
	return FoldUpper
}

// Apply returns an ASCII character in the case of the alphabet's letters.
func (f FoldCase) Apply(b byte) byte {
	if f == FoldUpper && isLower(b) || f == FoldLower && isUpper(b) {
		return b ^ 0x20
	}
	return b
}
