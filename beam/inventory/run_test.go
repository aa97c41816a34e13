package inventory

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/audit"
	"github.com/redeemkit/redeem/internal/lines"
)

const good = "X8KD49FJ2MZQ7WPT"

// failer is a *testing.T or a *rapid.T.
type failer interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// runAudit runs an audit on Prism, in this process, and returns the contents of
// the files that it writes.
func runAudit(t failer, o Options) string {
	t.Helper()
	p, s := beam.NewPipelineWithRoot()
	if err := Audit(s, o); err != nil {
		t.Fatal(err)
	}
	if _, err := prism.Execute(context.Background(), p); err != nil {
		t.Fatal(err)
	}
	return output(t, o.Output)
}

// output returns all findings, and the summary.
func output(t failer, prefix string) string {
	t.Helper()
	names, err := filepath.Glob(prefix + "-findings-*")
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, name := range append(names, prefix+summaryName) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, text...)
	}
	return string(all)
}

// singleMachine returns the output of "redeem audit".
func singleMachine(t failer, o Options, texts []string) string {
	t.Helper()
	set, err := newSettings(o)
	if err != nil {
		t.Fatal(err)
	}
	a := audit.New(audit.Options{Rules: audit.NewRules(o.Format, o.Lookalikes), Limits: set.Limits, Memory: 1 << 30})
	defer a.Close()
	for _, text := range texts {
		a.File()
		if err := lines.NewReader(strings.NewReader(text), lines.Enough, false, nil).Each(a.Add); err != nil {
			t.Fatal(err)
		}
	}
	counts, err := a.Finish()
	if err != nil {
		t.Fatal(err)
	}
	style := audit.Style{Files: len(texts) > 1}
	if o.Reveal {
		style.Append = func(dst []byte, c redeem.Code) []byte { return c.AppendTo(dst) }
	}
	var out []byte
	if err := a.Findings(func(f audit.Finding) error {
		out = f.AppendTo(out, style)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return string(counts.AppendTo(out))
}

// put writes files and returns the pattern that matches them.
func put(t failer, dir string, texts []string) string {
	t.Helper()
	for i, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("codes-%03d.txt", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "codes-*.txt")
}
