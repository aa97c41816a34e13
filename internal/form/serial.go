package form

import "github.com/redeemkit/redeem/internal/spell"

// SerialKind is a family of serial numbers. The numbers are those of the public
// SerialKind; 0 means no family.
type SerialKind uint8

const (
	SerialGCA SerialKind = iota + 1
	Serial60
	SerialPBH
	SerialEPY
)

// Serials holds the families of serial numbers as formats. Families that begin
// alike are neighbours, the longer one first. People write serial numbers in
// groups of four.
var Serials = [...]Format{
	{
		Length: 16, Prefix: "GCA", Breaks: fours & (1<<16 - 1),
		Table: &spell.Alnum, alnum: true, octets: true, sixteen: true,
		prefix: spell.Symbols{A: 'G'<<56 | 'C'<<48 | 'A'<<40}, mask: spell.Symbols{A: 0xFFFFFF << 40},
		fill: spell.Symbols{C: zeros, D: zeros},
		Text: Text{Begins: [2]uint64{1: 1<<('G'-64) | 1<<('g'-64)}, First: 'g', FirstCase: 0x20},
	},
	{
		Length: 19, Prefix: "60", Breaks: fours & (1<<19 - 1),
		Table: &spell.Alnum, alnum: true, octets: true, digits: true,
		prefix: spell.Symbols{A: '6'<<56 | '0'<<48}, mask: spell.Symbols{A: 0xFFFF << 48},
		fill: spell.Symbols{C: zeros >> 24, D: zeros},
		Text: Text{Begins: [2]uint64{0: 1 << '6'}, First: '6'},
	},
	{
		Length: 16, Prefix: "60", Breaks: fours & (1<<16 - 1),
		Table: &spell.Alnum, alnum: true, octets: true, digits: true,
		prefix: spell.Symbols{A: '6'<<56 | '0'<<48}, mask: spell.Symbols{A: 0xFFFF << 48},
		fill: spell.Symbols{C: zeros, D: zeros},
		Text: Text{Begins: [2]uint64{0: 1 << '6'}, First: '6'},
	},
	{
		Length: 22, Prefix: "PBH", Breaks: fours & (1<<22 - 1),
		Table: &spell.Alnum, alnum: true, octets: true,
		prefix: spell.Symbols{A: 'P'<<56 | 'B'<<48 | 'H'<<40}, mask: spell.Symbols{A: 0xFFFFFF << 40},
		fill: spell.Symbols{C: zeros >> 48, D: zeros},
		Text: Text{Begins: [2]uint64{1: 1<<('P'-64) | 1<<('p'-64)}, First: 'p', FirstCase: 0x20},
	},
	{
		Length: 14, Prefix: "EPY", Breaks: fours & (1<<14 - 1),
		Table: &spell.Alnum, alnum: true, octets: true,
		prefix: spell.Symbols{A: 'E'<<56 | 'P'<<48 | 'Y'<<40}, mask: spell.Symbols{A: 0xFFFFFF << 40},
		fill: spell.Symbols{B: zeros >> 48, C: zeros, D: zeros},
		Text: Text{Begins: [2]uint64{1: 1<<('E'-64) | 1<<('e'-64)}, First: 'e', FirstCase: 0x20},
	},
}

// fours has the breaks between groups of four.
const fours = 1<<4 | 1<<8 | 1<<12 | 1<<16 | 1<<20

// kindOf returns the kind of the serial numbers that begin with a symbol, or 0.
func kindOf(first byte) SerialKind {
	switch first {
	case 'G':
		return SerialGCA
	case '6':
		return Serial60
	case 'P':
		return SerialPBH
	case 'E':
		return SerialEPY
	}
	return 0
}

// formats returns the formats of a kind. The last one is the shortest.
func (k SerialKind) formats() []Format {
	switch k {
	case SerialGCA:
		return Serials[0:1]
	case Serial60:
		return Serials[1:3]
	case SerialPBH:
		return Serials[3:4]
	case SerialEPY:
		return Serials[4:5]
	}
	return nil
}

// KindOf returns the kind of a serial number, or 0 for the zero Symbols.
func KindOf(c spell.Symbols) SerialKind { return kindOf(byte(c.A >> 56)) }

// Begins returns the symbols that serial numbers of a kind begin with, or "".
func (k SerialKind) Begins() string {
	if formats := k.formats(); formats != nil {
		return formats[0].Prefix
	}
	return ""
}

// ParseSerial parses a serial number in any spelling.
func ParseSerial(b []byte) (c spell.Symbols, kind SerialKind, edits spell.Edits, fault spell.Fault) {
	if len(b) > 0 {
		kind := kindOf(b[0])
		formats := kind.formats()
		for i := range formats {
			if c, ok := formats[i].Canonical(b); ok {
				return c, kind, 0, 0
			}
		}
	}
	return readSerial(b)
}

func readSerial(b []byte) (c spell.Symbols, kind SerialKind, edits spell.Edits, fault spell.Fault) {
	first, fault := firstSymbol(b)
	if fault != 0 {
		return spell.Symbols{}, 0, 0, fault
	}
	kind = kindOf(first)
	if kind == 0 {
		return spell.Symbols{}, 0, 0, spell.FaultPrefix
	}
	formats := kind.formats()
	c, edits, _, fault = formats[0].Parse(b)
	if fault == spell.FaultTooShort && c.Len() == formats[len(formats)-1].Length {
		fault = 0
	}
	if fault != 0 {
		return spell.Symbols{}, 0, edits, fault
	}
	return c, kind, edits, 0
}

// firstSymbol returns the first symbol of b, letters and digits being symbols.
func firstSymbol(b []byte) (symbol byte, fault spell.Fault) {
	b, more := spell.Bounded(b)
	start, end := Serials[0].within(b)
	if start == end {
		if more {
			return 0, spell.FaultTooLong
		}
		return 0, spell.FaultEmpty
	}
	m, size := spell.Alnum.Next(b, start)
	if m == 0 {
		return 0, spell.FaultOf(size)
	}
	return m.Symbol(), 0
}
