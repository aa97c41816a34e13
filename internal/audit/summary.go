package audit

import (
	"iter"
	"math"
	"strconv"

	"github.com/redeemkit/redeem"
)

// Summary counts findings. The zero Summary is the summary of no lines.
type Summary struct {
	Lines      int64                    // all lines
	Invalid    [math.MaxUint8 + 1]int64 // inputs that are not codes, by [redeem.Error]
	Distinct   int64                    // different codes
	Duplicates int64                    // further occurrences of codes
	Lookalikes int64                    // pairs of codes that look alike; a lower bound unless Uncompared is 0
	Unlisted   int64                    // pairs that have no finding because of the limit
	Uncompared int64                    // codes that were not compared with those of the same key because of the limit
}

// Valid returns the number of inputs that are codes, including duplicates.
func (s *Summary) Valid() int64 {
	n := s.Lines
	for _, invalid := range s.Invalid {
		n -= invalid
	}
	return n
}

// Clean reports whether nothing was found.
func (s *Summary) Clean() bool {
	return s.Valid() == s.Lines && s.Duplicates == 0 && s.Lookalikes == 0 && s.Uncompared == 0
}

// Add adds the counts of another Summary.
func (s *Summary) Add(other *Summary) {
	s.Lines += other.Lines
	for e, n := range other.Invalid {
		s.Invalid[e] += n
	}
	s.Distinct += other.Distinct
	s.Duplicates += other.Duplicates
	s.Lookalikes += other.Lookalikes
	s.Unlisted += other.Unlisted
	s.Uncompared += other.Uncompared
}

// All yields the counts with their names, in the order in which they are
// listed: ok, the reasons why inputs are not codes, total, duplicate,
// lookalike, and of unlisted and uncompared what is not 0. Of the reasons
// there are those that occurred, as nameOf names them.
func (s *Summary) All(nameOf func(redeem.Error) string) iter.Seq2[string, int64] {
	return func(yield func(string, int64) bool) {
		if !yield("ok", s.Valid()) {
			return
		}
		for e, n := range s.Invalid {
			if n > 0 && !yield(nameOf(redeem.Error(e)), n) {
				return
			}
		}
		if !yield("total", s.Lines) || !yield(Duplicate.String(), s.Duplicates) || !yield(Lookalike.String(), s.Lookalikes) {
			return
		}
		if s.Unlisted > 0 && !yield("unlisted", s.Unlisted) {
			return
		}
		if s.Uncompared > 0 {
			yield("uncompared", s.Uncompared)
		}
	}
}

// AppendTo appends a line for each count: its name, a tab and the number. A
// number that is a lower bound begins with >=.
func (s *Summary) AppendTo(dst []byte) []byte {
	for name, n := range s.All(reason) {
		dst = append(append(dst, name...), '\t')
		if name == Lookalike.String() && s.Uncompared > 0 {
			dst = append(dst, ">="...)
		}
		dst = append(strconv.AppendInt(dst, n, 10), '\n')
	}
	return dst
}
