package lines

import (
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
)

// TestDecode reads texts in both orders of UTF-16, as they are, and broken off.
func TestDecode(t *testing.T) {
	utf16Of := func(units []uint16, order binary.AppendByteOrder) string {
		b := order.AppendUint16(nil, 0xFEFF)
		for _, x := range units {
			b = order.AppendUint16(b, x)
		}
		return string(b)
	}
	broken := utf16Of([]uint16{'a', 0xD83C, 'b', 0xDF81, 0xD83C}, binary.LittleEndian)
	for _, tt := range []struct{ in, want string }{
		{"", ""}, {"a", "a"}, {"\xff", "\xff"}, {"\xfe", "\xfe"}, {"\xff\xfd", "\xff\xfd"}, {"\xfe\xfe\xff", "\xfe\xfe\xff"},
		{"\ufeffabc", "\ufeffabc"}, {"X8KD", "X8KD"},
		{"\xff\xfe", ""}, {"\xfe\xff", ""}, {"\xff\xfea", "\uFFFD"}, {"\xff\xfea\x00b", "a\uFFFD"},
		{broken, "a\uFFFDb\uFFFD\uFFFD"}, {broken + "x", "a\uFFFDb\uFFFD\uFFFD"},
		{utf16Of(utf16.Encode([]rune("Ｘ8KD é 🎁\r\n")), binary.LittleEndian), "Ｘ8KD é 🎁\r\n"},
		{utf16Of(utf16.Encode([]rune("Ｘ8KD é 🎁\r\n")), binary.BigEndian), "Ｘ8KD é 🎁\r\n"},
		{utf16Of(utf16.Encode([]rune(strings.Repeat("é🎁x", Chunk))), binary.LittleEndian), strings.Repeat("é🎁x", Chunk)},
	} {
		for name, r := range map[string]io.Reader{
			"whole": strings.NewReader(tt.in),
			"end":   iotest.DataErrReader(strings.NewReader(tt.in)),
			"byte":  iotest.OneByteReader(strings.NewReader(tt.in)),
		} {
			got, err := io.ReadAll(Decode(r))
			if err != nil || string(got) != tt.want {
				t.Errorf("%.40q, reader %s: %.40q, %v, want %.40q", tt.in, name, got, err, tt.want)
			}
		}
	}
	failed := errors.New("a bad disk")
	for _, in := range []string{"", "a", "\xff", "\xff\xfe", "\xff\xfea\x00b"} {
		if _, err := io.ReadAll(Decode(io.MultiReader(strings.NewReader(in), iotest.ErrReader(failed)))); err != failed {
			t.Errorf("%q: %v, want the error of the reader", in, err)
		}
	}
}

// TestDecodeAllocations is the promise that what reads byte by byte, such as a
// terminal or a slow connection, costs no buffer for each byte.
func TestDecodeAllocations(t *testing.T) {
	in := "\xff\xfe" + strings.Repeat("a\x00", 1000)
	p := make([]byte, Chunk)
	allocs := testing.AllocsPerRun(1, func() {
		r := Decode(iotest.OneByteReader(strings.NewReader(in)))
		for err := error(nil); err == nil; {
			_, err = r.Read(p)
		}
	})
	if allocs > 20 {
		t.Errorf("%v allocations for 1,000 characters", allocs)
	}
}

// TestDecodeDoesNotWait is the promise that what was sent is there at once, even if
// it is a single byte.
func TestDecodeDoesNotWait(t *testing.T) {
	for _, text := range []string{"a", "\n", "ab\r"} {
		r, w := io.Pipe()
		go io.WriteString(w, text)
		in := Text(r)
		var got []byte
		for len(got) < len(text) {
			p := make([]byte, 10)
			n, err := in.Read(p)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, p[:n]...)
		}
		if want := strings.ReplaceAll(text, "\r", "\n"); string(got) != want {
			t.Errorf("%q: got %q", text, got)
		}
	}
}

// TestReturns reads every text of a few characters, in every way to cut it.
func TestReturns(t *testing.T) {
	texts := []string{""}
	for range 5 {
		for _, text := range slices.Clone(texts) {
			texts = append(texts, text+"a", text+"\r", text+"\n")
		}
	}
	for _, text := range texts {
		want := strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
		for name, r := range map[string]io.Reader{
			"whole": strings.NewReader(text), "byte": iotest.OneByteReader(strings.NewReader(text)), "half": iotest.HalfReader(strings.NewReader(text)),
		} {
			got, err := io.ReadAll(Text(r))
			if read := strings.ReplaceAll(string(got), "\r\n", "\n"); err != nil || read != want {
				t.Errorf("%q, reader %s: %q, %v", text, name, got, err)
			}
		}
	}
}
