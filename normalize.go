package redeem

import (
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/bitset"
)

// MaxInput is the number of bytes of one input that parsing looks at. An
// input that goes on is refused with [ErrTooLong], whatever follows and even if
// it is blank so far, so that no input costs more than its first MaxInput bytes.
const MaxInput = 1024

// Edits is the set of what normalizing changed in an input. Zero means that
// it was in canonical spelling.
type Edits uint8

const (
	EditCase       Edits = 1 << iota // a letter in the other case
	EditSeparator                    // white space, dash, underscore, period, slash or middle dot left out
	EditInvisible                    // a default-ignorable code point left out: zero width, bidi control, …
	EditWidth                        // a full-width, half-width or mathematical form
	EditDigit                        // a decimal digit of another script, taken by its value
	EditHomoglyph                    // a character of another script that looks like the symbol
	EditSubstitute                   // a symbol outside the alphabet, for the only one in it that looks like it
)

// Has reports whether e contains all of the edits.
func (e Edits) Has(edits Edits) bool { return e&edits == edits }

// String returns the names of the edits, as in "case|separator"; "none" for
// zero. A single edit's does not allocate.
func (e Edits) String() string { return bitset.String(uint8(e), editNames[:]) }

var editNames = [...]string{"case", "separator", "invisible", "width", "digit", "homoglyph", "substitute"}

// entry is what one character means: the symbol in the low seven bits, what
// was done to it in the high byte (an Edits), and bit 7 set if it is a symbol
// or may be left out. Zero means that it stands for nothing. The whole of an
// ASCII byte's meaning in 16 bits lets the loop over an input collect symbols
// and edits without a branch.
type entry uint16

const (
	entryValid  entry = 1 << 7
	entrySymbol entry = 1 << 15
	entryEdits        = 8
)

func (e entry) symbol() byte   { return byte(e & 0x7F) }
func (e entry) edits() Edits   { return Edits(e>>entryEdits) &^ (1 << 7) }
func (e entry) isSymbol() bool { return e&entrySymbol != 0 }

func symbolEntry(symbol byte, edits Edits) entry {
	return entrySymbol | entryValid | entry(edits)<<entryEdits | entry(symbol)
}

func skipEntry(edits Edits) entry { return entryValid | entry(edits)<<entryEdits }

// table is the meaning of each byte in the spelling of one alphabet. Bytes
// from 0x80 are zero: what they mean takes the whole code point.
type table [256]entry

// What foldTable says of a code point besides an ASCII letter or digit, whose
// high bit marks a homoglyph.
const (
	foldNothing   = 0
	foldSeparator = 1
	foldInvisible = 2
	foldDigit     = 3 // to 12: a digit by value
	foldHomoglyph = 0x80
)

func foldRune(r rune) uint8 {
	if i := uint(r) >> 7; i < uint(len(foldIndex)) {
		return foldBlocks[int(foldIndex[i])<<7|int(r&0x7F)]
	}
	if 0xE0000 <= r && r <= 0xE0FFF {
		return foldInvisible
	}
	return foldNothing
}

// bounded returns the first MaxInput bytes of b, less a character cut in two,
// and whether there are more.
func bounded(b []byte) ([]byte, bool) {
	if len(b) <= MaxInput {
		return b, false
	}
	b = b[:MaxInput]
	last := len(b) - 1
	for last > len(b)-utf8.UTFMax && !utf8.RuneStart(b[last]) {
		last--
	}
	if !utf8.FullRune(b[last:]) {
		b = b[:last]
	}
	return b, true
}

// next returns the meaning and the length of the character at b[i]. The zero
// entry is a fault, of which its length tells which: see fault.
func (t *table) next(b []byte, i int) (e entry, size int) {
	if x := b[i]; x < utf8.RuneSelf {
		return t[x], 1
	}
	return t.nextRune(b, i)
}

// fault returns what is wrong with a character of the zero entry.
func fault(size int) Error {
	if size == 0 {
		return ErrEncoding
	}
	return ErrSymbol
}

func (t *table) nextRune(b []byte, i int) (e entry, size int) {
	x, edit, size := foldChar(b[i:])
	if x == 0 {
		if edit == 0 {
			return 0, size
		}
		return skipEntry(edit), size
	}
	if e = t[x]; e != 0 {
		e |= entry(edit) << entryEdits
	}
	return e, size
}

// foldChar returns the ASCII letter or digit that the first character of b,
// which is beyond ASCII, stands for and what makes it one; 0 with EditSeparator
// or EditInvisible if it may be left out; 0 and no edit if it stands for
// nothing. Its size is 0 if it is not UTF-8.
func foldChar(b []byte) (x byte, edit Edits, size int) {
	r, size := utf8.DecodeRune(b)
	if size == 1 { // no character beyond ASCII has one byte
		return 0, 0, 0
	}
	switch fold := foldRune(r); {
	case fold == foldNothing:
		return 0, 0, size
	case fold == foldSeparator:
		return 0, EditSeparator, size
	case fold == foldInvisible:
		return 0, EditInvisible, size
	case fold < '0':
		return fold - foldDigit + '0', EditDigit, size
	case fold < foldHomoglyph:
		return fold, EditWidth, size
	default:
		return fold &^ foldHomoglyph, EditHomoglyph, size
	}
}

// maxTyped is the longest input that collect takes: as long as a code with a
// separator after every symbol.
const maxTyped = 2 * MaxLen

// collect reads an input of up to maxTyped bytes in one pass, without a branch
// on what its ASCII characters mean. It returns the first MaxLen symbols, their
// number, and the union of all entries, or ok = false if a character stands for
// nothing here.
func (t *table) collect(b []byte) (c Code, n int, union entry, ok bool) {
	if len(b) > maxTyped {
		return Code{}, 0, 0, false
	}
	const ascii = 0x7F7F7F7F7F7F7F7F
	// The place of a character that is left out is taken by the next symbol.
	var symbols [maxTyped]byte
	used, any, all := uint32(0), uint32(0), uint32(entryValid)
	for i := 0; i < len(b); i++ {
		e := uint32(t[b[i]])
		if b[i] >= utf8.RuneSelf {
			wide, size := t.nextRune(b, i)
			if wide == 0 {
				return Code{}, 0, 0, false
			}
			e = uint32(wide)
			i += size - 1
		}
		symbols[used%maxTyped] = byte(e)
		used += e >> 15
		any |= e
		all &= e
	}
	c = codeOf((*[MaxLen]byte)(symbols[:])).and(Code{ascii, ascii, ascii, ascii})
	return c, int(used), entry(any), all != 0
}

// AppendNormalized appends the symbols of s, A to Z and 0 to 9, and returns
// the extended buffer: case, separators, invisible characters, widths, digits
// of any script and homoglyphs are resolved; look-alikes among A to Z and 0
// to 9 are not. It knows no format, so the result may be of any length.
//
// On error it returns dst as it was: [ErrEncoding] or [ErrSymbol] for the
// leftmost character that stands for no symbol, [ErrTooLong] if s has more
// than MaxInput bytes, [ErrEmpty] if it has no symbol. It does not allocate
// if dst has room for len(s) bytes.
func AppendNormalized(dst []byte, s string) ([]byte, error) { return appendNormalized(dst, []byte(s)) }

func appendNormalized(dst, b []byte) ([]byte, error) {
	out := dst
	b, more := bounded(b)
	for i := 0; i < len(b); {
		e, size := alnumTable.next(b, i)
		if e == 0 {
			clear(out[len(dst):])
			return dst, fault(size)
		}
		if e.isSymbol() {
			out = append(out, e.symbol())
		}
		i += size
	}
	switch {
	case more:
		clear(out[len(dst):])
		return dst, ErrTooLong
	case len(out) == len(dst):
		return dst, ErrEmpty
	}
	return out, nil
}

// Normalize returns what [AppendNormalized] appends, "" on error. It does not
// allocate if s is normalized already, and then returns s.
func Normalize(s string) (string, error) {
	var buf [MaxInput]byte
	out, err := AppendNormalized(buf[:0], s)
	if err != nil {
		return "", err
	}
	if string(out) == s {
		return s, nil
	}
	return string(out), nil
}
