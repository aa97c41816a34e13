package scan

// maxSequence is the length of the longest terminal sequence that is looked
// through.
const maxSequence = 256

// terminal returns where the terminal sequence ends that begins at b[start]: with
// an ESC or a U+009B that ends before b[i]. It returns 0 if it is none, and then
// whether it may become one. A sequence whose ESC is not raw has to be one that
// nobody would write otherwise, and without a star, which may be a mask.
func terminal(b []byte, start, i int, r rune, raw, final bool) (end int, cut bool) {
	switch {
	case r == 0x9B:
		return controlSequence(b, start, i, final)
	case i == len(b):
		return 0, !final
	case b[i] == '[':
		return controlSequence(b, start, i+1, final)
	case b[i] == ']':
		return systemCommand(b, start, i+1, final)
	}
	k := i
	for k < len(b) && k < start+maxSequence && isIntermediate(b[k]) && (raw || b[k] != ' ' && b[k] != '*') {
		k++
	}
	switch {
	case k == start+maxSequence:
		return 0, false
	case k == len(b):
		return 0, !final
	case k == i && !raw || b[k] < 0x30 || b[k] > 0x7E:
		return 0, false
	}
	return k + 1, false
}

// controlSequence returns where a control sequence (CSI) ends whose parameters
// begin at b[i].
func controlSequence(b []byte, start, i int, final bool) (end int, cut bool) {
	for i < len(b) && i < start+maxSequence && b[i]&^0x0F == 0x30 {
		i++
	}
	for i < len(b) && i < start+maxSequence && isIntermediate(b[i]) {
		i++
	}
	switch {
	case i == start+maxSequence:
		return 0, false
	case i == len(b):
		return 0, !final
	case b[i] < 0x40 || b[i] > 0x7E:
		return 0, false
	}
	return i + 1, false
}

// systemCommand returns where an operating system command (OSC) ends whose text
// begins at b[i]: a title, or the address of a link. It has as many characters as
// maxSequence, so that it stays one when some of them are masked.
func systemCommand(b []byte, start, i int, final bool) (end int, cut bool) {
	for n := i - start; n < maxSequence; n++ {
		for i < len(b) && b[i]&^0x3F == 0x80 { // rest of a character
			i++
		}
		if i == len(b) {
			return 0, !final
		}
		switch x := b[i]; {
		case x == '\a':
			return i + 1, false
		case x == 0x1B || roles[x]&opens != 0:
			u := readUnit(b, i, final)
			switch {
			case u.kind == cutOff:
				return 0, true
			case u.kind != spelled:
			case u.r == '\a' || u.r == 0x9C:
				return u.end, false
			case u.r == 0x1B:
				if u.end == len(b) {
					return 0, !final
				}
				if b[u.end] != '\\' {
					return 0, false
				}
				if u.raw {
					return u.end + 1, false
				}
				if back := readUnit(b, u.end, final); back.kind == spelled && back.r == '\\' {
					return back.end, false
				}
				return u.end + 1, false
			}
		case x == 0xC2 && i+1 < len(b) && b[i+1] == 0x9C:
			return i + 2, false
		case x < ' ' && x != '\t':
			return 0, false
		}
		i++
	}
	return 0, false
}

func isIntermediate(x byte) bool { return x&^0x0F == 0x20 }

// introducer returns where the terminal sequence begins in which b[i] stands:
// what is before it begins one, and nothing in it has ended it. It returns -1 if
// there is none. Nothing in such a sequence is a code, and masking cannot make
// or break one.
func introducer(b []byte, i int) int {
	k, between := i, true // whether all are intermediates
	for k > 0 && i-k < maxSequence && b[k-1]&^0x1F == 0x20 {
		if between && !isIntermediate(b[k-1]) {
			if p := intermediateAfter(b, k, i); p >= 0 {
				return p
			}
			between = false
		}
		k--
		if roles[b[k]]&opens != 0 && spells(b, k, i, 0x9B) {
			return k
		}
	}
	if k == 0 {
		return -1
	}
	switch x := b[k-1]; {
	case x == '[':
		if k >= 2 && b[k-2] == 0x1B {
			return k - 2
		}
		if p := spelledBefore(b, k-1, k-1, 0x1B); p >= 0 {
			return p
		}
	case x == 0x1B && between:
		return k - 1
	case x == 0x9B && k >= 2 && b[k-2] == 0xC2:
		return k - 2
	case x >= 0x80 || x < ' ':
		return -1
	}
	if x := b[k-1]; x|0x20 == 'b' || x == '\\' || x == '}' { // \x9b, \233, \u{9b}
		if p := spelledBefore(b, k, i, 0x9B); p >= 0 {
			return p
		}
	}
	if between {
		return intermediateAfter(b, k, i)
	}
	return -1
}

// intermediateAfter returns where an ESC is spelled that ends at b[k], in front of
// at least one intermediate byte up to b[i]; -1 if there is none.
func intermediateAfter(b []byte, k, i int) int {
	if k == len(b) || b[k] == ' ' || b[k] == '*' || k == i && !isIntermediate(b[k]) {
		return -1
	}
	return spelledBefore(b, k, k, 0x1B)
}

// spelledBefore returns where an escape begins before b[k] that spells r and ends
// at b[k] or later, but not behind b[last]; -1 if there is none.
func spelledBefore(b []byte, k, last int, r rune) int {
	for p := max(0, k-maxEscape); p < k; p++ {
		if roles[b[p]]&opens != 0 {
			if e := readEscape(b[:last], p, true); e.kind == spelled && e.r == r && e.end >= k {
				return p
			}
		}
	}
	return -1
}

// spells reports whether an escape at b[p] that ends before b[last] spells r.
func spells(b []byte, p, last int, r rune) bool {
	e := readEscape(b[:last], p, true)
	return e.kind == spelled && e.r == r
}
