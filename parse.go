package redeem

import (
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// Parse parses the code of an Apple gift card in any spelling that a person
// would use. It accepts letters in either case, groups separated by blanks,
// dashes and the like, invisible characters, full-width and mathematical
// letters, digits of any script, and letters of other scripts that look like
// the right ones. It never replaces one of the symbols A to Z and 0 to 9 by
// another.
//
// At both ends it leaves out what a paste brings along: quotation marks,
// backticks, brackets and asterisks, a leading = or apostrophe, and a trailing
// comma, semicolon, colon or full stop. Inside a code these marks are faults.
//
// If there are several faults, Parse reports the leftmost: [ErrEncoding],
// [ErrSymbol] or [ErrPrefix]. It reports [ErrTooShort], [ErrTooLong] and
// [ErrEmpty] only if every character is a symbol. The serial number of a card
// gives [ErrSerial]. A valid code need not be issued, funded or unused.
//
// Parse does not allocate, whether it succeeds or fails.
func Parse(s string) (Code, error) {
	if c, ok := form.GiftCard.Canonical16([]byte(s)); ok {
		return Code{c}, nil
	}
	return giftCard.parseSpelled([]byte(s))
}

// ParseBytes is like [Parse] for bytes. It does not keep b.
func ParseBytes(b []byte) (Code, error) { return giftCard.parse(b) }

// MustParse is like [Parse] but panics if Parse fails. It is for codes that are
// written into a program, such as a test. The panic does not contain the input.
func MustParse(s string) Code {
	c, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return c
}

// Valid reports whether s is a gift card code in canonical spelling: 16 symbols
// A to Z and 0 to 9, of which the first is X. It does not allocate.
func Valid(s string) bool {
	_, ok := form.GiftCard.Canonical16([]byte(s))
	return ok
}

// Parse parses a code of this format as the package-level [Parse] does, with
// the format's alphabet, length, prefix and check characters. Case matters if
// the alphabet has letters in both cases. Wrong check characters give
// [ErrCheck] at the first one that cannot be right.
//
// A character outside the alphabet is read as the symbol that looks like it at
// the lowest cost ([Spec].Lookalikes), if there is exactly one such symbol.
// With a model that has a unit ([Lookalikes.WithUnit]), no character is
// replaced. Parse does not allocate.
func (f *Format) Parse(s string) (Code, error) { return f.parse([]byte(s)) }

// ParseBytes is like [Format.Parse] for bytes. It does not keep b.
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

// parseSpelled parses an input that is not in canonical spelling.
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

// Report is the result of inspecting an input.
type Report struct {
	Code   Code  // zero unless Err is nil
	Err    error // nil or an Error
	Offset int   // byte offset of the fault, len(input) if the input ended too soon, -1 if Err is nil
	Edits  Edits // what normalizing changed in the characters up to the fault
	Kind   Kind  // what the input looks like
}

// Kind is what an input looks like: a code, a serial number, or neither.
type Kind uint8

const (
	KindUnknown Kind = iota // neither of the others
	KindCode                // a code; in a Report, also a code with a wrong check character
	KindSerial              // the serial number of a card
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

// Inspect parses s as [Format.Parse] does and reports where the fault is, what
// normalizing changed, and what the input looks like. Offset is 0 for
// ErrSerial, and MaxInput if the input is too long and has no other fault. It
// does not allocate.
func (f *Format) Inspect(s string) Report { return f.inspect([]byte(s)) }

// InspectBytes is like [Format.Inspect] for bytes. It does not keep b.
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
