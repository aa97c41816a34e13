// Package readme tests that what README.md and CONTRIBUTING.md tell people to
// type works.
package readme

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
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
	"go run ./cmd/redeem new -n 1000 -groups 4-4-4 -check damm-gf32 -group -screen":    {want: []string{"\n1000\t"}},
	"redeem help": {want: []string{"usage: redeem COMMAND"}},
}

// notRun are the commands that the test does not run, and why.
var notRun = map[string]string{
	"go get github.com/redeemkit/redeem":                      "asks a proxy for a published version",
	"go test ./...":                                           "is what runs this test",
	"go test ./advice -update":                                "writes into the working tree; without -update it is part of go test ./...",
	"go run ./internal/gen NAME":                              "NAME stands for a table, and it writes into the working tree: see TestTables",
	"go run ./internal/evaluate":                              "takes minutes",
	"go run ./internal/mutate -only '^damm.go:' ./checkdigit": "takes seconds of the processor: its own tests run it on a smaller package",
	"go run -C playground .":                                  "serves until it is stopped: the module's own tests run it",
	"redeem design":                                           "names a command, which is run with its flags elsewhere",
	`go build -ldflags="-s -w"`:                               "is of a program that is not here",
	"redeem fit":                                              "names a command, which the tests of cmd/redeem run",
	"bash .ci/run":                                            "is what runs this test in the end",
	"bash .ci/run lint race":                                  "is a part of it",
	"FUZZTIME=1m bash .ci/run fuzz":                           "takes a minute for each target",
	"bash .ci/bench HEAD":                                     "takes minutes, and wants a commit to compare with",
	"go run . -summary ../README.md":                          "writes into the working tree, in a module of its own: .ci/run modules tests it",
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
	build := exec.Command(tool, "build", "-o", filepath.Join(dir, "redeem.exe"), "./cmd/redeem")
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
	for _, name := range []string{"README.md", "CONTRIBUTING.md"} {
		for _, command := range commands(t, name) {
			r, ok := runs[command]
			switch _, listed := notRun[command]; {
			case listed == ok:
				t.Errorf("%s: %s is neither run nor listed with a reason, or both", name, command)
			case listed:
				paths(t, command)
			case !seen[command]:
				r.check(t, sh, dir, command)
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

// paths holds the paths in a command to be there.
func paths(t *testing.T, command string) {
	t.Helper()
	for word := range strings.FieldsSeq(command) {
		if strings.HasPrefix(word, "./") || strings.HasPrefix(word, ".ci/") {
			if _, err := os.Stat(filepath.Join(root, strings.TrimSuffix(word, "/..."))); err != nil {
				t.Errorf("%s: %v", command, err)
			}
		}
	}
}

func (r run) check(t *testing.T, sh, dir, command string) {
	t.Helper()
	line := command
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
		_, blocks := read(t, "README.md")
		for i, b := range blocks {
			if strings.HasPrefix(b.text, command) {
				// Tabs at the ends of lines, before empty columns, cannot be seen.
				printed := regexp.MustCompile(`\t+\n`).ReplaceAllString(string(out), "\n")
				if diff := cmp.Diff(blocks[i+1].text, printed); diff != "" {
					t.Errorf("%s prints something else than README.md says (-README +printed):\n%s", command, diff)
				}
			}
		}
	}
}

// preamble is what the Go code in README.md takes for granted.
const preamble = `package snippets

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/card"
	"github.com/redeemkit/redeem/issue"
)

var (
	_ = fmt.Sprint
	_ = log.SetOutput
	_ = os.Stderr
	_ = advice.New
	_ = card.PromoLifetime
	_ = issue.New
)

func submit(context.Context, redeem.Code) {}
func use(redeem.Code)                     {}
func issued(redeem.Code) bool             { return true }

var screen, _ = issue.NewScreen(nil, issue.OffensiveWords()...)

`

// TestGoCode compiles the Go code in README.md: declarations as they are,
// statements in a function of a handler's arguments.
func TestGoCode(t *testing.T) {
	if testbin.Emulated() {
		t.Skip("compiled by the machine that emulates this one, and tested there")
	}
	tool := testbin.GoTool(t)
	_, blocks := read(t, "README.md")
	source, n := preamble, 0
	for _, b := range blocks {
		if b.language != "go" {
			continue
		}
		n++
		text := strings.ReplaceAll(b.text, "\n…\n", "\n")
		if _, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+text, 0); err == nil {
			source += text
			continue
		}
		body := fmt.Sprintf("func snippet%d(w http.ResponseWriter, r *http.Request, report redeem.Report) {\n%s\n", n, text)
		file, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+body+"}\n", 0)
		if err != nil {
			t.Fatalf("%v:\n%s", err, text)
		}
		source += body + used(file) + "}\n"
	}
	if n == 0 {
		t.Fatal("there is no Go code in README.md")
	}

	// An overlay is a file that only the compiler sees.
	dir := t.TempDir()
	absolute, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {
		filepath.Join(absolute, "internal", "readme", "snippets", "snippets.go"): filepath.Join(dir, "snippets.go"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"overlay.json": string(overlay), "snippets.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(tool, "build", "-overlay", filepath.Join(dir, "overlay.json"), "./internal/readme/snippets")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s\n%s", err, out, source)
	}
}

// used returns statements that use the variables which those of the last
// function define.
func used(file *ast.File) (source string) {
	body := file.Decls[len(file.Decls)-1].(*ast.FuncDecl).Body
	for _, statement := range body.List {
		if define, ok := statement.(*ast.AssignStmt); ok && define.Tok == token.DEFINE {
			for _, name := range define.Lhs {
				source += "_ = " + name.(*ast.Ident).Name + "\n"
			}
		}
	}
	return source
}
