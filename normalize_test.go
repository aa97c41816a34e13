package redeem

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem/internal/exhaustive"
)

func TestNormalize(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string
		err            error
	}{
		{"normalized", sample, sample, nil},
		{"any length", "a", "A", nil},
		{"any beginning", "0-z", "0Z", nil},
		{"a line break", sample + "\n", sample, nil},
		{"look-alikes stay", "o0 iL1 s5", "O0IL1S5", nil},
		{"other scripts", "Ｘ𝟖кelvin\u212A", "", ErrSymbol},
		{"other scripts", "Ｘ𝟖\u212A٤рı", "X8K4PI", nil},
		{"longer than any code", strings.Repeat("a", MaxInput), strings.Repeat("A", MaxInput), nil},
		{"too long", strings.Repeat("a", MaxInput+1), "", ErrTooLong},
		{"too long, with a fault", "!" + strings.Repeat("a", MaxInput), "", ErrSymbol},
		{"too long, with a fault after all that counts", strings.Repeat("a", MaxInput) + "!", "", ErrTooLong},
		{"nothing", "", "", ErrEmpty},
		{"separators", " -_./·\u200B\n", "", ErrEmpty},
		{"punctuation", "A+B", "", ErrSymbol},
		{"unread", "A?B", "", ErrSymbol},
		{"long s", "ſ", "", ErrSymbol},
		{"the leftmost of two", "é\xFF", "", ErrSymbol},
		{"the leftmost of two", "\xFFé", "", ErrEncoding},
	} {
		if got, err := Normalize(tt.in); got != tt.want || err != tt.err {
			t.Errorf("%s: Normalize(%q) = %q, %v, want %q, %v", tt.name, tt.in, got, err, tt.want, tt.err)
		}
		checkNormalize(t, tt.in)
	}
	for _, tt := range typed {
		if got, err := Normalize(tt.in); got != sample || err != nil {
			t.Errorf("%s: Normalize(%q) = %q, %v, want %q", tt.name, tt.in, got, err, sample)
		}
	}
}

// checkNormalize compares Normalize with slowNormalize, and holds everything
// else that is true of any input.
func checkNormalize(t rapid.TB, s string) {
	t.Helper()
	want, wantErr := slowNormalize(s)
	got, err := Normalize(s)
	if got != want || err != wantErr {
		t.Errorf("Normalize(%q) = %q, %v, want %q, %v", s, got, err, want, wantErr)
	}
	// A buffer with room, of which the part in front must stay as it is.
	dst := append(make([]byte, 0, 2*MaxInput), "as it was "...)
	out, err := AppendNormalized(dst, s)
	if string(out) != "as it was "+want || err != wantErr || string(dst) != "as it was " {
		t.Errorf("AppendNormalized(dst, %q) = %q, %v, want %q, %v", s, out, err, want, wantErr)
	}
	if room := dst[len(dst):cap(dst)]; err != nil && string(room) != string(make([]byte, len(room))) {
		t.Errorf("AppendNormalized(dst, %q) leaves %q behind dst", s, strings.TrimRight(string(room), "\x00"))
	}
	if out, err = AppendNormalized(nil, s); string(out) != want || err != wantErr || err != nil && out != nil {
		t.Errorf("AppendNormalized(nil, %q) = %q, %v, want %q, %v", s, out, err, want, wantErr)
	}
	if err != nil {
		return
	}
	if again, err := Normalize(got); again != got || err != nil {
		t.Errorf("Normalize(%q) = %q, %v, which should change nothing", got, again, err)
	}
	if strings.Trim(got, alnumAlphabet) != "" {
		t.Errorf("Normalize(%q) = %q", s, got)
	}
	if c, err := Parse(s); err == nil && Plain(c).String() != got {
		t.Errorf("Parse(%q) = %s, Normalize makes it %q", s, Plain(c), got)
	}
}

// TestInspectCodePoints puts every code point in the place of a symbol, and
// between two.
func TestInspectCodePoints(t *testing.T) {
	const place, tail = 5, len("AFJ2MZQ7WPT")
	counts := make(map[Edits]int)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r >= 0x20000 && r%16 != 0 && !exhaustive.On() { // almost all of these have no meaning
			continue
		}
		encoded := string(r)
		c := slowRead(r)
		if 0xD800 <= r && r <= 0xDFFF { // which string(r) would not write
			encoded = string([]byte{0xED, byte(0x80 | r>>6&0x3F), byte(0x80 | r&0x3F)})
			c = slowChar{err: ErrEncoding}
		}
		counts[c.edits]++
		symbol, edits, ok := byte(0), Edits(0), true
		if c.ascii != 0 {
			symbol, edits, ok = slowMeaning(alnumAlphabet, SupportArticle(), c.ascii)
		}
		var inPlace, between Report
		switch {
		case c.err != 0:
			inPlace = Report{Err: c.err, Offset: place}
			between = inPlace
		case !ok:
			inPlace = Report{Err: ErrSymbol, Offset: place}
			between = inPlace
		case symbol == 0:
			inPlace = Report{Err: ErrTooShort, Offset: place + len(encoded) + tail - 1, Edits: c.edits}
			between = Report{slowPack(sample), nil, -1, c.edits, KindCode}
		default:
			code := slowPack(sample[:place] + string(rune(symbol)) + sample[place+1:])
			inPlace = Report{code, nil, -1, c.edits | edits, KindCode}
			// All that follows moves by one, so the last symbol is the excess.
			between = Report{Err: ErrTooLong, Offset: len(sample) - 1 + len(encoded), Edits: c.edits | edits}
		}
		for in, want := range map[string]Report{
			sample[:place] + encoded + sample[place+1:]: inPlace,
			sample[:place] + encoded + sample[place:]:   between,
		} {
			if got := GiftCard().Inspect(in); got != want {
				t.Fatalf("%U: Inspect(%q) = %s, want %s", r, in, show(got), show(want))
			}
			if code, err := Parse(in); code != want.Code || err != want.Err {
				t.Fatalf("%U: Parse(%q) = %q, %v, want %s", r, in, Plain(code), err, show(want))
			}
		}
	}
	// How many code points there are of each sort is Unicode's to say, but none
	// of the sorts is empty.
	for _, e := range []Edits{0, EditSeparator, EditInvisible, EditWidth, EditDigit, EditHomoglyph} {
		if counts[e] == 0 {
			t.Errorf("no code point has %s", e)
		}
	}
}

// TestMaxInput is about inputs of just as many bytes as are looked at,
// and of more.
func TestMaxInput(t *testing.T) {
	blanks := func(n int) string { return strings.Repeat(" ", n) }
	grouped := blanks(MaxInput-len(sample)) + sample // MaxInput bytes
	const sep, inv = EditSeparator, EditInvisible
	for _, tt := range []struct {
		name   string
		in     string
		want   error
		offset int
		edits  Edits
	}{
		{"a code in the last of MaxInput bytes", grouped, nil, -1, sep},
		{"one byte less", grouped[1:], nil, -1, sep},
		{"a blank more", grouped + " ", ErrTooLong, MaxInput, sep},
		{"a symbol more", grouped + "A", ErrTooLong, MaxInput, sep},
		{"garbage more", grouped + "\xFF", ErrTooLong, MaxInput, sep},
		{"a code over the border", " " + grouped, ErrTooLong, MaxInput, sep},
		{"a code and blanks up to MaxInput", sample + blanks(MaxInput-16), nil, -1, sep},
		{"a code and blanks over it", sample + blanks(MaxInput-15), ErrTooLong, MaxInput, sep},
		{"an excess symbol before the border", sample + "A" + blanks(MaxInput), ErrTooLong, 16, sep},
		{"an excess symbol at the border", sample + blanks(MaxInput-17) + "A ", ErrTooLong, MaxInput - 1, sep},
		{"an excess symbol after the border", sample + blanks(MaxInput-16) + "A", ErrTooLong, MaxInput, sep},
		{"too short, and over", "X" + blanks(MaxInput), ErrTooLong, MaxInput, sep},
		{"too short, and as long as it may be", "X" + blanks(MaxInput-1), ErrTooShort, MaxInput, sep},
		{"blanks", blanks(MaxInput), ErrEmpty, MaxInput, sep},
		{"blanks, one more", blanks(MaxInput + 1), ErrTooLong, MaxInput, sep},
		{"another first letter", "Y" + blanks(MaxInput), ErrPrefix, 0, 0},
		{"a fault at the last byte", blanks(MaxInput-1) + "!X", ErrSymbol, MaxInput - 1, sep},
		{"a fault after the last byte", blanks(MaxInput) + "!X", ErrTooLong, MaxInput, sep},
		{"a character before the border", blanks(MaxInput-2) + "é", ErrSymbol, MaxInput - 2, sep},
		{"a character before the border, and more", blanks(MaxInput-2) + "é ", ErrSymbol, MaxInput - 2, sep},
		{"a character on the border", blanks(MaxInput-1) + "é", ErrTooLong, MaxInput, sep},
		{"three bytes, two of them inside", blanks(MaxInput-2) + "\u200B", ErrTooLong, MaxInput, sep},
		{"four bytes, one of them inside", blanks(MaxInput-1) + "𝐗", ErrTooLong, MaxInput, sep},
		{"four bytes, three of them inside", blanks(MaxInput-3) + "𝐗", ErrTooLong, MaxInput, sep},
		{"three bytes, all inside", blanks(MaxInput-3) + "\u200B", ErrEmpty, MaxInput, sep | inv},
		{"cut short at the border by the end", blanks(MaxInput-2) + "\xE2\x80", ErrEncoding, MaxInput - 2, sep},
		{"cut short after the border", blanks(MaxInput-2) + "\xE2\x80 ", ErrTooLong, MaxInput, sep},
		{"a lone continuation byte at the border", blanks(MaxInput-1) + "\x80\x80", ErrEncoding, MaxInput - 1, sep},
		{"four of them", blanks(MaxInput-4) + "\x80\x80\x80\x80\x80", ErrEncoding, MaxInput - 4, sep},
		{"a byte that begins nothing", blanks(MaxInput-1) + "\xFF ", ErrEncoding, MaxInput - 1, sep},
		{"a serial number", "GCA4567890123456" + blanks(MaxInput-16), ErrSerial, 0, sep},
		{"a serial number, and over", "GCA4567890123456" + blanks(MaxInput-15), ErrPrefix, 0, 0},
	} {
		got := GiftCard().Inspect(tt.in)
		if got.Err != tt.want || got.Offset != tt.offset || got.Edits != tt.edits {
			t.Errorf("%s: %s, want %v at %d with %s", tt.name, show(got), tt.want, tt.offset, tt.edits)
		}
		checkInspect(t, GiftCard(), tt.in)
		checkNormalize(t, tt.in)
		checkSerial(t, tt.in)
	}
}

// TestInspectBytes puts every byte into every place of codes.
func TestInspectBytes(t *testing.T) {
	checked := func(name string) Spec {
		s := mustScheme(t, name)
		return Spec{Length: 12, Alphabet: s.Alphabet(), Check: s}
	}
	step := exhaustive.Pick(5, 1) // each byte at a fifth of the places, each place with a fifth of the bytes
	for _, tt := range []struct {
		spec  Spec
		codes []string
	}{
		{GiftCard().Spec(), []string{sample, "x8kd-49FJ 2mzq\n7wPT", "Ｘ8KＤ\u200B49FJ2\u00A0MZQ7ԝΡ𝐓"}},
		{Spec{Length: 31, Prefix: "GC"}, []string{"GCDEFGHIJKLMNOPQRSTUVWXYZ012345"}},
		{Spec{Length: 16, Prefix: "ABCDEFGHIJ"}, []string{"ABCDEFGHIJKLMN01", "abcd-efgh-ijkl-mn01"}},
		{Spec{Length: 26, Prefix: "ABCDEFGHIJKLMNOPQRSTUVWXY"}, []string{"ABCDEFGHIJKLMNOPQRSTUVWXYZ"}},
		{Spec{Length: 15}, []string{"ABCD-EFGH-IJKL-MNO"}},
		{Spec{Length: 19}, []string{"ABCD-EFGH-IJKL-MNOPQRS"}},
		{Spec{Length: 20}, []string{"ABCD-EFGH-IJKL-MNOP"}},
		{Spec{Length: 12, Alphabet: "abcDEF0189+*"}, []string{"abcDEF0189+*", "cDEF0-189+*𝚊b"}},
		{Spec{Length: 10, Alphabet: "0123456789"}, []string{"0123456789", "٠12345678B"}},
		{checked("luhn-mod-36"), []string{"3AHOV29GNU10"}},
		{Spec{Length: 8, Alphabet: "0123", Check: mustScheme(t, "luhn-mod-36")}, []string{"0123012N", "00000000"}},
		{checked("iso7064-mod-37-2"), []string{"3AHOV29GNU19"}},
		{checked("iso7064-mod-97-10"), []string{"3AHOV29GNU79"}},
		{checked("crockford-mod-37"), []string{"3ahrz6-dmv297"}},
		{checked("coupon-code-3x4"), []string{"3AHUQY66DLU9"}},
	} {
		f := MustFormat(tt.spec)
		for _, code := range tt.codes {
			for x := range 256 {
				if t.Failed() { // for all are likely to
					return
				}
				for i := x % step; i <= len(code); i += step {
					checkInspect(t, f, code[:i]+string([]byte{byte(x)})+code[i:])
					if i < len(code) {
						checkInspect(t, f, code[:i]+string([]byte{byte(x)})+code[i+1:])
					}
				}
			}
		}
	}
}

// TestInspectRuns puts runs of one byte into codes of every length, since
// eight symbols are looked at at a time.
func TestInspectRuns(t *testing.T) {
	const code = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
	step := exhaustive.Pick(5, 1)
	for n := 1; n <= MaxLen; n++ {
		f := MustFormat(Spec{Length: n})
		for _, x := range []string{"\x00", " ", "/", "0", ":", "@", "Z", "[", "`", "z", "{", "\x7F", "\x80", "\xB0", "\xC1", "\xFF"} {
			for i := range n {
				for j := i + 1 + (i+n)%step; j <= n; j += step {
					checkInspect(t, f, code[:i]+strings.Repeat(x, j-i)+code[j:n])
				}
			}
			if t.Failed() {
				return
			}
		}
	}
}

// TestEditsHas goes through all pairs of sets.
func TestEditsHas(t *testing.T) {
	for e := range 256 {
		for other := range 256 {
			if got := Edits(e).Has(Edits(other)); got != (e|other == e) {
				t.Errorf("%v.Has(%v) = %v", Edits(e), Edits(other), got)
			}
		}
	}
}

func TestEditsString(t *testing.T) {
	for e, want := range map[Edits]string{
		0:                                     "none",
		EditCase:                              "case",
		EditSeparator:                         "separator",
		EditInvisible:                         "invisible",
		EditWidth:                             "width",
		EditDigit:                             "digit",
		EditHomoglyph:                         "homoglyph",
		EditSubstitute:                        "substitute",
		EditSubstitute | EditDigit | EditCase: "case|digit|substitute",
		1 << 7:                                "?", // which no edit has
		1<<7 | EditWidth:                      "width|?",
	} {
		if got := e.String(); got != want {
			t.Errorf("%#x: String = %q, want %q", uint8(e), got, want)
		}
	}
}
