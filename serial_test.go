package redeem_test

import (
	"bytes"
	"database/sql/driver"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/reference"
)

func TestParseSerial(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string
		kind           redeem.SerialKind
		err            error
	}{
		{"GCA", "GCA4567890123456", "GCA4567890123456", redeem.SerialGCA, nil},
		{"GCA with letters", "GCABCDEFGHIJKLMN", "GCABCDEFGHIJKLMN", redeem.SerialGCA, nil},
		{"60 with 16 digits", "6012345678901234", "6012345678901234", redeem.Serial60, nil},
		{"60 with 19 digits", "6012345678901234567", "6012345678901234567", redeem.Serial60, nil},
		{"PBH", "PBH4567890123456789012", "PBH4567890123456789012", redeem.SerialPBH, nil},
		{"EPY", "EPY45678901234", "EPY45678901234", redeem.SerialEPY, nil},

		{"lower case, grouped", " gca4-5678 9012_3456\r\n", "GCA4567890123456", redeem.SerialGCA, nil},
		{"Arabic-Indic digits", "٦٠١٢٣٤٥٦٧٨٩٠١٢٣٤", "6012345678901234", redeem.Serial60, nil},
		{"full width", "ＥＰＹ４５６７８９０１２３４", "EPY45678901234", redeem.SerialEPY, nil},
		{"Cyrillic and Greek letters", "ЕΡҮ45678901234", "EPY45678901234", redeem.SerialEPY, nil},
		{"a mark in front, a zero width space within", "\uFEFF60123456\u200B78901234", "6012345678901234", redeem.Serial60, nil},
		{"up to MaxInput", "EPY45678901234" + strings.Repeat(" ", redeem.MaxInput-14), "EPY45678901234", redeem.SerialEPY, nil},

		{"nothing", "", "", 0, redeem.ErrEmpty},
		{"separators", " -\u200B\n", "", 0, redeem.ErrEmpty},
		{"separators up to MaxInput", strings.Repeat("-", redeem.MaxInput), "", 0, redeem.ErrEmpty},
		{"separators beyond it", strings.Repeat("-", redeem.MaxInput+1), "", 0, redeem.ErrTooLong},
		{"blanks beyond it", "EPY45678901234" + strings.Repeat(" ", redeem.MaxInput-13), "", 0, redeem.ErrTooLong},

		{"GCA less one", "GCA456789012345", "", 0, redeem.ErrTooShort},
		{"GCA and one", "GCA45678901234567", "", 0, redeem.ErrTooLong},
		{"GCA alone", "GCA", "", 0, redeem.ErrTooShort},
		{"the beginning of GCA", "G", "", 0, redeem.ErrTooShort},
		{"60 less one", "601234567890123", "", 0, redeem.ErrTooShort},
		{"60 and one, which 19 could follow", "60123456789012345", "", 0, redeem.ErrTooShort},
		{"60 and two", "601234567890123456", "", 0, redeem.ErrTooShort},
		{"60 with 20 digits", "60123456789012345678", "", 0, redeem.ErrTooLong},
		{"60 alone", "60", "", 0, redeem.ErrTooShort},
		{"PBH less one", "PBH456789012345678901", "", 0, redeem.ErrTooShort},
		{"PBH and one", "PBH45678901234567890123", "", 0, redeem.ErrTooLong},
		{"EPY less one", "EPY4567890123", "", 0, redeem.ErrTooShort},
		{"EPY and one", "EPY456789012345", "", 0, redeem.ErrTooLong},
		{"longer than any code", "EPY" + strings.Repeat("4", redeem.MaxLen), "", 0, redeem.ErrTooLong},

		{"a code", sample, "", 0, redeem.ErrPrefix},
		{"a wrong second letter", "GDA4567890123456", "", 0, redeem.ErrPrefix},
		{"a wrong third letter, and too short", "EPX", "", 0, redeem.ErrPrefix},
		{"O for 0", "6O12345678901234", "", 0, redeem.ErrPrefix},
		{"6 for G", "6CA4567890123456", "", 0, redeem.ErrPrefix},
		{"a letter after 60", "601234567890123A", "", 0, redeem.ErrSymbol},
		{"O for 0 after 60", "60123456789O1234", "", 0, redeem.ErrSymbol},
		{"a letter after too many digits", "60123456789012345678A", "", 0, redeem.ErrSymbol},
		{"punctuation", "GCA4567890+23456", "", 0, redeem.ErrSymbol},
		{"punctuation after too many", "GCA45678901234567+", "", 0, redeem.ErrSymbol},
		{"punctuation after a wrong letter", "GD+", "", 0, redeem.ErrPrefix},
		{"punctuation before a wrong letter", "G+D", "", 0, redeem.ErrSymbol},
		{"no UTF-8", "GCA4567890\xE923456", "", 0, redeem.ErrEncoding},
		{"no UTF-8 after a wrong letter", "X\xE9", "", 0, redeem.ErrPrefix},
	} {
		s, err := redeem.ParseSerial(tt.in)
		if s.String() != tt.want || s.Kind() != tt.kind || err != tt.err {
			t.Errorf("%s: ParseSerial(%q) = %q, %s, %v, want %q, %s, %v", tt.name, tt.in, s, s.Kind(), err, tt.want, tt.kind, tt.err)
		}
		reference.CheckSerial(t, tt.in)
	}
}

// TestSerialText is about how a Serial is written and read back.
func TestSerialText(t *testing.T) {
	for _, text := range []string{"", "GCA4567890123456", "6012345678901234", "6012345678901234567", "PBH4567890123456789012", "EPY45678901234"} {
		var s redeem.Serial
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
	before, _ := redeem.ParseSerial("EPY45678901234")
	read, _ := redeem.ParseSerial("GCA4567890123456")
	for _, tt := range []struct {
		src  any
		want redeem.Serial
		err  error
	}{
		{nil, redeem.Serial{}, nil},
		{"", redeem.Serial{}, nil},
		{[]byte{}, redeem.Serial{}, nil},
		{[]byte(nil), redeem.Serial{}, nil},
		{"gca4 5678 9012 3456", read, nil},
		{[]byte("GCA4567890123456"), read, nil},
		{" ", before, redeem.ErrEmpty},
		{"GCA", before, redeem.ErrTooShort},
		{[]byte("GCA\xFF"), before, redeem.ErrEncoding},
		{601234567, before, redeem.ErrType},
		{int64(6012345678901234), before, redeem.ErrType},
		{[]rune("GCA4567890123456"), before, redeem.ErrType},
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
	for _, f := range reference.Families {
		for _, n := range f.Lengths {
			for _, body := range []string{"0", "1"} {
				texts = append(texts, f.Prefix+strings.Repeat(body, n-len(f.Prefix)))
			}
		}
	}
	texts = append(texts, "")
	for _, x := range texts {
		for _, y := range texts {
			var s, u redeem.Serial
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
	names := make(map[string]redeem.SerialKind)
	for _, f := range reference.Families {
		if f.Kind.String() != f.Prefix {
			t.Errorf("%d: String = %q, want %q", f.Kind, f.Kind, f.Prefix)
		}
		names[f.Kind.String()] = f.Kind
	}
	if len(names) != 4 {
		t.Errorf("%d names: %v", len(names), names)
	}
	for _, k := range []redeem.SerialKind{redeem.SerialUnknown, redeem.SerialEPY + 1, 255} {
		if k.String() != "unknown" {
			t.Errorf("%d: String = %q", uint8(k), k)
		}
	}
}
