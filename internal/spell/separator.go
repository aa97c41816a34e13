package spell

import "strings"

// separators holds the ASCII separators. The other separators are in the fold
// table: white space, dashes, and forms of the marks below.
const separators = "\t\n\v\f\r -_./"

// invisibles are the control characters of ASCII that scanners send along: NUL,
// those around a transmission (STX, ETX) and between its fields (FS, GS, RS), and
// DEL. Those beyond ASCII are in the fold table.
const invisibles = "\x00\x02\x03\x1C\x1D\x1E\x7F"

// IsSeparator reports whether the ASCII character b is left out between symbols.
func IsSeparator(b byte) bool { return strings.IndexByte(separators, b) >= 0 }

// IsInvisible reports whether the ASCII character b is left out because nobody
// sees it.
func IsInvisible(b byte) bool { return strings.IndexByte(invisibles, b) >= 0 }

// Joins reports whether a separator may stand between the groups of a code in
// running text. All may but the line ends and marks listed here, so a new
// separator joins unless it is added.
func Joins(separator rune) bool {
	switch separator {
	case '\n', '\v', '\f', '\r', 0x85, 0x2028, 0x2029, // line ends
		'_', 0xFE33, 0xFE34, 0xFE4D, 0xFE4E, 0xFE4F, 0xFF3F, // low lines
		'.', 0x2024, 0xFE52, 0xFF0E, // full stops
		'/', 0xFF0F, // solidi
		0xB7, 0x0387, 0x30FB, 0xFF65, 0x2022, 0x2219, 0x22C5, 0x2027: // middle dots and bullets
		return false
	}
	return true
}
