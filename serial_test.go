package redeem

import (
	"bytes"
	"database/sql/driver"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseSerial(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string
		kind           SerialKind
		err            error
	}{
		{"GCA", "GCA4567890123456", "GCA4567890123456", SerialGCA, nil},
		{"GCA with letters", "GCABCDEFGHIJKLMN", "GCABCDEFGHIJKLMN", SerialGCA, nil},
		{"60 with 16 digits", "6012345678901234", "6012345678901234", Serial60, nil},
		{"60 with 19 digits", "6012345678901234567", "6012345678901234567", Serial60, nil},
		{"PBH", "PBH4567890123456789012", "PBH4567890123456789012", SerialPBH, nil},
		{"EPY", "EPY45678901234", "EPY45678901234", SerialEPY, nil},

		{"lower case, grouped", " gca4-5678 9012_3456\r\n", "GCA4567890123456", SerialGCA, nil},
		{"Arabic-Indic digits", "٦٠١٢٣٤٥٦٧٨٩٠١٢٣٤", "6012345678901234", Serial60, nil},
		{"full width", "ＥＰＹ４５６７８９０１２３４", "EPY45678901234", SerialEPY, nil},
		{"Cyrillic and Greek letters", "ЕΡҮ45678901234", "EPY45678901234", SerialEPY, nil},
		{"a mark in front, a zero width space within", "\uFEFF60123456\u200B78901234", "6012345678901234", Serial60, nil},
		{"up to MaxInput", "EPY45678901234" + strings.Repeat(" ", MaxInput-14), "EPY45678901234", SerialEPY, nil},

		{"nothing", "", "", 0, ErrEmpty},
		{"separators", " -\u200B\n", "", 0, ErrEmpty},
		{"separators up to MaxInput", strings.Repeat("-", MaxInput), "", 0, ErrEmpty},
		{"separators beyond it", strings.Repeat("-", MaxInput+1), "", 0, ErrTooLong},
		{"blanks beyond it", "EPY45678901234" + strings.Repeat(" ", MaxInput-13), "", 0, ErrTooLong},

		{"GCA less one", "GCA456789012345", "", 0, ErrTooShort},
		{"GCA and one", "GCA45678901234567", "", 0, ErrTooLong},
		{"GCA alone", "GCA", "", 0, ErrTooShort},
		{"the beginning of GCA", "G", "", 0, ErrTooShort},
		{"60 less one", "601234567890123", "", 0, ErrTooShort},
		{"60 and one, which 19 could follow", "60123456789012345", "", 0, ErrTooShort},
		{"60 and two", "601234567890123456", "", 0, ErrTooShort},
		{"60 with 20 digits", "60123456789012345678", "", 0, ErrTooLong},
		{"60 alone", "60", "", 0, ErrTooShort},
		{"PBH less one", "PBH456789012345678901", "", 0, ErrTooShort},
		{"PBH and one", "PBH45678901234567890123", "", 0, ErrTooLong},
		{"EPY less one", "EPY4567890123", "", 0, ErrTooShort},
		{"EPY and one", "EPY456789012345", "", 0, ErrTooLong},
		{"longer than any code", "EPY" + strings.Repeat("4", MaxLen), "", 0, ErrTooLong},

		{"a code", sample, "", 0, ErrPrefix},
		{"a wrong second letter", "GDA4567890123456", "", 0, ErrPrefix},
		{"a wrong third letter, and too short", "EPX", "", 0, ErrPrefix},
		{"O for 0", "6O12345678901234", "", 0, ErrPrefix},
		{"6 for G", "6CA4567890123456", "", 0, ErrPrefix},
		{"a letter after 60", "601234567890123A", "", 0, ErrSymbol},
		{"O for 0 after 60", "60123456789O1234", "", 0, ErrSymbol},
		{"a letter after too many digits", "60123456789012345678A", "", 0, ErrSymbol},
		{"punctuation", "GCA4567890+23456", "", 0, ErrSymbol},
		{"punctuation after too many", "GCA45678901234567+", "", 0, ErrSymbol},
		{"punctuation after a wrong letter", "GD+", "", 0, ErrPrefix},
		{"punctuation before a wrong letter", "G+D", "", 0, ErrSymbol},
		{"no UTF-8", "GCA4567890\xE923456", "", 0, ErrEncoding},
		{"no UTF-8 after a wrong letter", "X\xE9", "", 0, ErrPrefix},
	} {
		s, err := ParseSerial(tt.in)
		if s.String() != tt.want || s.Kind() != tt.kind || err != tt.err {
			t.Errorf("%s: ParseSerial(%q) = %q, %s, %v, want %q, %s, %v", tt.name, tt.in, s, s.Kind(), err, tt.want, tt.kind, tt.err)
		}
		checkSerial(t, tt.in)
	}
}

// checkSerial compares ParseSerial with slowSerial, and holds everything else
// that is true of any input.
func checkSerial(t rapid.TB, in string) {
	t.Helper()
	want, _, wantErr := slowSerial(in)
	s, err := ParseSerial(in)
	if s.String() != want || err != wantErr {
		t.Errorf("ParseSerial(%q) = %q, %v, want %q, %v", in, s, err, want, wantErr)
	}
	kind := SerialUnknown
	for _, f := range slowFamilies {
		if err == nil && strings.HasPrefix(want, f.prefix) {
			kind = f.kind
		}
	}
	if s.Kind() != kind || ClassifySerial(in) != kind || s.IsValid() != (err == nil) {
		t.Errorf("%q: Kind = %s, ClassifySerial = %s, IsValid = %t, want %s", in, s.Kind(), ClassifySerial(in), s.IsValid(), kind)
	}
	text := []byte(in)
	before, _ := ParseSerial("EPY45678901234")
	after := before
	unmarshalErr := after.UnmarshalText(text)
	switch {
	case string(text) != in:
		t.Errorf("UnmarshalText(%q) leaves %q", in, text)
	case in == "": // which UnmarshalText takes for no serial number
	case unmarshalErr != err || err == nil && after != s || err != nil && after != before:
		t.Errorf("UnmarshalText(%q) = %v and leaves %q, want %q, %v", in, unmarshalErr, after, s, err)
	}
	if got, wantOrder := s.Compare(before), strings.Compare(want, before.String()); got != wantOrder || before.Compare(s) != -wantOrder {
		t.Errorf("%q: Compare = %d, want %d", in, got, wantOrder)
	}
	if err == nil {
		if again, err := ParseSerial(want); again != s || err != nil {
			t.Errorf("ParseSerial(%q) = %q, %v: not canonical", want, again, err)
		}
		// What is a serial number is one in every format, unless it is a code.
		if r := GiftCard().Inspect(in); r.Err != ErrSerial || r.Kind != KindSerial || r.Offset != 0 {
			t.Errorf("Inspect(%q) = %s", in, show(r))
		}
	}
}

// TestParseSerialBytes puts every byte into every place of serial numbers.
func TestParseSerialBytes(t *testing.T) {
	for _, serial := range []string{
		"GCA4567890123456", "6012345678901234", "6012345678901234567", "PBH4567890123456789012", "EPY45678901234",
	} {
		for i := range serial {
			for x := range 256 {
				checkSerial(t, serial[:i]+string([]byte{byte(x)})+serial[i+1:])
			}
		}
	}
}

// TestSerialText is about how a Serial is written and read back.
func TestSerialText(t *testing.T) {
	for _, text := range []string{"", "GCA4567890123456", "6012345678901234", "6012345678901234567", "PBH4567890123456789012", "EPY45678901234"} {
		var s Serial
		if err := s.Scan(text); err != nil {
			t.Errorf("Scan(%q): %v", text, err)
		}
		if s.String() != text || string(s.AppendTo([]byte("as it was "))) != "as it was "+text {
			t.Errorf("%q: String = %q, AppendTo = %q", text, s, s.AppendTo(nil))
		}
		if got, err := s.MarshalText(); string(got) != text || err != nil {
			t.Errorf("%q: MarshalText = %q, %v", text, got, err)
		}
		if got, err := s.AppendText([]byte("as it was ")); string(got) != "as it was "+text || err != nil {
			t.Errorf("%q: AppendText = %q, %v", text, got, err)
		}
		want := driver.Value(text)
		if text == "" {
			want = nil
		}
		if got, err := s.Value(); got != want || err != nil {
			t.Errorf("%q: Value = %v, %v", text, got, err)
		}
	}
}

func TestSerialScan(t *testing.T) {
	before, _ := ParseSerial("EPY45678901234")
	read, _ := ParseSerial("GCA4567890123456")
	for _, tt := range []struct {
		src  any
		want Serial
		err  error
	}{
		{nil, Serial{}, nil},
		{"", Serial{}, nil},
		{[]byte{}, Serial{}, nil},
		{[]byte(nil), Serial{}, nil},
		{"gca4 5678 9012 3456", read, nil},
		{[]byte("GCA4567890123456"), read, nil},
		{" ", before, ErrEmpty},
		{"GCA", before, ErrTooShort},
		{[]byte("GCA\xFF"), before, ErrEncoding},
		{601234567, before, ErrType},
		{int64(6012345678901234), before, ErrType},
		{[]rune("GCA4567890123456"), before, ErrType},
	} {
		s := before
		if err := s.Scan(tt.src); s != tt.want || err != tt.err {
			t.Errorf("Scan(%v) = %v and leaves %q, want %v and %q", tt.src, err, s, tt.err, tt.want)
		}
		if b, ok := tt.src.([]byte); ok {
			clear(b)
			if s != tt.want {
				t.Errorf("Scan kept the column's bytes: %q", s)
			}
		}
	}
}

func TestSerialOrder(t *testing.T) {
	var texts []string
	for _, f := range slowFamilies {
		for _, n := range f.lengths {
			for _, body := range []string{"0", "1"} {
				texts = append(texts, f.prefix+strings.Repeat(body, n-len(f.prefix)))
			}
		}
	}
	texts = append(texts, "")
	for _, x := range texts {
		for _, y := range texts {
			var s, u Serial
			if err := s.UnmarshalText([]byte(x)); err != nil {
				t.Fatalf("%q: %v", x, err)
			}
			if err := u.UnmarshalText([]byte(y)); err != nil {
				t.Fatalf("%q: %v", y, err)
			}
			if got, want := s.Compare(u), bytes.Compare([]byte(x), []byte(y)); got != want || (s == u) != (x == y) {
				t.Errorf("Compare(%q, %q) = %d, want %d", x, y, got, want)
			}
		}
	}
}

func TestSerialKindString(t *testing.T) {
	names := make(map[string]SerialKind)
	for _, f := range slowFamilies {
		if f.kind.String() != f.prefix {
			t.Errorf("%d: String = %q, want %q", f.kind, f.kind, f.prefix)
		}
		names[f.kind.String()] = f.kind
	}
	if len(names) != 4 {
		t.Errorf("%d names: %v", len(names), names)
	}
	for _, k := range []SerialKind{SerialUnknown, SerialEPY + 1, 255} {
		if k.String() != "unknown" {
			t.Errorf("%d: String = %q", uint8(k), k)
		}
	}
}
