package redeem

import (
	"cmp"
	"database/sql/driver"
	"encoding"
	"encoding/binary"
	"math/bits"

	"github.com/redeemkit/redeem/internal/spell"
)

// Region is a country or region of ISO 3166-1, or Kosovo, which has no code
// there. It is a comparable value of one byte: == is equality, and it may be a
// map key. The zero Region is unknown, and is not compatible with anything,
// not even with itself.
//
// The 249 codes that ISO 3166-1 officially assigns are known. Withdrawn,
// reserved and private codes and groups of countries are not. New codes come
// with new versions of this package.
type Region struct {
	// Place in the order of the alpha-2 codes, from 1: so the order of the
	// bytes is the order of the texts, and every property is a table lookup.
	index uint8
}

var (
	_ encoding.TextAppender = Region{}
	_ driver.Valuer         = Region{}
)

// ParseRegion returns the region that s names by its ISO 3166-1 code: alpha-2
// (NO), alpha-3 (NOR) or numeric with all three digits (578), letters in any
// case. UK is GB as well, and Kosovo is XK, XKS, XKX or XKK. No other spelling
// is accepted, nor white space around one.
//
// It fails with [ErrEmpty] if s is empty or holds nothing but white space,
// other separators and invisible characters (in its first MaxInput bytes),
// else with [ErrRegion]. It does not allocate.
func ParseRegion(s string) (Region, error) { return parseRegion([]byte(s)) }

// ParseStorefront is like [ParseRegion] and accepts Apple's storefront ids as
// well, alone or with what follows them in a request header: 143457,
// 143457-2,29, 143457-2 and 143457,29, where the number after the dash is a
// language, the one after the comma a platform, and both have one to three
// digits that are not looked at. Neither is what follows a blank behind an id, as
// in 143443-2,29 t:apps3.
//
// The 184 ids, 143441 to 143624, are reported by public lists, not official. A
// code of ISO 3166-1 is accepted whether or not its region has a storefront:
// ask [Region.StorefrontID]. It fails as ParseRegion does, and does not
// allocate.
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

// letter returns the place of an ASCII letter in the alphabet, and 26 or more
// for any other byte: setting bit 5 makes no letter of what was none. It is a
// byte because the compiler then sees that no index below needs a check.
func letter(c byte) byte { return (c | 0x20) - 'a' }

func fromAlpha2(s []byte) Region {
	a, b := letter(s[0]), letter(s[1])
	if a >= 26 || b >= 26 {
		return Region{}
	}
	return Region{alpha2Index[int(a)*26+int(b)]}
}

// alpha3Slot is one place of the alpha-3 table, which is a sparse matrix of
// rows (the first two letters) and columns (the third), squeezed into one list
// by sliding the rows over each other until no two entries meet. The row that
// is kept beside an entry tells whose it is.
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

// number returns the value of the three digits that s begins with, 1000 if it
// does not begin so.
func number(s []byte) uint {
	a, b, c := s[0]-'0', s[1]-'0', s[2]-'0'
	if a > 9 || b > 9 || c > 9 {
		return 1000
	}
	return uint(a)*100 + uint(b)*10 + uint(c)
}

// isHeaderTail reports whether what follows the six digits of an id in s, at
// most eight bytes, is a dash and a number, a comma and a number, or both. The
// places of the bytes that are no digits tell the lengths of the numbers.
func isHeaderTail(s []byte) bool {
	const id, most = len("143457"), 3
	n := len(s) - id
	if n < len("-1") {
		return false
	}
	// The tail, its first byte the lowest.
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

// regionFault tells what is wrong with an input that names no region. It stops
// at the first character that could be part of a name.
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

// IsValid reports whether the region is known, that is, not the zero Region.
func (r Region) IsValid() bool { return r.index != 0 }

// Compare returns -1, 0 or +1 in the order of the alpha-2 codes; the zero
// Region comes first.
func (r Region) Compare(other Region) int { return cmp.Compare(r.index, other.index) }

// String returns the alpha-2 code in upper case, XK for Kosovo, "unknown" for
// the zero Region. It does not allocate.
func (r Region) String() string {
	if r.index == 0 {
		return "unknown"
	}
	return r.alpha2()
}

func (r Region) alpha2() string { return alpha2Text[2*int(r.index):][:2] }

// Alpha3 returns the alpha-3 code in upper case, "" for the zero Region.
// Kosovo is XKS, as StoreKit spells it (reported; MusicKit writes XKX, CLDR
// XKK). It does not allocate.
func (r Region) Alpha3() string {
	if r.index == 0 {
		return ""
	}
	return alpha3Text[3*int(r.index):][:3]
}

// Numeric returns the numeric code of ISO 3166-1, 0 if there is none, as for
// Kosovo and the zero Region. It is written with three digits: %03d.
func (r Region) Numeric() int { return int(numericOf[r.index]) }

// StorefrontID returns the id of the region's storefront as App Store requests
// carry it, and whether there is one: 66 of the codes of ISO 3166-1 have none,
// nor has the zero Region. The ids are reported, not official.
func (r Region) StorefrontID() (id int, ok bool) {
	i := int(storefrontOf[r.index])
	if i == 0 {
		return 0, false
	}
	return firstStorefront - 1 + i, true
}

// AppendTo appends the alpha-2 code in upper case, nothing for the zero
// Region, and returns the extended buffer. It does not allocate if b has room.
func (r Region) AppendTo(b []byte) []byte {
	if r.index == 0 {
		return b
	}
	return append(b, r.alpha2()...)
}

// AppendText is AppendTo; the error is always nil.
func (r Region) AppendText(b []byte) ([]byte, error) { return r.AppendTo(b), nil }

// MarshalText returns the alpha-2 code in upper case, the empty text for the
// zero Region; the error is always nil.
func (r Region) MarshalText() ([]byte, error) { return r.AppendTo(make([]byte, 0, len("NO"))), nil }

// UnmarshalText parses text as [ParseRegion] does. Empty text gives the zero
// Region. On error r is unchanged. It does not allocate.
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

// Value returns the alpha-2 code in upper case as a string, NULL for the zero
// Region; the error is always nil.
func (r Region) Value() (driver.Value, error) {
	if r.index == 0 {
		return nil, nil
	}
	return r.alpha2(), nil
}

// GormDataType returns "varchar(2)", the type of a column that holds what Value
// returns, for GORM.
func (r Region) GormDataType() string { return "varchar(2)" }

// Scan implements [database/sql.Scanner] for a string, []byte or NULL as
// UnmarshalText does; NULL gives the zero Region, other types [ErrType]. On
// error r is unchanged. It does not allocate and keeps nothing of src.
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
