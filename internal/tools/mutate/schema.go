package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	activeVar = "mutateActive"   // holds the id of the mutant that is called, or 0
	zeroFunc  = "mutateZero"     // returns the zero value of its argument's type
	activeEnv = "MUTATE_MUTANT"  // the variable that sets activeVar
	helpers   = "mutate_help.go" // a file that exists only in the overlay
)

const helperText = `package %s

import (
	"os"
	"strconv"
)

var ` + activeVar + `, _ = strconv.Atoi(os.Getenv("` + activeEnv + `"))

func ` + zeroFunc + `[T any](T) (zero T) { return }
`

// A pkg is a package under test.
type pkg struct {
	path    string
	name    string
	dir     string
	rapid   bool // the tests accept rapid's flags
	files   []*source
	mutants []*mutant
}

// A source is one file of a package.
type source struct {
	name string
	text string
	fset *token.FileSet
	ast  *ast.File
	// cover lists, for each block of statements, the tests that execute it.
	cover map[block][]*test
}

func (s *source) position(offset int) token.Position {
	return s.fset.Position(s.fset.File(s.ast.FileStart).Pos(offset))
}
func (s *source) offset(p token.Pos) int { return s.fset.Position(p).Offset }
func (s *source) of(n ast.Node) string   { return s.text[s.offset(n.Pos()):s.offset(n.End())] }

// load finds the mutants of a package.
func load(path string) (*pkg, error) {
	out, err := exec.Command("go", "list", "-json=Name,Dir,GoFiles,TestImports,XTestImports", path).Output()
	if err != nil {
		return nil, failure("go list "+path, err)
	}
	var info struct {
		Name, Dir                          string
		GoFiles, TestImports, XTestImports []string
	}
	if err := json.Unmarshal(out, &info); err != nil {
		return nil, err
	}
	p := &pkg{path: path, name: info.Name, dir: info.Dir}
	p.rapid = slices.Contains(append(info.TestImports, info.XTestImports...), "pgregory.net/rapid")
	for _, name := range info.GoFiles {
		text, err := os.ReadFile(filepath.Join(p.dir, name))
		if err != nil {
			return nil, err
		}
		s := &source{name: name, text: string(text), fset: token.NewFileSet(), cover: map[block][]*test{}}
		if s.ast, err = parser.ParseFile(s.fset, name, text, parser.ParseComments|parser.SkipObjectResolution); err != nil {
			return nil, err
		}
		if ast.IsGenerated(s.ast) {
			continue
		}
		p.files = append(p.files, s)
		for _, d := range s.ast.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Body != nil && d.Name.Name != "init" && d.Name.Name != "main" && d.Name.Name != "_" {
				p.mutants = append(p.mutants, mutantsOf(s, d)...)
			}
		}
	}
	for i, m := range p.mutants {
		m.id = i + 1
	}
	return p, nil
}

func failure(what string, err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return fmt.Errorf("%s: %w\n%s", what, err, exit.Stderr)
	}
	return fmt.Errorf("%s: %w", what, err)
}

var compilerError = regexp.MustCompile(`(?m)^[^\t\n]*?([^/\n]+\.go):(\d+):\d+: (.*)$`)

// testFlags are the flags for a binary that is run once: nobody reads its
// symbol table.
var testFlags = []string{"test", "-c", "-vet=off", "-ldflags=-s"}

// compile writes the test binary. It drops mutants that do not compile.
func (p *pkg) compile(dir, binary string) error {
	for {
		lines, err := p.overlay(dir)
		if err != nil {
			return err
		}
		c := exec.Command("go", append(slices.Clone(testFlags), "-gcflags=-e", "-overlay", filepath.Join(dir, "overlay.json"), "-o", binary, p.path)...)
		out, err := c.CombinedOutput()
		if err == nil {
			return nil
		}
		wrong := map[*mutant]bool{}
		for _, e := range compilerError.FindAllStringSubmatch(string(out), -1) {
			line, _ := strconv.Atoi(e[2])
			if l := lines[e[1]]; line < len(l) && l[line] != nil {
				wrong[l[line]] = true
			}
		}
		if len(wrong) == 0 {
			return fmt.Errorf("go test -c: %w\n%s", err, out)
		}
		p.mutants = slices.DeleteFunc(p.mutants, func(m *mutant) bool { return wrong[m] })
	}
}

// overlay writes the files with their mutants, and the list of these files for
// the go command. It returns, for each line of a file, the mutant whose copy
// the line belongs to.
func (p *pkg) overlay(dir string) (map[string][]*mutant, error) {
	replace := map[string]string{}
	write := func(name, text string) error {
		to := filepath.Join(dir, name)
		replace[filepath.Join(p.dir, name)] = to
		return os.WriteFile(to, []byte(text), 0o644)
	}
	lines := map[string][]*mutant{}
	for _, s := range p.files {
		text, of := s.schema(p.mutants)
		lines[s.name] = of
		if err := write(s.name, text); err != nil {
			return nil, err
		}
	}
	if err := write(helpers, fmt.Sprintf(helperText, p.name)); err != nil {
		return nil, err
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, err
	}
	return lines, os.WriteFile(filepath.Join(dir, "overlay.json"), list, 0o644)
}

// schema returns the file with copies of its functions at the end, one for each
// mutant. The original function begins by calling the selected copy.
func (s *source) schema(mutants []*mutant) (text string, lines []*mutant) {
	mutants = slices.DeleteFunc(slices.Clone(mutants), func(m *mutant) bool { return m.file != s })
	var out, copies strings.Builder
	done := 0
	until := func(offset int, insert string, skip int) {
		out.WriteString(s.text[done:offset])
		out.WriteString(insert)
		done = offset + skip
	}
	lines = make([]*mutant, 2+strings.Count(s.text, "\n"))
	for len(mutants) > 0 {
		d := mutants[0].decl
		n := slices.IndexFunc(mutants, func(m *mutant) bool { return m.decl != d })
		if n < 0 {
			n = len(mutants)
		}
		call := s.forward(d, until)
		var cases strings.Builder
		for _, m := range mutants[:n] {
			name := "mutate" + strconv.Itoa(m.id) + d.Name.Name
			fmt.Fprintf(&cases, "case %d: %s; ", m.id, fmt.Sprintf(call, name))
			start, at, end := s.offset(d.Pos()), s.offset(d.Name.Pos()), s.offset(d.End())
			body := s.text[start:at] + name + s.text[at+len(d.Name.Name):m.from] + m.text + s.text[m.to:end] + "\n"
			copies.WriteString(body)
			lines = append(lines, slices.Repeat([]*mutant{m}, strings.Count(body, "\n"))...)
		}
		until(s.offset(d.Body.Lbrace)+1, " if "+activeVar+" != 0 { switch "+activeVar+" { "+cases.String()+"} };", 0)
		mutants = mutants[n:]
	}
	until(len(s.text), "\n", 0)
	return out.String() + copies.String(), lines
}

// forward returns a statement that calls another function, %s, with the
// arguments of d. It names the parameters that have no name.
func (s *source) forward(d *ast.FuncDecl, until func(offset int, insert string, skip int)) string {
	unnamed := 0
	names := func(list *ast.FieldList) (all []string) {
		for _, f := range list.List {
			if f.Names == nil {
				unnamed++
				name := fmt.Sprintf("mutateParam%d", unnamed)
				until(s.offset(f.Type.Pos()), name+" ", 0)
				all = append(all, name)
			}
			for _, n := range f.Names {
				name := n.Name
				if name == "_" {
					unnamed++
					name = fmt.Sprintf("mutateParam%d", unnamed)
					until(s.offset(n.Pos()), name, 1)
				}
				all = append(all, name)
			}
			if _, ok := f.Type.(*ast.Ellipsis); ok {
				all[len(all)-1] += "..."
			}
		}
		return all
	}
	call := "%s"
	if d.Recv != nil {
		call = names(d.Recv)[0] + ".%s"
	}
	if d.Type.TypeParams != nil {
		call += "[" + strings.Join(names(d.Type.TypeParams), ", ") + "]"
	}
	call += "(" + strings.Join(names(d.Type.Params), ", ") + ")"
	if d.Type.Results == nil {
		return call + "; return"
	}
	return "return " + call
}
