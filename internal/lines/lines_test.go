package lines

import (
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

const enoughReads = 32 * Enough

func readLines(t *testing.T, r io.Reader, most int, trim bool) []string {
	t.Helper()
	src := NewReader(r, most, trim, nil)
	var lines []string
	for b := new(Block); ; {
		err := src.Read(b)
		if err != nil {
			if again := src.Read(b); err != io.EOF || again != io.EOF {
				t.Fatalf("ended with %v, then %v", err, again)
			}
			return lines
		}
		if want := int64(len(lines) + 1); b.First != want {
			t.Fatalf("first line of a block is number %d, want %d", b.First, want)
		}
		before := len(lines)
		for line, more := b.Next(); more; line, more = b.Next() {
			lines = append(lines, string(line))
		}
		if len(lines) == before {
			t.Fatal("a block without a line")
		}
	}
}

// slowLines returns the lines that blocks should yield.
func slowLines(text string, most int, trim bool) []string {
	var lines []string
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case len(line) >= most:
			line = line[:most]
		case trim:
			line = strings.TrimSpace(line)
		}
		lines = append(lines, line)
	}
	return lines
}

// TestLines compares the lines of blocks with slowLines, for readers that read
// differently. The sample reads a text with one of the readers, by turns, if the text
// is long.
func TestLines(t *testing.T) {
	texts := []string{
		"", "\n", "\r\n", "\r", "\n\n", "a", "a\n", "a\nb", "a\r\nb\r\n", "a\rb\n", "a\r\r\n", "a\n\r\nb", "\n\na",
		"a\x00b\n\x00\n", "\xff\n\xc3", "\ufeffa\n", "\u2028\n", " a \t\n\u00a0b\u2003\r\n \n",
	}
	for _, size := range []int{redeem.MaxInput, enoughReads, Chunk, 2 * Chunk} {
		for n := size - 4; n <= size+4; n++ {
			for _, end := range []string{"", "\n", "\r\n", "\r", "\r\r\n", " \n"} {
				texts = append(texts, "a\n"+strings.Repeat("b", n)+end+"c\n", " "+strings.Repeat("b", n)+end, strings.Repeat(" ", n)+"b"+end)
			}
		}
	}
	for _, most := range []int{Enough, enoughReads} {
		for n := most - 2; n <= most+2; n++ { // a CR near the place where a long line is cut
			texts = append(texts, strings.Repeat("b", n)+"\r"+strings.Repeat("b", 2*Chunk)+"\n")
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range exhaustive.Pick(50, 200) {
		var b strings.Builder
		for range random.IntN(40) {
			b.WriteString([]string{"\n", "\r", "a", " ", "bc", strings.Repeat("x", random.IntN(3*Chunk))}[random.IntN(6)])
		}
		texts = append(texts, b.String())
	}
	for k, text := range texts {
		for i, most := range []int{Enough, enoughReads, Enough} {
			trim := i == 2
			want := slowLines(text, most, trim)
			long := len(text) > 2*redeem.MaxInput
			for j, reader := range []struct {
				name string
				of   func(io.Reader) io.Reader
			}{
				{"whole", func(r io.Reader) io.Reader { return r }},
				{"half", iotest.HalfReader},
				{"end", iotest.DataErrReader},
				{"byte", iotest.OneByteReader},
			} {
				if long && (reader.name == "byte" || (k+i+j)%3 > 0 && !exhaustive.On()) {
					continue
				}
				if got := readLines(t, reader.of(strings.NewReader(text)), most, trim); !slices.Equal(got, want) {
					t.Errorf("%.40q of %d bytes, reader %s, most %d, trim %t: got %.20q, want %.20q", text, len(text), reader.name, most, trim, got, want)
				}
			}
		}
	}
}

// TestEach tests that Each yields the same lines and errors as blocks.
func TestEach(t *testing.T) {
	text := strings.Repeat("a\nbc\r\n", Chunk)
	n, sum := 0, 0
	err := NewReader(strings.NewReader(text), Enough, false, nil).Each(func(line []byte) error {
		n++
		sum += len(line)
		return nil
	})
	if n != 2*Chunk || sum != 3*Chunk || err != nil {
		t.Errorf("%d lines of %d bytes, %v", n, sum, err)
	}
	for _, want := range []error{io.ErrUnexpectedEOF, io.ErrClosedPipe} {
		n = 0
		r := io.MultiReader(strings.NewReader("a\nb\nc"), iotest.ErrReader(io.ErrUnexpectedEOF))
		err = NewReader(r, Enough, false, nil).Each(func([]byte) error {
			if n++; n == 2 && want == io.ErrClosedPipe {
				return want
			}
			return nil
		})
		if n != 2 || err != want {
			t.Errorf("%d lines, %v, want 2 and %v", n, err, want)
		}
	}
}

// TestIdle tests that idle is called before every read, with the number of
// lines so far.
func TestIdle(t *testing.T) {
	var calls []int64
	r := NewReader(iotest.HalfReader(strings.NewReader(strings.Repeat("a\n", Chunk))), Enough, false, func(n int64) { calls = append(calls, n) })
	if err := r.Each(func([]byte) error { return nil }); err != nil || len(calls) < 3 || calls[0] != 0 || calls[len(calls)-1] != Chunk {
		t.Errorf("%v, %v", calls, err)
	}
}
