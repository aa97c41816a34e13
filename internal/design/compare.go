package design

import (
	"cmp"
	"math"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// Comparison describes the codes that somebody is about to print.
type Comparison struct {
	Length   int     // of codes in all, check characters included, 1 to redeem.MaxLen
	Prefix   int     // number of symbols that are the same in all codes
	Alphabet string  // symbols of the payload; "" = all symbols of each scheme
	Live     float64 // number of codes that are worth something, 1 or more
	PerDay   float64 // number of guesses that an attacker can make; 0 = not known
}

// Choice is what codes with one check scheme are like.
type Choice struct {
	Scheme *checkdigit.Scheme // nil = no check characters

	// Codes and Bits are as in an Answer. Guesses and Days are what it takes to
	// find a live code; Days is 0 if PerDay is not known.
	Codes, Bits, Guesses, Days float64

	// Decided is the result of the measurement, nil if there is none of the
	// scheme with these symbols.
	Decided *Decided

	Unread int     // number of unread symbols, wherever they are, that come back for certain
	Swaps  float64 // share of exchanges of neighbors that make a code invalid, over all symbols of the scheme
}

// Checks returns the number of check characters.
func (c *Choice) Checks() int {
	if c.Scheme == nil {
		return 0
	}
	return c.Scheme.Len()
}

// Recommendation is the choice that Compare recommends.
type Recommendation struct {
	Choice int // index of the choice
	Reason Reason
}

// Reason is why a choice is recommended.
type Reason uint8

const (
	MostDecided Reason = iota + 1 // decides most misreads; another check symbol adds little
	MostSwaps                     // notices most exchanges, with the symbols at hand; what its codes decide was not measured
	NoneSafe                      // the least guessable: all choices are guessable
)

var reasonTexts = [...]string{
	MostDecided: "of the schemes that were measured, none with as many check characters decides more misreads, and none with more decides a tenth of all misreads more",
	MostSwaps:   "it notices the most exchanges of neighbors, with the fewest check characters and, if possible, with the symbols of the alphabet; what is decided was not measured for these symbols",
	NoneSafe:    "guesses find a live code within ten years with every scheme, and with this one last: take more symbols, or allow fewer guesses",
}

// String returns the reason as a sentence.
func (r Reason) String() string {
	if int(r) < len(reasonTexts) {
		return reasonTexts[r]
	}
	return ""
}

// Compare returns what codes are like without check characters, and with each
// scheme of [checkdigit.All] that has the symbols and a code so long, in this
// order, and which of them it recommends.
func Compare(q Comparison) ([]Choice, Recommendation) {
	choices := []Choice{choice(q, nil)}
	for s := range checkdigit.All() {
		if s.IsCheck(q.Length-1, q.Length) && q.Prefix <= q.Length-s.Len() && strings.Trim(q.Alphabet, s.Alphabet()) == "" {
			choices = append(choices, choice(q, s))
		}
	}
	return choices, recommend(choices, q.Alphabet)
}

func choice(q Comparison, s *checkdigit.Scheme) Choice {
	c := Choice{Scheme: s}
	// A choice with another scheme has the same alphabet, unless none is given.
	symbols, payload := len(q.Alphabet), q.Length-q.Prefix-c.Checks()
	switch {
	case symbols > 0:
	case s == nil:
		symbols = len(redeem.GiftCard().Alphabet())
	default:
		symbols = len(s.Alphabet())
	}
	a := Answer{Bits: float64(payload) * math.Log2(float64(symbols))}
	a.Codes = math.Pow(float64(symbols), float64(payload))
	a.guess(Question{Live: q.Live, PerDay: q.PerDay})
	c.Codes, c.Bits, c.Guesses, c.Days = a.Codes, a.Bits, a.Guesses, a.Days
	if s == nil {
		c.Decided = &Decided{} // every misread of a code is a code
		return c
	}
	d, _ := s.Detects() // which all schemes but coupon codes know
	c.Unread, c.Swaps = s.Distance()-1, d.Transposition
	if symbols == len(s.Alphabet()) { // on all of which it was measured
		c.Decided = decidedWith(s.Name())
	}
	return c
}

// worthwhile is the share of misreads that another check character has to decide
// right to be worth typing.
const worthwhile = 0.1

// recommend chooses among choices of which guesses do not find a code soon.
func recommend(choices []Choice, alphabet string) Recommendation {
	var safe []int
	last := 0
	for i, c := range choices {
		if c.Days == 0 || c.Days >= tenYears {
			safe = append(safe, i)
		}
		if c.Bits > choices[last].Bits {
			last = i
		}
	}
	if len(safe) == 0 {
		return Recommendation{last, NoneSafe}
	}
	best := safe[0]
	measured := false
	for checks := range maxChecks + 1 {
		for _, i := range safe {
			c, than := &choices[i], &choices[best]
			if c.Checks() != checks || c.Decided == nil || than.Decided == nil {
				continue
			}
			gain := c.Decided.Right - than.Decided.Right
			if gain >= worthwhile || gain > 0 && c.Checks() == than.Checks() {
				best, measured = i, true
			}
		}
	}
	if measured {
		return Recommendation{best, MostDecided}
	}
	for _, i := range safe {
		c, than := &choices[i], &choices[best]
		if cmp.Or(cmp.Compare(c.foreign(alphabet), than.foreign(alphabet)), cmp.Compare(than.Swaps, c.Swaps), cmp.Compare(c.Checks(), than.Checks())) < 0 {
			best = i
		}
	}
	return Recommendation{best, MostSwaps}
}

// foreign returns 0 if check characters are symbols of the alphabet, 1 if they
// may be others, and 2 if there are none.
func (c *Choice) foreign(alphabet string) int {
	if c.Scheme == nil {
		return 2
	}
	if strings.Trim(c.Scheme.CheckAlphabet(), alphabet) != "" {
		return 1
	}
	return 0
}

// maxChecks is the greatest number of check characters of a scheme.
const maxChecks = 4
