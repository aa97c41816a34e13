package srctest

import (
	"bufio"
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/redeemkit/redeem/internal/testbin"
)

// pinnedCompiler is the release that the tests of inlining and of escapes are
// written for. Another release may decide differently without a fault of ours.
const pinnedCompiler = "go1.26"

// remark is one remark of the compiler about a package's own code: the
// position, the function as the compiler names it, and the text.
type remark struct{ where, function, text string }

// remarksOn returns the remarks of go build -gcflags=-m on the package in the
// working directory, or nothing if the compiler is not the pinned one. It
// always compiles for amd64, because the instructions of an architecture affect
// what can be inlined.
func remarksOn(t *testing.T) []remark {
	t.Helper()
	if version := runtime.Version(); version != pinnedCompiler && !strings.HasPrefix(version, pinnedCompiler+".") {
		t.Logf("not checked: this is %s, and the expectations are those of %s", version, pinnedCompiler)
		return nil
	}
	testbin.NeedProcesses(t)
	remarks, err := askCompiler()
	if err != nil {
		t.Fatal(err)
	}
	return remarks
}

var askCompiler = sync.OnceValues(func() ([]remark, error) {
	cmd := exec.Command("go", "build", "-gcflags=-m", ".")
	cmd.Env = append(os.Environ(), "GOARCH=amd64")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("go build: %v\n%s", err, out)
	}
	files := make(map[string]map[int]string)
	var remarks []remark
	folder, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	// The go command caches the remarks, with paths relative to the directory
	// in which it first ran.
	line := regexp.MustCompile(`^(?:\./)?([^:]+\.go):(\d+):\d+: (.*)$`)
	for scanner := bufio.NewScanner(bytes.NewReader(out)); scanner.Scan(); {
		said := line.FindStringSubmatch(scanner.Text())
		if said == nil {
			continue // about code that the compiler made itself
		}
		of := filepath.ToSlash(filepath.Dir(said[1]))
		if of != "." && !strings.HasSuffix(filepath.ToSlash(folder), "/"+of) {
			continue // about another package's code
		}
		file, number := filepath.Base(said[1]), 0
		fmt.Sscan(said[2], &number)
		if files[file] == nil {
			if files[file], err = functionsOf(file); err != nil {
				return nil, err
			}
		}
		remarks = append(remarks, remark{file + ":" + said[2], files[file][number], said[3]})
	}
	if len(remarks) == 0 {
		return nil, fmt.Errorf("the compiler said nothing:\n%s", out)
	}
	return remarks, nil
})

// functionsOf returns the functions of a file by line number.
func functionsOf(file string) (map[int]string, error) {
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	names := make(map[int]string)
	for _, decl := range parsed.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		name := f.Name.Name
		switch receiver, pointer := receiverOf(f); {
		case pointer:
			name = "(*" + receiver + ")." + name
		case receiver != "":
			name = receiver + "." + name
		}
		for line := fset.Position(f.Pos()).Line; line <= fset.Position(f.End()).Line; line++ {
			names[line] = name
		}
	}
	return names, nil
}
