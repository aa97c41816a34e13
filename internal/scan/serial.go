package scan

import (
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// FindSerials yields the card serial numbers in a text, from the left and
// without overlap, and of those that begin at one place the longest.
func FindSerials(text []byte, yield func(start, end int, serial spell.Symbols) bool) {
	var next [len(form.Serials)]hit
	for i := range next {
		next[i].start = -1
	}
	for from := 0; ; {
		first := hit{start: len(text)}
		for i := range next {
			h := &next[i]
			if h.start < from {
				*h = format{&form.Serials[i]}.search(text, from, border{}, true)
			}
			if h.start < first.start {
				first = *h
			}
		}
		if first.state == hitNone || !yield(first.start, first.end, first.code) {
			return
		}
		from = first.end
	}
}
