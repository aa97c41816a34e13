package redeem_test

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/reference"
)

const sample = "X8KD49FJ2MZQ7WPT"

// typed are spellings of sample, and what has to be done to read them.
var typed = []struct {
	name string
	in   string
	want redeem.Edits
}{
	{"canonical", "X8KD49FJ2MZQ7WPT", 0},
	{"lower case", "x8kd49fj2mzq7wpt", redeem.EditCase},
	{"mixed case", "X8kd49FJ2mZq7wPT", redeem.EditCase},

	{"blanks", "X8KD 49FJ 2MZQ 7WPT", redeem.EditSeparator},
	{"dashes", "X8KD-49FJ-2MZQ-7WPT", redeem.EditSeparator},
	{"copied from a mail", " x8kd-49fj-2mzq-7wpt\n", redeem.EditCase | redeem.EditSeparator},
	{"dashes, the first half in lower case", "x8kd-49fj-2MZQ-7WPT", redeem.EditCase | redeem.EditSeparator},
	{"dashes, the second half in lower case", "X8KD-49FJ-2mzq-7wpt", redeem.EditCase | redeem.EditSeparator},
	{"pairs", "X8 KD 49 FJ 2M ZQ 7W PT", redeem.EditSeparator},
	{"every symbol on its own", "X 8 K D 4 9 F J 2 M Z Q 7 W P T", redeem.EditSeparator},
	{"underscores", "X8KD_49FJ_2MZQ_7WPT", redeem.EditSeparator},
	{"slashes", "X8KD/49FJ/2MZQ/7WPT", redeem.EditSeparator},
	{"periods", "X8KD.49FJ.2MZQ.7WPT.", redeem.EditSeparator},
	{"no-break spaces", "X8KD\u00A049FJ\u00A02MZQ\u00A07WPT", redeem.EditSeparator},
	{"thin and narrow spaces", "X8KD\u200949FJ\u202F2MZQ\u200A7WPT", redeem.EditSeparator},
	{"ideographic spaces", "X8KD　49FJ　2MZQ　7WPT", redeem.EditSeparator},
	{"en and em dashes, hyphens, minus", "X8KD–49FJ—2MZQ‐7W‑P−T", redeem.EditSeparator},
	{"middle dots", "X8KD·49FJ・2MZQ･7WPT", redeem.EditSeparator},
	{"line breaks before and after", "\n\nX8KD49FJ2MZQ7WPT\r\n", redeem.EditSeparator},
	{"line breaks within", "X8KD49FJ\r\n2MZQ7WPT", redeem.EditSeparator},
	{"tabs, form feeds, next line, line separator", "\tX8KD\v49FJ\f2MZQ\u0085\u20287WPT", redeem.EditSeparator},

	{"byte order mark", "\uFEFFX8KD49FJ2MZQ7WPT", redeem.EditInvisible},
	{"zero width", "X8KD\u200B49FJ\u200C2MZQ\u200D7WPT\u2060", redeem.EditInvisible},
	{"bidi isolate", "\u2066X8KD49FJ2MZQ7WPT\u2069", redeem.EditInvisible},
	{"bidi embedding and marks", "\u200E\u202AX8KD49FJ2MZQ7WPT\u202C\u200F", redeem.EditInvisible},
	{"soft hyphens", "X8KD\u00AD49FJ\u00AD2MZQ\u00AD7WPT", redeem.EditInvisible},
	{"tag characters", "X8KD\U000E0001\U000E0041\U000E007F49FJ2MZQ7WPT", redeem.EditInvisible},
	{"variation selectors", "X8\uFE0FKD49FJ2MZQ7WPT\U000E0100", redeem.EditInvisible},
	{"Hangul filler", "X8KD49FJ\u31642MZQ7WPT", redeem.EditInvisible},
	{"invisible and visible", "\uFEFFX8KD-49FJ\u200B-2MZQ-7WPT\r\n", redeem.EditInvisible | redeem.EditSeparator},

	{"full width", "Ｘ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴ", redeem.EditWidth},
	{"full width, lower case", "ｘ８ｋｄ４９ｆｊ２ｍｚｑ７ｗｐｔ", redeem.EditWidth | redeem.EditCase},
	{"full width, grouped", "Ｘ８ＫＤ－４９ＦＪ＿２ＭＺＱ／７ＷＰＴ．", redeem.EditWidth | redeem.EditSeparator},
	{"mathematical bold", "𝐗𝟖𝐊𝐃𝟒𝟗𝐅𝐉𝟐𝐌𝐙𝐐𝟕𝐖𝐏𝐓", redeem.EditWidth},
	{"mathematical monospace", "𝚇𝟾𝙺𝙳𝟺𝟿𝙵𝙹𝟸𝙼𝚉𝚀𝟽𝚆𝙿𝚃", redeem.EditWidth},
	{"mathematical sans-serif", "𝖷𝟪𝖪𝖣𝟦𝟫𝖥𝖩𝟤𝖬𝖹𝖰𝟩𝖶𝖯𝖳", redeem.EditWidth},
	{"mathematical bold script, lower case", "𝔁𝟴𝓴𝓭𝟰𝟵𝓯𝓳𝟮𝓶𝔃𝓺𝟳𝔀𝓹𝓽", redeem.EditWidth | redeem.EditCase},
	{"double-struck and script", "𝕏𝟠𝕂𝔻𝟜𝟡ℱ𝕁𝟚ℳℤℚ𝟟𝕎ℙ𝕋", redeem.EditWidth},

	{"Arabic-Indic digits", "X٨KD٤٩FJ٢MZQ٧WPT", redeem.EditDigit},
	{"Persian digits", "X۸KD۴۹FJ۲MZQ۷WPT", redeem.EditDigit},
	{"Devanagari digits", "X८KD४९FJ२MZQ७WPT", redeem.EditDigit},
	{"Bengali digits, four of which looks like 8", "X৮KD৪৯FJ২MZQ৭WPT", redeem.EditDigit},
	{"Thai digits", "X๘KD๔๙FJ๒MZQ๗WPT", redeem.EditDigit},
	{"N'Ko digits", "X߈KD߄߉FJ߂MZQ߇WPT", redeem.EditDigit},
	{"Adlam digits", "X𞥘KD𞥔𞥙FJ𞥒MZQ𞥗WPT", redeem.EditDigit},

	{"Cyrillic letters", "Х8КD49FЈ2МZQ7WРТ", redeem.EditHomoglyph},
	{"Cyrillic letters, lower case", "х8kd49fј2mzԛ7ԝрt", redeem.EditHomoglyph | redeem.EditCase},
	{"Greek letters", "Χ8ΚD49FJ2ΜΖQ7WΡΤ", redeem.EditHomoglyph},
	{"Cherokee letters", "X8ᏦᎠ49FᎫ2ᎷᏃQ7ᎳᏢᎢ", redeem.EditHomoglyph},
	{"Armenian letter, lower case", "x8kd49fj2mzզ7wpt", redeem.EditHomoglyph | redeem.EditCase},
	{"kelvin sign", "X8\u212AD49FJ2MZQ7WPT", redeem.EditHomoglyph},
	{"everything at once", "\u2066х８𝐤d–٤9FJ 2ＭZQ\u200B 7wΡT\u2069\n",
		redeem.EditCase | redeem.EditSeparator | redeem.EditInvisible | redeem.EditWidth | redeem.EditDigit | redeem.EditHomoglyph},
}

func TestParseEdits(t *testing.T) {
	for _, tt := range typed {
		if got := reference.Reveal(redeem.GiftCard().Inspect(tt.in)); got != reference.Accepted(sample, tt.want) {
			t.Errorf("%s: Inspect(%q) = %s, want %s", tt.name, tt.in, got, tt.want)
		}
		reference.CheckInspect(t, redeem.GiftCard(), tt.in)
	}
	for _, tt := range []struct {
		name, in, want string
		edits          redeem.Edits
	}{
		{"dotless i", "Xı", "XI", redeem.EditHomoglyph},
		{"i with a dot, which has no lower case of one letter", "Xİ", "XI", redeem.EditHomoglyph},
		{"Cyrillic I and palochka", "XІӀ", "XII", redeem.EditHomoglyph},
		{"Greek Iota", "XΙ", "XI", redeem.EditHomoglyph},
		{"full-width 0 and O", "X０Ｏ", "X0O", redeem.EditWidth},
		{"full-width 1, I and l", "X１Ｉｌ", "X1IL", redeem.EditWidth | redeem.EditCase},
		{"Arabic five, which looks like o", "X٥", "X5", redeem.EditDigit},
		{"Armenian letters", "XՕՏՍ", "XOSU", redeem.EditHomoglyph},
		{"look-alikes in the alphabet, which stay", "X0OQDB8S5Z2G6UVE3", "X0OQDB8S5Z2G6UVE3", 0},
		{"look-alikes in the alphabet, in lower case", "xodqbszguve", "XODQBSZGUVE", redeem.EditCase},
	} {
		f := redeem.MustFormat(redeem.Spec{Length: len(tt.want), Prefix: "X"})
		if got := reference.Reveal(f.Inspect(tt.in)); got != reference.Accepted(tt.want, tt.edits) {
			t.Errorf("%s: Inspect(%q) = %s, want %s", tt.name, tt.in, got, tt.want)
		}
	}
}

// faults are inputs that are no gift card codes.
var faults = []struct {
	name   string
	in     string
	want   redeem.Error
	offset int
	edits  redeem.Edits
}{
	{"nothing", "", redeem.ErrEmpty, 0, 0},
	{"blanks", " \t\r\n ", redeem.ErrEmpty, 5, redeem.EditSeparator},
	{"separators", "----/..__·–", redeem.ErrEmpty, 14, redeem.EditSeparator},
	{"the invisible", "\uFEFF\u200B\u00AD", redeem.ErrEmpty, 8, redeem.EditInvisible},

	{"too short by one", "X8KD49FJ2MZQ7WP", redeem.ErrTooShort, 15, 0},
	{"the first symbol only", "X", redeem.ErrTooShort, 1, 0},
	{"too short, and a line break", "x8kd-49fj\n", redeem.ErrTooShort, 10, redeem.EditCase | redeem.EditSeparator},
	{"one more", "X8KD49FJ2MZQ7WPTA", redeem.ErrTooLong, 16, 0},
	{"two more", "X8KD49FJ2MZQ7WPTAB", redeem.ErrTooLong, 16, 0},
	{"three more", "X8KD49FJ2MZQ7WPTABC", redeem.ErrTooLong, 16, 0},
	{"one more, grouped", "X8KD-49FJ-2MZQ-7WPT-A", redeem.ErrTooLong, 20, redeem.EditSeparator},
	{"one more, Cyrillic", "X8KD49FJ2MZQ7WPT А", redeem.ErrTooLong, 17, redeem.EditSeparator | redeem.EditHomoglyph},
	{"one more, and a line break", "X8KD49FJ2MZQ7WPTA\n", redeem.ErrTooLong, 16, redeem.EditSeparator},
	{"twice", "X8KD49FJ2MZQ7WPT X8KD49FJ2MZQ7WPT", redeem.ErrTooLong, 17, redeem.EditSeparator},

	{"another first letter", "Y8KD49FJ2MZQ7WPT", redeem.ErrPrefix, 0, 0},
	{"another first letter, after a blank", " y8KD49FJ2MZQ7WPT", redeem.ErrPrefix, 1, redeem.EditCase | redeem.EditSeparator},
	{"another first letter, too short", "8KD", redeem.ErrPrefix, 0, 0},
	{"another first letter, then another fault", "Y8KD!49FJ2MZQ7WPT\xFF", redeem.ErrPrefix, 0, 0},
	{"another fault, then another first letter", "#Y8KD49FJ2MZQ7WPT", redeem.ErrSymbol, 0, 0},
	{"a text", "redeem me", redeem.ErrPrefix, 0, redeem.EditCase},

	{"punctuation", "X8KD49FJ!MZQ7WPT", redeem.ErrSymbol, 8, 0},
	{"punctuation, grouped", "x8kd-49fj-!mzq-7wpt", redeem.ErrSymbol, 10, redeem.EditCase | redeem.EditSeparator},
	{"a question mark for an unread one", "X8KD49FJ?MZQ7WPT", redeem.ErrSymbol, 8, 0},
	{"punctuation after the end", "X8KD49FJ2MZQ7WPT!", redeem.ErrSymbol, 16, 0},
	{"punctuation after too many", "X8KD49FJ2MZQ7WPTA!", redeem.ErrSymbol, 17, 0},
	{"plus signs for blanks", "X8KD+49FJ+2MZQ+7WPT", redeem.ErrSymbol, 4, 0},
	{"long s", "X8KD49FJ2MZſ7WPT", redeem.ErrSymbol, 11, 0},
	{"e with an accent", "X8KDé9FJ2MZQ7WPT", redeem.ErrSymbol, 4, 0},
	{"e and a combining accent", "X8KDe\u03019FJ2MZQ7WPT", redeem.ErrSymbol, 5, redeem.EditCase},
	{"after a full-width X", "Ｘ8KD©9FJ2MZQ7WPT", redeem.ErrSymbol, 6, redeem.EditWidth},
	{"circled one", "X①KD49FJ2MZQ7WPT", redeem.ErrSymbol, 1, 0},
	{"circled letter", "Ⓧ8KD49FJ2MZQ7WPT", redeem.ErrSymbol, 0, 0},
	{"raised two", "X8KD49FJ²MZQ7WPT", redeem.ErrSymbol, 8, 0},
	{"Roman eight", "XⅧKD49FJ2MZQ7WPT", redeem.ErrSymbol, 1, 0},
	{"Cyrillic zhe, which looks like no letter", "X8жD49FJ2MZQ7WPT", redeem.ErrSymbol, 2, 0},
	{"a control character that no scanner adds", "X8KD\x0149FJ2MZQ7WPT", redeem.ErrSymbol, 4, 0},
	{"escape", "\x1B[1mX8KD49FJ2MZQ7WPT", redeem.ErrSymbol, 0, 0},
	{"emoji", "👍X8KD49FJ2MZQ7WPT", redeem.ErrSymbol, 0, 0},
	{"family, joined by the invisible", "X8KD\u200D👨\u200D👩49FJ2MZQ7WPT", redeem.ErrSymbol, 7, redeem.EditInvisible},
	{"replacement character, which is valid UTF-8", "X8KD\uFFFD9FJ2MZQ7WPT", redeem.ErrSymbol, 4, 0},
	{"noncharacter", "X8KD\uFFFE9FJ2MZQ7WPT", redeem.ErrSymbol, 4, 0},

	{"lone continuation byte", "\x80X8KD49FJ2MZQ7WPT", redeem.ErrEncoding, 0, 0},
	{"Latin-1", "X8KD49FJ2MZQ7WP\xE9", redeem.ErrEncoding, 15, 0},
	{"truncated no-break space", "X8KD\xC249FJ2MZQ7WPT", redeem.ErrEncoding, 4, 0},
	{"truncated at the end", "X8KD49FJ2MZQ7WPT\xE2\x80", redeem.ErrEncoding, 16, 0},
	{"surrogate", "X8KD\xED\xA0\x8049FJ2MZQ7WPT", redeem.ErrEncoding, 4, 0},
	{"overlong slash", "X8KD\xC0\xAF49FJ2MZQ7WPT", redeem.ErrEncoding, 4, 0},
	{"overlong blank", "X8KD\xE0\x80\xA049FJ2MZQ7WPT", redeem.ErrEncoding, 4, 0},
	{"beyond Unicode", "X8KD\xF4\x90\x80\x8049FJ2MZQ7WPT", redeem.ErrEncoding, 4, 0},
	{"UTF-16 of another script", "X\x04", redeem.ErrSymbol, 1, 0},
	{"UTF-16 with its mark", "\xFF\xFEX\x008\x00", redeem.ErrEncoding, 0, 0},
	{"the leftmost of many", "X8KD-é\x80!", redeem.ErrSymbol, 5, redeem.EditSeparator},

	{"serial number", "GCA4567890123456", redeem.ErrSerial, 0, 0},
	{"serial number in lower case and groups", " gca4-5678-9012-3456\n", redeem.ErrSerial, 0, redeem.EditCase | redeem.EditSeparator},
	{"serial number with full-width letters", "ＧＣＡ4567890123456", redeem.ErrSerial, 0, redeem.EditWidth},
	{"serial number, 16 digits", "6012 3456 7890 1234", redeem.ErrSerial, 0, redeem.EditSeparator},
	{"serial number, 19 digits", "6012345678901234567", redeem.ErrSerial, 0, 0},
	{"serial number, EPY", "EPY45678901234", redeem.ErrSerial, 0, 0},
	{"serial number, PBH", "PBH4567890123456789012", redeem.ErrSerial, 0, 0},
	{"almost a serial number", "GCA456789012345", redeem.ErrPrefix, 0, 0},
	{"almost a serial number, with a letter", "601234567890123A", redeem.ErrPrefix, 0, 0},
	{"almost a serial number, with punctuation", "GCA456789012345!", redeem.ErrPrefix, 0, 0},
}

func TestParseOffset(t *testing.T) {
	for _, tt := range faults {
		kind := redeem.KindUnknown
		if tt.want == redeem.ErrSerial {
			kind = redeem.KindSerial
		}
		if got := reference.Reveal(redeem.GiftCard().Inspect(tt.in)); got != (reference.Report{Err: tt.want, Offset: tt.offset, Edits: tt.edits, Kind: kind}) {
			t.Errorf("%s: Inspect(%q) = %s, want %v at %d with %s", tt.name, tt.in, got, tt.want, tt.offset, tt.edits)
		}
		reference.CheckInspect(t, redeem.GiftCard(), tt.in)
	}
}

// TestParseOtherFormats is about alphabets that lack letters, or have both
// cases.
func TestParseOtherFormats(t *testing.T) {
	digits := redeem.Spec{Length: 4, Alphabet: "0123456789"}
	noO := redeem.Spec{Length: 4, Prefix: "A", Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ"}
	lower := redeem.Spec{Length: 4, Alphabet: "abcdefghijklmnopqrstuvwxyz"}
	both := redeem.Spec{Length: 4, Alphabet: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}
	signs := redeem.Spec{Length: 4, Alphabet: "AB+*"}
	signsToo := redeem.Spec{Length: 16, Lookalikes: mustLookalikes(t,
		redeem.Pair{'!', '1', 1}, redeem.Pair{'|', '1', 1}, redeem.Pair{'|', 'I', 1}, redeem.Pair{'_', 'L', 1})}
	for _, tt := range []struct {
		name   string
		spec   redeem.Spec
		in     string
		want   string // the code, if err is nil
		err    error
		offset int
		edits  redeem.Edits
	}{
		{"O, S, Z and B where only digits are", digits, "OSZB", "0528", nil, -1, redeem.EditSubstitute},
		{"in lower case, which is no edit of its own", digits, "oszb", "0528", nil, -1, redeem.EditSubstitute},
		{"Cyrillic O, and full-width s", digits, "12Оｓ", "1205", nil, -1, redeem.EditSubstitute | redeem.EditHomoglyph | redeem.EditWidth},
		{"D, which looks like no digit", digits, "12D4", "", redeem.ErrSymbol, 2, 0},
		{"O, which may be 0, D or Q", noO, "A1O4", "", redeem.ErrSymbol, 2, 0},
		{"U, which may be V alone", noO, "A1U4", "A1V4", nil, -1, redeem.EditSubstitute},
		{"I and L, of which the article says nothing", noO, "A1I4", "", redeem.ErrSymbol, 2, 0},
		{"a symbol put in for the prefix", redeem.Spec{Length: 2, Prefix: "0", Alphabet: "01"}, "O1", "01", nil, -1, redeem.EditSubstitute},
		{"a wrong symbol put in for the prefix", redeem.Spec{Length: 2, Prefix: "1", Alphabet: "01"}, "O1", "", redeem.ErrPrefix, 0, redeem.EditSubstitute},
		{"upper case where only lower is", lower, "aBcD", "abcd", nil, -1, redeem.EditCase},
		{"a homoglyph in either case", lower, "РрAa", "ppaa", nil, -1, redeem.EditCase | redeem.EditHomoglyph},
		{"digits where only letters are", lower, "ab0d", "", redeem.ErrSymbol, 2, 0},
		{"both cases", both, "aBcD", "aBcD", nil, -1, 0},
		{"a homoglyph in both cases", both, "Ррｘ０", "Ppx0", nil, -1, redeem.EditHomoglyph | redeem.EditWidth},
		{"punctuation that is in the alphabet", signs, "a+B*", "A+B*", nil, -1, redeem.EditCase},
		{"punctuation that is not", signs, "A+B!", "", redeem.ErrSymbol, 3, 0},
		{"8 for B", signs, "8+*A", "B+*A", nil, -1, redeem.EditSubstitute},
		{"punctuation that looks like a symbol", signsToo, "X8KD49FJ2MZQ7WP!", "X8KD49FJ2MZQ7WP1", nil, -1, redeem.EditSubstitute},
		{"punctuation that looks like two", signsToo, "X8KD49FJ2MZQ7WP|", "", redeem.ErrSymbol, 15, 0},
		{"a separator, whatever it looks like", signsToo, "X8KD49FJ2MZQ7WP_T", "X8KD49FJ2MZQ7WPT", nil, -1, redeem.EditSeparator},
		{"a serial number that is too long a code", digits, "6012345678901234", "", redeem.ErrSerial, 0, 0},
		{"a serial number with a letter outside the alphabet", digits, "GCA4567890123456", "", redeem.ErrSerial, 0, 0},
		{"a serial number whose first letters are symbols", redeem.Spec{Length: 16, Alphabet: "abcdefgh"}, "GCA4567890123456", "", redeem.ErrSerial, 0, 0},
		{"a serial number that looks like a code at first", digits, "EPY 45678901234", "", redeem.ErrSerial, 0, redeem.EditSeparator},
		{"a serial number that is too short a code", redeem.Spec{Length: 20}, "GCA4567890123456", "", redeem.ErrSerial, 0, 0},
		{"a serial number that begins as codes do", redeem.Spec{Length: 16, Prefix: "GCX"}, "GCA4567890123456", "", redeem.ErrSerial, 0, 0},
		{"a serial number that is a code", redeem.Spec{Length: 16}, "GCA4567890123456", "GCA4567890123456", nil, -1, 0},
	} {
		want := reference.Report{Text: tt.want, Err: tt.err, Offset: tt.offset, Edits: tt.edits}
		switch tt.err {
		case nil:
			want.Kind = redeem.KindCode
		case redeem.ErrSerial:
			want.Kind = redeem.KindSerial
		}
		f := redeem.MustFormat(tt.spec)
		if got := reference.Reveal(f.Inspect(tt.in)); got != want {
			t.Errorf("%s: Inspect(%q) = %s, want %s", tt.name, tt.in, got, want)
		}
		reference.CheckInspect(t, f, tt.in)
	}
}

// TestParseCheck is about check characters. The valid ones are published
// examples, but for those of few symbols.
func TestParseCheck(t *testing.T) {
	format := func(name string, length int, alphabet string) *redeem.Format {
		s := mustScheme(t, name)
		if alphabet == "" {
			alphabet = s.Alphabet()
		}
		return redeem.MustFormat(redeem.Spec{Length: length, Alphabet: alphabet, Check: s})
	}
	mod37, mod97 := format("iso7064-mod-37-2", 14, ""), format("iso7064-mod-97-10", 6, "0123456789")
	mod11, crockford := format("iso7064-mod-11-2", 4, ""), format("crockford-mod-37", 4, "")
	coupon, few := format("coupon-code-3x4", 12, ""), format("luhn-mod-36", 8, "0123")
	mod36, short36, letters97 := format("luhn-mod-36", 16, ""), format("luhn-mod-36", 12, ""), format("iso7064-mod-97-10", 6, "")
	for _, tt := range []struct {
		name   string
		f      *redeem.Format
		in     string
		want   error
		offset int
		edits  redeem.Edits
	}{
		{"right", mod37, "G123489654321Y", nil, -1, 0},
		{"right, of digits transposed", mod37, "G123498654321H", nil, -1, 0},
		{"digits transposed", mod37, "G123498654321Y", redeem.ErrCheck, 13, 0},
		{"right, two characters", mod97, "536702", nil, -1, 0},
		{"wrong, the first of two", mod97, "536712", redeem.ErrCheck, 4, 0},
		{"wrong, the second of two", mod97, "536703", redeem.ErrCheck, 4, 0},
		{"wrong, grouped", mod97, "53 67-03\n", redeem.ErrCheck, 6, redeem.EditSeparator},
		{"a letter where a check digit is", mod97, "5367A2", redeem.ErrSymbol, 4, 0},
		{"a serial number with such a letter", letters97, "GCAABCDEFGHIJKLM", redeem.ErrSerial, 0, 0},
		{"a payload symbol wrong", mod97, "536602", redeem.ErrCheck, 4, 0},
		{"a check symbol of the scheme alone", mod11, "079X", nil, -1, 0},
		{"in the other case", mod11, "079x", nil, -1, redeem.EditCase},
		{"full width", mod11, "079Ｘ", nil, -1, redeem.EditWidth},
		{"where payload is", mod11, "0X9X", redeem.ErrSymbol, 1, 0},
		{"too many", mod11, "079XX", redeem.ErrSymbol, 4, 0},
		{"wrong", mod11, "0791", redeem.ErrCheck, 3, 0},
		{"too short", mod11, "079", redeem.ErrTooShort, 3, 0},
		{"Crockford", crockford, "16JD", nil, -1, 0},
		{"Crockford, wrong", crockford, "16JE", redeem.ErrCheck, 3, 0},
		{"coupon", coupon, "1K7Q-CTFM-LMTC", nil, -1, redeem.EditSeparator},
		{"coupon, I for 1, of which the article says nothing", coupon, "IK7Q-CTFM-LMTC", redeem.ErrSymbol, 0, 0},
		{"coupon, the second part wrong", coupon, "1K7Q-CTFW-LMTC", redeem.ErrCheck, 8, redeem.EditSeparator},
		{"coupon, the last part wrong", coupon, "1K7QCTFMLMT1", redeem.ErrCheck, 11, 0},
		{"coupon, parts exchanged", coupon, "CTFM-1K7Q-LMTC", redeem.ErrCheck, 3, redeem.EditSeparator},
		{"coupon, two parts of three", coupon, "1K7Q-CTFM", redeem.ErrTooShort, 9, redeem.EditSeparator},
		{"a serial number of which the last symbol is no check character", mod36, "GCA4567890123456", redeem.ErrCheck, 15, 0},
		{"letters and digits, grouped", short36, "3AHO-V29G-NU10", nil, -1, redeem.EditSeparator},
		{"letters and digits in lower case", short36, "3ahov29gnu10\n", nil, -1, redeem.EditCase | redeem.EditSeparator},
		{"few symbols", few, "0123012N", nil, -1, 0},
		{"few symbols, others that the scheme knows", few, "4444444S", redeem.ErrSymbol, 0, 0},
		{"few symbols, O where 0 is meant", few, "OOOOOOO0", nil, -1, redeem.EditSubstitute},
		{"few symbols, O where all are", few, "0000000O", redeem.ErrCheck, 7, 0},
	} {
		got := reference.Reveal(tt.f.Inspect(tt.in))
		if got.Err != tt.want || got.Offset != tt.offset || got.Edits != tt.edits ||
			(got.Kind == redeem.KindCode) != (tt.want == nil || tt.want == redeem.ErrCheck) {
			t.Errorf("%s: Inspect(%q) = %s, want %v at %d with %s", tt.name, tt.in, got, tt.want, tt.offset, tt.edits)
		}
		reference.CheckInspect(t, tt.f, tt.in)
	}
}

// TestParseCoupon has the spellings of one code that Algorithm::CouponCode
// documents.
func TestParseCoupon(t *testing.T) {
	s := mustScheme(t, "coupon-code-3x4")
	f := redeem.MustFormat(redeem.Spec{
		Length:     12,
		Alphabet:   s.Alphabet(),
		Groups:     []int{4, 4, 4},
		Check:      s,
		Lookalikes: mustLookalikes(t, redeem.Pair{'O', '0', 1}, redeem.Pair{'I', '1', 1}, redeem.Pair{'Z', '2', 1}, redeem.Pair{'S', '5', 1}),
	})
	for _, in := range []string{
		"190D-V467-8D52", "I9oD-V467-8D52", "i9oD-V467-8D5z", "i9oD/V467/8Dsz", " i9oD V467 8Dsz ", " i9oD_V467_8Dsz ", "i9oDV4678Dsz",
	} {
		c, err := f.Parse(in)
		if got := f.AppendGrouped(nil, c); string(got) != "190D-V467-8D52" || err != nil {
			t.Errorf("Parse(%q) = %q, %v", in, got, err)
		}
		reference.CheckInspect(t, f, in)
	}
}

// TestParseFaultsOfOthers holds what other libraries of this kind get wrong.
func TestParseFaultsOfOthers(t *testing.T) {
	t.Run("more characters after a valid code", func(t *testing.T) {
		for _, more := range []string{"A", "AB", "ABC", "-A", "\nA"} {
			if c, err := redeem.Parse(sample + more); err != redeem.ErrTooLong || c.IsValid() {
				t.Errorf("%q: %v", more, err)
			}
		}
	})
	t.Run("letters that upper-casing turns into ASCII", func(t *testing.T) {
		for in, want := range map[string]reference.Report{
			"X8KD49FJ2MZQ7WſT":      {Err: redeem.ErrSymbol, Offset: 14},
			"X8KD49FJ2MZQ7WıT":      reference.Accepted("X8KD49FJ2MZQ7WIT", redeem.EditHomoglyph),
			"X8KD49FJ2MZQ7W\u212AT": reference.Accepted("X8KD49FJ2MZQ7WKT", redeem.EditHomoglyph),
		} {
			if got := reference.Reveal(redeem.GiftCard().Inspect(in)); got != want {
				t.Errorf("Inspect(%q) = %s, want %s", in, got, want)
			}
		}
	})
	t.Run("characters dropped without a word", func(t *testing.T) {
		for _, in := range []string{"\u200B", "\u200D", "\u2067", "\uFEFF", "\u00AD", "é", "\u0301", "\x00", "*", "😀"} {
			for i := range len(sample) + 1 {
				if r := reference.Reveal(redeem.GiftCard().Inspect(sample[:i] + in + sample[i:])); r.Err == nil && r.Edits == 0 {
					t.Errorf("%q at %d: %s", in, i, r)
				}
			}
		}
	})
	t.Run("nothing taken for a code", func(t *testing.T) {
		for _, in := range []string{"", " ", "\n", "-", "----", " - - - ", "\uFEFF", "\u200B", "·", "_./", strings.Repeat(" ", 16)} {
			for _, f := range []*redeem.Format{redeem.GiftCard(), redeem.MustFormat(redeem.Spec{Length: 1}), redeem.MustFormat(redeem.Spec{Length: 4, Alphabet: "01"})} {
				if c, err := f.Parse(in); err != redeem.ErrEmpty || c.IsValid() {
					t.Errorf("Parse(%q) = %s, %v", in, c, err)
				}
			}
			if _, err := redeem.ParseSerial(in); err != redeem.ErrEmpty {
				t.Errorf("ParseSerial(%q): %v", in, err)
			}
			if _, err := redeem.Normalize(in); err != redeem.ErrEmpty {
				t.Errorf("Normalize(%q): %v", in, err)
			}
		}
	})
	t.Run("garbage decoded to some value", func(t *testing.T) {
		for _, b := range []string{"!", "~", "@", "[", "`", "{", ":", "\x80", "\x00", "\xFF"} {
			in := "X" + strings.Repeat(b, 15)
			if c, err := redeem.Parse(in); err == nil || c.IsValid() || redeem.Valid(in) {
				t.Errorf("Parse(%q) = %s, %v", in, c, err)
			}
		}
	})
	t.Run("the input in the error", func(t *testing.T) {
		for _, tt := range faults {
			_, err := redeem.Parse(tt.in)
			if _, ok := err.(redeem.Error); !ok {
				t.Errorf("%s: the error is a %T", tt.name, err)
			}
			if len(tt.in) > 3 && strings.Contains(err.Error(), tt.in) {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
	})
	t.Run("the last row's code after NULL", func(t *testing.T) {
		c := redeem.MustParse(sample)
		if err := c.Scan(nil); err != nil || c != (redeem.Code{}) {
			t.Errorf("Scan(nil) = %v and leaves %s", err, c)
		}
		s, err := redeem.ParseSerial("GCA4567890123456")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Scan(nil); err != nil || s != (redeem.Serial{}) {
			t.Errorf("Scan(nil) = %v and leaves %s", err, s)
		}
	})
	t.Run("work that grows with the input", func(t *testing.T) {
		const huge = 16 << 20
		for in, want := range map[string]reference.Report{
			"X":      {Err: redeem.ErrTooLong, Offset: 16},
			" ":      {Err: redeem.ErrTooLong, Offset: redeem.MaxInput, Edits: redeem.EditSeparator},
			"\u200B": {Err: redeem.ErrTooLong, Offset: redeem.MaxInput, Edits: redeem.EditInvisible},
			"6":      {Err: redeem.ErrPrefix},
			"Ｘ":      {Err: redeem.ErrTooLong, Offset: 3 * 16, Edits: redeem.EditWidth},
			"\x80":   {Err: redeem.ErrEncoding},
			"\xE2":   {Err: redeem.ErrEncoding},
			"\x01":   {Err: redeem.ErrSymbol},
		} {
			in := strings.Repeat(in, huge/len(in))
			if got := reference.Reveal(redeem.GiftCard().Inspect(in)); got != want {
				t.Errorf("16 MiB of %q: %s, want %s", in[:3], got, want)
			}
			if _, err := redeem.Parse(in); err != want.Err {
				t.Errorf("16 MiB of %q: Parse says %v", in[:3], err)
			}
			redeem.Valid(in)
			redeem.Normalize(in)
			redeem.ParseSerial(in)
		}
	})
}
