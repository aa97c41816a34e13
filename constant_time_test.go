package redeem_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"path/filepath"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
)

// TestEqualHasNoBranch is the promise of Code.Equal by the construction of
// Symbols.Equal, which it calls: one expression of ^ and | over all words, and a single comparison at the end. ==,
// && and the like would end at the first word that differs.
func TestEqualHasNoBranch(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("internal", "spell", "symbols.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Name.Name != "Equal" {
			continue
		}
		used := map[token.Token]int{}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case nil, *ast.BlockStmt, *ast.ReturnStmt, *ast.ParenExpr, *ast.SelectorExpr, *ast.Ident, *ast.BasicLit:
			case *ast.BinaryExpr:
				used[n.Op]++
			default:
				t.Errorf("%T in Equal", n)
			}
			return true
		})
		if len(f.Body.List) != 1 || len(used) != 3 || used[token.XOR] != 4 || used[token.OR] != 3 || used[token.EQL] != 1 {
			t.Errorf("Equal is %d statements, with %v", len(f.Body.List), used)
		}
		return
	}
	t.Error("there is no Equal of Symbols")
}

// TestConstantTime reports Welch's t of the time that two classes of inputs
// take, and does not judge: other programs on the machine disturb it, and so does
// the clock. A t beyond 10, again and again, is worth a look at the assembly
// (go build -gcflags=-S). Of a check character no time is a secret: everybody can
// compute the right one from the other symbols, which the caller knows.
func TestConstantTime(t *testing.T) {
	code := redeem.MustParse(allocCode)
	early, late := redeem.MustParse("XAKD49FJ2MZQ7WPT"), redeem.MustParse("X8KD49FJ2MZQ7WPA")
	checked := allocValid(allocChecked)
	wrong := func(place int) string {
		b := []byte(checked)
		b[place] = '8'
		return string(b)
	}
	equal := func(other redeem.Code) { allocSink.flag = code.Equal(other) }
	valid := func(in string) { allocSink.flag = allocChecked.Valid(in) }
	t.Logf("Equal, the first or the last symbol differs: t = %.1f", welch(early, late, equal))
	t.Logf("Equal, the last symbol differs or none: t = %.1f", welch(late, code, equal))
	t.Logf("Valid, the check character does not fit for the first or the last symbol: t = %.1f",
		welch(wrong(0), wrong(len(checked)-2), valid))
}

// welch measures a function of two inputs in turns and returns Welch's t of the
// times. The input is copied, for where in memory it is makes a difference.
func welch[T any](x, y T, f func(T)) float64 {
	const rounds, calls = 1000, 200
	var n, mean, squares [2]float64
	for round := range 2 * rounds {
		which, in := round%2, x
		if which == 1 {
			in = y
		}
		began := time.Now()
		for range calls {
			f(in)
		}
		took := float64(time.Since(began))
		n[which]++
		off := took - mean[which]
		mean[which] += off / n[which]
		squares[which] += off * (took - mean[which])
	}
	variance := func(i int) float64 { return squares[i] / (n[i] - 1) / n[i] }
	return (mean[0] - mean[1]) / math.Sqrt(variance(0)+variance(1))
}
