package meant

import (
	"slices"

	"github.com/redeemkit/redeem/internal/spell"
)

// combos are the combinations of edits that are told apart: how many edits each
// reading has. Of a single reading that is its number of edits; of several it
// is a number to a radix one above the most edits, with a digit for each
// reading. Readings that cannot exceed the bound are left out.
type combos struct {
	number int   // of combinations; 1 where edits are not bounded
	first  int   // the combination of the places that are no choice
	told   int   // readings
	radix  int   // above the most edits
	full   uint8 // a bit for every reading
}

const (
	maxCombos = 256
	maxTold   = 8
)

// combine decides which edits are told apart. If there is no room for as many
// as MaxEdits, there are fewer. It returns false if even the places that are no
// choice exceed the bound.
func (p *problem) combine(maxEdits int, all []option, show []shown) bool {
	p.combos = combos{number: 1}
	if maxEdits <= 0 {
		return true
	}
	var (
		told    [maxTold]*shown
		settled [maxTold]int
	)
	for i := range show {
		least, most := p.edits(all, &show[i])
		if least > maxEdits {
			return false
		}
		if most <= maxEdits {
			continue
		}
		if p.told == maxTold {
			p.fewer = true
			return false
		}
		told[p.told], settled[p.told] = &show[i], least
		p.told++
	}
	if p.told == 0 {
		return true
	}
	if p.radix = min(maxEdits, spell.MaxLen) + 1; !p.narrow(&settled) {
		return false
	}
	p.full = uint8(1<<p.told - 1)
	p.label(all, &told)
	p.most = p.dearest(all)
	return true
}

// dearest returns the highest cost that a code may have whose edits are within
// the bound, or more.
func (p *problem) dearest(all []option) int {
	if p.told != 1 {
		return p.most
	}
	var more [spell.MaxLen]int // than the option that is no edit
	sum := 0
	for k := range p.n {
		c, quiet := &p.choices[k], 0
		if c.quietTo > c.quietFrom {
			quiet = int(all[c.quietTo-1].cost)
		}
		sum += quiet
		more[k] = int(all[c.to-1].cost) - quiet
	}
	slices.Sort(more[:p.n])
	for _, cost := range more[max(0, p.n-p.radix+1):p.n] {
		sum += cost
	}
	return sum
}

// forget has edits no longer told apart.
func (p *problem) forget(all []option) {
	if p.told > 0 {
		p.combos = combos{number: 1}
		for i := range all[:p.choices[p.n-1].to] {
			all[i].edits, all[i].step = 0, 0
		}
	}
}

// narrow lowers the bound until there is room for all combinations.
func (p *problem) narrow(settled *[maxTold]int) bool {
	for {
		p.number, p.first = 1, 0
		for i := range p.told {
			if settled[i] >= p.radix {
				return false
			}
			p.first += settled[i] * p.number
			p.number *= p.radix
		}
		if p.number <= maxCombos {
			return true
		}
		p.radix--
		p.fewer = true
	}
}

// edits returns the edits of a reading at the places that are no choice, and
// the most that a code may have.
func (p *problem) edits(all []option, x *shown) (least, most int) {
	k := 0
	for place := range p.f.Length {
		if k == p.n || int(p.choices[k].place) != place {
			if x.misread(place, p.text[place]) {
				least++
				most++
			}
			continue
		}
		for _, o := range p.options(all, k) {
			if x.misread(place, o.symbol) {
				most++
				break
			}
		}
		k++
	}
	return least, most
}

// label gives every option its edits: an option is one of each reading that reads
// the place as another symbol.
func (p *problem) label(all []option, told *[maxTold]*shown) {
	for k := range p.n {
		c, known := &p.choices[k], uint8(0)
		for r := range p.told {
			if told[r].known.At(int(c.place)) != 0 {
				known |= 1 << r
			}
		}
		options, step := p.options(all, k), p.step(known)
		for i := range options {
			options[i].edits, options[i].step = known, step
		}
		c.quietFrom, c.quietTo = c.to, c.to
		if known == 0 {
			c.quietFrom = c.from
		}
		for r := range p.told {
			read := told[r].text.At(int(c.place))
			for i := range options {
				o := &options[i]
				if o.symbol != read {
					continue
				}
				if o.edits &^= 1 << r; o.edits == 0 {
					c.quietFrom, c.quietTo = c.from+uint16(i), c.from+uint16(i)+1
				}
				o.step = p.step(o.edits)
				break
			}
		}
	}
}

// step returns what an edit of each of these readings adds to the number of a
// combination.
func (c *combos) step(readings uint8) (step uint16) {
	unit := 1
	for r := range c.told {
		if readings>>r&1 != 0 {
			step += uint16(unit)
		}
		unit *= c.radix
	}
	return step
}

// lower has fewer edits told apart by one. It returns false if even the places
// that are no choice exceed that.
func (p *problem) lower(all []option) bool {
	var settled [maxTold]int
	for r, combo := 0, p.first; r < p.told; r, combo = r+1, combo/p.radix {
		settled[r] = combo % p.radix
	}
	p.radix--
	p.fewer = true
	if !p.narrow(&settled) {
		return false
	}
	for i := range all[:p.choices[p.n-1].to] {
		all[i].step = p.step(all[i].edits)
	}
	return true
}

// spent returns the readings that have no edit left in a combination.
func (c *combos) spent(combo int) (readings uint8) {
	if c.told == 1 {
		if combo == c.radix-1 {
			return 1
		}
		return 0
	}
	for r := range c.told {
		if combo%c.radix == c.radix-1 {
			readings |= 1 << r
		}
		combo /= c.radix
	}
	return readings
}

// without returns the readings that have no edit in a combination.
func (c *combos) without(combo int) (readings uint8) {
	if c.told == 1 {
		if combo == 0 {
			return 1
		}
		return 0
	}
	for r := range c.told {
		if combo%c.radix == 0 {
			readings |= 1 << r
		}
		combo /= c.radix
	}
	return readings
}
