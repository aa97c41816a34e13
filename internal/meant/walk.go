package meant

import "github.com/redeemkit/redeem/internal/spell"

// symbols are those of a code in words, of which one is changed without
// reading bytes back as words, for which a processor waits.
type symbols [spell.MaxLen / 8]uint64

func packed(text [spell.MaxLen]byte) symbols {
	c := spell.PackText(&text)
	return symbols{c.A, c.B, c.C, c.D}
}

func (s *symbols) set(place uint8, symbol byte) {
	shift := 56 - place%8*8
	w := &s[place/8%(spell.MaxLen/8)]
	*w = *w&^(0xFF<<(shift&63)) | uint64(symbol)<<(shift&63)
}

func (s *symbols) code() spell.Symbols { return spell.Symbols{A: s[0], B: s[1], C: s[2], D: s[3]} }

// level yields all codes of a cost. It returns false if yield did.
func (s *search) level(w work, cost int, yield func(Candidate) bool) bool {
	type step struct {
		q      int32
		edits  uint32
		option uint16
		left   uint8
	}
	var (
		words = packed(s.text)
		steps [spell.MaxLen + 1]step
		k     int
	)
	steps[0] = step{q: int32(s.start), left: uint8(cost), edits: uint32(s.edits)}
	for k >= 0 {
		if k == s.n {
			if !yield(Candidate{words.code(), s.base + cost, int(steps[k].edits)}) {
				return false
			}
			k--
			continue
		}
		at := &steps[k]
		options := s.options(w.options, k)
		if int(at.option) == len(options) || options[at.option].cost > at.left {
			k--
			continue
		}
		o := options[at.option]
		at.option++
		next, ok := 0, true
		if s.size > 1 || s.strict {
			next, ok = s.next(int(at.q), o)
		}
		left := at.left - o.cost
		if ok && w.leads((k+1)*s.size+next, left) {
			words.set(s.choices[k].place, o.symbol)
			k++
			steps[k] = step{q: int32(next), left: left, edits: at.edits + uint32(o.edits)}
		}
	}
	return true
}
