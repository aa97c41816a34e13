package audit

import (
	"math/bits"

	"github.com/redeemkit/redeem"
)

// packing writes codes as bytes whose order keeps codes with the same key
// together: first the class of each symbol, then its number in the class. Each
// class, and each number, has as many bits as the largest one needs, so that
// eight symbols are a whole number of bytes.
type packing struct {
	rules      *Rules
	classBits  int
	memberBits int
	key        int // size of the classes in bytes, which represent the key
	size       int // size of the classes and the numbers in bytes
}

// maxPacked is the size of the largest packed code: each symbol has 7 bits for
// its class and 7 for its number.
const maxPacked = redeem.MaxLen / 8 * (7 + 7)

func newPacking(r *Rules) packing {
	s := &r.symbols
	p := packing{
		rules:      r,
		classBits:  bits.Len(uint(len(s.classes) - 1)),
		memberBits: bits.Len(uint(s.widest - 1)),
	}
	eights := (s.places + 7) / 8
	p.key = eights * p.classBits
	p.size = p.key + eights*p.memberBits
	return p
}

// pack writes a code of the format to dst, which has the right size.
func (p *packing) pack(dst []byte, c redeem.Code) {
	s := &p.rules.symbols
	var room [redeem.MaxLen]byte
	text := c.AppendTo(room[:0])[s.skip:]
	classes, members := dst[:p.key], dst[p.key:p.size]
	for len(text) > 0 {
		eight := text[:min(8, len(text))]
		var class, member uint64
		for _, symbol := range eight {
			class = class<<p.classBits | uint64(s.class[symbol&0x7F])
			member = member<<p.memberBits | uint64(s.member[symbol&0x7F])
		}
		putBig(classes[:p.classBits], class)
		putBig(members[:p.memberBits], member)
		text = text[len(eight):]
		classes, members = classes[p.classBits:], members[p.memberBits:]
	}
}

// code unpacks a code and reports whether the bytes are one.
func (p *packing) code(packed []byte) (c redeem.Code, ok bool) {
	s := &p.rules.symbols
	var room [redeem.MaxLen]byte
	text := append(room[:0], s.prefix...)
	classes, members := packed[:p.key], packed[p.key:p.size]
	for left := s.places; left > 0; left -= 8 {
		class, member := big(classes[:p.classBits]), big(members[:p.memberBits])
		for i := min(8, left) - 1; i >= 0; i-- {
			x := class >> (i * p.classBits) & (1<<p.classBits - 1)
			y := member >> (i * p.memberBits) & (1<<p.memberBits - 1)
			if x >= uint64(len(s.classes)) || y >= uint64(len(s.classes[x])) {
				return redeem.Code{}, false
			}
			text = append(text, s.classes[x][y])
		}
		classes, members = classes[p.classBits:], members[p.memberBits:]
	}
	c, err := p.rules.format.ParseBytes(text)
	return c, err == nil
}

// putBig fills dst with the last bytes of n, the last one last.
func putBig(dst []byte, n uint64) {
	for i := len(dst) - 1; i >= 0; i-- {
		dst[i] = byte(n)
		n >>= 8
	}
}

func big(b []byte) (n uint64) {
	for _, x := range b {
		n = n<<8 | uint64(x)
	}
	return n
}
