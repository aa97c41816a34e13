package scan

import (
	"math/bits"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// Set is formats whose codes are looked for together, in one pass over a text.
// It is immutable once it is in use. The zero Set finds nothing.
type Set struct {
	formats []*form.Format
	rarity  []float64 // of the formats; nil if all are equal
	numbers []numbers // what stays of the numbers that look like codes; nil if nothing does
	tables  []table   // of 64 formats each; nil if there are few
	mask    byte      // stands in place of a symbol: none that is one of the formats' own

	// What may begin a code, whatever the format.
	rows    uint64             // bit n: n letters and digits in a row may be a code or one of its first two groups
	groups  uint64             // bit n: n of them are a first group
	seconds [maxRows]uint64    // for each first group the lengths of the second, as bits
	whole   uint64             // bit n: n of them are a code, but for check characters
	behind  [maxRows + 1]uint8 // the roles of what may be behind n of them
	behind8 [16]uint8          // the same as far as a word of the machine shows them, noRole if any may be
	longest int                // the highest bit of rows
	begins  [2]uint64          // the characters of ASCII, as bits
	firsts  firsts             // the same, if they are few
	odd     [2]uint64          // those that may, whatever is behind them: of formats with Odd symbols
	hasOdd  bool
}

// maxRows is more letters and digits than any code has in a row.
const maxRows = spell.MaxLen + 1

// table tells by how a word begins, and by how long it and the next one are,
// which of 64 formats may have a code there.
type table struct {
	first  [utf8.RuneSelf]uint64 // by the character of ASCII that it begins with or with one that is read so
	whole  [maxRows + 1]uint64   // codes that so many letters and digits in a row are, or are but for check characters
	group  [maxRows + 1]uint64   // codes whose first group has so many
	second [maxRows + 1]uint64   // and whose second group has
	third  [maxRows + 1]uint64   // and whose third group has, or that have none
	odd    uint64                // formats with symbols that are no letters or digits
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
	s.tables = make([]table, (len(s.formats)+63)/64)
	for i, f := range s.formats {
		s.rarity = append(s.rarity, f.Rarity())
		s.tables[i/64].add(format{f}, 1<<(i%64))
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
		first, second := f.groups()
		s.whole |= f.rows()
		s.groups |= 1 << first
		if first > 0 {
			s.seconds[first] |= 1 << second
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
	s.groups &^= 1
	s.rows = s.whole | s.groups
	for _, second := range s.seconds {
		s.rows |= second
	}
	s.rows &^= 1
	s.longest = bits.Len64(s.rows) - 1
	for n := range s.behind {
		switch {
		case s.hasOdd || s.whole>>n&1 != 0:
			s.behind[n] = anyRole
		case s.groups>>n&1 != 0:
			s.behind[n] = goesOn | joins
		case n <= s.longest:
			s.behind[n] = goesOn
		}
	}
	for n := range s.behind8 {
		if s.behind8[n] = s.behind[n]; n >= 8 || s.behind[n] == anyRole {
			s.behind8[n] = noRole
		}
	}
}

func (t *table) add(f format, bit uint64) {
	for x := range byte(utf8.RuneSelf) {
		if f.begins(x) {
			t.first[x] |= bit
		}
	}
	rows := f.rows()
	for n := range t.whole {
		if rows>>n&1 != 0 {
			t.whole[n] |= bit
		}
	}
	if first, second := f.groups(); first > 0 {
		t.group[first] |= bit
		t.second[second] |= bit
		for n := range t.third {
			if third := f.third(first + second); third == 0 || third == n {
				t.third[n] |= bit
			}
		}
	}
	if f.OddTable {
		t.odd |= bit
	}
}

// rows returns how many letters and digits in a row a code may consist of when it
// has no separators, as bits: check characters may be others.
func (f format) rows() uint64 {
	rows := uint64(1) << f.Length
	if f.Odd && !f.OddTable {
		for n := range f.Length {
			if f.Check.IsCheck(n) {
				rows |= 1 << n
			}
		}
	}
	return rows
}

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

// shape is what rules out that a code of most formats begins at a place.
type shape struct {
	first  byte // the character of ASCII that it begins with or with one that is read so; 0 if any may
	row    symbolRow
	second symbolRow // what is behind the separators that may stand between groups
	third  int       // symbols of ASCII behind the next ones; -1 if that is not known
	joined bool      // whether there are separators
	open   bool      // nothing else is known
}

// shapeAt sets p to the shape of what begins at b[i].
func (s *Set) shapeAt(b []byte, i int, final bool, p *shape) {
	p.first, p.joined, p.open = noCharacter, false, false
	switch x := b[i]; {
	case isAlnum(x):
		p.first = x
	case x >= utf8.RuneSelf:
		r, _ := utf8.DecodeRune(b[i:])
		p.first = firstOf(r)
	case s.hasOdd:
		// It may be a symbol of a format of which nothing else is known.
		if p.first = x; roles[x]&opens != 0 {
			p.first = 0
		}
		p.open = true
		return
	case roles[x]&opens != 0:
		switch e := readEscape(b, i, final); e.kind {
		case spelled:
			p.first = firstOf(e.r)
		case cutOff:
			p.first, p.open = 0, true
			return
		}
	}
	p.row = symbolRow{}
	p.row.read(b, i, final)
	if !p.row.joint || p.row.n > spell.MaxLen || s.groups>>p.row.n&1 == 0 {
		return
	}
	p.joined, p.third = true, -1
	at := skipJoints(b, p.row.at)
	if at == p.row.at || at == len(b) || roles[b[at]]&goesOn != 0 {
		p.second = symbolRow{open: at < len(b) || !final}
		return
	}
	p.second = symbolRow{}
	p.second.read(b, at, final)
	if p.second.ends == 1<<p.second.n {
		// Mostly words of ASCII follow, or nothing.
		if at = skipJoints(b, p.second.at); at < len(b) && roles[b[at]]&goesOn == 0 {
			n := row(b, at)
			if at += n; at < len(b) && roles[b[at]]&goesOn == 0 {
				p.third = n
			}
		}
	}
}

// skipJoints returns where the separators of ASCII end that may stand between
// groups.
func skipJoints(b []byte, i int) int {
	for n := 0; n < maxJoint && i < len(b) && roles[b[i]]&joins != 0; n++ {
		i++
	}
	return i
}

// symbolRow is symbols without a separator between them, as far as letters and
// digits are symbols.
type symbolRow struct {
	n     int
	at    int    // where it ends
	ends  uint64 // bit n: a code may end behind n symbols, as it may in front of an escape
	joint bool   // a separator follows that may stand between groups
	open  bool   // nothing is known of how it goes on
}

// read reads the row that begins at b[i].
func (s *symbolRow) read(b []byte, i int, final bool) {
	at := i + row(b, i)
	if n := at - i; n < maxRows && at < len(b) && roles[b[at]]&goesOn == 0 {
		// Most are words of ASCII, and nothing is spelled.
		*s = symbolRow{n: n, at: at, ends: 1 << n, joint: roles[b[at]]&joins != 0}
		return
	}
	at = i
	last := i // where the last symbol ends
	for {
		n := row(b, at)
		s.n += n
		at += n
		s.at = at
		if s.n >= maxRows || at-i > spell.MaxInput {
			s.n = maxRows
			return
		}
		if at == len(b) {
			s.open = !final
			s.ends |= 1 << s.n
			return
		}
		if n > 0 {
			last = at
		}
		role := roles[b[at]]
		if role&goesOn == 0 {
			s.joint = role&joins != 0
			s.ends |= 1 << s.n
			return
		}
		s.ends |= 1 << s.n
		if !mayGoOn(b, at) {
			return
		}
		m, size, isJoint, more := readChar(&spell.Alnum, b, at, final)
		switch {
		case more:
			s.open = true
			return
		case m == 0:
			return
		case m.IsSymbol():
			s.n++
			last = at + size
		case at+size-last > maxGap:
			s.open = true // as it is far from here to what is behind
			return
		case m.Edits() == spell.EditSeparator:
			s.joint = isJoint
			return
		}
		at += size
	}
}

// mayBegin reports whether a code of any format may begin at b[i], a letter or
// digit of ASCII with which a row of n begins. It rules out most words by their
// length, by what is behind them, and by the length of the next.
func (s *Set) mayBegin(b []byte, i, n int) bool {
	x := b[i]
	if s.begins[x>>6]>>(x&63)&1 == 0 {
		return false
	}
	n = min(n, maxRows)
	need := s.behind[n]
	at := i + n
	if at >= len(b) {
		return need != 0
	}
	role := roles[b[at]]
	if role&need&goesOn != 0 && mayGoOn(b, at) && (b[at] != '=' || n <= spell.MaxLen && s.groups>>n&1 != 0 || !spellsJoint(b, at)) {
		return true
	}
	whole, group, second := need == anyRole, role&need&joins != 0, s.seconds[min(n, spell.MaxLen)]
	if len(s.tables) == 1 {
		// With the first symbol in mind.
		t := &s.tables[0]
		first := t.first[x&(utf8.RuneSelf-1)]
		whole = first&(t.whole[n]|t.odd) != 0
		group = group && first&t.group[n] != 0
	}
	if whole || !group {
		return whole
	}
	for n := 0; n < maxJoint && at < len(b) && roles[b[at]]&joins != 0; n++ {
		at++
	}
	if at+8 > len(b) {
		return true
	}
	n = row(b, at)
	if n == 0 {
		return roles[b[at]]&goesOn != 0
	}
	if second>>n&1 != 0 {
		return true
	}
	at += n
	return at >= len(b) || roles[b[at]]&goesOn != 0 && mayGoOn(b, at)
}

// spellsJoint reports whether what quoted-printable spells at b[i] is a separator,
// which ends a row: most are the first digit of a number in front of another.
func spellsJoint(b []byte, i int) bool {
	return i+2 < len(b) && b[i+1] == '2' && (b[i+2] == '0' || b[i+2]|0x20 == 'b' || b[i+2]|0x20 == 'd')
}

// mayGoOn reports whether a code may go on with b[i], of which goesOn is set: most
// equal signs stand in front of a value.
func mayGoOn(b []byte, i int) bool {
	if b[i] != '=' || i+2 >= len(b) {
		return true
	}
	x, y := hexDigits[b[i+1]], hexDigits[b[i+2]]
	return x|y < 16 && qpGoesOn[x]>>y&1 != 0 || b[i+1] == '\n' || b[i+1] == '\r'
}

// qpGoesOn has a bit for each byte that quoted-printable may spell in a code, or
// with which something else begins that may.
var qpGoesOn = [16]uint16{
	0: 1<<0x0 | 1<<0x2 | 1<<0x3 | 1<<0x9,
	1: 1<<0xB | 1<<0xC | 1<<0xD | 1<<0xE,
	2: 0xFFFF, 3: 0xFFFF, 4: 0xFFFF, 5: 0xFFFF, 6: 0xFFFF, 7: 0xFFFF, 8: 0xFFFF, 9: 0xFFFF,
	10: 0xFFFF, 11: 0xFFFF, 12: 0xFFFF, 13: 0xFFFF, 14: 0xFFFF, 15: 0xFFFF,
}

// fits returns the formats that a shape leaves, of the 64 from i on.
func (s *Set) fits(i int, p *shape) (formats uint64) {
	if s.tables == nil {
		for n, f := range s.formats {
			if (format{f}).fits(p) {
				formats |= 1 << n
			}
		}
		return formats
	}
	t := &s.tables[i/64]
	all := t.first[p.first&(utf8.RuneSelf-1)]
	if p.first == 0 {
		all = 1<<min(len(s.formats)-i, 64) - 1
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
			group &= t.second[p.second.n]
			if p.third >= 0 {
				group &= t.third[p.third]
			}
			for m := p.second.ends &^ (1 << p.second.n); m != 0; m &= m - 1 {
				group |= t.group[p.row.n] & t.second[bits.TrailingZeros64(m)]
			}
		}
		formats |= group
	}
	return formats & all
}

// fits reports whether a shape leaves a format.
func (f format) fits(p *shape) bool {
	switch {
	case p.first != 0 && !f.begins(p.first):
		return false
	case p.open, p.row.open, f.OddTable, p.row.ends&f.rows() != 0:
		return true
	case !p.joined:
		return false
	}
	first, second := f.groups()
	return p.row.n == first && (p.second.open || p.second.n == second || p.second.ends>>second&1 != 0)
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
	for base := 0; base < len(s.formats); base += 64 {
		for m := s.fits(base, &p); m != 0; m &= m - 1 {
			if !known {
				c, known = before(b, i), true
				if c == classWord {
					return
				}
			}
			n := base + bits.TrailingZeros64(m)
			f := format{s.formats[n]}
			if f.touches(c) || edge && f.Odd {
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
