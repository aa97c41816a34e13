// Package sight has the verbs that the page needs beyond those of a form: what
// became of each character, what looks like what, what to tell a person, and
// what a format is like to issue codes of.
package sight

import (
	"unicode/utf8"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/playground/internal/door"
	"github.com/redeemkit/redeem/playground/internal/wire"
)

// Trace takes a format and a text, and gives what became of each character of
// its first MaxInput bytes, their number first: how many bytes it has, the symbol, "" if it is left
// out or a fault, the edits, and the error, "" for none. A character that
// stands for no symbol takes a place all the same, as it does for a Corrector.
func Trace(in *wire.Reader, out *wire.Writer) {
	f := door.Format(in)
	text := in.Text()
	text = text[:min(len(text), redeem.MaxInput)]
	t := tracerOf(f)
	out.List(func() (n int) {
		t.trace(text, func(char, symbol string, edits redeem.Edits, err error) {
			out.Number(len(char))
			out.Text(symbol)
			door.Edits(out, edits)
			out.Text(door.ErrorName(err))
			n++
		})
		return n
	})
}

// tracer asks the library about one character at a time: behind as many
// symbols as came before, since in some formats the place decides.
type tracer struct {
	loose  *redeem.Format      // without the prefix, which stands in the way of the others
	before [redeem.MaxLen]byte // symbols, whichever
	length int                 // of a code
	n      int                 // places that are taken
}

// tracers are kept: each is of a format that a page made.
var tracers = map[*redeem.Format]*tracer{}

func tracerOf(f *redeem.Format) *tracer {
	t := tracers[f]
	if t == nil {
		spec := f.Spec()
		t = &tracer{loose: f, length: spec.Length}
		for i := range t.before {
			t.before[i] = spec.Alphabet[0]
		}
		if spec.Prefix != "" {
			spec.Prefix = ""
			// A format is one without its prefix as well.
			if loose, err := redeem.NewFormat(spec); err == nil {
				t.loose = loose
			}
		}
		tracers[f] = t
	}
	t.n = 0
	return t
}

// trace calls f with each character of a text and what became of it.
func (t *tracer) trace(text string, f func(char, symbol string, edits redeem.Edits, err error)) {
	end := t.end(text)
	for i := 0; i < len(text); {
		_, size := utf8.DecodeRuneInString(text[i:])
		symbol, edits, err := t.next(text[i:i+size], i < end)
		f(text[i:i+size], symbol, edits, err)
		i += size
	}
}

// end returns where the last character of a text begins that is a symbol or a
// fault. A mark in front of it is not one at the end of the text, where marks are
// left out.
func (t *tracer) end(text string) (end int) {
	for i := 0; i < len(text); {
		_, size := utf8.DecodeRuneInString(text[i:])
		if symbol, _, err := t.next(text[i:i+size], false); symbol != "" || err != nil {
			end = i
		}
		i += size
		t.n = 0
	}
	return end
}

// next returns what a character means, which more than marks follows or not.
func (t *tracer) next(char string, follows bool) (symbol string, edits redeem.Edits, err error) {
	// Beyond the last place the field shows what a character means in a place
	// that is no check character's.
	n := min(t.n, t.length)
	var room [redeem.MaxLen + utf8.UTFMax + 1]byte
	input := append(append(room[:0], t.before[:n]...), char...)
	r := t.loose.InspectBytes(input)
	if follows && n > 0 {
		if inside := t.loose.InspectBytes(append(input, t.before[0])); inside.Err == redeem.ErrSymbol && inside.Offset == n {
			r = inside
		}
	}
	if r.Err == redeem.ErrSymbol || r.Err == redeem.ErrEncoding {
		t.n++
		return "", 0, r.Err
	}
	var grouped [2 * redeem.MaxLen]byte
	shown, _, _ := t.loose.AppendTyped(grouped[:0], redeem.Change{New: string(input)})
	symbols := 0
	for _, x := range shown {
		if x != '-' { // which is no symbol of any format
			symbols++
		}
	}
	if symbols == n {
		return "", r.Edits, nil
	}
	t.n++
	return string(shown[len(shown)-1:]), r.Edits, nil
}
