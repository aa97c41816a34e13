package draw

// Corpus has an input for each kind of result.
var Corpus = []string{
	"X8KD49FJ2MZQ7WPT",                   // canonical
	" x8kd-49fj-2mzq-7wpt\n",             // case, separators
	"\uFEFFX8KD\u200B49FJ\u20662MZQ7WPT", // invisible
	"Ｘ８ＫＤ－４９ＦＪ－𝟐𝐌𝐙𝐐－𝟽𝚆𝙿𝚃", // width
	"X٨KD٤٩FJ२MZQ๗WPT",      // digits of three scripts
	"Х8\u212AD49FJ2ΜΖQ7WРΤ", // homoglyphs
	"XıİІӀΙ",                // I
	"",                      // ErrEmpty
	"- \u00AD\u3000_./·\n",  // ErrEmpty
	"X8KD\x80",              // ErrEncoding: alone
	"X8KD\xE2\x80",          // ErrEncoding: truncated
	"X8KD\xED\xA0\x80",      // ErrEncoding: surrogate
	"X8KD\xC0\xAF",          // ErrEncoding: overlong
	"X8KD49FJ!MZQ7WPT",      // ErrSymbol
	"X8KD49FJ?MZQ7WPT",      // ErrSymbol
	"X8KDe\u03019FJ2MZQſ①²Ⅷ\uFFFD\x00\x7F😀", // ErrSymbol
	"X8KD49FJ2MZQ7WP",                        // ErrTooShort
	"X8KD49FJ2MZQ7WPTA",                      // ErrTooLong
	"X8KD49FJ2MZQ7WPTX8KD49FJ2MZQ7WPTX8KD49", // ErrTooLong: more symbols than any code has
	"Y8KD49FJ2MZQ7WPT",                       // ErrPrefix
	"GCA4567890123456",                       // ErrSerial
	"60-1234-5678-9012-34",                   // ErrSerial
	"6012345678901234567",                    // ErrSerial
	"60123456789012345",                      // not a serial number: 17 digits
	"epy 4567890123 4",                       // ErrSerial
	"PBH4567890123456789012",                 // ErrSerial
	"3AHOV29GNU1*",                           // ErrCheck, or a symbol of check places only
	"OSZB",                                   // look-alikes of digits
	"3\xC1HOV29GNU10",                        // a symbol with its high bit set
}
