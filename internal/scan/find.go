// Package scan finds codes and serial numbers in running text, and masks codes. It
// passes over a text once, for all formats of a Set:
//
//   - starts yields the places where a code may begin, from the left. If all codes begin
//     with one of a few characters, it searches for these (firsts); otherwise it
//     looks at the lengths of words (blocks). Most places fall to the filter.
//   - Set.ask computes the shape of a place, has the filter choose the formats that fit
//     it, and has each of them read the text there (format.read).
//   - Find and masker decide what becomes of the codes, and Stream does the same for a
//     text that comes in pieces.
//
// All of them read a text through readChar and readEscape, so escapes and terminal
// sequences count in front of a code, within it, and behind it. Nothing allocates but
// NewSet and the buffers of a Stream.
package scan

import (
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// Find yields the codes of a format in a text: see Set.Find.
func Find(f *form.Format, text []byte, yield func(start, end int, code spell.Symbols) bool) {
	if !f.Usable() {
		return
	}
	formats := [1]*form.Format{f}
	s := Set{formats: formats[:]}
	s.prepare()
	s.Find(text, func(_, start, end int, code spell.Symbols) bool { return yield(start, end, code) })
}

// Find yields the codes in a text from the left, each with the number of its
// format in the Set. Of those that overlap it yields the one of the format with
// the highest Rarity, of these the one with most symbols, of these the first.
func (s *Set) Find(text []byte, yield func(format, start, end int, code spell.Symbols) bool) {
	best, of := hit{}, 0 // the best so far of those that overlap, and its format
	t := s.startsFrom(text, 0, true)
	for more := true; more; {
		at := t.step(text)
		if best.state == hitFound && at >= best.end {
			more = yield(of, best.start, best.end, best.code)
			best.state = hitNone
		}
		if at == len(text) {
			break
		}
		if more {
			s.ask(text, at, true, false, func(format int, h hit) {
				if best.state == hitNone || s.isBetter(format, of) {
					best, of = h, format
				}
			})
		}
	}
}

// isBetter reports whether a code of a format is better than one of another that
// it overlaps and that begins no later.
func (s *Set) isBetter(format, than int) bool {
	if s.rarity != nil && s.rarity[format] != s.rarity[than] {
		return s.rarity[format] > s.rarity[than]
	}
	return s.formats[format].Length > s.formats[than].Length
}
