package redeem

import (
	"github.com/redeemkit/redeem/internal/bitset"
	"github.com/redeemkit/redeem/internal/spell"
)

// MaxInput is the number of bytes of an input that parsing reads. A longer
// input gives [ErrTooLong], even if those bytes are blank, so that no input
// costs more than its first MaxInput bytes.
const MaxInput = 1024

// UnicodeVersion is the version of Unicode that determines which symbols
// characters outside ASCII stand for. It does not change with the Go toolchain.
const UnicodeVersion = "17.0.0"

// Edits is the set of changes that normalizing made to an input. Zero means
// that the input was in canonical spelling.
type Edits uint8

const (
	EditCase       Edits = 1 << iota // a letter was in the other case
	EditSeparator                    // white space, a dash, underscore, period, slash or dot was left out, or a mark around the code
	EditInvisible                    // a character that nobody sees was left out: zero width, bidi control, a scanner's control character, …
	EditWidth                        // a full-width, half-width or mathematical form was replaced
	EditDigit                        // a decimal digit of another script was replaced by its value
	EditHomoglyph                    // a character of another script was replaced by the symbol that it looks like
	EditSubstitute                   // a symbol outside the alphabet was replaced by the one in it that looks most like it
)

// Has reports whether e contains all of the given edits.
func (e Edits) Has(edits Edits) bool { return e&edits == edits }

// String returns the names of the edits, such as "case|separator", or "none"
// for zero. It does not allocate for a single edit.
func (e Edits) String() string { return bitset.String(uint8(e), editNames[:]) }

var editNames = [...]string{"case", "separator", "invisible", "width", "digit", "homoglyph", "substitute"}

// AppendNormalized appends the symbols of s, A to Z and 0 to 9, and returns the
// extended buffer. It resolves case, separators, invisible characters, widths,
// digits of any script and homoglyphs. It does not resolve look-alikes among A
// to Z and 0 to 9. It applies no format, so the result may have any length.
//
// If there is an error, it returns dst unchanged. It fails with [ErrEncoding]
// or [ErrSymbol] for the leftmost character that stands for no symbol, with
// [ErrTooLong] if s has more than MaxInput bytes, and with [ErrEmpty] if s has
// no symbol. It does not allocate if dst has room for len(s) bytes.
func AppendNormalized(dst []byte, s string) ([]byte, error) { return appendNormalized(dst, []byte(s)) }

func appendNormalized(dst, b []byte) ([]byte, error) {
	out := dst
	b, more := spell.Bounded(b)
	for i := 0; i < len(b); {
		m, size := spell.Alnum.Next(b, i)
		if m == 0 {
			clear(out[len(dst):])
			return dst, Error(spell.FaultOf(size))
		}
		if m.IsSymbol() {
			out = append(out, m.Symbol())
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

// Normalize returns the symbols that [AppendNormalized] appends, or "" if there
// is an error. If s is normalized already, Normalize returns s and does not
// allocate.
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
