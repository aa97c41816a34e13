package main

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// A mutant is one fault: a function in which some bytes are replaced.
type mutant struct {
	id       int // starts at 1
	file     *source
	decl     *ast.FuncDecl
	from, to int // byte offsets in the file of the replaced text
	text     string
	what     string // the fault for people: "i < n => i <= n"
}

func (m *mutant) line() int { return m.file.position(m.from).Line }

func (m *mutant) sourceLine() string {
	start := strings.LastIndexByte(m.file.text[:m.from], '\n') + 1
	line, _, _ := strings.Cut(m.file.text[start:], "\n")
	return oneLine(line)
}

// function returns the name of the mutated function. The name of a method
// begins with its type.
func (m *mutant) function() string {
	if m.decl.Recv == nil {
		return m.decl.Name.Name
	}
	t := m.decl.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if generic, ok := t.(*ast.IndexExpr); ok {
		t = generic.X
	}
	return m.file.of(t) + "." + m.decl.Name.Name
}

// operators lists the replacements for each operator. A comparison is replaced
// by its neighbours and not by its negation, because conditions are forced both
// ways.
var operators = map[token.Token][]token.Token{
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR},
	token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
	token.ADD: {token.SUB}, token.SUB: {token.ADD},
	token.MUL: {token.QUO}, token.QUO: {token.MUL}, token.REM: {token.MUL},
	token.AND: {token.OR}, token.OR: {token.AND}, token.XOR: {token.AND}, token.AND_NOT: {token.AND},
	token.SHL: {token.SHR}, token.SHR: {token.SHL},
	token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.ADD_ASSIGN: {token.SUB_ASSIGN}, token.SUB_ASSIGN: {token.ADD_ASSIGN},
	token.MUL_ASSIGN: {token.QUO_ASSIGN}, token.QUO_ASSIGN: {token.MUL_ASSIGN}, token.REM_ASSIGN: {token.MUL_ASSIGN},
	token.AND_ASSIGN: {token.OR_ASSIGN}, token.OR_ASSIGN: {token.AND_ASSIGN},
	token.XOR_ASSIGN: {token.AND_ASSIGN}, token.AND_NOT_ASSIGN: {token.AND_ASSIGN},
	token.SHL_ASSIGN: {token.SHR_ASSIGN}, token.SHR_ASSIGN: {token.SHL_ASSIGN},
	token.INC: {token.DEC}, token.DEC: {token.INC},
	token.BREAK: {token.CONTINUE}, token.CONTINUE: {token.BREAK},
}

// finder collects the mutants of one function.
type finder struct {
	file *source
	decl *ast.FuncDecl
	out  []*mutant
}

func mutantsOf(file *source, decl *ast.FuncDecl) []*mutant {
	f := finder{file: file, decl: decl}
	f.body(decl.Type, decl.Body)
	return f.out
}

// replace adds the mutant in which the bytes of shown from offset from to
// offset to are replaced.
func (f *finder) replace(shown ast.Node, from, to int, text string) {
	start, end := f.file.offset(shown.Pos()), f.file.offset(shown.End())
	src := f.file.text
	f.add(from, to, text, oneLine(src[start:end])+" => "+oneLine(src[start:from]+text+src[to:end]))
}

func (f *finder) add(from, to int, text, what string) {
	f.out = append(f.out, &mutant{file: f.file, decl: f.decl, from: from, to: to, text: text, what: what})
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// wrap puts text before and after n: the code still uses the same names, so
// that no variable or import is left over.
func (f *finder) wrap(n ast.Node, before, after string) {
	f.replace(n, f.file.offset(n.Pos()), f.file.offset(n.End()), before+f.file.of(n)+after)
}

func (f *finder) operator(shown ast.Node, at token.Pos, op token.Token) {
	for _, other := range operators[op] {
		f.replace(shown, f.file.offset(at), f.file.offset(at)+len(op.String()), other.String())
	}
}

// force makes a condition true and false.
func (f *finder) force(cond ast.Expr, values ...bool) {
	for _, v := range values {
		or, isBinary := cond.(*ast.BinaryExpr)
		switch {
		case v:
			f.wrap(cond, "(", " || true)")
		case isBinary && or.Op == token.LOR: // binds less tightly than &&
			f.wrap(cond, "((", ") && false)")
		default:
			f.wrap(cond, "(", " && false)")
		}
	}
}

func (f *finder) body(t *ast.FuncType, body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			f.body(n.Type, n.Body)
			return false
		case *ast.ArrayType: // the length of an array is not behaviour, or does not compile
			return false
		case *ast.BlockStmt:
			f.remove(n.List)
		case *ast.CaseClause:
			f.remove(n.Body)
		case *ast.IfStmt:
			f.force(n.Cond, true, false)
		case *ast.ForStmt:
			if n.Cond != nil {
				f.force(n.Cond, false)
			}
		case *ast.SwitchStmt:
			if n.Tag == nil {
				for _, c := range n.Body.List {
					for _, cond := range c.(*ast.CaseClause).List {
						f.force(cond, true, false)
					}
				}
			}
		case *ast.ReturnStmt:
			f.returns(t, n)
		case *ast.BinaryExpr:
			f.operator(n, n.OpPos, n.Op)
			if n.Op == token.LAND || n.Op == token.LOR {
				f.force(n.X, n.Op == token.LAND)
				f.force(n.Y, n.Op == token.LAND)
			}
		case *ast.UnaryExpr:
			if n.Op == token.NOT || n.Op == token.SUB || n.Op == token.XOR {
				f.replace(n, f.file.offset(n.OpPos), f.file.offset(n.OpPos)+1, "")
			}
		case *ast.AssignStmt:
			f.operator(n, n.TokPos, n.Tok)
		case *ast.IncDecStmt:
			f.operator(n, n.TokPos, n.Tok)
		case *ast.BranchStmt:
			f.operator(n, n.TokPos, n.Tok)
		case *ast.CallExpr:
			return f.call(n)
		case *ast.BasicLit:
			if n.Kind == token.INT || n.Kind == token.CHAR {
				f.wrap(n, "(", "+1)")
				f.wrap(n, "(", "-1)")
			}
		case *ast.Ident:
			if n.Name == "true" || n.Name == "false" {
				f.wrap(n, "!", "")
			}
		}
		return true
	})
}

// remove deletes the statements of a block that do something, one at a time.
func (f *finder) remove(block []ast.Stmt) {
	for _, s := range block {
		switch s := s.(type) {
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE || !slices.ContainsFunc(s.Lhs, notBlank) {
				continue
			}
		case *ast.ExprStmt, *ast.IncDecStmt, *ast.DeferStmt:
		default:
			continue
		}
		f.add(f.file.offset(s.Pos()), f.file.offset(s.End()), "if false { "+f.file.of(s)+" }", "delete")
	}
}

func notBlank(e ast.Expr) bool {
	name, ok := e.(*ast.Ident)
	return !ok || name.Name != "_"
}

// returns changes each result: a bool to true and to false, any other type to
// zero.
func (f *finder) returns(t *ast.FuncType, r *ast.ReturnStmt) {
	var types []ast.Expr
	if t.Results != nil {
		for _, field := range t.Results.List {
			types = append(types, slices.Repeat([]ast.Expr{field.Type}, max(1, len(field.Names)))...)
		}
	}
	if len(types) != len(r.Results) {
		return
	}
	for i, e := range r.Results {
		switch f.file.of(e) {
		case "true", "false", "nil", "0", `""`, f.file.of(types[i]) + "{}":
			continue
		}
		if f.file.of(types[i]) == "bool" {
			f.force(e, true, false)
		} else {
			from, to := f.file.offset(e.Pos()), f.file.offset(e.End())
			f.add(from, to, zeroFunc+"["+f.file.of(types[i])+"]("+f.file.of(e)+")", oneLine(f.file.of(e))+" => zero")
		}
	}
}

// call swaps min and max, and reports whether to mutate the arguments: the
// capacity in a call of make is not behaviour.
func (f *finder) call(c *ast.CallExpr) bool {
	name, ok := c.Fun.(*ast.Ident)
	switch {
	case ok && name.Name == "min":
		f.replace(c, f.file.offset(name.Pos()), f.file.offset(name.End()), "max")
	case ok && name.Name == "max":
		f.replace(c, f.file.offset(name.Pos()), f.file.offset(name.End()), "min")
	case ok && name.Name == "make":
		return len(c.Args) < 3
	}
	return true
}
