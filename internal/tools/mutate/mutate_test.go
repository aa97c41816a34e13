package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMutants(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"_ = a < b", "a < b => a <= b; a < b => a >= b"},
		{"_ = a == b", "a == b => a != b"},
		{"_ = a - b", "a - b => a + b"},
		{"_ = a &^ b", "a &^ b => a & b"},
		{"_ = s + `-`", "s + `-` => s - `-`"}, // the compiler rejects it later
		{"_ = p && q", "p && q => p || q; p => (p || true); q => (q || true)"},
		{"_ = p || q", "p || q => p && q; p => (p && false); q => (q && false)"},
		{"_ = !p", "!p => p"},
		{"_ = 7", "7 => (7+1); 7 => (7-1)"},
		{"_ = 'a'", "'a' => ('a'+1); 'a' => ('a'-1)"},
		{"_ = true", "true => !true"},
		{"_ = min(a, b)", "min(a, b) => max(a, b)"},
		{"_ = make([]int, a, 7)", ""},
		{"_ = [7]int{}", ""},
		{"c := a", ""},
		{"a = b", "delete"},
		{"_ = a", ""},
		{"a += b", "delete; a += b => a -= b"},
		{"a++", "delete; a++ => a--"},
		{"f(a)", "delete"},
		{"defer f(a)", "delete"},
		{"if p { }", "p => (p || true); p => (p && false)"},
		{"for p { break }", "p => (p && false); break => continue"},
		{"switch { case p: }", "p => (p || true); p => (p && false)"},
		{"if p || q { }", "p || q => (p || q || true); p || q => ((p || q) && false); p || q => p && q; p => (p && false); q => (q && false)"},
		{"return a, p", "a => zero; p => (p || true); p => (p && false)"},
		{"return 0, false", "0 => (0+1); 0 => (0-1); false => !false"},
		{"_ = func() string { return s }", "s => zero"},
	} {
		text := "package p\nfunc f() (n int, ok bool) {\n" + c.body + "\n}\n"
		s := &source{name: "p.go", text: text, fset: token.NewFileSet()}
		var err error
		if s.ast, err = parser.ParseFile(s.fset, s.name, text, 0); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range mutantsOf(s, s.ast.Decls[0].(*ast.FuncDecl)) {
			got = append(got, m.what)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.body, diff)
		}
	}
}
