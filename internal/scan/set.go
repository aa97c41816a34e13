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
	rows    uint64    // bit n: n letters and digits in a row
	whole   uint64    // bit n: n of them that are a code, but for check characters
	groups  uint64    // bit n: n of them that are a first group
	longest int       // the highest bit of rows
	begins  [2]uint64 // the characters of ASCII, as bits
	firsts  firsts    // the same, if they are few
	odd     [2]uint64 // those that may, whatever is behind them: of formats with Odd symbols
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
		first, _ := f.groups()
		s.whole |= f.rows()
		s.groups |= 1 << first
		if f.OddTable {
			s.hasOdd = true
			s.odd[0] |= f.Begins[0]
			s.odd[1] |= f.Begins[1]
		}
		s.begins[0] |= f.Begins[0]
		s.begins[1] |= f.Begins[1]
		s.firsts.add(f, i == 0)
	}
	s.groups &^= 1
	s.rows = s.whole | s.groups
	s.longest = bits.Len64(s.rows) - 1
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

// begins reports whether a code may begin with a character of ASCII, or with one
// that is read as it.
func (f format) begins(x byte) bool { return f.Begins[x>>6&1]>>(x&63)&1 != 0 }

// shape is what rules out that a code of most formats begins at a place.
type shape struct {
	first  byte // the character of ASCII that it begins with or with one that is read so; 0 if any may
	open   bool // nothing else is known: all formats that begin so may go on
	row    int  // letters and digits from there on, not more than maxRows
	joined bool // a separator follows that may stand between groups
	free   bool // and then nothing is known
	second int  // letters and digits behind it
}

// shapeAt returns the shape of what begins at b[i].
func (s *Set) shapeAt(b []byte, i int, final bool) (p shape) {
	x := b[i]
	if !isAlnum(x) {
		p.open, p.first = true, x
		switch {
		case x >= utf8.RuneSelf:
			r, _ := utf8.DecodeRune(b[i:])
			p.first = firstOf(r)
		case roles[x]&opens != 0 && s.hasOdd:
			p.first = 0
		case roles[x]&opens != 0:
			p.open = false
			switch e := readEscape(b, i, final); e.kind {
			case cutOff:
				p.first, p.open = 0, true
			case spelled:
				p.first, p.open = firstOf(e.r), true
			}
		}
		return p
	}
	p.first, p.row = x, row(b, i)
	at := i + p.row
	if at == len(b) {
		p.open = !final
		return p
	}
	isGroup := p.row <= spell.MaxLen && s.groups>>p.row&1 != 0
	if x = b[at]; roles[x]&joins == 0 {
		switch {
		case roles[x]&goesOn != 0 && roles[x]&opens == 0:
			p.open = true
		case roles[x]&opens != 0:
			switch e := readEscape(b, at, final); e.kind {
			case cutOff, unseen:
				p.open = true
			case spelled:
				switch m := spell.Alnum.OfRune(e.r); {
				case m.IsSymbol(), m.Edits() == spell.EditInvisible:
					p.open = true
				case m.Edits() == spell.EditSeparator, e.r == '+':
					p.joined, p.free = isGroup, isGroup
				}
			}
		}
		return p
	}
	if !isGroup {
		return p
	}
	p.joined = true
	for n := 0; n < maxJoint && at < len(b) && roles[b[at]]&joins != 0; n++ {
		at++
	}
	if at == len(b) {
		p.free = !final
		return p
	}
	if !isAlnum(b[at]) {
		p.free = roles[b[at]]&goesOn != 0
		return p
	}
	p.second = row(b, at)
	at += p.second
	p.free = at == len(b) && !final || at < len(b) && roles[b[at]]&goesOn != 0 && mayGoOn(b, at)
	return p
}

// mayBegin reports whether a code of any format may begin at b[i], a letter or
// digit of ASCII with which a row of n begins. It rules out most words by their
// length and what is behind them.
func (s *Set) mayBegin(b []byte, i, n int) bool {
	x := b[i]
	if s.begins[x>>6]>>(x&63)&1 == 0 || n > spell.MaxLen && !s.hasOdd {
		return false
	}
	if s.whole>>n&1 != 0 || s.hasOdd || i+n >= len(b) {
		return true
	}
	role := roles[b[i+n]]
	return role&joins != 0 && s.groups>>n&1 != 0 || role&goesOn != 0 && mayGoOn(b, i+n)
}

// firstOf returns the character of ASCII that a character is read as, DEL if
// there is none.
func firstOf(r rune) byte {
	const none = 0x7F
	if uint32(r) < utf8.RuneSelf {
		return max(byte(r), 1)
	}
	if x, _ := spell.FoldRune(r); x != 0 {
		return x
	}
	return none
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
func (s *Set) fits(i int, p *shape) uint64 {
	if s.tables == nil {
		m := uint64(0)
		for n, f := range s.formats {
			if (format{f}).fits(p) {
				m |= 1 << n
			}
		}
		return m
	}
	t := &s.tables[i/64]
	all := t.first[p.first&(utf8.RuneSelf-1)]
	if p.first == 0 {
		all = 1<<min(len(s.formats)-i, 64) - 1
	}
	if p.open {
		return all
	}
	m := t.whole[p.row] | t.odd
	if p.joined {
		group := t.group[p.row]
		if !p.free {
			group &= t.second[p.second]
		}
		m |= group
	}
	return m & all
}

// fits reports whether a shape leaves a format.
func (f format) fits(p *shape) bool {
	switch {
	case p.first != 0 && !f.begins(p.first):
		return false
	case p.open, f.OddTable, f.rows()>>p.row&1 != 0:
		return true
	case !p.joined:
		return false
	}
	first, second := f.groups()
	return p.row == first && (p.free || p.second == second)
}

// ask has the formats read that may have a code at b[i], and calls answer with
// what they find and their numbers. If edge is set, nothing is in front of the
// place.
func (s *Set) ask(b []byte, i int, final, edge bool, answer func(format int, h hit)) {
	if !final && isCut(b, i) {
		answer(0, hit{start: i, state: hitMore})
		return
	}
	p := s.shapeAt(b, i, final)
	var c class
	known := edge
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
			if h := f.read(b, i, final); h.state == hitMore || h.state == hitFound && !s.stays(n, b[h.start:h.end]) {
				answer(n, h)
			}
		}
	}
}
