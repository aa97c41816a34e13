package spell

import (
	"bufio"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// ucdTraits holds the properties of a code point in Unicode's data, as far as
// the fold table depends on them.
type ucdTraits struct {
	ignorable bool
	separator bool // white space, a dash, or a form of _ . / or the middle dot
	mark      bool // a quotation mark or a bracket
	digit     int  // 0 to 9, or -1
	letter    byte // the ASCII letter or digit that is its NFKC form, or 0
	form      ucdForm
}

// ucdForm is the relation of a code point to its letter.
type ucdForm uint8

const (
	formNone      ucdForm = iota
	formWidth             // <wide>, <narrow>
	formFont              // <font>
	formCanonical         // the same character
	formOther             // <circle>, <super>, …: the meaning differs
)

// want is the rule for the fold table. Its parts are in order of precedence.
func (u ucdTraits) want(r rune, lookalike byte) uint8 {
	switch {
	case r < 0x80:
		return foldNothing
	case u.ignorable, r == '\uFFFC':
		return foldInvisible
	case u.form == formWidth, u.form == formFont:
		return u.letter
	case u.digit >= 0:
		return foldDigit + uint8(u.digit)
	case u.separator, strings.ContainsRune("·・･•∙⋅‧", r), strings.ContainsRune("ーｰ～⁃˗➖─━∼", r):
		return foldSeparator
	case u.mark:
		return foldMark
	case strings.ContainsRune("，；：。｡", r):
		return foldTrailing
	case u.form == formCanonical:
		return foldHomoglyph | u.letter
	case strings.ContainsRune("ІӀıİ", r), norm.NFKC.String(string(r)) == "Ι":
		return foldHomoglyph | 'I'
	case strings.ContainsRune("кмвнтз", r):
		return foldHomoglyph | "KMBHT3"[slices.Index([]rune("кмвнтз"), r)]
	case u.form == formOther, lookalike == 0:
		return foldNothing
	}
	return foldHomoglyph | lookalike
}

func traitsOf(r rune) ucdTraits {
	nfkc := norm.NFKC.String(string(r))
	u := ucdTraits{
		// This is the definition in DerivedCoreProperties.txt.
		ignorable: unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Cf, unicode.Variation_Selector) &&
			!unicode.In(r, unicode.White_Space, unicode.Prepended_Concatenation_Mark) &&
			!(0xFFF9 <= r && r <= 0xFFFB) && !(0x13430 <= r && r <= 0x13440),
		separator: unicode.In(r, unicode.White_Space, unicode.Dash) || slices.Contains([]string{"_", ".", "/", "·"}, nfkc),
		mark:      unicode.In(r, unicode.Quotation_Mark, unicode.Ps, unicode.Pe),
		digit:     digitValue(r),
	}
	if len(nfkc) != 1 || !isASCIIAlnum(nfkc[0]) {
		return u
	}
	u.letter = nfkc[0]
	switch kind := width.LookupRune(r).Kind(); {
	case kind == width.EastAsianFullwidth, kind == width.EastAsianHalfwidth:
		u.form = formWidth
	case norm.NFC.String(string(r)) == nfkc:
		u.form = formCanonical
	case 0x2100 <= r && r <= 0x214F, // Letterlike Symbols
		0x1CCD6 <= r && r <= 0x1CCF9, // outlined letters and digits
		0x1D400 <= r && r <= 0x1D7FF, // Mathematical Alphanumeric Symbols
		0x1FBF0 <= r && r <= 0x1FBF9: // segmented digits
		u.form = formFont
	default:
		u.form = formOther
	}
	return u
}

// digitValue counts from the start of the run of digits that r is in. A run has
// ten digits; where two runs touch, the second begins after the first ten.
func digitValue(r rune) int {
	if !unicode.Is(unicode.Nd, r) {
		return -1
	}
	first := r
	for unicode.Is(unicode.Nd, first-1) {
		first--
	}
	return int(r-first) % 10
}

func isASCIIAlnum(b byte) bool {
	return '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z'
}

const ucdDir = "../tools/gen/unidata/ucd/"

func readUCDProperties(t *testing.T) map[rune]ucdTraits {
	f, err := os.Open(ucdDir + "properties-" + UnicodeVersion + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := make(map[rune]ucdTraits)
	readUCD(t, f, func(fields []string) {
		first, last := hexRange(t, fields[0])
		for r := first; r <= last; r++ {
			u, ok := all[r]
			if !ok {
				u.digit = -1
			}
			switch fields[1] {
			case "Default_Ignorable_Code_Point":
				u.ignorable = true
			case "White_Space", "Dash":
				u.separator = true
			case "Quotation_Mark", "Ps", "Pe":
				u.mark = true
			case "Nd":
				u.digit = int(r - first)
			default:
				to, _ := hexRange(t, fields[2])
				to += r - first
				if strings.ContainsRune("_./·", to) {
					u.separator = true
					break
				}
				u.letter, u.form = byte(to), formOther
				switch fields[1] {
				case "<wide>", "<narrow>":
					u.form = formWidth
				case "<font>":
					u.form = formFont
				case "<canonical>":
					u.form = formCanonical
				}
			}
			all[r] = u
		}
	})
	return all
}

// readUCDConfusables returns the prototypes that are a single ASCII letter or
// digit, by the code points that look like them.
func readUCDConfusables(t *testing.T) map[rune]byte {
	f, err := os.Open(ucdDir + "confusables-" + UnicodeVersion + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	prototypes := make(map[rune]byte)
	readUCD(t, f, func(fields []string) {
		if len(fields[1]) != len("0041") {
			return
		}
		r, _ := hexRange(t, fields[0])
		if to, _ := hexRange(t, fields[1]); to < 0x80 && isASCIIAlnum(byte(to)) {
			prototypes[r] = byte(to)
		}
	})
	return prototypes
}

func readUCD(t *testing.T, r io.Reader, f func(fields []string)) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		line, _, _ := strings.Cut(sc.Text(), "#")
		if fields := strings.Split(strings.Join(strings.Fields(line), ""), ";"); len(fields) > 1 {
			f(fields)
		}
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
}

func hexRange(t *testing.T, s string) (first, last rune) {
	a, b, ok := strings.Cut(s, "..")
	if !ok {
		b = a
	}
	lo, err := strconv.ParseUint(a, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	hi, err := strconv.ParseUint(b, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	return rune(lo), rune(hi)
}
