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
func (s *search) level(r run, w *space, cost int, yield func(Candidate) bool) bool {
	type step struct {
		state  key
		at     int32  // its number
		option uint16 // the next one to try
		left   uint8
	}
	var (
		code  = pack(&s.text)
		steps [maxLevels]step
		plain = s.automaton == 0 && s.told == 0 // one state at each level
		k     int
	)
	steps[0] = step{state: keyOf(s.start, s.first), at: int32(max(s.find(w, 0, keyOf(s.start, s.first)), 0)), left: uint8(cost), option: s.choices[0].from}
	for k >= 0 {
		at := &steps[k]
		if k == s.n {
			code := code.symbols()
			if !yield(Candidate{code, s.base + cost, mostEdits(r.show, code)}) {
				return false
			}
			k--
			continue
		}
		choice := &s.choices[k]
		if at.option == choice.to || r.all[at.option].cost > at.left {
			k--
			continue
		}
		o := &r.all[at.option]
		at.option++
		next, found := at.state, 0
		if s.levels[k+1].tree {
			found = int(at.option-1-choice.from)*int(s.levels[k].states) + int(at.at)
			next = key(s.reached(w, k+1)[found])
		} else if row := s.rowOf(k, o); row != nil {
			found = int(row[at.at])
			next = key(found)
		} else if !plain {
			var ok bool
			if next, ok = s.next(k, at.state, o); !ok {
				continue
			}
			if found = s.find(w, k+1, next); found < 0 {
				continue
			}
		}
		if left := at.left - o.cost; s.leads(w, k+1, found, left) {
			code.put(choice.place, o.symbol)
			k++
			after := &steps[k]
			after.state, after.at, after.left = next, int32(found), left
			if k < s.n {
				after.option = s.choices[k].from
			}
		}
	}
	return true
}
