//go:build linux && amd64

package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var duration = regexp.MustCompile(`\b[0-9]+s\b`)

// TestRun mutates the fixture: a survivor of each kind, one that loops for
// ever, one that is no Go, one that the list excuses, and a line of the list
// that nothing needs.
func TestRun(t *testing.T) {
	var out strings.Builder
	found, err := run(&out, "testdata/equivalent.txt", "", "", 2, []string{"./testdata/fixture"})
	if err != nil || !found {
		t.Errorf("found %v, %v", found, err)
	}
	want := `./testdata/fixture: 22 mutants, 4 tests, ready after 0s
fixture.go:33	testdata/fixture/fixture.go	untested	func untested() bool { return true }	true => !true	(0 tests)
out of date in the list: testdata/fixture/fixture.go	Clamp	if n == limit {	n == limit => n != limit
./testdata/fixture: 22 mutants: 20 killed, 2 of them by a limit; 1 equivalent, 1 survive; 0s
`
	if diff := cmp.Diff(want, duration.ReplaceAllString(out.String(), "0s")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestRunOnly: a part of the package cannot say what is out of date.
func TestRunOnly(t *testing.T) {
	var out strings.Builder
	found, err := run(&out, "testdata/equivalent.txt", `:Clamp$`, "Clamp", 1, []string{"./testdata/fixture"})
	if err != nil || found {
		t.Errorf("found %v, %v:\n%s", found, err, out.String())
	}
}
