package redeem

import (
	"math/bits"
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
func Parse(s string) (Code, error) {
	if len(s) == 16 {
		x, y := word(s), word(s[8:])
		if byte(x) == 'X' && alnum16(x, y) {
			return Code{a: bits.ReverseBytes64(x), b: bits.ReverseBytes64(y)}, nil
		}
	}
	return giftCard.parseSlow([]byte(s))
}

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
	if len(s) != 16 {
		return false
	}
	x, y := word(s), word(s[8:])
	return byte(x) == 'X' && alnum16(x, y)
}

// Parse is the package's [Parse] for codes of this format: with its alphabet
// (in whose letters case counts if it has both), its length, its prefix, and
// its check character, which gives [ErrCheck] at the first check character that
// cannot be right. A character outside the alphabet that looks like exactly one
// symbol in it is taken for that.
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
	Edits  Edits // what normalizing changed in the characters that were read
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

// Inspect parses s like [Format.Parse] and tells where the fault is, what
// normalizing changed, and what the input looks like. Offset is 0 for
// ErrSerial, and MaxInput where an input goes on for too long without another
// fault. It does not allocate.
func (f *Format) Inspect(s string) Report { return f.inspect([]byte(s)) }

// InspectBytes is [Format.Inspect] for bytes. It keeps nothing of b.
func (f *Format) InspectBytes(b []byte) Report { return f.inspect(b) }

func (f *Format) parse(b []byte) (Code, error) {
	if f.pairs && len(b) == 16 {
		if c := pack16(b); c.a&f.prefixMask.a == f.prefix.a && alnum16(c.a, c.b) {
			return c, nil
		}
	}
	return f.parseSlow(b)
}

func (f *Format) parseSlow(b []byte) (Code, error) {
	if !f.pairs {
		if c, ok := f.canonical(b); ok {
			return c, nil
		}
	}
	switch c, _, err, known := f.quick(b); {
	case !known:
		r := f.examine(b)
		return r.Code, r.Err
	case err != 0:
		return Code{}, err
	default:
		return c, nil
	}
}

func (f *Format) inspect(b []byte) Report {
	if c, edits, err, known := f.quick(b); known && err == 0 {
		return Report{Code: c, Offset: -1, Edits: edits, Kind: KindCode}
	}
	return f.examine(b)
}

// examine parses any input, one character at a time. It is what canonical
// and quick are short cuts for.
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
