package scan

import (
	"math/bits"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// maxRows is more letters and digits than any code has in a row.
const maxRows = spell.MaxLen + 1

// filter tells which formats may have a code at a place, as bits: by the lengths
// of the rows of letters and digits there, up to the third group.
type filter struct {
	whole  [maxRows + 1]uint64 // the formats of which a row of so many may be a code, but for check characters
	group  [maxRows + 1]uint64 // those of which it may be a first group
	second [maxRows + 1]uint64 // or a second one
	third  [maxRows + 1]uint64 // or a third one
	two    uint64              // those that need no third group
	odd    uint64              // those with symbols that are no letters or digits, of which lengths tell nothing
	all    uint64              // all of them
	*symbols
}

// symbols tells the same by the first two characters of ASCII.
type symbols struct {
	first, next [utf8.RuneSelf]uint64
}

// bitOf returns the bit of a format. Of more than 64 some share theirs.
func bitOf(format int) uint64 { return 1 << (format % 64) }

func (t *filter) add(f format, bit uint64) {
	addRows(&t.whole, f.whole(), bit)
	if first, second := f.groups(); first > 0 {
		rows := f.rows(first, second)
		addRows(&t.group, 1<<first, bit)
		addRows(&t.second, rows, bit)
		if third := f.third(first + second); third > 0 {
			addRows(&t.third, f.rows(first+second, third), bit)
		}
		if first+second == f.Length || rows&(rows-1) != 0 {
			t.two |= bit
		}
	}
	if f.OddTable {
		t.odd |= bit
	}
	t.all |= bit
}

func addRows(t *[maxRows + 1]uint64, rows, bit uint64) {
	for ; rows != 0; rows &= rows - 1 {
		t[bits.TrailingZeros64(rows)] |= bit
	}
}

func (t *symbols) add(f format, bit uint64) {
	for x := range byte(utf8.RuneSelf) {
		if f.begins(x) {
			t.first[x] |= bit
		}
		if f.Length == 1 {
			t.next[x] |= bit
		} else if m := f.TableAt(1)[x]; m.IsSymbol() && (len(f.Prefix) < 2 || m.Symbol() == f.Prefix[1]) {
			t.next[x] |= bit
		}
	}
}

// rows returns how many letters and digits a group of a length may have in a row,
// as bits: a check character that is neither ends the row.
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

// whole is rows for a code without separators.
func (f format) whole() uint64 { return f.rows(0, f.Length) }

// groups returns the lengths of the first two groups, 0 if there is one group
// only.
func (f format) groups() (first, second int) {
	if f.Breaks == 0 {
		return 0, 0
	}
	first = bits.TrailingZeros32(f.Breaks)
	if rest := f.Breaks &^ (1 << first); rest != 0 {
		return first, bits.TrailingZeros32(rest) - first
	}
	return first, f.Length - first
}

// third returns the length of the group that begins at a place, 0 if there is
// none.
func (f format) third(place int) int {
	if place == f.Length {
		return 0
	}
	if rest := f.Breaks >> (place + 1); rest != 0 {
		return bits.TrailingZeros32(rest) + 1
	}
	return f.Length - place
}

// begins reports whether a code may begin with a character of ASCII, or with one
// that is read as it.
func (f format) begins(x byte) bool { return f.Begins[x>>6&1]>>(x&63)&1 != 0 }

// fits returns the formats that a shape leaves.
func (t *filter) fits(p *shape) (formats uint64) {
	all := t.all
	if p.first != 0 && t.symbols != nil {
		all = t.first[p.first&(utf8.RuneSelf-1)]
	}
	if p.open || p.row.open {
		return all
	}
	formats = t.odd
	for m := p.row.ends; m != 0; m &= m - 1 {
		formats |= t.whole[bits.TrailingZeros64(m)]
	}
	if p.joined {
		group := t.group[p.row.n]
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

// word returns the formats of which a code may begin at b[i], a letter or digit of
// ASCII with which a row of n begins. It reads only what takes no time, and leaves
// open what an escape or a character beyond ASCII would tell.
func (s *Set) word(b []byte, i, n int) (formats uint64) {
	t := &s.filter
	x := b[i]
	if s.begins[x>>6&1]>>(x&63)&1 == 0 {
		return 0
	}
	n = min(n, maxRows)
	all := t.all
	if t.symbols != nil {
		all = t.first[x&(utf8.RuneSelf-1)]
		if n > 1 {
			all &= t.next[b[i+1]&(utf8.RuneSelf-1)]
		}
	}
	formats = all & (t.whole[n] | t.odd)
	at := i + n
	role, size := roleAt(b, at)
	switch {
	case role&symbol != 0 && n+1+row(b, at+size) <= s.longest, role&goesOn != 0 && n <= s.longest:
		return all
	case role&joins == 0:
		return formats
	}
	all &= t.group[n]
	if all == 0 {
		return formats
	}
	at = skipJoints(b, at+size)
	second := row(b, at)
	role, size = roleAt(b, at+second)
	if role&(symbol|goesOn) != 0 && s.seconds[n&31]>>second != 0 {
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

// roleAt returns the role of the character at b[i], and how long it is. Of the
// escapes it knows only what quoted-printable spells.
func roleAt(b []byte, i int) (role uint8, size int) {
	if i >= len(b) {
		return goesOn, 0
	}
	if b[i] == '=' {
		return quoted(b, i), len("=HH")
	}
	return roles[b[i]], 1
}

// quoted returns the role of what quoted-printable spells at b[i], an equal sign:
// most stand in front of a value, and spell nothing. It is goesOn if it may be
// anything.
func quoted(b []byte, i int) (role uint8) {
	if i+2 >= len(b) {
		return goesOn
	}
	x, y := hexDigits[b[i+1]], hexDigits[b[i+2]]
	switch {
	case x|y < 16:
		return roles[x<<4|y]
	case b[i+1] == '\n', b[i+1] == '\r':
		return goesOn
	}
	return 0
}
