package scan

import (
	"math/bits"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/form"
)

// Set is formats whose codes are looked for together, in one pass over a text.
// It is immutable once it is in use. The zero Set finds nothing.
type Set struct {
	formats []*form.Format
	rarity  []float64 // of the formats; nil if all are equal
	numbers []numbers // what stays of the numbers that look like codes; nil if nothing does
	mask    byte      // stands in place of a symbol: none that is one of the formats' own

	filter  filter
	begins  [2]uint64       // the characters of ASCII that codes begin with, as bits
	firsts  firsts          // the same, if they are few
	odd     [2]uint64       // those that may begin a code, whatever is behind them: of formats with Odd symbols
	hasOdd  bool            // whether there are such
	rows    uint64          // bit n: n letters and digits in a row may be a code or one of its first two groups
	whole   uint64          // bit n: n of them may be a code
	groups  uint64          // bit n: n of them may be a first group
	seconds [maxRows]uint64 // for each first group the rows that may be the second, as bits
	longest int             // the highest bit of rows
	behind  [16]uint8       // the roles of what may be behind n of them, noRole if any may be, or if n is 8 or more
}

// NewSet returns a Set of the formats that are usable.
func NewSet(formats []*form.Format) *Set {
	s := &Set{}
	for _, f := range formats {
		if f.Usable() {
			s.formats = append(s.formats, f)
		}
	}
	s.prepare()
	if len(s.formats) < 2 {
		return s
	}
	s.filter.symbols = new(symbols)
	for i, f := range s.formats {
		s.rarity = append(s.rarity, f.Rarity())
		s.filter.symbols.add(format{f}, bitOf(i))
	}
	return s
}

// prepare fills in what holds for all formats. It does not allocate.
func (s *Set) prepare() {
	s.mask = '*'
	for i, f := range s.formats {
		f := format{f}
		if f.Star {
			s.mask = '_'
		}
		s.filter.add(f, bitOf(i))
		s.whole |= f.whole()
		if first, second := f.groups(); first > 0 {
			s.groups |= 1 << first
			s.seconds[first] |= f.rows(first, second)
		}
		if f.OddTable {
			s.hasOdd = true
			s.odd[0] |= f.Begins[0]
			s.odd[1] |= f.Begins[1]
		}
		s.begins[0] |= f.Begins[0]
		s.begins[1] |= f.Begins[1]
		s.firsts.add(f, i == 0)
	}
	s.firsts.prepare()
	s.rows = s.whole | s.groups
	for m := s.groups; m != 0; m &= m - 1 {
		s.rows |= s.seconds[bits.TrailingZeros64(m)]
	}
	s.longest = bits.Len64(s.rows) - 1
	for n := range s.behind {
		switch {
		case s.hasOdd || s.whole>>n&1 != 0 || n >= 8:
			s.behind[n] = noRole
		case s.groups>>n&1 != 0:
			s.behind[n] = goesOn | joins
		case n <= s.longest:
			s.behind[n] = goesOn
		}
	}
}

// ask has the formats read that may have a code at b[i], and calls answer with
// what they find and their numbers. If edge is set, nothing is in front of the
// place.
func (s *Set) ask(b []byte, i int, final, edge bool, answer func(format int, h hit)) {
	if !final && b[i] >= utf8.RuneSelf && isCut(b, i) {
		answer(0, hit{start: i, state: hitMore})
		return
	}
	var p shape
	s.shapeAt(b, i, final, &p)
	var c class
	known := edge
	outside := false // of any terminal sequence, that is known
	if p.row.open {
		if outside = introducer(b, i) < 0; !outside {
			return // rather than read far
		}
	}
	for m := s.filter.fits(&p); m != 0; m &= m - 1 {
		if !known {
			c, known = before(b, i), true
			if c == classWord {
				return
			}
		}
		for n := bits.TrailingZeros64(m); n < len(s.formats); n += 64 {
			f := format{s.formats[n]}
			if p.first != 0 && !f.begins(p.first) || f.touches(c) || edge && f.Odd {
				continue
			}
			if b[i] == '=' && !edge && assigns(b, i) && !f.TableAt(0)['='].IsSymbol() {
				continue
			}
			var h hit
			f.read(b, i, final, &h)
			if h.state != hitNone && !outside {
				if outside = introducer(b, i) < 0; !outside {
					return
				}
			}
			if h.state == hitMore || h.state == hitFound && !s.stays(n, b[h.start:h.end]) {
				answer(n, h)
			}
		}
	}
}
