package audit

import "testing"

func TestFiles(t *testing.T) {
	for _, sizes := range [][]int64{{}, {0}, {3}, {0, 2}, {2, 0, 0, 3, 0}, {1, 1, 1}} {
		var f files
		var places []Place
		for file, size := range sizes {
			f.next()
			for line := range size {
				places = append(places, Place{file + 1, line + 1})
				f.lines++
			}
		}
		for n, want := range places {
			if got := f.place(int64(n)); got != want {
				t.Errorf("files of %d lines: line %d is at %v, want %v", sizes, n, got, want)
			}
			if got := f.line(want); got != int64(n) {
				t.Errorf("files of %d lines: %v is line %d, want %d", sizes, want, got, n)
			}
		}
	}
	var none files // lines are added without a file
	if got, want := none.place(6), (Place{1, 7}); got != want || none.line(want) != 6 {
		t.Errorf("%v", got)
	}
}
