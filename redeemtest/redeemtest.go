// Package redeemtest keeps codes out of the output of failing tests.
//
// A [redeem.Code] prints a fixed word, but the packages that show what differs
// between two values read their fields by reflection, and print the words that a
// code is packed in: github.com/google/go-cmp/cmp, github.com/stretchr/testify,
// github.com/davecgh/go-spew, github.com/kr/pretty, github.com/k0kubun/pp and
// others. A log of continuous integration then has codes in it that can be spent.
//
// With go-cmp, add [Option]:
//
//	if diff := cmp.Diff(want, got, redeemtest.Option()); diff != "" {
//
// With any other package, hand it what [Hide] returns:
//
//	assert.Equal(t, redeemtest.Hide(want), redeemtest.Hide(got))
//	t.Log(pretty.Sprint(redeemtest.Hide(got)))
//
// It is for tests only: it uses package unsafe, and it is slow.
package redeemtest

import (
	"reflect"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
)

// Option returns an option that makes go-cmp compare and show what [Hide] returns.
// Other options see these values too: a filter, a comparer or a transformer gets
// the stand-ins. An option that applies to the two values as a whole conflicts
// with this one, and go-cmp reports that.
//
// If one of the two values is an untyped nil, go-cmp uses no option. Then compare
// what Hide returns. A [cmp.Reporter] sees the codes at the root of the path.
//
// The option also compares a [redeem.Reading] by what it holds, which go-cmp
// cannot do by itself.
func Option() cmp.Option {
	atRoot := func(p cmp.Path) bool { return len(p) == 1 }
	below := func(p cmp.Path) bool { return len(p) > 1 }
	return cmp.Options{
		cmp.FilterPath(atRoot, cmp.Transformer("redeemtest.Hide", Hide[any])),
		cmp.FilterPath(below, cmp.Comparer(func(x, y redeem.Reading) bool { return reflect.DeepEqual(x, y) })),
	}
}
