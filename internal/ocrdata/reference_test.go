package ocrdata

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/fit"
)

// costs are what the symbols of [symbols] cost at each place of a code, in units.
type costs [codeLength][len(symbols)]int

const (
	symbols    = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	codeLength = 16
	impossible = -1
	doubt      = 8.0 // the nats of what one of several readings holds impossible
	reach      = 512 // of the costs of codes that are counted
	many       = 1e9 // codes, more than a question counts and less than an int of 32 bits holds
)

// reference answers a question from its definition: of the codes of [Format]
// with a Luhn mod 36 check character, it counts every one by its cost. It is what
// the library's answers are compared with.
func reference(l *redeem.Lookalikes, unit float64, q *Question) (said fit.Said, truth position, ok bool) {
	var each []costs
	for _, f := range q.Frames {
		if q.Alternatives {
			each = append(each, costsOfAlternatives(l, unit, &f))
		} else {
			each = append(each, costsOfText(l, f.Typed()))
		}
	}
	mean := average(each, int(math.Round(doubt/unit)))
	meant := 0
	for place := range codeLength {
		c := mean[place][strings.IndexByte(symbols, q.Truth()[place])]
		if c == impossible {
			meant = reach + 1
			break
		}
		meant += c
	}
	for cost, n := range count(&mean) {
		if n == 0 {
			continue
		}
		if !ok {
			ok, said.Best = true, float64(cost)*unit
			if cost == meant {
				said.Right = 1 / n
			}
		}
		if cost < meant {
			truth.cheaper = int(min(float64(truth.cheaper)+n, many))
		}
		if cost == meant {
			truth.tied = int(min(n, many))
		}
		said.All += n * math.Exp(-float64(cost)*unit)
	}
	if truth.tied == 0 {
		truth = position{}
	}
	said.All = math.Log(said.All)
	return said, truth, ok
}

func costsOfText(l *redeem.Lookalikes, read string) costs {
	var c costs
	for place := range codeLength {
		for i := range symbols {
			c[place][i] = impossible
			if cost, ok := l.Cost(read[place], symbols[i]); ok {
				c[place][i] = cost
			}
		}
	}
	return c
}

// costsOfAlternatives mixes what the engine holds possible with what the model
// says of its first choice.
func costsOfAlternatives(l *redeem.Lookalikes, unit float64, f *Frame) costs {
	var c costs
	for place, alternatives := range f.places() {
		read := slices.MaxFunc(alternatives, func(x, y fit.Alternative) int { return cmp.Compare(x.Prob, y.Prob) }).Char
		var model, engine [len(symbols)]float64
		all, given := 0.0, 0.0
		for i := range symbols {
			if cost, ok := l.Cost(byte(read), symbols[i]); ok {
				model[i] = math.Exp(-float64(cost) * unit)
				all += model[i]
			}
		}
		for _, a := range alternatives {
			if i := strings.IndexRune(symbols, a.Char); i >= 0 {
				engine[i] += a.Prob
				given += a.Prob
			}
		}
		for i := range symbols {
			model[i] /= all
			p := 0.8*(engine[i]/max(given, 1)+(1-min(given, 1))*model[i]) + 0.2*model[i]
			c[place][i] = impossible
			if p > 0 {
				c[place][i] = int(math.Round(-math.Log(p) / unit))
			}
		}
	}
	return c
}

// average returns the mean costs. What a reading holds impossible, or dearer than a
// limit, counts the limit if another holds it possible, or what it costs in that
// one if that is more, so that equal readings say what one of them does.
func average(each []costs, limit int) costs {
	if len(each) == 1 {
		return each[0]
	}
	var mean costs
	for place := range codeLength {
		for i := range symbols {
			least := impossible
			for _, c := range each {
				if cost := c[place][i]; cost != impossible && (least == impossible || cost < least) {
					least = cost
				}
			}
			mean[place][i] = impossible
			if least == impossible {
				continue
			}
			sum := 0
			for _, c := range each {
				most := max(limit, least)
				if cost := c[place][i]; cost != impossible {
					most = min(most, cost)
				}
				sum += most
			}
			mean[place][i] = int(math.Round(float64(sum) / float64(len(each))))
		}
	}
	return mean
}

// count returns how many codes that begin with X and have the right check
// character there are of each cost.
func count(c *costs) [reach + 1]float64 {
	const n = len(symbols)
	var ways, next [n][reach + 1]float64 // by the sum of the symbols' weights so far
	ways[0][0] = 1
	for place := range codeLength {
		clear(next[:])
		for symbol, cost := range c[place] {
			if cost == impossible || cost > reach || place == 0 && symbols[symbol] != 'X' {
				continue
			}
			weight := symbol
			if (codeLength-1-place)%2 == 1 {
				weight = 2*symbol/n + 2*symbol%n
			}
			for sum := range n {
				from, to := &ways[sum], &next[(sum+weight)%n]
				for i := range reach + 1 - cost {
					to[i+cost] += from[i]
				}
			}
		}
		ways = next
	}
	return ways[0]
}
