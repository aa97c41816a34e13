//go:build linux && amd64

package main

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem/internal/exhaustive"
)

var duration = regexp.MustCompile(`\b[0-9]+s\b`)

// TestRun mutates the fixture. It has a survivor that no test reaches, one that
// nobody could notice, one that loops for ever, and one that does not compile.
// The last two take seconds, so only exhaustive tests have them.
func TestRun(t *testing.T) {
	survivors := `testdata/fixture/fixture.go:6	Clamp	if n > limit {	n > limit => n >= limit	(%d tests)
testdata/fixture/fixture.go:32	untested	func untested() bool { return true }	true => !true	(0 tests)
`
	for _, test := range []struct {
		only, tests string
		long        bool
		survivors   int
		want        string
	}{
		{`:(Clamp|untested)$`, "Clamp", false, 2, `./testdata/fixture: 7 mutants, 1 tests, ready after 0s
` + fmt.Sprintf(survivors, 1) + `./testdata/fixture: 7 mutants: 5 killed, 0 of them by a limit; 2 survive; 0s
`},
		{`:Sum$`, "Sum", true, 0, `./testdata/fixture: 2 mutants, 1 tests, ready after 0s
./testdata/fixture: 2 mutants: 2 killed, 0 of them by a limit; 0 survive; 0s
`},
		{"", "", true, 2, `./testdata/fixture: 21 mutants, 4 tests, ready after 0s
` + fmt.Sprintf(survivors, 2) + `./testdata/fixture: 21 mutants: 19 killed, 1 of them by a limit; 2 survive; 0s
`},
	} {
		if test.long && !exhaustive.On() {
			continue
		}
		var out strings.Builder
		survivors, err := run(&out, test.only, test.tests, 2, []string{"./testdata/fixture"})
		if err != nil || survivors != test.survivors {
			t.Errorf("-only %q: %d survivors, %v", test.only, survivors, err)
		}
		if diff := cmp.Diff(test.want, duration.ReplaceAllString(out.String(), "0s")); diff != "" {
			t.Errorf("-only %q (-want +got):\n%s", test.only, diff)
		}
	}
}

func TestRunOfNothing(t *testing.T) {
	if _, err := run(io.Discard, "", "", 1, nil); err == nil {
		t.Error("no package to change, and no error")
	}
}
