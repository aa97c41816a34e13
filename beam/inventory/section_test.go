package inventory

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// linesOf is a slow function that returns the lines that begin in each block of
// a text.
func linesOf(text string, size int) []string {
	blocks := make([]string, max((len(text)+size-1)/size, 1))
	at := 0
	for line := range strings.Lines(text) {
		blocks[at/size] += line
		at += len(line)
	}
	return blocks
}

var readers = map[string]func(io.Reader) io.Reader{
	"whole": func(r io.Reader) io.Reader { return r },
	"half":  iotest.HalfReader,
	"end":   iotest.DataErrReader,
	"byte":  iotest.OneByteReader,
}

func readAll(t interface{ Fatal(...any) }, s *section) string {
	b, err := io.ReadAll(iotest.OneByteReader(s))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		t.Fatal("reads on after the end:", n, err)
	}
	return string(b)
}

func checkSections(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
}, text string, size int) {
	want := linesOf(text, size)
	for name, wrap := range readers {
		s, err := newSection(wrap(strings.NewReader(text)), 0, int64(min(size, len(text))))
		if err != nil {
			t.Fatal(err)
		}
		var onwards, apart []string
		for i := range want {
			start, end := int64(i*size), int64(min((i+1)*size, len(text)))
			if i > 0 {
				s.next(end)
			}
			onwards = append(onwards, readAll(t, s))
			one, err := newSection(wrap(strings.NewReader(text[max(start-1, 0):])), start, end)
			if err != nil {
				t.Fatal(err)
			}
			apart = append(apart, readAll(t, one))
		}
		if diff := cmp.Diff(want, onwards); diff != "" {
			t.Fatalf("%q, blocks of %d, reader %s, one after the other: %s", text, size, name, diff)
		}
		if diff := cmp.Diff(want, apart); diff != "" {
			t.Fatalf("%q, blocks of %d, reader %s, each by itself: %s", text, size, name, diff)
		}
	}
}

// TestSectionsExhaustive tries every text of up to 7 bytes, and every size.
func TestSectionsExhaustive(t *testing.T) {
	for n := range 8 {
		for pattern := range 1 << n {
			text := make([]byte, n)
			for i := range text {
				text[i] = "a\n"[pattern>>i&1]
			}
			for size := 1; size <= n+1; size++ {
				checkSections(t, string(text), size)
			}
		}
	}
}

func TestSections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SampledFrom([]string{"\n", "\r\n", "X8KD49FJ2MZQ7WPT\n", "x", strings.Repeat("y", 70_000)})).Draw(t, "text")
		text := strings.Join(parts, "")
		if len(text) > 200_000 {
			t.Skip("takes long")
		}
		sizes := rapid.IntRange(1, 50)
		if len(text) > 1000 {
			sizes = rapid.IntRange(20_000, 150_000)
		}
		checkSections(t, text, sizes.Draw(t, "size"))
	})
}

func TestSectionError(t *testing.T) {
	broken := errors.New("broken")
	for _, text := range []string{"", "a", "a\nb"} {
		for _, start := range []int64{0, 1, 3} {
			r := io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken))
			s, err := newSection(r, start, 10)
			if err == nil {
				_, err = io.ReadAll(s)
			}
			if err != broken {
				t.Errorf("%q from %d: %v", text, start, err)
			}
		}
	}
	if !slices.Equal(linesOf("a\nb\n", 3), []string{"a\nb\n", ""}) {
		t.Error("linesOf is wrong")
	}
}
