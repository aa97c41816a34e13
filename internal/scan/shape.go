package scan

import (
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// shape is what the filter needs to know of a place.
type shape struct {
	first  byte // the character of ASCII that begins it, or as which that is read; 0 if it may be any
	row    symbolRow
	joined bool      // separators follow that may stand between groups
	second symbolRow // the row behind them
	third  int       // the length of the row behind the next separators; -1 if it is not known
	open   bool      // nothing is known but the first character
}

// shapeAt sets p to the shape of what begins at b[i].
func (t *filter) shapeAt(b []byte, i int, final bool, p *shape) {
	p.first, p.joined, p.open = noCharacter, false, false
	switch x := b[i]; {
	case isAlnum(x):
		p.first = x
	case x >= utf8.RuneSelf:
		r, _ := utf8.DecodeRune(b[i:])
		p.first = readAs(r)
	case t.odds != 0:
		// It may be a symbol of a format of which nothing else is known.
		if p.first = x; roles[x]&opens != 0 {
			p.first = 0
		}
		p.open = true
		return
	case roles[x]&opens != 0:
		switch e := readEscape(b, i, final); e.kind {
		case spelled:
			p.first = readAs(e.r)
		case cutOff:
			p.first, p.open = 0, true
			return
		}
	}
	p.row = symbolRow{}
	p.row.read(b, i, t.rows.longest, final)
	if !p.row.joint || p.row.n > spell.MaxLen || t.rows.first>>p.row.n&1 == 0 {
		return
	}
	p.joined, p.third = true, -1
	at := skipJoints(b, p.row.at)
	if at == p.row.at || at == len(b) || roles[b[at]]&goesOn != 0 {
		p.second = symbolRow{open: at < len(b) || !final}
		return
	}
	p.second = symbolRow{}
	p.second.read(b, at, t.rows.longest, final)
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

// symbolRow is a row, of which some letters and digits may be spelled otherwise.
type symbolRow struct {
	n     int
	at    int    // where it ends
	ends  uint64 // bit n: a code may end behind n symbols; it may in front of each escape
	joint bool   // a separator follows that may stand between groups
	open  bool   // nobody knows how it goes on
}

// read reads the row that begins at b[i]. If it has more than most symbols, its
// length is maxRow.
func (s *symbolRow) read(b []byte, i, most int, final bool) {
	at := i + row(b, i)
	if n := at - i; n < maxRow && at < len(b) && roles[b[at]]&goesOn == 0 {
		// Most rows are plain words of ASCII.
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
		if s.n > most || at-i > spell.MaxInput {
			s.n = maxRow
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
		if b[at] == '=' && quoted(b, at) == 0 {
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
