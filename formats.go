package redeem

import (
	"iter"
	"slices"

	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/scan"
)

// MaxFormats is the number of formats that a [Formats] can hold.
const MaxFormats = 64

// Formats is several formats whose codes come through one door: one input field
// for many brands, or one text. It is immutable and safe for concurrent use.
// [NewFormats] makes one. The zero Formats has no formats, and nothing is a
// code for it.
type Formats struct {
	formats []*Format // in the order given
	set     *scan.Set // the same
}

// NewFormats makes a Formats of 1 to [MaxFormats] formats. Their order decides
// between formats that an input fits equally well. It fails with an error that
// wraps [ErrSpec] if there are none or too many, if one is nil or the zero
// Format, or if one is given twice.
func NewFormats(formats ...*Format) (*Formats, error) {
	switch {
	case len(formats) == 0:
		return nil, specError("no formats")
	case len(formats) > MaxFormats:
		return nil, specError("more than 64 formats")
	}
	for i, f := range formats {
		switch {
		case f == nil || f.form == nil:
			return nil, specError("a format that is nil or zero")
		case slices.Contains(formats[:i], f):
			return nil, specError("a format given twice")
		}
	}
	compiled := make([]*form.Format, len(formats))
	for i, f := range formats {
		compiled[i] = f.form
	}
	return &Formats{slices.Clone(formats), scan.NewSet(compiled)}, nil
}

// All yields the formats in the order given. To range over it does not allocate.
func (fs *Formats) All() iter.Seq[*Format] { return slices.Values(fs.formats) }
