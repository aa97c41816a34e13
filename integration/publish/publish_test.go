package publish

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	modzip "golang.org/x/mod/zip"
)

const (
	redeem  = "github.com/redeemkit/redeem"
	version = "v0.1.0"
	root    = "../.."

	// maxSize is what all who import the module download.
	maxSize = 1_000_000
)

// file is a file of the repository.
type file string

func (f file) Path() string                 { return filepath.ToSlash(string(f)) }
func (f file) Lstat() (os.FileInfo, error)  { return os.Lstat(filepath.Join(root, string(f))) }
func (f file) Open() (io.ReadCloser, error) { return os.Open(filepath.Join(root, string(f))) }

// files returns what a commit of the clone as it is would have.
func files(t *testing.T) (names []string) {
	t.Helper()
	cmd := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		if _, err := os.Lstat(filepath.Join(root, name)); err == nil {
			names = append(names, name)
		}
	}
	return names
}

// write writes a file that a proxy serves.
func write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o666); err != nil {
		t.Fatal(err)
	}
}

// proxy packs the module, and returns a folder that has what a proxy serves, and
// the name of the archive.
func proxy(t *testing.T) (folder, archive string) {
	t.Helper()
	folder = t.TempDir()
	versions := filepath.Join(folder, redeem, "@v")
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(versions, "list"), []byte(version+"\n"))
	write(t, filepath.Join(versions, version+".mod"), mod)
	write(t, filepath.Join(versions, version+".info"), fmt.Appendf(nil, `{"Version":%q,"Time":%q}`, version, time.Now().UTC().Format(time.RFC3339)))
	var all []modzip.File
	for _, name := range files(t) {
		all = append(all, file(name))
	}
	archive = filepath.Join(versions, version+".zip")
	w, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := modzip.Create(w, module.Version{Path: redeem, Version: version}, all); err != nil {
		t.Fatal(err)
	}
	return folder, archive
}

// TestSize holds the archive to its size, and names the largest files if it is
// larger.
func TestSize(t *testing.T) {
	_, archive := proxy(t)
	info, err := os.Stat(archive)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes", info.Size())
	if info.Size() < maxSize {
		return
	}
	r, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	slices.SortFunc(r.File, func(x, y *zip.File) int { return int(y.CompressedSize64) - int(x.CompressedSize64) })
	t.Errorf("the module has %d bytes, want less than %d; the largest files:", info.Size(), maxSize)
	for _, f := range r.File[:min(10, len(r.File))] {
		t.Errorf("%8d %s", f.CompressedSize64, f.Name)
	}
}

// user is a machine that has never seen the module.
type user struct {
	t   *testing.T
	dir string
	env []string
	bin string
}

func newUser(t *testing.T) *user {
	t.Helper()
	folder, _ := proxy(t)
	home := t.TempDir()
	u := &user{t: t, dir: filepath.Join(home, "work"), bin: filepath.Join(home, "bin")}
	if err := os.Mkdir(u.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	// What the module needs of others comes from what is downloaded already, or
	// from where it came from.
	cache := strings.TrimSpace(u.goIn(root, "env", "GOMODCACHE"))
	others := strings.TrimSpace(u.goIn(root, "env", "GOPROXY"))
	u.env = append(os.Environ(),
		"GOPROXY=file://"+filepath.ToSlash(folder)+",file://"+filepath.ToSlash(cache)+"/cache/download,"+others,
		"GONOSUMDB="+redeem, "GONOPROXY=", "GOPRIVATE=", "GOWORK=off", "GOFLAGS=-modcacherw",
		"GOMODCACHE="+filepath.Join(home, "mod"), "GOBIN="+u.bin,
	)
	return u
}

// goIn runs the go command in a folder and returns what it prints.
func (u *user) goIn(dir string, args ...string) string {
	u.t.Helper()
	return u.run(dir, "go", args...)
}

func (u *user) run(dir, name string, args ...string) string {
	u.t.Helper()
	var failed strings.Builder
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env, cmd.Stderr = dir, u.env, &failed
	out, err := cmd.Output()
	if err != nil {
		u.t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, failed.String())
	}
	return string(out)
}

// TestConsumer gets the module, and builds, vets, tests and runs a program that
// imports all its packages.
func TestConsumer(t *testing.T) {
	u := newUser(t)
	u.goIn(u.dir, "mod", "init", "example.com/consumer")
	for _, name := range []string{"main.go", "main_test.go"} {
		text, err := os.ReadFile(filepath.Join("testdata", "consumer", name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(u.dir, name), text)
	}
	u.goIn(u.dir, "get", "-t", redeem+"@"+version)
	u.goIn(u.dir, "mod", "tidy")
	u.goIn(u.dir, "vet", "./...")
	u.goIn(u.dir, "test", "./...")
	u.goIn(u.dir, "mod", "verify")
	program := filepath.Join(u.bin, "consumer")
	u.goIn(u.dir, "build", "-o", program, ".")
	out := u.run(u.dir, program)
	for _, want := range []string{"{1 [redacted]} <nil>\n", `msg="got ************7WPT"`, "unique true\n", "[redacted] <nil> true\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("the program does not print %q but\n%s", want, out)
		}
	}
	if strings.Contains(out, "X8KD") {
		t.Errorf("the program prints\n%s", out)
	}
	// go-cmp is built for tests alone.
	modules := u.goIn(u.dir, "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", ".")
	got := slices.Compact(slices.Sorted(slices.Values(strings.Fields(modules))))
	if want := []string{"example.com/consumer", redeem, "golang.org/x/text"}; !slices.Equal(got, want) {
		t.Errorf("the program is built from %q, want %q", got, want)
	}
}

// TestInstall installs the command by its version.
func TestInstall(t *testing.T) {
	u := newUser(t)
	u.goIn(u.dir, "install", redeem+"/cmd/redeem@"+version)
	command := filepath.Join(u.bin, "redeem")
	if out := u.run(u.dir, command, "check", "x8kd-49fj-2mzq-7wpt"); !strings.Contains(out, "X8KD49FJ2MZQ7WPT") {
		t.Errorf("redeem check prints %q", out)
	}
	page := filepath.Join(u.dir, "card.txt")
	write(t, page, []byte("Scratch to reveal\nCode: X8KD 49FJ 2MZQ 7WPT\n"))
	if out := u.run(u.dir, command, "fix", "-ocr", "text", page); !strings.Contains(out, "unique\tX8KD49FJ2MZQ7WPT") {
		t.Errorf("redeem fix prints %q", out)
	}
	if out := u.goIn(u.dir, "version", "-m", command); !strings.Contains(out, "mod\t"+redeem+"\t"+version) {
		t.Errorf("the command does not know its version:\n%s", out)
	}
}

// TestModules holds what the first line of each nested go.mod says: whether the
// module can be imported, or only run in a clone. It can be imported if it requires a
// version of this repository's module and replaces nothing by a folder.
func TestModules(t *testing.T) {
	const (
		clone    = "// Run in a clone; cannot be imported, "
		imported = "// Can be imported"
		data     = "// Read in a clone; not a module to import, "
	)
	n := 0
	for _, name := range files(t) {
		if filepath.Base(name) != "go.mod" || name == "go.mod" {
			continue
		}
		n++
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		mod, err := modfile.Parse(name, text, nil)
		if err != nil {
			t.Fatal(err)
		}
		packages, _ := filepath.Glob(filepath.Join(root, filepath.Dir(name), "*.go"))
		nested, _ := filepath.Glob(filepath.Join(root, filepath.Dir(name), "*", "*.go"))
		first, _, _ := strings.Cut(string(text), "\n")
		want := imported
		switch {
		case len(packages)+len(nested) == 0:
			want = data
		case len(mod.Replace) > 0, !slices.ContainsFunc(mod.Require, func(r *modfile.Require) bool { return r.Mod.Path == redeem }):
			want = clone
		}
		if !strings.HasPrefix(first, want) {
			t.Errorf("%s begins with %q, want %q", name, first, want)
		}
		if mod.Module.Mod.Path != redeem+"/"+filepath.ToSlash(filepath.Dir(name)) {
			t.Errorf("%s is module %s", name, mod.Module.Mod.Path)
		}
	}
	if n < 8 {
		t.Errorf("%d modules", n)
	}
}
