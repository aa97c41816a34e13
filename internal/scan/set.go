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
	numbers []numbers // which numbers stay, though they look like a code; nil if none does
	mask    byte      // stands in place of a symbol: none that is one of the formats' own
	firsts  firsts
	filter  filter
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

// prepare fills in the rest of a Set of formats. It does not allocate.
func (s *Set) prepare() {
	s.mask = '*'
	for i, f := range s.formats {
		if f.Star {
			s.mask = '_'
		}
		s.firsts.add(format{f}, i == 0)
		s.filter.add(format{f}, bitOf(i))
	}
	s.firsts.prepare()
	s.filter.prepare()
}

// ask has those formats read b[i:] that may have a code there, and calls answer with
// what they find and their numbers. If edge is set, it does not matter what is in
// front of the place.
func (s *Set) ask(b []byte, i int, final, edge bool, answer func(format int, h hit)) {
	if !final && b[i] >= utf8.RuneSelf && isCut(b, i) {
		answer(0, hit{start: i, state: hitMore})
		return
	}
	var p shape
	s.filter.shapeAt(b, i, final, &p)
	outside := false // of any terminal sequence, that is known
	if p.row.open {
		if outside = introducer(b, i) < 0; !outside {
			return // rather than read far
		}
	}
	var c class
	known := edge // whether c is
	for m := s.filter.fits(&p); m != 0; m &= m - 1 {
		if !known {
			c, known = before(b, i), true
			if c == classWord {
				return
			}
		}
		for n := bits.TrailingZeros64(m); n < len(s.formats); n += formatBits {
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
