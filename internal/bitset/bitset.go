// Package bitset prints sets of flags.
package bitset

import "math/bits"

// String joins the names of the bits that are set, the lowest first, as in
// "case|separator". It returns "none" for zero, and a question mark for a bit
// without a name. For a single bit it does not allocate.
func String(set uint8, names []string) string {
	if set == 0 {
		return "none"
	}
	text := ""
	for ; set != 0; set &= set - 1 {
		name := "?"
		if i := bits.TrailingZeros8(set); i < len(names) {
			name = names[i]
		}
		if text == "" {
			text = name
		} else {
			text += "|" + name
		}
	}
	return text
}
