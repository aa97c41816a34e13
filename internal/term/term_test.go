package term

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestCells(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "abc": 3, "Ｘ８": 4, "e\u0301": 1, "漢字": 4, "\u200b": 0, "\x1b[1;36mX\x1b[0m8": 2, "가": 2, "각": 2, "é": 1,
	} {
		if got := Cells(text); got != want {
			t.Errorf("%+q: %d, want %d", text, got, want)
		}
	}
}

// TestPrintable looks at what is shown and where a fault in it is.
func TestPrintable(t *testing.T) {
	for _, test := range []struct {
		text   string
		offset int
		shown  string
		column int
	}{
		{"X8!D", 2, "X8!D", 2},
		{"X8", 2, "X8", 2},
		{"Ｘ８!", 6, "Ｘ８!", 4},
		{"e\u0301!", 3, "e\u0301!", 1},
		{"Xe\u0301", 2, "Xe\u0301", 1}, // the mark stands over the e
		{"\u0301!", 2, "\u25CC\u0301!", 1},
		{"\x1b[2J!", 4, "<U+001B>[2J!", 11},
		{"\u202eX", 3, "<U+202E>X", 8},
		{"\xffX", 1, "<FF>X", 4},
		{"\tX", 0, "<U+0009>X", 0},
	} {
		shown, column := Printable([]byte(test.text), test.offset)
		if shown != test.shown || column != test.column {
			t.Errorf("%+q, %d: %+q, %d, want %+q, %d", test.text, test.offset, shown, column, test.shown, test.column)
		}
	}
}

// TestAround cuts texts to a width, and expects the column to stay in the part.
func TestAround(t *testing.T) {
	long := strings.Repeat("0123456789", 20)
	for column := range 201 {
		part, at := Around(long, column, 30)
		if Cells(part) > 30 || at > 30 {
			t.Fatalf("%d: %q, %d", column, part, at)
		}
		if column < 200 && []rune(part)[at] != rune(long[column]) {
			t.Fatalf("%d: %q, %d", column, part, at)
		}
	}
	if part, at := Around("short", 5, 30); part != "short" || at != 5 {
		t.Errorf("%q, %d", part, at)
	}
	if part, _ := Around(strings.Repeat("漢", 40), 33, 30); Cells(part) > 30 {
		t.Errorf("%q", part)
	}
}

func TestWrap(t *testing.T) {
	if got, want := Wrap("one two three 0123456789abc", 9), []string{"one two", "three", "012345678", "9abc"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestTable(t *testing.T) {
	table := NewTable(Screen{Width: 40}, Column{Name: "n", Right: true, Width: 3}, Column{Name: "word"}, Column{Name: "text"})
	var out []byte
	out = table.Append(out, "1", "漢字", "a text that is too long for one line of it")
	out = table.Below(out, 1, 2, "^")
	out = table.Append(out, "10", "", "short")
	want := `  N  WORD  TEXT
  1  漢字  a text that is too long for
           one line of it
       ^
 10        short
`
	if string(out) != want {
		t.Errorf("%s", out)
	}
}

// TestTableLeft leaves out extra columns, the last one first.
func TestTableLeft(t *testing.T) {
	table := NewTable(Screen{Width: 40}, Column{Name: "name"}, Column{Name: "a", Width: 20, Extra: true}, Column{Name: "b", Width: 20, Extra: true, Right: true})
	table.Fit([]string{"x", "y", "z"})
	if got := string(table.Append(nil, "x", "y", "z")); got != "NAME  A\nx     y\n" || table.Left() != 1 {
		t.Errorf("%q, %d left out", got, table.Left())
	}
}

func TestPaint(t *testing.T) {
	if got := (Screen{Colour: true}).Paint(Bad, "x"); got != "\x1b[31mx\x1b[0m" {
		t.Errorf("%q", got)
	}
	if got := (Screen{}).Paint(Bad, "x"); got != "x" {
		t.Errorf("%q", got)
	}
}

// TestWidth asks about what is no terminal.
func TestWidth(t *testing.T) {
	for _, name := range []string{os.DevNull, t.TempDir()} {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, ok := Width(f); ok || Is(f) {
			t.Errorf("%s is a terminal", name)
		}
	}
	if _, ok := Width(new(bytes.Buffer)); ok {
		t.Error("a buffer is a terminal")
	}
	t.Setenv("COLUMNS", "70")
	for columns, want := range map[int]int{0: 70, 1: 40, 100: 100, 1000: 200} {
		if got := Clip(columns); got != want {
			t.Errorf("%d: %d, want %d", columns, got, want)
		}
	}
}
