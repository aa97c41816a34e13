package fit

import (
	"math"

	"github.com/redeemkit/redeem"
)

// move is what happened to a symbol of a code, or where there is none.
type move uint8

const (
	shown   move = iota // as one character, right or wrong
	dropped             // not at all
	added               // a character that stands for no symbol
	doubled             // as two characters
	swapped             // with the next one, in the wrong order
)

const most = redeem.MaxLen + shifted // characters of a read

// path is how a code and a read line up, step by step.
type path struct {
	steps [redeem.MaxLen + most]step
	n     int
}

type step struct {
	move move
	i, j uint8 // places in the code and the read where it begins
}

func (p *path) add(m move, i, j int) {
	p.steps[p.n] = step{m, uint8(i), uint8(j)}
	p.n++
}

// align counts what happened in the examples if each took the cheapest course.
func align(examples []Example, c *channel, o Options) *tally {
	t := new(tally)
	for _, x := range examples {
		var p path
		c.align(&p, x.Meant, x.Read)
		t.count(&p, x, o)
	}
	return t
}

// align finds the cheapest path. Of equally cheap ones it is always the same.
func (c *channel) align(p *path, meant, read string) {
	var (
		costs [redeem.MaxLen + 1][most + 1]float64 // of the code and the read up to here
		moves [redeem.MaxLen + 1][most + 1]move    // that led here
	)
	for i := range costs[:len(meant)+1] {
		for j := range costs[i][:len(read)+1] {
			costs[i][j] = math.Inf(1)
		}
	}
	costs[0][0] = 0
	for i := 0; i <= len(meant); i++ {
		for j := 0; j <= len(read); j++ {
			lead := func(m move, toI, toJ int, cost float64) {
				if cost += costs[i][j]; cost < costs[toI][toJ] {
					costs[toI][toJ], moves[toI][toJ] = cost, m
				}
			}
			if j < len(read) {
				lead(added, i, j+1, c.added)
			}
			if i == len(meant) {
				continue
			}
			lead(dropped, i+1, j, c.dropped)
			as := &c.shown[meant[i]]
			if j < len(read) {
				lead(shown, i+1, j+1, as[read[j]])
			}
			if j+1 < len(read) {
				lead(doubled, i+1, j+2, c.doubled+as[read[j]]+as[read[j+1]])
			}
			if j+1 < len(read) && i+1 < len(meant) && meant[i] != meant[i+1] && meant[i] == read[j+1] && meant[i+1] == read[j] {
				lead(swapped, i+2, j+2, c.swapped)
			}
		}
	}
	for i, j := len(meant), len(read); i > 0 || j > 0; {
		m := moves[i][j]
		switch m {
		case shown:
			i, j = i-1, j-1
		case dropped:
			i--
		case added:
			j--
		case doubled:
			i, j = i-1, j-2
		case swapped:
			i, j = i-2, j-2
		}
		p.add(m, i, j)
	}
}

// count adds what happened on a path, if it is worth learning from.
func (t *tally) count(p *path, x Example, o Options) {
	faults := 0
	for _, s := range p.steps[:p.n] {
		switch {
		case s.move == swapped:
			faults += 2
		case s.move != shown || x.Read[s.j] != x.Meant[s.i]:
			faults++
		}
	}
	if faults > o.faults(x.Meant) {
		return
	}
	t.examples++
	t.symbols += float64(len(x.Meant))
	for _, s := range p.steps[:p.n] {
		switch s.move {
		case shown:
			if r := x.Read[s.j]; r != unread {
				t.shown[x.Meant[s.i]][r]++
			}
		case dropped:
			t.dropped++
		case added:
			t.added++
		case doubled:
			t.doubled++
		case swapped:
			t.swapped++
		}
	}
}
