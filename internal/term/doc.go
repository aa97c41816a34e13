// Package term writes for people at a terminal: it finds out how wide the
// terminal is, measures text in its columns, and lays out tables. It is the only
// place of the command that knows of width and of colour.
package term

import (
	"io"
	"os"
	"strconv"
)

// DefaultWidth is the width that a terminal is taken to have if it does not
// say.
const DefaultWidth = 80

const leastWidth, mostWidth = 40, 200

// Width returns the width of a terminal in columns, and whether w is a terminal.
// A terminal that does not know its width has that of the environment variable
// COLUMNS, or [DefaultWidth].
func Width(w io.Writer) (columns int, ok bool) {
	f, isFile := w.(*os.File)
	if !isFile {
		return 0, false
	}
	columns, ok = windowWidth(f)
	if !ok {
		return 0, false
	}
	return Clip(columns), true
}

// Is reports whether a reader or writer is a terminal.
func Is(stream any) bool {
	f, ok := stream.(*os.File)
	if !ok {
		return false
	}
	_, ok = windowWidth(f)
	return ok
}

// Clip returns the width to write for: that of COLUMNS if columns is 0, and
// neither too narrow for a code nor too wide to read.
func Clip(columns int) int {
	if columns == 0 {
		columns, _ = strconv.Atoi(os.Getenv("COLUMNS"))
	}
	if columns <= 0 {
		columns = DefaultWidth
	}
	return min(max(columns, leastWidth), mostWidth)
}
