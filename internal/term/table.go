package term

import "strings"

// Column is a column of a table.
type Column struct {
	Name  string
	Width int  // at least so wide
	Right bool // numbers
	Extra bool // left out where there is no room for it
}

// Table lays out rows as they come: a column is as wide as its widest cell so
// far, and the text of the last column is wrapped.
type Table struct {
	Screen  Screen
	columns []Column
	out     []bool // columns that are left out
	begun   bool
}

// NewTable returns a table with the columns.
func NewTable(s Screen, columns ...Column) *Table {
	t := &Table{Screen: s, columns: columns, out: make([]bool, len(columns))}
	for i := range t.columns {
		t.columns[i].Name = strings.ToUpper(t.columns[i].Name)
		t.columns[i].Width = max(t.columns[i].Width, Cells(t.columns[i].Name))
	}
	return t
}

// gap is between columns.
const gap = 2

// Fit makes the columns wide enough for rows that are all known, and leaves out
// columns that are extra, the last one first, until the others have room. The text
// of the last column is wrapped, unless it is extra.
func (t *Table) Fit(rows ...[]string) {
	for _, row := range rows {
		for i, cell := range row[:min(len(row), len(t.columns)-1)] {
			t.columns[i].Width = max(t.columns[i].Width, Cells(cell))
		}
	}
	last := len(t.columns) - 1
	if t.columns[last].Right {
		for _, row := range rows {
			t.columns[last].Width = max(t.columns[last].Width, Cells(row[last]))
		}
	}
	for i := last; i >= 0 && t.needs() > t.Screen.Width; i-- {
		t.out[i] = t.columns[i].Extra
	}
}

// Left returns how many columns are left out.
func (t *Table) Left() int {
	n := 0
	for _, out := range t.out {
		if out {
			n++
		}
	}
	return n
}

func (t *Table) needs() int {
	n := -gap
	for i, c := range t.columns {
		if !t.out[i] {
			n += c.Width + gap
		}
	}
	return n
}

// Append appends a row, and the header before the first one.
func (t *Table) Append(dst []byte, cells ...string) []byte {
	for i, cell := range cells[:min(len(cells), len(t.columns)-1)] {
		t.columns[i].Width = max(t.columns[i].Width, Cells(cell))
	}
	if !t.begun {
		t.begun = true
		names := make([]string, len(t.columns))
		for i, c := range t.columns {
			names[i] = t.Screen.Paint(Header, c.Name)
		}
		dst = t.row(dst, names)
	}
	return t.row(dst, cells)
}

func (t *Table) row(dst []byte, cells []string) []byte {
	at, blanks := 0, 0
	last := len(t.columns) - 1
	for last > 0 && t.out[last] {
		last--
	}
	for i, cell := range cells {
		c := t.columns[i]
		if t.out[i] {
			continue
		}
		n := Cells(cell)
		pad := max(0, c.Width-n)
		if i == last && !c.Right {
			dst = t.wrapped(dst, cell, at, blanks)
			break
		}
		if c.Right {
			blanks += pad
			pad = 0
		}
		if cell != "" {
			dst = append(append(dst, strings.Repeat(" ", blanks)...), cell...)
			blanks = 0
		} else {
			pad = max(pad, 0)
		}
		blanks += pad + gap
		at += max(c.Width, n) + gap
	}
	return append(dst, '\n')
}

// leastText is the least width that text is wrapped to beside other columns. With
// less it stands below them.
const leastText = 16

func (t *Table) wrapped(dst []byte, text string, at, blanks int) []byte {
	if text == "" {
		return dst
	}
	room, indent := t.Screen.Width-at, at
	if room < leastText && Cells(text) > room {
		indent, blanks = 2*gap, 2*gap
		room = t.Screen.Width - indent
		dst = append(dst, '\n')
	}
	for i, line := range Wrap(text, room) {
		if i > 0 {
			dst = append(dst, '\n')
			blanks = indent
		}
		dst = append(append(dst, strings.Repeat(" ", blanks)...), line...)
	}
	return dst
}

// Below appends a line whose text stands under a column of the row before, so
// many columns from the left of it.
func (t *Table) Below(dst []byte, column, offset int, text string) []byte {
	at := offset
	for i, c := range t.columns[:column] {
		if !t.out[i] {
			at += c.Width + gap
		}
	}
	return append(append(append(dst, strings.Repeat(" ", at)...), text...), '\n')
}

// Wrap breaks a text between words into lines of so many columns. A longer word
// is broken.
func Wrap(text string, limit int) (lines []string) {
	limit = max(limit, 8)
	line, n := "", 0
	for word := range strings.SplitSeq(text, " ") {
		w := Cells(word)
		switch {
		case n > 0 && n+1+w <= limit:
			line, n = line+" "+word, n+1+w
			continue
		case n > 0:
			lines, line, n = append(lines, line), "", 0
		}
		for w > limit {
			cut, used := len(word), 0
			for i, r := range word {
				if used += runeCells(r); used > limit {
					cut = i
					break
				}
			}
			lines = append(lines, word[:cut])
			word = word[cut:]
			w = Cells(word)
		}
		line, n = word, w
	}
	return append(lines, line)
}
