// Package door has the verbs that redeem.js offers to a form: each reads its
// arguments from a request and writes its answer. They add nothing to the
// library but names for what are numbers in Go.
package door

import (
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/playground/internal/wire"
)

// Verb answers a request.
type Verb func(in *wire.Reader, out *wire.Writer)

var errorNames = [...]string{
	redeem.ErrEmpty:          "empty",
	redeem.ErrEncoding:       "encoding",
	redeem.ErrSymbol:         "wrong-symbol",
	redeem.ErrTooShort:       "too-short",
	redeem.ErrTooLong:        "too-long",
	redeem.ErrPrefix:         "wrong-prefix",
	redeem.ErrCheck:          "check",
	redeem.ErrSerial:         "serial",
	redeem.ErrRegion:         "unknown-region",
	redeem.ErrRegionMismatch: "region-mismatch",
	redeem.ErrRegionLocked:   "region-locked",
	redeem.ErrExpired:        "expired",
	redeem.ErrWrongStore:     "wrong-store",
}

// ErrorName returns the name of an Error, "" for nil. The names are for
// programs and do not change.
func ErrorName(err error) string {
	if e, ok := err.(redeem.Error); ok && int(e) < len(errorNames) {
		return errorNames[e]
	}
	return ""
}

// Parse takes a format and a text, and gives the code and the error.
func Parse(in *wire.Reader, out *wire.Writer) {
	code, err := Format(in).Parse(in.Text())
	out.Append(code.AppendTo)
	out.Text(ErrorName(err))
}

// Inspect takes a format and a text, and gives the code, the error, where that
// is, the edits and what the text looks like.
func Inspect(in *wire.Reader, out *wire.Writer) {
	r := Format(in).Inspect(in.Text())
	out.Append(r.Code.AppendTo)
	out.Text(ErrorName(r.Err))
	out.Number(r.Offset)
	Edits(out, r.Edits)
	out.Text(r.Kind.String())
}

// Edits writes the names of the edits with a bar between them, "" for none.
func Edits(out *wire.Writer, e redeem.Edits) {
	if e == 0 {
		out.Text("")
		return
	}
	out.Text(e.String())
}

// Typed takes a format or several, the text that a field showed, the text that
// it holds, the caret in that, and whether what was deleted was behind the
// caret. It gives the text that the field should show, its caret, the progress,
// and which of several formats that is of, -1 if of none.
func Typed(in *wire.Reader, out *wire.Writer) {
	f, several := Formats(in)
	change := redeem.Change{Old: in.Text(), New: in.Text(), Caret: in.Number(), Forward: in.Number() != 0}
	var caret int
	var progress redeem.Progress
	which := -1
	out.Append(func(dst []byte) []byte {
		if several == nil {
			dst, caret, progress = f.AppendTyped(dst, change)
			return dst
		}
		dst, caret, progress, f = several.AppendTyped(dst, change)
		return dst
	})
	out.Number(caret)
	out.Text(progress.String())
	if several != nil && f != nil {
		which = 0
		for one := range several.All() {
			if one == f {
				break
			}
			which++
		}
	}
	out.Number(which)
}

// CheckRegion takes the spellings of a card's region and of a storefront, and
// gives the error.
func CheckRegion(in *wire.Reader, out *wire.Writer) {
	// A spelling that is not known gives the zero Region, which fits nothing.
	card, _ := redeem.ParseRegion(in.Text())
	storefront, _ := redeem.ParseStorefront(in.Text())
	out.Text(ErrorName(redeem.CheckRegion(card, storefront)))
}
