// Package srctest answers questions of tests about the source of their package:
// which names it exports, which functions the compiler inlines, and what it
// puts on the heap.
package srctest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Exported returns the exported functions and methods of the package in a
// folder, named as in go doc.
func Exported(t *testing.T, folder string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || !f.Name.IsExported() {
				continue
			}
			receiver, _ := receiverOf(f)
			switch {
			case receiver == "":
				names = append(names, f.Name.Name)
			case ast.IsExported(receiver):
				names = append(names, receiver+"."+f.Name.Name)
			}
		}
	}
	return names
}

// receiverOf returns the name of a method's type, or "" if f is a function, and
// reports whether the receiver is a pointer.
func receiverOf(f *ast.FuncDecl) (name string, pointer bool) {
	if f.Recv == nil {
		return "", false
	}
	of := f.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of, pointer = star.X, true
	}
	if generic, ok := of.(*ast.IndexExpr); ok {
		of = generic.X
	}
	return of.(*ast.Ident).Name, pointer
}

// Inlined asserts that the compiler can inline the given functions of the
// package in the working directory. They are named as the compiler names them:
// "Code.Len", "(*Format).Parse".
func Inlined(t *testing.T, functions ...string) {
	t.Helper()
	can := make(map[string]bool)
	remarks := remarksOn(t)
	for _, r := range remarks {
		if name, ok := strings.CutPrefix(r.text, "can inline "); ok {
			can[name] = true
		}
	}
	for _, name := range functions {
		if remarks != nil && !can[name] {
			t.Errorf("the compiler does not inline %s; ask it why with go build -gcflags=-m=2", name)
		}
	}
}

// harmless matches remarks about values that do not allocate. An Error is one
// byte, and the runtime has all bytes boxed. append grows the caller's buffer.
// The closure of an iterator that is inlined stays on the caller's stack.
var harmless = regexp.MustCompile(`^((redeem\.)?Error\([\w~]+\)|err|append|func literal) escapes to heap$`)

// Escaping asserts that exactly these functions of the package in the working
// directory may put something on the heap.
func Escaping(t *testing.T, functions ...string) {
	t.Helper()
	got := make(map[string]string)
	remarks := remarksOn(t)
	for _, r := range remarks {
		moved := strings.HasPrefix(r.text, "moved to heap: ") || strings.HasSuffix(r.text, " escapes to heap")
		if moved && !harmless.MatchString(r.text) {
			got[r.function] = r.where + ": " + r.text
		}
	}
	if remarks != nil {
		wantNames(t, got, functions)
	}
}

// Keeping asserts that exactly these parameters of exported functions of the
// package in the working directory may outlive the call, which prevents the
// caller from having them on its stack. A parameter is written as "NewFormat
// spec".
func Keeping(t *testing.T, parameters ...string) {
	t.Helper()
	leak := regexp.MustCompile(`^leaking param(?: content)?: (\S+)$`) // "… to result r" is not a leak
	got := make(map[string]string)
	remarks := remarksOn(t)
	for _, r := range remarks {
		name := r.function[strings.LastIndex(r.function, ".")+1:]
		if said := leak.FindStringSubmatch(r.text); said != nil && ast.IsExported(name) {
			got[r.function+" "+said[1]] = r.where + ": " + r.text
		}
	}
	if remarks != nil {
		wantNames(t, got, parameters)
	}
}

// wantNames compares the names in the compiler's remarks with a list, in both
// directions: a superfluous name in the list would hide the next fault.
func wantNames(t *testing.T, got map[string]string, want []string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if !slices.Contains(want, name) {
			t.Errorf("%s: %s", name, got[name])
		}
	}
	for _, name := range want {
		if got[name] == "" {
			t.Errorf("%s: the compiler has nothing against it any more; take it off the list", name)
		}
	}
}
