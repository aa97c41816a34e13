package audit

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/redeemkit/redeem"
)

// Place is the position of an input: a line, starting at 1, in a file, starting
// at 1. The zero Place is not a position.
type Place struct {
	File int
	Line int64
}

// Compare returns -1, 0 or +1 in the order of files and lines.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line))
}

// Kind is the kind of a finding. The zero Kind is not valid.
type Kind uint8

const (
	Invalid   Kind = iota + 1 // the input is not a code
	Duplicate                 // the code occurred before
	Lookalike                 // the code looks like one with an earlier first place
)

// String returns "invalid", "duplicate" or "lookalike".
func (k Kind) String() string {
	switch k {
	case Invalid:
		return "invalid"
	case Duplicate:
		return "duplicate"
	case Lookalike:
		return "lookalike"
	}
	return "nothing"
}

// Finding is one fault of an inventory.
type Finding struct {
	Kind   Kind
	Place  Place        // the place of the input, or of the first occurrence of Code if Lookalike
	Reason redeem.Error // why the input is not a code; 0 unless Invalid
	Offset int          // byte offset of the fault in the input; 0 unless Invalid
	Code   redeem.Code  // the code at Place; zero if Invalid
	First  Place        // the first place of Code, or of Other if Lookalike; zero if Invalid
	Other  redeem.Code  // the code that looks like Code; zero unless Lookalike
}

// Compare returns -1, 0 or +1 in the order in which findings are listed: by
// place and, if a code looks like several others, by the places of these.
func (f Finding) Compare(g Finding) int {
	return cmp.Or(f.Place.Compare(g.Place), cmp.Compare(f.Kind, g.Kind), f.First.Compare(g.First))
}

// Result returns a word or two for the finding: the reason why an input is not
// a code, "duplicate" or "lookalike".
func (f Finding) Result() string {
	if f.Kind == Invalid {
		return reason(f.Reason)
	}
	return f.Kind.String()
}

func reason(e redeem.Error) string { return strings.TrimPrefix(e.Error(), "redeem: ") }

// Style determines how findings are written.
type Style struct {
	// If Files is set, a place is written as the number of the file, a colon
	// and the number of the line, otherwise as the number of the line.
	Files bool
	// Append appends a code as it should be shown; nil stands for
	// [redeem.Code.AppendMasked].
	Append func(dst []byte, c redeem.Code) []byte
}

// AppendTo appends the finding as a line of columns that are separated by tabs:
// place, result, code, offset, first place, other code. Columns that do not
// apply are empty.
func (f Finding) AppendTo(dst []byte, s Style) []byte {
	show := s.Append
	if show == nil {
		show = func(dst []byte, c redeem.Code) []byte { return c.AppendMasked(dst) }
	}
	dst = s.appendPlace(dst, f.Place)
	dst = append(dst, '\t')
	dst = append(dst, f.Result()...)
	dst = append(dst, '\t')
	if f.Kind == Invalid {
		dst = append(dst, '\t')
		dst = strconv.AppendInt(dst, int64(f.Offset), 10)
		return append(dst, "\t\t\n"...)
	}
	dst = show(dst, f.Code)
	dst = append(dst, "\t\t"...)
	dst = s.appendPlace(dst, f.First)
	dst = append(dst, '\t')
	if f.Kind == Lookalike {
		dst = show(dst, f.Other)
	}
	return append(dst, '\n')
}

func (s Style) appendPlace(dst []byte, p Place) []byte {
	if s.Files {
		dst = strconv.AppendInt(dst, int64(p.File), 10)
		dst = append(dst, ':')
	}
	return strconv.AppendInt(dst, p.Line, 10)
}
