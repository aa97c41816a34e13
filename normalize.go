package redeem

import (
	"github.com/redeemkit/redeem/internal/bitset"
	"github.com/redeemkit/redeem/internal/spell"
)

// MaxInput is the number of bytes of one input that parsing looks at. A longer
// input is refused with [ErrTooLong], whatever follows and even if it is blank
// so far, so that no input costs more than its first MaxInput bytes.
const MaxInput = 1024

// UnicodeVersion is the version of Unicode that decides what characters outside
// ASCII stand for. It does not change with the Go toolchain.
const UnicodeVersion = "17.0.0"

// Edits is the set of what normalizing changed in an input. Zero means that
// it was in canonical spelling.
type Edits uint8

const (
	EditCase       Edits = 1 << iota // a letter in the other case
	EditSeparator                    // white space, dash, underscore, period, slash or dot left out, or a mark at an end
	EditInvisible                    // what nobody sees left out: zero width, bidi control, a scanner's control character, …
	EditWidth                        // a full-width, half-width or mathematical form
	EditDigit                        // a decimal digit of another script, taken by its value
	EditHomoglyph                    // a character of another script that looks like the symbol
	EditSubstitute                   // a symbol outside the alphabet, for the one in it that looks most like it
)

// Has reports whether e contains all of the edits.
func (e Edits) Has(edits Edits) bool { return e&edits == edits }

// String returns the names of the edits, as in "case|separator"; "none" for
// zero. A single edit's does not allocate.
func (e Edits) String() string { return bitset.String(uint8(e), editNames[:]) }

var editNames = [...]string{"case", "separator", "invisible", "width", "digit", "homoglyph", "substitute"}

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
