package database

import (
	"slices"
	"strings"

	"github.com/redeemkit/redeem"
)

// Translation returns the arguments with which SQL's translate makes the
// skeletons that [redeem.Lookalikes.Skeleton] makes of the codes of a format:
// each character of from becomes the one at its place in to. A nil model is the
// format's own.
//
// A skeleton replaces every symbol by itself, whatever is next to it, so what
// becomes of a code follows from what becomes of the symbols.
func Translation(f *redeem.Format, model *redeem.Lookalikes) (from, to string, err error) {
	spec := f.Spec()
	if model == nil {
		model = spec.Lookalikes
	}
	symbols := []byte(spec.Alphabet)
	if spec.Check != nil {
		symbols = append(symbols, spec.Check.CheckAlphabet()...)
	}
	slices.Sort(symbols)
	symbols = slices.Compact(symbols)

	// A code of every symbol, and what becomes of it.
	one, err := redeem.NewFormat(redeem.Spec{Length: 1, Alphabet: string(symbols)})
	if err != nil {
		return "", "", err
	}
	for i := range symbols {
		code, err := one.ParseBytes(symbols[i : i+1])
		if err != nil {
			return "", "", err
		}
		if class := redeem.Plain(model.Skeleton(code)).String(); class != string(symbols[i]) {
			from, to = from+string(symbols[i]), to+class
		}
	}
	return from, to, nil
}

// Expression returns the SQL expression that makes the skeleton of a column. It
// is one that PostgreSQL and SQLite accept for a generated column.
func (d Dialect) Expression(column, from, to string) string {
	if d == PostgreSQL {
		return "translate(" + column + ", " + quote(from) + ", " + quote(to) + ")"
	}
	// SQLite has no translate. One replacement after the other does the same, as
	// no symbol of to is in from.
	for i := range len(from) {
		column = "replace(" + column + ", " + quote(from[i:i+1]) + ", " + quote(to[i:i+1]) + ")"
	}
	return column
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
