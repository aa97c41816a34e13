package redeem

import (
	"encoding/binary"
	"unicode/utf8"
)

// Parse parses a gift card code in any spelling that a person would use: in
// either case, grouped with blanks, dashes and the like, with characters that
// cannot be seen, in full-width or mathematical letters, with digits of any
// script, or with letters of other scripts that look like the right ones. It
// never replaces one of A to Z and 0 to 9 by another.
//
// Of several faults it reports the leftmost: [ErrEncoding], [ErrSymbol],
// [ErrPrefix], and where every character is a symbol [ErrTooShort],
// [ErrTooLong] or [ErrEmpty]. The serial number of a card gives [ErrSerial].
// That a code is valid does not mean that it was issued, is funded or has not
// been used.
//
// It does not allocate, neither on success nor on failure.
func Parse(s string) (Code, error) { return giftCard.parse([]byte(s)) }

// ParseBytes is [Parse] for bytes. It keeps nothing of b.
func ParseBytes(b []byte) (Code, error) { return giftCard.parse(b) }

// MustParse is [Parse] for codes written into a program, such as tests; it
// panics where Parse fails. The panic does not hold the input.
func MustParse(s string) Code {
	c, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return c
}

// Valid reports whether s is a gift card code in canonical spelling: 16
// symbols A to Z and 0 to 9, the first an X. It does not allocate.
func Valid(s string) bool {
	_, ok := giftCard.canonical([]byte(s))
	return ok
}

// Parse is the package's [Parse] for codes of this format: with its alphabet
// (in whose letters case counts if it has both), its length, its prefix, and
// its check character, which gives [ErrCheck]. A character outside the
// alphabet that looks like exactly one symbol in it is taken for that.
func (f *Format) Parse(s string) (Code, error) { return f.parse([]byte(s)) }

// ParseBytes is [Format.Parse] for bytes. It keeps nothing of b.
func (f *Format) ParseBytes(b []byte) (Code, error) { return f.parse(b) }

// Valid reports whether s is a code of the format in canonical spelling. It
// does not allocate.
func (f *Format) Valid(s string) bool {
	_, ok := f.canonical([]byte(s))
	return ok
}

// Report is what there is to say about an input.
type Report struct {
	Code   Code  // zero unless Err is nil
	Err    error // nil or an Error
	Offset int   // byte offset of the fault in the input, len(input) if that ended too soon, -1 if Err is nil
	Edits  Edits // what normalizing changed, up to the fault if there is one
	Kind   Kind  // what the input looks like
}

// Kind is what an input looks like.
type Kind uint8

const (
	KindUnknown Kind = iota // neither of the others
	KindCode                // a code; in a Report also one whose check character is wrong
	KindSerial              // a card's serial number
)

// String returns "unknown", "code" or "serial".
func (k Kind) String() string {
	switch k {
	case KindCode:
		return "code"
	case KindSerial:
		return "serial"
	}
	return "unknown"
}

// Identify tells a gift card code from the serial number of a card. It does
// not allocate.
func Identify(s string) Kind { return giftCard.inspect([]byte(s)).Kind }

// Inspect parses s like [Format.Parse] and tells where the fault is, what
// normalizing changed, and what the input looks like. Offset is 0 for
// ErrSerial, and MaxInput where an input goes on for too long without another
// fault. It does not allocate.
func (f *Format) Inspect(s string) Report { return f.inspect([]byte(s)) }

// InspectBytes is [Format.Inspect] for bytes. It keeps nothing of b.
func (f *Format) InspectBytes(b []byte) Report { return f.inspect(b) }

func (f *Format) parse(b []byte) (Code, error) {
	if len(b) == f.spec.Length {
		if c, ok := f.canonical(b); ok {
			return c, nil
		}
	}
	if c, _, ok := f.typed(b); ok {
		return c, nil
	}
	r := f.examine(b)
	return r.Code, r.Err
}

func (f *Format) inspect(b []byte) Report {
	if c, edits, ok := f.typed(b); ok {
		return Report{Code: c, Offset: -1, Edits: edits, Kind: KindCode}
	}
	return f.examine(b)
}

// canonical packs a code in canonical spelling, eight symbols at a time.
func (f *Format) canonical(b []byte) (Code, bool) {
	if len(b) != f.spec.Length {
		return Code{}, false
	}
	if f.alnum && f.checks == nil {
		if len(b) == 16 {
			c := Code{a: binary.BigEndian.Uint64(b), b: binary.BigEndian.Uint64(b[8:])}
			return c, c.a&f.prefixMask.a == f.prefix.a && c.b&f.prefixMask.b == f.prefix.b && alnum8(c.a) && alnum8(c.b)
		}
		c := pack(b)
		return c, c.and(f.prefixMask) == f.prefix && f.allAlnum(c)
	}
	c := pack(b)
	if c.and(f.prefixMask) != f.prefix {
		return Code{}, false
	}
	if f.checks != nil {
		return c, f.checks.walk(c) == len(b)
	}
	wrong := entry(0)
	for _, x := range b {
		wrong |= f.table[x] ^ (entrySymbol | entryValid | entry(x))
	}
	return c, wrong == 0
}

// typed parses an ASCII input as people type it.
func (f *Format) typed(b []byte) (Code, Edits, bool) {
	if f.checks != nil && f.checks.table != nil {
		return Code{}, 0, false
	}
	c, edits, ok := Code{}, Edits(0), false
	if f.alnum {
		c, edits, ok = f.regular(b)
	}
	if !ok {
		var n int
		var union entry
		if c, n, union, ok = f.table.collect(b); !ok || n != f.spec.Length {
			return Code{}, 0, false
		}
		edits = union.edits()
	}
	if c.and(f.prefixMask) != f.prefix || f.checks != nil && f.checks.walk(c) != f.spec.Length {
		return Code{}, 0, false
	}
	return c, edits, true
}

// regular packs the symbols of an input that is regular inside, whatever is
// before and after it: without separators, or with one after every fourth
// symbol. That is what is typed most, and needs no look at every byte.
func (f *Format) regular(b []byte) (c Code, edits Edits, ok bool) {
	whole := len(b)
	if whole > maxTyped {
		return Code{}, 0, false
	}
	for len(b) > 0 && alnumTable[b[0]] == separator {
		b = b[1:]
	}
	for len(b) > 0 && alnumTable[b[len(b)-1]] == separator {
		b = b[:len(b)-1]
	}
	switch {
	case len(b) == f.spec.Length:
		c = pack(b)
	case f.spec.Length == 16 && len(b) == len("1234-5678-9012-3456"):
		if alnumTable[b[4]]&alnumTable[b[9]]&alnumTable[b[14]] != separator {
			return Code{}, 0, false
		}
		c.a = uint64(binary.BigEndian.Uint32(b))<<32 | uint64(binary.BigEndian.Uint32(b[5:]))
		c.b = uint64(binary.BigEndian.Uint32(b[10:]))<<32 | uint64(binary.BigEndian.Uint32(b[15:]))
	default:
		return Code{}, 0, false
	}
	if len(b) != whole || len(b) != f.spec.Length {
		edits = EditSeparator
	}
	upper := Code{upper8(c.a), upper8(c.b), upper8(c.c), upper8(c.d)}
	if upper != c {
		edits |= EditCase
	}
	return upper, edits, f.allAlnum(upper)
}

// allAlnum reports whether the symbols of c are all A to Z or 0 to 9.
func (f *Format) allAlnum(c Code) bool {
	return alnum8(c.a|f.fill.a) && alnum8(c.b|f.fill.b) && (c.c|c.d == 0 || alnum8(c.c|f.fill.c) && alnum8(c.d|f.fill.d))
}

// The functions below look at eight bytes at a time. Where the high bits
// are clear, no addition carries into the next byte, and each sets the high
// bits of the bytes from a certain character on.
const (
	each = 0x0101010101010101
	high = 0x80 * each
)

// alnum8 reports whether all bytes are A to Z or 0 to 9.
func alnum8(w uint64) bool {
	digit := digits8(w)
	letter := (w + (0x80-'A')*each) &^ (w + (0x7F-'Z')*each)
	return (digit|letter&^w)&high == high
}

// digits8 sets the high bits of the bytes that are 0 to 9, and may set other
// bits.
func digits8(w uint64) uint64 { return (w + (0x80-'0')*each) &^ (w + (0x7F-'9')*each) &^ w }

// upper8 puts a to z in upper case, if there is no byte beyond ASCII.
func upper8(w uint64) uint64 {
	lower := (w + (0x80-'a')*each) &^ (w + (0x7F-'z')*each) &^ w & high
	return w ^ lower>>2
}

// examine parses any input, one character at a time. It is what canonical and
// typed are short cuts for.
func (f *Format) examine(b []byte) Report {
	input := b
	b, more := bounded(b)
	var (
		text   [MaxLen]byte
		n      int
		edits  Edits
		excess = -1 // where the first symbol after the last one is
	)
	for i := 0; i < len(b); {
		t := f.table
		if f.checks != nil {
			t = f.tableAt(n)
		}
		e, size := t[b[i]], 1
		if b[i] >= utf8.RuneSelf {
			e, size = t.nextRune(b, i)
		}
		if e == 0 {
			return f.refuse(input, fault(size), i, edits, text[0])
		}
		edits |= e.edits()
		switch {
		case !e.isSymbol():
		case n == f.spec.Length:
			if excess < 0 {
				excess = i
			}
		case n < len(f.spec.Prefix) && e.symbol() != f.spec.Prefix[n]:
			return f.refuse(input, ErrPrefix, i, edits, text[0])
		default:
			text[n] = e.symbol()
			n++
		}
		i += size
	}
	switch {
	case excess >= 0:
		return f.refuse(input, ErrTooLong, excess, edits, text[0])
	case more:
		return f.refuse(input, ErrTooLong, MaxInput, edits, text[0])
	case n == 0:
		return f.refuse(input, ErrEmpty, len(input), edits, text[0])
	case n < f.spec.Length:
		return f.refuse(input, ErrTooShort, len(input), edits, text[0])
	}
	c := codeOf(&text)
	if f.checks != nil {
		if place := f.checks.walk(c); place != n {
			return Report{Err: ErrCheck, Offset: f.offset(b, f.checks.firstOf(place)), Edits: edits, Kind: KindCode}
		}
	}
	return Report{Code: c, Offset: -1, Edits: edits, Kind: KindCode}
}

// offset returns where in b the symbol of place is.
func (f *Format) offset(b []byte, place int) int {
	for i, n := 0, 0; ; {
		e, size := f.tableAt(n).next(b, i)
		if e.isSymbol() {
			if n == place {
				return i
			}
			n++
		}
		i += size
	}
}

// tableAt returns the meaning of the bytes at place i.
func (f *Format) tableAt(i int) *table {
	if f.checks != nil && f.checks.table != nil && f.checks.isCheck(i) {
		return f.checks.table
	}
	return f.table
}

// refuse reports a fault, or that the input is a serial number. It need not
// look if all letters and digits are symbols and the first, 0 if there is none
// yet, cannot begin one.
func (f *Format) refuse(b []byte, err Error, offset int, edits Edits, first byte) Report {
	if err != ErrEmpty && (!f.alnum || first == 0 || serialKind(first) != SerialUnknown) {
		if _, e, serialErr := scanSerial(b); serialErr == 0 {
			return Report{Err: ErrSerial, Edits: e, Kind: KindSerial}
		}
	}
	return Report{Err: err, Offset: offset, Edits: edits}
}
