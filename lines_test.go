package redeem

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem/internal/exhaustive"
)

// slowLines is what ParseLines should say of a text: what Parse says of each of
// its lines.
func slowLines(f *Format, text string) (codes []Code, faults []error) {
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		line = strings.TrimSuffix(line, "\r")
		c, err := f.Parse(line)
		codes, faults = append(codes, c), append(faults, err)
	}
	return codes, faults
}

// streamLines has ParseLines parse a text in blocks of so many bytes, with room
// for so many codes at first, and holds what it promises of each call.
func streamLines(t rapid.TB, f *Format, text string, block, room int) (codes []Code, faults []error) {
	t.Helper()
	codes = make([]Code, 0, room)
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
				t.Fatalf("%s: ParseLines turns %+q into %+q", spell(f), text[begin:end], src)
			}
			faults = append(faults, make([]error, len(codes)-before)...)
			if err != nil {
				faults[len(faults)-1] = err
			}
			if err != nil && codes[len(codes)-1] != (Code{}) {
				t.Fatalf("%s: a code for a line of %+q that is refused", spell(f), src)
			}
			if n > 0 != (len(codes) > before) || n > len(src) || n > 0 && n < len(src) && src[n-1] != '\n' {
				t.Fatalf("%s: %d bytes, %d lines of %+q", spell(f), n, len(codes)-before, src)
			}
			begin += n
			if err == nil {
				if rest := text[begin:end]; strings.Contains(rest, "\n") || atEOF && rest != "" {
					t.Fatalf("%s: ParseLines leaves %+q of %+q", spell(f), rest, src)
				}
				break
			}
		}
	}
	return codes, faults
}

// checkLines compares ParseLines with Parse, whatever the blocks in which the
// text comes and the room that there is.
func checkLines(t rapid.TB, f *Format, text string, block, room int) {
	t.Helper()
	codes, faults := slowLines(f, text)
	gotCodes, gotFaults := streamLines(t, f, text, block, room)
	if !slices.Equal(gotCodes, codes) || !slices.Equal(gotFaults, faults) {
		t.Fatalf("%s: ParseLines of %+q in blocks of %d: %d codes, %v, want %d, %v",
			spell(f), text, block, len(gotCodes), gotFaults, len(codes), faults)
	}
}

func TestParseLines(t *testing.T) {
	code, dst := MustParse(sample), MustParse("X000000000000000")
	for _, test := range []struct {
		src   string
		atEOF bool
		codes []Code
		n     int
		err   error
	}{
		{"", false, nil, 0, nil},
		{"", true, nil, 0, nil},
		{sample, false, nil, 0, nil},
		{sample, true, []Code{code}, 16, nil},
		{sample + "\r", false, nil, 0, nil},
		{sample + "\r", true, []Code{code}, 17, nil},
		{sample + "\n", false, []Code{code}, 17, nil},
		{sample + "\r\n", false, []Code{code}, 18, nil},
		{sample + "\n" + sample, false, []Code{code}, 17, nil},
		{sample + "\n" + sample, true, []Code{code, code}, 33, nil},
		{" x8kd-49fj-2mzq-7wpt \r\n" + sample + "\n", false, []Code{code, code}, 40, nil},
		{"\n", false, []Code{{}}, 1, ErrEmpty},
		{"\r\n" + sample + "\n", false, []Code{{}}, 2, ErrEmpty},
		{"\r\r\n", false, []Code{{}}, 3, ErrEmpty},
		{sample + "\nX\n" + sample + "\n", false, []Code{code, {}}, 19, ErrTooShort},
		{sample + "\nX", false, []Code{code}, 17, nil},
		{sample + "\nX", true, []Code{code, {}}, 18, ErrTooShort},
		{"GCA4567890123456\n", false, []Code{{}}, 17, ErrSerial},
		{sample[:8] + "\n" + sample[9:] + "\n", false, []Code{{}}, 9, ErrTooShort}, // 16 bytes before the second LF
		{strings.Repeat(sample+"\n", 9), false, slices.Repeat([]Code{code}, 9), 153, nil},
		{strings.Repeat(sample+"\r\n", 9), false, slices.Repeat([]Code{code}, 9), 162, nil},
		{strings.Repeat(" ", MaxInput) + "\r\n", false, []Code{{}}, MaxInput + 2, ErrEmpty},
		{strings.Repeat(" ", MaxInput+1) + "\n", false, []Code{{}}, MaxInput + 2, ErrTooLong},
	} {
		codes, n, err := GiftCard().ParseLines([]Code{dst}, []byte(test.src), test.atEOF)
		if !slices.Equal(codes, append([]Code{dst}, test.codes...)) || n != test.n || err != test.err {
			t.Errorf("%.60q, %t: %d codes, %d, %v, want %d, %d, %v",
				test.src, test.atEOF, len(codes)-1, n, err, len(test.codes), test.n, test.err)
		}
	}
}

// TestPackLines: lines of codes in canonical spelling are packed four at a time,
// as long as there are four and room for them; they, and nothing else.
func TestPackLines(t *testing.T) {
	texts := []string{sample, "X000000000000000", "XZZZZZZZZZZZZZZZ", "X123456789ABCDEF", "XGHIJKLMNOPQRSTU"}
	for _, f := range []*Format{GiftCard(), MustFormat(Spec{Length: 16})} {
		for _, end := range []string{"\n", "\r\n"} {
			var src []byte
			var codes []Code
			for n := range 10 {
				for room := range 10 {
					out := make([]Code, room)
					want := min(n, room) / 4 * 4
					lines, size := f.packLines(out, src)
					if lines != want || size != want*(16+len(end)) || !slices.Equal(out[:want], codes[:want]) {
						t.Errorf("%s: %d of %d lines that end in %q packed into %d: %d bytes, %q", spell(f), lines, n, end, room, size, out[:lines])
					}
				}
				src = append(append(src, texts[n%5]...), end...)
				codes = append(codes, MustParse(texts[n%5]))
			}
			for line := range 8 { // each is the one that is no code
				bad := bytes.Clone(src[:8*len(src)/10])
				bad[line*len(bad)/8+3] = '-'
				if lines, size := f.packLines(make([]Code, 8), bad); lines != line/4*4 || size != lines*(16+len(end)) {
					t.Errorf("%s: %d lines, %d bytes before number %d, which is no code", spell(f), lines, size, line)
				}
			}
		}
	}
}

// TestParseLinesEveryByte replaces each byte of a few lines by all others, where
// lines are looked at four at a time.
func TestParseLinesEveryByte(t *testing.T) {
	other := MustFormat(Spec{Length: 16, Prefix: "X8KD49FJ"})
	for _, end := range []string{"\n", "\r\n"} {
		text := []byte(strings.Repeat(sample+end, 9))
		for i, was := range text {
			step := exhaustive.Pick(4, 1)
			for x := i % step; x < 256; x += step {
				text[i] = byte(x)
				checkLines(t, GiftCard(), string(text), len(text), 10)
				if x&0x0F == 0 {
					checkLines(t, other, string(text), len(text), 10)
				}
			}
			text[i] = was
		}
	}
}

// TestParseLinesRoom has no more room than is needed, or less.
func TestParseLinesRoom(t *testing.T) {
	for lines := range 12 {
		text := strings.Repeat(sample+"\n", lines)
		for room := range lines + 2 {
			checkLines(t, GiftCard(), text, len(text)+1, room)
			dst := make([]Code, room)
			codes, _, _ := GiftCard().ParseLines(dst[:0], []byte(text), false)
			if room >= lines && lines > 0 && &codes[0] != &dst[0] {
				t.Errorf("%d codes moved, with room for %d", lines, room)
			}
			if room > lines && dst[lines] != (Code{}) {
				t.Errorf("wrote after the last of %d codes", lines)
			}
		}
	}
}

// TestParseLinesAsParse is the law that ParseLines says of each line what Parse
// says of it.
func TestParseLinesAsParse(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		spec := Spec{Length: 16, Prefix: "X"}
		if rapid.Bool().Draw(t, "another format") {
			spec = drawSpec(t)
		}
		f := MustFormat(spec)
		var text bytes.Buffer
		for range rapid.IntRange(0, 12).Draw(t, "lines") {
			line := []byte(drawCode(t, spec))
			switch rapid.IntRange(0, 9).Draw(t, "kind") {
			case 0:
				line = []byte(rapid.SampledFrom(corpus).Draw(t, "line"))
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
