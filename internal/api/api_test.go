package api

import (
	"flag"
	"go/ast"
	"go/doc/comment"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the listing anew")

const module = "github.com/redeemkit/redeem"

// packages are the public ones, by their folder below the root.
var packages = []string{".", "advice", "card", "checkdigit", "issue", "ocr", "redeemtest"}

func load(t *testing.T, folder string) *Package {
	t.Helper()
	pkg, err := Load(filepath.Join("..", "..", folder), strings.TrimSuffix(module+"/"+folder, "/."))
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

// TestListing fails when what is exported changes and nobody has said so: run
// it with -update, and name the change in CHANGELOG.md.
func TestListing(t *testing.T) {
	var got strings.Builder
	for _, folder := range packages {
		text, err := load(t, folder).Text()
		if err != nil {
			t.Fatal(err)
		}
		got.WriteString(text + "\n")
	}
	const golden = "testdata/api.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("the exported API has changed (-listed +found). Name it in CHANGELOG.md and run go test ./internal/api -update\n%s", diff)
	}
}

// TestPackages asserts that every public package is listed.
func TestPackages(t *testing.T) {
	listed := make(map[string]bool)
	for _, folder := range packages {
		listed[folder] = true
	}
	root := filepath.Join("..", "..")
	folders, err := filepath.Glob(filepath.Join(root, "*", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range folders {
		folder := filepath.Dir(file)
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			continue // a module of its own
		}
		if name, _ := filepath.Rel(root, folder); !listed[name] {
			t.Errorf("package %s is not listed", name)
		}
	}
}

// TestDocs asserts that everything exported has a doc comment, and that every name that a
// comment links to exists.
func TestDocs(t *testing.T) {
	link := regexp.MustCompile(`\[[A-Z]\w*(\.\w+)?\]`)
	for _, folder := range packages {
		pkg := load(t, folder)
		check := func(name, text string) {
			t.Helper()
			if text == "" {
				t.Errorf("%s: %s has no comment", folder, name)
			}
			// What is no link is printed with its brackets.
			printed := string((&comment.Printer{}).Text(pkg.Parser().Parse(text)))
			if dead := link.FindString(printed); dead != "" {
				t.Errorf("%s: the comment of %s links to %s, which is not there", folder, name, dead)
			}
		}
		check("the package", pkg.Doc)
		for _, d := range pkg.Decls() {
			group, ok := d.node.(*ast.GenDecl)
			if !ok || group.Tok != token.CONST {
				check(d.Name, d.Doc)
				continue
			}
			for _, spec := range group.Specs {
				v := spec.(*ast.ValueSpec)
				if v.Names[0].IsExported() {
					check(v.Names[0].Name, d.Doc+v.Doc.Text()+v.Comment.Text())
				}
			}
		}
	}
}
