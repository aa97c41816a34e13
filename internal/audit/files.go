package audit

import "sort"

// files numbers the lines of all files, starting at 0.
type files struct {
	starts []int64 // the number of the first line of each file
	lines  int64
}

func (f *files) next() { f.starts = append(f.starts, f.lines) }

// place returns the place of a line.
func (f *files) place(line int64) Place {
	file := sort.Search(len(f.starts), func(i int) bool { return f.starts[i] > line })
	if file == 0 {
		return Place{1, line + 1}
	}
	return Place{file, line - f.starts[file-1] + 1}
}

// line returns the number of the line at a place.
func (f *files) line(p Place) int64 {
	if len(f.starts) == 0 {
		return p.Line - 1
	}
	return f.starts[p.File-1] + p.Line - 1
}
