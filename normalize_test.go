package redeem

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
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
