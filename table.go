package redeem

import "strings"

// alnumTable is newTable's result for 0-9A-Z, which lacks no letter or digit,
// so that no look-alike is ever replaced.
var alnumTable = table{
	'0': valid | '0', '1': valid | '1', '2': valid | '2', '3': valid | '3', '4': valid | '4',
	'5': valid | '5', '6': valid | '6', '7': valid | '7', '8': valid | '8', '9': valid | '9',

	'A': valid | 'A', 'B': valid | 'B', 'C': valid | 'C', 'D': valid | 'D', 'E': valid | 'E',
	'F': valid | 'F', 'G': valid | 'G', 'H': valid | 'H', 'I': valid | 'I', 'J': valid | 'J',
	'K': valid | 'K', 'L': valid | 'L', 'M': valid | 'M', 'N': valid | 'N', 'O': valid | 'O',
	'P': valid | 'P', 'Q': valid | 'Q', 'R': valid | 'R', 'S': valid | 'S', 'T': valid | 'T',
	'U': valid | 'U', 'V': valid | 'V', 'W': valid | 'W', 'X': valid | 'X', 'Y': valid | 'Y',
	'Z': valid | 'Z',

	'a': lower | 'A', 'b': lower | 'B', 'c': lower | 'C', 'd': lower | 'D', 'e': lower | 'E',
	'f': lower | 'F', 'g': lower | 'G', 'h': lower | 'H', 'i': lower | 'I', 'j': lower | 'J',
	'k': lower | 'K', 'l': lower | 'L', 'm': lower | 'M', 'n': lower | 'N', 'o': lower | 'O',
	'p': lower | 'P', 'q': lower | 'Q', 'r': lower | 'R', 's': lower | 'S', 't': lower | 'T',
	'u': lower | 'U', 'v': lower | 'V', 'w': lower | 'W', 'x': lower | 'X', 'y': lower | 'Y',
	'z': lower | 'Z',

	'\t': separator, '\n': separator, '\v': separator, '\f': separator, '\r': separator,
	' ': separator, '-': separator, '_': separator, '.': separator, '/': separator,
}

const (
	valid     = entrySymbol | entryValid
	lower     = valid | entry(EditCase)<<entryEdits
	separator = entryValid | entry(EditSeparator)<<entryEdits
)

// newTable finds the meaning of every ASCII byte: a symbol of the alphabet,
// the other case of one, a separator, or a character outside the alphabet
// that looks like exactly one symbol in it.
func newTable(alphabet string, l *Lookalikes) *table {
	t := new(table)
	fold := foldOf(alphabet)
	for _, b := range []byte("\t\n\v\f\r -_./") {
		t[b] = separator
	}
	for b := byte('!'); b <= '~'; b++ {
		symbol := fold.apply(b)
		switch {
		case t[b] != 0:
		case strings.IndexByte(alphabet, symbol) < 0:
			if meant, ok := l.only(symbol, alphabet); ok {
				t[b] = symbolEntry(meant, EditSubstitute)
			}
		case symbol != b:
			t[b] = symbolEntry(symbol, EditCase)
		default:
			t[b] = symbolEntry(symbol, 0)
		}
	}
	return t
}

// only returns the symbol of the alphabet that read may have been meant as,
// if there is exactly one.
func (l *Lookalikes) only(read byte, alphabet string) (meant byte, ok bool) {
	for m := range l.Of(read) {
		if strings.IndexByte(alphabet, m) < 0 {
			continue
		}
		if ok {
			return 0, false
		}
		meant, ok = m, true
	}
	return meant, ok
}
