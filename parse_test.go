package redeem

import (
	"strings"
	"testing"
)

const sample = "X8KD49FJ2MZQ7WPT"

// typed are spellings of sample, and what has to be done to read them.
var typed = []struct {
	name string
	in   string
	want Edits
}{
	{"canonical", "X8KD49FJ2MZQ7WPT", 0},
	{"lower case", "x8kd49fj2mzq7wpt", EditCase},
	{"mixed case", "X8kd49FJ2mZq7wPT", EditCase},

	{"blanks", "X8KD 49FJ 2MZQ 7WPT", EditSeparator},
	{"dashes", "X8KD-49FJ-2MZQ-7WPT", EditSeparator},
	{"copied from a mail", " x8kd-49fj-2mzq-7wpt\n", EditCase | EditSeparator},
	{"dashes, the first half in lower case", "x8kd-49fj-2MZQ-7WPT", EditCase | EditSeparator},
	{"dashes, the second half in lower case", "X8KD-49FJ-2mzq-7wpt", EditCase | EditSeparator},
	{"pairs", "X8 KD 49 FJ 2M ZQ 7W PT", EditSeparator},
	{"every symbol on its own", "X 8 K D 4 9 F J 2 M Z Q 7 W P T", EditSeparator},
	{"underscores", "X8KD_49FJ_2MZQ_7WPT", EditSeparator},
	{"slashes", "X8KD/49FJ/2MZQ/7WPT", EditSeparator},
	{"periods", "X8KD.49FJ.2MZQ.7WPT.", EditSeparator},
	{"no-break spaces", "X8KD\u00A049FJ\u00A02MZQ\u00A07WPT", EditSeparator},
	{"thin and narrow spaces", "X8KD\u200949FJ\u202F2MZQ\u200A7WPT", EditSeparator},
	{"ideographic spaces", "X8KD　49FJ　2MZQ　7WPT", EditSeparator},
	{"en and em dashes, hyphens, minus", "X8KD–49FJ—2MZQ‐7W‑P−T", EditSeparator},
	{"middle dots", "X8KD·49FJ・2MZQ･7WPT", EditSeparator},
	{"line breaks before and after", "\n\nX8KD49FJ2MZQ7WPT\r\n", EditSeparator},
	{"line breaks within", "X8KD49FJ\r\n2MZQ7WPT", EditSeparator},
	{"tabs, form feeds, next line, line separator", "\tX8KD\v49FJ\f2MZQ\u0085\u20287WPT", EditSeparator},

	{"byte order mark", "\uFEFFX8KD49FJ2MZQ7WPT", EditInvisible},
	{"zero width", "X8KD\u200B49FJ\u200C2MZQ\u200D7WPT\u2060", EditInvisible},
	{"bidi isolate", "\u2066X8KD49FJ2MZQ7WPT\u2069", EditInvisible},
	{"bidi embedding and marks", "\u200E\u202AX8KD49FJ2MZQ7WPT\u202C\u200F", EditInvisible},
	{"soft hyphens", "X8KD\u00AD49FJ\u00AD2MZQ\u00AD7WPT", EditInvisible},
	{"tag characters", "X8KD\U000E0001\U000E0041\U000E007F49FJ2MZQ7WPT", EditInvisible},
	{"variation selectors", "X8\uFE0FKD49FJ2MZQ7WPT\U000E0100", EditInvisible},
	{"Hangul filler", "X8KD49FJ\u31642MZQ7WPT", EditInvisible},
	{"invisible and visible", "\uFEFFX8KD-49FJ\u200B-2MZQ-7WPT\r\n", EditInvisible | EditSeparator},

	{"full width", "Ｘ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴ", EditWidth},
	{"full width, lower case", "ｘ８ｋｄ４９ｆｊ２ｍｚｑ７ｗｐｔ", EditWidth | EditCase},
	{"full width, grouped", "Ｘ８ＫＤ－４９ＦＪ＿２ＭＺＱ／７ＷＰＴ．", EditWidth | EditSeparator},
	{"mathematical bold", "𝐗𝟖𝐊𝐃𝟒𝟗𝐅𝐉𝟐𝐌𝐙𝐐𝟕𝐖𝐏𝐓", EditWidth},
	{"mathematical monospace", "𝚇𝟾𝙺𝙳𝟺𝟿𝙵𝙹𝟸𝙼𝚉𝚀𝟽𝚆𝙿𝚃", EditWidth},
	{"mathematical sans-serif", "𝖷𝟪𝖪𝖣𝟦𝟫𝖥𝖩𝟤𝖬𝖹𝖰𝟩𝖶𝖯𝖳", EditWidth},
	{"mathematical bold script, lower case", "𝔁𝟴𝓴𝓭𝟰𝟵𝓯𝓳𝟮𝓶𝔃𝓺𝟳𝔀𝓹𝓽", EditWidth | EditCase},
	{"double-struck and script", "𝕏𝟠𝕂𝔻𝟜𝟡ℱ𝕁𝟚ℳℤℚ𝟟𝕎ℙ𝕋", EditWidth},

	{"Arabic-Indic digits", "X٨KD٤٩FJ٢MZQ٧WPT", EditDigit},
	{"Persian digits", "X۸KD۴۹FJ۲MZQ۷WPT", EditDigit},
	{"Devanagari digits", "X८KD४९FJ२MZQ७WPT", EditDigit},
	{"Bengali digits, four of which looks like 8", "X৮KD৪৯FJ২MZQ৭WPT", EditDigit},
	{"Thai digits", "X๘KD๔๙FJ๒MZQ๗WPT", EditDigit},
	{"N'Ko digits", "X߈KD߄߉FJ߂MZQ߇WPT", EditDigit},
	{"Adlam digits", "X𞥘KD𞥔𞥙FJ𞥒MZQ𞥗WPT", EditDigit},

	{"Cyrillic letters", "Х8КD49FЈ2МZQ7WРТ", EditHomoglyph},
	{"Cyrillic letters, lower case", "х8kd49fј2mzԛ7ԝрt", EditHomoglyph | EditCase},
	{"Greek letters", "Χ8ΚD49FJ2ΜΖQ7WΡΤ", EditHomoglyph},
	{"Cherokee letters", "X8ᏦᎠ49FᎫ2ᎷᏃQ7ᎳᏢᎢ", EditHomoglyph},
	{"Armenian letter, lower case", "x8kd49fj2mzզ7wpt", EditHomoglyph | EditCase},
	{"kelvin sign", "X8\u212AD49FJ2MZQ7WPT", EditHomoglyph},
	{"everything at once", "\u2066х８𝐤d–٤9FJ 2ＭZQ\u200B 7wΡT\u2069\n",
		EditCase | EditSeparator | EditInvisible | EditWidth | EditDigit | EditHomoglyph},
}

func TestParseEdits(t *testing.T) {
	want := slowPack(sample)
	for _, tt := range typed {
		if got := GiftCard().Inspect(tt.in); got != (Report{want, nil, -1, tt.want, KindCode}) {
			t.Errorf("%s: Inspect(%q) = %s, want %s", tt.name, tt.in, show(got), tt.want)
		}
		checkInspect(t, GiftCard(), tt.in)
	}
	for _, tt := range []struct {
		name, in, want string
		edits          Edits
	}{
		{"dotless i", "Xı", "XI", EditHomoglyph},
		{"i with a dot, which has no lower case of one letter", "Xİ", "XI", EditHomoglyph},
		{"Cyrillic I and palochka", "XІӀ", "XII", EditHomoglyph},
		{"Greek Iota", "XΙ", "XI", EditHomoglyph},
		{"full-width 0 and O", "X０Ｏ", "X0O", EditWidth},
		{"full-width 1, I and l", "X１Ｉｌ", "X1IL", EditWidth | EditCase},
		{"Arabic five, which looks like o", "X٥", "X5", EditDigit},
		{"Armenian letters", "XՕՏՍ", "XOSU", EditHomoglyph},
		{"look-alikes in the alphabet, which stay", "X0OQDB8S5Z2G6UVE3", "X0OQDB8S5Z2G6UVE3", 0},
		{"look-alikes in the alphabet, in lower case", "xodqbszguve", "XODQBSZGUVE", EditCase},
	} {
		f := MustFormat(Spec{Length: len(tt.want), Prefix: "X"})
		if got := f.Inspect(tt.in); got != (Report{slowPack(tt.want), nil, -1, tt.edits, KindCode}) {
			t.Errorf("%s: Inspect(%q) = %s, want %s", tt.name, tt.in, show(got), tt.want)
		}
	}
}

// faults are inputs that are no gift card codes.
var faults = []struct {
	name   string
	in     string
	want   Error
	offset int
	edits  Edits
}{
	{"nothing", "", ErrEmpty, 0, 0},
	{"blanks", " \t\r\n ", ErrEmpty, 5, EditSeparator},
	{"separators", "----/..__·–", ErrEmpty, 14, EditSeparator},
	{"the invisible", "\uFEFF\u200B\u00AD", ErrEmpty, 8, EditInvisible},

	{"too short by one", "X8KD49FJ2MZQ7WP", ErrTooShort, 15, 0},
	{"the first symbol only", "X", ErrTooShort, 1, 0},
	{"too short, and a line break", "x8kd-49fj\n", ErrTooShort, 10, EditCase | EditSeparator},
	{"one more", "X8KD49FJ2MZQ7WPTA", ErrTooLong, 16, 0},
	{"two more", "X8KD49FJ2MZQ7WPTAB", ErrTooLong, 16, 0},
	{"three more", "X8KD49FJ2MZQ7WPTABC", ErrTooLong, 16, 0},
	{"one more, grouped", "X8KD-49FJ-2MZQ-7WPT-A", ErrTooLong, 20, EditSeparator},
	{"one more, Cyrillic", "X8KD49FJ2MZQ7WPT А", ErrTooLong, 17, EditSeparator | EditHomoglyph},
	{"one more, and a line break", "X8KD49FJ2MZQ7WPTA\n", ErrTooLong, 16, EditSeparator},
	{"twice", "X8KD49FJ2MZQ7WPT X8KD49FJ2MZQ7WPT", ErrTooLong, 17, EditSeparator},

	{"another first letter", "Y8KD49FJ2MZQ7WPT", ErrPrefix, 0, 0},
	{"another first letter, after a blank", " y8KD49FJ2MZQ7WPT", ErrPrefix, 1, EditCase | EditSeparator},
	{"another first letter, too short", "8KD", ErrPrefix, 0, 0},
	{"another first letter, then another fault", "Y8KD!49FJ2MZQ7WPT\xFF", ErrPrefix, 0, 0},
	{"another fault, then another first letter", "#Y8KD49FJ2MZQ7WPT", ErrSymbol, 0, 0},
	{"a text", "redeem me", ErrPrefix, 0, EditCase},

	{"punctuation", "X8KD49FJ!MZQ7WPT", ErrSymbol, 8, 0},
	{"punctuation, grouped", "x8kd-49fj-!mzq-7wpt", ErrSymbol, 10, EditCase | EditSeparator},
	{"a question mark for an unread one", "X8KD49FJ?MZQ7WPT", ErrSymbol, 8, 0},
	{"punctuation after the end", "X8KD49FJ2MZQ7WPT;", ErrSymbol, 16, 0},
	{"punctuation after too many", "X8KD49FJ2MZQ7WPTA;", ErrSymbol, 17, 0},
	{"quotes", `"X8KD49FJ2MZQ7WPT"`, ErrSymbol, 0, 0},
	{"plus signs for blanks", "X8KD+49FJ+2MZQ+7WPT", ErrSymbol, 4, 0},
	{"long s", "X8KD49FJ2MZſ7WPT", ErrSymbol, 11, 0},
	{"e with an accent", "X8KDé9FJ2MZQ7WPT", ErrSymbol, 4, 0},
	{"e and a combining accent", "X8KDe\u03019FJ2MZQ7WPT", ErrSymbol, 5, EditCase},
	{"after a full-width X", "Ｘ8KD©9FJ2MZQ7WPT", ErrSymbol, 6, EditWidth},
	{"circled one", "X①KD49FJ2MZQ7WPT", ErrSymbol, 1, 0},
	{"circled letter", "Ⓧ8KD49FJ2MZQ7WPT", ErrSymbol, 0, 0},
	{"raised two", "X8KD49FJ²MZQ7WPT", ErrSymbol, 8, 0},
	{"Roman eight", "XⅧKD49FJ2MZQ7WPT", ErrSymbol, 1, 0},
	{"Cyrillic ka, whose capital looks like K", "X8кD49FJ2MZQ7WPT", ErrSymbol, 2, 0},
	{"NUL", "X8KD\x0049FJ2MZQ7WPT", ErrSymbol, 4, 0},
	{"DEL", "X8KD49FJ2MZQ7WPT\x7F", ErrSymbol, 16, 0},
	{"escape", "\x1B[1mX8KD49FJ2MZQ7WPT", ErrSymbol, 0, 0},
	{"emoji", "👍X8KD49FJ2MZQ7WPT", ErrSymbol, 0, 0},
	{"family, joined by the invisible", "X8KD\u200D👨\u200D👩49FJ2MZQ7WPT", ErrSymbol, 7, EditInvisible},
	{"replacement character, which is valid UTF-8", "X8KD\uFFFD9FJ2MZQ7WPT", ErrSymbol, 4, 0},
	{"noncharacter", "X8KD\uFFFE9FJ2MZQ7WPT", ErrSymbol, 4, 0},

	{"lone continuation byte", "\x80X8KD49FJ2MZQ7WPT", ErrEncoding, 0, 0},
	{"Latin-1", "X8KD49FJ2MZQ7WP\xE9", ErrEncoding, 15, 0},
	{"truncated no-break space", "X8KD\xC249FJ2MZQ7WPT", ErrEncoding, 4, 0},
	{"truncated at the end", "X8KD49FJ2MZQ7WPT\xE2\x80", ErrEncoding, 16, 0},
	{"surrogate", "X8KD\xED\xA0\x8049FJ2MZQ7WPT", ErrEncoding, 4, 0},
	{"overlong slash", "X8KD\xC0\xAF49FJ2MZQ7WPT", ErrEncoding, 4, 0},
	{"overlong blank", "X8KD\xE0\x80\xA049FJ2MZQ7WPT", ErrEncoding, 4, 0},
	{"beyond Unicode", "X8KD\xF4\x90\x80\x8049FJ2MZQ7WPT", ErrEncoding, 4, 0},
	{"UTF-16", "X\x008\x00K\x00D\x00", ErrSymbol, 1, 0},
	{"UTF-16 with its mark", "\xFF\xFEX\x008\x00", ErrEncoding, 0, 0},
	{"the leftmost of many", "X8KD-é\x80!", ErrSymbol, 5, EditSeparator},

	{"serial number", "GCA4567890123456", ErrSerial, 0, 0},
	{"serial number in lower case and groups", " gca4-5678-9012-3456\n", ErrSerial, 0, EditCase | EditSeparator},
	{"serial number with full-width letters", "ＧＣＡ4567890123456", ErrSerial, 0, EditWidth},
	{"serial number, 16 digits", "6012 3456 7890 1234", ErrSerial, 0, EditSeparator},
	{"serial number, 19 digits", "6012345678901234567", ErrSerial, 0, 0},
	{"serial number, EPY", "EPY45678901234", ErrSerial, 0, 0},
	{"serial number, PBH", "PBH4567890123456789012", ErrSerial, 0, 0},
	{"almost a serial number", "GCA456789012345", ErrPrefix, 0, 0},
	{"almost a serial number, with a letter", "601234567890123A", ErrPrefix, 0, 0},
	{"almost a serial number, with punctuation", "GCA456789012345!", ErrPrefix, 0, 0},
}

func TestParseOffset(t *testing.T) {
	for _, tt := range faults {
		kind := KindUnknown
		if tt.want == ErrSerial {
			kind = KindSerial
		}
		if got := GiftCard().Inspect(tt.in); got != (Report{Code{}, tt.want, tt.offset, tt.edits, kind}) {
			t.Errorf("%s: Inspect(%q) = %s, want %v at %d with %s", tt.name, tt.in, show(got), tt.want, tt.offset, tt.edits)
		}
		checkInspect(t, GiftCard(), tt.in)
	}
}

// TestParseOtherFormats is about alphabets that lack letters, or have both
// cases.
func TestParseOtherFormats(t *testing.T) {
	digits := Spec{Length: 4, Alphabet: "0123456789"}
	noO := Spec{Length: 4, Prefix: "A", Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ"}
	lower := Spec{Length: 4, Alphabet: "abcdefghijklmnopqrstuvwxyz"}
	both := Spec{Length: 4, Alphabet: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}
	signs := Spec{Length: 4, Alphabet: "AB+*"}
	signsToo := Spec{Length: 16, Lookalikes: mustLookalikes(t,
		Pair{'!', '1', 1}, Pair{'|', '1', 1}, Pair{'|', 'I', 1}, Pair{'_', 'L', 1})}
	for _, tt := range []struct {
		name   string
		spec   Spec
		in     string
		want   string // the code, if err is nil
		err    error
		offset int
		edits  Edits
	}{
		{"O, S, Z and B where only digits are", digits, "OSZB", "0528", nil, -1, EditSubstitute},
		{"in lower case, which is no edit of its own", digits, "oszb", "0528", nil, -1, EditSubstitute},
		{"Cyrillic O, and full-width s", digits, "12Оｓ", "1205", nil, -1, EditSubstitute | EditHomoglyph | EditWidth},
		{"D, which looks like no digit", digits, "12D4", "", ErrSymbol, 2, 0},
		{"O, which may be 0, D or Q", noO, "A1O4", "", ErrSymbol, 2, 0},
		{"U, which may be V alone", noO, "A1U4", "A1V4", nil, -1, EditSubstitute},
		{"I and L, of which the article says nothing", noO, "A1I4", "", ErrSymbol, 2, 0},
		{"a symbol put in for the prefix", Spec{Length: 2, Prefix: "0", Alphabet: "01"}, "O1", "01", nil, -1, EditSubstitute},
		{"a wrong symbol put in for the prefix", Spec{Length: 2, Prefix: "1", Alphabet: "01"}, "O1", "", ErrPrefix, 0, EditSubstitute},
		{"upper case where only lower is", lower, "aBcD", "abcd", nil, -1, EditCase},
		{"a homoglyph in either case", lower, "РрAa", "ppaa", nil, -1, EditCase | EditHomoglyph},
		{"digits where only letters are", lower, "ab0d", "", ErrSymbol, 2, 0},
		{"both cases", both, "aBcD", "aBcD", nil, -1, 0},
		{"a homoglyph in both cases", both, "Ррｘ０", "Ppx0", nil, -1, EditHomoglyph | EditWidth},
		{"punctuation that is in the alphabet", signs, "a+B*", "A+B*", nil, -1, EditCase},
		{"punctuation that is not", signs, "A+B(", "", ErrSymbol, 3, 0},
		{"8 for B", signs, "8+*A", "B+*A", nil, -1, EditSubstitute},
		{"punctuation that looks like a symbol", signsToo, "X8KD49FJ2MZQ7WP!", "X8KD49FJ2MZQ7WP1", nil, -1, EditSubstitute},
		{"punctuation that looks like two", signsToo, "X8KD49FJ2MZQ7WP|", "", ErrSymbol, 15, 0},
		{"a separator, whatever it looks like", signsToo, "X8KD49FJ2MZQ7WP_T", "X8KD49FJ2MZQ7WPT", nil, -1, EditSeparator},
		{"a serial number that is too long a code", digits, "6012345678901234", "", ErrSerial, 0, 0},
		{"a serial number with a letter outside the alphabet", digits, "GCA4567890123456", "", ErrSerial, 0, 0},
		{"a serial number whose first letters are symbols", Spec{Length: 16, Alphabet: "abcdefgh"}, "GCA4567890123456", "", ErrSerial, 0, 0},
		{"a serial number that looks like a code at first", digits, "EPY 45678901234", "", ErrSerial, 0, EditSeparator},
		{"a serial number that is too short a code", Spec{Length: 20}, "GCA4567890123456", "", ErrSerial, 0, 0},
		{"a serial number that begins as codes do", Spec{Length: 16, Prefix: "GCX"}, "GCA4567890123456", "", ErrSerial, 0, 0},
		{"a serial number that is a code", Spec{Length: 16}, "GCA4567890123456", "GCA4567890123456", nil, -1, 0},
	} {
		want := Report{slowPack(tt.want), tt.err, tt.offset, tt.edits, KindUnknown}
		switch tt.err {
		case nil:
			want.Kind = KindCode
		case ErrSerial:
			want.Kind = KindSerial
		}
		f := MustFormat(tt.spec)
		if got := f.Inspect(tt.in); got != want {
			t.Errorf("%s: Inspect(%q) = %s, want %s", tt.name, tt.in, show(got), show(want))
		}
		checkInspect(t, f, tt.in)
	}
}

// TestParseCheck is about check characters. The valid ones are published
// examples, but for those of few symbols.
func TestParseCheck(t *testing.T) {
	format := func(name string, length int, alphabet string) *Format {
		s := mustScheme(t, name)
		if alphabet == "" {
			alphabet = s.Alphabet()
		}
		return MustFormat(Spec{Length: length, Alphabet: alphabet, Check: s})
	}
	mod37, mod97 := format("iso7064-mod-37-2", 14, ""), format("iso7064-mod-97-10", 6, "0123456789")
	mod11, crockford := format("iso7064-mod-11-2", 4, ""), format("crockford-mod-37", 4, "")
	coupon, few := format("coupon-code-3x4", 12, ""), format("luhn-mod-36", 8, "0123")
	mod36, short36, letters97 := format("luhn-mod-36", 16, ""), format("luhn-mod-36", 12, ""), format("iso7064-mod-97-10", 6, "")
	for _, tt := range []struct {
		name   string
		f      *Format
		in     string
		want   error
		offset int
		edits  Edits
	}{
		{"right", mod37, "G123489654321Y", nil, -1, 0},
		{"right, of digits transposed", mod37, "G123498654321H", nil, -1, 0},
		{"digits transposed", mod37, "G123498654321Y", ErrCheck, 13, 0},
		{"right, two characters", mod97, "536702", nil, -1, 0},
		{"wrong, the first of two", mod97, "536712", ErrCheck, 4, 0},
		{"wrong, the second of two", mod97, "536703", ErrCheck, 4, 0},
		{"wrong, grouped", mod97, "53 67-03\n", ErrCheck, 6, EditSeparator},
		{"a letter where a check digit is", mod97, "5367A2", ErrSymbol, 4, 0},
		{"a serial number with such a letter", letters97, "GCAABCDEFGHIJKLM", ErrSerial, 0, 0},
		{"a payload symbol wrong", mod97, "536602", ErrCheck, 4, 0},
		{"a check symbol of the scheme alone", mod11, "079X", nil, -1, 0},
		{"in the other case", mod11, "079x", nil, -1, EditCase},
		{"full width", mod11, "079Ｘ", nil, -1, EditWidth},
		{"where payload is", mod11, "0X9X", ErrSymbol, 1, 0},
		{"too many", mod11, "079XX", ErrSymbol, 4, 0},
		{"wrong", mod11, "0791", ErrCheck, 3, 0},
		{"too short", mod11, "079", ErrTooShort, 3, 0},
		{"Crockford", crockford, "16JD", nil, -1, 0},
		{"Crockford, wrong", crockford, "16JE", ErrCheck, 3, 0},
		{"coupon", coupon, "1K7Q-CTFM-LMTC", nil, -1, EditSeparator},
		{"coupon, I for 1, of which the article says nothing", coupon, "IK7Q-CTFM-LMTC", ErrSymbol, 0, 0},
		{"coupon, the second part wrong", coupon, "1K7Q-CTFW-LMTC", ErrCheck, 8, EditSeparator},
		{"coupon, the last part wrong", coupon, "1K7QCTFMLMT1", ErrCheck, 11, 0},
		{"coupon, parts exchanged", coupon, "CTFM-1K7Q-LMTC", ErrCheck, 3, EditSeparator},
		{"coupon, two parts of three", coupon, "1K7Q-CTFM", ErrTooShort, 9, EditSeparator},
		{"a serial number of which the last symbol is no check character", mod36, "GCA4567890123456", ErrCheck, 15, 0},
		{"letters and digits, grouped", short36, "3AHO-V29G-NU10", nil, -1, EditSeparator},
		{"letters and digits in lower case", short36, "3ahov29gnu10\n", nil, -1, EditCase | EditSeparator},
		{"few symbols", few, "0123012N", nil, -1, 0},
		{"few symbols, others that the scheme knows", few, "4444444S", ErrSymbol, 0, 0},
		{"few symbols, O where 0 is meant", few, "OOOOOOO0", nil, -1, EditSubstitute},
		{"few symbols, O where all are", few, "0000000O", ErrCheck, 7, 0},
	} {
		got := tt.f.Inspect(tt.in)
		if got.Err != tt.want || got.Offset != tt.offset || got.Edits != tt.edits ||
			(got.Kind == KindCode) != (tt.want == nil || tt.want == ErrCheck) {
			t.Errorf("%s: Inspect(%q) = %s, want %v at %d with %s", tt.name, tt.in, show(got), tt.want, tt.offset, tt.edits)
		}
		checkInspect(t, tt.f, tt.in)
	}
}

// TestParseCoupon has the spellings of one code that Algorithm::CouponCode
// documents.
func TestParseCoupon(t *testing.T) {
	s := mustScheme(t, "coupon-code-3x4")
	f := MustFormat(Spec{
		Length:     12,
		Alphabet:   s.Alphabet(),
		Groups:     []int{4, 4, 4},
		Check:      s,
		Lookalikes: mustLookalikes(t, Pair{'O', '0', 1}, Pair{'I', '1', 1}, Pair{'Z', '2', 1}, Pair{'S', '5', 1}),
	})
	for _, in := range []string{
		"190D-V467-8D52", "I9oD-V467-8D52", "i9oD-V467-8D5z", "i9oD/V467/8Dsz", " i9oD V467 8Dsz ", " i9oD_V467_8Dsz ", "i9oDV4678Dsz",
	} {
		c, err := f.Parse(in)
		if got := f.AppendGrouped(nil, c); string(got) != "190D-V467-8D52" || err != nil {
			t.Errorf("Parse(%q) = %q, %v", in, got, err)
		}
		checkInspect(t, f, in)
	}
}

// TestParseFaultsOfOthers holds what other libraries of this kind get wrong.
func TestParseFaultsOfOthers(t *testing.T) {
	t.Run("more characters after a valid code", func(t *testing.T) {
		for _, more := range []string{"A", "AB", "ABC", "-A", "\nA"} {
			if c, err := Parse(sample + more); err != ErrTooLong || c.IsValid() {
				t.Errorf("%q: %v", more, err)
			}
		}
	})
	t.Run("letters that upper-casing turns into ASCII", func(t *testing.T) {
		for in, want := range map[string]Report{
			"X8KD49FJ2MZQ7WſT":      {Err: ErrSymbol, Offset: 14},
			"X8KD49FJ2MZQ7WıT":      {slowPack("X8KD49FJ2MZQ7WIT"), nil, -1, EditHomoglyph, KindCode},
			"X8KD49FJ2MZQ7W\u212AT": {slowPack("X8KD49FJ2MZQ7WKT"), nil, -1, EditHomoglyph, KindCode},
		} {
			if got := GiftCard().Inspect(in); got != want {
				t.Errorf("Inspect(%q) = %s, want %s", in, show(got), show(want))
			}
		}
	})
	t.Run("characters dropped without a word", func(t *testing.T) {
		for _, in := range []string{"\u200B", "\u200D", "\u2067", "\uFEFF", "\u00AD", "é", "\u0301", "\x00", "*", "😀"} {
			for i := range len(sample) + 1 {
				if r := GiftCard().Inspect(sample[:i] + in + sample[i:]); r.Err == nil && r.Edits == 0 {
					t.Errorf("%q at %d: %s", in, i, show(r))
				}
			}
		}
	})
	t.Run("nothing taken for a code", func(t *testing.T) {
		for _, in := range []string{"", " ", "\n", "-", "----", " - - - ", "\uFEFF", "\u200B", "·", "_./", strings.Repeat(" ", 16)} {
			for _, f := range []*Format{GiftCard(), MustFormat(Spec{Length: 1}), MustFormat(Spec{Length: 4, Alphabet: "01"})} {
				if c, err := f.Parse(in); err != ErrEmpty || c.IsValid() {
					t.Errorf("Parse(%q) = %s, %v", in, c, err)
				}
			}
			if _, err := ParseSerial(in); err != ErrEmpty {
				t.Errorf("ParseSerial(%q): %v", in, err)
			}
			if _, err := Normalize(in); err != ErrEmpty {
				t.Errorf("Normalize(%q): %v", in, err)
			}
		}
	})
	t.Run("garbage decoded to some value", func(t *testing.T) {
		for _, b := range []string{"!", "~", "@", "[", "`", "{", ":", "\x80", "\x00", "\xFF"} {
			in := "X" + strings.Repeat(b, 15)
			if c, err := Parse(in); err == nil || c.IsValid() || Valid(in) {
				t.Errorf("Parse(%q) = %s, %v", in, c, err)
			}
		}
	})
	t.Run("the input in the error", func(t *testing.T) {
		for _, tt := range faults {
			_, err := Parse(tt.in)
			if _, ok := err.(Error); !ok {
				t.Errorf("%s: the error is a %T", tt.name, err)
			}
			if len(tt.in) > 3 && strings.Contains(err.Error(), tt.in) {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
	})
	t.Run("the last row's code after NULL", func(t *testing.T) {
		c := MustParse(sample)
		if err := c.Scan(nil); err != nil || c != (Code{}) {
			t.Errorf("Scan(nil) = %v and leaves %s", err, c)
		}
		s := Serial{c}
		if err := s.Scan(nil); err != nil || s != (Serial{}) {
			t.Errorf("Scan(nil) = %v and leaves %s", err, s)
		}
	})
	t.Run("work that grows with the input", func(t *testing.T) {
		const huge = 16 << 20
		for in, want := range map[string]Report{
			"X":      {Err: ErrTooLong, Offset: 16},
			" ":      {Err: ErrTooLong, Offset: MaxInput, Edits: EditSeparator},
			"\u200B": {Err: ErrTooLong, Offset: MaxInput, Edits: EditInvisible},
			"6":      {Err: ErrPrefix},
			"Ｘ":      {Err: ErrTooLong, Offset: 3 * 16, Edits: EditWidth},
			"\x80":   {Err: ErrEncoding},
			"\xE2":   {Err: ErrEncoding},
			"\x00":   {Err: ErrSymbol},
		} {
			in := strings.Repeat(in, huge/len(in))
			if got := GiftCard().Inspect(in); got != want {
				t.Errorf("16 MiB of %q: %s, want %s", in[:3], show(got), show(want))
			}
			if _, err := Parse(in); err != want.Err {
				t.Errorf("16 MiB of %q: Parse says %v", in[:3], err)
			}
			Valid(in)
			Normalize(in)
			ParseSerial(in)
		}
	})
}

// TestParsePrefix has prefixes of all lengths, wrong at each place, and every
// byte in the place of a gift card's X.
func TestParsePrefix(t *testing.T) {
	const code = "X8KD49FJ2MZQ7WPT"
	for x := range 256 {
		checkInspect(t, GiftCard(), string([]byte{byte(x)})+code[1:])
	}
	for n := range len(code) {
		f := MustFormat(Spec{Length: len(code), Prefix: code[:n]})
		for place := range code {
			text := code[:place] + "5" + code[place+1:]
			want := Report{Err: ErrPrefix, Offset: place}
			if place >= n {
				want = Report{Code: slowPack(text), Offset: -1, Kind: KindCode}
			}
			if got := f.Inspect(text); got != want {
				t.Errorf("prefix %q: Inspect(%q) = %+v, want %+v", code[:n], text, got, want)
			}
			if c, err := f.Parse(text); c != want.Code || err != want.Err || f.Valid(text) != (err == nil) {
				t.Errorf("prefix %q: Parse(%q) = %v, %v, want %v", code[:n], text, Plain(c), err, want.Err)
			}
		}
	}
}

// TestParseLengths has codes of all lengths where codes of all lengths are
// expected, as they are, in groups of four, and of letters or digits alone.
func TestParseLengths(t *testing.T) {
	for n := 1; n <= MaxLen; n++ {
		f := MustFormat(Spec{Length: n})
		for m := range MaxLen + 2 {
			for _, symbols := range []string{"ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ", "123456789123456789123456789123456789"} {
				text, grouped := symbols[:m], ""
				for i := 0; i < m; i += 4 {
					grouped += text[i:min(i+4, m)] + "-"
				}
				for _, s := range []string{text, text + "\n", grouped, strings.TrimSuffix(grouped, "-")} {
					checkInspect(t, f, s)
				}
			}
		}
	}
}

// TestParseTwoFaults: of two faults in as many bytes as a code has, the
// leftmost counts.
func TestParseTwoFaults(t *testing.T) {
	const code = "X8KD49FJ2MZQ7WPT"
	for j := range code {
		for i := range j {
			for _, first := range []string{"!", "-", "\x80", "Y"} {
				for _, second := range []string{"!", "-", "\x80"} {
					checkInspect(t, GiftCard(), code[:i]+first+code[i+1:j]+second+code[j+1:])
				}
			}
		}
	}
}
