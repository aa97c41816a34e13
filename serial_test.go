package redeem_test

import (
	"bytes"
	"database/sql/driver"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/vectors"
)

// TestSerialVectors runs vectors/serial.json.
func TestSerialVectors(t *testing.T) {
	for _, v := range vectors.Serial.Load(t) {
		t.Run(v.Name, func(t *testing.T) {
			in := string(v.Input)
			s, err := redeem.ParseSerial(in)
			got := vectors.SerialNumber{Serial: s.String(), Error: vectors.Key(err)}
			if err == nil {
				got.Kind = s.Kind().String()
			}
			if got != v.Answer {
				t.Errorf("ParseSerial(%q) = %+q, want %+q", in, got, v.Answer)
			}
			reference.CheckSerial(t, in)
		})
	}
}

// TestSerialText tests how a Serial is written and read back.
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

// TestSerialKindNumbers: the engine's values are converted to the exported ones number for
// number.
func TestSerialKindNumbers(t *testing.T) {
	for inside, kind := range map[form.SerialKind]redeem.SerialKind{
		0:              redeem.SerialUnknown,
		form.SerialGCA: redeem.SerialGCA,
		form.Serial60:  redeem.Serial60,
		form.SerialPBH: redeem.SerialPBH,
		form.SerialEPY: redeem.SerialEPY,
	} {
		if uint8(inside) != uint8(kind) {
			t.Errorf("%v is %d, inside %d", kind, kind, inside)
		}
	}
}
