package door

import (
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/playground/internal/wire"
)

// MaxCandidates is how many candidates one answer lists at most.
const MaxCandidates = 256

// Resolve takes a format; the bounds on cost, edits and characters dropped or
// added, 0 as a Corrector has it; how many candidates to list; and the reads,
// their number first. It gives the verdict, the ties, the margin, whether the
// search was cut short, how many codes the reads stand for and whether exactly
// so many, and candidates, of each the code, the cost and the edits: the best one,
// and then the number of those listed, and them.
func Resolve(in *wire.Reader, out *wire.Writer) {
	c := redeem.Corrector{
		Format:    Format(in),
		MaxCost:   in.Number(),
		MaxEdits:  in.Number(),
		MaxIndels: in.Number(),
	}
	listed := min(max(in.Number(), 0), MaxCandidates)
	reads := make([]string, 0, 8)
	for range in.Number() {
		if !in.More() {
			break
		}
		reads = append(reads, in.Text())
	}
	r := c.Resolve(reads...)
	out.Text(r.Verdict.String())
	out.Count(uint64(r.Ties)) // which unread characters multiply beyond any number of four bytes
	out.Number(r.Margin)
	out.Flag(r.Capped)
	n, exact := c.Count(reads...)
	out.Count(n)
	out.Flag(exact)

	candidate := func(c redeem.Candidate) {
		out.Append(c.Code.AppendTo)
		out.Number(c.Cost)
		out.Number(c.Edits)
	}
	candidate(r.Best)
	out.List(func() (n int) {
		if listed == 0 {
			return 0
		}
		for c := range c.Candidates(reads...) {
			candidate(c)
			if n++; n == listed {
				break
			}
		}
		return n
	})
	clear(reads)
}
