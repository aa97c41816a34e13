package redeem_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/reference"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem/internal/exhaustive"
)

// slowLines returns the results that ParseLines should return for a text: those
// of Parse for each line.
func slowLines(f *redeem.Format, text string) (codes []redeem.Code, faults []error) {
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		line = strings.TrimSuffix(line, "\r")
		c, err := f.Parse(line)
		codes, faults = append(codes, c), append(faults, err)
	}
	return codes, faults
}

// streamLines lets ParseLines parse a text in blocks of a size, with room for a
// number of codes at first, and checks its promises for each call.
func streamLines(t rapid.TB, f *redeem.Format, text string, block, room int) (codes []redeem.Code, faults []error) {
	t.Helper()
	codes = make([]redeem.Code, 0, room)
	for begin, end := 0, 0; end < len(text); {
		end = min(end+block, len(text))
		atEOF := end == len(text)
		for {
			src := []byte(text[begin:end])
			before := len(codes)
			var n int
			var err error
			codes, n, err = f.ParseLines(codes, src, atEOF)
			if string(src) != text[begin:end] {
				t.Fatalf("%s: ParseLines turns %+q into %+q", reference.Describe(f), text[begin:end], src)
			}
			faults = append(faults, make([]error, len(codes)-before)...)
			if err != nil {
				faults[len(faults)-1] = err
			}
			if err != nil && codes[len(codes)-1] != (redeem.Code{}) {
				t.Fatalf("%s: a code for a line of %+q that is refused", reference.Describe(f), src)
			}
			if n > 0 != (len(codes) > before) || n > len(src) || n > 0 && n < len(src) && src[n-1] != '\n' {
				t.Fatalf("%s: %d bytes, %d lines of %+q", reference.Describe(f), n, len(codes)-before, src)
			}
			begin += n
			if err == nil {
				if rest := text[begin:end]; strings.Contains(rest, "\n") || atEOF && rest != "" {
					t.Fatalf("%s: ParseLines leaves %+q of %+q", reference.Describe(f), rest, src)
				}
				break
			}
		}
	}
	return codes, faults
}

// checkLines compares ParseLines with Parse, for any size of the blocks and of
// the room.
func checkLines(t rapid.TB, f *redeem.Format, text string, block, room int) {
	t.Helper()
	codes, faults := slowLines(f, text)
	gotCodes, gotFaults := streamLines(t, f, text, block, room)
	if !slices.Equal(gotCodes, codes) || !slices.Equal(gotFaults, faults) {
		t.Fatalf("%s: ParseLines of %+q in blocks of %d: %d codes, %v, want %d, %v",
			reference.Describe(f), text, block, len(gotCodes), gotFaults, len(codes), faults)
	}
}

func TestParseLines(t *testing.T) {
	code, dst := redeem.MustParse(sample), redeem.MustParse("X000000000000000")
	for _, test := range []struct {
		src   string
		atEOF bool
		codes []redeem.Code
		n     int
		err   error
	}{
		{"", false, nil, 0, nil},
		{"", true, nil, 0, nil},
		{sample, false, nil, 0, nil},
		{sample, true, []redeem.Code{code}, 16, nil},
		{sample + "\r", false, nil, 0, nil},
		{sample + "\r", true, []redeem.Code{code}, 17, nil},
		{sample + "\n", false, []redeem.Code{code}, 17, nil},
		{sample + "\r\n", false, []redeem.Code{code}, 18, nil},
		{sample + "\n" + sample, false, []redeem.Code{code}, 17, nil},
		{sample + "\n" + sample, true, []redeem.Code{code, code}, 33, nil},
		{" x8kd-49fj-2mzq-7wpt \r\n" + sample + "\n", false, []redeem.Code{code, code}, 40, nil},
		{"\n", false, []redeem.Code{{}}, 1, redeem.ErrEmpty},
		{"\r\n" + sample + "\n", false, []redeem.Code{{}}, 2, redeem.ErrEmpty},
		{"\r\r\n", false, []redeem.Code{{}}, 3, redeem.ErrEmpty},
		{sample + "\nX\n" + sample + "\n", false, []redeem.Code{code, {}}, 19, redeem.ErrTooShort},
		{sample + "\nX", false, []redeem.Code{code}, 17, nil},
		{sample + "\nX", true, []redeem.Code{code, {}}, 18, redeem.ErrTooShort},
		{"GCA4567890123456\n", false, []redeem.Code{{}}, 17, redeem.ErrSerial},
		{sample[:8] + "\n" + sample[9:] + "\n", false, []redeem.Code{{}}, 9, redeem.ErrTooShort}, // 16 bytes before the second LF
		{strings.Repeat(sample+"\n", 9), false, slices.Repeat([]redeem.Code{code}, 9), 153, nil},
		{strings.Repeat(sample+"\r\n", 9), false, slices.Repeat([]redeem.Code{code}, 9), 162, nil},
		{strings.Repeat(" ", redeem.MaxInput) + "\r\n", false, []redeem.Code{{}}, redeem.MaxInput + 2, redeem.ErrEmpty},
		{strings.Repeat(" ", redeem.MaxInput+1) + "\n", false, []redeem.Code{{}}, redeem.MaxInput + 2, redeem.ErrTooLong},
	} {
		codes, n, err := redeem.GiftCard().ParseLines([]redeem.Code{dst}, []byte(test.src), test.atEOF)
		if !slices.Equal(codes, append([]redeem.Code{dst}, test.codes...)) || n != test.n || err != test.err {
			t.Errorf("%.60q, %t: %d codes, %d, %v, want %d, %d, %v",
				test.src, test.atEOF, len(codes)-1, n, err, len(test.codes), test.n, test.err)
		}
	}
}

// TestParseLinesEveryByte replaces each byte of a few lines by all others.
func TestParseLinesEveryByte(t *testing.T) {
	other := redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X8KD49FJ"})
	for _, end := range []string{"\n", "\r\n"} {
		text := []byte(strings.Repeat(sample+end, 9))
		for i, was := range text {
			step := exhaustive.Pick(4, 1)
			for x := i % step; x < 256; x += step {
				text[i] = byte(x)
				checkLines(t, redeem.GiftCard(), string(text), len(text), 10)
				if x&0x0F == 0 {
					checkLines(t, other, string(text), len(text), 10)
				}
			}
			text[i] = was
		}
	}
}

// TestParseLinesRoom tests ParseLines with just enough room, and with less.
func TestParseLinesRoom(t *testing.T) {
	for lines := range 12 {
		text := strings.Repeat(sample+"\n", lines)
		for room := range lines + 2 {
			checkLines(t, redeem.GiftCard(), text, len(text)+1, room)
			dst := make([]redeem.Code, room)
			codes, _, _ := redeem.GiftCard().ParseLines(dst[:0], []byte(text), false)
			if room >= lines && lines > 0 && &codes[0] != &dst[0] {
				t.Errorf("%d codes moved, with room for %d", lines, room)
			}
			if room > lines && dst[lines] != (redeem.Code{}) {
				t.Errorf("wrote after the last of %d codes", lines)
			}
		}
	}
}

// TestParseLinesAsParse tests that ParseLines returns the same result for each
// line as Parse.
func TestParseLinesAsParse(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		spec := redeem.Spec{Length: 16, Prefix: "X"}
		if rapid.Bool().Draw(t, "another format") {
			spec = draw.Spec(t)
		}
		f := redeem.MustFormat(spec)
		var text bytes.Buffer
		for range rapid.IntRange(0, 12).Draw(t, "lines") {
			line := []byte(draw.Code(t, spec))
			switch rapid.IntRange(0, 9).Draw(t, "kind") {
			case 0:
				line = []byte(rapid.SampledFrom(draw.Corpus).Draw(t, "line"))
			case 1:
				line[rapid.IntRange(0, len(line)-1).Draw(t, "place")] = rapid.Byte().Draw(t, "byte")
			case 2:
				line = line[:rapid.IntRange(0, len(line)).Draw(t, "length")]
			case 3:
				line = bytes.ToLower(line)
			}
			text.Write(line)
			text.WriteString(rapid.SampledFrom([]string{"\n", "\n", "\n", "\r\n", "\r\n", "\r", ""}).Draw(t, "end"))
		}
		block := rapid.IntRange(1, text.Len()+1).Draw(t, "block")
		checkLines(t, f, text.String(), block, rapid.IntRange(0, 16).Draw(t, "room"))
	})
}
