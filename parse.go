package redeem

import (
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// Parse parses a gift card code in any spelling that a person would use: in
// either case, grouped with blanks, dashes and the like, with characters that
// cannot be seen, in full-width or mathematical letters, with digits of any
// script, or with letters of other scripts that look like the right ones. It
// never replaces one of A to Z and 0 to 9 by another.
//
// What a paste brings along is left out at both ends: quotation marks, brackets,
// backticks and asterisks, an = in front, and a comma, semicolon, colon or full
// stop behind. Inside a code these are faults.
//
// If there are several faults, it reports the leftmost: [ErrEncoding],
// [ErrSymbol], [ErrPrefix], and where every character is a symbol
// [ErrTooShort], [ErrTooLong] or [ErrEmpty]. The serial number of a card gives
// [ErrSerial]. A valid code need not have been issued, be funded or be unused.
//
// It does not allocate, neither on success nor on failure.
func Parse(s string) (Code, error) {
	if c, ok := form.GiftCard.Canonical16([]byte(s)); ok {
		return Code{c}, nil
	}
	return giftCard.parseSpelled([]byte(s))
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
	_, ok := form.GiftCard.Canonical16([]byte(s))
	return ok
}

// Parse is the package's [Parse] for codes of this format: with its alphabet
// (in whose letters case counts if it has both), its length, its prefix, and
// its check characters, which give [ErrCheck] at the first one that cannot be
// right. A mark that the format takes at any place is a symbol, not part of a
// paste. A character outside the alphabet is taken for the symbol in it that
// looks like it at the lowest cost ([Spec].Lookalikes), if that is one symbol
// and the model's unit is not known ([Lookalikes.WithUnit]).
func (f *Format) Parse(s string) (Code, error) { return f.parse([]byte(s)) }

// ParseBytes is [Format.Parse] for bytes. It keeps nothing of b.
func (f *Format) ParseBytes(b []byte) (Code, error) { return f.parse(b) }

// Valid reports whether s is a code of the format in canonical spelling. It
// does not allocate.
func (f *Format) Valid(s string) bool {
	_, ok := f.compiled().Canonical([]byte(s))
	return ok
}

func (f *Format) parse(b []byte) (Code, error) {
	if c, ok := f.compiled().Canonical(b); ok {
		return Code{c}, nil
	}
	return f.parseSpelled(b)
}

// parseSpelled parses what is not in canonical spelling.
func (f *Format) parseSpelled(b []byte) (Code, error) {
	compiled := f.compiled()
	c, _, _, fault := compiled.Parse(b)
	if fault == 0 {
		return Code{c}, nil
	}
	if compiled.MayBeSerial(c, fault) {
		if _, _, _, serial := form.ParseSerial(b); serial == 0 {
			return Code{}, ErrSerial
		}
	}
	return Code{}, Error(fault)
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

// Inspect parses s like [Format.Parse] and reports where the fault is, what
// normalizing changed, and what the input looks like. Offset is 0 for
// ErrSerial, and MaxInput where an input goes on for too long without another
// fault. It does not allocate.
func (f *Format) Inspect(s string) Report { return f.inspect([]byte(s)) }

// InspectBytes is [Format.Inspect] for bytes. It keeps nothing of b.
func (f *Format) InspectBytes(b []byte) Report { return f.inspect(b) }

func (f *Format) inspect(b []byte) Report {
	compiled := f.compiled()
	if c, ok := compiled.Canonical(b); ok {
		return Report{Code: Code{c}, Offset: -1, Kind: KindCode}
	}
	c, edits, offset, fault := compiled.Parse(b)
	if fault == 0 {
		return Report{Code: Code{c}, Offset: -1, Edits: Edits(edits), Kind: KindCode}
	}
	if compiled.MayBeSerial(c, fault) {
		if _, _, edits, serial := form.ParseSerial(b); serial == 0 {
			return Report{Err: ErrSerial, Edits: Edits(edits), Kind: KindSerial}
		}
	}
	r := Report{Err: Error(fault), Offset: offset, Edits: Edits(edits)}
	if fault == spell.FaultCheck {
		r.Offset, r.Kind = compiled.Offset(b, offset), KindCode
	}
	return r
}
