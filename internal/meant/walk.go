package meant

import "github.com/redeemkit/redeem/internal/spell"

// packed has the symbols of a code in words, so that one of them is changed
// without reading bytes back as words, for which a processor waits.
type packed [spell.MaxLen / 8]uint64

func pack(text *[spell.MaxLen]byte) packed {
	c := spell.PackText(text)
	return packed{c.A, c.B, c.C, c.D}
}

func (s *packed) put(place uint8, symbol byte) {
	shift := 56 - place%8*8
	w := &s[place/8%(spell.MaxLen/8)]
	*w = *w&^(0xFF<<(shift&63)) | uint64(symbol)<<(shift&63)
}

func (s *packed) symbols() spell.Symbols { return spell.Symbols{A: s[0], B: s[1], C: s[2], D: s[3]} }

// level yields all codes of a cost. It returns false if yield did.
func (s *search) level(w work, cost int, yield func(Candidate) bool) bool {
	type step struct {
		q      int32
		edits  uint32
		option uint16 // the next one to try
		left   uint8
	}
	var (
		code  = pack(&s.text)
		steps [spell.MaxLen + 1]step
		plain = s.size == 1 && !s.layered // one word before each place, to which every option leads
		k     int
	)
	steps[0] = step{q: int32(s.start), left: uint8(cost), edits: uint32(s.edits), option: s.choices[0].from}
	for k >= 0 {
		at := &steps[k]
		if k == s.n {
			if !yield(Candidate{code.symbols(), s.base + cost, int(at.edits)}) {
				return false
			}
			k--
			continue
		}
		choice := &s.choices[k]
		if at.option == choice.to || w.options[at.option].cost > at.left {
			k--
			continue
		}
		o := w.options[at.option]
		at.option++
		next, ok := 0, true
		if !plain {
			next, ok = s.next(int(at.q), o)
		}
		left := at.left - o.cost
		if ok && w.leads((k+1)*s.size+next, left) {
			code.put(choice.place, o.symbol)
			k++
			after := &steps[k]
			after.q, after.left, after.edits = int32(next), left, at.edits+uint32(o.edits)
			if k < s.n {
				after.option = s.choices[k].from
			}
		}
	}
	return true
}
