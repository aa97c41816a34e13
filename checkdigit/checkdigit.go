package checkdigit

import (
	"iter"
	"slices"
	"strings"
)

// A Scheme is one way to compute check characters. It is immutable and safe
// for concurrent use.
//
// The zero Scheme has no name and no symbols; no string is valid under it.
type Scheme struct {
	name     string
	alphabet string  // payload symbols, each at its value
	check    string  // check symbols, each at its value
	values   *values // the value of every symbol of both
	width    int     // check characters in a string
	most     int     // symbols in a string at most; 0 = any number, or parts says it

	// The automaton: its states are numbered from 0, step is its transition
	// function, and the parameters are what step makes of them.
	states, start, accept int
	step                  func(s *Scheme, state, value, fromEnd int) int
	back                  func(s *Scheme, state, value, fromEnd int) int // undoes step; nil = by trying
	rs                    *rsCode                                        // nil unless it is a Reed-Solomon code
	modulus, radix, least int
	parts, partLen        int // zero unless the check characters are spread over the string

	detects *Detection // nil = not measured
}

// schemes is what All yields, in its order.
var schemes = [...]*Scheme{
	&luhn, &luhnMod32, &luhnMod36,
	&damm, &dammGF32,
	&verhoeff,
	&gs1,
	&iso7064Mod11x2, &iso7064Mod37x2, &iso7064Mod97x10, &iso7064Mod661x26, &iso7064Mod1271x36,
	&iso7064Mod11and10, &iso7064Mod27and26, &iso7064Mod37and36,
	&crockfordMod37,
	&rsGF32x2, &rsGF32x3, &rsGF32x4, &rsGF37x2, &rsGF37x3, &rsGF37x4,
}

// Lookup returns the scheme whose [Scheme.Name] is name, and reports whether
// there is one. It knows the schemes that [All] yields, coupon codes such as
// "coupon-code-3x4" (three parts of four symbols), and Reed-Solomon codes over
// an alphabet of your own, such as "rs-gf31-2:23456789ABCDEFGHJKLMNPQRSTUVWXY".
// It compares names byte by byte. It allocates only if it has to make the
// scheme.
func Lookup(name string) (*Scheme, bool) {
	for _, s := range schemes {
		if s.name == name {
			return s, true
		}
	}
	if strings.HasPrefix(name, rsPrefix) {
		return lookupReedSolomon(name)
	}
	return lookupCoupon(name)
}

// All yields the schemes that have no parameters, always in the same order.
// These are all schemes except coupon codes and Reed-Solomon codes over other
// alphabets than Crockford's and 0-9A-Z.
func All() iter.Seq[*Scheme] {
	return func(yield func(*Scheme) bool) {
		for _, s := range schemes {
			if !yield(s) {
				return
			}
		}
	}
}

// Name returns the name of the scheme. [Lookup] finds the scheme by it.
func (s *Scheme) Name() string { return s.name }

// Alphabet returns the payload symbols. The index of a symbol is its value.
func (s *Scheme) Alphabet() string { return s.alphabet }

// CheckAlphabet returns the symbols that a check position may hold. The index
// of a symbol is its value. They may be more than the payload symbols (the X of
// MOD 11-2) or fewer (the digits of MOD 97-10).
func (s *Scheme) CheckAlphabet() string { return s.check }

// Len returns the number of check characters in a string.
func (s *Scheme) Len() int { return s.width }

// MaxLen returns the length of the longest valid strings, check characters
// included. For [ReedSolomon] it is one less than the number of elements of the
// field: 30, 31 or 36. For [CouponCode] it is the only length. MaxLen returns 0
// for the other schemes, which have no limit, and for the zero Scheme.
func (s *Scheme) MaxLen() int { return s.most + s.parts*s.partLen }

// Distance returns the least number of symbols in which two valid strings of
// equal length differ. If the distance is d,
//
//   - a string with fewer than d wrong symbols is invalid;
//   - any d-1 unread symbols can be restored, because exactly one valid string
//     has the others;
//   - any (d-1)/2 wrong symbols can be corrected without knowing where they
//     are, because no other valid string differs in so few.
//
// The distance is Len+1 for [ReedSolomon] and 2 for the schemes that detect
// every substitution. It is 1 for MOD 97-10, where some payload symbols can
// replace each other, and for [CouponCode], which cannot tell 0 from Y. It is 0
// for the zero Scheme.
func (s *Scheme) Distance() int {
	switch {
	case s.width == 0:
		return 0
	case s.rs != nil:
		return s.width + 1
	case s.detects == nil || s.detects.Substitution < 1:
		return 1
	}
	return 2
}

// Valid reports whether str is a payload of at least one symbol followed by its
// check characters. Under [CouponCode] every part must end with its own check
// character. A byte that is not a symbol makes the string invalid, including
// lower case, separators and digits of other scripts.
//
// Valid takes time in proportion to len(str) and does not allocate.
func (s *Scheme) Valid(str string) bool {
	if !s.fits(len(str)) {
		return false
	}
	state := s.start
	for i := range len(str) {
		v := s.value(str[i], s.checks(len(str)-1-i))
		if v < 0 {
			return false
		}
		if state = s.step(s, state, v, len(str)-1-i); state < 0 {
			return false
		}
	}
	return s.Accept(state)
}

// Append appends payload and its check characters to dst and returns the
// extended slice. Under [CouponCode] a check character stands at the end of
// every part.
//
// If there is an error, Append returns dst, unchanged also beyond its length.
// It fails with [ErrLength] if payload is empty, if the result would be longer
// than [Scheme.MaxLen], or if payload does not fill the parts of a coupon code.
// It fails with [ErrSymbol] if a byte of payload is not in [Scheme.Alphabet].
// It does not allocate if dst has room.
func (s *Scheme) Append(dst []byte, payload string) ([]byte, error) {
	length := len(payload) + s.width
	if !s.fits(length) {
		return dst, ErrLength
	}
	for i := range len(payload) {
		if s.value(payload[i], false) < 0 {
			return dst, ErrSymbol
		}
	}
	out := slices.Grow(dst, length)
	state := s.start
	for pos := range length {
		var symbol byte
		if s.IsCheck(pos, length) {
			symbol = s.find(state, pos, length)
		} else {
			symbol, payload = payload[0], payload[1:]
		}
		state = s.Step(state, pos, length, symbol)
		out = append(out, symbol)
	}
	return out, nil
}

// find returns the check symbol that belongs at pos. There is exactly one in
// every state that payload symbols lead to, and asking the automaton for it
// leaves no second formula that could differ from the one Valid goes by.
func (s *Scheme) find(state, pos, length int) byte {
	for i := range len(s.check) - 1 {
		next := s.Step(state, pos, length, s.check[i])
		if next >= 0 && (pos < length-1 || s.Accept(next)) {
			return s.check[i]
		}
	}
	return s.check[len(s.check)-1]
}
