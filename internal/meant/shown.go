package meant

import (
	"math/bits"

	"github.com/redeemkit/redeem/internal/spell"
)

// shown is what a reading shows at the places of a code.
type shown struct {
	text  spell.Symbols // 0 at places that are unread
	known spell.Symbols // 0xFF at the others
}

// maxShown is how many readings that show different texts are looked at.
const maxShown = 64

// shows returns what a reading shows, given as what its characters were read.
func shows(text, known *[spell.MaxLen]byte) shown {
	return shown{spell.PackText(text), spell.PackText(known)}
}

// edits returns the number of places at which a code is not what was read.
func (s *shown) edits(code spell.Symbols) int {
	n := odd((code.A ^ s.text.A) & s.known.A)
	if code.B != 0 {
		n += odd((code.B ^ s.text.B) & s.known.B)
	}
	if code.C|code.D != 0 {
		n += odd((code.C ^ s.text.C) & s.known.C)
		n += odd((code.D ^ s.text.D) & s.known.D)
	}
	return n
}

// odd returns the number of bytes of x, all below 0x80, that are not 0.
func odd(x uint64) int {
	return bits.OnesCount64((x + spell.LowBits*0x7F) & (spell.LowBits * 0x80))
}

// misread reports whether a code that has a symbol at a place is not what was
// read there.
func (s *shown) misread(place int, symbol byte) bool {
	return s.known.At(place) != 0 && s.text.At(place) != symbol
}

// mostEdits returns the edits of the reading with most.
func mostEdits(all []shown, code spell.Symbols) int {
	n := 0
	for i := range all {
		n = max(n, all[i].edits(code))
	}
	return n
}
