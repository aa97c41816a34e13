package checkdigit_test

import "strings"

// The textbook's Reed-Solomon decoder: syndromes are the values of the received
// polynomial at the roots, and the errors at given places the solution of a
// system of linear equations. It shares nothing with the package, which divides
// polynomials from left to right.

// field has its elements numbered from 0, so that 0 and 1 are what they are.
type field struct {
	size               int
	powers             []int // of the primitive element, all of them
	plus, minus, times func(a, b int) int
}

var (
	field31 = primeField(31, 3)
	field37 = primeField(37, 2)

	// field32 has polynomials modulo x^5+x^2+1 for elements.
	field32 = newField(32, 2,
		func(a, b int) int { return a ^ b },
		func(a, b int) int { return a ^ b },
		func(a, b int) int {
			product := 0
			for i := range 5 {
				if b>>i&1 == 1 {
					product ^= a << i
				}
			}
			for i := 8; i >= 5; i-- {
				if product>>i&1 == 1 {
					product ^= 0b100101 << (i - 5)
				}
			}
			return product
		})
)

func primeField(p, primitive int) field {
	return newField(p, primitive,
		func(a, b int) int { return (a + b) % p },
		func(a, b int) int { return (a + p - b) % p },
		func(a, b int) int { return a * b % p })
}

func newField(size, primitive int, plus, minus, times func(a, b int) int) field {
	f := field{size, []int{1}, plus, minus, times}
	for n := range size - 2 {
		f.powers = append(f.powers, times(f.powers[n], primitive))
	}
	return f
}

func (f field) inverse(a int) int {
	for b := range f.size {
		if f.times(a, b) == 1 {
			return b
		}
	}
	panic("zero has no inverse")
}

// textbook is a code over a field with a symbol for each element.
type textbook struct {
	field
	symbols string
	width   int // check symbols
}

func (c textbook) values(s string) []int {
	values := make([]int, len(s))
	for i := range s {
		values[i] = strings.IndexByte(c.symbols, s[i])
	}
	return values
}

func (c textbook) text(values []int) string {
	b := make([]byte, len(values))
	for i, v := range values {
		b[i] = c.symbols[v]
	}
	return string(b)
}

// locator returns the value at the j-th root, counted from 1, of an error of 1
// at a place.
func (c textbook) locator(j, place, length int) int {
	return c.powers[j*(length-1-place)%len(c.powers)]
}

// syndromes returns the values at all roots.
func (c textbook) syndromes(word []int) []int {
	s := make([]int, c.width)
	for j := range s {
		for i, v := range word {
			s[j] = c.plus(s[j], c.times(v, c.locator(j+1, i, len(word))))
		}
	}
	return s
}

// valid reports whether all syndromes are zero.
func (c textbook) valid(s string) bool {
	for _, v := range c.syndromes(c.values(s)) {
		if v != 0 {
			return false
		}
	}
	return true
}

// restored returns s with the symbols at some places, at most as many as there
// are check symbols, replaced by those that make it valid, and false if none
// do. By Gauss: a row for each root, a column for each place.
func (c textbook) restored(s string, places ...int) (string, bool) {
	word := c.values(s)
	syndromes := c.syndromes(word)
	rows := make([][]int, c.width)
	for j := range rows {
		for _, place := range places {
			rows[j] = append(rows[j], c.locator(j+1, place, len(word)))
		}
		rows[j] = append(rows[j], syndromes[j])
	}
	for k := range places {
		pivot := k
		for rows[pivot][k] == 0 {
			pivot++ // there is one: any columns are independent
		}
		rows[k], rows[pivot] = rows[pivot], rows[k]
		scale := c.inverse(rows[k][k])
		for i := range rows[k] {
			rows[k][i] = c.times(rows[k][i], scale)
		}
		for j := range rows {
			factor := rows[j][k]
			for i := range rows[j] {
				if j != k {
					rows[j][i] = c.minus(rows[j][i], c.times(factor, rows[k][i]))
				}
			}
		}
	}
	for k, row := range rows {
		if k < len(places) {
			word[places[k]] = c.minus(word[places[k]], row[len(places)])
		} else if row[len(places)] != 0 {
			return "", false
		}
	}
	return c.text(word), true
}

// checks returns the check symbols of a payload: they are those that are not
// read.
func (c textbook) checks(payload string) string {
	places := make([]int, c.width)
	for i := range places {
		places[i] = len(payload) + i
	}
	s, _ := c.restored(payload+strings.Repeat(c.symbols[:1], c.width), places...)
	return s[len(payload):]
}

// corrected returns the valid strings that differ from s in at most width/2
// symbols, each once.
func (c textbook) corrected(s string) (found []string) {
	if c.valid(s) {
		found = append(found, s)
	}
	add := func(places ...int) {
		t, ok := c.restored(s, places...)
		for _, place := range places {
			ok = ok && t[place] != s[place]
		}
		if ok {
			found = append(found, t)
		}
	}
	for i := range s {
		add(i)
		for j := i + 1; j < len(s) && c.width >= 4; j++ {
			add(i, j)
		}
	}
	return found
}
