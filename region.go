package redeem

import (
	"cmp"
	"database/sql/driver"
	"encoding"
	"encoding/binary"
	"math/bits"

	"github.com/redeemkit/redeem/internal/spell"
)

// Region is a country or region of ISO 3166-1, or Kosovo, which has no code in
// that standard. It is a comparable value of one byte: == is equality, and it
// may be a map key. The zero Region is unknown. It is not compatible with any
// region, not even with itself.
//
// The package knows the 249 codes that ISO 3166-1 officially assigns. It does
// not know codes that are withdrawn, reserved or private, or that stand for a
// group of countries. New codes come with new versions of this package.
type Region struct {
	// index is the place in the order of the alpha-2 codes, from 1. The order
	// of the bytes is therefore the order of the texts, and every property is a
	// table lookup.
	index uint8
}

var (
	_ encoding.TextAppender = Region{}
	_ driver.Valuer         = Region{}
)

// ParseRegion returns the region with the ISO 3166-1 code s: alpha-2 (NO),
// alpha-3 (NOR), or numeric with all three digits (578). Letters may be in any
// case. UK is accepted for GB, and XK, XKS, XKX and XKK for Kosovo. No other
// spelling is accepted, and no white space around a code.
//
// It fails with [ErrEmpty] if the first MaxInput bytes of s are nothing but
// white space, other separators and invisible characters, or if s is empty;
// otherwise with [ErrRegion]. It does not allocate.
func ParseRegion(s string) (Region, error) { return parseRegion([]byte(s)) }

// ParseStorefront is like [ParseRegion] but also accepts Apple's storefront
// ids, alone or with what follows them in a request header: 143457,
// 143457-2,29, 143457-2 and 143457,29. The number after the dash is a language,
// and the number after the comma is a platform. Both have one to three digits,
// which ParseStorefront ignores, as it ignores what follows a blank after an id
// (143443-2,29 t:apps3).
//
// The 184 ids, 143441 to 143624, come from public lists and are not official. A
// code of ISO 3166-1 is accepted even if its region has no storefront;
// [Region.StorefrontID] reports whether it has one. ParseStorefront fails as
// ParseRegion does, and does not allocate.
func ParseStorefront(s string) (Region, error) { return parseStorefront([]byte(s)) }

func parseRegion(s []byte) (Region, error) {
	var r Region
	switch len(s) {
	case len("NO"):
		r = fromAlpha2(s)
	case len("NOR"):
		if n := number(s); n < uint(len(numericIndex)) {
			r = Region{numericIndex[n]}
		} else {
			r = fromAlpha3(s)
		}
	}
	if r.index == 0 {
		return r, regionFault(s)
	}
	return r, nil
}

func parseStorefront(s []byte) (Region, error) {
	const shortest, longest = len("143457"), len("143457-123,123")
	if len(s) < shortest {
		return parseRegion(s)
	}
	size := shortest // of the header, less what follows a blank
	for size < len(s) && s[size] != ' ' {
		if size++; size > longest {
			return Region{}, regionFault(s)
		}
	}
	header := s[:size]
	// The digits 143 and three that count, less their places in ASCII.
	w := binary.LittleEndian.Uint32(s[2:]) ^ 0x30303033
	id := uint(w>>8&0xF)*100 + uint(w>>16&0xF)*10 + uint(w>>24) - firstStorefront%1000
	if binary.LittleEndian.Uint16(s) == '1'|'4'<<8 && ((w+0x76767600)|w)&0x808080FF == 0 &&
		id < uint(len(storefrontIndex)) && (size == shortest || isHeaderTail(header)) {
		return Region{storefrontIndex[id]}, nil
	}
	return Region{}, regionFault(s)
}

// letter returns the place of an ASCII letter in the alphabet, or 26 or more
// for any other byte: setting bit 5 turns no other byte into a letter. The
// result is a byte, so that the compiler sees that no index below needs a
// bounds check.
func letter(c byte) byte { return (c | 0x20) - 'a' }

func fromAlpha2(s []byte) Region {
	a, b := letter(s[0]), letter(s[1])
	if a >= 26 || b >= 26 {
		return Region{}
	}
	return Region{alpha2Index[int(a)*26+int(b)]}
}

// alpha3Slot is one place of the alpha-3 table. That table is a sparse matrix
// with a row for the first two letters and a column for the third, squeezed
// into one list: the rows slide over each other until no two entries meet. Each
// entry keeps its row, so that a lookup can tell whose entry it found.
type alpha3Slot struct {
	row    uint16
	region uint8
}

func fromAlpha3(s []byte) Region {
	a, b, c := letter(s[0]), letter(s[1]), letter(s[2])
	if a >= 26 || b >= 26 || c >= 26 {
		return Region{}
	}
	row := int(a)*26 + int(b)
	slot := alpha3Slots[int(alpha3Shift[row])+int(c)]
	if int(slot.row) != row {
		return Region{}
	}
	return Region{slot.region}
}

// number returns the value of the three digits at the beginning of s, or 1000
// if s does not begin with three digits.
func number(s []byte) uint {
	a, b, c := s[0]-'0', s[1]-'0', s[2]-'0'
	if a > 9 || b > 9 || c > 9 {
		return 1000
	}
	return uint(a)*100 + uint(b)*10 + uint(c)
}

// isHeaderTail reports whether the six digits of an id in s are followed by a
// dash and a number, a comma and a number, or both. At most eight bytes follow.
// The lengths of the numbers result from the places of the bytes that are not
// digits.
func isHeaderTail(s []byte) bool {
	const id, most = len("143457"), 3
	n := len(s) - id
	if n < len("-1") {
		return false
	}
	// The tail; its first byte is the lowest.
	w := binary.LittleEndian.Uint64(s[len(s)-8:]) >> (8 * (8 - n) & 63)
	marks := spell.NotDigits8(w) & (spell.HighBits >> (8 * (8 - n) & 63))
	second := marks & (marks - 1)
	if second == 0 {
		return (byte(w) == '-' || byte(w) == ',') && n <= 1+most
	}
	i := bits.TrailingZeros64(second) / 8
	return byte(w) == '-' && byte(w>>(8*i)) == ',' && second&(second-1) == 0 &&
		uint(i-2) < most && uint(n-i-2) < most
}

// regionFault returns the error for an input that names no region. It stops at
// the first character that could be part of a name.
func regionFault(s []byte) error {
	for i := 0; i < len(s) && i < MaxInput; {
		m, size := spell.Alnum.Next(s, i)
		if m == 0 || m.IsSymbol() {
			return ErrRegion
		}
		i += size
	}
	return ErrEmpty
}

// IsValid reports whether the region is known, that is, whether it is not the
// zero Region.
func (r Region) IsValid() bool { return r.index != 0 }

// Compare returns -1, 0 or +1 in the order of the alpha-2 codes. The zero
// Region comes first.
func (r Region) Compare(other Region) int { return cmp.Compare(r.index, other.index) }

// String returns the alpha-2 code in upper case, XK for Kosovo, or "unknown"
// for the zero Region. It does not allocate.
func (r Region) String() string {
	if r.index == 0 {
		return "unknown"
	}
	return r.alpha2()
}

func (r Region) alpha2() string { return alpha2Text[2*int(r.index):][:2] }

// Alpha3 returns the alpha-3 code in upper case, or "" for the zero Region. For
// Kosovo it returns XKS, which StoreKit uses (reported; MusicKit uses XKX, and
// CLDR uses XKK). It does not allocate.
func (r Region) Alpha3() string {
	if r.index == 0 {
		return ""
	}
	return alpha3Text[3*int(r.index):][:3]
}

// Numeric returns the numeric code of ISO 3166-1, or 0 if there is none, as for
// Kosovo and the zero Region. The standard writes it with three digits: %03d.
func (r Region) Numeric() int { return int(numericOf[r.index]) }

// StorefrontID returns the id of the region's storefront, as App Store requests
// carry it, and reports whether there is one. The zero Region and 66 codes of
// ISO 3166-1 have none. The ids are reported, not official.
func (r Region) StorefrontID() (id int, ok bool) {
	i := int(storefrontOf[r.index])
	if i == 0 {
		return 0, false
	}
	return firstStorefront - 1 + i, true
}

// AppendTo appends the alpha-2 code in upper case, or nothing for the zero
// Region, and returns the extended buffer. It does not allocate if b has room.
func (r Region) AppendTo(b []byte) []byte {
	if r.index == 0 {
		return b
	}
	return append(b, r.alpha2()...)
}

// AppendText is like AppendTo; the error is always nil.
func (r Region) AppendText(b []byte) ([]byte, error) { return r.AppendTo(b), nil }

// MarshalText returns the alpha-2 code in upper case, or empty text for the
// zero Region; the error is always nil.
func (r Region) MarshalText() ([]byte, error) { return r.AppendTo(make([]byte, 0, len("NO"))), nil }

// UnmarshalText parses text as [ParseRegion] does. Empty text gives the zero
// Region. If there is an error, r is unchanged. UnmarshalText does not
// allocate.
func (r *Region) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*r = Region{}
		return nil
	}
	parsed, err := parseRegion(text)
	if err == nil {
		*r = parsed
	}
	return err
}

// Value returns the alpha-2 code in upper case as a string, or NULL for the
// zero Region; the error is always nil.
func (r Region) Value() (driver.Value, error) {
	if r.index == 0 {
		return nil, nil
	}
	return r.alpha2(), nil
}

// GormDataType returns "varchar(2)", the type of a column that holds what Value
// returns, for GORM.
func (r Region) GormDataType() string { return "varchar(2)" }

// Scan implements [database/sql.Scanner]. It reads a string or []byte as
// UnmarshalText does, and NULL as the zero Region. Any other type gives
// [ErrType]. If there is an error, r is unchanged. Scan does not allocate and
// does not keep src.
func (r *Region) Scan(src any) error {
	text, s, err := columnText(src)
	if err != nil {
		return err
	}
	if text == nil {
		text = []byte(s)
	}
	return r.UnmarshalText(text)
}
