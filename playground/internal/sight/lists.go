package sight

import (
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/detect"
	"github.com/redeemkit/redeem/playground/internal/door"
	"github.com/redeemkit/redeem/playground/internal/wire"
)

// Describe takes a format and gives its length, prefix and alphabet, the sizes
// of its groups, their number first, which places hold check characters, one
// number a place, and what each symbol may have been meant as: how many symbols
// there are, and for each the symbol, how many meanings other than itself,
// and of each the symbol and the cost.
func Describe(in *wire.Reader, out *wire.Writer) {
	spec := door.Format(in).Spec()
	out.Number(spec.Length)
	out.Text(spec.Prefix)
	out.Text(spec.Alphabet)
	out.Number(len(spec.Groups))
	for _, n := range spec.Groups {
		out.Number(n)
	}
	for place := range spec.Length {
		out.Flag(spec.Check != nil && spec.Check.IsCheck(place, spec.Length))
	}
	symbols := (&detect.Codes{Alphabet: spec.Alphabet, Check: spec.Check}).Symbols()
	out.Number(len(symbols))
	for i := range symbols {
		var meant []redeem.Pair
		for symbol, cost := range spec.Lookalikes.Of(symbols[i]) {
			if symbol != symbols[i] && strings.IndexByte(symbols, symbol) >= 0 {
				meant = append(meant, redeem.Pair{Meant: symbol, Cost: uint8(cost)})
			}
		}
		out.Text(symbols[i : i+1])
		out.Number(len(meant))
		for _, p := range meant {
			out.Text(string(rune(p.Meant)))
			out.Number(int(p.Cost))
		}
	}
}

// Schemes gives the check schemes: their number, and of each the name, how
// many check characters it has, whether Design counts the misreadings of its
// codes, its alphabet, and seven shares of what it
// detects, in the order of checkdigit.Detection.
func Schemes(_ *wire.Reader, out *wire.Writer) {
	out.List(func() (n int) {
		for s := range checkdigit.All() {
			n++
			out.Text(s.Name())
			out.Number(s.Len())
			out.Flag(s.States() <= maxStates)
			out.Text(s.Alphabet())
			d, _ := s.Detects()
			for _, share := range [...]float64{
				d.Substitution, d.Transposition, d.Jump, d.Twin, d.JumpTwin, d.Lookalike, d.LookalikePair,
			} {
				out.Share(share)
			}
		}
		return n
	})
}

// Regions gives the alpha-2 codes of all regions, two letters each, and of
// those that have a storefront.
func Regions(_ *wire.Reader, out *wire.Writer) {
	for _, set := range []redeem.Regions{redeem.AllRegions(), redeem.Storefronts()} {
		out.Append(func(dst []byte) []byte {
			for r := range set.All() {
				dst = r.AppendTo(dst)
			}
			return dst
		})
	}
}
