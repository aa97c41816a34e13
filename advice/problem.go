package advice

import (
	"errors"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/card"
)

// Problem is what is known of a refusal, in no language. Every field but
// Status may be left zero, which means that it is not known. The zero Problem
// is none. It holds no part of the input.
type Problem struct {
	Status Status

	// Fault says why Status is StatusNotRecognized. [Of] and [OfReport] set
	// it; with any other status it is not looked at.
	Fault redeem.Error

	Format     *redeem.Format // of the code that was asked for; nil = redeem.GiftCard()
	Position   int            // which character of the input is at fault, as people count: from 1
	Missing    int            // how many symbols a code that is too short lacks
	Surplus    int            // how many symbols a code that is too long has too many
	Candidates uint64         // how many codes a misread may stand for, as redeem.Corrector.Count says

	Card       card.Card     // its kind, where it was bought, when it expires
	Storefront redeem.Region // the country or region of the account
	Now        time.Time     // when the person reads this: days to and since expiry are counted from it
	Holds      card.Holds    // what keeps the account in its country or region; if not known, any of them may
}

// Of returns the problem that an error means. That is the [redeem.Error] which
// it is or wraps, in the order of [errors.As], and StatusFailed if there is
// none, or one that is not about what a person entered or owns. A nil error
// gives the zero Problem.
func Of(err error) Problem {
	if err == nil {
		return Problem{}
	}
	var fault redeem.Error
	if !errors.As(err, &fault) {
		return Problem{Status: StatusFailed}
	}
	p := Problem{Status: statusOf(fault)}
	if p.Status == StatusNotRecognized {
		p.Fault = fault
	}
	return p
}

// OfReport returns the problem that a report of the input means, the zero
// Problem if the report has no error. It counts characters of the input: which
// one is at fault, or how many symbols are missing or too many. If
// the input has more than redeem.MaxInput bytes, these are not counted.
//
// The format is that which made the report of this input; nil is
// redeem.GiftCard(). Of any other input the counts mean nothing, but nothing
// worse happens. OfReport keeps nothing of the input.
func OfReport(f *redeem.Format, r redeem.Report, input string) Problem {
	p := Of(r.Err)
	if p.Status == StatusNone {
		return p
	}
	p.Format = f
	switch p.Fault {
	case redeem.ErrEncoding, redeem.ErrSymbol:
		p.Position = position(input, r.Offset)
	case redeem.ErrTooShort:
		p.Missing = max(0, p.format().Spec().Length-p.symbols(input))
	case redeem.ErrTooLong:
		p.Surplus = max(0, p.symbols(input)-p.format().Spec().Length)
	}
	return p
}

func (p *Problem) format() *redeem.Format {
	if p.Format == nil {
		return redeem.GiftCard()
	}
	return p.Format
}

// symbols returns how many symbols of the format the input has, and that many
// as a code has where nobody counts: beyond what parsing looks at.
func (p *Problem) symbols(input string) int {
	if len(input) > redeem.MaxInput {
		return p.format().Spec().Length
	}
	var buf [2 * redeem.MaxInput]byte
	grouped, _, _ := p.format().AppendTyped(buf[:0], redeem.Change{New: input})
	n := 0
	for _, x := range grouped {
		if x != '-' { // a dash is no symbol of any format
			n++
		}
	}
	clear(grouped)
	return n
}
