package checkdigit_test

import (
	"strings"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/detect"
)

// detectLen is the length of the strings whose errors are counted.
const detectLen = 16

// supportPairs are the look-alikes of the issuer's support article.
var supportPairs = strings.Fields("B8 DO E3 G6 OQ O0 S5 UV Z2")

// supportSwaps are they in both directions.
func supportSwaps() (swaps []detect.Swap) {
	for _, pair := range supportPairs {
		swaps = append(swaps, detect.Swap{Meant: pair[0], Read: pair[1]}, detect.Swap{Meant: pair[1], Read: pair[0]})
	}
	return swaps
}

// detection counts what a scheme detects in strings of detectLen symbols with
// payload symbols from alphabet only, and says whether any of these look alike.
func detection(s *checkdigit.Scheme, alphabet string) (d checkdigit.Detection, alike bool) {
	c := detect.NewCounter(detect.Codes{Length: detectLen, Alphabet: alphabet, Check: s})
	one := total(c.OneSwap(supportSwaps()))
	return checkdigit.Detection{
		Substitution:  c.Substitution().Detected(),
		Transposition: c.Transposition().Detected(),
		Jump:          c.Jump().Detected(),
		Twin:          c.Twin().Detected(),
		JumpTwin:      c.JumpTwin().Detected(),
		Lookalike:     one.Detected(),
		LookalikePair: total(c.TwoSwaps(supportSwaps())).Detected(),
	}, one.All > 0
}

func total(counts []detect.Count) (n detect.Count) {
	for _, c := range counts {
		n.Add(c)
	}
	return n
}
