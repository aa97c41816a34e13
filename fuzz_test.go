package redeem

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem/checkdigit"
)

// corpus has an input for each thing that can happen to one.
var corpus = []string{
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
	"X8KD49FJ2MZQ7WPTX8KD49FJ2MZQ7WPTX8KD49", // ErrTooLong: more than any code has
	"Y8KD49FJ2MZQ7WPT",                       // ErrPrefix
	"GCA4567890123456",                       // ErrSerial
	"60-1234-5678-9012-34",                   // ErrSerial
	"6012345678901234567",                    // ErrSerial
	"60123456789012345",                      // no serial number: 17 digits
	"epy 4567890123 4",                       // ErrSerial
	"PBH4567890123456789012",                 // ErrSerial
	"3AHOV29GNU1*",                           // ErrCheck, or a symbol of check places alone
	"OSZB",                                   // look-alikes of digits
	"3\xC1HOV29GNU10",                        // a symbol with its high bit set
}

func addCorpus(f *testing.F) {
	for _, s := range corpus {
		f.Add(s)
	}
	for _, n := range []int{MaxInput - 1, MaxInput, MaxInput + 1} { // ErrTooLong by the bytes alone
		f.Add(strings.Repeat(" ", n))
		f.Add(strings.Repeat("-", n-len(sample)) + sample)
		f.Add(strings.Repeat("\t", MaxInput-1) + "é"[:n-MaxInput+1])
	}
}

// FuzzInspect compares a few formats with the reference.
func FuzzInspect(f *testing.F) {
	addCorpus(f)
	formats := []*Format{
		GiftCard(),
		MustFormat(Spec{Length: 4, Alphabet: "0123456789"}),
		MustFormat(Spec{Length: MaxLen, Alphabet: "abcdefghijklmnopqrstuvwxyz", Lookalikes: SupportTS1292()}),
		MustFormat(Spec{Length: 5, Alphabet: symbolChars, Prefix: "aA"}),
	}
	for _, name := range []string{"luhn-mod-36", "iso7064-mod-37-2", "crockford-mod-37", "coupon-code-3x4"} {
		s := mustScheme(f, name)
		formats = append(formats, MustFormat(Spec{Length: 12, Alphabet: s.Alphabet(), Check: s}))
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, format := range formats {
			checkInspect(t, format, s)
		}
	})
}

// FuzzNormalize compares Normalize with the reference; normalizing twice
// changes nothing.
func FuzzNormalize(f *testing.F) {
	addCorpus(f)
	f.Fuzz(func(t *testing.T, s string) { checkNormalize(t, s) })
}

// FuzzParseLines compares ParseLines with Parse, line by line.
func FuzzParseLines(f *testing.F) {
	for _, s := range corpus {
		f.Add(s, uint16(7), uint8(0))
		f.Add(strings.Repeat(sample+"\n", 5)+s+"\r\n"+strings.Repeat(sample+"\r\n", 5)+s, uint16(1000), uint8(16))
	}
	formats := append(fuzzFormats(f), MustFormat(Spec{Length: 16}))
	f.Fuzz(func(t *testing.T, text string, block uint16, room uint8) {
		for _, format := range formats {
			checkLines(t, format, text, int(block)+1, int(room))
		}
	})
}

// FuzzSerial compares ParseSerial with the reference; what it returns is read
// again as the same.
func FuzzSerial(f *testing.F) {
	addCorpus(f)
	f.Fuzz(func(t *testing.T, s string) { checkSerial(t, s) })
}

// FuzzFormat makes formats of anything: NewFormat refuses them, or they keep
// every law.
func FuzzFormat(f *testing.F) {
	schemes := []*checkdigit.Scheme{nil}
	for s := range formatSchemes {
		schemes = append(schemes, s)
	}
	schemes = append(schemes, mustScheme(f, "coupon-code-3x4"))
	for i, s := range corpus {
		f.Add(16, "", "X", []byte{4, 4, 4, 4}, byte(0), s) // the gift card's
		f.Add(12, alphabets[i%len(alphabets)], "", []byte{}, byte(0), s)
		f.Add(12, checkAlphabet(schemes[i%len(schemes)]), "", []byte{3, 9}, byte(i), s)
	}
	f.Add(0, "", "", []byte{}, byte(0), "")              // ErrSpec: length
	f.Add(MaxLen+1, "", "", []byte{}, byte(0), "")       // ErrSpec: length
	f.Add(4, "AA", "", []byte{}, byte(0), "AAAA")        // ErrSpec: a symbol twice
	f.Add(4, "A-", "", []byte{}, byte(0), "A-A-")        // ErrSpec: no symbol
	f.Add(4, "", "ABCD", []byte{}, byte(0), "ABCD")      // ErrSpec: prefix
	f.Add(4, "", "", []byte{1, 2}, byte(0), "ABCD")      // ErrSpec: groups
	f.Add(4, "ABC", "", []byte{}, byte(1), "ABCA")       // ErrSpec: not the scheme's alphabet
	f.Add(1, "0123456789", "", []byte{}, byte(1), "0")   // ErrSpec: no code satisfies the scheme
	f.Add(4, "ab\xC1", "", []byte{}, byte(0), "ab\xC1a") // ErrSpec: no symbol
	f.Fuzz(func(t *testing.T, length int, alphabet, prefix string, groups []byte, check byte, s string) {
		spec := Spec{Length: length, Alphabet: alphabet, Prefix: prefix, Check: schemes[int(check)%len(schemes)]}
		for _, n := range groups {
			spec.Groups = append(spec.Groups, int(n))
		}
		format, err := NewFormat(spec)
		if err != nil {
			if !errors.Is(err, ErrSpec) || format != nil {
				t.Errorf("NewFormat(%+v): %v", spec, err)
			}
			return
		}
		checkInspect(t, format, s)
		checkInspect(t, format, prefix+s)
		if got, want := format.Bits(), log2(codesThrough(format)); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: Bits = %v, want %v", spell(format), got, want)
		}
		pattern, err := regexp.Compile(format.Pattern())
		if err != nil {
			t.Fatal(err)
		}
		if got, want := pattern.MatchString(s), format.Valid(s); got != want && (spec.Check == nil || want) {
			t.Errorf("%s matches %q: %t, but it is valid: %t", pattern, s, got, want)
		}
	})
}

func checkAlphabet(s *checkdigit.Scheme) string {
	if s == nil {
		return ""
	}
	return s.Alphabet()
}

// FuzzLookalikes makes models of anything.
func FuzzLookalikes(f *testing.F) {
	f.Add([]byte{}, "ABC", byte(0), "OSZB")
	f.Add([]byte("O0\x01"), "O0", byte(0x55), "0O")                            // one direction
	f.Add([]byte("O0\x010O\x02"), "O0DQ", byte(0xFF), "0O")                    // both
	f.Add([]byte("OO\x03O0\x00"), "O0", byte(1), "oO")                         // itself
	f.Add([]byte("AB\x01BC\x01CA\x01DE\x01EA\xFF"), "ABCDE", byte(0xAA), "zz") // a circle and a tail
	f.Add([]byte("O0\x01O0\x01"), "O", byte(0), "")                            // ErrSpec: twice
	f.Add([]byte("O \x01"), "O", byte(0), "")                                  // ErrSpec: no symbol
	f.Add([]byte("\xC1A\x01"), "A", byte(0), "A\xC1")                          // ErrSpec: no ASCII
	f.Add([]byte("!1\x01|1\x01-0\x01"), "1", byte(0), "!|?-")                  // punctuation, some of which separates
	f.Add([]byte("?0\x01"), "0", byte(0), "?")                                 // ErrSpec: stands for an unread character
	f.Fuzz(func(t *testing.T, b []byte, text string, choices byte, s string) {
		var pairs []Pair
		seen, wrong := make(map[[2]byte]bool), false
		for ; len(b) >= 3 && len(pairs) < 64; b = b[3:] {
			pairs = append(pairs, Pair{b[0], b[1], b[2]})
			key := [2]byte{b[0], b[1]}
			wrong = wrong || seen[key] || b[0] <= ' ' || b[0] >= 0x7F || b[1] <= ' ' || b[1] >= 0x7F || b[0] == '?' || b[1] == '?'
			seen[key] = true
		}
		l, err := NewLookalikes(pairs...)
		if wrong {
			if l != nil || !errors.Is(err, ErrSpec) {
				t.Errorf("NewLookalikes(%v): %v", pairs, err)
			}
			return
		}
		if err != nil {
			t.Fatalf("NewLookalikes(%v): %v", pairs, err)
		}
		checkLookalikes(t, l, pairs)
		if symbols := onlySymbols(text); symbols != "" {
			checkSkeleton(t, pairs, symbols, choices)
		}
		for _, alphabet := range []string{"01", "OQ", "ab1", "aB"} {
			checkInspect(t, MustFormat(Spec{Length: 2, Alphabet: alphabet, Lookalikes: l}), s)
		}
	})
}

// checkInspect compares Inspect with slowInspect, and holds everything else
// that is true of any format and any input.
func checkInspect(t rapid.TB, f *Format, s string) {
	t.Helper()
	r := f.Inspect(s)
	if want := slowInspect(f.Spec(), s); r != want {
		t.Fatalf("%s: Inspect(%q) = %s, want %s", spell(f), s, show(r), show(want))
	}
	if c, err := f.Parse(s); c != r.Code || err != r.Err {
		t.Errorf("%s: Parse(%q) = %q, %v; Inspect says %s", spell(f), s, Plain(c), err, show(r))
	}
	b := []byte(s)
	if c, err := f.ParseBytes(b); c != r.Code || err != r.Err {
		t.Errorf("%s: ParseBytes(%q) = %q, %v; Inspect says %s", spell(f), s, Plain(c), err, show(r))
	}
	if got := f.InspectBytes(b); got != r {
		t.Errorf("%s: InspectBytes(%q) = %s; Inspect says %s", spell(f), s, show(got), show(r))
	}
	if string(b) != s {
		t.Errorf("%s: ParseBytes or InspectBytes turns %q into %q", spell(f), s, b)
	}
	if f == GiftCard() {
		checkGiftCard(t, s, r)
	}
	text := r.Code.AppendTo(nil)
	canonical := r.Err == nil && string(text) == s
	if got := f.Valid(s); got != canonical {
		t.Errorf("%s: Valid(%q) = %t; Inspect says %s", spell(f), s, got, show(r))
	}
	if r.Err == nil != r.Code.IsValid() || r.Err == nil != (r.Offset == -1) || r.Offset > len(s) ||
		r.Err == nil && canonical != (r.Edits == 0) {
		t.Errorf("%s: Inspect(%q) = %s", spell(f), s, show(r))
	}
	if r.Err != nil {
		if err, ok := r.Err.(Error); !ok || err < ErrEmpty || err > ErrSerial {
			t.Errorf("%s: Inspect(%q) = %s", spell(f), s, show(r))
		}
		return
	}
	if r.Code.Len() != f.Spec().Length || !bytes.HasPrefix(text, []byte(f.Spec().Prefix)) {
		t.Errorf("%s: Inspect(%q) = %s", spell(f), s, show(r))
	}
	if again := f.Inspect(string(text)); again != (Report{r.Code, nil, -1, 0, KindCode}) {
		t.Errorf("%s: Inspect(%q) = %s: not canonical", spell(f), text, show(again))
	}
	grouped := f.AppendGrouped([]byte("as it was "), r.Code)
	rest, kept := bytes.CutPrefix(grouped, []byte("as it was "))
	if c, err := f.ParseBytes(rest); !kept || c != r.Code || err != nil {
		t.Errorf("%s: AppendGrouped = %q, which is %q, %v", spell(f), grouped, Plain(c), err)
	}
}

// checkGiftCard compares the functions that are about gift cards with what
// Inspect says.
func checkGiftCard(t rapid.TB, s string, r Report) {
	t.Helper()
	c, err := Parse(s)
	inBytes, bytesErr := ParseBytes([]byte(s))
	if c != r.Code || err != r.Err || inBytes != c || bytesErr != err {
		t.Errorf("Parse(%q) = %q, %v, ParseBytes %q, %v; Inspect says %s", s, Plain(c), err, Plain(inBytes), bytesErr, show(r))
	}
	if Identify(s) != r.Kind || Valid(s) != GiftCard().Valid(s) {
		t.Errorf("Identify(%q) = %s, Valid %t; Inspect says %s", s, Identify(s), Valid(s), show(r))
	}
	var must Code
	var fault any
	func() {
		defer func() { fault = recover() }()
		must = MustParse(s)
	}()
	if fault != nil != (err != nil) || err != nil && fault != err || must != c {
		t.Errorf("MustParse(%q) = %q and panics with %v; Inspect says %s", s, Plain(must), fault, show(r))
	}
}

// show prints a Report with its code in the open.
func show(r Report) string {
	return fmt.Sprintf("{%q %v at %d, %s, %s}", Plain(r.Code), r.Err, r.Offset, r.Edits, r.Kind)
}

// spell prints what a Format was made of, except for its look-alikes.
func spell(f *Format) string {
	s := f.Spec()
	name := "none"
	if s.Check != nil {
		name = s.Check.Name()
	}
	models := []*Lookalikes{SupportArticle(), SupportTS1292()}
	return fmt.Sprintf("{length %d, prefix %q, alphabet %q, check %s, look-alikes %d}",
		s.Length, s.Prefix, s.Alphabet, name, slices.Index(models, s.Lookalikes))
}

// addScanTexts adds texts with codes, and with what is almost one, each with
// two numbers.
func addScanTexts(f *testing.F, a, b uint16) {
	texts := slices.Clone(corpus)
	for _, tt := range scanTests {
		texts = append(texts, tt.text)
	}
	texts = append(texts, "12345-678 AbCdE 12345-678 aBc. 12345678", sample+strings.Repeat(" ", MaxInput)+sample)
	for _, text := range texts {
		f.Add(text, a, b)
		f.Add(text, uint16(len(text)/2), uint16(len(text)/3))
	}
}

// fuzzFormats are formats that have surprises for their neighbours in a text:
// no prefix, groups of one symbol, symbols that are no letters, one of them
// the star, check characters, groups of more symbols than one keeps visible,
// and case that counts.
func fuzzFormats(t testing.TB) []*Format {
	return []*Format{
		GiftCard(),
		MustFormat(Spec{Length: 4, Alphabet: "0123456789", Groups: []int{2, 2}}),
		MustFormat(Spec{Length: 3, Alphabet: "xyX!*", Groups: []int{1, 1, 1}}),
		MustFormat(Spec{Length: 12, Check: mustScheme(t, "iso7064-mod-37-2")}),
		MustFormat(Spec{Length: 8, Groups: []int{5, 3}}),
		MustFormat(Spec{Length: 3, Alphabet: "abcABC"}),
	}
}

// FuzzFind compares Find, FindSerials and what begins at a later byte with
// their references.
func FuzzFind(f *testing.F) {
	addScanTexts(f, 0, 1)
	formats := newSlowFormats(fuzzFormats(f))
	f.Fuzz(func(t *testing.T, text string, from, serialFrom uint16) {
		text = text[:min(len(text), 2*MaxInput)]
		place := func(n uint16) int { return int(n)%(len(text)+3) - 1 } // on either side of the text as well
		for _, format := range formats {
			checkFind(t, format, text)
			checkFindFrom(t, format, text, place(from))
		}
		checkFindSerials(t, text)
		checkFindSerialsFrom(t, text, place(serialFrom))
	})
}

// FuzzRedact is the promise that no code is left in a text that was redacted,
// and that a text without codes is left alone, in one piece or in several, and
// if the writer takes a part of it.
func FuzzRedact(f *testing.F) {
	addScanTexts(f, 4, 20)
	formats := fuzzFormats(f)
	slow := newSlowFormats(formats)
	full := errors.New("disk full")
	f.Fuzz(func(t *testing.T, text string, cut, room uint16) {
		text = text[:min(len(text), 2*MaxInput)]
		for _, format := range slow {
			checkRedact(t, format, text)
		}
		whole := redactIn(formats, text, len(text)+1)
		if want := slowRedact(slow, text); whole != want {
			t.Errorf("redacted %+q: %+q, want %+q", text, whole, want)
		}
		for _, format := range formats {
			for m := range format.Find(whole) {
				t.Errorf("redacted %+q: %+q, has a code at %d", text, whole, m.Start)
			}
		}
		for _, n := range []int{1, 1 + int(cut)%(len(text)+1)} {
			if pieces := redactIn(formats, text, n); pieces != whole {
				t.Errorf("redacted %+q in pieces of %d: %+q, in one %+q", text, n, pieces, whole)
			}
		}
		w := &limitWriter{room: int(room) % (len(whole) + 1), err: full}
		r := NewRedactor(w, formats...)
		n, err := r.Write([]byte(text))
		if want := source([]byte(text), []byte(whole), len(w.took)); err != nil && (err != full || n != want) || err == nil && n != len(text) {
			t.Errorf("Write(%+q) with room for %d bytes = %d, %v, want %d", text, len(w.took), n, err, want)
		}
		closed := r.Close()
		if complete := len(w.took) == len(whole); complete != (closed == nil) || !strings.HasPrefix(whole, string(w.took)) || err != nil && closed != err {
			t.Errorf("redacted %+q: %+q and %v, without a limit %+q", text, w.took, closed, whole)
		}
	})
}

// redactIn writes a text to a Redactor in pieces of n bytes.
func redactIn(formats []*Format, text string, n int) string {
	var out strings.Builder
	r := NewRedactor(&out, formats...)
	for piece := range slices.Chunk([]byte(text), n) {
		r.Write(piece)
	}
	r.Close()
	return out.String()
}
