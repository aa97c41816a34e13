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

// Formats is a list of formats that share one input field or one text. It is
// immutable and safe for concurrent use. [NewFormats] makes one. The zero
// Formats has no formats and accepts nothing.
//
// If several formats accept an input, Formats prefers the one that a random
// input would satisfy least often. So a prefix, check characters, a small
// alphabet and a large number of symbols all count as evidence. Equal formats
// rank in the order given.
type Formats struct {
	formats []*Format      // in the order given
	forms   []*form.Format // of these
	likely  []*Format      // the one that a random input satisfies least often first
	set     *scan.Set      // the same formats, in the order given
}

// NewFormats makes a Formats of 1 to [MaxFormats] formats. It fails with an
// error that wraps [ErrSpec] if their number is outside that range, if one is
// nil or the zero Format, or if one is given twice.
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

// All yields the formats in the order given. Ranging over it does not allocate.
func (fs *Formats) All() iter.Seq[*Format] { return slices.Values(fs.formats) }

// Recognition is the result of [Formats.Recognize].
type Recognition struct {
	Report          // the result of Format.Inspect
	Format  *Format // that accepts the input, or came nearest; nil if there are no formats
	Matches int     // formats that accept the input, 0 to MaxFormats
}

// Recognize finds the format of an input, and inspects the input with it. If
// several formats accept the input, Recognize takes the likeliest, and Matches
// is their number; [Formats.Matches] lists them.
//
// If no format accepts the input, Format is the one that came nearest. That is
// the format whose fault is furthest to the right, a wrong check character
// being the furthest of all; among equals it is the likeliest format. A serial
// number is an exception: the first format, in the order given, that recognizes
// one reports it. So a field for five brands reports one fault, that of the
// brand which was most likely meant. The zero Formats reports [ErrSpec] and a
// nil Format.
//
// A text gives the same [Code] in every format, so store the Format beside the
// Code if the difference matters. Recognize does not allocate.
func (fs *Formats) Recognize(s string) Recognition { return fs.recognize([]byte(s)) }

// RecognizeBytes is like [Formats.Recognize] for bytes. It does not keep b.
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

// Matches yields each format that accepts s and the code that it reads, the
// likeliest format first. Ranging over it does not allocate.
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
