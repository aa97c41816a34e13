package ocrdata

import (
	"iter"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// Scheme is the check scheme of the codes in the pictures.
const Scheme = "luhn-mod-36"

// Format returns a format like that of the codes in the pictures, with a
// check scheme and its alphabet.
func Format(scheme string) *redeem.Format {
	check, _ := checkdigit.Lookup(scheme)
	return redeem.MustFormat(redeem.Spec{Name: scheme, Length: 16, Prefix: "X", Alphabet: check.Alphabet(), Check: check})
}

// Share is how often the truth is among the first candidates. Candidates of
// equal cost come in any order: Worst is if the truth came last among them,
// Mean over all orders.
type Share struct{ Worst, Mean float64 }

// Ranks is how well a model does on misreads of the right length.
type Ranks struct {
	Misreads               int
	First, First4, First16 Share // with the check character
	Unchecked16            Share // without, and the read itself left out
}

// Rank finds how well a model does on the lines, with a check scheme.
func Rank(l *redeem.Lookalikes, lines []Line, scheme string) Ranks {
	checked := redeem.Corrector{Format: Format(scheme), Lookalikes: l}
	unchecked := redeem.Corrector{Lookalikes: l}
	var r Ranks
	for _, line := range lines {
		read := line.Typed()
		if len(read) != len(line.Truth) || !line.Misread() {
			continue
		}
		r.Misreads++
		p := find(checked.Candidates(read), line.Truth, "")
		r.First.add(p, 1)
		r.First4.add(p, 4)
		r.First16.add(p, 16)
		r.Unchecked16.add(find(unchecked.Candidates(read), line.Truth, read), 16)
	}
	for _, s := range []*Share{&r.First, &r.First4, &r.First16, &r.Unchecked16} {
		s.Worst /= float64(r.Misreads)
		s.Mean /= float64(r.Misreads)
	}
	return r
}

// Mean returns the mean of two halves, whatever their size.
func Mean(x, y Ranks) Ranks {
	mean := func(x, y Share) Share { return Share{(x.Worst + y.Worst) / 2, (x.Mean + y.Mean) / 2} }
	return Ranks{
		Misreads:    x.Misreads + y.Misreads,
		First:       mean(x.First, y.First),
		First4:      mean(x.First4, y.First4),
		First16:     mean(x.First16, y.First16),
		Unchecked16: mean(x.Unchecked16, y.Unchecked16),
	}
}

// position is where the truth is among the candidates.
type position struct {
	cheaper int // candidates
	tied    int // of the same cost, itself included; 0 if it is not among the first
}

// find looks for the truth among the first 16 candidates but the one left out.
func find(candidates iter.Seq[redeem.Candidate], truth, out string) position {
	var p position
	cost, found := -1, false
	for candidate := range candidates {
		if candidate.Cost > cost {
			if found || p.cheaper+p.tied >= 16 {
				break
			}
			p.cheaper, p.tied, cost = p.cheaper+p.tied, 0, candidate.Cost
		}
		switch string(candidate.Code.AppendTo(nil)) {
		case out:
			continue
		case truth:
			found = true
		}
		p.tied++
	}
	if !found {
		return position{}
	}
	return p
}

// add counts a position that is among the first n.
func (s *Share) add(p position, n int) {
	if p.tied == 0 {
		return
	}
	if p.cheaper+p.tied <= n {
		s.Worst++
	}
	s.Mean += min(1, float64(max(0, n-p.cheaper))/float64(p.tied))
}
