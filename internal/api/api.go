// Package api lists what the public packages of this module export. Its test
// fails when that changes without the listing in testdata.
package api

import (
	"bytes"
	"go/ast"
	"go/doc"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// Package is a package as its users see it.
type Package struct {
	*doc.Package
	fset *token.FileSet
}

// Load parses the package in dir, without its tests.
func Load(dir, importPath string) (*Package, error) {
	fset := token.NewFileSet()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	if len(files) == 0 {
		return nil, fs.ErrNotExist
	}
	pkg, err := doc.NewFromFiles(fset, files, importPath)
	if err != nil {
		return nil, err
	}
	return &Package{pkg, fset}, nil
}

// Decl is one exported declaration.
type Decl struct {
	Name string // Code, Code.Len, or the first of a group of constants
	Doc  string
	node ast.Decl
}

// Decls returns the exported declarations, sorted by name.
func (p *Package) Decls() []Decl {
	var decls []Decl
	values := func(vs []*doc.Value) {
		for _, v := range vs {
			decls = append(decls, Decl{v.Names[0], v.Doc, v.Decl})
		}
	}
	funcs := func(of string, fs []*doc.Func) {
		for _, f := range fs {
			f.Decl.Body = nil
			decls = append(decls, Decl{of + f.Name, f.Doc, f.Decl})
		}
	}
	values(p.Consts)
	values(p.Vars)
	funcs("", p.Funcs)
	for _, t := range p.Types {
		decls = append(decls, Decl{t.Name, t.Doc, t.Decl})
		values(t.Consts)
		values(t.Vars)
		funcs("", t.Funcs)
		funcs(t.Name+".", t.Methods)
	}
	slices.SortFunc(decls, func(a, b Decl) int { return strings.Compare(a.Name, b.Name) })
	return decls
}

// Text returns the listing of the package: its declarations as they are in the
// source, less comments, bodies and what is not exported.
func (p *Package) Text() (string, error) {
	var b bytes.Buffer
	b.WriteString("package " + p.ImportPath + "\n")
	for _, d := range p.Decls() {
		b.WriteByte('\n')
		ast.Inspect(d.node, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GenDecl:
				n.Doc = nil
			case *ast.FuncDecl:
				n.Doc = nil
			case *ast.TypeSpec:
				n.Doc, n.Comment = nil, nil
			case *ast.ValueSpec:
				n.Doc, n.Comment = nil, nil
			case *ast.Field:
				n.Doc, n.Comment = nil, nil
			}
			return true
		})
		if err := format.Node(&b, p.fset, d.node); err != nil {
			return "", err
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}
