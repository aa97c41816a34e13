package main

import (
	"math"
	"strconv"
	"strings"

	"github.com/redeemkit/redeem"
)

const resultOK = "ok"

// reason is the text of an error of package redeem, for people.
func reason(err error) string { return strings.TrimPrefix(err.Error(), "redeem: ") }

// row is an answer in the making: columns with tabs between them, or a JSON
// object with a field for each column that is not empty.
type row struct {
	b     []byte
	start int
	json  bool
}

func newRow(dst []byte, json bool) row { return row{dst, len(dst), json} }

// column begins a column that has a value. The first one always has.
func (r *row) column(name string) {
	if !r.json {
		if len(r.b) > r.start {
			r.b = append(r.b, '\t')
		}
		return
	}
	if len(r.b) > r.start {
		r.b = append(r.b, ',')
	} else {
		r.b = append(r.b, '{')
	}
	r.b = append(appendQuoted(r.b, name), ':')
}

// empty adds columns without a value.
func (r *row) empty(columns int) {
	for range columns {
		if !r.json {
			r.b = append(r.b, '\t')
		}
	}
}

func (r *row) number(name string, n int64) {
	r.column(name)
	r.b = strconv.AppendInt(r.b, n, 10)
}

// float adds a number as rounded has it.
func (r *row) float(name string, x float64) {
	r.column(name)
	r.b = append(r.b, rounded(x)...)
}

// share adds a share as percent has it.
func (r *row) share(name string, share float64) {
	r.column(name)
	r.b = strconv.AppendFloat(r.b, percent(share), 'f', -1, 64)
}

// percent returns a share in per cent, cut to three decimals: 100 is all.
func percent(share float64) float64 {
	// Decimal fractions are not exact; the cut is not to take one that is a
	// hair less than it should be for the one below.
	return math.Floor(share*100_000+1e-6) / 1000
}

// probability adds a probability, cut to four decimals: 1 is certain.
func (r *row) probability(name string, p float64) {
	r.column(name)
	r.b = strconv.AppendFloat(r.b, math.Floor(p*10_000)/10_000, 'f', -1, 64)
}

// result adds what came of an input: ok, or why package redeem refused it.
func (r *row) result(err error) { r.text("result", r.nameOf(err)) }

// nameOf returns ok for nil, for programs the key of an error of package redeem,
// and for people its text.
func (r *row) nameOf(err error) string {
	if err == nil {
		return resultOK
	}
	if refused, ok := err.(redeem.Error); ok && r.json {
		return refused.Key()
	}
	return reason(err)
}

// flag adds a column that holds its own name or nothing; in JSON it is true
// or left out.
func (r *row) flag(name string, set bool) {
	switch {
	case !set:
		r.empty(1)
	case r.json:
		r.column(name)
		r.b = strconv.AppendBool(r.b, true)
	default:
		r.text(name, name)
	}
}

func (r *row) text(name, value string) {
	r.column(name)
	r.b = appendValue(r.b, value, r.json)
}

func (r *row) bytes(name string, value []byte) {
	r.column(name)
	r.b = appendValue(r.b, value, r.json)
}

// edits adds the set, in JSON as a list.
func (r *row) edits(name string, edits redeem.Edits) {
	r.column(name)
	between := byte('|')
	if r.json {
		between = ','
		r.b = append(r.b, '[')
	} else if edits == 0 {
		r.b = append(r.b, edits.String()...)
	}
	first := true
	for edit := redeem.Edits(1); edit != 0; edit <<= 1 {
		if !edits.Has(edit) {
			continue
		}
		if !first {
			r.b = append(r.b, between)
		}
		first = false
		r.b = appendValue(r.b, edit.String(), r.json)
	}
	if r.json {
		r.b = append(r.b, ']')
	}
}

// optional is text, but for an empty value an empty column.
func (r *row) optional(name, value string) {
	if value == "" {
		r.empty(1)
		return
	}
	r.text(name, value)
}

// groups adds sizes with dashes between them, in JSON as a list; nothing if
// there are none.
func (r *row) groups(name string, sizes []int) {
	if len(sizes) == 0 {
		r.empty(1)
		return
	}
	r.column(name)
	between := byte('-')
	if r.json {
		between = ','
		r.b = append(r.b, '[')
	}
	for i, n := range sizes {
		if i > 0 {
			r.b = append(r.b, between)
		}
		r.b = strconv.AppendInt(r.b, int64(n), 10)
	}
	if r.json {
		r.b = append(r.b, ']')
	}
}

// count adds a number under its name: in a line of its own, or as a field.
func (r *row) count(name string, n int64) {
	if r.json {
		r.number(name, n)
		return
	}
	if len(r.b) > r.start {
		r.b = append(r.b, '\n')
	}
	r.b = append(append(r.b, name...), '\t')
	r.b = strconv.AppendInt(r.b, n, 10)
}

// end returns the buffer with the whole row.
func (r *row) end() []byte {
	if r.json {
		r.b = append(r.b, '}')
	}
	return append(r.b, '\n')
}

// appendValue appends what a column holds.
func appendValue[T string | []byte](dst []byte, value T, json bool) []byte {
	if json {
		return appendQuoted(dst, value)
	}
	return append(dst, value...)
}

// appendQuoted appends printable ASCII, the only text there is in an answer,
// as a JSON string that may stand in HTML as well.
func appendQuoted[T string | []byte](dst []byte, text T) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for i := range len(text) {
		switch x := text[i]; x {
		case '"', '\\':
			dst = append(dst, '\\', x)
		case '<', '>', '&':
			dst = append(dst, '\\', 'u', '0', '0', hex[x>>4], hex[x&0xF])
		default:
			dst = append(dst, x)
		}
	}
	return append(dst, '"')
}
