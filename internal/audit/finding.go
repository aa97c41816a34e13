package audit

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/redeemkit/redeem"
)

// Place is where an input is: the line, from 1, of the file, from 1. The zero
// Place is none.
type Place struct {
	File int
	Line int64
}

// Compare returns -1, 0 or +1 in the order of files and lines.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line))
}

// Kind is what was found. The zero Kind is none.
type Kind uint8

const (
	Invalid   Kind = iota + 1 // an input that is not a code
	Duplicate                 // a code that occurred before
	Lookalike                 // a code that looks like one with an earlier first place
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

// Finding is one thing that is wrong.
type Finding struct {
	Kind   Kind
	Place  Place        // of the input; of the first occurrence of Code if Lookalike
	Reason redeem.Error // why the input is not a code; 0 unless Invalid
	Offset int          // the byte of the input, from 0, at which the fault is; 0 unless Invalid
	Code   redeem.Code  // what is at Place; zero if Invalid
	First  Place        // the first occurrence of Code, or of Other if Lookalike; zero if Invalid
	Other  redeem.Code  // the code that looks like Code; zero unless Lookalike
}

// Compare returns -1, 0 or +1 in the order in which findings are listed: by
// place and, where a code looks like several others, by the place of those.
func (f Finding) Compare(g Finding) int {
	return cmp.Or(f.Place.Compare(g.Place), cmp.Compare(f.Kind, g.Kind), f.First.Compare(g.First))
}

// Result says in a word or two what was found: the reason why an input is not
// a code, "duplicate" or "lookalike".
func (f Finding) Result() string {
	if f.Kind == Invalid {
		return reason(f.Reason)
	}
	return f.Kind.String()
}

func reason(e redeem.Error) string { return strings.TrimPrefix(e.Error(), "redeem: ") }

// Style is how findings are written.
type Style struct {
	// Files says that a place is the number of the file, a colon and the
	// number of the line; else it is the number of the line.
	Files bool
	// Append appends a code as it is to be shown; nil hides all of it but
	// what [redeem.Code.AppendMasked] shows.
	Append func(dst []byte, c redeem.Code) []byte
}

// AppendTo appends the finding as a line of columns with tabs between them:
// place, result, code, offset, first place, the other code. Those that do not
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
