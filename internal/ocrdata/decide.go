package ocrdata

import "github.com/redeemkit/redeem"

// Decisions is how often a Corrector is right and wrong about reads, by the
// margin that is demanded. What is not Unique, or has less of a margin, is left
// undecided.
type Decisions struct {
	Reads        float64
	right, wrong [noOther + 1]float64 // by the margin they had
}

// noOther is the margin where there is no other candidate, more than a cost
// may be.
const noOther = 128

// Decide lets a Corrector decide every read in which keep finds something to
// decide. keep returns the reads of one code.
func Decide(c *redeem.Corrector, lines []Line, keep func(Line) []string) Decisions {
	var d Decisions
	for _, line := range lines {
		reads := keep(line)
		if len(reads) == 0 {
			continue
		}
		d.Reads++
		r := c.Resolve(reads...)
		if r.Verdict != redeem.VerdictUnique || r.Margin == 0 {
			continue
		}
		if r.Margin < 0 {
			r.Margin = noOther
		}
		if string(r.Best.Code.AppendTo(nil)) == line.Truth {
			d.right[r.Margin]++
		} else {
			d.wrong[r.Margin]++
		}
	}
	return d
}

// Printed lets a Corrector decide the misreads of the right length of codes that
// are printed with a check scheme. It measures on lines; those shown to a are in
// the same fonts.
func Printed(l *redeem.Lookalikes, a *Again, lines []Line, scheme string) Decisions {
	c := redeem.Corrector{Format: Format(scheme), Lookalikes: l}
	return Decide(&c, a.Rechecked(lines, scheme), Misreads)
}

// Misreads keeps misreads, whatever their length.
func Misreads(l Line) []string {
	if !l.Misread() {
		return nil
	}
	return []string{l.Typed()}
}

// Exact keeps reads without a fault.
func Exact(l Line) []string {
	if l.Misread() {
		return nil
	}
	return []string{l.Typed()}
}

// Add adds decisions about other reads.
func (d *Decisions) Add(more Decisions) {
	d.Reads += more.Reads
	for i := range d.right {
		d.right[i] += more.right[i]
		d.wrong[i] += more.wrong[i]
	}
}

// At returns which shares of the reads are decided right and wrong if a margin
// is demanded.
func (d *Decisions) At(margin int) (right, wrong float64) {
	for i := margin; i <= noOther; i++ {
		right += d.right[i]
		wrong += d.wrong[i]
	}
	return right / d.Reads, wrong / d.Reads
}

// Least returns the least margin from 1 on at which wrong decisions are less
// than a share: of all reads, or of those decided. It returns 0 if there is
// none.
func (d *Decisions) Least(share float64, decided bool) int {
	for margin := 1; margin < noOther; margin++ {
		right, wrong := d.At(margin)
		of := 1.0
		if decided {
			of = right + wrong
		}
		if wrong < share*of {
			return margin
		}
	}
	return 0
}
