package inventory

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs"
	"github.com/google/go-cmp/cmp"
)

func planOf(t *testing.T, size int64, inputs ...string) (names []string, all []stretch) {
	t.Helper()
	f := &planFn{settings{Inputs: inputs, BlockSize: size}}
	err := f.ProcessElement(context.Background(), nil, func(n []string) { names = n }, func(s stretch) { all = append(all, s) })
	if err != nil {
		t.Fatal(err)
	}
	return names, all
}

func TestPlan(t *testing.T) {
	dir := t.TempDir()
	for name, size := range map[string]int{"b": 20, "a": 10, "c": 0, "d": 21} {
		if err := os.WriteFile(filepath.Join(dir, name), make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	path := func(name string) string { return filepath.Join(dir, name) }
	names, got := planOf(t, 10, path("[cd]"), path("*"))
	want := []stretch{
		{Path: path("c"), File: 1, Block: 0, Start: 0, End: 0, Buckets: 8},
		{Path: path("d"), File: 2, Block: 1, Start: 0, End: 10, Buckets: 8},
		{Path: path("d"), File: 2, Block: 2, Start: 10, End: 20, Buckets: 8},
		{Path: path("d"), File: 2, Block: 3, Start: 20, End: 21, Buckets: 8},
		{Path: path("a"), File: 3, Block: 4, Start: 0, End: 10, Buckets: 8},
		{Path: path("b"), File: 4, Block: 5, Start: 0, End: 10, Buckets: 8},
		{Path: path("b"), File: 4, Block: 6, Start: 10, End: 20, Buckets: 8},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if want := []string{path("c"), path("d"), path("a"), path("b")}; !slices.Equal(names, want) {
		t.Errorf("files %q, want %q", names, want)
	}
	if _, got := planOf(t, 100, path("a")); len(got) != 1 || got[0].Buckets != 1 {
		t.Errorf("%+v", got)
	}
}

// TestPlanInOnePiece plans files that can only be read from the beginning.
func TestPlanInOnePiece(t *testing.T) {
	memfs.Write("memfs://plan/a", make([]byte, 25))
	memfs.Write("memfs://plan/b", make([]byte, 5))
	_, got := planOf(t, 10, "memfs://plan/*")
	want := []stretch{
		{Path: "memfs://plan/a", File: 1, Block: 0, Start: 0, End: 25, Buckets: 4},
		{Path: "memfs://plan/b", File: 2, Block: 3, Start: 0, End: 5, Buckets: 4},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestAuditInOnePiece tests that such files are still read in blocks.
func TestAuditInOnePiece(t *testing.T) {
	texts := []string{strings.Repeat(good+"\n", 20) + "XBKD49FJ2MZQ7WPT", strings.Repeat("-", 500) + "\n" + good + "\n?\n"}
	memfs.Write("memfs://audit/a", []byte(texts[0]))
	memfs.Write("memfs://audit/b", []byte(texts[1]))
	o := Options{Inputs: []string{"memfs://audit/*"}, Output: t.TempDir() + "/audited", BlockSize: 50}
	if diff := cmp.Diff(singleMachine(t, o, texts), runAudit(t, o)); diff != "" {
		t.Error(diff)
	}
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	ctx := context.Background()
	o := Options{Inputs: []string{dir + "/*.txt"}, Output: dir + "/audited"}
	if err := o.Check(ctx); err == nil || err.Error() != noFile(0).Error() {
		t.Errorf("without inputs: %v", err)
	}
	f := &planFn{settings{Inputs: o.Inputs, BlockSize: 1}}
	if err := f.ProcessElement(ctx, nil, nil, nil); err == nil || err.Error() != noFile(0).Error() {
		t.Errorf("without inputs, on a worker: %v", err)
	}
	put(t, dir, []string{good})
	if err := o.Check(ctx); err != nil {
		t.Errorf("with inputs: %v", err)
	}
	for _, name := range []string{"-findings-00000-of-00001.tsv", "-summary.tsv", "-files.tsv"} {
		if err := os.WriteFile(o.Output+name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := o.Check(ctx); err == nil {
			t.Errorf("with %s: no error", name)
		}
		if err := os.Remove(o.Output + name); err != nil {
			t.Fatal(err)
		}
	}
}
