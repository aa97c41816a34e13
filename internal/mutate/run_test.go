//go:build linux && amd64

package main

import (
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var duration = regexp.MustCompile(`\b[0-9]+s\b`)

// TestRun mutates the fixture: a survivor that no test reaches and one that
// nobody could notice, one that loops for ever, and one that is no Go.
func TestRun(t *testing.T) {
	var out strings.Builder
	survivors, err := run(&out, "", "", 2, []string{"./testdata/fixture"})
	if err != nil || survivors != 2 {
		t.Errorf("%d survivors, %v", survivors, err)
	}
	want := `./testdata/fixture: 21 mutants, 4 tests, ready after 0s
testdata/fixture/fixture.go:6	Clamp	if n > limit {	n > limit => n >= limit	(2 tests)
testdata/fixture/fixture.go:32	untested	func untested() bool { return true }	true => !true	(0 tests)
./testdata/fixture: 21 mutants: 19 killed, 1 of them by a limit; 2 survive; 0s
`
	if diff := cmp.Diff(want, duration.ReplaceAllString(out.String(), "0s")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestRunOnly: no survivor is left in a part of the package whose faults are
// all noticed.
func TestRunOnly(t *testing.T) {
	var out strings.Builder
	survivors, err := run(&out, `:Sum$`, "Sum", 1, []string{"./testdata/fixture"})
	if err != nil || survivors != 0 || !strings.Contains(out.String(), " 1 tests, ") {
		t.Errorf("%d survivors, %v:\n%s", survivors, err, out.String())
	}
}

func TestRunOfNothing(t *testing.T) {
	if _, err := run(io.Discard, "", "", 1, nil); err == nil {
		t.Error("no package to change, and no error")
	}
}
