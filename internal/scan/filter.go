package scan

import (
	"math/bits"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// filter rules out most formats at most places. A row is letters and digits that
// follow each other; a code without separators is one row, and otherwise each group
// is one. So a format has no code at a place if the rows there are too long or too
// short: the filter looks at three of them, and at two characters.
//
// A set of formats has a bit for each format.
type filter struct {
	begins [2]uint64 // a bit for each character of ASCII that codes begin with
	odd    [2]uint64 // the same for formats with Odd symbols, which rows say nothing about
	rows   lengths

	// The formats that a row of a length leaves.
	whole  [maxRow + 1]uint64 // it may be a code, or all of it before a check character
	first  [maxRow + 1]uint64 // it may be a first group
	second [maxRow + 1]uint64
	third  [maxRow + 1]uint64
	two    uint64 // formats that need no third row
	odds   uint64 // formats with Odd symbols
	all    uint64

	*symbols // nil if the Set has one format, or must not allocate
}

// maxRow stands for all rows that are longer than a code.
const maxRow = spell.MaxLen + 1

// lengths says which lengths of rows matter to any format. A set of lengths has a
// bit for each.
type lengths struct {
	whole   uint64             // rows that may be a code
	first   uint64             // rows that may be a first group
	second  [maxRow + 1]uint64 // for each first group, rows that may be the second
	any     uint64             // all these
	longest int                // the longest of them
	behind  [16]uint8          // for each row the roles of what may follow it: noRole if anything may, or if the row has 8 or more
}

// symbols has the formats that the first character of a row leaves, and the next.
type symbols struct {
	begin, next [utf8.RuneSelf]uint64
}

// formatBits is the number of bits for formats. If there are more formats, some
// share a bit: the filter may then leave more than it must, but no fewer.
const formatBits = 64

func bitOf(format int) uint64 { return 1 << (format % formatBits) }

func (t *filter) add(f format, bit uint64) {
	t.all |= bit
	t.begins[0] |= f.Begins[0]
	t.begins[1] |= f.Begins[1]
	if f.OddTable {
		t.odds |= bit
		t.odd[0] |= f.Begins[0]
		t.odd[1] |= f.Begins[1]
	}
	whole := f.rows(0, f.Length)
	t.rows.whole |= whole
	addRows(&t.whole, whole, bit)
	first, second, third := f.groups()
	if first == 0 {
		return
	}
	seconds := f.rows(first, second)
	t.rows.first |= 1 << first
	t.rows.second[first] |= seconds
	t.first[first] |= bit
	addRows(&t.second, seconds, bit)
	if third > 0 {
		addRows(&t.third, f.rows(first+second, third), bit)
	}
	if third == 0 || seconds != 1<<second {
		t.two |= bit
	}
}

func addRows(t *[maxRow + 1]uint64, rows, bit uint64) {
	for ; rows != 0; rows &= rows - 1 {
		t[bits.TrailingZeros64(rows)] |= bit
	}
}

func (t *filter) prepare() {
	s := &t.rows
	s.any = s.whole | s.first
	for m := s.first; m != 0; m &= m - 1 {
		s.any |= s.second[bits.TrailingZeros64(m)]
	}
	s.longest = bits.Len64(s.any) - 1
	for n := range s.behind {
		switch {
		case t.odds != 0 || s.whole>>n&1 != 0 || n >= 8:
			s.behind[n] = noRole
		case s.first>>n&1 != 0:
			s.behind[n] = goesOn | joins
		case n <= s.longest:
			s.behind[n] = goesOn
		}
	}
}

func (t *symbols) add(f format, bit uint64) {
	for x := range byte(utf8.RuneSelf) {
		if f.begins(x) {
			t.begin[x] |= bit
		}
		if f.Length == 1 {
			t.next[x] |= bit
		} else if m := f.TableAt(1)[x]; m.IsSymbol() && (len(f.Prefix) < 2 || m.Symbol() == f.Prefix[1]) {
			t.next[x] |= bit
		}
	}
}

// begins reports whether a code may begin with a character of ASCII, or with one
// that is read as it.
func (f format) begins(x byte) bool { return f.Begins[x>>6&1]>>(x&63)&1 != 0 }

// groups returns the lengths of the first three groups. A group that the format does
// not have has length 0, and so has the first if it is the only one.
func (f format) groups() (first, second, third int) {
	if f.Breaks == 0 {
		return 0, 0, 0
	}
	ends := uint64(f.Breaks) | 1<<f.Length
	a := bits.TrailingZeros64(ends)
	ends &= ends - 1
	b := bits.TrailingZeros64(ends)
	if ends &= ends - 1; ends == 0 {
		return a, b - a, 0
	}
	return a, b - a, bits.TrailingZeros64(ends) - b
}

// rows returns how long a row may be that begins with the symbol at a place, if
// length symbols follow without a separator. A check character that is neither
// letter nor digit ends a row too soon.
func (f format) rows(place, length int) uint64 {
	rows := uint64(1) << length
	if f.Odd && !f.OddTable {
		for n := range length {
			if f.Check.IsCheck(place + n) {
				rows |= 1 << n
			}
		}
	}
	return rows
}

// fits returns the formats that a shape leaves.
func (t *filter) fits(p *shape) (formats uint64) {
	all := t.all
	if p.first != 0 && t.symbols != nil {
		all = t.begin[p.first&(utf8.RuneSelf-1)]
	}
	if p.open || p.row.open {
		return all
	}
	formats = t.odds
	for m := p.row.ends; m != 0; m &= m - 1 {
		formats |= t.whole[bits.TrailingZeros64(m)]
	}
	if p.joined {
		group := t.first[p.row.n]
		if !p.second.open {
			second := t.second[p.second.n]
			if p.third >= 0 {
				second &= t.third[p.third] | t.two
			}
			for m := p.second.ends &^ (1 << p.second.n); m != 0; m &= m - 1 {
				second |= t.second[bits.TrailingZeros64(m)]
			}
			group &= second
		}
		formats |= group
	}
	return formats & all
}

// word returns the formats that may have a code at b[i], where a row of n letters and
// digits of ASCII begins. It is asked about every other word of a text. So it leaves
// more formats than fits does if there are escapes or characters beyond ASCII.
func (t *filter) word(b []byte, i, n int) (formats uint64) {
	x := b[i]
	if t.begins[x>>6&1]>>(x&63)&1 == 0 {
		return 0
	}
	n = min(n, maxRow)
	all := t.all
	if t.symbols != nil {
		all = t.begin[x&(utf8.RuneSelf-1)]
		if n > 1 {
			all &= t.next[b[i+1]&(utf8.RuneSelf-1)]
		}
	}
	formats = all & (t.whole[n] | t.odds)
	at := i + n
	role, size := roleAt(b, at)
	switch {
	case role&symbol != 0 && n+1+row(b, at+size) <= t.rows.longest, role&goesOn != 0 && n <= t.rows.longest:
		return all
	case role&joins == 0:
		return formats
	}
	all &= t.first[n]
	if all == 0 {
		return formats
	}
	at = skipJoints(b, at+size)
	second := row(b, at)
	role, size = roleAt(b, at+second)
	if role&(symbol|goesOn) != 0 && t.rows.second[n]>>second != 0 {
		return formats | all
	}
	all &= t.second[second]
	if role&joins == 0 {
		return formats | all&t.two
	}
	at = skipJoints(b, at+second+size)
	third := row(b, at)
	if role, _ = roleAt(b, at+third); role&(symbol|goesOn) == 0 {
		all &= t.third[third] | t.two
	}
	return formats | all
}
