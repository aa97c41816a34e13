package scan

import (
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// FindSerials yields the card serial numbers in a text, from the left and
// without overlap.
func FindSerials(text []byte, yield func(start, end int, serial spell.Symbols) bool) {
	var formats [len(form.Serials)]*form.Format
	for i := range formats {
		formats[i] = &form.Serials[i]
	}
	s := Set{formats: formats[:]}
	s.prepare()
	s.Find(text, func(_, start, end int, serial spell.Symbols) bool { return yield(start, end, serial) })
}
