package redeem

import (
	"cmp"
	"iter"
	"math"
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
//
// What several formats accept is taken for a code of the one that a random
// input would satisfy least often: a prefix, check characters, a small alphabet
// and many symbols are evidence. Among equals the order given decides.
type Formats struct {
	formats []*Format      // in the order given
	forms   []*form.Format // of these
	likely  []*Format      // the one that a random input satisfies least often first
	set     *scan.Set      // the same formats, in the order given
}

// NewFormats makes a Formats of 1 to [MaxFormats] formats. It fails with an
// error that wraps [ErrSpec] if there are none or too many, if one is nil or the
// zero Format, or if one is given twice.
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
	forms := formsOf(formats)
	fs := &Formats{slices.Clone(formats), forms, slices.Clone(formats), scan.NewSet(forms)}
	slices.SortStableFunc(fs.likely, func(f, g *Format) int { return cmp.Compare(g.form.Rarity(), f.form.Rarity()) })
	return fs, nil
}

// formsOf returns the form of each format.
func formsOf(formats []*Format) []*form.Format {
	forms := make([]*form.Format, len(formats))
	for i, f := range formats {
		forms[i] = f.compiled()
	}
	return forms
}

// All yields the formats in the order given. To range over it does not allocate.
func (fs *Formats) All() iter.Seq[*Format] { return slices.Values(fs.formats) }

// Recognition is what several formats say of an input.
type Recognition struct {
	Report          // what Format says: its Inspect
	Format  *Format // that accepts the input, or came nearest; nil if there are no formats
	Matches int     // formats that accept the input, 0 to MaxFormats
}

// Recognize reports which format an input is a code of, and what that format
// says of it. If several accept it, it is the likeliest of them, and Matches
// says how many there are; [Formats.Matches] lists them.
//
// If none accepts it, Format is the one that came nearest: whose fault comes
// last in the input, a wrong check character being the last of all, and of
// several the likeliest. But the serial number of a card is reported by the
// first format, in the order given, that takes it for one. So a field for five
// brands tells one fault, of the brand that was most likely meant. The zero
// Formats reports [ErrSpec] and has no Format.
//
// The same text is the same [Code] in every format: where that matters, keep the
// Format beside it. Recognize does not allocate.
func (fs *Formats) Recognize(s string) Recognition { return fs.recognize([]byte(s)) }

// RecognizeBytes is [Formats.Recognize] for bytes. It keeps nothing of b.
func (fs *Formats) RecognizeBytes(b []byte) Recognition { return fs.recognize(b) }

func (fs *Formats) recognize(b []byte) Recognition {
	best := Recognition{Report: Report{Err: ErrSpec}}
	matches, reach := 0, -1 // how far best came
	for _, f := range fs.likely {
		report := f.inspect(b)
		if report.Err == nil {
			if matches == 0 {
				best = Recognition{Report: report, Format: f}
			}
			matches++
			continue
		}
		if far := report.reach(); matches == 0 && far > reach {
			best, reach = Recognition{Report: report, Format: f}, far
		}
	}
	if best.Err == ErrSerial {
		for _, f := range fs.formats {
			if f.inspect(b).Err == ErrSerial {
				best.Format = f
				break
			}
		}
	}
	best.Matches = matches
	return best
}

// reach returns how far into the input a refusal came.
func (r Report) reach() int {
	switch r.Err {
	case ErrCheck:
		return math.MaxInt - 1
	case ErrSerial:
		return math.MaxInt
	}
	return r.Offset
}

// Matches yields all formats that accept s, the likeliest first, each with the
// code that it reads. To range over it does not allocate.
func (fs *Formats) Matches(s string) iter.Seq2[*Format, Code] {
	return func(yield func(*Format, Code) bool) { fs.matches([]byte(s), yield) }
}

func (fs *Formats) matches(b []byte, yield func(*Format, Code) bool) {
	for _, f := range fs.likely {
		if c, err := f.parse(b); err == nil && !yield(f, c) {
			return
		}
	}
}
