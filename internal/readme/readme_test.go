// Package readme tests that what README.md, CONTRIBUTING.md and the README of
// the command tell people to type works, that README.md stays short, and that
// sentences can be read once.
package readme

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem/internal/testbin"
)

var root = filepath.Join("..", "..")

// commandReadme is the README of the command.
var commandReadme = filepath.Join("cmd", "redeem", "README.md")

// block is what is between two fences.
type block struct{ language, text string }

// read returns a file of the root and its blocks.
func read(t *testing.T, name string) (text string, blocks []block) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$").FindAllStringSubmatch(string(b), -1) {
		blocks = append(blocks, block{m[1], m[2]})
	}
	return string(b), blocks
}

// commands returns the lines of the sh blocks of a file, without comments, and
// the commands within its sentences.
func commands(t *testing.T, name string) (found []string) {
	text, blocks := read(t, name)
	for _, b := range blocks {
		if b.language == "sh" {
			for line := range strings.Lines(b.text) {
				command, _, _ := strings.Cut(line, " # ")
				found = append(found, strings.TrimSpace(command))
			}
		}
	}
	inline := regexp.MustCompile("`((?:[A-Z]+=\\w+ )?(?:go|bash|redeem) [^`]+)`")
	for _, m := range inline.FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	return found
}

// A run is a command that the test runs, in the root if it is one of the go
// tool, and else in a folder with the files that the text speaks of.
type run struct {
	smaller func(dir string) *strings.Replacer // what takes minutes is run with less
	status  int
	want    []string // parts of what it prints
}

var runs = map[string]run{
	"go run ./cmd/redeem check 'x8kd 49fj-2mzq 7wpt' GCA4567890123456": {
		status: 1,
		want:   []string{"1\tok\tX8KD49FJ2MZQ7WPT\t\tcase|separator\n", "2\tserial number instead of a code\t\t0\tnone\n"},
	},
	"redeem audit batch1.txt batch2.txt": {status: 1, want: []string{"2:3\tlookalike\t************7WPT\t\t1:3\t************7WPT\n"}},
	"go run ./internal/audit/inventory 100000000 > codes.txt": {
		smaller: func(dir string) *strings.Replacer {
			return strings.NewReplacer("100000000", "1000", "codes.txt", filepath.Join(dir, "codes.txt"))
		},
	},
	"redeem audit codes.txt":             {want: []string{"ok\t1000\n"}},
	"redeem check -summary -f codes.txt": {want: []string{"ok\t1000\ntotal\t1000\n"}},
	"go run ./cmd/redeem design -groups 4-4-4 -check damm-gf32 -live 1e6 -guesses 1e4": {want: []string{"bits\t55\n"}},
	"go run ./cmd/redeem design -compare -length 12 -live 1e6 -guesses 1e4":            {want: []string{"\nrs-gf32-2\t2\t50\t", "\t76.6\t", "recommended\trs-gf37-3\t"}},
	"go run ./cmd/redeem new -n 1000 -groups 4-4-4 -check rs-gf32-2 -group -screen":    {want: []string{"\n1000\t"}},
	"redeem help": {want: []string{"usage: redeem COMMAND"}},
}

// notRun are the commands that the test does not run, and why.
var notRun = map[string]string{
	"go get github.com/redeemkit/redeem":                               "asks a proxy for a published version",
	"go test ./...":                                                    "is what runs this test",
	"go test ./advice -update":                                         "writes into the working tree; without -update it is part of go test ./...",
	"go -C internal/tools run ./gen NAME":                              "NAME stands for a table, and it writes into the working tree: see TestTables",
	"go -C internal/tools run ./evaluate":                              "takes minutes",
	"go -C internal/tools run ./mutate -only '^damm.go:' ./checkdigit": "takes seconds of the processor: its own tests run it on a smaller package",
	"go run -C playground .":                                           "serves until it is stopped: the module's own tests run it",
	"go install github.com/redeemkit/redeem/cmd/redeem@latest":         "asks a proxy for a published version",
	"redeem help COMMAND":                                              "COMMAND stands for one",
	"redeem audit":                                                     "names a command, which is run with its files elsewhere",
	"redeem check":                                                     "names a command, which is run with its arguments elsewhere",
	"redeem design":                                                    "names a command, which is run with its flags elsewhere",
	"redeem design -compare":                                           "is run with a length elsewhere",
	"redeem fix":                                                       "names a command, which the tests of cmd/redeem run",
	"source <(redeem completion bash)":                                 "needs the shell: integration/terminal runs it in three",
	"redeem man > redeem.1":                                            "writes a file: integration/terminal formats it",
	"redeem version":                                                   "prints what differs from build to build: a test of cmd/redeem runs it",
	"go test ./cmd/redeem -run TestPictures -update":                   "writes into the working tree: the test compares the pictures",
	"redeem fit":                                                       "names a command, which the tests of cmd/redeem run",
	"bash .ci/run":                                                     "is what runs this test in the end",
	"bash .ci/run lint race":                                           "is a part of it",
	"FUZZTIME=1m bash .ci/run fuzz":                                    "takes a minute for each target",
	"bash .ci/bench HEAD":                                              "takes minutes, and wants a commit to compare with",
	"bash .ci/apidiff":                                                 "takes minutes, and wants a tag to compare with: .ci/run runs it",
	"go -C internal/tools run ./evaluate -write":                       "writes into the working tree: its own tests compare it",
	"go run . -summary ../README.md":                                   "writes into the working tree, in a module of its own: .ci/run modules tests it",
	"cd bench && go run . -record ratios.txt -readme README.md -summary ../README.md -plot ../docs/speed.svg": "writes into the working tree, in a module of its own",
}

// files are those that the text speaks of.
var files = map[string]string{
	"batch1.txt": "X1AC49FJ2MZQ7WP7\nX7HK49FJ2MZQ7WPC\nX8KD49FJ2MZQ7WPT\nX8KD49FJ2MZQ7\n",
	"batch2.txt": "x8kd-49fj-2mzq-7wpt\nX9YL49FJ2MZQ7WPR\nXBKD49FJ2MZQ7WPT\n",
}

// TestCommands runs every command, or knows why not.
func TestCommands(t *testing.T) {
	if testbin.Emulated() {
		t.Skip("the commands are those of the machine that emulates this one, and tested there")
	}
	tool := testbin.GoTool(t)
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh")
	}
	dir := t.TempDir()
	build := exec.Command(tool, "build", "-ldflags=-s -w", "-o", filepath.Join(dir, "redeem.exe"), "./cmd/redeem")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]bool{}
	const goRun = "go run ./cmd/redeem "
	built := "" // what stands for goRun from the second time on: the same program
	for _, name := range []string{"README.md", "CONTRIBUTING.md", commandReadme} {
		for _, command := range commands(t, name) {
			r, ok := runs[command]
			switch _, listed := notRun[command]; {
			case listed == ok:
				t.Errorf("%s: %s is neither run nor listed with a reason, or both", name, command)
			case listed:
				paths(t, command)
			case !seen[command]:
				line := command
				if rest, ok := strings.CutPrefix(command, goRun); ok && built != "" {
					line = built + rest
				} else if ok {
					built = "'" + filepath.ToSlash(filepath.Join(dir, "redeem.exe")) + "' "
				}
				r.check(t, sh, dir, command, line)
			}
			seen[command] = true
		}
	}
	for command := range runs {
		if !seen[command] {
			t.Errorf("nobody is told to run %s", command)
		}
	}
	for command := range notRun {
		if !seen[command] {
			t.Errorf("nobody is told to run %s", command)
		}
	}
}

// paths holds the paths in a command to be there. The first one is in the folder of
// the go command's flag -C.
func paths(t *testing.T, command string) {
	t.Helper()
	dir, last := root, ""
	for word := range strings.FieldsSeq(command) {
		if last == "-C" {
			dir = filepath.Join(root, word)
		}
		if strings.HasPrefix(word, "./") || strings.HasPrefix(word, ".ci/") {
			if _, err := os.Stat(filepath.Join(dir, strings.TrimSuffix(word, "/..."))); err != nil {
				t.Errorf("%s: %v", command, err)
			}
			dir = root
		}
		last = word
	}
}

// check runs a command as the shell's line that stands for it.
func (r run) check(t *testing.T, sh, dir, command, line string) {
	t.Helper()
	if r.smaller != nil {
		line = r.smaller(dir).Replace(line)
	}
	cmd := exec.Command(sh, "-c", line)
	cmd.Dir = root
	if rest, ok := strings.CutPrefix(line, "redeem "); ok {
		cmd = exec.Command(sh, "-c", "./redeem.exe "+rest)
		cmd.Dir = dir
	}
	out, err := cmd.Output()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != r.status {
		t.Fatalf("%s: %v, want status %d: %s", command, err, r.status, out)
	}
	for _, part := range r.want {
		if !strings.Contains(string(out), part) {
			t.Errorf("%s: prints %q, which lacks %q", command, out, part)
		}
	}
	if command == "redeem audit batch1.txt batch2.txt" {
		_, blocks := read(t, commandReadme)
		for i, b := range blocks {
			if strings.HasPrefix(b.text, command) {
				// Tabs at the ends of lines, before empty columns, cannot be seen.
				printed := regexp.MustCompile(`\t+\n`).ReplaceAllString(string(out), "\n")
				if diff := cmp.Diff(blocks[i+1].text, printed); diff != "" {
					t.Errorf("%s prints something else than the README says (-README +printed):\n%s", command, diff)
				}
			}
		}
	}
}

// TestGoCode holds each block of Go in README.md to stand, line for line, in the
// examples of the root package, which run it and look at its answer.
func TestGoCode(t *testing.T) {
	examples, err := os.ReadFile(filepath.Join(root, "example_readme_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	_, blocks := read(t, "README.md")
	n := 0
	for _, b := range blocks {
		if b.language != "go" {
			continue
		}
		n++
		indented := regexp.MustCompile(`(?m)^(.)`).ReplaceAllString(b.text, "\t$1")
		if text := string(examples); !strings.Contains(text, b.text) && !strings.Contains(text, indented) {
			t.Errorf("no example of example_readme_test.go holds\n%s", b.text)
		}
	}
	if n == 0 {
		t.Fatal("there is no Go code in README.md")
	}
}

// TestLength keeps what people read first short: the README, and the overview of
// the package.
func TestLength(t *testing.T) {
	for name, most := range map[string]int{"README.md": 1300, "doc.go": 700} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if n := len(strings.Fields(string(text))); n > most {
			t.Errorf("%s has %d words, and may have %d", name, n, most)
		}
	}
}

// awkward are constructions that take a second reading, most of them a verb
// without its object or an object in front of its verb.
var awkward = regexp.MustCompile(`\btells? of\b|\bsays? of\b|\bbe they\b|\bfor him\b|\bhas it\b|\bthe zero \w+ is none\b|\bis no (?:code|symbol|separator|word)s?\b|\bare no codes\b|\bWhat is [^.?]*, \S+ says\b`)

// TestSentences looks for them in what people read: the pages of the root, and
// the documentation of the packages that others import.
func TestSentences(t *testing.T) {
	files := []string{"README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", filepath.Join("vectors", "README.md")}
	for _, pkg := range []string{".", "issue", "card", "checkdigit", "ocr", "advice"} {
		sources, err := filepath.Glob(filepath.Join(root, pkg, "*.go"))
		if err != nil || len(sources) == 0 {
			t.Fatalf("%s: %d files, %v", pkg, len(sources), err)
		}
		for _, source := range sources {
			if !strings.HasSuffix(source, "_test.go") {
				files = append(files, filepath.Join(pkg, filepath.Base(source)))
			}
		}
	}
	// A sentence may be broken over lines of a comment.
	lineBreak := regexp.MustCompile(`\n[ \t]*(?://)?[ \t]*`)
	for _, name := range files {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range awkward.FindAllString(lineBreak.ReplaceAllString(string(text), " "), -1) {
			t.Errorf("%s: %q: write it in the order subject, verb, object", name, found)
		}
	}
}

// TestGoVersion holds the README to the version of Go that the module asks for.
func TestGoVersion(t *testing.T) {
	mod, _ := read(t, "go.mod")
	text, _ := read(t, "README.md")
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)\.0$`).FindStringSubmatch(mod)
	if version == nil || !strings.Contains(text, "It needs Go "+version[1]+".\n") {
		t.Errorf("the README does not say that it needs Go %s", version)
	}
}
